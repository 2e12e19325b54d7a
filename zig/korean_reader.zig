//! A line that is read in Korean, and what is said of it, syllable by syllable and word by word.

const std = @import("std");
const hangul = @import("hangul.zig");
const line_file = @import("line.zig");
const search = @import("search.zig");
const Latin = @import("options.zig").Latin;
const Line = line_file.Line;
const Speech = @import("speech.zig").Speech;

pub const Reader = struct {
    line: *const Line,
    speech: *Speech,
    latin: Latin,
    /// The word that is being said.
    word: [capacity]u8 = undefined,
    length: usize = 0,
    /// Whether it goes on from a part that was too long to wait for its end.
    is_joined: bool = false,

    const capacity = 768;

    /// Go on with the word that is being said; each space ends a word.
    pub noinline fn put(self: *Reader, syllables: []const u8) void {
        var at: usize = 0;
        while (at < syllables.len) {
            if (syllables[at] == ' ') {
                self.end();
                at += 1;
                continue;
            }
            const length = std.unicode.utf8ByteSequenceLength(syllables[at]) catch 1;
            if (self.length + length > capacity) {
                self.flush();
                self.is_joined = true;
            }
            @memcpy(self.word[self.length..][0..length], syllables[at..][0..length]);
            self.length += length;
            at += length;
        }
    }

    /// End the word, if one is being said.
    pub noinline fn end(self: *Reader) void {
        self.flush();
        self.is_joined = false;
    }

    fn flush(self: *Reader) void {
        const syllables = self.word[0..self.length];
        if (self.is_joined) self.speech.joined(.korean, syllables) else self.speech.word(.korean, syllables);
        self.length = 0;
    }

    /// Begin another word.
    pub noinline fn say(self: *Reader, syllables: []const u8) void {
        self.end();
        self.put(syllables);
    }

    /// Go on with the hangul at `at`, which touches what was said: a particle, or the rest of a compound. Returns where it ends.
    pub noinline fn attach(self: *Reader, at: usize) usize {
        if (self.kind(at) != .korean) return at;
        self.put(self.text(at));
        return at + 1;
    }

    /// Whether the word that is being said ends in a consonant.
    pub noinline fn isClosed(self: *const Reader) bool {
        if (self.length < 3) return false;
        const last = std.unicode.utf8Decode3(self.word[self.length - 3 ..][0..3].*) catch return false;
        return hangul.decompose(last).length == 3;
    }

    pub noinline fn kind(self: *const Reader, at: usize) line_file.Kind {
        return self.line.kind(at);
    }

    pub noinline fn text(self: *const Reader, at: usize) []const u8 {
        return self.line.text(at);
    }

    pub noinline fn lower(self: *const Reader, at: usize) []const u8 {
        return self.line.lower(at);
    }

    /// The code point of a symbol; zero for what is none. Not a `u21`, since a mask for that costs more than the call.
    pub noinline fn symbol(self: *const Reader, at: usize) u32 {
        return self.line.symbol(at);
    }

    /// The token at `at`, or the one after if that is space.
    pub noinline fn afterSpace(self: *const Reader, at: usize) usize {
        return at + @intFromBool(self.kind(at) == .space);
    }

    /// The hangul at `at` or after a space there; empty if there is none.
    pub noinline fn hangulFrom(self: *const Reader, at: usize) []const u8 {
        const place = self.afterSpace(at);
        return if (self.kind(place) == .korean) self.text(place) else "";
    }

    /// The hangul that ends at `at` or before a space there; empty if there is none.
    pub noinline fn hangulBefore(self: *const Reader, at: usize) []const u8 {
        const place = at -% 1 -% @intFromBool(self.kind(at -% 1) == .space);
        return if (self.kind(place) == .korean) self.text(place) else "";
    }

    pub noinline fn isDigits(self: *const Reader, at: usize) bool {
        return self.kind(at) == .digits;
    }

    /// Whether the token at `at` is one of some words between spaces.
    pub noinline fn isAt(self: *const Reader, at: usize, list: []const u8) bool {
        return isOneOf(list, self.text(at));
    }

    /// What follows the token at `at` in a list of keys and values in turn; empty if nothing does.
    pub noinline fn valueAt(self: *const Reader, at: usize, list: []const u8) []const u8 {
        return valueOf(list, self.text(at));
    }

    /// The length of the longest of some words that the token at `at` begins with; zero if it begins with none.
    pub noinline fn startOf(self: *const Reader, at: usize, list: []const u8) usize {
        return longestOf(list, self.text(at));
    }

    /// Whether what is at `at` belongs to the word or number before it.
    pub noinline fn touchesWord(self: *const Reader, at: usize) bool {
        return switch (self.kind(at -% 1)) {
            .english, .korean, .jamo, .digits, .foreign => true,
            else => false,
        };
    }
};

