//! Korean reading of what is no word: numbers, dates, money, abbreviations, letters of hangul. docs/reading-korean.md says how, and why.

const std = @import("std");
const addresses = @import("korean_addresses.zig");
const codes = @import("korean_codes.zig");
const dates = @import("korean_dates.zig");
const endings = @import("korean_endings.zig");
const jamo = @import("korean_jamo.zig");
const letters = @import("korean_letters.zig");
const search = @import("search.zig");
const Line = @import("line.zig").Line;
const Latin = @import("options.zig").Latin;
const money = @import("korean_money.zig");
const numbers = @import("korean_numbers.zig");
const quantity = @import("korean_quantity.zig");
const reader_file = @import("korean_reader.zig");
const Reader = reader_file.Reader;
const Speech = @import("speech.zig").Speech;
const sums = @import("korean_sums.zig");
const symbols = @import("korean_symbols.zig");

/// Say what begins at token `at`. Returns how many tokens that took; zero, with nothing said, if it is not for this reader.
pub fn read(line: *const Line, at: usize, speech: *Speech, latin: Latin) usize {
    var reader: Reader = .{ .line = line, .speech = speech, .latin = latin };
    const end = switch (line.kind(at)) {
        .digits => digits(&reader, at),
        .symbol => sign(&reader, at),
        .english => abbreviation(&reader, at),
        .jamo => jamo.read(&reader, at),
        .korean => hangul(&reader, at),
        else => at,
    };
    reader.end();
    return end - at;
}

/// Say a symbol, with the numbers that follow it.
fn sign(reader: *Reader, at: usize) usize {
    const end = symbols.read(reader, at);
    return if (end > at + 1) goOn(reader, end) else end;
}

/// Whether 3·1 becomes the name of a holiday: 3·1절.
fn isHoliday(reader: *const Reader, at: usize) bool {
    return search.eql(u8, reader.text(at -% 1), "1") and search.startsWith(u8, reader.text(at), "절");
}

/// Say the numbers that begin at `start`: one, or several with what parts them.
fn digits(reader: *Reader, start: usize) usize {
    const address = addresses.read(reader, start);
    if (address > start) return address;
    return goOn(reader, number(reader, start));
}

/// After a number that ends at `start`, say what is connected with it.
noinline fn goOn(reader: *Reader, start: usize) usize {
    var at = start;
    while (connect(reader, at)) |next| {
        if (!reader.isDigits(next)) return next;
        at = number(reader, next);
    }
    return at;
}

const readers = [_]*const fn (*Reader, usize) usize{ dates.date, codes.read, dates.time, dates.memorial, sums.read, sums.fraction };

/// Say one number with what belongs to it.
fn number(reader: *Reader, at: usize) usize {
    for (readers) |say| {
        const end = say(reader, at);
        if (end > at) return if (isHoliday(reader, end)) reader.attach(end) else endings.attach(reader, end);
    }
    return quantity.read(reader, at, "");
}

/// Say what connects a number that ends at `at` to the next: 에서 in ranges, 대 in scores and ratios, 다시 in addresses of plots. Returns where
/// the next begins, which is a number or, after a wave dash, a word; null if nothing connects them.
fn connect(reader: *Reader, at: usize) ?usize {
    const mark = reader.afterSpace(at);
    const next = reader.afterSpace(mark + 1);
    const has_number = reader.isDigits(next) or (reader.symbol(next) == '-' and reader.isDigits(next + 1));
    const touches = mark == at and next == mark + 1;
    if (quantity.isTilde(reader, mark)) {
        const has_word = touches and (reader.kind(next) == .korean or money.nameAt(reader, next).len > 0);
        if (!has_number and !has_word) return null;
        reader.put("에서 ");
        return next;
    }
    // 9:30-오후 6:00
    if (touches and reader.symbol(mark) == '-' and reader.startOf(next, "오전 오후") > 0) {
        reader.put("에서");
        return next;
    }
    if (!reader.isDigits(next)) return null;
    const is_after_number = reader.isDigits(at -% 1);
    switch (reader.symbol(mark)) {
        '-' => {
            if (!touches or !is_after_number) return null;
            if (quantity.isAscending(reader, mark)) reader.put("에서 ") else {
                const is_score = dates.isScore(reader, next + 1);
                reader.say(if (is_score) "대 " else "다시 ");
            }
        },
        ':' => {
            if (!is_after_number or (mark == at) != (next == mark + 1)) return null;
            reader.say("대 ");
        },
        else => {
            if (!touches or !dates.isMiddleDot(reader, mark)) return null;
            reader.end();
        },
    }
    return next;
}

/// Say a Latin word that has a Korean reading.
fn abbreviation(reader: *Reader, at: usize) usize {
    const address = addresses.read(reader, at);
    if (address > at) return address;
    const half = dates.halfOfDay(reader, at);
    if (half.len > 0) {
        const hour = reader.afterSpace(at + 1);
        if (reader.isDigits(hour) and hour > at + 1) {
            reader.put(half);
            return at + 1;
        }
    }
    return letters.read(reader, at);
}

/// Say 제 with its number, and a day of the week in parentheses after a date; other words are the model's.
fn hangul(reader: *Reader, at: usize) usize {
    const text = reader.text(at);
    if (search.eql(u8, text, "제") and reader.isDigits(at + 1)) {
        reader.put(text);
        numbers.code(reader, reader.text(at + 1));
        return goOn(reader, endings.attach(reader, at + 2));
    }
    if (!dates.isWeekday(reader, at)) return at;
    const is_after_date = switch (reader.kind(at -% 2)) {
        .digits, .korean => true,
        .symbol => reader.symbol(at - 2) == '.',
        .space => reader.symbol(at -% 3) == '.' or reader.kind(at -% 3) == .korean,
        else => false,
    };
    if (!is_after_date) return at;
    reader.put(text);
    reader.put("요일");
    return at + 1;
}

const testing = std.testing;

fn expectRead(text: []const u8, at: usize, tokens: usize, expected: []const u8) !void {
    var reader = reader_file.readerOf(text);
    try testing.expectEqual(tokens, read(reader.line, at, reader.speech, .english));
    try reader_file.expectSaid(&reader, expected);
}

test "numbers that are connected" {
    try expectRead("5~10", 0, 3, "오에서 십");
    try expectRead("3~5개를", 0, 4, "세 개에서 다섯 개를");
    try expectRead("20일~25일", 0, 4, "이십 일에서 이십오");
    try expectRead("9:00~18:00", 0, 7, "아홉 시에서 열여덟 시");
    try expectRead("9시~오후", 0, 3, "아홉 시에서");
    try expectRead("3-5", 0, 3, "삼에서 오");
    try expectRead("3-1로", 0, 4, "삼 대 일로");
    try expectRead("16:9", 0, 3, "십육 대 구");
    try expectRead("123-45번지", 0, 3, "백이십삼 다시 사십오");
    try expectRead("3·4호선", 0, 3, "삼 사");
    try expectRead("$5~$10", 0, 3, "오 달러에서");
}

test "words before and after numbers" {
    try expectRead("제2차", 0, 2, "제이");
    try expectRead("(금)", 1, 0, "");
    try expectRead("20일(금)", 3, 1, "금요일");
    try expectRead("PM 3:00", 0, 1, "오후");
}

test "words and punctuation are left" {
    for ([_][]const u8{ "세", "hello", ".", "~", "-", " ", "漢字" }) |text| try expectRead(text, 0, 0, "");
}
