//! The forward pass of the Llama for several sequences at once, each with a cache of its keys and values.

const std = @import("std");
const accent = @import("accent.zig");
const attention = @import("attention.zig");
const layout = @import("layout.zig");
const math = @import("math.zig");
const model = @import("model");
const rotary = @import("rotary.zig");
const weights = @import("weights.zig");

pub const Token = u8;

const hidden = model.hidden;
const feed_forward = model.feed_forward;
/// Rows are as wide as the panels of weights that fill them.
const wide = layout.wide;
const wide_inner = layout.wide_inner;

/// The most sequences that one pass continues.
pub const max_sequences = 16;
/// The most tokens of all sequences together in one pass.
const max_rows = model.context + 2 * max_sequences;

/// The stream after the last block, from which `head` makes logits.
pub const Rows = [max_rows][wide]f32;

const Sequence = struct {
    keys: [model.layers]attention.Keys align(16),
    values: [model.layers]attention.Values align(16),
    length: usize,
};

/// A token on its way through the model.
const Place = struct {
    token: Token,
    sequence: u8,
    /// Whether it is the last of its sequence in this pass: the others only leave keys and values.
    last: bool,
    position: u16,
    /// How many positions it sees.
    visible: u16,
};

/// Sequences being read and continued. Large: keep it in static memory.
///
/// A pass takes the tokens of many sequences: `clear`, `append` for each sequence, `run`. Afterwards `final` holds the last token's
/// row of each sequence in the order in which they were appended. What a sequence gives does not depend on the others.
pub const Batch = struct {
    sequences: [max_sequences]Sequence,
    places: [max_rows]Place,
    count: usize,
    stream: Rows align(16),
    normalized: Rows align(16),
    /// Queries, keys and values.
    mixed: [max_rows][3 * wide]f32 align(16),
    /// Gate and up.
    inner: [max_rows][2 * wide_inner]f32 align(16),

    pub fn clear(self: *Batch) void {
        self.count = 0;
    }

    pub fn isEmpty(self: *const Batch) bool {
        return self.count == 0;
    }

    /// Whether this many tokens more fit into the pass.
    pub fn hasRoom(self: *const Batch, tokens: usize) bool {
        return self.count + tokens <= max_rows;
    }

    /// The tokens up to and including `<sep>` of a new sequence; they see each other in both directions if the model was trained so.
    pub fn start(self: *Batch, sequence: usize, tokens: []const Token) void {
        self.sequences[sequence].length = 0;
        self.extend(sequence, tokens, model.prefix_attention);
    }

    /// The next token of a sequence.
    pub fn append(self: *Batch, sequence: usize, token: Token) void {
        self.extend(sequence, &.{token}, false);
    }

    /// Copy a sequence to another place, where it may go on in another way.
    pub fn fork(self: *Batch, from: usize, to: usize) void {
        const source = &self.sequences[from];
        const target = &self.sequences[to];
        target.length = source.length;
        for (&source.keys, &target.keys) |*keys, *copies| {
            const blocks = (source.length + 3) / 4;
            @memcpy(copies[0..blocks], keys[0..blocks]);
        }
        for (&source.values, &target.values) |*values, *copies| @memcpy(copies[0..source.length], values[0..source.length]);
    }

    /// Whether a sequence has reached the end of the model's context.
    pub fn isFull(self: *const Batch, sequence: usize) bool {
        return self.sequences[sequence].length == model.context;
    }

    fn extend(self: *Batch, sequence: usize, tokens: []const Token, both_directions: bool) void {
        const first = self.sequences[sequence].length;
        const end = first + tokens.len;
        for (tokens, self.places[self.count..][0..tokens.len], first..) |token, *place, position| place.* = .{
            .token = token,
            .sequence = @intCast(sequence),
            .last = position + 1 == end,
            .position = @intCast(position),
            .visible = @intCast(if (both_directions) end else position + 1),
        };
        self.count += tokens.len;
        self.sequences[sequence].length = end;
    }

    /// Run the pass. The rows for `head` are normalised already.
    pub fn run(self: *Batch) *const Rows {
        for (self.places[0..self.count], self.stream[0..self.count]) |place, *row| {
            math.copy(hidden, weights.embedding[@as(usize, place.token) * hidden ..][0..hidden], row[0..hidden]);
        }
        for (&weights.blocks, 0..) |*block, layer| {
            const rows = self.count;
            const is_last = layer == model.layers - 1;
            const query_key_value = block.query_key_value;
            if (layer > 0) {
                self.normalize(block.attention_norm);
                // In the last block only what goes on to the head needs a query.
                const skipped = if (is_last) wide else 0;
                query_key_value.part(skipped, 3 * wide - skipped).project(wide, &self.normalized[0], rows, self.mixed[0][skipped..].ptr, 3 * wide, .store);
            }
            self.remember(layer);
            if (is_last) {
                self.keepLast();
                if (layer > 0) {
                    query_key_value.part(0, wide).project(wide, &self.normalized[0], self.count, &self.mixed[0], 3 * wide, .store);
                }
            }
            self.attend(layer);
            block.output.project(wide, &self.normalized[0], self.count, &self.stream[0], wide, .add);
            self.normalize(block.feed_forward_norm);
            block.gate_up.project(wide, &self.normalized[0], self.count, &self.inner[0], 2 * wide_inner, .store);
            for (self.inner[0..self.count]) |*row| {
                math.swiglu(feed_forward, row[0..feed_forward], row[wide_inner..][0..feed_forward]);
                if (accent.has_dial) math.multiply(feed_forward, &gates, row[0..feed_forward]);
            }
            block.down.project(2 * wide_inner, &self.inner[0], self.count, &self.stream[0], wide, .add);
        }
        self.normalize(weights.final_norm);
        return &self.normalized;
    }

    fn normalize(self: *Batch, scale: *const [hidden]f32) void {
        for (self.stream[0..self.count], self.normalized[0..self.count]) |*row, *normalized| {
            math.normalize(hidden, model.epsilon, scale, row[0..hidden], normalized[0..hidden]);
        }
    }

    /// Rotate the keys and store them with the values.
    fn remember(self: *Batch, layer: usize) void {
        for (self.places[0..self.count], self.mixed[0..self.count]) |place, *row| {
            const mixed = if (layer == 0) &first_mixed[place.token] else row;
            const sequence = &self.sequences[place.sequence];
            var key: [hidden]f32 align(16) = undefined;
            rotary.rotate(mixed[wide..][0..hidden], place.position, &key);
            attention.store(&sequence.keys[layer], place.position, &key);
            math.copy(hidden, mixed[2 * wide ..][0..hidden], &sequence.values[layer][place.position]);
        }
    }

    /// Drop all rows but the last of each sequence.
    fn keepLast(self: *Batch) void {
        var kept: usize = 0;
        for (0..self.count) |row| {
            if (!self.places[row].last) continue;
            self.places[kept] = self.places[row];
            math.copy(wide, &self.stream[row], &self.stream[kept]);
            math.copy(wide, &self.normalized[row], &self.normalized[kept]);
            kept += 1;
        }
        self.count = kept;
    }

    fn attend(self: *Batch, layer: usize) void {
        for (self.places[0..self.count], self.mixed[0..self.count], self.normalized[0..self.count]) |place, *row, *out| {
            const mixed = if (layer == 0) &first_mixed[place.token] else row;
            const sequence = &self.sequences[place.sequence];
            var query: [hidden]f32 align(16) = undefined;
            rotary.rotate(mixed[0..hidden], place.position, &query);
            attention.attend(&query, &sequence.keys[layer], &sequence.values[layer], place.visible, out[0..hidden]);
        }
    }
};

