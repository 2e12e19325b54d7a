//! English words that end in é: café, résumé, soufflé. The accent says that the end is heard, which the letters alone do not.

const std = @import("std");
const letters = @import("letters.zig");
const model = @import("model");
const search = @import("search.zig");
const Speech = @import("speech.zig").Speech;
const tokens = @import("tokens.zig");

/// The spelling that a word which ends in é sounds like, in `buffer`; null for other words. c and g are soft before é.
///
/// Args: the word in its plain form with accents, and in lower-case ASCII.
pub fn respelling(text: []const u8, lower: []const u8, buffer: *[tokens.max_graphemes]u8) ?[]const u8 {
    const is_plural = search.endsWith(u8, text, "s");
    const singular = text[0 .. text.len - @intFromBool(is_plural)];
    if (!search.endsWith(u8, singular, "é") and !search.endsWith(u8, singular, "e\u{301}")) return null;
    const body = lower[0 .. lower.len - 1 - @as(usize, @intFromBool(is_plural))];
    if (body.len == 0 or body.len + 3 > buffer.len) return null;
    @memcpy(buffer[0..body.len], body);
    const last = &buffer[body.len - 1];
    if (last.* == 'c') last.* = 's' else if (last.* == 'g') last.* = 'j';
    const ending: []const u8 = if (is_plural) "ays" else "ay";
    @memcpy(buffer[body.len..][0..ending.len], ending);
    return buffer[0 .. body.len + ending.len];
}

/// Give such words the phones of the other spelling, unless their own end in eɪ already (cliché). All phones must be known.
pub fn settle(speech: *Speech) void {
    for (speech.spoken[0..speech.count], 0..) |*spoken, at| {
        const other = spoken.respelled orelse continue;
        if (!endsInVowel(speech.words.phones(spoken.what.word))) speech.setPhones(at, speech.words.phones(other));
    }
}

fn endsInVowel(phones: []const u8) bool {
    var end = phones.len;
    if (end > 0 and phones[end - 1] == comptime letters.tokenOf("z")) end -= 1;
    if (end == 0) return false;
    return switch (phones[end - 1]) {
        letters.tokenOf("eɪ"), letters.tokenOf("ˈeɪ"), letters.tokenOf("ˌeɪ") => true,
        else => false,
    };
}

test "é is heard" {
    var buffer: [tokens.max_graphemes]u8 = undefined;
    const cases = [_][3][]const u8{
        .{ "café", "cafe", "cafay" },
        .{ "Cafés", "cafes", "cafays" },
        .{ "fiancé", "fiance", "fiansay" },
        .{ "protégé", "protege", "protejay" },
        .{ "cafe\u{301}", "cafe", "cafay" },
    };
    for (cases) |case| try std.testing.expectEqualStrings(case[2], respelling(case[0], case[1], &buffer).?);
    for ([_][]const u8{ "cafe", "née", "é", "s", "ésa" }) |text| {
        try std.testing.expectEqual(null, respelling(text, text[0..@min(text.len, 1)], &buffer));
    }
}
