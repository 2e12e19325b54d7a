//! The options of a transcription, and how the host sets them.

const std = @import("std");
const model = @import("model");
const phones = @import("phones.zig");

const Force = @import("force.zig").Force;

pub const Lang = enum { auto, en, ko };
pub const Notation = enum {
    ipa,
    arpabet,
    xsampa,
    /// The symbols of a speech synthesizer; Korean stays in IPA.
    kokoro,
    espeak,
    /// Korean as the norm writes pronunciations; English stays in IPA.
    hangul,
    /// No pronunciation but the text as words: what numbers and abbreviations are read as.
    spelling,
};
/// How the Latin words of a text that is read as Korean are read: as English words, or letter by letter.
pub const Latin = enum { english, letters };
pub const Format = enum { text, jsonl };
pub const Style = enum { broad, narrow };

/// A separator of phones or words.
pub const Separator = struct {
    pub const max_bytes = 16;

    buffer: [max_bytes]u8,
    length: usize,

    fn init(text: []const u8) Separator {
        var separator: Separator = .{ .buffer = undefined, .length = text.len };
        @memcpy(separator.buffer[0..text.len], text);
        return separator;
    }

    pub fn slice(self: *const Separator) []const u8 {
        return self.buffer[0..self.length];
    }
};

/// A number within bounds, whole if `Value` is an integer.
fn Bounded(comptime Value: type, comptime lowest: comptime_int, comptime highest: comptime_int) type {
    return struct {
        value: Value,

        const expected = std.fmt.comptimePrint("a {s}number from {d} to {d}", .{ if (Value == f32) "" else "whole ", lowest, highest });

        fn parse(text: []const u8) ?@This() {
            const value = parseDecimal(text, Value == f32, lowest, highest) orelse return null;
            return .{ .value = if (Value == f32) @floatCast(value) else @trunc(value) };
        }
    };
}

/// A number in decimal digits within bounds, perhaps with a sign and decimals.
noinline fn parseDecimal(text: []const u8, with_decimals: bool, lowest: i64, highest: i64) ?f64 {
    const is_negative = std.mem.startsWith(u8, text, "-");
    const digits = text[@intFromBool(is_negative)..];
    if (digits.len == 0 or digits.len > 15) return null;
    var whole: i64 = 0;
    var divisor: i64 = 0;
    for (digits, 0..) |digit, at| {
        if (digit == '.' and divisor == 0 and with_decimals and at > 0 and at + 1 < digits.len) {
            divisor = 1;
            continue;
        }
        if (!std.ascii.isDigit(digit)) return null;
        whole = 10 * whole + digit - '0';
        divisor *= 10;
    }
    var value = @as(f64, @floatFromInt(whole)) / @as(f64, @floatFromInt(@max(1, divisor)));
    if (is_negative) value = -value;
    return if (value < @as(f64, @floatFromInt(lowest)) or value > @as(f64, @floatFromInt(highest))) null else value;
}

/// What is added to the logits of phones, as `phone=number,phone=number`. A vowel without a stress mark stands for all its stresses.
pub const Boost = struct {
    of_phone: [model.phones.len]f32 = @splat(0),
    is_any: bool = false,

    const Amount = Bounded(f32, -100, 100);
    const expected = "phones of the model, each with " ++ Amount.expected;

    fn parse(text: []const u8) ?Boost {
        var boost: Boost = .{};
        var each = std.mem.tokenizeScalar(u8, text, ',');
        while (each.next()) |pair| {
            const end = std.mem.indexOfScalar(u8, pair, '=') orelse return null;
            const amount = Amount.parse(pair[end + 1 ..]) orelse return null;
            var is_known = false;
            for (&boost.of_phone, model.first_phone..) |*number, token| {
                const phone = phones.of(@intCast(token));
                if (!std.mem.endsWith(u8, pair[0..end], phone.ipa)) continue;
                const mark = pair[0 .. end - phone.ipa.len];
                if (mark.len > 0 and !std.mem.eql(u8, mark, phone.stress.mark())) continue;
                number.* = amount.value;
                is_known = true;
            }
            if (!is_known) return null;
            boost.is_any = true;
        }
        return boost;
    }
};

/// The most that `nbest` may ask for.
pub const most_pronunciations = 20;

