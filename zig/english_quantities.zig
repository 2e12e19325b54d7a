//! A number with what touches it or follows: ordinals, decades, magnitudes, fractions, units; and numbers that stand alone.

const std = @import("std");
const reader = @import("english_reader.zig");
const fractions = @import("english_fractions.zig");
const money = @import("english_money.zig");
const numbers = @import("english_numbers.zig");
const search = @import("search.zig");
const times = @import("english_times.zig");
const units = @import("english_units.zig");
const Numeral = numbers.Numeral;
const Reader = reader.Reader;

/// The last reader of digits, which takes all that are left.
pub noinline fn read(r: *const Reader, at: usize) usize {
    const number = Numeral.parse(r.line, at);
    const end = number.end;
    if (number.fraction.len == 0) {
        const ended = ending(r, at, &number);
        if (ended > 0) return r.tail(ended);
        const measured = units.feet(r, at, end);
        if (measured > 0) return r.tail(measured);
    }
    const suffix = if (r.isWord(end)) r.text(end) else "";
    if (search.eql(u8, suffix, "e") or search.eql(u8, suffix, "E")) {
        const power = power10(r, &number);
        if (power > 0) return power;
    }
    if (number.fraction.len > 0 and r.is(end, '/') and r.isDigits(end + 1)) {
        number.say(r);
        r.say("out of");
        return end + 1;
    }
    if (search.eql(u8, suffix, "x") and !isOperator(r.symbol(r.skip(end + 1))) and !search.eql(u8, number.whole, "0")) {
        number.say(r);
        if (r.isDigits(end + 1)) {
            r.say("by");
            return end + 1;
        }
        r.say("times");
        return r.tail(end + 1);
    }
    const scale = money.magnitude(r, end, "k M mn bn tn");
    const is_whole = number.fraction.len == 0 and scale.word.len == 0;
    var is_many = !number.isOne() or scale.word.len > 0;
    var last = scale.end;
    const after_noon = if (is_whole) times.half(r, end, false) else 0;
    const unit = if (after_noon > 0) 0 else units.read(r, last, .silent);
    const currency = money.after(r, last);
    if (unit == 0 and currency == null and is_whole) {
        const year = if (number.whole.len == 4) r.inRange(at, 4, 1010, 2099) else null;
        if (year != null and isYear(r, at, year.?)) {
            numbers.year(r, year.?, .cardinal);
        } else if (r.isIn(r.before(at), "call calls called calling dial dialed")) {
            numbers.oneByOne(r, number.whole);
        } else if (isOfName(r, at)) {
            numbers.nameNumber(r, number.whole);
        } else {
            number.say(r);
        }
    } else {
        number.say(r);
        r.say(scale.word);
    }
    if (scale.word.len == 0) {
        const mixed = fractions.readMixed(r, last);
        if (mixed > 0) {
            return r.tail(@max(mixed, units.read(r, mixed, .plural)));
        }
    }
    // A compound has the singular: a 5-km run.
    if (r.is(last, '-') and r.isWord(last + 1)) {
        const joined = units.read(r, last + 1, .singular);
        if (joined > 0) return r.tail(joined);
    }
    if (after_noon > 0) return r.tail(times.half(r, end, true));
    // The second number of a range.
    if (r.isDash(at -% 1) and r.isDigits(at -% 2)) is_many = true;
    if (unit > 0) {
        last = units.read(r, last, if (is_many) .plural else .singular);
    } else if (currency) |found| {
        r.sayCounted(found.noun, is_many);
        last = units.sayPer(r, found.end);
    }
    return r.tail(last);
}

/// An ordinal, a plural, or a fraction.
fn ending(r: *const Reader, at: usize, number: *const Numeral) usize {
    const end = number.end;
    if (r.isIn(end, "st nd rd th")) {
        numbers.integer(r, number.whole, .ordinal);
        return end + 1;
    }
    const letter = if (r.is(end, '\'')) end + 1 else end;
    if (r.isCase(letter, "s")) {
        if (number.whole.len == 4) {
            if (r.inRange(at, 4, 1100, 2099)) |year| {
                numbers.year(r, year, .plural);
                return letter + 1;
            }
        }
        numbers.integer(r, number.whole, .plural);
        return letter + 1;
    }
    return if (end == at + 1) fractions.read(r, at) else 0;
}

