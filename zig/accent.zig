//! The accent dial: which neurons of the feed-forward layers an accent opens. `train/accent.py` describes the idea.

const std = @import("std");
const Bounded = @import("bounded.zig").Bounded;
const model = @import("model");

/// Whether the model has learned more than American English.
pub const has_dial = model.accent_gate > 0;

/// A place between American (0) and British (1).
pub const Accent = struct {
    value: f32 = 0,

    pub const expected = if (has_dial) "us, gb or a number from 0 to 1" else "us: this model has no accent dial";

    pub fn parse(text: []const u8) ?Accent {
        if (std.mem.eql(u8, text, "us")) return .{};
        if (has_dial and std.mem.eql(u8, text, "gb")) return .{ .value = 1 };
        const place = Bounded(f32, 0, 1).parse(text) orelse return null;
        return if (has_dial or place.value == 0) .{ .value = place.value } else null;
    }

    /// Whether what the engine knows by heart is said in the British way, and written as British phoneticians do.
    pub fn isBritish(self: Accent) bool {
        return has_dial and self.value >= 0.5;
    }
};

/// How far each neuron is open: `accent_gate` · (1 - |m - accent|), within 0 and 1. The specialties m are quantiles of the arcsine
/// distribution, sin²((j + ½)π / 2n) = (1 - cos((j + ½)π / n)) / 2, whose cosines follow from each other.
pub fn open(accent: f32, gates: []f32) void {
    const doubled: f64 = 2 * model.accent_cosines[0];
    var before: f64 = model.accent_cosines[1];
    var cosine = before;
    for (gates) |*gate| {
        const specialty: f32 = @floatCast((1 - cosine) / 2);
        gate.* = @min(1, @max(0, model.accent_gate * (1 - @abs(specialty - accent))));
        const next = doubled * cosine - before;
        before = cosine;
        cosine = next;
    }
}

const testing = std.testing;

test "an accent is a name or a number" {
    try testing.expectEqual(0, Accent.parse("us").?.value);
    if (!has_dial) return testing.expectEqual(null, Accent.parse("gb"));
    try testing.expectEqual(1, Accent.parse("gb").?.value);
    try testing.expectEqual(0.37, Accent.parse("0.37").?.value);
    try testing.expectEqual(1, Accent.parse("1").?.value);
    try testing.expectEqual(1, Accent.parse("1.000").?.value);
    for ([_][]const u8{ "", "-1", "1.1", "2", ".5", "0.", "uk", "0.5x" }) |bad| try testing.expectEqual(null, Accent.parse(bad));
}

test "each end has neurons of its own" {
    if (!has_dial) return error.SkipZigTest;
    var american: [model.feed_forward]f32 = undefined;
    var british: [model.feed_forward]f32 = undefined;
    open(0, &american);
    open(1, &british);
    try testing.expectEqual(1, american[0]);
    try testing.expect(british[0] < 0.01);
    for (american, 0..) |gate, at| try testing.expectApproxEqAbs(gate, british[american.len - 1 - at], 1e-6);
}
