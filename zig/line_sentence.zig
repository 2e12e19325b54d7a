//! The sentence that a token of a line stands in.

const std = @import("std");
const Line = @import("line.zig").Line;

/// Where the sentence that a token stands in begins and ends, in bytes of the input. The point of an abbreviation ends none.
pub fn of(line: *const Line, at: usize) struct { start: usize, end: usize } {
    var first = at;
    while (first > 0 and !isBoundary(line, first - 1)) first -= 1;
    var last = at;
    while (last + 1 < line.count and !isBoundary(line, last)) last += 1;
    return .{ .start = line.tokens[first].start, .end = line.tokens[last].start + line.tokens[last].length };
}

/// Whether a sentence ends with this token: a space and a capital or a sign follow, and before a point there is no short word that is
/// capitalised, as titles and initials are.
fn isBoundary(line: *const Line, at: usize) bool {
    if (!line.endsSentence(at) or line.kind(at + 1) != .space) return false;
    const following = line.text(at + 2);
    if (following.len > 0 and std.ascii.isLower(following[0])) return false;
    const word = line.text(at -% 1);
    return !line.isSymbol(at, '.') or word.len > 3 or word.len == 0 or !std.ascii.isUpper(word[0]);
}

const testing = std.testing;
var line_of_test: Line = undefined;

test "sentences end where a capital follows, not after titles" {
    const text = "Mr. Smith said so. He did! it 3.5 yes";
    _ = line_of_test.read(text, .auto, true);
    for ([_][]const u8{ "Mr. Smith said so.", " He did! it 3.5 yes" }, [_]usize{ 3, 9 }) |expected, at| {
        const sentence = line_of_test.sentenceOf(at);
        try testing.expectEqualStrings(expected, text[sentence.start..sentence.end]);
    }
}
