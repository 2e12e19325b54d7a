//! Tokens of a pronunciation → the most probable spellings, by a model whose output are letters.

const std = @import("std");
const beam = @import("beam.zig");
const hangul = @import("hangul.zig");
const math = @import("math.zig");
const model = @import("model");
const Output = @import("text_output.zig").TextOutput;
const transformer = @import("transformer.zig");
const utf8 = @import("utf8.zig");
const weights = @import("weights.zig");

const Token = transformer.Token;

/// What a word may be spelled with; always one script alone.
pub const Script = enum(u32) { any, latin, hangul };

/// The parts of hangul syllables, and Latin letters.
const Kind = enum { latin, onset, nucleus, coda };

/// Finds spellings, one word at a time. Large: keep it in static memory.
pub const Speller = struct {
    batch: transformer.Batch,
    search: beam.Search,
    logits: [transformer.max_sequences][model.padded_vocabulary]f32 align(16),
    script: Script,

    pub const Shares = [letters.len]f32;

    /// Find up to `wanted` spellings of a word; they are in `search.found` then, the most probable first.
    pub fn spell(self: *Speller, sounds: []const Token, script: Script, wanted: usize) void {
        self.script = script;
        self.search.run(Steps{ .speller = self }, sounds, wanted);
        self.search.count = @min(self.search.count, wanted);
    }
};

/// A speller, as `beam.Search` takes it.
const Steps = struct {
    speller: *Speller,

    pub const Shares = Speller.Shares;

    pub fn batch(self: Steps) *transformer.Batch {
        return &self.speller.batch;
    }

    pub fn begin(self: Steps, sounds: []const Token) void {
        var prefix: [model.context]Token = undefined;
        prefix[0] = model.begin;
        @memcpy(prefix[1..][0..sounds.len], sounds);
        prefix[sounds.len + 1] = model.separator;
        self.batch().clear();
        self.batch().start(0, prefix[0 .. sounds.len + 2]);
    }

    pub fn step(self: Steps) void {
        transformer.head(weights.head, self.batch().run(), self.batch().count, &self.speller.logits[0], model.padded_vocabulary);
    }

    pub fn append(self: Steps, sequence: usize, token: Token) void {
        self.batch().append(sequence, token);
    }

    pub fn fork(self: Steps, from: usize, to: usize) void {
        self.batch().fork(from, to);
    }

    pub fn tokens(_: Steps) []const Token {
        return &letters;
    }

    /// The shares of what may follow, which sum to one: syllables are whole, and scripts are not mixed.
    pub fn of(self: Steps, row: usize, before: []const Token, result: *Shares) void {
        const logits = &self.speller.logits[row];
        const last: ?Kind = if (before.len == 0) null else kindOf(before[before.len - 1]);
        var peak: f32 = -std.math.inf(f32);
        for (letters) |token| if (isAllowed(last, token, self.speller.script)) {
            peak = @max(peak, logits[token]);
        };
        var sum: f32 = 0;
        for (letters, result) |token, *share| {
            share.* = if (isAllowed(last, token, self.speller.script)) math.expOf((logits[token] - peak) / model.probability_temperature) else 0;
            sum += share.*;
        }
        for (result) |*share| share.* /= sum;
    }
};

fn isAllowed(last: ?Kind, token: Token, script: Script) bool {
    const before = last orelse {
        if (token == model.end) return false;
        return switch (kindOf(token)) {
            .latin => script != .hangul,
            .onset => script != .latin,
            .nucleus, .coda => false,
        };
    };
    if (token == model.end) return before != .onset;
    const kind = kindOf(token);
    return switch (before) {
        .latin => kind == .latin,
        .onset => kind == .nucleus,
        .nucleus => kind == .coda or kind == .onset,
        .coda => kind == .onset,
    };
}

fn kindOf(token: Token) Kind {
    const letter = letterOf(token);
    return if (letter < hangul.first_onset) .latin else if (letter < hangul.first_nucleus) .onset else if (letter < hangul.first_coda) .nucleus else .coda;
}

/// The end, and all that is written.
const letters = build: {
    var list: [1 + model.phones.len]Token = undefined;
    list[0] = model.end;
    for (list[1..], model.first_phone..) |*token, number| token.* = number;
    break :build list;
};

fn letterOf(token: Token) u21 {
    return letter_points[token - model.first_phone];
}

const letter_points = build: {
    @setEvalBranchQuota(10_000);
    var points: [model.phones.len]u21 = undefined;
    for (model.phones, &points) |letter, *point| point.* = utf8.decode(letter).?.value;
    break :build points;
};

/// Write a spelling, its jamo as syllables.
pub fn write(output: *Output, spelling: []const Token) void {
    var pending: ?u21 = null;
    for (spelling) |token| {
        const letter = letterOf(token);
        if (pending) |before| {
            if (hangul.compose(before, letter)) |syllable| {
                pending = syllable;
                continue;
            }
            put(output, before);
        }
        pending = letter;
    }
    if (pending) |letter| put(output, letter);
}

fn put(output: *Output, point: u21) void {
    var buffer: [4]u8 = undefined;
    output.write(utf8.encode(point, &buffer));
}

const testing = std.testing;
var test_speller: Speller = undefined;
const Sounds = @import("sounds.zig").Sounds;

test "spellings are distinct, sorted, whole, and in the script that was asked for" {
    transformer.prepare();
    for ([_]Script{ .any, .latin, .hangul }) |script| {
        for ([_][]const u8{ "kæt", "hanɡuk", "ʒʒʒ", "a" }) |word| {
            var sounds: Sounds = undefined;
            try testing.expectEqual(null, sounds.read(word));
            test_speller.spell(sounds.slice(), script, 5);
            try testing.expectEqual(5, test_speller.search.count);
            var sum: f64 = 0;
            for (test_speller.search.found[0..5], 0..) |*hypothesis, at| {
                sum += hypothesis.probability;
                if (at > 0) try testing.expect(hypothesis.probability <= test_speller.search.found[at - 1].probability);
                const is_latin = kindOf(hypothesis.slice()[0]) == .latin;
                try testing.expect(is_latin or script != .latin);
                try testing.expect(!is_latin or script != .hangul);
                var output: Output = .{};
                write(&output, hypothesis.slice());
                try testing.expect(std.unicode.utf8ValidateSlice(output.slice()));
                var points = (try std.unicode.Utf8View.init(output.slice())).iterator();
                while (points.nextCodepoint()) |point| try testing.expectEqual(is_latin, point < hangul.first_onset);
                if (!is_latin) try testing.expectEqual(0, output.length % 3);
            }
            try testing.expect(sum < 1.00001);
        }
    }
}
