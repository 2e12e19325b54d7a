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
    if (word.len == 0 or word[0] < 'a' or word[0] > 'z') return null;
    for (by_letter[word[0] - 'a']..by_letter[word[0] - 'a' + 1]) |index| {
        const other = spelling(index);
        if (other.len == word.len and other[other.len - 1] == word[word.len - 1] and std.mem.eql(u8, word, other)) return @intCast(index);
    }
    return null;
}

/// By its first letter, the first homograph that begins with it or a later one.
const by_letter: [27]Index = build: {
    @setEvalBranchQuota(100_000);
    var firsts: [27]Index = undefined;
    for (&firsts, 'a'..) |*first, letter| {
        first.* = count;
        var index = count;
        while (index > 0 and spelling(index - 1)[0] >= letter) : (index -= 1) first.* = index - 1;
    }
    break :build firsts;
};

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
    var hidden: [groups]@Vector(group_width, i32) = undefined;
    for (&hidden, 0..) |*all, group| {
        all.* = data.cases_hidden[table.case(context.word) * data.hidden + group * group_width ..][0..group_width].*;
    }
    var topic: table.Vector.Half = @splat(0);
    for ([_]*const [window][]const u8{ &context.before, &context.after }, 0..) |side, at| {
        for (side, 0..) |token, distance| {
            const vector = if (token.len == 0) table.outside else table.vector(token);
            if (token.len > 0) topic += vector.topic;
            if (distance >= data.near) continue;
            const place = data.places[(at * data.near + distance) * data.nearby * data.hidden ..];
            var sums: [groups]Group = @splat(@splat(0));
            for (@as([data.nearby]i16, vector.nearby), 0..) |number, row| {
                inline for (&sums, 0..) |*sum, group| {
                    const weights: @Vector(group_width, i8) = place[row * data.hidden + group * group_width ..][0..group_width].*;
                    sum.* += @as(Group, weights) * @as(Group, @splat(number));
                }
            }
            inline for (&hidden, sums) |*all, sum| all.* += sum;
        }
    }
    const shift: @Vector(data.hidden, u5) = @splat(data.hidden_shift);
    return std.simd.join(clamped(data.hidden, @as(@Vector(data.hidden, i32), @bitCast(hidden)) >> shift), clamped(data.topic, @as(@Vector(data.topic, i32), topic) << @splat(data.topic_shift)));
}

/// Hidden numbers are summed in groups: in sixteen bits where those hold what one neighbour adds.
const group_width = if (data.hidden % 8 == 0) 8 else data.hidden;
const groups = data.hidden / group_width;
const Group = @Vector(group_width, if (is_short) i16 else i32);

const is_short = fits: {
    @setEvalBranchQuota(10 * data.places.len);
    var largest: u32 = 0;
    for (data.places) |weight| largest = @max(largest, @abs(@as(i32, weight)));
    break :fits data.nearby * table.Vector.largest * largest < 1 << 15;
};

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
