//! Short searches. The standard library's are made for long texts: several times the code, and slower on a dozen bytes.

const std = @import("std");

/// The first place of a value.
pub noinline fn indexOf(comptime Value: type, values: []const Value, value: Value) ?usize {
    for (values, 0..) |each, place| if (each == value) return place;
    return null;
}

/// Whether two lists are the same.
pub noinline fn eql(comptime Value: type, a: []const Value, b: []const Value) bool {
    if (a.len != b.len) return false;
    for (a, b) |left, right| if (left != right) return false;
    return true;
}

pub noinline fn startsWith(comptime Value: type, list: []const Value, beginning: []const Value) bool {
    return list.len >= beginning.len and eql(Value, list[0..beginning.len], beginning);
}

pub noinline fn endsWith(comptime Value: type, list: []const Value, ending: []const Value) bool {
    return list.len >= ending.len and eql(Value, list[list.len - ending.len ..], ending);
}

/// The first place from `from` on where a text has another.
pub noinline fn indexOfText(text: []const u8, from: usize, part: []const u8) ?usize {
    for (from..text.len) |place| if (startsWith(u8, text[place..], part)) return place;
    return null;
}

/// How many zeros some digits begin with.
pub noinline fn zeros(digits: []const u8) usize {
    for (digits, 0..) |digit, place| if (digit != '0') return place;
    return digits.len;
}

/// The first place of a value from `from` on.
pub fn indexOfFrom(comptime Value: type, list: []const Value, from: usize, value: Value) ?usize {
    return from + (indexOf(Value, list[from..], value) orelse return null);
}

/// The parts of a list, one after another, with one separator after each but the last.
pub fn Parts(comptime Value: type) type {
    return struct {
        rest: []const Value,
        separator: Value,

        pub noinline fn next(parts: *@This()) ?[]const Value {
            const rest = parts.rest;
            if (rest.len == 0) return null;
            const end = indexOf(Value, rest, parts.separator) orelse rest.len;
            parts.rest = rest[@min(end + 1, rest.len)..];
            return rest[0..end];
        }
    };
}

/// Where a word stands in a text with these bytes before and after it; the text's beginning and end are as good. Sixteen places are looked at
/// at once, for the word's first and last byte.
pub noinline fn indexOfWord(text: []const u8, word: []const u8, before: u8, after: u8) ?usize {
    if (word.len == 0 or word.len > text.len) return null;
    const end = text.len - word.len + 1;
    const Block = @Vector(16, u8);
    var at: usize = 0;
    while (at < end) : (at += 1) {
        if (at + 16 <= end) {
            const firsts: Block = text[at..][0..16].*;
            const lasts: Block = text[at + word.len - 1 ..][0..16].*;
            const differ = (firsts ^ @as(Block, @splat(word[0]))) | (lasts ^ @as(Block, @splat(word[word.len - 1])));
            const places: u16 = @bitCast(differ == @as(Block, @splat(0)));
            if (places == 0) {
                at += 15;
                continue;
            }
            at += @ctz(places);
        }
        if (at > 0 and text[at - 1] != before) continue;
        if (at + 1 < end and text[at + word.len] != after) continue;
        if (eql(u8, text[at..][0..word.len], word)) return at;
    }
    return null;
}

const testing = std.testing;

test "words are found between their neighbours" {
    const list = " one two three four five six seven eight nine ten eleven twelve thirteen";
    var each = std.mem.tokenizeScalar(u8, list, ' ');
    while (each.next()) |word| {
        const place = indexOfWord(list, word, ' ', ' ').?;
        try testing.expectEqualStrings(word, list[place..][0..word.len]);
        try testing.expectEqual(null, indexOfWord(list, word[1..], ' ', ' '));
        try testing.expectEqual(null, indexOfWord(list, word[0 .. word.len - 1], ' ', ' '));
    }
    try testing.expectEqual(2, indexOfWord("b;a=1;", "a", ';', '='));
    for ([_][]const u8{ "", "b", "1", "b;a=1;b" }) |word| try testing.expectEqual(null, indexOfWord("b;a=1;", word, ';', '='));
}

test "lists that are the same" {
    try testing.expect(eql(u8, "", "") and eql(u8, "ab", "ab") and !eql(u8, "ab", "ac") and !eql(u8, "ab", "abc"));
    try testing.expect(startsWith(u8, "ab", "a") and !startsWith(u8, "a", "ab") and endsWith(u8, "ab", "b") and !endsWith(u8, "b", "ab"));
}

test "parts between separators" {
    var parts: Parts(u8) = .{ .rest = "one two  three", .separator = ' ' };
    for ([_][]const u8{ "one", "two", "", "three" }) |part| try testing.expectEqualStrings(part, parts.next().?);
    try testing.expectEqual(null, parts.next());
    parts.rest = "";
    try testing.expectEqual(null, parts.next());
}

test "the first place" {
    try testing.expectEqual(1, indexOf(u8, "abb", 'b'));
    try testing.expectEqual(2, indexOfFrom(u8, "abb", 2, 'b'));
    try testing.expectEqual(3, indexOfText("abcbc", 2, "bc"));
    try testing.expectEqual(null, indexOfText("abcb", 2, "bc"));
    try testing.expectEqual(2, zeros("0010"));
    try testing.expectEqual(null, indexOfFrom(u16, &.{ 1, 2 }, 1, 1));
}
