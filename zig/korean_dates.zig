//! Dates and times: 2026-11-20, 2026. 11. 20., 15:30, and the days that are called by their date: 6·25.

const std = @import("std");
const counters = @import("korean_counters.zig");
const numbers = @import("korean_numbers.zig");
const reader_file = @import("korean_reader.zig");
const Reader = reader_file.Reader;
const isOneOf = reader_file.isOneOf;
const longestOf = reader_file.longestOf;

/// Say the name of a month, and go on in the same word: 유월, 시월 (한글 맞춤법 제52항).
pub noinline fn month(reader: *Reader, value: u32) void {
    switch (value) {
        6 => reader.put("유"),
        10 => reader.put("시"),
        else => numbers.sino(reader, value),
    }
    reader.put("월");
}

/// The value of digits of a date or time; too large for either if they are no such.
noinline fn valueAt(reader: *const Reader, at: usize) u32 {
    if (!reader.isDigits(at) or reader.text(at).len > 4) return 9999;
    var value: u32 = 0;
    for (reader.text(at)) |digit| value = value * 10 + digit - '0';
    return value;
}

fn isWithin(value: u32, first: u32, last: u32) bool {
    return value >= first and value <= last;
}

/// Say the date that begins with the digits at `at`. Returns where it ends; `at` if there is none.
pub fn date(reader: *Reader, at: usize) usize {
    if (!reader.isAt(at + 1, "- . /")) return at;
    const separator = reader.symbol(at + 1);
    const first = reader.text(at);
    const year = valueAt(reader, at);
    const is_year = first.len == 4 and isWithin(year, 1000, 2999);
    const second = if (separator == '.') reader.afterSpace(at + 2) else at + 2;
    if (reader.symbol(second + 1) == separator) {
        const third = if (separator == '.') reader.afterSpace(second + 2) else second + 2;
        const both = reader.text(second).len == 2 and reader.text(third).len == 2;
        if (!isWithin(valueAt(reader, second), 1, 12) or !isWithin(valueAt(reader, third), 1, 31)) return at;
        if (reader.symbol(third + 1) == separator and reader.isDigits(third + 2)) return at;
        // Three numbers with points may be a version: years have four digits, or all three two.
        if (!is_year and !(first.len == 2 and both)) return at;
        numbers.sino(reader, year);
        reader.say("년 ");
        monthAndDay(reader, second, third);
        const end = third + 1;
        // The last point belongs to the date where the others do, or where the sentence goes on.
        const has_point = separator == '.' and reader.symbol(end) == '.';
        return if (has_point and (second > at + 2 or reader.kind(end + 1) == .korean or reader.symbol(end + 1) == '(')) end + 1 else end;
    }
    if (second == at + 2 and is_year and isWithin(year, 1900, 2099) and separator != '/' and reader.text(second).len == 2 and
        isWithin(valueAt(reader, second), 1, 12) and !counters.isCounter(reader.text(second + 1)))
    {
        numbers.sino(reader, year);
        reader.say("년 ");
        month(reader, valueAt(reader, second));
        return second + 1;
    }
    // A day of the week after it makes a date of a month and a day.
    const end = second + @as(usize, if (reader.symbol(second + 1) == '.') 2 else 1);
    if (!isWeekday(reader, reader.afterSpace(end) + 1) or !isWithin(year, 1, 12) or !isWithin(valueAt(reader, second), 1, 31)) return at;
    monthAndDay(reader, at, second);
    return end;
}

noinline fn monthAndDay(reader: *Reader, of_month: usize, of_day: usize) void {
    month(reader, valueAt(reader, of_month));
    reader.end();
    numbers.sino(reader, valueAt(reader, of_day));
    reader.say("일");
}

/// Whether a day of the week stands in parentheses at `at`: (금).
pub noinline fn isWeekday(reader: *const Reader, at: usize) bool {
    return reader.symbol(at -% 1) == '(' and reader.symbol(at + 1) == ')' and reader.isAt(at, "월 화 수 목 금 토 일");
}

