//! The model's weights, however they are stored: as f32 in the model's file, or packed, and then expanded once into static memory. The
//! rest of the engine knows of no difference.

const std = @import("std");
const layout = @import("layout.zig");
const model = @import("model");
const quantize = @import("quantize.zig");

const hidden = model.hidden;
const feed_forward = model.feed_forward;

/// Whether the model is packed. Its head then gives zero for tokens that are never written.
pub const is_packed = model.storage_bits < 32;

/// The arithmetic: packed weights are multiplied as integers.
const kernel = if (is_packed) @import("integer.zig") else @import("project.zig");
pub const Matrix = kernel.Matrix;
pub const Storage = kernel.Storage;

pub const Block = struct {
    attention_norm: *align(16) const [hidden]f32,
    /// Query, key and value, each in whole panels.
    query_key_value: Matrix(hidden),
    output: Matrix(hidden),
    feed_forward_norm: *align(16) const [hidden]f32,
    gate_up: Matrix(hidden),
    down: Matrix(feed_forward),
};

pub const blocks: [model.layers]Block = build: {
    var all: [model.layers]Block = undefined;
    for (&all, 0..) |*block, layer| {
        const from = if (is_packed) &memory.blocks[layer] else &model.blocks[layer];
        block.* = .{
            .attention_norm = from.attention_norm[0..],
            .query_key_value = viewOf(hidden, &from.query_key_value),
            .output = viewOf(hidden, &from.output),
            .feed_forward_norm = from.feed_forward_norm[0..],
            .gate_up = viewOf(hidden, &from.gate_up),
            .down = viewOf(feed_forward, &from.down),
        };
    }
    break :build all;
};
/// One row a token.
pub const embedding: *align(16) const [model.vocabulary * hidden]f32 = if (is_packed) &memory.embedding else &model.embedding;
pub const final_norm: *align(16) const [hidden]f32 = if (is_packed) &memory.final_norm else &model.final_norm;
/// One output a token.
pub const head = viewOf(hidden, if (is_packed) &memory.head else &model.head);

fn viewOf(comptime inputs: usize, comptime from: anytype) Matrix(inputs) {
    return if (is_packed) from.view() else .{ .weights = from.*[0..] };
}

/// Expand the weights if they are packed; to be called once, before anything else here is read.
pub fn prepare() void {
    if (!is_packed) return;
    var expander: Expander = .{};
    layout.walk(&expander, &memory);
    std.debug.assert(expander.at == stored.len);
}

/// The packer's output, a module of the build.
const stored: []const u8 = @embedFile("packed");

/// Zeros take no bytes in the file; what is not stored stays zero.
var memory: Memory = std.mem.zeroes(Memory);

const Memory = struct {
    blocks: [model.layers]Expanded,
    embedding: [model.vocabulary * hidden]f32 align(16),
    final_norm: [hidden]f32 align(16),
    head: Storage(hidden, model.vocabulary),
};

/// A block's weights.
const Expanded = struct {
    attention_norm: [hidden]f32 align(16),
    query_key_value: Storage(hidden, 3 * layout.wide),
    output: Storage(hidden, hidden),
    feed_forward_norm: [hidden]f32 align(16),
    gate_up: Storage(hidden, 2 * layout.wide_inner),
    down: Storage(feed_forward, hidden),
};

/// Writes what is stored to where the walk leads it.
const Expander = struct {
    const codes = quantize.Codes(model.storage_bits);

    at: usize = 0,
    row_codes: [@max(hidden, feed_forward)]i8 = undefined,

    pub fn norm(self: *Expander, numbers: []f32) void {
        for (numbers) |*number| {
            number.* = @bitCast(std.mem.readInt(u32, stored[self.at..][0..4], .little));
            self.at += 4;
        }
    }

    pub fn embedding(self: *Expander, numbers: []f32) void {
        const scale = self.next(numbers.len);
        for (numbers, self.row_codes[0..numbers.len]) |*number, code| number.* = @as(f32, @floatFromInt(code)) * scale;
    }

    pub fn output(self: *Expander, comptime inputs: usize, matrix: anytype, index: usize) void {
        const scale = self.next(inputs);
        matrix.set(index, self.row_codes[0..inputs], scale);
    }

    /// Read the codes of the next row; returns its scale.
    fn next(self: *Expander, count: usize) f32 {
        const size = codes.size(count);
        defer self.at += size;
        return codes.unpack(stored[self.at..][0..size], self.row_codes[0..count]);
    }
};
