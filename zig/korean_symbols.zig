//! Signs and numerals that are symbols of their own: currencies and signs before numbers, & # @ = +, ①, Ⅱ, ½.

const std = @import("std");
const Amount = @import("korean_amount.zig").Amount;
const codes = @import("korean_codes.zig");
const endings = @import("korean_endings.zig");
const money = @import("korean_money.zig");
const numbers = @import("korean_numbers.zig");
const quantity = @import("korean_quantity.zig");
const reader_file = @import("korean_reader.zig");
const search = @import("search.zig");
const units = @import("korean_units.zig");
const Reader = reader_file.Reader;

const fractions = "½ 이분의_일 ⅓ 삼분의_일 ⅔ 삼분의_이 ¼ 사분의_일 ¾ 사분의_삼 ⅕ 오분의_일 ⅛ 팔분의_일";
const alone = "℃ 섭씨도 ℉ 화씨도 № 넘버 ㈜ 주식회사 π 파이 √ 루트 ∞ 무한대 Ω 옴";
/// Between words or numbers.
const between = "& 앤드 + 플러스 = 이퀄 @ 골뱅이 × 곱하기 ÷ 나누기 ± 플러스마이너스 ≠ 낫이퀄";

/// Say the symbol at `at` if it has a reading, with the number it belongs to. Returns where that ends; `at` if it passes through.
pub fn read(reader: *Reader, at: usize) usize {
    const symbol = reader.symbol(at);
    if (symbol == '(' and reader.symbol(at + 2) == ')' and reader.isDigits(at + 1) and reader.text(at + 1)[0] == '0') return after(at, codes.read(reader, at + 1));
    const name = money.nameAt(reader, at);
    if (name.len > 0) {
        const digits = reader.afterSpace(at + 1);
        if (reader.isDigits(digits) and (digits == at + 1 or !reader.touchesWord(at))) return quantity.read(reader, digits, name);
        reader.put(name);
        return reader.attach(at + 1);
    }
    if (reader.isDigits(at + 1) and !reader.touchesWord(at)) {
        if (sign(reader, at)) |end| return end;
    }
    const value = numeral(symbol);
    if (value > 0) {
        numbers.sino(reader, value);
        return endings.attach(reader, at + 1);
    }
    const words = reader.valueAt(at, fractions);
    if (words.len > 0) {
        const middle = search.indexOf(u8, words, '_').?;
        if (reader.isDigits(at -% 1)) reader.put("와 ");
        reader.put(words[0..middle]);
        reader.say(words[middle + 1 ..]);
        return endings.attach(reader, at + 1);
    }
    const single = reader.valueAt(at, alone);
    if (single.len > 0) {
        reader.put(single);
        return reader.attach(at + 1);
    }
    if (symbol == '#') return hash(reader, at);
    const word = reader.valueAt(at, between);
    if (word.len > 0) {
        if (!isBetween(reader, at)) return at;
        reader.put(word);
        return endings.attach(reader, at + 1);
    }
    if (symbol != '°' or reader.kind(at + 1) == .english) {
        const unit = units.find(reader, at);
        if (unit.end > 0 and (unit.end == at + 1 or symbol == '%')) {
            unit.say(reader);
            return reader.attach(unit.end);
        }
    }
    return at;
}

fn after(at: usize, end: usize) usize {
    return if (end > at + 1) end else at;
}

/// Say a number with its sign: minus is 영하 for temperatures.
fn sign(reader: *Reader, at: usize) ?usize {
    const amount: Amount = .at(reader, at + 1);
    switch (reader.symbol(at)) {
        '-' => {
            const is_degree = isDegree(reader, amount.end);
            const unit = units.find(reader, amount.end);
            if (search.eql(u8, unit.base, "도")) {
                // 섭씨 comes before 영하.
                reader.put(unit.before);
                reader.say("영하 ");
                amount.say(reader);
                unit.say(reader);
                return reader.attach(unit.end);
            }
            reader.put(if (is_degree) "영하 " else "마이너스 ");
        },
        '+' => reader.put("플러스 "),
        0xB1 => reader.put("플러스마이너스 "),
        else => return null,
    }
    const code = codes.read(reader, at + 1);
    return if (code > at + 1) code else quantity.read(reader, at + 1, "");
}