/// Say the time that begins with the digits at `at`: 15:30, 3:45 pm. Returns where it ends; `at` if there is none.
pub fn time(reader: *Reader, at: usize) usize {
    const hour = valueAt(reader, at);
    const minute = valueAt(reader, at + 2);
    if (reader.symbol(at + 1) != ':' or reader.text(at).len > 2 or hour > 24 or reader.text(at + 2).len != 2 or minute > 59) return at;
    if (isScore(reader, at + 3)) return at;
    var end = at + 3;
    const has_seconds = reader.symbol(end) == ':' and reader.text(end + 1).len == 2 and valueAt(reader, end + 1) < 60;
    if (has_seconds) end += 2;
    const half = halfOfDay(reader, reader.afterSpace(end));
    if (half.len > 0) {
        end = reader.afterSpace(end) + 1;
        if (!isOneOf("오전 오후", reader.hangulBefore(at))) reader.put(half);
        reader.end();
    }
    if (hour == 0) reader.put("영") else numbers.native(reader, hour, .counting);
    reader.say("시");
    if (minute > 0 or has_seconds) {
        reader.end();
        numbers.sino(reader, minute);
        reader.say("분");
    }
    if (has_seconds) {
        reader.end();
        numbers.sino(reader, valueAt(reader, at + 4));
        reader.say("초");
    }
    return end;
}

/// 오전 for am, 오후 for pm.
pub fn halfOfDay(reader: *const Reader, at: usize) []const u8 {
    return reader_file.valueOf("am 오전 pm 오후", reader.lower(at));
}

/// Whether two numbers before `at` are a score: 3-1로 이겼다.
pub noinline fn isScore(reader: *const Reader, at: usize) bool {
    const word = reader.hangulFrom(at);
    return longestOf("승 패 무승부 대승 완승 완패 승리 패배 역전 동점 비율 스코어", word) > 0 or
        reader.startOf(at, "로 으로") > 0;
}

/// Whether a middle dot of any kind is at `at`.
pub noinline fn isMiddleDot(reader: *const Reader, at: usize) bool {
    return reader.isAt(at, "\u{B7} \u{318D} \u{30FB} \u{2027}");
}

/// Say a day that has its date as a name, in one word: 3·1절, 6·25, 4.19 혁명. Returns where it ends; `at` if there is none.
pub fn memorial(reader: *Reader, at: usize) usize {
    const separator = reader.symbol(at + 1);
    const is_dot = separator == '.';
    if (!is_dot and !isMiddleDot(reader, at + 1)) return at;
    const events = "절 운동 전쟁 혁명 민주 광복 사변 참전 테러 사태 항쟁 사건 만세 의거";
    const after = reader.hangulFrom(at + 3);
    if (is_dot and longestOf(events, after) == 0) return at;
    if (!isWithin(valueAt(reader, at), 1, 12) or !isWithin(valueAt(reader, at + 2), 1, 31) or reader.text(at)[0] == '0') return at;
    if (reader.symbol(at + 3) == separator or (longestOf(events, after) == 0 and counters.isCounter(after))) return at;
    for ([_]usize{ at, at + 2 }) |place| {
        const digits = reader.text(place);
        if (isOneOf("10 12", digits)) {
            numbers.cardinal(reader, digits);
        } else for (digits, 0..) |digit, index| {
            // 륙 where it does not begin a word (한글 맞춤법 제11항): 오일륙.
            if (digit == '6' and (index > 0 or place > at)) reader.put("륙") else numbers.eachDigit(reader, &.{digit}, "공");
        }
    }
    return at + 3;
}

const testing = std.testing;

const expectSaid = reader_file.expectRead;

test "dates" {
    try expectSaid(date, "2026-11-20", 5, "이천이십육 년 십일월 이십 일");
    try expectSaid(date, "2026. 6. 5.", 8, "이천이십육 년 유월 오 일");
    try expectSaid(date, "26.10.03", 5, "이십육 년 시월 삼 일");
    try expectSaid(date, "2026-10", 3, "이천이십육 년 시월");
    try expectSaid(date, "11/20(금)", 3, "십일월 이십 일");
    for ([_][]const u8{ "1.2.3", "3-5", "2026-13-01", "2026/11", "11/20", "2026" }) |text| try expectSaid(date, text, 0, "");
}

test "times" {
    try expectSaid(time, "15:30", 3, "열다섯 시 삼십 분");
    try expectSaid(time, "3:45 PM", 5, "오후 세 시 사십오 분");
    try expectSaid(time, "0:00:05", 5, "영 시 영 분 오 초");
    try expectSaid(time, "9:00", 3, "아홉 시");
    for ([_][]const u8{ "3:1", "25:30", "21:15로", "21:15 승리", "3" }) |text| try expectSaid(time, text, 0, "");
}

test "days known by their date" {
    try expectSaid(memorial, "3·1절", 3, "삼일");
    try expectSaid(memorial, "6.25 전쟁", 3, "육이오");
    try expectSaid(memorial, "5·16", 3, "오일륙");
    try expectSaid(memorial, "12·12", 3, "십이십이");
    for ([_][]const u8{ "3·4호선", "6.25", "1·2·3", "13·1" }) |text| try expectSaid(memorial, text, 0, "");
}
