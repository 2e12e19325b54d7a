//! What goes on after a number, a counter or a name without a space: particles, the copula, and the nouns that join them.

const std = @import("std");
const reader_file = @import("korean_reader.zig");
const Reader = reader_file.Reader;
const longestOf = reader_file.longestOf;

/// Particles of one syllable, and what follows them in longer ones: 에는, 과의, 로도.
const particles = "은 는 이 가 을 를 의 에 로 와 과 만 나 랑 라 며 고 다";
const further = particles ++ " 도 서 선 론";
/// What other endings begin with.
const beginnings = "에게 으로 부터 까지 보다 보단 처럼 입니 이에 예요 였 이었 이든 인데 이지 만큼 이란 란 이면 라면 하고 조차 밖에 뿐 분의";
/// What else may follow a counter.
const after_counters = "씩 쯤 정도 당 짜리 째 여 마다 간 전 후 동안 중 내 들 도 경 반 이상 이하 이내 이후 이전 가량 남짓 대로 인 일 임 하 께 안 밖 뒤 넘 미만 " ++
    "초과 꼴 배기 더 모두 분량 이 용 치 값";

/// Whether a word is an ending as a whole: a particle or a form of the copula.
pub noinline fn isEnding(text: []const u8) bool {
    if (longestOf(beginnings, text) > 0) return true;
    var at = longestOf(particles, text);
    if (at == 0) return false;
    while (at < text.len) {
        const length = longestOf(further, text[at..]);
        if (length == 0) return longestOf(beginnings, text[at..]) > 0;
        at += length;
    }
    return true;
}

/// Go on with the ending at `at`, which touches what was said; other hangul is left to be a word of its own. Returns where it ends.
pub noinline fn attach(reader: *Reader, at: usize) usize {
    return if (isEnding(reader.text(at))) reader.attach(at) else at;
}

/// Whether a word that begins with a counter may go on like this.
pub noinline fn mayFollowCounter(text: []const u8) bool {
    return text.len == 0 or longestOf(particles, text) > 0 or longestOf(beginnings, text) > 0 or longestOf(after_counters, text) > 0;
}

const testing = std.testing;

test "particles and the copula are endings, nouns are not" {
    for ([_][]const u8{ "는", "에서", "에서는", "과의", "입니다", "이라고", "으로", "만큼은", "이었다", "로부터" }) |text| try testing.expect(isEnding(text));
    for ([_][]const u8{ "", "도", "월", "인분", "이상", "회", "그룹", "로터리", "가구" }) |text| try testing.expect(!isEnding(text));
}

test "a counter is followed by an ending or a noun of its kind" {
    for ([_][]const u8{ "", "를", "씩", "짜리", "이다", "쯤에" }) |text| try testing.expect(mayFollowCounter(text));
    for ([_][]const u8{ "월", "국", "장", "령" }) |text| try testing.expect(!mayFollowCounter(text));
}
