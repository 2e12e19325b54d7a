//! Numbers as Korean words: the Sino-Korean ones, the native ones, and the English ones that names of things have.

const std = @import("std");
const reader_file = @import("korean_reader.zig");
const search = @import("search.zig");
const Reader = reader_file.Reader;
const wordAt = reader_file.wordAt;

/// The most digits that are read as one number; more are read one by one.
pub const longest_cardinal = 20;

const scales = "만 억 조 경";
const places = "십 백 천";
const names = "영 일 이 삼 사 오 육 칠 팔 구";
const native_tens = "열 스물 서른 마흔 쉰 예순 일흔 여든 아흔";
const native_ones = "하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉";
const loans = "원 투 스리 포 파이브 식스 세븐 에이트 나인";

/// Say digits as a Sino-Korean number, a word for each four (한글 맞춤법 제44항). They have no leading zeros.
pub noinline fn cardinal(reader: *Reader, digits: []const u8) void {
    if (digits.len == 1 and digits[0] == '0') return reader.put("영");
    var is_first = true;
    var in_word = false;
    for (digits, 0..) |digit, at| {
        const power = digits.len - 1 - at;
        const place = power % 4;
        if (digit != '0') {
            if (!in_word and !is_first) reader.end();
            // One is silent before 십, 백 and 천, and before the 만 that a number begins with: 만, but 십일만, 일억 일만, 일억.
            const is_silent = digit == '1' and (place > 0 or (power == 4 and is_first));
            if (!is_silent) reader.put(wordAt(names, digit - '0'));
            if (place > 0) reader.put(wordAt(places, place - 1));
            is_first = false;
            in_word = true;
        }
        if (place == 0 and in_word) {
            if (power > 0) reader.put(wordAt(scales, power / 4 - 1));
            in_word = false;
        }
    }
}

/// Say a value as a Sino-Korean number.
pub noinline fn sino(reader: *Reader, value: u32) void {
    var buffer: [10]u8 = undefined;
    var first = buffer.len;
    var rest = value;
    while (true) {
        first -= 1;
        buffer[first] = @intCast('0' + rest % 10);
        rest /= 10;
        if (rest == 0) break;
    }
    cardinal(reader, buffer[first..]);
}

/// Say digits one by one, in words of four if they are many. `zero` is 영 in decimals and 공 in codes.
pub noinline fn eachDigit(reader: *Reader, digits: []const u8, zero: []const u8) void {
    for (digits, 0..) |digit, at| {
        if (digits.len > 8 and at > 0 and at % 4 == 0) reader.end();
        reader.put(if (digit == '0') zero else wordAt(names, digit - '0'));
    }
}

/// Digits as they are said in a code: a number, or one by one where they begin with zero or are too many.
pub noinline fn code(reader: *Reader, digits: []const u8) void {
    const is_number = digits.len <= longest_cardinal and (digits[0] != '0' or digits.len == 1);
    if (is_number) cardinal(reader, digits) else eachDigit(reader, digits, "공");
}

/// Say a digit, which is not zero, by its English name: 엠피스리.
pub fn loan(reader: *Reader, digit: u8) void {
    reader.put(wordAt(loans, digit - '1'));
}

/// How a native numeral stands.
pub const Form = enum {
    /// Alone: 하나.
    free,
    /// Before a counter: 한.
    counting,
    /// Before 돈, 말, 푼: 서, 너 (표준어 규정 제17항).
    short,
    /// Before 냥, 되, 섬: 석, 넉 (the same).
    closed,
    /// Before 번째: 첫.
    turn,
    /// Before 째: 첫, 둘, but 열두 (표준어 규정 제6항).
    ordinal,
};

/// Say a number from 1 to 99 as a native numeral.
pub noinline fn native(reader: *Reader, value: u32, form: Form) void {
    const tens = value / 10;
    const ones = value % 10;
    if (tens == 2 and ones == 0 and form != .free) return reader.put("스무");
    if (tens > 0) reader.put(wordAt(native_tens, tens - 1));
    if (ones == 0) return;
    const first = value == 1 and (form == .turn or form == .ordinal);
    const list = switch (form) {
        .free => native_ones,
        .counting, .turn => "한 두 세 네",
        .short => "한 두 서 너",
        .closed => "한 두 석 넉",
        .ordinal => if (tens > 0) "한 두" else "",
    };
    const attributive = wordAt(list, ones - 1);
    reader.put(if (first) "첫" else if (attributive.len > 0) attributive else wordAt(native_ones, ones - 1));
}

