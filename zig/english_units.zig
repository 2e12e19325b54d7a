//! Units of measure after numbers: 5 km, 20°C, 60 mph, 3 m², 5'10".

const std = @import("std");
const reader = @import("english_reader.zig");
const search = @import("search.zig");
const Reader = reader.Reader;

/// Units that take no prefix. Nouns as `Reader.sayCounted` takes them.
const units = "ft=foot/feet;in=inch/inches;yd=yard;yds=yard/yards;mi=mile;lb=pound;lbs=pound/pounds;oz=ounce;mph=mile~ per hour;" ++
    "kph=kilometer~ per hour;" ++
    "sec=second;secs=second;min=minute;mins=minute;h=hour;hr=hour;hrs=hour;yr=year;yrs=year;mo=month;wk=week;wks=week;ha=hectare;dB=decibel;" ++
    "rpm=revolution~ per minute;bpm=beat~ per minute;fps=frame~ per second;mpg=mile~ per gallon;ppm=part~ per million;psi=pound~ per square inch;" ++
    "kb=kilobyte;mb=megabyte;gb=gigabyte;tb=terabyte;gal=gallon;qt=quart;pt=pint;tsp=teaspoon;tbsp=tablespoon;mcg=microgram;px=pixel;" ++
    "hp=horsepower/;" ++
    "cc=cubic centimeter;kn=knot;%=percent/;‰=per mille/;℃=degree~ celsius;℉=degree~ fahrenheit;°=degree;sqft=square foot/square feet;Ω=ohm;";

/// Units with the prefixes that they take; 0 stands for none.
const prefixed = "m=0kKcmnµd:meter;g=0kKmµn:gram;l=0mcdµ:liter;L=0mcdµ:liter;W=0kMGTm:watt;Wh=0kMGT:watt hour;Hz=0kMGT:hertz/;B=kKMGTP:byte;" ++
    "b=kKMGT:bit;" ++
    "bps=0kKMGT:bit~ per second;V=0kMmµ:volt;A=mk:ampere;Ah=0m:ampere hour;Pa=0khMG:pascal;J=kMG:joule;s=mnµ:second;N=k:newton;cal=0kK:calorie;" ++
    "eV=0kMGT:electron volt;Ω=0kM:ohm;";

const prefixes = "k=kilo;K=kilo;M=mega;G=giga;T=tera;P=peta;m=milli;c=centi;d=deci;h=hecto;µ=micro;n=nano;";

/// Letters which are a unit only where they touch the number.
const touching = " in N A b s mo pt ";

const Unit = struct {
    /// square, cubic, or nothing.
    power: []const u8,
    prefix: []const u8,
    noun: []const u8,
    end: usize,

    noinline fn say(unit: *const Unit, r: *const Reader, is_plural: bool) void {
        var buffer: [64]u8 = undefined;
        r.say(unit.power);
        @memcpy(buffer[0..unit.prefix.len], unit.prefix);
        @memcpy(buffer[unit.prefix.len..][0..unit.noun.len], unit.noun);
        r.sayCounted(buffer[0 .. unit.prefix.len + unit.noun.len], is_plural);
    }

    /// Take the unit at `at`, which a space is before or not. False if there is none.
    noinline fn take(unit: *Unit, r: *const Reader, at: usize, is_apart: bool) bool {
        unit.* = .{ .power = "", .prefix = "", .noun = "", .end = at + 1 };
        const is_square = r.isCase(at, "sq");
        if (is_square or r.isCase(at, "cu")) {
            if (!unit.take(r, r.skip(r.pastPoint(at + 1)), false)) return false;
            unit.power = if (is_square) "square" else "cubic";
            return true;
        }
        const is_micro = (r.is(at, 'µ') or search.eql(u8, r.text(at), "μ")) and r.isWord(at + 1);
        if (is_micro) {
            unit.prefix = "micro";
            unit.end += 1;
        } else if (r.kind(at) != .symbol and !r.isWord(at)) return false;
        const key = r.text(unit.end - 1);
        if (is_apart and reader.has(touching, key)) return false;
        unit.noun = reader.find(units, key) orelse baseOf(key, if (is_micro) "µ" else "0");
        if (unit.noun.len == 0) {
            if (key.len < 2 or is_micro) return false;
            unit.prefix = reader.find(prefixes, key[0..1]) orelse return false;
            unit.noun = baseOf(key[1..], key);
        }
        if (r.is(at, '°')) {
            const scale = r.skip(unit.end);
            if (r.isCase(scale, "C")) unit.noun = "degree~ celsius";
            if (r.isCase(scale, "F")) unit.noun = "degree~ fahrenheit";
            if (unit.noun.len > 6) unit.end = scale + 1;
        }
        unit.takePower(r);
        return unit.noun.len > 0;
    }

    /// Take the power after it: m², ft3.
    fn takePower(unit: *Unit, r: *const Reader) void {
        const has_power = reader.has("meter foot/feet inch/inches mile", unit.noun);
        const power = if (has_power) r.small(unit.end) else null;
        if (power == 2 or r.is(unit.end, '²')) unit.power = "square";
        if (power == 3 or r.is(unit.end, '³')) unit.power = "cubic";
        if (unit.power.len > 0) unit.end += 1;
    }
};

