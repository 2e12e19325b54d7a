//! English homographs: which reading a word like `record` has among its neighbours, and how each reading is said.
//!
//! A network of two layers in integers, so that every host gives the same result; `train/homograph_network.py` describes and trains it.

const std = @import("std");
const data = @import("homograph_data");
const math = @import("math.zig");
const table = @import("homograph_table.zig");

/// A homograph. The order is that of the alphabet and may change with the data.
pub const Index = u8;

/// Tokens on either side that are looked at.
pub const window = data.window;

/// A homograph in a sentence. Neighbours are nearest first, an empty slice is none: beyond the first or last token of the sentence.
/// A token is a run of letters and apostrophes, a run of digits, or any other single character; spaces are skipped.
pub const Context = struct {
    before: [window][]const u8 = @splat(""),
    after: [window][]const u8 = @splat(""),
    /// The homograph as written, capitals kept.
    word: []const u8,
};

pub const Choice = struct {
    /// From 0 to `readings(index) - 1`.
    reading: u8,
    /// Of this reading, against the word's others.
    probability: f32,
    /// Of all its readings.
    probabilities: Probabilities,
};

pub const Probabilities = [data.most_readings]f32;

/// An index into `inventory`.
pub const Phone = u8;

/// English phones in IPA, a vowel with its stress mark before it, as `model.phones` writes them.
pub const inventory = data.phones;

/// The homograph of a lower-case ASCII spelling.
pub fn find(word: []const u8) ?Index {
    var low: usize = 0;
    var high: usize = data.first_entry.len - 1;
    while (low < high) {
        const middle = (low + high) / 2;
        switch (std.mem.order(u8, word, spelling(middle))) {
            .eq => return @intCast(middle),
            .lt => high = middle,
            .gt => low = middle + 1,
        }
    }
    return null;
}

/// How many homographs there are.
pub const count = data.first_entry.len - 1;

/// The spelling of a homograph.
pub fn spelling(index: usize) []const u8 {
    return data.spellings[data.spelling_starts[index]..data.spelling_starts[index + 1]];
}

/// How many readings a homograph has, at least two.
pub fn readings(index: Index) u8 {
    return data.first_entry[index + 1] - data.first_entry[index] + 1;
}

/// How a reading is said, in places of the inventory.
pub fn phones(index: Index, reading: u8) []const Phone {
    const place = readingPlace(index, reading);
    return data.reading_phones[data.phone_starts[place]..data.phone_starts[place + 1]];
}

/// The number of a reading among those of all homographs.
pub fn readingPlace(index: Index, reading: u8) usize {
    std.debug.assert(reading < readings(index));
    // A word has one entry fewer than readings.
    return @as(usize, data.first_entry[index]) + index + reading;
}

/// The likeliest reading.
pub fn choose(index: Index, context: *const Context) Choice {
    const inner = layer(context);
    const case = table.case(context.word);
    // The first reading is what the others are measured against.
    var best: i32 = 0;
    var choice: Choice = .{ .reading = 0, .probability = 0, .probabilities = @splat(0) };
    var logits: [data.most_readings]i32 = @splat(0);
    const first = data.first_entry[index];
    for (first..data.first_entry[index + 1], 1..) |entry, reading| {
        const weights: @Vector(inner_width, i32) = data.readings[entry * inner_width ..][0..inner_width].*;
        const bias = @as(i32, data.biases[entry * data.cases + case]) << data.bias_shift;
        logits[reading] = @reduce(.Add, weights * inner) + bias;
        if (logits[reading] > best) {
            best = logits[reading];
            choice.reading = @intCast(reading);
        }
    }
    var sum: f32 = 0;
    for (logits[0..readings(index)], choice.probabilities[0..readings(index)]) |logit, *share| {
        const difference: f32 = @floatFromInt(logit - best);
        share.* = math.expOf(difference * data.logit_step);
        sum += share.*;
    }
    for (&choice.probabilities) |*share| share.* /= sum;
    choice.probability = 1 / sum;
    return choice;
}

const inner_width = data.hidden + data.topic;

/// What the readings' weights are multiplied with: the hidden numbers, then those of the topic.
fn layer(context: *const Context) @Vector(inner_width, i32) {
    var hidden: @Vector(data.hidden, i32) = data.cases_hidden[table.case(context.word) * data.hidden ..][0..data.hidden].*;
    var topic: @Vector(data.topic, i32) = @splat(0);
    for ([_]*const [window][]const u8{ &context.before, &context.after }, 0..) |side, at| {
        for (side, 0..) |token, distance| {
            const vector = if (token.len == 0) table.outside else table.vector(token);
            if (token.len > 0) topic += std.simd.extract(vector, data.nearby, data.topic);
            if (distance >= data.near) continue;
            const place = data.places[(at * data.near + distance) * data.nearby * data.hidden ..];
            const numbers: [data.nearby]i32 = std.simd.extract(vector, 0, data.nearby);
            for (numbers, 0..) |number, row| {
                const weights: @Vector(data.hidden, i32) = place[row * data.hidden ..][0..data.hidden].*;
                hidden += weights * @as(@Vector(data.hidden, i32), @splat(number));
            }
        }
    }
    const shift: @Vector(data.hidden, u5) = @splat(data.hidden_shift);
    return std.simd.join(clamped(data.hidden, hidden >> shift), clamped(data.topic, topic << @splat(data.topic_shift)));
}

fn clamped(comptime width: usize, sums: @Vector(width, i32)) @Vector(width, i32) {
    const most: @Vector(width, i32) = @splat(data.most_hidden);
    return @max(@min(sums, most), -most);
}

const testing = std.testing;

test "every spelling is found, and nothing else" {
    for (0..count) |index| try testing.expectEqual(@as(Index, @intCast(index)), find(spelling(index)).?);
    for ([_][]const u8{ "", "a", "abstracts", "Record", "recor", "zebra", "\xff" }) |word| try testing.expectEqual(null, find(word));
}

test "every reading is said in its own way" {
    for (0..count) |index| {
        const homograph: Index = @intCast(index);
        for (0..readings(homograph)) |first| {
            const said = phones(homograph, @intCast(first));
            try testing.expect(said.len > 0);
            for (said) |phone| try testing.expect(phone < inventory.len);
            for (0..first) |second| try testing.expect(!std.mem.eql(Phone, said, phones(homograph, @intCast(second))));
        }
    }
}

test "the neighbours decide" {
    const record = find("record").?;
    var noun: Context = .{ .word = "record" };
    noun.before[0..2].* = .{ "a", "as" };
    noun.after[0] = ".";
    var verb: Context = .{ .word = "record" };
    verb.before[0..2].* = .{ "to", "continued" };
    verb.after[0..2].* = .{ "their", "songs" };
    try testing.expectEqual(0, choose(record, &noun).reading);
    try testing.expectEqual(1, choose(record, &verb).reading);
    for ([_]*const Context{ &noun, &verb }) |context| {
        const probability = choose(record, context).probability;
        try testing.expect(probability >= 0.5 and probability <= 1);
    }
}

test "a homograph alone has a reading" {
    for (0..count) |index| {
        const homograph: Index = @intCast(index);
        try testing.expect(choose(homograph, &.{ .word = spelling(index) }).reading < readings(homograph));
    }
}
