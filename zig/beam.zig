//! Beam search: the most probable pronunciations of a word (Graves 2012; Sutskever et al. 2014).

const std = @import("std");
const decode = @import("decode.zig");
const model = @import("model");
const search = @import("search.zig");
const transformer = @import("transformer.zig");
const words = @import("words.zig");

const Decoder = decode.Decoder;
const Language = words.Language;
const Token = transformer.Token;

/// The most pronunciations that one search finds: twice as many as can be asked for, since some may look the same when they are written.
pub const capacity = 40;

/// Pronunciations that go on at each step: those asked for and some more, since what is behind may come to the front.
const spare = 3;
const widest = transformer.max_sequences;

/// The beginning of a pronunciation, or all of it.
pub const Hypothesis = struct {
    phones: [words.max_phones]Token,
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
    pub noinline fn run(self: *Search, decoder: *Decoder, language: Language, graphemes: []const Token, wanted: usize) void {
        const keep = @min(2 * wanted, capacity);
        const width = @min(wanted + spare, widest);
        self.count = 0;
        self.live[0][0].set(&.{}, 1);
        self.live[0][0].seat = 0;
        var live_count: usize = 1;
        var turn: usize = 0;
        decoder.begin(0, graphemes);
        while (live_count > 0) : (turn ^= 1) {
            const live = self.live[turn][0..live_count];
            decoder.step(language);
            self.candidate_count = 0;
            for (live, decoder.logits[0..live_count], 0..) |*hypothesis, *logits, parent| {
                if (decoder.batch.isFull(hypothesis.seat)) {
                    self.finish(hypothesis, hypothesis.probability, keep);
                    continue;
                }
                var shares: decode.Shares = undefined;
                decode.shares(language, logits, &shares);
                for (decode.tokens(language), shares[0..decode.tokens(language).len]) |token, share| {
                    const probability = hypothesis.probability * share;
                    if (token == model.end) {
                        self.finish(hypothesis, probability, keep);
                    } else if (self.count < keep or probability > self.found[keep - 1].probability) {
                        self.propose(.{ .parent = @intCast(parent), .token = token, .probability = probability }, width);
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
    fn goOn(self: *Search, decoder: *Decoder, live: []const Hypothesis, next: *[widest]Hypothesis) void {
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
        decoder.batch.clear();
        for (next[0..self.candidate_count]) |*child| decoder.append(child.seat, child.phones[child.count - 1]);
    }
};

const testing = std.testing;
const tokens_file = @import("tokens.zig");
var test_decoder: Decoder = undefined;
var test_search: Search = undefined;
var test_words: words.Words = undefined;

test "pronunciations are distinct, sorted, and as probable as the model says when it reads them" {
    decode.prepare();
    test_decoder.lexicon = null;
    for ([_][]const u8{ "banana", "xylophone", "a", "ngg" }) |spelling| {
        var graphemes: tokens_file.Graphemes = undefined;
        const letters = graphemes.of(spelling);
        test_search.run(&test_decoder, .english, letters, 5);
        try testing.expect(test_search.count == 10);
        var sum: f64 = 0;
        for (test_search.found[0..test_search.count], 0..) |*hypothesis, at| {
            sum += hypothesis.probability;
            if (at > 0) try testing.expect(hypothesis.probability <= test_search.found[at - 1].probability);
            for (test_search.found[0..at]) |*other| try testing.expect(!std.mem.eql(Token, other.slice(), hypothesis.slice()));
            // The same phones, one after the other, in a batch that holds nothing else.
            var product: f64 = 1;
            test_decoder.begin(0, letters);
            for (0..hypothesis.count + 1) |step| {
                test_decoder.step(.english);
                var shares: decode.Shares = undefined;
                decode.shares(.english, &test_decoder.logits[0], &shares);
                const token = if (step < hypothesis.count) hypothesis.phones[step] else model.end;
                product *= shares[search.indexOf(Token, decode.tokens(.english), token).?];
                test_decoder.batch.clear();
                if (step < hypothesis.count) test_decoder.batch.append(0, token);
            }
            try testing.expectEqual(product, hypothesis.probability);
        }
        try testing.expect(sum < 1.00001);
    }
}

test "the most probable is at least as probable as what greedy decoding finds" {
    decode.prepare();
    test_decoder.lexicon = null;
    for ([_][]const u8{ "strawberry", "zzz", "quixotically" }) |spelling| {
        var graphemes: tokens_file.Graphemes = undefined;
        test_words.clear();
        const place = test_words.place(.init(.english, graphemes.of(spelling)));
        test_decoder.read(&test_words, .{ .with_probabilities = true });
        test_search.run(&test_decoder, .english, test_words.graphemes(place.index), 20);
        try testing.expect(@as(f32, @floatCast(test_search.found[0].probability)) >= 0.9999 * test_words.list[place.index].probability);
    }
}
