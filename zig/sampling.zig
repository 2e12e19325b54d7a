//! Sampling: a phone drawn from those that may come next, instead of the most probable one.
//!
//! The numbers that chance gives are integers made from the seed, the word and its place in its line, so that every host draws the same, whatever else it reads.

const std = @import("std");
const decode = @import("decode.zig");
const math = @import("math.zig");
const phones = @import("phones.zig");
const model = @import("model");
const Options = @import("options.zig").Options;
const Token = @import("transformer.zig").Token;

/// Whether the options ask for anything but the most probable phones.
pub fn isWanted(options: *const Options) bool {
    return options.temperature.value > 0 or options.boost.is_any or options.force.count > 0;
}

/// What each phone is drawn by: the boost is added to its logit, all are divided by the temperature; of the most probable, `top_k` are kept, and
/// no more than have a share of `top_p` together; the others get zero. At temperature 0 only the most probable is kept.
/// Returns the sum.
pub fn weigh(tokens: []const Token, logits: []const f32, options: *const Options, weights: *decode.Shares) f32 {
    for (tokens, logits[0..tokens.len], weights[0..tokens.len]) |token, logit, *weight| {
        weight.* = logit + if (token >= model.first_phone) options.boost.of_phone[token - model.first_phone] else 0;
    }
    const peak = weights[decode.largest(weights[0..tokens.len])];
    const is_greedy = options.temperature.value == 0;
    const temperature = if (is_greedy) 1 else options.temperature.value;
    var sum: f32 = 0;
    var rest: decode.Shares = undefined;
    for (weights[0..tokens.len], rest[0..tokens.len]) |*weight, *mass| {
        mass.* = math.expOf((weight.* - peak) / temperature);
        sum += mass.*;
        weight.* = 0;
    }
    var kept: f32 = 0;
    for (0..if (is_greedy) 1 else @min(options.top_k.value, tokens.len)) |_| {
        const highest = decode.largest(rest[0..tokens.len]);
        weights[highest] = rest[highest];
        kept += rest[highest];
        rest[highest] = 0;
        if (options.top_p.value < 1 and kept >= options.top_p.value * sum) break;
    }
    return kept;
}

/// Draw one of the weights, as its index.
pub fn draw(weights: []const f32, sum: f32, random: *Random) usize {
    const point = @as(f32, @floatFromInt(random.next() >> 40)) * (1.0 / 16777216.0) * sum;
    var passed: f32 = 0;
    var last: usize = 0;
    for (weights, 0..) |weight, index| {
        if (weight == 0) continue;
        last = index;
        passed += weight;
        if (point < passed) break;
    }
    return last;
}

/// SplitMix64 (Steele, Lea, Flood 2014).
pub const Random = struct {
    state: u64,

    /// `place` is the word's number in its line, `hash` that of its spelling.
    pub fn init(seed: u32, place: u32, hash: u32) Random {
        var random: Random = .{ .state = @as(u64, seed) << 32 | hash };
        random.state = random.next() ^ place;
        return random;
    }

    fn next(self: *Random) u64 {
        self.state +%= 0x9E3779B97F4A7C15;
        var mixed = self.state;
        mixed = (mixed ^ mixed >> 30) *% 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ mixed >> 27) *% 0x94D049BB133111EB;
        return mixed ^ mixed >> 31;
    }
};

const testing = std.testing;
const test_tokens = [_]Token{ model.end, model.first_phone, model.first_phone + 1, model.first_phone + 2 };
const test_logits = [_]f32{ 0, 1, 3, 2 };

fn expectWeights(options: Options, expected: [4]f32) !void {
    var weights: decode.Shares = undefined;
    const sum = weigh(&test_tokens, &test_logits, &options, &weights);
    for (expected, weights[0..4]) |share, weight| try testing.expectApproxEqAbs(share, weight / sum, 1e-4);
}

test "temperature, filters and boost" {
    try expectWeights(.{ .temperature = .{ .value = 1 } }, .{ 0.03206, 0.08714, 0.64391, 0.23688 });
    try expectWeights(.{ .temperature = .{ .value = 2 } }, .{ 0.10154, 0.16741, 0.45507, 0.27598 });
    try expectWeights(.{ .temperature = .{ .value = 1 }, .top_k = .{ .value = 2 } }, .{ 0, 0, 0.73106, 0.26894 });
    try expectWeights(.{ .temperature = .{ .value = 1 }, .top_p = .{ .value = 0.9 } }, .{ 0, 0.09003, 0.66524, 0.24473 });
    try expectWeights(.{ .temperature = .{ .value = 1 }, .top_p = .{ .value = 0 } }, .{ 0, 0, 1, 0 });
    var boosted: Options = .{ .temperature = .{ .value = 0 } };
    boosted.boost.is_any = true;
    boosted.boost.of_phone[0] = 5;
    try expectWeights(boosted, .{ 0, 1, 0, 0 });
}

test "draws are spread as the weights are, and given by the seed" {
    var random: Random = .init(1, 2, 3);
    var counts: [3]u32 = @splat(0);
    for (0..10_000) |_| counts[draw(&.{ 1, 0, 3 }, 4, &random)] += 1;
    try testing.expectEqual(0, counts[1]);
    try testing.expectApproxEqAbs(0.75, @as(f32, @floatFromInt(counts[2])) / 10_000, 0.02);
    var same: Random = .init(7, 0, 9);
    var again: Random = .init(7, 0, 9);
    var other: Random = .init(7, 1, 9);
    const first = same.next();
    try testing.expectEqual(first, again.next());
    try testing.expect(first != other.next());
    var known: Random = .{ .state = 0 };
    try testing.expectEqual(0xE220A8397B1DCDAF, known.next());
}
