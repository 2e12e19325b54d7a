//! A number as it is written: digits with commas between thousands, and decimals.

const std = @import("std");
const numbers = @import("korean_numbers.zig");
const reader_file = @import("korean_reader.zig");
const search = @import("search.zig");
const Reader = reader_file.Reader;

pub const Amount = struct {
    /// Its digits without commas, unless they are too many for a number.
    buffer: [numbers.longest_cardinal]u8,
    length: usize,
    /// The first run of digits.
    text: []const u8,
    /// The digits after the point.
    decimals: []const u8,
    /// The token after it.
    end: usize,

    /// The number that begins with the digits at `at`.
    pub noinline fn at(reader: *const Reader, start: usize) Amount {
        const text = reader.text(start);
        var amount: Amount = .{ .buffer = undefined, .length = 0, .text = text, .decimals = "", .end = start + 1 };
        if (text.len <= numbers.longest_cardinal) amount.add(text) else amount.length = text.len;
        if (text.len <= 3 and text[0] != '0') {
            while (reader.symbol(amount.end) == ',' and reader.isDigits(amount.end + 1) and reader.text(amount.end + 1).len == 3 and
                amount.length + 3 <= numbers.longest_cardinal)
            {
                amount.add(reader.text(amount.end + 1));
                amount.end += 2;
            }
        }
        if (reader.symbol(amount.end) == '.' and reader.isDigits(amount.end + 1)) {
            amount.decimals = reader.text(amount.end + 1);
            amount.end += 2;
        }
        return amount;
    }

    fn add(self: *Amount, text: []const u8) void {
        @memcpy(self.buffer[self.length..][0..text.len], text);
        self.length += text.len;
    }

    pub fn digits(self: *const Amount) []const u8 {
        return if (self.length > self.buffer.len) self.text else self.buffer[0..self.length];
    }

    /// Whether it is read as a number, not digit by digit.
    pub fn isNumber(self: *const Amount) bool {
        return self.length <= numbers.longest_cardinal and (self.text[0] != '0' or self.length == 1);
    }

    /// Whether native numerals can say it.
    pub fn isCount(self: *const Amount) bool {
        return self.isNumber() and self.decimals.len == 0 and self.text[0] != '0';
    }

    /// Its value without decimals, or the largest value if it is that or more.
    pub noinline fn value(self: *const Amount) u32 {
        var sum: u32 = 0;
        for (self.digits()) |digit| sum = sum *| 10 +| (digit - '0');
        return sum;
    }

    pub noinline fn say(self: *const Amount, reader: *Reader) void {
        numbers.code(reader, self.digits());
        if (self.decimals.len == 0) return;
        reader.say("점 ");
        numbers.eachDigit(reader, self.decimals, "영");
    }

    /// Multiply by ten to some power, as `million` does.
    pub fn raise(self: *Amount, power: usize) void {
        if (self.decimals.len > power or self.length + power > numbers.longest_cardinal) return;
        const is_zero = self.buffer[0] == '0';
        self.add(self.decimals);
        for (self.decimals.len..power) |_| self.add("0");
        self.decimals = "";
        if (is_zero) {
            const first = @min(search.zeros(self.digits()), self.length - 1);
            std.mem.copyForwards(u8, self.buffer[0 .. self.length - first], self.buffer[first..self.length]);
            self.length -= first;
        }
    }
};

const testing = std.testing;

fn expectSaid(text: []const u8, tokens: usize, expected: []const u8) !void {
    var reader = reader_file.readerOf(text);
    const amount: Amount = .at(&reader, 0);
    try testing.expectEqual(tokens, amount.end);
    amount.say(&reader);
    try reader_file.expectSaid(&reader, expected);
}

test "commas and decimals" {
    try expectSaid("1,234,567.5", 7, "백이십삼만 사천오백육십칠 점 오");
    try expectSaid("3.14", 3, "삼 점 일사");
    try expectSaid("0.05", 3, "영 점 영오");
    try expectSaid("1,23", 1, "일");
    try expectSaid("1234,567", 1, "천이백삼십사");
    try expectSaid("0,123", 1, "영");
    try expectSaid("５．５", 3, "오 점 오");
}

test "what is no number is read digit by digit" {
    try expectSaid("007", 1, "공공칠");
    try expectSaid("123456789012345678901", 1, "일이삼사 오육칠팔 구공일이 삼사오육 칠팔구공 일");
}

test "values and powers" {
    var reader = reader_file.readerOf("0.25");
    var amount: Amount = .at(&reader, 0);
    amount.raise(6);
    try testing.expectEqual(250_000, amount.value());
    try testing.expectEqualStrings("250000", amount.digits());
    reader = reader_file.readerOf("99999999999");
    try testing.expectEqual(std.math.maxInt(u32), Amount.at(&reader, 0).value());
}