/// Whether `text` begins with one of some words that stand between spaces. Returns the length of the longest that it does, or zero.
pub noinline fn longestOf(list: []const u8, text: []const u8) usize {
    var longest: usize = 0;
    var each = std.mem.tokenizeScalar(u8, list, ' ');
    while (each.next()) |word| {
        if (word.len > longest and search.startsWith(u8, text, word)) longest = word.len;
    }
    return longest;
}

/// Whether `text` is one of some words that stand between spaces.
pub noinline fn isOneOf(list: []const u8, text: []const u8) bool {
    var each = std.mem.tokenizeScalar(u8, list, ' ');
    while (each.next()) |word| {
        if (search.eql(u8, word, text)) return true;
    }
    return false;
}

/// What follows `key` in a list of keys and values in turn, all between spaces; empty if nothing does.
pub noinline fn valueOf(list: []const u8, key: []const u8) []const u8 {
    var each = std.mem.tokenizeScalar(u8, list, ' ');
    while (each.next()) |word| {
        const value = each.next().?;
        if (search.eql(u8, word, key)) return value;
    }
    return "";
}

/// The word at an index of a list of words between spaces.
pub noinline fn wordAt(list: []const u8, index: usize) []const u8 {
    var each = std.mem.tokenizeScalar(u8, list, ' ');
    for (0..index) |_| _ = each.next();
    return each.next() orelse "";
}

const testing = std.testing;
const spelling_file = @import("spelling.zig");
const Output = @import("output.zig").Output;
var test_line: Line = undefined;
var test_speech: Speech = undefined;
var test_output: Output = undefined;

/// For tests: a reader of a line, which has nothing said yet.
pub fn readerOf(text: []const u8) Reader {
    _ = test_line.read(text, .ko, true);
    test_speech.clear();
    return .{ .line = &test_line, .speech = &test_speech, .latin = .english };
}

/// For tests: what a reader says of the text from its first token on, and how many tokens that takes.
pub fn expectRead(comptime say: fn (*Reader, usize) usize, text: []const u8, tokens: usize, expected: []const u8) !void {
    var reader = readerOf(text);
    try std.testing.expectEqual(tokens, say(&reader, 0));
    try expectSaid(&reader, expected);
}

/// For tests: compare what a reader has said.
pub fn expectSaid(reader: *Reader, expected: []const u8) !void {
    reader.end();
    test_output.clear();
    for (test_speech.spoken[0..test_speech.count], 0..) |*spoken, index| {
        if (index > 0 and !spoken.is_joined) test_output.write(" ");
        spelling_file.write(&test_output, spoken, &test_speech.words);
    }
    try testing.expectEqualStrings(expected, test_output.buffer[0..test_output.length]);
}

test "syllables make words, and spaces end them" {
    var reader = readerOf("");
    reader.put("백");
    reader.put("이 원");
    reader.put("을");
    try testing.expect(reader.isClosed());
    reader.say("네 ");
    try testing.expect(!reader.isClosed());
    try expectSaid(&reader, "백이 원을 네");
}

test "a word of any length is said" {
    var reader = readerOf("");
    for (0..1000) |_| reader.put("가");
    try expectSaid(&reader, &@as([3000]u8, @bitCast(@as([1000][3]u8, @splat("가".*)))));
}

test "lists" {
    try testing.expectEqual(6, longestOf("시 시간 번", "시간을"));
    try testing.expectEqual(0, longestOf("시 시간 번", "분"));
    try testing.expect(isOneOf("시 시간", "시간") and !isOneOf("시 시간", "시간을"));
    try testing.expectEqualStrings("나사", valueOf("NATO 나토 NASA 나사", "NASA"));
    try testing.expectEqualStrings("", valueOf("NATO 나토 NASA 나사", "나토"));
    try testing.expectEqualStrings("셋", wordAt("하나 둘 셋", 2));
}
