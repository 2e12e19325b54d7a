//! What a packed model holds, in which order. The packer and the engine both walk through it, so that they cannot disagree.
//!
//! Block by block: the attention's norm; the rows of query, key, value and output; the feed-forward's norm; the rows of gate, up and
//! down. Then the embeddings of the tokens that are read, the final norm, and the head's rows of the tokens that can be written.
//! Norms are f32 as they stand, rows are as `quantize.zig` has them, and nothing lies between them.

const hangul = @import("hangul.zig");
const matrix = @import("project.zig");
const model = @import("model");
const phones = @import("phones.zig");

const hidden = model.hidden;
const feed_forward = model.feed_forward;

/// Whether the engine gives the token to the model: it never does so with padding, with the end or with sources, nor with anything Korean,
/// which it reads by rule; the model that spells has letters and symbols of both languages.
pub fn isRead(token: usize) bool {
    if (model.spells) return token >= model.first_grapheme or token == model.begin or token == model.separator;
    if (token >= model.first_phone) return is_english[token - model.first_phone];
    if (token >= model.first_grapheme) return model.graphemes[token - model.first_grapheme] < hangul.first_onset;
    return token == model.begin or token == model.separator;
}

/// Whether the model may write the token.
pub fn isWritten(token: usize) bool {
    return token == model.end or token >= model.first_phone and (model.spells or is_english[token - model.first_phone]);
}

const is_english: [model.phones.len]bool = build: {
    @setEvalBranchQuota(100_000);
    var table: [model.phones.len]bool = undefined;
    for (&table, model.first_phone..) |*each, token| each.* = phones.of(token).english != null;
    break :build table;
};

/// Matrices that follow each other each begin with a new panel.
pub const wide = matrix.panels(hidden) * matrix.panel_outputs;
pub const wide_inner = matrix.panels(feed_forward) * matrix.panel_outputs;

/// Shows a visitor all that is stored: `visitor.norm(numbers)`, `visitor.embedding(numbers)` and `visitor.output(inputs, matrix, index)`,
/// which is one output of a matrix.
///
/// The weights are a generated model, or have fields of the same names.
pub fn walk(visitor: anytype, weights: anytype) void {
    for (&weights.blocks) |*block| {
        visitor.norm(block.attention_norm[0..]);
        outputs(visitor, hidden, &block.query_key_value, 3, hidden);
        outputs(visitor, hidden, &block.output, 1, hidden);
        visitor.norm(block.feed_forward_norm[0..]);
        outputs(visitor, hidden, &block.gate_up, 2, feed_forward);
        outputs(visitor, feed_forward, &block.down, 1, hidden);
    }
    for (0..model.vocabulary) |token| {
        if (isRead(token)) visitor.embedding(weights.embedding[token * hidden ..][0..hidden]);
    }
    visitor.norm(&weights.final_norm);
    for (0..model.vocabulary) |token| {
        if (isWritten(token)) visitor.output(hidden, &weights.head, token);
    }
}

/// The outputs of `count` matrices that follow each other.
fn outputs(visitor: anytype, comptime inputs: usize, matrices: anytype, count: usize, comptime of_each: usize) void {
    const stride = comptime matrix.panels(of_each) * matrix.panel_outputs;
    for (0..count) |index| {
        for (0..of_each) |output| visitor.output(inputs, matrices, index * stride + output);
    }
}
