//! Attention of one position to those it sees, over keys and values laid out for four lanes.

const math = @import("math.zig");
const model = @import("model");

const Lanes = math.Lanes;
const hidden = model.hidden;
const width = hidden / model.heads;
const blocks = (model.context + 3) / 4;

/// The keys of one layer in blocks of four positions, `keys[position / 4][dimension][position % 4]`, so that four scores are summed at
/// once, without adding across lanes.
pub const Keys = [blocks][hidden][4]f32;

/// The values of one layer, one row a position.
pub const Values = [model.context][hidden]f32;

pub fn store(keys: *Keys, position: usize, key: *const [hidden]f32) void {
    const block = &keys[position / 4];
    for (block, key) |*dimension, value| dimension[position % 4] = value;
}

/// The mixture of the first `visible` values, head by head, weighted by the softmax of the query's products with their keys.
pub noinline fn attend(query: *const [hidden]f32, keys: *const Keys, values: *const Values, visible: usize, out: *[hidden]f32) void {
    for (0..model.heads) |head| {
        const from = head * width;
        var weights: [blocks][4]f32 align(16) = undefined;
        const seen = (visible + 3) / 4;
        var spread: [width]Lanes = undefined;
        for (query[from..][0..width], &spread) |value, *lanes| lanes.* = @splat(value);
        score(&spread, keys, from, weights[0..seen]);
        const sum = exponentiate(weights[0..seen], visible);
        var sums: [width / 4]Lanes = @splat(@splat(0));
        for (@as([*]const f32, @ptrCast(&weights))[0..visible], values[0..visible]) |weight, *value| {
            const factor: Lanes = @splat(weight);
            const of_head = value[from..][0..width];
            inline for (&sums, 0..) |*lanes, group| {
                const addend: Lanes = of_head[group * 4 ..][0..4].*;
                lanes.* += factor * addend;
            }
        }
        const factor: Lanes = @splat(1 / sum);
        inline for (sums, 0..) |lanes, group| out[from + group * 4 ..][0..4].* = lanes * factor;
    }
}

/// The scaled products of a query, each of its numbers four times, with the keys of whole blocks.
inline fn score(query: *const [width]Lanes, keys: *const Keys, from: usize, scores: [][4]f32) void {
    const scale: Lanes = @splat(comptime 1.0 / @sqrt(@as(f32, width)));
    for (keys[0..scores.len], scores) |*block, *out| {
        // Four partial sums, so that additions need not wait for each other. Four dimensions a turn, since a host's compiler loads all that a
        // turn needs first, and the registers hold no more.
        var sums: [4]Lanes = @splat(@splat(0));
        var value: [*]const Lanes = query;
        var key: [*]const [4]f32 = block[from..].ptr;
        const end = value + width;
        while (value != end) {
            inline for (&sums, 0..) |*sum, index| sum.* += value[index] * @as(Lanes, key[index]);
            value = math.opaquely([*]const Lanes, value + 4);
            key = math.opaquely([*]const [4]f32, key + 4);
        }
        out.* = ((sums[0] + sums[1]) + (sums[2] + sums[3])) * scale;
    }
}

/// Turns the first `visible` scores into weights, the highest of them into one, and returns the sum of the weights.
inline fn exponentiate(scores: [][4]f32, visible: usize) f32 {
    // What the last block holds beyond `visible` is of no position: too low to count.
    const last: Lanes = scores[scores.len - 1];
    const lowest: Lanes = @splat(-1e30);
    const beyond: @Vector(4, u32) = @splat(@intCast(visible - 4 * (scores.len - 1)));
    scores[scores.len - 1] = @select(f32, @Vector(4, u32){ 0, 1, 2, 3 } < beyond, last, lowest);
    var highest = lowest;
    for (scores) |block| highest = math.larger(highest, block);
    const peak: Lanes = @splat(math.largest(highest));
    var sum: Lanes = @splat(0);
    for (scores) |*block| {
        const weights = math.exp(block.* - peak);
        block.* = weights;
        sum += weights;
    }
    return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

const std = @import("std");
const testing = std.testing;

var test_keys: Keys = undefined;
var test_values: Values = undefined;

test "attention is the weighted mean, at any number of visible positions" {
    var random: std.Random.DefaultPrng = .init(1);
    var query: [hidden]f32 align(16) = undefined;
    for (&query) |*value| value.* = random.random().floatNorm(f32);
    var plain: [model.context][hidden]f32 = undefined;
    for (&plain, &test_values, 0..) |*key, *value, position| {
        for (key, value) |*k, *v| {
            k.* = random.random().floatNorm(f32);
            v.* = random.random().floatNorm(f32);
        }
        store(&test_keys, position, key);
        const visible = position + 1;
        var out: [hidden]f32 align(16) = undefined;
        attend(&query, &test_keys, &test_values, visible, &out);
        for (0..hidden) |dimension| {
            const from = dimension / width * width;
            var sum: f64 = 0;
            var mixed: f64 = 0;
            for (plain[0..visible], test_values[0..visible]) |other, of| {
                var product: f64 = 0;
                for (query[from..][0..width], other[from..][0..width]) |a, b| product += @as(f64, a) * b;
                const weight = @exp(product / @sqrt(@as(f64, width)));
                sum += weight;
                mixed += weight * of[dimension];
            }
            try testing.expectApproxEqAbs(mixed / sum, out[dimension], 1e-4);
        }
    }
}
