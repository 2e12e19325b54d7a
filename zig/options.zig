//! The options of a transcription, and how the host sets them.

const std = @import("std");

pub const Lang = enum { auto, en, ko };
/// `spelling` is no pronunciation but the text as words: what numbers and abbreviations are read as.
pub const Notation = enum { ipa, arpabet, spelling };
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

pub const Options = struct {
    lang: Lang = .auto,
    notation: Notation = .ipa,
    style: Style = .broad,
    latin: Latin = .english,
    format: Format = .text,
    stress: bool = true,
    preserve_punctuation: bool = true,
    /// Whether frequent words that the model misreads are read from a table.
    exceptions: bool = true,
    /// Whether the text may give pronunciations itself.
    markup: bool = false,
    /// Null stands for the notation's own: nothing in IPA, a space in ARPABET.
    phone_separator: ?Separator = null,
    /// Null stands for the notation's own: a space in IPA, two in ARPABET.
    word_separator: ?Separator = null,

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
    try testing.expectEqualStrings("notation: 'klin gon' is not right; give one of ipa, arpabet, spelling", problem.describe(&buffer));
    const long: [100][3]u8 = @splat("가".*);
    const cut: Problem = .{ .name = "lang", .value = @ptrCast(&long), .expected = "x" };
    try testing.expect(std.unicode.utf8ValidateSlice(cut.describe(&buffer)));
    try testing.expectEqualStrings("notation", problem.name);
    try testing.expectEqualStrings("one of ipa, arpabet, spelling", problem.expected);
    try testing.expectEqualStrings("true or false", parse("stress\x00maybe\x00").problem.expected);
    try testing.expectEqualStrings("colour", parse("colour\x00red\x00").problem.name);
    try testing.expectEqualStrings("options", parse("lang\x00ko").problem.name);
    try testing.expectEqualStrings("phone_separator", parse("phone_separator\x00a\nb\x00").problem.name);
    try testing.expectEqualStrings("word_separator", parse("word_separator\x0012345678901234567\x00").problem.name);
}
