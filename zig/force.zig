//! Phones that the model is made to write, before it goes on by itself.

const std = @import("std");
const ipa = @import("ipa.zig");
const model = @import("model");
const words = @import("words.zig");

const Token = @import("transformer.zig").Token;

/// What the model is made to write first, in IPA; at the end of it `#`, the end of a word, says that nothing comes after.
pub const Force = struct {
    tokens: [words.max_phones + 1]Token = undefined,
    count: usize = 0,

    pub const expected = std.fmt.comptimePrint("at most {d} English phones of the model in IPA, and # for the end of the word", .{words.max_phones});

    pub fn parse(text: []const u8) ?Force {
        var force: Force = .{};
        if (text.len == 0) return force;
        const is_whole = text[text.len - 1] == '#';
        const begun = ipa.read(.english, text[0 .. text.len - @intFromBool(is_whole)], force.tokens[0..words.max_phones]) orelse return null;
        force.count = begun.len;
        if (is_whole) {
            force.tokens[force.count] = model.end;
            force.count += 1;
        }
        return force;
    }
};

test "phones, and perhaps the end" {
    const force = Force.parse("ɹ ˈɛ d#").?;
    try std.testing.expectEqual(4, force.count);
    try std.testing.expectEqual(model.end, force.tokens[3]);
    try std.testing.expectEqualStrings("ˈɛ", model.phones[force.tokens[1] - model.first_phone]);
    try std.testing.expectEqual(2, Force.parse("ɹˈɛ").?.count);
    try std.testing.expectEqual(0, Force.parse("").?.count);
    const longest: [words.max_phones + 1]u8 = @splat('t');
    for ([_][]const u8{ "#", "ʁ", "a#b", "ɹ##", &longest }) |value| try std.testing.expectEqual(null, Force.parse(value));
    try std.testing.expectEqual(words.max_phones, Force.parse(longest[1..]).?.count);
}
