//! Symbols that are spoken: & + = % # @ / and others, between words or numbers. The rest of punctuation passes through.

const std = @import("std");
const reader = @import("english_reader.zig");
const fractions = @import("english_fractions.zig");
const money = @import("english_money.zig");
const numbers = @import("english_numbers.zig");
const phones = @import("english_phones.zig");
const units = @import("english_units.zig");
const Reader = reader.Reader;

/// Spoken wherever they stand.
const always = "×=times;÷=divided by;±=plus or minus;≈=approximately;≠=not equal to;≤=less than or equal to;≥=greater than or equal to;∞=infinity;√=square root of;" ++
    "№=number;℃=degrees celsius;℉=degrees fahrenheit;";
/// Spoken between words or numbers.
const between = "&=and;==equals;^=to the power of;%=percent;+=plus;";
/// Spoken before a number that touches.
const before_number = "~=about;∼=about;#=number;§=section;¶=paragraph;+=plus;<=less than;>=greater than;";

pub noinline fn read(r: *const Reader, at: usize) usize {
    const mark = r.symbol(at);
    const text = r.text(at);
    const touches_before = r.isWordOrDigits(at -% 1);
    const touches_after = r.isWordOrDigits(at + 1);
    const next = r.skip(at + 1);
    const follows_any = r.isWordOrDigits(r.before(at));
    const is_between = (follows_any or endsOperand(r.symbol(r.before(at)))) and (r.isWordOrDigits(next) or r.is(next, '-') or r.is(next, '(') or money.begins(r, next));
    const is_apart = next > at + 1 and r.kind(at -% 1) == .space;
    if (fractions.vulgar(mark) != null) return fractions.readVulgar(r, at);
    switch (mark) {
        '-', 0x2013 => {
            if (is_apart and r.isDigits(next) and r.isDigits(r.before(at))) return said(r, if (isMinus(r, at, next)) "minus" else "to", at);
            // A grade.
            if (mark == '-' and r.text(at -% 1).len == 1 and r.isCapital(at -% 1) and !touches_after and !r.is(at + 1, '-')) return said(r, "minus", at);
            const negative = mark == '-' and !touches_before and (r.isDigits(at + 1) or money.begins(r, at + 1) or (r.is(at + 1, '.') and r.isDigits(at + 2)));
            return if (negative and !isClosing(r.symbol(at -% 1))) said(r, "minus", at) else 0;
        },
        '.' => {
            if (touches_before or !r.isDigits(at + 1) or r.is(at -% 1, '.')) return 0;
            r.say("point");
            numbers.oneByOne(r, r.text(at + 1));
            const unit = units.match(r, at + 2) orelse return r.tail(at + 2);
            unit.say(r, true);
            return r.tail(unit.end);
        },
        '\'' => {
            // '90s, '08.
            if (touches_before or r.text(at + 1).len != 2 or !r.isDigits(at + 1) or r.is(at + 2, '\'')) return 0;
            if (r.isCase(at + 2, "s")) numbers.integer(r, r.text(at + 1), .plural) else {
                if (r.text(at + 1)[0] == '0') r.say("oh");
                numbers.value(r, r.small(at + 1).?, .cardinal);
            }
            return r.tail(at + 2 + @as(usize, @intFromBool(r.isCase(at + 2, "s"))));
        },
        '(' => return phones.readMarked(r, at),
        '+' => {
            const phone = phones.readMarked(r, at);
            if (phone > 0) return phone;
            if (touches_before and (!touches_after or r.is(at -% 1, '+'))) return said(r, "plus", at);
            if (r.is(at -% 1, '+') and r.isWord(at -% 2)) return said(r, "plus", at);
        },
        '@' => {
            if (touches_after or is_between) return said(r, "at", at);
        },
        '#' => {
            if (touches_before and r.text(at -% 1).len == 1 and !touches_after) return said(r, "sharp", at);
            if (r.isWord(at + 1) and !touches_before) return said(r, "hashtag", at);
        },
        '/' => return slash(r, at, is_apart and is_between),
        '_' => if (touches_before and touches_after) return said(r, "underscore", at),
        '*' => if (r.isDigits(r.before(at)) and r.isDigits(next)) return said(r, "times", at),
        '<', '>' => if (is_between and is_apart) return said(r, reader.find(before_number, text).?, at),
        '%' => if (follows_any) return said(r, "percent", at),
        '=' => if (r.is(at + 1, '=') or r.is(at -% 1, '=')) return 0,
        '²' => if (touches_before) return said(r, "squared", at),
        '³' => if (touches_before) return said(r, "cubed", at),
        '©' => if (r.isDigits(next)) return said(r, "copyright", at),
        else => {},
    }
    if (r.isDigits(next) and (!touches_before or mark != '#')) {
        if (mark == '+' or next == at + 1 or mark == '§' or mark == '<' or mark == '>') {
            if (reader.find(before_number, text)) |words| return said(r, words, at);
        }
    }
    if (mark <= 0x7F and !is_between) return money.readSign(r, at);
    if (reader.find(if (mark <= 0x7F) between else always, text)) |words| return said(r, words, at);
    return money.readSign(r, at);
}