/// Say a number before a native counter. Over 99 only ones that follow no tens are native: 백한 마리, but 백이십일 명.
pub noinline fn counting(reader: *Reader, digits: []const u8, form: Form) void {
    const tail = digits[digits.len - @min(2, digits.len) ..];
    if (digits.len <= 2) {
        var value: u32 = 0;
        for (tail) |digit| value = value * 10 + digit - '0';
        return native(reader, value, form);
    }
    if (tail[0] != '0' or tail[1] == '0') return cardinal(reader, digits);
    var even: [longest_cardinal]u8 = undefined;
    @memcpy(even[0..digits.len], digits);
    even[digits.len - 1] = '0';
    cardinal(reader, even[0..digits.len]);
    if (digits.len > 4 and search.endsWith(u8, even[0..digits.len], "0000")) reader.end();
    native(reader, tail[1] - '0', form);
}

const testing = std.testing;

fn expectSaid(comptime say: anytype, arguments: anytype, expected: []const u8) !void {
    var reader = reader_file.readerOf("");
    @call(.auto, say, .{&reader} ++ arguments);
    try reader_file.expectSaid(&reader, expected);
}

test "cardinals" {
    const cases = [_]struct { []const u8, []const u8 }{
        .{ "0", "영" },
        .{ "7", "칠" },
        .{ "10", "십" },
        .{ "16", "십육" },
        .{ "111", "백십일" },
        .{ "2026", "이천이십육" },
        .{ "10000", "만" },
        .{ "110000", "십일만" },
        .{ "3256789", "삼백이십오만 육천칠백팔십구" },
        .{ "100010000", "일억 일만" },
        .{ "100000000", "일억" },
        .{ "1000", "천" },
        .{ "1000000000000000", "천조" },
        .{ "10000000000000001", "일경 일" },
        .{ "1234567890123456", "천이백삼십사조 오천육백칠십팔억 구천십이만 삼천사백오십육" },
    };
    for (cases) |case| try expectSaid(cardinal, .{case[0]}, case[1]);
}

test "values" {
    for ([_]u32{ 0, 7, 20, 2026 }, [_][]const u8{ "영", "칠", "이십", "이천이십육" }) |value, expected| try expectSaid(sino, .{value}, expected);
}

test "native numerals" {
    try expectSaid(native, .{ 1, .free }, "하나");
    try expectSaid(native, .{ 20, .free }, "스물");
    try expectSaid(native, .{ 20, .counting }, "스무");
    try expectSaid(native, .{ 21, .counting }, "스물한");
    try expectSaid(native, .{ 99, .free }, "아흔아홉");
    try expectSaid(native, .{ 3, .short }, "서");
    try expectSaid(native, .{ 4, .closed }, "넉");
    try expectSaid(native, .{ 1, .turn }, "첫");
    try expectSaid(native, .{ 11, .turn }, "열한");
    try expectSaid(native, .{ 2, .ordinal }, "둘");
    try expectSaid(native, .{ 12, .ordinal }, "열두");
    try expectSaid(native, .{ 13, .ordinal }, "열셋");
}

test "numbers before native counters" {
    const cases = [_]struct { []const u8, []const u8 }{
        .{ "3", "세" },
        .{ "100", "백" },
        .{ "101", "백한" },
        .{ "120", "백이십" },
        .{ "110", "백십" },
        .{ "1004", "천네" },
        .{ "10001", "만 한" },
    };
    for (cases) |case| try expectSaid(counting, .{ case[0], .counting }, case[1]);
}

test "digits one by one" {
    try expectSaid(eachDigit, .{ "010", "공" }, "공일공");
    try expectSaid(eachDigit, .{ "12345678901", "영" }, "일이삼사 오육칠팔 구영일");
    try expectSaid(code, .{"007"}, "공공칠");
}