pub const Number = enum { silent, singular, plural };

/// The unit after a number that ends at `at`, with a space before it or not, is said unless `number` is `silent`.
pub noinline fn read(r: *const Reader, at: usize, number: Number) usize {
    const start = r.skip(at);
    var unit: Unit = undefined;
    if (!unit.take(r, start, start > at)) return 0;
    if (number != .silent) unit.say(r, number == .plural);
    if (r.is(unit.end, '/') and r.isWord(unit.end + 1)) {
        const end = unit.end + 2;
        if (r.isCase(end - 1, "s")) {
            if (number != .silent) r.say("per second");
            return end;
        }
        if (number != .silent) return sayPer(r, unit.end);
    }
    const end = r.pastPoint(unit.end);
    // The point ends a sentence.
    return if (r.isCapital(r.skip(end))) unit.end else end;
}

/// Say "per" at the slash of a price or a measure, and the unit behind it if it is an abbreviation.
pub noinline fn sayPer(r: *const Reader, at: usize) usize {
    if (!r.is(at, '/') or !r.isWord(at + 1)) return at;
    r.say("per");
    var unit: Unit = undefined;
    if (!unit.take(r, at + 1, false)) return at + 1;
    unit.say(r, false);
    return unit.end;
}

/// The noun of a unit if it takes the prefix that `prefix` begins with; otherwise nothing.
noinline fn baseOf(key: []const u8, prefix: []const u8) []const u8 {
    const entry = reader.find(prefixed, key) orelse return "";
    const colon = reader.indexOf(entry, ':').?;
    // µ is the only prefix of two bytes, and its first is in no other.
    return if (reader.indexOf(entry[0..colon], prefix[0]) != null) entry[colon + 1 ..] else "";
}

/// Feet and inches: 5'10", 6' or 12". `at` is the number, which ends at `end`; it is said here.
pub noinline fn feet(r: *const Reader, at: usize, end: usize) usize {
    const number = r.small(at) orelse return 0;
    if (end != at + 1) return 0;
    const numbers = @import("english_numbers.zig");
    if (isMark(r, end, '\'', 0x2032)) {
        const inches = r.inRange(end + 1, 2, 0, 11);
        if (inches == null and (r.isWordOrDigits(end + 1) or isQuoted(r, at, '\''))) return 0;
        numbers.value(r, number, .cardinal);
        r.sayCounted("foot/feet", number != 1);
        const rest = inches orelse return end + 1;
        numbers.value(r, rest, .cardinal);
        r.sayCounted("inch/inches", rest != 1);
        return end + 2 + @as(usize, @intFromBool(isMark(r, end + 2, '"', 0x2033)));
    }
    if (!isMark(r, end, '"', 0x2033) or isQuoted(r, at, '"')) return 0;
    numbers.value(r, number, .cardinal);
    r.sayCounted("inch/inches", number != 1);
    return end + 1;
}

fn isMark(r: *const Reader, at: usize, ascii: u21, prime: u21) bool {
    return r.is(at, ascii) or r.is(at, prime) or (ascii == '"' and r.is(at, 0x201D));
}

/// Whether a quotation is open before `at`.
fn isQuoted(r: *const Reader, at: usize, mark: u21) bool {
    var open = false;
    for (0..at) |before| open = open != r.is(before, mark) or r.is(before, 0x201C);
    return open;
}

const expectSaid = @import("english_test.zig").expectSaid;

test "units" {
    try expectSaid(&.{
        .{ "5 km", "five kilometers" },
        .{ "1kg", "one kilogram" },
        .{ "60 mph", "sixty miles per hour" },
        .{ "100 km/h", "one hundred kilometers per hour" },
        .{ "9.8 m/s²", "nine point eight meters per second squared" },
        .{ "20°C", "twenty degrees celsius" },
        .{ "1 °F", "one degree fahrenheit" },
        .{ "16GB", "sixteen gigabytes" },
        .{ "3.5 kWh", "three point five kilowatt hours" },
        .{ "30 m²", "thirty square meters" },
        .{ "200 sq ft", "two hundred square feet" },
        .{ "5 µm", "five micrometers" },
        .{ "10%", "ten percent" },
        .{ "2400 MHz", "two thousand four hundred megahertz" },
        .{ "5'10\"", "five feet ten inches" },
        .{ "a 12\" pipe", "a twelve inches pipe" },
        .{ "\"I have 12\"", "\" i have twelve \"" },
        .{ "5 in 10", "five in ten" },
        .{ "100 Mbps", "one hundred megabits per second" },
    });
}
