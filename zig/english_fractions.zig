//! Fractions: 1/2, 5 3/4, ½; and other numbers around a slash: 24/7, 120/80, 50/50.

const reader = @import("english_reader.zig");
const numbers = @import("english_numbers.zig");
const dates = @import("english_dates.zig");
const Reader = reader.Reader;

/// What a fraction may be divided into.
const denominators = " 2 3 4 5 6 7 8 9 10 12 16 20 32 64 100 1000 ";

/// Two numbers around a slash.
pub noinline fn read(r: *const Reader, at: usize) usize {
    const first = r.small(at) orelse return 0;
    if (!r.is(at + 1, '/') or !r.isDigits(at + 2)) return 0;
    if (r.is(at + 3, '/') and r.isDigits(at + 4)) return 0;
    const second = r.small(at + 2) orelse return 0;
    const end = r.tail(at + 3);
    const is_pair = first == second or (first == 24 and second == 7) or (first == 9 and second == 11);
    if (is_pair or r.text(at + 2)[0] == '0') {
        numbers.integer(r, r.text(at), .cardinal);
        numbers.integer(r, r.text(at + 2), .cardinal);
        return end;
    }
    const is_date = second <= 31 and (second > 12 or dates.follows(r, at));
    if (is_date and r.inRange(at, 2, 1, 12) != null and second != 16 and second != 20) return dates.say(r, first, second, at + 3);
    if (reader.has(denominators, r.text(at + 2)) and first < second) {
        part(r, first, second);
        return end;
    }
    numbers.Numeral.parse(r.line, at).say(r);
    r.say(if (r.text(at).len == 4) "slash" else "over");
    numbers.value(r, second, .cardinal);
    return end;
}

/// The fraction after a whole number that ends at `at`: of 5 1/2 or 5½. Says "and" before it.
pub noinline fn readMixed(r: *const Reader, at: usize) usize {
    const start = r.skip(at);
    if (vulgar(r.symbol(start))) |digits| {
        r.say("and");
        part(r, digits[0], digits[1]);
        return start + 1;
    }
    if (start == at or !r.is(start + 1, '/') or r.is(start + 3, '/')) return 0;
    const first = r.inRange(start, 2, 1, 99) orelse return 0;
    const second = r.inRange(start + 2, 3, first + 1, 100) orelse return 0;
    if (!reader.has(denominators, r.text(start + 2))) return 0;
    r.say("and");
    part(r, first, second);
    return start + 3;
}

/// A fraction that is one character.
pub fn readVulgar(r: *const Reader, at: usize) usize {
    const digits = vulgar(r.symbol(at)) orelse return 0;
    part(r, digits[0], digits[1]);
    return r.tail(at + 1);
}

noinline fn part(r: *const Reader, first: u32, second: u32) void {
    numbers.value(r, first, .cardinal);
    switch (second) {
        2 => r.say("half"),
        4 => r.sayCounted("quarter", first > 1),
        else => numbers.value(r, second, if (first > 1) .parts else .ordinal),
    }
}

pub fn vulgar(symbol: u21) ?[2]u8 {
    return switch (symbol) {
        '¼' => .{ 1, 4 },
        '½' => .{ 1, 2 },
        '¾' => .{ 3, 4 },
        0x2150...0x215E => "\x01\x07\x01\x09\x01\x0a\x01\x03\x02\x03\x01\x05\x02\x05\x03\x05\x04\x05\x01\x06\x05\x06\x01\x08\x03\x08\x05\x08\x07\x08"[2 * (symbol - 0x2150) ..][0..2].*,
        else => null,
    };
}

const expectSaid = @import("english_test.zig").expectSaid;

test "fractions" {
    try expectSaid(&.{
        .{ "1/2", "one half" },
        .{ "3/4", "three quarters" },
        .{ "2/3", "two thirds" },
        .{ "5 1/2", "five and one half" },
        .{ "2½", "two and one half" },
        .{ "⅞", "seven eighths" },
        .{ "24/7", "twenty-four seven" },
        .{ "50/50", "fifty fifty" },
        .{ "120/80", "one hundred twenty over eighty" },
        .{ "on 5/8", "on may eighth" },
        .{ "11/21", "november twenty-first" },
        .{ "7/16", "seven sixteenths" },
    });
}