fn said(r: *const Reader, words: []const u8, at: usize) usize {
    r.say(words);
    return at + 1;
}

/// Whether a dash between spaces and numbers takes away: a sum follows, or the second number is smaller.
fn isMinus(r: *const Reader, at: usize, next: usize) bool {
    if (!r.is(at, '-')) return false;
    const first = r.text(r.before(at));
    const second = r.text(next);
    if (r.is(r.skip(next + 1), '=') or first.len > second.len) return true;
    return first.len == second.len and std.mem.order(u8, first, second) == .gt;
}

fn endsOperand(mark: u21) bool {
    return switch (mark) {
        ')', '%', '²', '³', '°' => true,
        else => false,
    };
}

fn isClosing(mark: u21) bool {
    return switch (mark) {
        ')', ']', '}', '%', '-', '_', '/' => true,
        else => false,
    };
}

fn slash(r: *const Reader, at: usize, is_apart: bool) usize {
    const before = r.before(at);
    if (is_apart) return if (r.isDigits(before) and r.isDigits(at + 2)) said(r, "divided by", at) else 0;
    const touches = r.isWordOrDigits(at -% 1);
    if (r.kind(at + 1) == .edge or !r.isWordOrDigits(at + 1)) return 0;
    if (r.isThis(at -% 1, "and") and r.isThis(at + 1, "or")) return at + 1;
    return if (touches or r.kind(at -% 1) == .space or r.kind(at -% 1) == .edge) said(r, "slash", at) else 0;
}

/// w/ and w/o.
pub fn readWith(r: *const Reader, at: usize) usize {
    if (!r.isCase(at, "w") or !r.is(at + 1, '/')) return 0;
    const is_without = r.isCase(at + 2, "o");
    r.say(if (is_without) "without" else "with");
    return if (is_without) at + 3 else at + 2;
}

const expectSaid = @import("english_test.zig").expectSaid;

test "symbols" {
    try expectSaid(&.{
        .{ "5 + 3 = 8", "five plus three equals eight" },
        .{ "Smith & Co. said", "smith and company said" },
        .{ "a/b and/or c", "A slash B and or C" },
        .{ "10 / 2", "ten divided by two" },
        .{ "#1 #NewYear @handle", "number one hashtag new-year at handle" },
        .{ "C++ and C#", "C plus plus and C sharp" },
        .{ "-5 - 3", "minus five minus three" },
        .{ "~50%", "about fifty percent" },
        .{ "x < 5", "X less than five" },
        .{ "the '90s", "the nineties" },
        .{ ".5", "point five" },
        .{ "5 × 4", "five times four" },
        .{ "x² + y³", "X squared plus Y cubed" },
        .{ "© 2026", "copyright twenty twenty-six" },
        .{ "w/o", "without" },
        .{ "snake_case", "snake underscore case" },
        .{ "Hello, world! - yes", "hello , world ! - yes" },
    });
}
