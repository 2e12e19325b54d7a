//! The options of a transcription, and how the host sets them.

const std = @import("std");
const model = @import("model");
const search = @import("search.zig");

const Accent = @import("accent.zig").Accent;
const Boost = @import("boost.zig").Boost;
const Bounded = @import("bounded.zig").Bounded;
const Force = @import("force.zig").Force;
const Output = @import("output.zig").Output;

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

/// The most that `nbest` may ask for.
pub const most_pronunciations = 20;

pub const Options = struct {
    lang: Lang = .auto,
    notation: Notation = .ipa,
    style: Style = .broad,
    latin: Latin = .english,
    /// In which English words are read.
    accent: Accent = .{},
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
    /// How much a lexicon has to say, where there is one.
    mix: Bounded(f32, 0, 1) = .{ .value = 1 },
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

    /// Write one line for people: `lang: 'klingon' is not right; give one of auto, en, ko`. A host may pass anything as a name or a value.
    pub fn describe(self: Problem, output: *Output) void {
        output.quote(self.name);
        output.write(": '");
        output.quote(self.value);
        output.write("' is not right; give ");
        output.write(self.expected);
    }
};

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
    const end = search.indexOf(u8, rest.*, 0) orelse return null;
    defer rest.* = rest.*[end + 1 ..];
    return rest.*[0..end];
}

fn set(options: *Options, name: []const u8, value: []const u8) ?Problem {
    inline for (@typeInfo(Options).@"struct".field_names) |field| {
        if (search.eql(u8, name, field)) {
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
        slot.* = if (search.eql(u8, text, "true")) true else if (search.eql(u8, text, "false")) false else return "true or false";
    } else if (Value == ?Separator) {
        const has_break = search.indexOf(u8, text, '\r') != null or search.indexOf(u8, text, '\n') != null;
        if (text.len > Separator.max_bytes or has_break or !std.unicode.utf8ValidateSlice(text)) {
            return std.fmt.comptimePrint("at most {d} bytes of UTF-8 without a line break", .{Separator.max_bytes});
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

fn described(problem: Problem) []const u8 {
    const static = struct {
        var output: Output = undefined;
    };
    static.output.clear();
    problem.describe(&static.output);
    return static.output.slice();
}

test "a bad value names the option and what it may be" {
    const problem = parse("notation\x00klin\ngon\x00").problem;
    const expected = "notation: 'klin gon' is not right; give one of ipa, arpabet, xsampa, kokoro, espeak, hangul, spelling";
    try testing.expectEqualStrings(expected, described(problem));
    const long: [100][3]u8 = @splat("가".*);
    try testing.expect(std.unicode.utf8ValidateSlice(described(.{ .name = "lang", .value = @ptrCast(&long), .expected = "x" })));
    try testing.expectEqualStrings("la\u{FFFD}g: '\u{FFFD}' is not right; give x", described(.{ .name = "la\xffg", .value = "\xc2", .expected = "x" }));
    try testing.expectEqualStrings("notation", problem.name);
    try testing.expectEqualStrings("one of ipa, arpabet, xsampa, kokoro, espeak, hangul, spelling", problem.expected);
    try testing.expectEqualStrings("true or false", parse("stress\x00maybe\x00").problem.expected);
    try testing.expectEqualStrings("colour", parse("colour\x00red\x00").problem.name);
    try testing.expectEqualStrings("options", parse("lang\x00ko").problem.name);
    try testing.expectEqualStrings("phone_separator", parse("phone_separator\x00a\nb\x00").problem.name);
    try testing.expectEqualStrings("word_separator", parse("word_separator\x00\xed\xa0\x80\x00").problem.name);
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
