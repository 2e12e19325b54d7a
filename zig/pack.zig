//! The packer: a program of its own, compiled with a model in f32, which gives that model's weights in few bits.
//!
//! It is built as wasm and run by the build, so that a build needs no more of its host than the wheel does.

const std = @import("std");
const layout = @import("layout.zig");
const matrix = @import("project.zig");
const model = @import("model");
const quantize = @import("quantize.zig");

const codes = quantize.Codes(model.storage_bits);

/// Packed weights never take more than those in f32.
var bytes: [4 * (model.layers * block_numbers + model.embedding.len + model.final_norm.len + model.head.len)]u8 = undefined;

const block_numbers = count: {
    var numbers: usize = 0;
    for (std.meta.fieldNames(model.Block)) |field| numbers += @field(model.blocks[0], field).len;
    break :count numbers;
};

const Packer = struct {
    length: usize = 0,
    failed: bool = false,

    pub fn norm(self: *Packer, numbers: []const f32) void {
        for (numbers) |number| {
            std.mem.writeInt(u32, bytes[self.length..][0..4], @bitCast(number), .little);
            self.length += 4;
        }
    }

    pub fn embedding(self: *Packer, numbers: []const f32) void {
        self.row(.{ .start = numbers.ptr, .count = numbers.len });
    }

    pub fn output(self: *Packer, comptime inputs: usize, panels: anytype, index: usize) void {
        const start = panels.*[matrix.at(inputs, 0, index)..].ptr;
        self.row(.{ .start = start, .count = inputs, .stride = matrix.panel_outputs });
    }

    fn row(self: *Packer, weights: quantize.Row) void {
        const size = codes.size(weights.count);
        codes.pack(weights, bytes[self.length..][0..size]) catch {
            self.failed = true;
        };
        self.length += size;
    }
};

export fn address() [*]const u8 {
    return &bytes;
}

/// Pack. Returns how many bytes there are, or zero if weights are too large for their scales.
export fn pack() usize {
    var packer: Packer = .{};
    layout.walk(&packer, model);
    return if (packer.failed) 0 else packer.length;
}
