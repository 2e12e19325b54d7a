//! Phones that are made likelier, or less likely.

const std = @import("std");
const Bounded = @import("bounded.zig").Bounded;
const model = @import("model");
const phones = @import("phones.zig");
const search = @import("search.zig");

/// What is added to the logits of phones, as `phone=number,phone=number`. A vowel without a stress mark stands for all its stresses.
pub const Boost = struct {
    of_phone: [model.phones.len]f32 = @splat(0),
    is_any: bool = false,

    const Amount = Bounded(f32, -100, 100);
    pub const expected = "phones of the model, each with " ++ Amount.expected;

    pub fn parse(text: []const u8) ?Boost {
        var boost: Boost = .{};
        var each = std.mem.tokenizeScalar(u8, text, ',');
        while (each.next()) |pair| {
            const end = search.indexOf(u8, pair, '=') orelse return null;
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

const testing = std.testing;

test "a boost names phones" {
    const boost = Boost.parse("ɹ=2.3,i=-1").?;
    try testing.expect(boost.is_any);
    for (model.phones, boost.of_phone) |phone, number| {
        if (std.mem.eql(u8, phone, "ɹ")) try testing.expectEqual(2.3, number);
        if (std.mem.eql(u8, phone, "ˈi") or std.mem.eql(u8, phone, "i")) try testing.expectEqual(-1, number);
        if (std.mem.eql(u8, phone, "k")) try testing.expectEqual(0, number);
    }
    try testing.expect(!Boost.parse("").?.is_any);
    for ([_][]const u8{ "ɹ", "ɹ=", "ɹ=101", "!=1", "=1" }) |value| try testing.expectEqual(null, Boost.parse(value));
    try testing.expectEqualStrings("phones of the model, each with a number from -100 to 100", Boost.expected);
}