/// Logits of `count` rows of `run`, `width` numbers from one row to the next.
pub fn head(matrix: weights.Matrix(hidden), rows: *const Rows, count: usize, logits: [*]f32, width: usize) void {
    matrix.project(wide, &rows[0], count, logits, width, .store);
}

/// Queries, keys and values of the first block depend on nothing but the token.
var first_mixed: [model.vocabulary][3 * wide]f32 align(16) = undefined;

/// How far the neurons of each feed-forward layer are open.
var gates: [feed_forward]f32 align(16) = undefined;
var accent_of_gates: f32 = undefined;

/// Set the accent of all sequences from the next pass on, from 0 to 1; without effect if the model has no dial. A sequence is read in one
/// accent from its beginning to its end.
pub fn setAccent(value: f32) void {
    if (!accent.has_dial or value == accent_of_gates) return;
    accent_of_gates = value;
    accent.open(value * model.accent_span, &gates);
}

/// Fill the tables; to be called once, before anything else here.
pub fn prepare() void {
    weights.prepare();
    rotary.prepare();
    accent_of_gates = std.math.inf(f32);
    setAccent(0);
    var normalized: [wide]f32 align(16) = undefined;
    for (&first_mixed, 0..) |*mixed, token| {
        const block = &weights.blocks[0];
        math.normalize(hidden, model.epsilon, block.attention_norm, weights.embedding[token * hidden ..][0..hidden], normalized[0..hidden]);
        block.query_key_value.project(wide, &normalized, 1, mixed, 3 * wide, .store);
    }
}

comptime {
    std.debug.assert(model.vocabulary <= 256);
}
