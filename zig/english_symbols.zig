//! Symbols that are spoken: & + = % # @ / and others, between words or numbers. The rest of punctuation passes through.

const std = @import("std");
const reader = @import("english_reader.zig");
const fractions = @import("english_fractions.zig");
const money = @import("english_money.zig");
const numbers = @import("english_numbers.zig");
const phones = @import("english_phones.zig");
const units = @import("english_units.zig");
const Reader = reader.Reader;

/// What symbols are spoken as, and where: alternatives of conditions (see `holds`), a colon, and words.
const spoken = "&=Oo:and;==!eOo:equals;^=Oo:to the power of;%=O:percent;+=W!w:plus|e!w:plus|Oo:plus|d:plus;~=t:about|m:about;∼=t:about;" ++
    "#=lW!w:sharp|t!W:number|w!W:hashtag;§=d:section;¶=t:paragraph;№=:number;<=d:less than|sOo:less than;>=d:greater than|sOo:greater than;" ++
    "@=w:at|Oo:at;_=Ww:underscore;*=Dd:times;/=sDd:divided by|Ww:slash|Sw:slash;²=W:squared;³=W:cubed;©=d:copyright;×=:times;÷=:divided by;" ++
    "±=:plus or minus;≈=:approximately;≠=:not equal to;≤=:less than or equal to;≥=:greater than or equal to;∞=:infinity;√=:square root of;" ++
    "℃=:degrees celsius;℉=:degrees fahrenheit;";

/// Whether a condition of `spoken` holds. Before: W a word or digits touch, l of one character, O stand there, D digits stand there, S nothing
/// touches. After: w a word or digits touch, t digits touch, o an operand stands there, d digits do, m a sum of money does. Around: s spaces,
/// e the same symbol.
noinline fn holds(r: *const Reader, at: usize, condition: u8) bool {
    const before = r.before(at);
    const next = r.skip(at + 1);
    return switch (condition) {
        'W' => r.isWordOrDigits(at -% 1),
        'w' => r.isWordOrDigits(at + 1),
        'O' => r.isWordOrDigits(before) or endsOperand(r.symbol(before)),
        'o' => r.isWordOrDigits(next) or r.is(next, '-') or r.is(next, '(') or money.begins(r, next),
        'D' => r.isDigits(before),
        'd' => r.isDigits(next),
        't' => r.isDigits(at + 1),
        'm' => money.begins(r, next),
        's' => next > at + 1 and r.kind(at -% 1) == .space,
        'S' => r.kind(at -% 1) == .space or r.kind(at -% 1) == .edge,
        'l' => r.text(at -% 1).len == 1,
        'e' => r.is(at -% 1, r.symbol(at)) or r.is(at + 1, r.symbol(at)),
        else => unreachable,
    };
}

/// The words of the first alternative all of whose conditions hold.
fn wordsOf(r: *const Reader, at: usize) []const u8 {
    var rest = reader.find(spoken, r.text(at)) orelse return "";
    while (true) {
        const colon = reader.indexOf(rest, ':').?;
        const end = reader.indexOf(rest, '|') orelse rest.len;
        var all = true;
        var is_expected = true;
        for (rest[0..colon]) |condition| {
            if (condition == '!') {
                is_expected = false;
                continue;
            }
            all = all and holds(r, at, condition) == is_expected;
            is_expected = true;
        }
        if (all) return rest[colon + 1 .. end];
        if (end == rest.len) return "";
        rest = rest[end + 1 ..];
    }
}

pub noinline fn read(r: *const Reader, at: usize) usize {
    const mark = r.symbol(at);
    const touches = r.isWordOrDigits(at -% 1);
    switch (mark) {
        '-', 0x2013 => return dash(r, at),
        '.' => {
            if (touches or !r.isDigits(at + 1) or r.is(at -% 1, '.')) return 0;
            r.say("point");
            numbers.oneByOne(r, r.text(at + 1));
            return r.tail(@max(at + 2, units.read(r, at + 2, .plural)));
        },
        '\'' => {
            // '90s, '08.
            if (touches or r.inRange(at + 1, 2, 0, 99) == null or r.text(at + 1).len != 2 or r.is(at + 2, '\'')) return 0;
            const is_decade = r.isCase(at + 2, "s");
            if (!is_decade and r.text(at + 1)[0] == '0') r.say("oh");
            numbers.value(r, r.small(at + 1).?, if (is_decade) .plural else .cardinal);
            return r.tail(at + 2 + @as(usize, @intFromBool(is_decade)));
        },
        '/' => if (r.isThis(at -% 1, "and") and r.isThis(at + 1, "or")) return at + 1,
        '+', '(' => {
            const end = phones.readMarked(r, at);
            if (end > 0) return end;
        },
        // Most punctuation.
        ',', ';', ':', '!', '?', ')', '"', 0x2014...0x2026 => return 0,
        else => {},
    }
    const words = wordsOf(r, at);
    if (words.len > 0) return said(r, words, at);
    const vulgar = fractions.readVulgar(r, at);
    return if (vulgar > 0) vulgar else money.readSign(r, at);
}

/// A range or a difference between spaces, a negative number, or a grade.
fn dash(r: *const Reader, at: usize) usize {
    const next = r.skip(at + 1);
    if (holds(r, at, 's') and r.isDigits(next) and r.isDigits(r.before(at))) return said(r, if (isMinus(r, at, next)) "minus" else "to", at);
    if (!r.is(at, '-')) return 0;
    if (r.isCapital(at -% 1)) return if (holds(r, at, 'l') and !holds(r, at, 'w') and !holds(r, at, 'e')) said(r, "minus", at) else 0;
    const begins = r.isDigits(at + 1) or money.begins(r, at + 1) or (r.is(at + 1, '.') and r.isDigits(at + 2));
    return if (begins and !holds(r, at, 'W') and !isClosing(r.symbol(at -% 1))) said(r, "minus", at) else 0;
}

noinline fn said(r: *const Reader, words: []const u8, at: usize) usize {
    r.say(words);
    return at + 1;
}

/// Whether a dash between spaces and numbers takes away: a sum follows, or the second number is smaller.
fn isMinus(r: *const Reader, at: usize, next: usize) bool {
    if (!r.is(at, '-')) return false;
    const first = r.text(r.before(at));
    const second = r.text(next);
    if (r.is(r.skip(next + 1), '=') or first.len > second.len) return true;
    return first.len == second.len and first.len < 10 and reader.valueOf(first) > reader.valueOf(second);
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
