//! Numbers as English words: cardinals, ordinals, years, decimals, digit by digit.

const std = @import("std");
const search = @import("search.zig");
const Line = @import("line.zig").Line;
const reader = @import("english_reader.zig");
const Reader = reader.Reader;

const below_twenty = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen " ++
    "eighteen nineteen";
const tens = "twenty thirty forty fifty sixty seventy eighty ninety";
const scales = "quadrillion trillion billion million thousand";

/// Integers of more digits than this are read digit by digit.
const most_digits = 18;

/// What becomes of the last word: five, fifth, fives; `parts` are the denominators of fractions, fifths; `possessive` is Henry the fifth's.
pub const Form = enum { cardinal, ordinal, plural, parts, possessive };

const Words = struct {
    // Six groups of three digits, each at most "seven hundred seventy-seven quadrillion ".
    buffer: [6 * 42]u8,
    length: usize,

    fn add(words: *Words, word: []const u8, separator: u8) void {
        if (words.length > 0) {
            words.buffer[words.length] = separator;
            words.length += 1;
        }
        @memcpy(words.buffer[words.length..][0..word.len], word);
        words.length += word.len;
    }

    fn addValue(words: *Words, number: u64) void {
        if (number == 0) return words.add("zero", ' ');
        var unit: u64 = 1_000_000_000_000_000;
        var rest = number;
        for (0..6) |place| {
            words.addHundreds(@intCast(rest / unit));
            if (rest >= unit and unit > 1) words.add(reader.nth(scales, place), ' ');
            rest %= unit;
            unit /= 1000;
        }
    }

    fn addHundreds(words: *Words, number: u32) void {
        if (number >= 100) {
            words.add(reader.nth(below_twenty, number / 100), ' ');
            words.add("hundred", ' ');
        }
        const rest = number % 100;
        if (rest >= 20) words.add(reader.nth(tens, rest / 10 - 2), ' ');
        if (rest >= 20 and rest % 10 > 0) words.add(reader.nth(below_twenty, rest % 10), '-');
        if (rest > 0 and rest < 20) words.add(reader.nth(below_twenty, rest), ' ');
    }

    fn end(words: *Words, form: Form) void {
        if (form != .cardinal and form != .plural) words.makeOrdinal();
        if (form == .plural or form == .parts) words.makePlural();
        if (form == .possessive) words.put("'s");
    }

    fn makeOrdinal(words: *Words) void {
        var start = words.length;
        while (start > 0 and std.ascii.isLower(words.buffer[start - 1])) start -= 1;
        const last = words.buffer[start..words.length];
        if (reader.find("one=first;two=second;three=third;five=fifth;eight=eighth;nine=ninth;twelve=twelfth;", last)) |ordinal| {
            words.length = start;
            return words.put(ordinal);
        }
        words.endInY("ie");
        words.put("th");
    }

    fn makePlural(words: *Words) void {
        if (words.buffer[words.length - 1] == 'x') words.put("e");
        words.endInY("ie");
        words.put("s");
    }

    fn endInY(words: *Words, instead: []const u8) void {
        if (words.buffer[words.length - 1] != 'y') return;
        words.length -= 1;
        words.put(instead);
    }

    fn put(words: *Words, letters: []const u8) void {
        @memcpy(words.buffer[words.length..][0..letters.len], letters);
        words.length += letters.len;
    }
};

pub noinline fn value(r: *const Reader, number: u64, form: Form) void {
    var words: Words = .{ .buffer = undefined, .length = 0 };
    words.addValue(number);
    words.end(form);
    r.say(words.buffer[0..words.length]);
}

/// Say an integer, whose thousands may be parted by commas. One that begins with zero, or is very long, is read digit by digit.
pub noinline fn integer(r: *const Reader, digits: []const u8, form: Form) void {
    var number: u64 = 0;
    var count: usize = 0;
    for (digits) |digit| {
        if (digit == ',') continue;
        count += 1;
        if (count <= most_digits) number = 10 * number + (digit - '0');
    }
    if (count <= most_digits and (digits[0] != '0' or count == 1)) return value(r, number, form);
    oneByOne(r, digits[0 .. digits.len - 1]);
    value(r, digits[digits.len - 1] - '0', form);
}

/// Say digits one after the other; anything else among them is left out.
pub noinline fn oneByOne(r: *const Reader, digits: []const u8) void {
    for (digits) |digit| if (std.ascii.isDigit(digit)) r.say(reader.nth(below_twenty, digit - '0'));
}

