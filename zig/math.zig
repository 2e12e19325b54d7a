//! The arithmetic of the model: f32, four lanes, one fixed order of summation, so that every host gives the same bits.

pub const Lanes = @Vector(4, f32);

/// The same pointer, about which the compiler knows nothing: it then steps through memory as written, with constant offsets in the loads,
/// instead of computing every address from the start of the array. 13 % of all time in wasmtime.
pub inline fn opaquely(comptime Pointer: type, pointer: Pointer) Pointer {
    return asm (""
        : [out] "=r" (-> Pointer),
        : [in] "0" (pointer),
    );
}

/// Copies a short row, without a call of memcpy, which takes longer than the copying.
pub fn copy(comptime length: usize, from: *const [length]f32, to: *[length]f32) void {
    const step = comptime unrolled(length);
    var at: usize = 0;
    while (at < length) : (at += step) {
        const source = opaquely(*const [step]f32, from[at..][0..step]);
        const target = opaquely(*[step]f32, to[at..][0..step]);
        inline for (0..step / 4) |group| target[group * 4 ..][0..4].* = source[group * 4 ..][0..4].*;
    }
}

/// How many numbers one turn of a loop takes.
fn unrolled(comptime length: usize) usize {
    return if (length % 16 == 0) 16 else 4;
}

/// The larger of each lane's two numbers; a comparison is one instruction where `@max`, which minds NaN, is several.
pub fn larger(a: Lanes, b: Lanes) Lanes {
    return @select(f32, a < b, b, a);
}

/// The largest of the four.
pub fn largest(lanes: Lanes) f32 {
    const pairs = larger(lanes, @shuffle(f32, lanes, undefined, [4]i32{ 2, 3, 0, 1 }));
    return larger(pairs, @shuffle(f32, pairs, undefined, [4]i32{ 1, 0, 3, 2 }))[0];
}

fn smaller(a: Lanes, b: Lanes) Lanes {
    return @select(f32, b < a, b, a);
}

/// Root-mean-square normalisation with a learned scale (Zhang and Sennrich 2019, arXiv 1910.07467).
pub noinline fn normalize(comptime length: usize, epsilon: f32, scale: *const [length]f32, x: *const [length]f32, y: *[length]f32) void {
    const step = comptime unrolled(length);
    var squares: Lanes = @splat(0);
    var at: usize = 0;
    while (at < length) : (at += step) {
        const values = x[at..][0..step];
        inline for (0..step / 4) |group| {
            const value: Lanes = values[group * 4 ..][0..4].*;
            squares += value * value;
        }
    }
    const mean = ((squares[0] + squares[1]) + (squares[2] + squares[3])) / length;
    const factor: Lanes = @splat(1 / @sqrt(mean + epsilon));
    at = 0;
    while (at < length) : (at += step) {
        const values = x[at..][0..step];
        const weights = scale[at..][0..step];
        const out = y[at..][0..step];
        inline for (0..step / 4) |group| {
            const value: Lanes = values[group * 4 ..][0..4].*;
            const weight: Lanes = weights[group * 4 ..][0..4].*;
            out[group * 4 ..][0..4].* = value * factor * weight;
        }
    }
}

/// e^x in each lane, relative error below 3e-7: range reduction by powers of two and a polynomial of degree five
/// (Moshier, Cephes `expf`). Arguments are clamped to where the result is a normal number.
pub inline fn exp(argument: Lanes) Lanes {
    const x = smaller(larger(argument, @splat(-87.3)), @splat(88.3));
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

/// e to one number, for what is not in a hurry.
pub noinline fn expOf(x: f32) f32 {
    return exp(@splat(x))[0];
}

/// gate · sigmoid(gate) · up, in place of gate: the activation of SwiGLU.
pub noinline fn swiglu(comptime length: usize, gate: *[length]f32, up: *const [length]f32) void {
    const one: Lanes = @splat(1);
    var at: usize = 0;
    while (at < length) : (at += 4) {
        const g: Lanes = gate[at..][0..4].*;
        const u: Lanes = up[at..][0..4].*;
        gate[at..][0..4].* = g / (one + exp(-g)) * u;
    }
}

/// y *= x
pub noinline fn multiply(comptime length: usize, x: *const [length]f32, y: *[length]f32) void {
    var at: usize = 0;
    while (at < length) : (at += 4) {
        const a: Lanes = x[at..][0..4].*;
        const b: Lanes = y[at..][0..4].*;
        y[at..][0..4].* = a * b;
    }
}

/// The natural logarithm of a normal positive number: its exponent, and a series of the rest.
pub fn log(x: f32) f32 {
    const bits: u32 = @bitCast(x);
    const exponent: i32 = @as(i32, @intCast(bits >> 23)) - 127;
    const fraction: f32 = @bitCast(bits & 0x7FFFFF | 0x3F800000);
    const t = (fraction - 1) / (fraction + 1);
    const square = t * t;
    const series = 2 * t * (1 + square * (1.0 / 3.0 + square * (1.0 / 5.0 + square * (1.0 / 7.0 + square * (1.0 / 9.0)))));
    return @as(f32, @floatFromInt(exponent)) * 0.69314718 + series;
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

test "log is close over its range" {
    var x: f32 = 1e-30;
    while (x < 1e30) : (x *= 1.37) try testing.expect(@abs(log(x) - @log(@as(f64, x))) < 1e-5);
    try testing.expectEqual(0, log(1));
}
