//! Beam search: the most probable pronunciations of a word, or spellings of a pronunciation (Graves 2012; Sutskever et al. 2014).

const std = @import("std");
const model = @import("model");
const transformer = @import("transformer.zig");

const Token = transformer.Token;

/// The most pronunciations that one search finds: twice as many as can be asked for, since some may look the same when they are written.
pub const capacity = 40;

/// Pronunciations that go on at each step: those asked for and some more, since what is behind may come to the front.
const spare = 3;
const widest = transformer.max_sequences;

/// The beginning of a pronunciation, or all of it.
pub const Hypothesis = struct {
    phones: [model.context]Token,
    count: usize,
    /// The product of the shares of its phones and, if it has one, of its end.
    probability: f64,
    /// Where the batch keeps its keys and values.
    seat: u8,

    pub fn slice(self: *const Hypothesis) []const Token {
        return self.phones[0..self.count];
    }

    fn set(self: *Hypothesis, phones: []const Token, probability: f64) void {
        @memcpy(self.phones[0..phones.len], phones);
        self.count = phones.len;
        self.probability = probability;
    }
};

/// A hypothesis with one phone more.
const Candidate = struct { parent: u8, token: Token, probability: f64 };

/// Large: keep it in static memory.
pub const Search = struct {
    /// What was found, the most probable first.
    found: [capacity]Hypothesis,
    count: usize,
    /// Those that go on, now and in the next step.
    live: [2][widest]Hypothesis,
    candidates: [widest]Candidate,
    candidate_count: usize,

    /// Find up to `2 * wanted` pronunciations of a word. What is on its way and less probable than as many that are complete is given up, so
    /// that the search ends when nothing better can come.
    ///
    /// The decoder has a `batch()`, and reads with `begin(graphemes)`, `step()`, `append` and `fork`; after a step `of(row, before, &shares)` gives
    /// the shares of `tokens()` at the row's next place, after the phones before it.
    pub noinline fn run(self: *Search, decoder: anytype, graphemes: []const Token, wanted: usize) void {
        const keep = @min(2 * wanted, capacity);
        const width = @min(wanted + spare, widest);
        self.count = 0;
        self.live[0][0].set(&.{}, 1);
        self.live[0][0].seat = 0;
        var live_count: usize = 1;
        var turn: usize = 0;
        decoder.begin(graphemes);
        while (live_count > 0) : (turn ^= 1) {
            const live = self.live[turn][0..live_count];
            decoder.step();
            self.candidate_count = 0;
            for (live, 0..) |*hypothesis, row| {
                if (decoder.batch().isFull(hypothesis.seat)) {
                    self.finish(hypothesis, hypothesis.probability, keep);
                    continue;
                }
                var shares: @TypeOf(decoder).Shares = undefined;
                decoder.of(row, hypothesis.slice(), &shares);
                for (decoder.tokens(), shares[0..decoder.tokens().len]) |token, share| {
                    const probability = hypothesis.probability * share;
                    if (token == model.end) {
                        self.finish(hypothesis, probability, keep);
                    } else if (self.count < keep or probability > self.found[keep - 1].probability) {
                        self.propose(.{ .parent = @intCast(row), .token = token, .probability = probability }, width);
                    }
                }
            }
            self.goOn(decoder, live, &self.live[turn ^ 1]);
            live_count = self.candidate_count;
        }
    }

    /// Note a pronunciation that is complete; none is empty.
    fn finish(self: *Search, hypothesis: *const Hypothesis, probability: f64, keep: usize) void {
        if (hypothesis.count == 0) return;
        var at = self.count;
        while (at > 0 and self.found[at - 1].probability < probability) at -= 1;
        if (at == keep) return;
        if (self.count < keep) self.count += 1;
        var last = self.count - 1;
        while (last > at) : (last -= 1) self.found[last] = self.found[last - 1];
        self.found[at].set(hypothesis.slice(), probability);
    }

    fn propose(self: *Search, candidate: Candidate, width: usize) void {
        var at = self.candidate_count;
        while (at > 0 and self.candidates[at - 1].probability < candidate.probability) at -= 1;
        if (at == width) return;
        if (self.candidate_count < width) self.candidate_count += 1;
        var last = self.candidate_count - 1;
        while (last > at) : (last -= 1) self.candidates[last] = self.candidates[last - 1];
        self.candidates[at] = candidate;
    }

    /// Turn the candidates into the hypotheses of the next step. The first of a parent stays in its seat, the others get copies.
    fn goOn(self: *Search, decoder: anytype, live: []const Hypothesis, next: *[widest]Hypothesis) void {
        var free: std.StaticBitSet(widest) = .full;
        for (self.candidates[0..self.candidate_count]) |*candidate| free.unset(live[candidate.parent].seat);
        var has_seat: std.StaticBitSet(widest) = .empty;
        for (self.candidates[0..self.candidate_count], next[0..self.candidate_count]) |*candidate, *child| {
            const parent = &live[candidate.parent];
            child.set(parent.slice(), candidate.probability);
            child.phones[child.count] = candidate.token;
            child.count += 1;
            child.seat = parent.seat;
            if (has_seat.isSet(parent.seat)) {
                child.seat = @intCast(free.toggleFirstSet().?);
                decoder.fork(parent.seat, child.seat);
            }
            has_seat.set(parent.seat);
        }
        decoder.batch().clear();
        for (next[0..self.candidate_count]) |*child| decoder.append(child.seat, child.phones[child.count - 1]);
    }
};