/// Whether a number that ends at `end`, or the range that it begins, is in degrees: -10~-5도.
fn isDegree(reader: *const Reader, end: usize) bool {
    var at = end;
    if (quantity.isTilde(reader, at)) {
        at += 1;
        if (reader.symbol(at) == '-') at += 1;
        if (reader.isDigits(at)) at = Amount.at(reader, at).end;
    }
    return search.startsWith(u8, reader.text(at), "도");
}

fn hash(reader: *Reader, at: usize) usize {
    if (reader.isDigits(at + 1)) {
        reader.put("넘버 ");
        return quantity.read(reader, at + 1, "");
    }
    const is_note = reader.kind(at -% 1) == .english and reader.text(at - 1).len == 1;
    if (is_note) {
        reader.put("샤프");
        return reader.attach(at + 1);
    }
    const is_tag = !reader.touchesWord(at) and (reader.kind(at + 1) == .korean or reader.kind(at + 1) == .english);
    if (!is_tag) return at;
    reader.put("해시태그");
    return at + 1;
}

/// Whether a symbol stands between two words or numbers, with a space on both sides or on neither; a plus may also stand after one.
fn isBetween(reader: *const Reader, at: usize) bool {
    if (reader.symbol(at) == '+' and (reader.touchesWord(at) or reader.symbol(at -% 1) == '+')) return true;
    if (reader.symbol(at) == '@' and isWord(reader, at + 1)) return true;
    const before = at -% 1 -% @intFromBool(reader.kind(at -% 1) == .space);
    const next = reader.afterSpace(at + 1);
    return (before == at -% 1) == (next == at + 1) and isWord(reader, before) and isWord(reader, next);
}

fn isWord(reader: *const Reader, at: usize) bool {
    return switch (reader.kind(at)) {
        .english, .korean, .digits => true,
        else => false,
    };
}

/// The value of a circled, parenthesised or Roman numeral that is one character; zero for others.
fn numeral(symbol: u32) u32 {
    return switch (symbol) {
        0x2160...0x216B => symbol - 0x2160 + 1,
        0x2170...0x217B => symbol - 0x2170 + 1,
        0x2460...0x2473 => symbol - 0x2460 + 1,
        0x2474...0x2487 => symbol - 0x2474 + 1,
        0x2488...0x249B => symbol - 0x2488 + 1,
        0x2776...0x277F => symbol - 0x2776 + 1,
        0x3251...0x325F => symbol - 0x3251 + 21,
        else => 0,
    };
}

const testing = std.testing;

fn expectRead(text: []const u8, at: usize, tokens: usize, expected: []const u8) !void {
    var reader = reader_file.readerOf(text);
    try testing.expectEqual(at + tokens, read(&reader, at));
    try reader_file.expectSaid(&reader, expected);
}

test "signs before numbers" {
    try expectRead("₩5,000을", 0, 5, "오천 원을");
    try expectRead("-5도", 0, 2, "영하 오");
    try expectRead("-5℃", 0, 3, "섭씨 영하 오 도");
    try expectRead("-3", 0, 2, "마이너스 삼");
    try expectRead("/t=-100할", 3, 2, "마이너스 백");
    try expectRead("+82-10-1234-5678", 0, 8, "플러스 팔이 일공 일이삼사 오육칠팔");
    try expectRead("#1", 0, 2, "넘버 일");
    try expectRead("(02)123-4567", 0, 6, "공이 일이삼 사오육칠");
}

test "symbols between and beside words" {
    try expectRead("빵 & 커피", 2, 1, "앤드");
    try expectRead("C++", 1, 1, "플러스");
    try expectRead("#여행", 0, 1, "해시태그");
    try expectRead("C#을", 1, 2, "샤프을");
    try expectRead("몇 %가", 2, 2, "퍼센트가");
    try expectRead("Ⅱ장", 0, 1, "이");
    try expectRead("③", 0, 1, "삼");
    try expectRead("½을", 0, 2, "이분의 일을");
    for ([_][]const u8{ "+", "- 3", "&", ".", "(3)", "~", "°" }) |text| try expectRead(text, 0, 0, "");
}
