//! Sums of money: $3.50, £5m, 50¢, US$5, 5 EUR, $3-5.

const std = @import("std");
const reader = @import("english_reader.zig");
const numbers = @import("english_numbers.zig");
const search = @import("search.zig");
const units = @import("english_units.zig");
const Numeral = numbers.Numeral;
const Reader = reader.Reader;

/// The unit, and the hundredth if prices are given in it; nouns as `Reader.sayCounted` takes them.
const signs = "$=dollar|cent;€=euro|cent;£=pound|penny/pence;¥=yen/;￥=yen/;₩=won/;￦=won/;₹=rupee;₽=ruble;₿=bitcoin;₫=dong/;₪=shekel;₺=lira;" ++
    "￡=pound|penny/pence;";
const codes = "USD=US dollar;EUR=euro;GBP=british pound;JPY=japanese yen/;KRW=korean won/;CNY=chinese yuan/;RMB=chinese yuan/;CHF=swiss " ++
    "franc;CAD=canadian dollar;" ++
    "AUD=australian dollar;INR=indian rupee;BTC=bitcoin;";
/// What stands before the sign of a dollar.
const countries = "US=US;C=canadian;CA=canadian;A=australian;AU=australian;HK=hong kong;NZ=new zealand;S=singapore;NT=new taiwan;";
const magnitudes = "k=thousand;K=thousand;m=million;M=million;mn=million;mm=million;mil=million;b=billion;B=billion;bn=billion;Bn=billion;" ++
    "bln=billion;t=trillion;" ++
    "T=trillion;tn=trillion;";
const words = " hundred thousand million billion trillion quadrillion ";

/// Whether a sum begins with the sign at `at`.
pub noinline fn begins(r: *const Reader, at: usize) bool {
    if (r.kind(at) != .symbol or reader.find(signs, r.text(at)) == null) return false;
    return r.isDigits(numberOf(r, at));
}

/// The place of the number after a sign; a point or a minus sign may be between.
fn numberOf(r: *const Reader, sign: usize) usize {
    const start = r.skip(sign + 1);
    return if (r.is(start, '-') or r.is(start, '.')) start + 1 else start;
}

/// A sum that begins with its sign.
pub noinline fn readSign(r: *const Reader, at: usize) usize {
    return if (begins(r, at)) amount(r, numberOf(r, at), reader.find(signs, r.text(at)).?, "", r.text(at)) else 0;
}

/// A sum that begins with a word: US$5, USD 5.
pub noinline fn readWord(r: *const Reader, at: usize) usize {
    const word = r.text(at);
    if (r.is(at + 1, '$') and begins(r, at + 1)) {
        const country = reader.find(countries, word) orelse return 0;
        return amount(r, numberOf(r, at + 1), "dollar|cent", country, "$");
    }
    const number = r.skip(at + 1);
    if (!r.isDigits(number)) return 0;
    return amount(r, number, reader.find(codes, word) orelse return 0, "", word);
}

/// The million after a number, as an abbreviation that touches it or as a word.
pub const Magnitude = struct { word: []const u8 = "", end: usize };

pub noinline fn magnitude(r: *const Reader, at: usize, allowed: []const u8) Magnitude {
    if (r.isWord(at) and reader.has(allowed, r.text(at))) {
        if (reader.find(magnitudes, r.text(at))) |word| return .{ .word = word, .end = at + 1 };
    }
    const next = if (r.is(at, '-')) at + 1 else r.skip(at);
    if (next > at and r.isIn(next, words)) return .{ .word = r.lower(next), .end = next + 1 };
    return .{ .end = at };
}

fn amount(r: *const Reader, at: usize, noun: []const u8, country: []const u8, sign: []const u8) usize {
    if (r.is(at -% 1, '-')) r.say("minus");
    var number = Numeral.parse(r.line, at);
    if (r.is(at -% 1, '.')) number = .{ .whole = "0", .fraction = r.text(at), .end = at + 1 };
    var end = number.end;
    var second: ?Numeral = null;
    if (r.isDash(end)) {
        const same = search.eql(u8, r.text(end + 1), sign);
        const start = end + 1 + @intFromBool(same);
        if (r.isDigits(start)) second = Numeral.parse(r.line, start);
        if (second) |*other| end = other.end;
    }
    const scale = magnitude(r, end, "k K m M mn mm mil b B bn Bn bln t T tn");
    end = scale.end;
    const bar = reader.indexOf(noun, '|');
    const unit = noun[0 .. bar orelse noun.len];
    if (second == null and scale.word.len == 0 and number.fraction.len == 2 and bar != null) {
        coins(r, &number, unit, noun[bar.? + 1 ..], country);
    } else {
        number.say(r);
        if (second) |*other| {
            r.say("to");
            other.say(r);
        }
        r.say(scale.word);
        r.say(country);
        r.sayCounted(unit, second != null or scale.word.len > 0 or !number.isOne());
    }
    return r.tail(units.sayPer(r, end));
}

/// A price with two decimals.
fn coins(r: *const Reader, number: *const Numeral, unit: []const u8, hundredth: []const u8, country: []const u8) void {
    const cents = reader.valueOf(number.fraction);
    const is_whole = !search.eql(u8, number.whole, "0") or cents == 0;
    if (is_whole) {
        numbers.integer(r, number.whole, .cardinal);
        r.say(country);
        r.sayCounted(unit, !search.eql(u8, number.whole, "1"));
    }
    if (cents == 0) return;
    if (is_whole) r.say("and");
    numbers.value(r, cents, .cardinal);
    r.sayCounted(hundredth, cents != 1);
}

/// The currency after a number that ends at `at`: 5€, 50¢, 5 USD. Null if there is none.
pub const After = struct { noun: []const u8, end: usize };

pub noinline fn after(r: *const Reader, at: usize) ?After {
    const next = r.skip(at);
    if (r.is(next, '¢') or r.is(next, 0xFFE0)) return .{ .noun = "cent", .end = next + 1 };
    if (r.isWord(next)) return .{ .noun = reader.find(codes, r.text(next)) orelse return null, .end = next + 1 };
    if (r.kind(next) != .symbol or begins(r, next)) return null;
    const noun = reader.find(signs, r.text(next)) orelse return null;
    return .{ .noun = noun[0 .. reader.indexOf(noun, '|') orelse noun.len], .end = next + 1 };
}

const expectSaid = @import("english_test.zig").expectSaid;

test "sums of money" {
    try expectSaid(&.{
        .{ "$3.50", "three dollars and fifty cents" },
        .{ "$250.50", "two hundred fifty dollars and fifty cents" },
        .{ "$1", "one dollar" },
        .{ "$0.99", "ninety-nine cents" },
        .{ "$1.01", "one dollar and one cent" },
        .{ "£5m", "five million pounds" },
        .{ "€1,200", "one thousand two hundred euros" },
        .{ "₩5,000", "five thousand won" },
        .{ "$260 million", "two hundred sixty million dollars" },
        .{ "$1.5 billion", "one point five billion dollars" },
        .{ "-$5", "minus five dollars" },
        .{ "$3-5", "three to five dollars" },
        .{ "US$5", "five U S dollars" },
        .{ "5 USD", "five U S dollars" },
        .{ "50¢", "fifty cents" },
        .{ "20 €", "twenty euros" },
        .{ "£3.01", "three pounds and one penny" },
        .{ "$20/hour", "twenty dollars per hour" },
        .{ "$4/kg", "four dollars per kilogram" },
        .{ "$ 5", "five dollars" },
        .{ "$.50", "fifty cents" },
        .{ "$$$", "$ $ $" },
    });
}