pub const Options = struct {
    lang: Lang = .auto,
    notation: Notation = .ipa,
    style: Style = .broad,
    latin: Latin = .english,
    format: Format = .text,
    stress: bool = true,
    preserve_punctuation: bool = true,
    /// Whether Korean words that stand side by side are read together.
    across_words: bool = false,
    /// Whether frequent words that the model misreads are read from a table.
    exceptions: bool = true,
    /// Whether the text may give pronunciations itself.
    markup: bool = false,
    /// Null stands for the notation's own: a space in ARPABET, nothing in the others.
    phone_separator: ?Separator = null,
    /// Null stands for the notation's own: two spaces in ARPABET, one in the others.
    word_separator: ?Separator = null,
    /// How many pronunciations records have of a word that the model reads.
    nbest: Bounded(u32, 1, most_pronunciations) = .{ .value = 1 },
    /// Of the softmax from which phones are drawn; at 0 the most probable is taken.
    temperature: Bounded(f32, 0, 10) = .{ .value = 0 },
    /// Of how many phones, the most probable, one is drawn.
    top_k: Bounded(u32, 1, 1000) = .{ .value = 1000 },
    /// The share that those phones have together of which one is drawn.
    top_p: Bounded(f32, 0, 1) = .{ .value = 1 },
    seed: Bounded(u32, 0, std.math.maxInt(u32)) = .{ .value = 0 },
    boost: Boost = .{},
    force: Force = .{},
    /// Whether records tell what the model could have written at each step.
    trace: bool = false,

    pub fn phoneSeparator(self: *const Options) []const u8 {
        if (self.phone_separator) |*separator| return separator.slice();
        return if (self.notation == .arpabet) " " else "";
    }

    pub fn wordSeparator(self: *const Options) []const u8 {
        if (self.word_separator) |*separator| return separator.slice();
        return if (self.notation == .arpabet) "  " else " ";
    }
};

/// What is wrong with a record of options: the option, its value, and what would be right.
pub const Problem = struct {
    name: []const u8,
    value: []const u8,
    expected: []const u8,

    /// One line for people: `lang: 'klingon' is not right; give one of auto, en, ko`. A host may pass anything as a name or a value;
    /// of each the first characters are shown, control characters as spaces.
    pub fn describe(self: Problem, buffer: []u8) []const u8 {
        var writer: std.Io.Writer = .fixed(buffer);
        for ([_][]const u8{ sample(self.name), ": '", sample(self.value), "' is not right; give ", self.expected }) |part| {
            for (part) |byte| writer.writeByte(if (std.ascii.isControl(byte)) ' ' else byte) catch break;
        }
        return writer.buffered();
    }
};

fn sample(text: []const u8) []const u8 {
    const longest = 80;
    if (text.len <= longest) return text;
    var end: usize = longest;
    // Not inside a UTF-8 sequence.
    while (end > 0 and text[end] & 0xC0 == 0x80) end -= 1;
    return text[0..end];
}

pub const Parsed = union(enum) { options: Options, problem: Problem };

/// Read a record `name NUL value NUL name NUL value NUL …`. Options that are not named keep their defaults.
pub fn parse(record: []const u8) Parsed {
    var options: Options = .{};
    var rest = record;
    while (rest.len > 0) {
        const name = takeField(&rest) orelse return malformed(record);
        const value = takeField(&rest) orelse return malformed(record);
        if (set(&options, name, value)) |problem| return .{ .problem = problem };
    }
    return .{ .options = options };
}

fn malformed(record: []const u8) Parsed {
    return .{ .problem = .{ .name = "options", .value = record, .expected = "pairs of a name and a value, each ended by a NUL" } };
}

fn takeField(rest: *[]const u8) ?[]const u8 {
    const end = std.mem.indexOfScalar(u8, rest.*, 0) orelse return null;
    defer rest.* = rest.*[end + 1 ..];
    return rest.*[0..end];
}

fn set(options: *Options, name: []const u8, value: []const u8) ?Problem {
    inline for (@typeInfo(Options).@"struct".field_names) |field| {
        if (std.mem.eql(u8, name, field)) {
            const slot = &@field(options, field);
            const expected = read(@TypeOf(slot.*), value, slot) orelse return null;
            return .{ .name = name, .value = value, .expected = expected };
        }
    }
    return .{ .name = name, .value = value, .expected = "one of the options " ++ comptime listNames(@typeInfo(Options).@"struct".field_names) };
}

/// Store a value; if it does not fit, say what would.
fn read(comptime Value: type, text: []const u8, slot: *Value) ?[]const u8 {
    if (Value == bool) {
        slot.* = if (std.mem.eql(u8, text, "true")) true else if (std.mem.eql(u8, text, "false")) false else return "true or false";
    } else if (Value == ?Separator) {
        if (text.len > Separator.max_bytes or std.mem.indexOfAny(u8, text, "\r\n") != null) {
            return std.fmt.comptimePrint("at most {d} bytes without a line break", .{Separator.max_bytes});
        }
        slot.* = .init(text);
    } else if (@typeInfo(Value) == .@"struct") {
        slot.* = Value.parse(text) orelse return Value.expected;
    } else {
        slot.* = std.meta.stringToEnum(Value, text) orelse return "one of " ++ comptime listNames(std.meta.fieldNames(Value));
    }
    return null;
}

