//! The arithmetic of the model: f32, four lanes, one fixed order of summation, so that every host gives the same bits.

pub const Lanes = @Vector(4, f32);

/// y = xW for a weight matrix stored input-major: `weights[i * outputs + o]` joins input i to output o.
///
/// A panel of up to eight lane groups is kept in registers while the inputs stream by:
///
///             outputs →
///     x[0]  · [ panel 0 | panel 1 | … ]
///     x[1]  · [    +    |    +    | … ]
///      ⋮            ⋮
///     y     = [ panel 0 | panel 1 | … ]
pub fn project(
    comptime inputs: usize,
    comptime outputs: usize,
    weights: *align(16) const [inputs * outputs]f32,
    x: *const [inputs]f32,
    y: *[outputs]f32,
) void {
    comptime var first: usize = 0;
    inline while (first < outputs) {
        const groups: usize = comptime @min(8, (outputs - first) / 4);
        panel(inputs, outputs, groups, weights[first..], x, y[first..][0 .. groups * 4]);
        first += comptime groups * 4;
    }
}

fn panel(
    comptime inputs: usize,
    comptime stride: usize,
    comptime groups: usize,
    weights: []const f32,
    x: *const [inputs]f32,
    y: *[groups * 4]f32,
) void {
    comptime if (stride % 4 != 0) @compileError("the number of outputs must be a multiple of four");
    var sums: [groups]Lanes = @splat(@splat(0));
    var row: [*]const f32 = weights.ptr;
    for (x) |value| {
        const input: Lanes = @splat(value);
        inline for (0..groups) |group| {
            const weight: Lanes = row[group * 4 ..][0..4].*;
            sums[group] += input * weight;
        }
        row += stride;
    }
    inline for (0..groups) |group| y[group * 4 ..][0..4].* = sums[group];
}

/// The scalar product of two vectors whose length is a multiple of four.
pub fn dot(comptime length: usize, a: *const [length]f32, b: *const [length]f32) f32 {
    var sum: Lanes = @splat(0);
    var at: usize = 0;
    while (at < length) : (at += 4) {
        const left: Lanes = a[at..][0..4].*;
        const right: Lanes = b[at..][0..4].*;
        sum += left * right;
    }
    return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

/// Root-mean-square normalisation with a learned scale (Zhang and Sennrich 2019, arXiv 1910.07467).
pub fn normalize(comptime length: usize, epsilon: f32, scale: *const [length]f32, x: *const [length]f32, y: *[length]f32) void {
    const factor = 1 / @sqrt(dot(length, x, x) / length + epsilon);
    for (x, scale, y) |value, weight, *out| out.* = value * factor * weight;
}

/// e^x in each lane, relative error below 3e-7: range reduction by powers of two and a polynomial of degree five
/// (Moshier, Cephes `expf`). Arguments are clamped to where the result is a normal number.
pub fn exp(argument: Lanes) Lanes {
    const x = @min(@max(argument, @as(Lanes, @splat(-87.3))), @as(Lanes, @splat(88.3)));
    // Adding 1.5·2²³ rounds to the nearest integer and leaves it in the low bits.
    const shift: Lanes = @splat(12582912.0);
    const shifted = x * @as(Lanes, @splat(1.44269504088896341)) + shift;
    const exponent: @Vector(4, i32) = @as(@Vector(4, i32), @bitCast(shifted)) -% @as(@Vector(4, i32), @bitCast(shift));
    const n = shifted - shift;
    // ln 2 in two parts, so that n·ln 2 loses no bits.
    const r = x - n * @as(Lanes, @splat(0.693359375)) - n * @as(Lanes, @splat(-2.12194440e-4));
    var polynomial: Lanes = @splat(1.9875691500e-4);
    inline for (.{ 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1 }) |coefficient| {
        polynomial = polynomial * r + @as(Lanes, @splat(coefficient));
    }
    const fraction = polynomial * r * r + r + @as(Lanes, @splat(1));
    const scale: Lanes = @bitCast((exponent +% @as(@Vector(4, i32), @splat(127))) << @as(@Vector(4, u5), @splat(23)));
    return fraction * scale;
}

/// gate · sigmoid(gate) · up, in place of gate: the activation of SwiGLU.
pub fn swiglu(comptime length: usize, gate: *[length]f32, up: *const [length]f32) void {
    const one: Lanes = @splat(1);
    var at: usize = 0;
    while (at < length) : (at += 4) {
        const g: Lanes = gate[at..][0..4].*;
        const u: Lanes = up[at..][0..4].*;
        gate[at..][0..4].* = g / (one + exp(-g)) * u;
    }
}

/// Turns scores into weights that sum to one, in place. The slice's capacity must be a multiple of four: `scores[length..]` up to
/// that multiple is overwritten.
pub fn softmax(scores: []f32, length: usize) void {
    var highest = scores[0];
    for (scores[1..length]) |score| highest = @max(highest, score);
    var sum: f32 = 0;
    var at: usize = 0;
    while (at < length) : (at += 4) {
        const group: Lanes = scores[at..][0..4].*;
        scores[at..][0..4].* = exp(group - @as(Lanes, @splat(highest)));
        for (scores[at..@min(at + 4, length)]) |weight| sum += weight;
    }
    const factor = 1 / sum;
    for (scores[0..length]) |*weight| weight.* *= factor;
}

const std = @import("std");
const testing = std.testing;

test "exp is close over its range" {
    var x: f32 = -87;
    while (x < 88) : (x += 0.37) {
        const value: f64 = exp(@splat(x))[0];
        const truth = @exp(@as(f64, x));
        try testing.expect(@abs(value - truth) <= 3e-7 * truth);
    }
    try testing.expect(exp(@splat(-1e30))[0] < 1e-37);
    try testing.expectEqual(1, exp(@splat(0))[0]);
}

test "projection equals the plain sum, whatever the panel widths" {
    inline for (.{ 4, 8, 32, 36, 68 }) |outputs| {
        const inputs = 5;
        var weights: [inputs * outputs]f32 align(16) = undefined;
        for (&weights, 0..) |*weight, at| weight.* = @floatFromInt(@as(i32, @intCast(at % 17)) - 8);
        const x = [inputs]f32{ 1, -2, 3, 0.5, 4 };
        var y: [outputs]f32 = undefined;
        project(inputs, outputs, &weights, &x, &y);
        for (y, 0..) |value, o| {
            var sum: f32 = 0;
            for (x, 0..) |input, i| sum += input * weights[i * outputs + o];
            try testing.expectEqual(sum, value);
        }
    }
}

test "softmax sums to one at lengths that are no multiple of four" {
    for (1..12) |length| {
        var scores: [12]f32 = undefined;
        for (scores[0..length], 0..) |*score, at| score.* = @floatFromInt(at % 5);
        softmax(&scores, length);
        var sum: f32 = 0;
        for (scores[0..length]) |weight| sum += weight;
        try testing.expectApproxEqAbs(1, sum, 1e-6);
    }
}