/// Digits of a run so long that it came in parts.
pub fn readRun(r: *const Reader, at: usize) usize {
    if (!r.isDigits(at -% 1) and !r.isDigits(at + 1)) return 0;
    oneByOne(r, r.text(at));
    return at + 1;
}

/// Say a year from 1010 to 2099 as two numbers, but 2000 to 2009 as one. The plural is a decade or a century.
pub noinline fn year(r: *const Reader, number: u32, form: Form) void {
    const last = number % 100;
    if (number % 1000 < 10) return value(r, number, form);
    if (last == 0) {
        value(r, number / 100, .cardinal);
        return r.say(if (form == .plural) "hundreds" else "hundred");
    }
    value(r, number / 100, .cardinal);
    if (last < 10) r.say("oh");
    value(r, last, form);
}

/// Say the number of a name, as in A320 and MH370: three digits as one and two, four as two and two.
pub noinline fn nameNumber(r: *const Reader, digits: []const u8) void {
    if (digits[0] == '0' or digits.len < 3) return integer(r, digits, .cardinal);
    if (digits.len > 4) return oneByOne(r, digits);
    const number = reader.valueOf(digits);
    if (digits.len == 4) return if (number % 1000 == 0) value(r, number, .cardinal) else year(r, number, .cardinal);
    if (number % 100 == 0) return value(r, number, .cardinal);
    value(r, number / 100, .cardinal);
    if (number % 100 < 10) r.say("oh");
    value(r, number % 100, .cardinal);
}

/// A number as it stands in the text.
pub const Numeral = struct {
    /// Digits, with the commas between thousands.
    whole: []const u8,
    /// The digits after the point; empty if there is none.
    fraction: []const u8,
    /// The token after it.
    end: usize,

    /// Take the number that begins at `at`, where digits are.
    pub noinline fn parse(line: *const Line, at: usize) Numeral {
        var end = at + 1;
        const first = line.text(at);
        if (first.len <= 3 and first[0] != '0') {
            while (line.isSymbol(end, ',') and line.kind(end + 1) == .digits and line.text(end + 1).len == 3) end += 2;
        }
        // The texts of neighbours lie side by side.
        const start = line.tokens[at].text.start;
        const last = line.tokens[end - 1].text;
        const whole = line.texts[start .. last.start + last.length];
        if (line.isSymbol(end, '.') and line.kind(end + 1) == .digits) {
            return .{ .whole = whole, .fraction = line.text(end + 1), .end = end + 2 };
        }
        return .{ .whole = whole, .fraction = "", .end = end };
    }

    pub fn isOne(self: *const Numeral) bool {
        return self.fraction.len == 0 and search.eql(u8, self.whole, "1");
    }

    pub noinline fn say(self: *const Numeral, r: *const Reader) void {
        integer(r, self.whole, .cardinal);
        if (self.fraction.len == 0) return;
        r.say("point");
        oneByOne(r, self.fraction);
    }
};

const expectSaid = @import("english_test.zig").expectSaid;

test "cardinals" {
    try expectSaid(&.{
        .{ "0", "zero" },
        .{ "13", "thirteen" },
        .{ "40", "forty" },
        .{ "105", "one hundred five" },
        .{ "21,042", "twenty-one thousand forty-two" },
        .{ "1,000,000", "one million" },
        .{ "1000000000000000", "one quadrillion" },
        .{ "777777777777777777", "seven hundred seventy-seven quadrillion seven hundred seventy-seven trillion seven hundred seventy-seven billion " ++
            "seven hundred seventy-seven million seven hundred seventy-seven thousand seven hundred seventy-seven" },
        .{ "1000000000000000000", "one zero zero zero zero zero zero zero zero zero zero zero zero zero zero zero zero zero zero" },
        .{ "007", "zero zero seven" },
        .{ "3.14", "three point one four" },
        .{ "0.5", "zero point five" },
        .{ "1,5", "one , five" },
        .{ "-12", "minus twelve" },
    });
}

test "ordinals and plurals" {
    try expectSaid(&.{
        .{ "1st", "first" },               .{ "12th", "twelfth" },              .{ "20th", "twentieth" },      .{ "21st", "twenty-first" },
        .{ "1,000th", "one thousandth" },  .{ "112th", "one hundred twelfth" }, .{ "the 60s", "the sixties" }, .{ "1990s", "nineteen nineties" },
        .{ "1900s", "nineteen hundreds" }, .{ "2000s", "two thousands" },       .{ "6s", "sixes" },
    });
}