fn listNames(comptime names: []const []const u8) []const u8 {
    comptime {
        var list: []const u8 = "";
        for (names, 0..) |name, at| list = list ++ (if (at == 0) "" else ", ") ++ name;
        return list;
    }
}

const testing = std.testing;

test "a record sets what it names and leaves the rest" {
    const options = parse("lang\x00ko\x00stress\x00false\x00phone_separator\x00 \x00").options;
    try testing.expectEqual(.ko, options.lang);
    try testing.expect(!options.stress);
    try testing.expectEqualStrings(" ", options.phoneSeparator());
    try testing.expectEqualStrings(" ", options.wordSeparator());
    try testing.expectEqualStrings("  ", parse("notation\x00arpabet\x00").options.wordSeparator());
}

test "a bad value names the option and what it may be" {
    const problem = parse("notation\x00klin\ngon\x00").problem;
    var buffer: [256]u8 = undefined;
    try testing.expectEqualStrings("notation: 'klin gon' is not right; give one of ipa, arpabet, xsampa, kokoro, espeak, hangul, spelling", problem.describe(&buffer));
    const long: [100][3]u8 = @splat("가".*);
    const cut: Problem = .{ .name = "lang", .value = @ptrCast(&long), .expected = "x" };
    try testing.expect(std.unicode.utf8ValidateSlice(cut.describe(&buffer)));
    try testing.expectEqualStrings("notation", problem.name);
    try testing.expectEqualStrings("one of ipa, arpabet, xsampa, kokoro, espeak, hangul, spelling", problem.expected);
    try testing.expectEqualStrings("true or false", parse("stress\x00maybe\x00").problem.expected);
    try testing.expectEqualStrings("colour", parse("colour\x00red\x00").problem.name);
    try testing.expectEqualStrings("options", parse("lang\x00ko").problem.name);
    try testing.expectEqualStrings("phone_separator", parse("phone_separator\x00a\nb\x00").problem.name);
    try testing.expectEqualStrings("word_separator", parse("word_separator\x0012345678901234567\x00").problem.name);
}

test "numbers have bounds" {
    for ([_][]const u8{ "0", "21", "5.0", "", "-", "-3", "+5", "1e1", "five", "99999999999999999999" }) |value| {
        var record: [64]u8 = undefined;
        const problem = parse(try std.fmt.bufPrint(&record, "nbest\x00{s}\x00", .{value})).problem;
        try testing.expectEqualStrings("nbest", problem.name);
        try testing.expectEqualStrings("a whole number from 1 to 20", problem.expected);
    }
    try testing.expectEqual(20, parse("nbest\x0020\x00").options.nbest.value);
    try testing.expectEqual(4294967295, parse("seed\x004294967295\x00").options.seed.value);
    try testing.expectEqual(0.75, parse("temperature\x000.750\x00").options.temperature.value);
    for ([_][]const u8{ "-0.1", "10.01", ".5", "1.", "nan", "1.2.3" }) |value| {
        var record: [64]u8 = undefined;
        const problem = parse(try std.fmt.bufPrint(&record, "temperature\x00{s}\x00", .{value})).problem;
        try testing.expectEqualStrings("a number from 0 to 10", problem.expected);
    }
}

test "a boost names phones" {
    const boost = parse("boost\x00ɹ=2.3,i=-1\x00").options.boost;
    try testing.expect(boost.is_any);
    for (model.phones, boost.of_phone) |phone, number| {
        if (std.mem.eql(u8, phone, "ɹ")) try testing.expectEqual(2.3, number);
        if (std.mem.eql(u8, phone, "ˈi") or std.mem.eql(u8, phone, "i")) try testing.expectEqual(-1, number);
        if (std.mem.eql(u8, phone, "k")) try testing.expectEqual(0, number);
    }
    try testing.expect(!parse("boost\x00\x00").options.boost.is_any);
    for ([_][]const u8{ "ɹ", "ɹ=", "ɹ=101", "!=1", "=1" }) |value| {
        var record: [64]u8 = undefined;
        const problem = parse(try std.fmt.bufPrint(&record, "boost\x00{s}\x00", .{value})).problem;
        try testing.expectEqualStrings("phones of the model, each with a number from -100 to 100", problem.expected);
    }
}
