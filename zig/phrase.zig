//! The spellings of several words, of which each has its own: the most probable ways to take one of each.

const std = @import("std");
const TextOutput = @import("text_output.zig").TextOutput;
const beam = @import("beam.zig");
const speller = @import("speller.zig");

/// The most spellings that can be asked for.
pub const most = beam.capacity / 2;

/// One way to spell the words so far.
const Way = struct { text: [capacity]u8, length: usize, probability: f64 };

/// Bytes that the spelling of a phrase may take.
pub const capacity = 1 << 11;

/// Large: keep it in static memory.
pub const Phrase = struct {
    ways: [2][most]Way = undefined,
    count: usize = 0,
    turn: usize = 0,
    /// How many words there are.
    words: usize = 0,

    pub fn clear(self: *Phrase) void {
        self.count = 1;
        self.words = 0;
        self.ways[self.turn][0].length = 0;
        self.ways[self.turn][0].probability = 1;
    }

    /// Add a word with its spellings, sorted. Returns false, with nothing changed, if the text becomes too long.
    pub fn add(self: *Phrase, spellings: []const beam.Hypothesis, wanted: usize) bool {
        const former = self.ways[self.turn][0..self.count];
        const next = &self.ways[self.turn ^ 1];
        var taken: [most]usize = @splat(0);
        var count: usize = 0;
        // Both lists are sorted, so that the best way that is left begins with the best way of some former one.
        while (count < wanted) : (count += 1) {
            var best: ?usize = null;
            for (former, 0..) |*way, at| {
                if (taken[at] == spellings.len) continue;
                const probability = way.probability * spellings[taken[at]].probability;
                if (best == null or probability > former[best.?].probability * spellings[taken[best.?]].probability) best = at;
            }
            const at = best orelse break;
            if (!join(&next[count], &former[at], &spellings[taken[at]], self.words > 0)) return false;
            taken[at] += 1;
        }
        self.turn ^= 1;
        self.count = count;
        self.words += 1;
        return true;
    }

    pub fn slice(self: *const Phrase) []const Way {
        return self.ways[self.turn][0..self.count];
    }
};

var word: TextOutput = .{};

fn join(way: *Way, former: *const Way, spelling: *const beam.Hypothesis, with_space: bool) bool {
    word.length = 0;
    if (with_space) word.write(" ");
    speller.write(&word, spelling.slice());
    if (former.length + word.length > capacity) return false;
    @memcpy(way.text[0..former.length], former.text[0..former.length]);
    @memcpy(way.text[former.length..][0..word.length], word.slice());
    way.length = former.length + word.length;
    way.probability = former.probability * spelling.probability;
    return true;
}
