//! How a row of weights is stored in few bits, and how it reads back: the one description of the packed form. `train/quantize.py`
//! says the same for torch, and a test holds the two together.
//!
//! A row is the weights of one output, or the embedding of one token. It is stored as
//!
//!     scale    f16, little-endian: the row's largest magnitude divided by `levels`, rounded up, so that nothing is clipped
//!     codes    `bits` bits each, from the least significant bit on: round(weight / scale) + levels; zeros fill the last byte
//!
//! and stands for (code - levels) · scale. Eleven bits of scale by at most eight of code are exact in f32, on every host.

const std = @import("std");

/// The weights of a row in memory: in panels they stand `stride` numbers apart.
pub const Row = struct {
    start: [*]const f32,
    count: usize,
    stride: usize = 1,
};

pub const Error = error{
    /// A scale is beyond f16.
    TooLarge,
};

/// Rows of weights in `bits` bits each, two to eight.
pub fn Codes(comptime bits: u4) type {
    return struct {
        /// Codes lie from -levels to levels.
        pub const levels = (1 << (bits - 1)) - 1;

        const mask = (1 << bits) - 1;

        /// The bytes that a row takes.
        pub fn size(count: usize) usize {
            return 2 + (count * bits + 7) / 8;
        }

        /// Write a row to `out`, which is of its size.
        pub fn pack(row: Row, out: []u8) Error!void {
            var largest: f32 = 0;
            for (0..row.count) |at| largest = @max(largest, @abs(row.start[at * row.stride]));
            const scale = try roundedUp(largest / levels);
            std.mem.writeInt(u16, out[0..2], @bitCast(scale), .little);
            @memset(out[2..], 0);
            for (0..row.count) |at| {
                const level: i32 = if (scale == 0) 0 else @intFromFloat(@round(row.start[at * row.stride] / @as(f32, scale)));
                const code: u16 = @intCast(std.math.clamp(level, -levels, levels) + levels);
                const shifted = code << @intCast(at * bits % 8);
                const byte = out[2 + at * bits / 8 ..];
                byte[0] |= @truncate(shifted);
                if (shifted > 0xFF) byte[1] |= @truncate(shifted >> 8);
            }
        }

        /// Read a row's codes from `bytes`, which are of its size; returns its scale.
        pub fn unpack(bytes: []const u8, codes: []i8) f32 {
            var next = bytes.ptr + 2;
            var waiting: u32 = 0;
            var held: u5 = 0;
            for (codes) |*code| {
                if (held < bits) {
                    waiting |= @as(u32, next[0]) << held;
                    held += 8;
                    next += 1;
                }
                code.* = @intCast(@as(i32, @intCast(waiting & mask)) - levels);
                waiting >>= bits;
                held -= bits;
            }
            return @as(f16, @bitCast(std.mem.readInt(u16, bytes[0..2], .little)));
        }
    };
}

/// The smallest f16 that is not below a number.
fn roundedUp(exact: f32) Error!f16 {
    const nearest: f16 = @floatCast(exact);
    const scale: f16 = if (nearest < exact) @bitCast(@as(u16, @bitCast(nearest)) + 1) else nearest;
    return if (std.math.isInf(scale)) Error.TooLarge else scale;
}

const testing = std.testing;

test "a row reads back within half a step, whatever the bits" {
    const count = 13;
    const stride = 3;
    inline for (2..9) |bits| {
        const codes = Codes(bits);
        var random: std.Random.DefaultPrng = .init(bits);
        for (0..50) |round| {
            var weights: [count * stride]f32 = undefined;
            for (&weights) |*weight| weight.* = random.random().floatNorm(f32) * std.math.pow(f32, 10, @floatFromInt(round % 5));
            var bytes: [codes.size(count)]u8 = undefined;
            try codes.pack(.{ .start = &weights, .count = count, .stride = stride }, &bytes);
            var back: [count]i8 = undefined;
            const scale = codes.unpack(&bytes, &back);
            for (back, 0..) |code, at| {
                try testing.expect(@abs(code) <= codes.levels);
                try testing.expect(@abs(@as(f32, @floatFromInt(code)) * scale - weights[at * stride]) <= scale * 0.50001);
            }
        }
    }
}

test "zeros stay zeros, the smallest numbers vanish, and the largest are refused" {
    const codes = Codes(8);
    var bytes: [codes.size(3)]u8 = undefined;
    var back: [3]i8 = undefined;
    for ([_][3]f32{ .{ 0, -0.0, 0 }, .{ 1e-12, 0, -1e-20 } }) |weights| {
        try codes.pack(.{ .start = &weights, .count = 3 }, &bytes);
        _ = codes.unpack(&bytes, &back);
        try testing.expectEqual([3]i8{ 0, 0, 0 }, back);
    }
    try testing.expectError(Error.TooLarge, codes.pack(.{ .start = &[3]f32{ 1, 1e8, 1 }, .count = 3 }, &bytes));
}
