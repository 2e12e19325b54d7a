//! The forward pass of the Llama, with a cache of keys and values.

const math = @import("math.zig");
const model = @import("model");

pub const Token = u16;

const hidden = model.hidden;
const heads = model.heads;
const width = hidden / heads;
const context = model.context;
const Row = [hidden]f32;

/// The logits of one position; entries past `model.vocabulary` are padding.
pub const Logits = [model.padded_vocabulary]f32;

/// One sequence being read and continued. Large: keep it in static memory.
pub const Sequence = struct {
    keys: [model.layers][context]Row align(16),
    values: [model.layers][context]Row align(16),
    /// The residual stream of the positions being computed.
    stream: [context]Row align(16),
    length: usize,

    /// Start over with the tokens up to and including `<sep>`; they see each other in both directions if the model was trained so.
    /// At most `model.context` tokens, each below `model.vocabulary`.
    pub fn start(self: *Sequence, tokens: []const Token) void {
        self.length = 0;
        self.advance(tokens, model.prefix_attention);
    }

    /// Append one token.
    pub fn append(self: *Sequence, token: Token) void {
        self.advance(&.{token}, false);
    }

    /// The logits after the last token.
    pub fn logits(self: *const Sequence, last: usize, out: *align(16) Logits) void {
        var normalized: Row align(16) = undefined;
        math.normalize(hidden, model.epsilon, &model.final_norm, &self.stream[last], &normalized);
        math.project(hidden, model.padded_vocabulary, &model.head, &normalized, out);
    }

    fn advance(self: *Sequence, tokens: []const Token, both_directions: bool) void {
        const first = self.length;
        for (tokens, self.stream[0..tokens.len]) |token, *row| row.* = model.embedding[@as(usize, token) * hidden ..][0..hidden].*;
        inline for (model.blocks, 0..) |block, layer| {
            for (self.stream[0..tokens.len], first..) |*row, position| self.project(block, layer, row, position);
            for (self.stream[0..tokens.len], first..) |*row, position| {
                const visible = if (both_directions) first + tokens.len else position + 1;
                self.attend(block, layer, row, position, visible);
                feedForward(block, row);
            }
        }
        self.length = first + tokens.len;
    }

    /// Queries, keys and values of a position. The query waits in the slot of `queries`, keys and values go to the cache.
    fn project(self: *Sequence, block: model.Block, comptime layer: usize, row: *const Row, position: usize) void {
        var normalized: Row align(16) = undefined;
        math.normalize(hidden, model.epsilon, block.attention_norm, row, &normalized);
        var mixed: [3 * hidden]f32 align(16) = undefined;
        math.project(hidden, 3 * hidden, block.query_key_value, &normalized, &mixed);
        rotate(mixed[0..hidden], position);
        rotate(mixed[hidden..][0..hidden], position);
        queries[position] = mixed[0..hidden].*;
        self.keys[layer][position] = mixed[hidden..][0..hidden].*;
        self.values[layer][position] = mixed[2 * hidden ..][0..hidden].*;
    }

    fn attend(self: *Sequence, block: model.Block, comptime layer: usize, row: *Row, position: usize, visible: usize) void {
        var mixed: Row align(16) = undefined;
        inline for (0..heads) |head| {
            const from = head * width;
            var scores: [(context + 3) / 4 * 4]f32 align(16) = undefined;
            const scale = comptime 1.0 / @sqrt(@as(f32, width));
            for (scores[0..visible], self.keys[layer][0..visible]) |*score, *key| {
                score.* = math.dot(width, queries[position][from..][0..width], key[from..][0..width]) * scale;
            }
            math.softmax(&scores, visible);
            var sums: [width / 4]math.Lanes = @splat(@splat(0));
            for (scores[0..visible], self.values[layer][0..visible]) |score, *value| {
                const weight: math.Lanes = @splat(score);
                inline for (&sums, 0..) |*sum, group| {
                    const lanes: math.Lanes = value[from + group * 4 ..][0..4].*;
                    sum.* += weight * lanes;
                }
            }
            inline for (sums, 0..) |sum, group| mixed[from + group * 4 ..][0..4].* = sum;
        }
        var output: Row align(16) = undefined;
        math.project(hidden, hidden, block.output, &mixed, &output);
        for (row, output) |*value, addend| value.* += addend;
    }
};

fn feedForward(block: model.Block, row: *Row) void {
    var normalized: Row align(16) = undefined;
    math.normalize(hidden, model.epsilon, block.feed_forward_norm, row, &normalized);
    var inner: [2 * model.feed_forward]f32 align(16) = undefined;
    math.project(hidden, 2 * model.feed_forward, block.gate_up, &normalized, &inner);
    math.swiglu(model.feed_forward, inner[0..model.feed_forward], inner[model.feed_forward..]);
    var output: Row align(16) = undefined;
    math.project(model.feed_forward, hidden, block.down, inner[0..model.feed_forward], &output);
    for (row, output) |*value, addend| value.* += addend;
}

var queries: [context]Row align(16) = undefined;

const Angles = struct { cosine: [width / 2]f32, sine: [width / 2]f32 };
var angles: [context]Angles = undefined;

/// Fill the tables of the rotary embedding; to be called once, before anything else here.
pub fn prepare() void {
    for (0..width / 2) |pair| {
        // Stepping by the exact rotation of one position in f64 stays within 1e-13 of cos and sin over the whole context.
        const step_cosine: f64 = model.rotation_cosines[pair];
        const step_sine: f64 = model.rotation_sines[pair];
        var cosine: f64 = 1;
        var sine: f64 = 0;
        for (&angles) |*angle| {
            angle.cosine[pair] = @floatCast(cosine);
            angle.sine[pair] = @floatCast(sine);
            const next = cosine * step_cosine - sine * step_sine;
            sine = cosine * step_sine + sine * step_cosine;
            cosine = next;
        }
    }
}

/// Rotary position embedding, each head's first half paired with its second half.
fn rotate(row: *Row, position: usize) void {
    const angle = &angles[position];
    inline for (0..heads) |head| {
        const first = row[head * width ..][0 .. width / 2];
        const second = row[head * width + width / 2 ..][0 .. width / 2];
        for (first, second, angle.cosine, angle.sine) |*a, *b, cosine, sine| {
            const rotated = a.* * cosine - b.* * sine;
            b.* = b.* * cosine + a.* * sine;
            a.* = rotated;
        }
    }
}