/// 1e6, 2.5e-3.
fn power10(r: *const Reader, number: *const Numeral) usize {
    const sign: usize = @intFromBool(r.is(number.end + 1, '-'));
    const exponent = number.end + 1 + sign;
    if (!r.isDigits(exponent)) return 0;
    number.say(r);
    r.say("times ten to the");
    if (sign > 0) r.say("minus");
    numbers.integer(r, r.text(exponent), .ordinal);
    return exponent + 1;
}

/// Nouns that are counted in thousands without a comma, and words before amounts.
const counted = " people men women children students workers soldiers troops users members jobs homes houses points votes copies words pages " ++
    "times cases deaths " ++
    "dollars euros pounds cents won yen percent hundred thousand million billion days hours minutes seconds weeks years miles meters metres " ++
    "kilometers " ++
    "kilometres feet yards inches acres tons tonnes calories degrees units items items lines bytes volts watts grams kilograms liters litres ";
const amounts = " than nearly almost least most exactly roughly approximately only ";
/// Words before years, for those in which no one would see a year otherwise.
const year_words = " in since by from until till of year circa before after during ";

/// Whether a number of four digits without a comma is a year: since style guides part the thousands of other numbers, it is unless its
/// neighbours say otherwise.
noinline fn isYear(r: *const Reader, at: usize, year: u32) bool {
    const before = r.before(at);
    const word = r.lower(before);
    if (reader.has(amounts, word) or (year < 1100 and !reader.has(year_words, word))) return false;
    if (isOperator(r.symbol(before)) or (r.is(before, '-') and !r.isWordOrDigits(before -% 1))) return false;
    var after = r.skip(at + 1);
    if (isOperator(r.symbol(after))) return false;
    if (r.isDash(after) and r.isDigits(after + 1)) {
        if (units.read(r, after + 2, .silent) > 0) return false;
        after = r.skip(after + 2);
    }
    return !r.isIn(after, counted);
}

fn isOperator(symbol: u21) bool {
    return switch (symbol) {
        '+', '*', '=', '<', '>', '^', '~', '×', '÷', '±', 0x2248, 0x2260, 0x2264, 0x2265 => true,
        else => false,
    };
}

/// Whether letters touch the digits, or a hyphen joins them: GPT-4, A320.
fn isOfName(r: *const Reader, at: usize) bool {
    return r.isWord(at -% 1) or (r.is(at -% 1, '-') and r.isWord(at -% 2));
}

const expectSaid = @import("english_test.zig").expectSaid;

test "years and amounts" {
    try expectSaid(&.{
        .{ "in 1984", "in nineteen eighty-four" },
        .{ "2007", "two thousand seven" },
        .{ "2026", "twenty twenty-six" },
        .{ "in 1066", "in ten sixty-six" },
        .{ "1905", "nineteen oh five" },
        .{ "1066 of them", "one thousand sixty-six of them" },
        .{ "1500 people", "one thousand five hundred people" },
        .{ "more than 1250", "more than one thousand two hundred fifty" },
        .{ "1914-1918", "nineteen fourteen to nineteen eighteen" },
        .{ "1990-95", "nineteen ninety to ninety-five" },
        .{ "2 + 1984", "two plus one thousand nine hundred eighty-four" },
        .{ "mid-1990s", "mid nineteen nineties" },
        .{ "1990's", "nineteen nineties" },
    });
}

test "ranges, magnitudes and compounds" {
    try expectSaid(&.{
        .{ "5–10", "five to ten" },
        .{ "5-10 km", "five to ten kilometers" },
        .{ "10k", "ten thousand" },
        .{ "1.5M users", "one point five million users" },
        .{ "5 million", "five million" },
        .{ "3x", "three times" },
        .{ "3x + 1", "three X plus one" },
        .{ "4.5/5", "four point five out of five" },
        .{ "call 911", "call nine one one" },
        .{ "50-50", "fifty fifty" },
        .{ "1920x1080", "one thousand nine hundred twenty by ten eighty" },
        .{ "1e6", "one times ten to the sixth" },
        .{ "20-year-old", "twenty year - old" },
        .{ "a 5-km run", "a five kilometer run" },
        .{ "5-3=2", "five minus three equals two" },
        .{ "1/2 cup", "one half cup" },
        .{ "5 1/2 ft", "five and one half feet" },
    });
}
