//! Currencies: ₩5,000, $3.50, $5 million, 100€.

const std = @import("std");
const Amount = @import("korean_amount.zig").Amount;
const numbers = @import("korean_numbers.zig");
const reader_file = @import("korean_reader.zig");
const search = @import("search.zig");
const Reader = reader_file.Reader;
const valueOf = reader_file.valueOf;

const names = "$ 달러 ₩ 원 ￦ 원 € 유로 £ 파운드 ￡ 파운드 ¥ 엔 ￥ 엔 ₫ 동 ₽ 루블 ₹ 루피 ฿ 바트 ₿ 비트코인 ¢ 센트 USD 달러 KRW 원 EUR 유로 JPY 엔 CNY 위안 GBP 파운드";
const minor = "달러 센트 유로 센트 파운드 펜스";

/// The name of the currency whose sign or code is at `at`; empty if there is none.
pub noinline fn nameAt(reader: *const Reader, at: usize) []const u8 {
    return reader.valueAt(at, names);
}

/// Take an English word of scale at `end` of an amount, or its letter, which only follows a sign of a currency. Returns where that ends.
pub fn scale(reader: *const Reader, amount: *Amount, end: usize) usize {
    const place = reader.afterSpace(end);
    const word = reader.lower(place);
    if (amount.buffer[0] == '0' and amount.length > 1) return end;
    const power = valueOf(if (place == end) "million 6 billion 9 m 6 bn 9 b 9 k 3" else "million 6 billion 9", word);
    if (power.len == 0) return end;
    amount.raise(power[0] - '0');
    return place + 1;
}

/// Say an amount with cents as dollars and cents. Returns whether it is one.
pub fn sayCents(reader: *Reader, amount: *const Amount, name: []const u8) bool {
    const small = valueOf(minor, name);
    if (small.len == 0 or amount.decimals.len != 2 or !amount.isNumber()) return false;
    const cents = amount.decimals[search.zeros(amount.decimals)..];
    if (amount.value() > 0 or cents.len == 0) {
        numbers.cardinal(reader, amount.digits());
        reader.say(name);
    }
    if (cents.len > 0) {
        reader.end();
        numbers.cardinal(reader, cents);
        reader.say(small);
    }
    return true;
}

const testing = std.testing;

fn expectCents(text: []const u8, expected: []const u8) !void {
    var reader = reader_file.readerOf(text);
    const amount: Amount = .at(&reader, 0);
    try testing.expectEqual(expected.len > 0, sayCents(&reader, &amount, "달러"));
    try reader_file.expectSaid(&reader, expected);
}

test "cents" {
    try expectCents("3.50", "삼 달러 오십 센트");
    try expectCents("0.05", "오 센트");
    try expectCents("3.00", "삼 달러");
    try expectCents("3.5", "");
    try expectCents("0.00", "영 달러");
}

test "English scales" {
    const cases = [_]struct { []const u8, usize, u32 }{ .{ "5m", 2, 5_000_000 }, .{ "1.5 million", 5, 1_500_000 }, .{ "5 m", 1, 5 }, .{ "10k", 2, 10_000 } };
    for (cases) |case| {
        const reader = reader_file.readerOf(case[0]);
        var amount: Amount = .at(&reader, 0);
        try testing.expectEqual(case[1], scale(&reader, &amount, amount.end));
        try testing.expectEqual(case[2], amount.value());
    }
}

test "signs and codes" {
    const reader = reader_file.readerOf("￦€USD");
    for ([_][]const u8{ "원", "유로", "달러" }, 0..) |name, at| try testing.expectEqualStrings(name, nameAt(&reader, at));
    try testing.expectEqualStrings("", nameAt(&reader, 3));
}
