//! Which counters take native numerals. All others take Sino-Korean ones.

const std = @import("std");
const endings = @import("korean_endings.zig");
const search = @import("search.zig");
const Form = @import("korean_numbers.zig").Form;
const reader_file = @import("korean_reader.zig");
const Reader = reader_file.Reader;
const isOneOf = reader_file.isOneOf;
const longestOf = reader_file.longestOf;

const native = "개 명 사람 살 시 시간 시간대 마리 권 장 잔 병 대 벌 켤레 그루 송이 번 가지 달 배 척 채 통 곳 군데 쌍 자루 다발 묶음 상자 박스 봉지 포대 그릇 접시 " ++
    "숟갈 숟가락 스푼 컵 캔 모금 방울 조각 토막 줄 칸 갑 포기 뿌리 알 톨 판 곡 편 건 팀 차례 바퀴 걸음 발짝 발 방 마디 모 뭉치 꾸러미 끼 경기 골 표 집 가구 나라 " ++
    "문장 단어 글자 낱말 마을 종류 식구 가족 겹 갈래 두름 톳 축 자리 자릿수 잎 그룹 무더기 바구니 놈 밤 가닥 올 꼬치 덩어리 타래 필 줌 술 뼘 학교 도시";
const short = "돈 말 푼";
const closed = "냥 되 섬";
/// What begins like a native counter and is none.
const others = "번가 대만 시점 시가 통신 발행 방송 방향 방위 모델 알파 판매 집단";
/// Counters with Sino-Korean numbers, for where it matters whether something is counted at all.
const sino = "년 월 일 분 초 원 층 호 도 주 회 차 세 점 위 등 급 단 조 항 쪽 면 박 인 평 학 개월 개국 개년 개소 퍼센트 프로 달러 유로 엔 위안 킬로 미터 그램 톤 " ++
    "리터 센티 밀리 만 억 천 백 십 여 동 반 기 교시 페이지 배럴 강 승 패 무 부";

/// Nouns with a number and 번 before them that is a name, not a count: 3번 출구.
const numbered = "버스 출구 문제 타자 선수 트랙 국도 도로 홀 창구 승강장 출입구 게이트 교향곡 협주곡 소나타 버튼 후보 참가자 환자 확진자 항목 예제 그림 보기 노선 레인 " ++
    "코트 좌석 자리 주자 마을버스 테이블 채널 역 탑승구 홈 카드 답";
/// Nouns with such a number after them: 기호 3번, 정답은 3번.
const numbers_of = "기호 등번호 교향곡 협주곡 소나타 내선 번호 보기 예제 국도 문제 정답 답 버스";
/// Words after which 대 counts no machines: 세계 3대 폭포.
const orders = "세계 국내 전국 역대 우리나라 한국";
/// What 대 counts, so that tens of it are no age.
const machines = "차 차량 버스 택시 트럭 컴퓨터 비행기 헬기 자동차 승용차 전투기 오토바이 자전거 드론 노트북 카메라 로봇 서버 기계";
/// Words after which 분 is of persons.
const persons = "손님 고객 어르신 선생님 부모님 어른 할머니 할아버지 스님 교수님";

pub const Counter = struct {
    /// In bytes, without what the word goes on with.
    length: usize,
    form: Form,
};

/// The native counter that `text` begins with.
pub noinline fn find(text: []const u8) ?Counter {
    if (longestOf(others, text) > 0) return null;
    for ([_][]const u8{ native, short, closed, "번째", "째" }, [_]Form{ .counting, .short, .closed, .turn, .ordinal }) |list, form| {
        const length = longestOf(list, text);
        if (length > 0 and endings.mayFollowCounter(text[length..])) {
            // 번째 goes before 번.
            if (search.startsWith(u8, text, "번째")) return .{ .length = "번째".len, .form = .turn };
            return .{ .length = length, .form = form };
        }
    }
    return null;
}

/// The native counter for the digits from `start` to `end`, if the words around do not make it a Sino-Korean one.
pub fn after(reader: *const Reader, start: usize, end: usize) ?Counter {
    const text = reader.hangulFrom(end);
    const counter = find(text) orelse {
        if (!isOneOf(persons, reader.hangulBefore(start)) or !search.startsWith(u8, text, "분")) return null;
        return .{ .length = "분".len, .form = .counting };
    };
    const place = reader.afterSpace(end);
    // After a space a word may only look like a counter.
    if (place != end and (counter.form == .ordinal or !isPlain(text[counter.length..]))) return null;
    const before = reader.hangulBefore(start);
    if (search.eql(u8, before, "제")) return null;
    const name = text[0..counter.length];
    const rest = text[counter.length..];
    if (search.eql(u8, name, "번")) {
        const what = reader.hangulFrom(place + 1);
        const noun = longestOf(numbers_of, before);
        if (noun > 0 and (noun == before.len or isOneOf("은 는", before[noun..]))) return null;
        if (longestOf("부터 까지", rest) > 0) return null;
        if (rest.len == 0 and reader.kind(place + 1) == .space and longestOf(numbered, what) > 0) return null;
    }
    if (search.eql(u8, name, "대")) {
        // Decades of life (20대), scores (3대 2), orders (세계 3대 폭포), generations (3대째).
        const digits = reader.text(end - 1);
        const is_decade = digits.len == 2 and digits[1] == '0' and !isOneOf(machines, before);
        if (is_decade or isOneOf(orders, before) or search.startsWith(u8, rest, "째")) return null;
        if (reader.isDigits(reader.afterSpace(place + 1))) return null;
    }
    return counter;
}

/// Whether what goes on after a counter leaves no doubt that it is one.
fn isPlain(rest: []const u8) bool {
    return rest.len == 0 or endings.isEnding(rest) or longestOf("씩 쯤 당 짜리 정도", rest) > 0;
}

/// Whether a word begins with a counter of either kind.
pub noinline fn isCounter(text: []const u8) bool {
    return find(text) != null or longestOf(sino, text) > 0;
}

const testing = std.testing;

fn expectForm(text: []const u8, at: usize, expected: ?Form) !void {
    const reader = reader_file.readerOf(text);
    const counter = after(&reader, at, at + 1);
    try testing.expectEqual(expected, if (counter) |found| found.form else null);
}

test "counters with native numerals" {
    for ([_][]const u8{ "3개", "3개를", "20살이다", "3시간", "2시쯤", "3 마리", "5가지", "3달", "2배로" }) |text| try expectForm(text, 0, .counting);
    for ([_][]const u8{ "3년", "3월", "3개월", "5개국", "3달러", "2시즌", "3번지", "3인분", "3그루터기", "10주" }) |text| try expectForm(text, 0, null);
    try expectForm("3돈", 0, .short);
    try expectForm("4냥", 0, .closed);
    try expectForm("3번째", 0, .turn);
    try expectForm("3째", 0, .ordinal);
}

test "번 and 대 by what is around them" {
    try expectForm("3번 봤다", 0, .counting);
    try expectForm("3번 출구", 0, null);
    try expectForm("기호 3번", 2, null);
    try expectForm("차 3대", 2, .counting);
    try expectForm("세계 3대 폭포", 2, null);
    try expectForm("3대 2", 0, null);
    try expectForm("20대가", 0, null);
    try expectForm("손님 3분", 2, .counting);
}
