//! ARPABET → phones, as pronouncing dictionaries write it: `HH AH0 L OW1` (Shoup 1980, Phonological aspects of speech recognition; with the
//! stress digits of CMUdict).

const std = @import("std");
const model = @import("model");
const phones = @import("phones.zig");
const search = @import("search.zig");
const Token = @import("transformer.zig").Token;

/// The phones that names between spaces stand for, in `buffer`; a vowel without a digit has no stress. `rest` becomes what was not read: nothing,
/// or what begins with a name that is none.
pub fn read(text: []const u8, buffer: []Token, rest: *[]const u8) []const Token {
    var count: usize = 0;
    var each = std.mem.tokenizeScalar(u8, text, ' ');
    while (each.next()) |written| {
        rest.* = written;
        if (count == buffer.len) break;
        buffer[count] = tokenOf(written) orelse break;
        count += 1;
    } else rest.* = "";
    return buffer[0..count];
}

fn tokenOf(written: []const u8) ?Token {
    const digit = written[written.len - 1];
    const has_digit = std.ascii.isDigit(digit);
    const stress: phones.Stress = switch (digit) {
        '1' => .primary,
        '2' => .secondary,
        else => .none,
    };
    const name = written[0 .. written.len - @intFromBool(has_digit)];
    for (model.first_phone..model.vocabulary) |token| {
        const phone = phones.of(@intCast(token));
        const english = phone.english orelse continue;
        if (phone.stress == stress and (english.vowel or !has_digit) and search.eql(u8, english.arpabet, name)) return @intCast(token);
    }
    return null;
}

test "names with and without stress" {
    const letters = @import("letters.zig");
    var buffer: [10]Token = undefined;
    var rest: []const u8 = undefined;
    const expected = [_]Token{ letters.tokenOf("h"), letters.tokenOf("ə"), letters.tokenOf("l"), letters.tokenOf("ˈoʊ") };
    try std.testing.expectEqualSlices(Token, &expected, read("HH AH0  L OW1", &buffer, &rest));
    try std.testing.expectEqualStrings("", rest);
    try std.testing.expectEqualSlices(Token, expected[0..2], read("HH AH X1 L", &buffer, &rest));
    try std.testing.expectEqualStrings("X1", rest);
    try std.testing.expectEqualSlices(Token, &.{}, read("B1", &buffer, &rest));
}
