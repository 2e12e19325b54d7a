//! The model's weights in f32, however they are stored: as they stand in the model's file, or expanded once into static memory from
//! the packed form. The rest of the engine knows of no difference.

const std = @import("std");
const layout = @import("layout.zig");
const matrix = @import("project.zig");
const model = @import("model");
const quantize = @import("quantize.zig");

const hidden = model.hidden;

/// Whether the model is packed. Its head then gives zero for tokens that are never written.
pub const is_packed = model.storage_bits < 32;

pub const blocks: *const [model.layers]model.Block = if (is_packed) &expanded_blocks else &model.blocks;
/// One row a token.
pub const embedding: *align(16) const [model.vocabulary * hidden]f32 = if (is_packed) &memory.embedding else &model.embedding;
pub const final_norm: *align(16) const [hidden]f32 = if (is_packed) &memory.final_norm else &model.final_norm;
/// Panels over the whole vocabulary.
pub const head: *align(16) const [model.padded_vocabulary * hidden]f32 = if (is_packed) &memory.head else &model.head;

/// Expand the weights if they are packed; to be called once, before anything else here is read.
pub fn prepare() void {
    if (!is_packed) return;
    var expander: Expander = .{};
    layout.walk(&expander, blocks, embedding, final_norm, head);
    std.debug.assert(expander.at == stored.len);
}

/// The packer's output, a module of the build.
const stored: []const u8 = @embedFile("packed");

/// Writes what is stored to where the walk leads it: all of that is in `memory`. What is not stored stays zero.
const Expander = struct {
    const codes = quantize.Codes(model.storage_bits);

    at: usize = 0,

    pub fn norm(self: *Expander, numbers: []const f32) void {
        for (@constCast(numbers)) |*number| {
            number.* = @bitCast(std.mem.readInt(u32, stored[self.at..][0..4], .little));
            self.at += 4;
        }
    }

    pub fn row(self: *Expander, weights: quantize.Row) void {
        const size = codes.size(weights.count);
        codes.expand(stored[self.at..][0..size], weights.count, @constCast(weights.start), weights.stride);
        self.at += size;
    }
};

/// Zeros take no bytes in the file.
var memory: Memory = std.mem.zeroes(Memory);

/// All weights in f32.
pub const Memory = struct {
    blocks: [model.layers]Numbers,
    embedding: [model.vocabulary * hidden]f32 align(16),
    final_norm: [hidden]f32 align(16),
    head: [model.padded_vocabulary * hidden]f32 align(16),
};

/// The numbers that a block points to.
const Numbers = struct {
    attention_norm: [hidden]f32 align(16),
    query_key_value: [3 * wide * hidden]f32 align(16),
    output: [wide * hidden]f32 align(16),
    feed_forward_norm: [hidden]f32 align(16),
    gate_up: [2 * wide_inner * hidden]f32 align(16),
    down: [wide * model.feed_forward]f32 align(16),
};

const wide = matrix.panels(hidden) * matrix.panel_outputs;
const wide_inner = matrix.panels(model.feed_forward) * matrix.panel_outputs;

const expanded_blocks = build: {
    var all: [model.layers]model.Block = undefined;
    for (&all, 0..) |*block, layer| {
        for (std.meta.fieldNames(model.Block)) |field| @field(block, field) = &@field(memory.blocks[layer], field);
    }
    break :build all;
};
