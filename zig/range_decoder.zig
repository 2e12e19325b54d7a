//! Symbols out of bytes, each at the cost of its probability: what `export/range_coder.py` writes.

/// The decoder of one stretch of bytes. Bytes that end too early count as zeros.
pub const RangeDecoder = struct {
    bytes: []const u8,
    at: usize,
    range: u32,
    /// What was read, from the start of the range on.
    value: u32,
    /// The part of the range that a weight of one has; set by `take`.
    step: u32,

    pub fn init(bytes: []const u8) RangeDecoder {
        var decoder: RangeDecoder = .{ .bytes = bytes, .at = 0, .range = 0xFFFF_FFFF, .value = 0, .step = undefined };
        for (0..4) |_| decoder.shift();
        return decoder;
    }

    /// Where the next symbol lies among weights of this total: the sum of the weights before it is at most that much.
    /// `drop` must follow.
    pub fn take(self: *RangeDecoder, total: u32) u32 {
        self.step = self.range / total;
        return @min(self.value / self.step, total - 1);
    }

    /// Go on behind a symbol.
    pub fn drop(self: *RangeDecoder, before: u32, own: u32) void {
        self.value -%= self.step * before;
        self.range = self.step * own;
        while (self.range < 1 << 24) {
            self.range <<= 8;
            self.shift();
        }
    }

    fn shift(self: *RangeDecoder) void {
        self.value = self.value << 8 | if (self.at < self.bytes.len) self.bytes[self.at] else 0;
        self.at += 1;
    }
};

/// The weight that a code of six bits stands for: four steps to an octave, from 4 on; 0 for 0.
pub fn weight(code: u32) u32 {
    return if (code == 0) 0 else (4 + (code - 1) % 4) << @intCast((code - 1) / 4);
}

const testing = @import("std").testing;

test "weights grow in four steps to an octave" {
    const expected = [_]u32{ 0, 4, 5, 6, 7, 8, 10, 12, 14, 16 };
    for (expected, 0..) |value, code| try testing.expectEqual(value, weight(@intCast(code)));
}

test "symbols come back" {
    // `Encoder.write` of 2, 0, 1, 2, 2 with the weights 4, 8, 20.
    var decoder: RangeDecoder = .init("f");
    for ([_]u32{ 2, 0, 1, 2, 2 }) |expected| {
        const place = decoder.take(32);
        const symbol: u32 = if (place < 4) 0 else if (place < 12) 1 else 2;
        try testing.expectEqual(expected, symbol);
        const before = ([_]u32{ 0, 4, 12 })[symbol];
        decoder.drop(before, ([_]u32{ 4, 8, 20 })[symbol]);
    }
}
