//! Short searches. The standard library's are made for long texts: several times the code, and slower on a dozen bytes.

const std = @import("std");

/// The first place of a value.
pub noinline fn indexOf(comptime Value: type, values: []const Value, value: Value) ?usize {
    for (values, 0..) |each, place| if (each == value) return place;
    return null;
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
        if (std.mem.eql(u8, text[at..][0..word.len], word)) return at;
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

test "values are found at their first place" {
    try testing.expectEqual(1, indexOf(u8, "abb", 'b'));
    try testing.expectEqual(null, indexOf(u16, &.{ 1, 2 }, 3));
}
