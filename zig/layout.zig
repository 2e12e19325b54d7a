//! What a packed model holds, in which order. The packer and the engine both walk through it, so that they cannot disagree.
//!
//! Block by block: the attention's norm; the rows of query, key, value and output; the feed-forward's norm; the rows of gate, up and
//! down. Then the embeddings of the tokens that are read, the final norm, and the head's rows of the tokens that can be written.
//! Norms are f32 as they stand, rows are as `quantize.zig` has them, and nothing lies between them.

const matrix = @import("project.zig");
const model = @import("model");
const Row = @import("quantize.zig").Row;

const hidden = model.hidden;
const feed_forward = model.feed_forward;

/// Whether the engine gives the token to the model: it never does so with padding, with the end or with sources.
pub fn isRead(token: usize) bool {
    return token == model.begin or token == model.separator or token >= model.first_grapheme;
}

/// Whether the model may write the token.
pub fn isWritten(token: usize) bool {
    return token == model.end or token >= model.first_phone;
}

/// Shows a visitor all that is stored: `visitor.norm(numbers)` and `visitor.row(row)`.
///
/// The weights are those of a model in f32, with the matrices in panels: blocks, embedding, final norm, head.
pub fn walk(visitor: anytype, blocks: []const model.Block, embedding: []const f32, final_norm: []const f32, head: []const f32) void {
    for (blocks) |block| {
        visitor.norm(block.attention_norm);
        matrices(visitor, 3, hidden, hidden, block.query_key_value);
        matrices(visitor, 1, hidden, hidden, block.output);
        visitor.norm(block.feed_forward_norm);
        matrices(visitor, 2, hidden, feed_forward, block.gate_up);
        matrices(visitor, 1, feed_forward, hidden, block.down);
    }
    for (0..model.vocabulary) |token| {
        if (isRead(token)) visitor.row(Row{ .start = embedding[token * hidden ..].ptr, .count = hidden });
    }
    visitor.norm(final_norm);
    for (0..model.vocabulary) |token| {
        if (isWritten(token)) visitor.row(panelRow(hidden, head, token));
    }
}

/// The rows of `count` matrices that follow each other in whole panels.
fn matrices(visitor: anytype, count: usize, comptime inputs: usize, comptime outputs: usize, weights: []const f32) void {
    const stride = matrix.panels(outputs) * matrix.panel_outputs;
    for (0..count) |index| {
        for (0..outputs) |output| visitor.row(panelRow(inputs, weights, index * stride + output));
    }
}

fn panelRow(comptime inputs: usize, weights: []const f32, output: usize) Row {
    return .{ .start = weights[matrix.at(inputs, 0, output)..].ptr, .count = inputs, .stride = matrix.panel_outputs };
}
