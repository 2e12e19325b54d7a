//! Letters of hangul that stand for themselves: ㄱ 기역, ㅋㅋ 크크, ㅠㅠ 유유.

const std = @import("std");
const hangul = @import("hangul.zig");
const reader_file = @import("korean_reader.zig");
const utf8 = @import("utf8.zig");
const Reader = reader_file.Reader;
const wordAt = reader_file.wordAt;

const first_consonant = 'ㄱ';
const first_vowel = 'ㅏ';
const last_vowel = 'ㅣ';

/// The names of the consonants (한글 맞춤법 제4항), of which clusters have two.
const names = "기역 쌍기역 기역시옷 니은 니은지읒 니은히읗 디귿 쌍디귿 리을 리을기역 리을미음 리을비읍 리을시옷 리을티읕 리을피읖 리을히읗 미음 비읍 쌍비읍 비읍시옷 시옷 쌍시옷 이응 지읒 쌍지읒 치읓 키읔 티읕 피읖 히읗";

/// Say the run of jamo at `at`. Vowels are said as they sound. ㅋ and ㅎ are laughter, with ㅡ, unless one of them stands alone or
/// with other consonants, which have their names. Returns where it ends; `at` if all of them are out of use.
pub fn read(reader: *Reader, at: usize) usize {
    const text = reader.text(at);
    const is_single = text.len == 3;
    const is_laughing = isLaughing(text) and (!is_single or reader.kind(at -% 1) == .korean);
    var place: usize = 0;
    var count: usize = 0;
    while (place < text.len) : (place += 3) {
        const letter = utf8.decode(text[place..]).?.value;
        if (letter > last_vowel) continue;
        count += 1;
        if (letter >= first_vowel) {
            putSyllable(reader, 'ㅇ', letter - first_vowel);
        } else if (is_laughing) {
            putSyllable(reader, letter, 'ㅡ' - first_vowel);
        } else {
            reader.end();
            reader.put(wordAt(names, letter - first_consonant));
            if (!is_single) reader.end();
        }
    }
    if (count == 0) return at;
    return if (is_single) reader.attach(at + 1) else at + 1;
}

/// Whether ㅋ and ㅎ are all the consonants of a run.
fn isLaughing(text: []const u8) bool {
    var at: usize = 0;
    while (at < text.len) : (at += 3) {
        const letter = utf8.decode(text[at..]).?.value;
        if (letter < first_vowel and letter != 'ㅋ' and letter != 'ㅎ') return false;
    }
    return true;
}

/// Say a syllable of a consonant, which is ㅇ, ㅋ or ㅎ, and the vowel of an index.
fn putSyllable(reader: *Reader, consonant: u21, vowel: u21) void {
    const onset: u21 = switch (consonant) {
        'ㅇ' => 11,
        'ㅋ' => 15,
        else => 18,
    };
    var buffer: [4]u8 = undefined;
    const syllable = hangul.compose(hangul.first_onset + onset, hangul.first_nucleus + vowel).?;
    reader.put(utf8.encode(syllable, &buffer));
}

fn expectRead(text: []const u8, at: usize, expected: []const u8) !void {
    var reader = reader_file.readerOf(text);
    const end = read(&reader, at);
    try std.testing.expectEqual(expected.len > 0, end > at);
    try reader_file.expectSaid(&reader, expected);
}

test "names, sounds and laughter" {
    try expectRead("ㄱ과", 0, "기역과");
    try expectRead("ㄳ", 0, "기역시옷");
    try expectRead("ㅋ", 0, "키읔");
    try expectRead("ㅋㅋㅋ", 0, "크크크");
    try expectRead("네ㅎ", 1, "흐");
    try expectRead("ㅠㅠ", 0, "유유");
    try expectRead("ㅇㅇ", 0, "이응 이응");
    try expectRead("ㅇㅋ", 0, "이응 키읔");
    try expectRead("ㅋㅋㅠ", 0, "크크유");
    try expectRead("\u{3181}", 0, "");
}
