//! Greedy decoding: graphemes of words → phones, many words at once.

const std = @import("std");
const accent = @import("accent.zig");
const beam = @import("beam.zig");
const decode = @This();
const korean = @import("korean.zig");
const lattice_file = @import("lattice.zig");
const Lexicon = @import("lexicon.zig").Lexicon;
const math = @import("math.zig");
const matrix = @import("project.zig");
const model = @import("model");
const Options = @import("options.zig").Options;
const own = @import("own.zig");
const phones = @import("phones.zig");
const sampling = @import("sampling.zig");
const search = @import("search.zig");
const transformer = @import("transformer.zig");
const weights = @import("weights.zig");
const words = @import("words.zig");

const Token = transformer.Token;
const Language = words.Language;
const max_sequences = transformer.max_sequences;

/// A word that is being read.
const Seat = struct {
    word: usize,
    found: [words.max_phones]Token,
    probabilities: [words.max_phones]f32,
    probability: f32,
    count: usize,
    random: sampling.Random,
};

/// How words are read.
pub const Manner = struct {
    /// Whether it is noted how probable the phones are.
    with_probabilities: bool = false,
    /// By which the phones are drawn; the most probable are taken if null.
    drawn_by: ?*const Options = null,
};

/// Reads words; owns the batch that the model works on. Large: keep it in static memory.
pub const Decoder = struct {
    batch: transformer.Batch,
    seats: [max_sequences]Seat,
    logits: [max_sequences][head_width]f32 align(16),
    /// Of the word that was searched last.
    search: beam.Search,
    /// In which English is read: from 0, American, to 1, British.
    accent: f32,
    /// Whose words are mixed in, and how much; none if null.
    lexicon: ?*const Lexicon,
    mix: f32,
    lattices: [max_sequences]lattice_file.Lattice,
    /// The first row of `logits` before it was mixed.
    unmixed: [head_width]f32,

    /// The phones of every word that has none yet: of Korean words by rule, of the others the most probable ones, step by step until the
    /// model ends the word or its context is full. A seat that is done takes the next word, so that the batch stays full.
    pub fn read(self: *Decoder, list: *words.Words, manner: Manner) void {
        readByRule(list);
        // One language after the other, since each has its own head.
        for (std.enums.values(Language)) |language| {
            var free: std.StaticBitSet(max_sequences) = .full;
            var next: usize = 0;
            self.batch.clear();
            while (true) {
                while (next < list.count) : (next += 1) {
                    if (list.list[next].known or list.list[next].language != language) continue;
                    const graphemes = list.graphemes(next);
                    const seat = free.findFirstSet() orelse break;
                    if (!self.batch.hasRoom(graphemes.len + 2)) break;
                    free.unset(seat);
                    self.seats[seat].word = next;
                    self.seats[seat].count = 0;
                    self.seats[seat].probability = 1;
                    if (manner.drawn_by) |options| {
                        self.seats[seat].random = .init(options.seed.value, list.list[next].place, list.list[next].hash);
                    }
                    self.start(seat, graphemes);
                }
                if (self.batch.isEmpty()) break;
                self.step(language);
                const count = self.batch.count;
                var order: [max_sequences]u8 = undefined;
                for (order[0..count], self.batch.places[0..count]) |*sequence, place| sequence.* = place.sequence;
                self.batch.clear();
                for (order[0..count], self.logits[0..count]) |place, *logits| {
                    const seat = &self.seats[place];
                    const winner = if (manner.drawn_by) |options| draw(language, logits, options, seat) else best(language, logits);
                    if (manner.with_probabilities) {
                        var of_all: Shares = undefined;
                        shares(language, logits, &of_all);
                        const share = of_all[winner];
                        seat.probability *= share;
                        if (seat.count < seat.probabilities.len) seat.probabilities[seat.count] = share;
                    }
                    if (self.take(place, spoken.get(language)[winner])) continue;
                    list.setPhones(seat.word, seat.found[0..seat.count]);
                    if (manner.with_probabilities) list.setProbabilities(seat.word, seat.probabilities[0..seat.count], seat.probability);
                    free.set(place);
                }
            }
        }
    }

    /// Begin a pass with one word that is read apart from the others; then call `step` for each of its phones.
    pub fn begin(self: *Decoder, seat: usize, graphemes: []const Token) void {
        self.batch.clear();
        self.start(seat, graphemes);
    }

    /// Run the pass: `logits` then has a row for the next phone of each sequence, in the order of `tokens`.
    pub fn step(self: *Decoder, language: Language) void {
        transformer.setAccent(if (language == .english) self.accent else 0);
        const rows = self.batch.run();
        transformer.head(heads.getPtrConst(language).view(), rows, self.batch.count, &self.logits[0], head_width);
        if (accent.has_dial and language == .english and self.accent == 0) {
            // American words have American phones only.
            for (self.logits[0..self.batch.count]) |*logits| @memset(logits[american_phones..spoken.get(.english).len], never);
        }
        if (self.lexicon) |lexicon| {
            self.unmixed = self.logits[0];
            if (language != .english) return;
            for (self.batch.places[0..self.batch.count], self.logits[0..self.batch.count]) |place, *logits| {
                mixIn(logits, &self.lattices[place.sequence], lexicon, self.mix);
            }
        }
    }

    /// The logits of the first row as the model alone gave them.
    pub fn ofModel(self: *const Decoder) *const Shares {
        return if (self.lexicon == null) &self.logits[0] else &self.unmixed;
    }

    /// The next phone of a sequence.
    pub fn append(self: *Decoder, sequence: usize, token: Token) void {
        self.batch.append(sequence, token);
        if (self.lexicon) |lexicon| self.lattices[sequence].append(lexicon, token);
    }

    /// Copy a sequence to another place, where it may go on in another way.
    pub fn fork(self: *Decoder, from: usize, to: usize) void {
        self.batch.fork(from, to);
        if (self.lexicon != null) @memcpy(std.mem.asBytes(&self.lattices[to]), std.mem.asBytes(&self.lattices[from]));
    }

    fn start(self: *Decoder, seat: usize, graphemes: []const Token) void {
        var prefix: [model.context]Token = undefined;
        prefix[0] = model.begin;
        for (graphemes, prefix[1..][0..graphemes.len]) |grapheme, *token| token.* = grapheme;
        prefix[graphemes.len + 1] = model.separator;
        self.batch.start(seat, prefix[0 .. graphemes.len + 2]);
        if (self.lexicon != null) self.lattices[seat].start(graphemes);
    }

    /// Go on with a phone, or return that the word is over.
    fn take(self: *Decoder, sequence: usize, token: Token) bool {
        if (token == model.end or self.batch.isFull(sequence)) return false;
        const seat = &self.seats[sequence];
        seat.found[seat.count] = token;
        seat.count += 1;
        self.append(sequence, token);
        return true;
    }
};

/// A decoder that reads one language, as `beam.Search` takes it.
pub const InLanguage = struct {
    decoder: *Decoder,
    language: Language,

    pub const Shares = decode.Shares;

    pub fn batch(self: InLanguage) *transformer.Batch {
        return &self.decoder.batch;
    }

    pub fn begin(self: InLanguage, graphemes: []const Token) void {
        self.decoder.begin(0, graphemes);
    }

    pub fn step(self: InLanguage) void {
        self.decoder.step(self.language);
    }

    pub fn append(self: InLanguage, sequence: usize, token: Token) void {
        self.decoder.append(sequence, token);
    }

    pub fn fork(self: InLanguage, from: usize, to: usize) void {
        self.decoder.fork(from, to);
    }

    pub fn tokens(self: InLanguage) []const Token {
        return decode.tokens(self.language);
    }

    pub fn of(self: InLanguage, row: usize, _: []const Token, result: *decode.Shares) void {
        shares(self.language, &self.decoder.logits[row], result);
    }
};

/// Korean words, save those that are no whole syllables.
fn readByRule(list: *words.Words) void {
    for (0..list.count) |index| {
        if (list.list[index].known or list.list[index].language != .korean) continue;
        var buffer: [words.max_phones]Token = undefined;
        if (korean.read(list.graphemes(index), &buffer)) |found| list.setSure(index, found, .rule);
    }
}

/// Numbers of all tokens that may come next, in the order of `tokens`.
pub const Shares = [head_width]f32;

/// The tokens that may come next in a language, of which the first is the end.
pub fn tokens(language: Language) []const Token {
    return spoken.get(language);
}

/// The end of the word, or the most probable phone of the language, as its index in `spoken`: a word is never read with another language's
/// sounds.
fn best(language: Language, logits: *const Shares) usize {
    return largest(logits[0..spoken.get(language).len]);
}

/// The index of the largest number; of the first, if several are.
pub fn largest(numbers: []const f32) usize {
    var winner: usize = 0;
    for (numbers, 0..) |number, index| {
        if (number > numbers[winner]) winner = index;
    }
    return winner;
}

/// The next phone of a word, as its index in `spoken`: the one that is forced, if the language has it, or one that is drawn. Where chance has
/// no say a number is taken from it all the same, so that to force what was drawn changes nothing.
fn draw(language: Language, logits: *const Shares, options: *const Options, seat: *Seat) usize {
    const choices = spoken.get(language);
    var masses: Shares = undefined;
    const sum = sampling.weigh(choices, logits, options, &masses);
    const drawn = sampling.draw(masses[0..choices.len], sum, &seat.random);
    if (seat.count >= options.force.count) return drawn;
    return search.indexOf(Token, choices, options.force.tokens[seat.count]) orelse drawn;
}

/// The shares of the end and of all the language's phones.
pub fn shares(language: Language, logits: *const Shares, result: *Shares) void {
    const count = spoken.get(language).len;
    const peak = logits[best(language, logits)];
    var sum: f32 = 0;
    for (logits[0..count], result[0..count]) |logit, *share| {
        share.* = math.expOf((logit - peak) * sharpness);
        sum += share.*;
    }
    for (result[0..count]) |*share| share.* /= sum;
}

/// Make logits say what the model and a lexicon expect together: a mixture of the shares of both (Jelinek and Mercer 1980).
fn mixIn(logits: *Shares, lattice: *lattice_file.Lattice, lexicon: *const Lexicon, mix: f32) void {
    lattice.expect(lexicon, mix);
    if (lattice.sum == 0) return;
    var of_model: Shares = undefined;
    shares(.english, logits, &of_model);
    for (tokens(.english), logits[0..tokens(.english).len], 0..) |token, *logit, column| {
        const share = (1 - lattice.sum) * of_model[column] + lattice.forecast[token];
        logit.* = math.log(@max(share, 1e-30)) * model.probability_temperature;
    }
}

/// What logits are multiplied by before their softmax: models are more or less sure than they are right (Guo et al. 2017), and
/// `train.calibration` finds the temperature that mends it. Which phone is the most probable does not depend on it.
const sharpness: f32 = 1 / model.probability_temperature;

/// The tokens that may come in each language: the end, and its phones.
const spoken: std.EnumArray(Language, []const Token) = build: {
    var columns: std.EnumArray(Language, []const Token) = .initFill(&.{model.end});
    for (model.first_phone..model.vocabulary) |token| {
        const phone = phones.of(token);
        if (phone.english != null) columns.set(.english, columns.get(.english) ++ .{token});
        // ˈi and ˈu are the stressed vowels of English only.
        if (phone.korean != null and phone.stress == .none) columns.set(.korean, columns.get(.korean) ++ .{token});
    }
    break :build columns;
};

/// The end and the American phones come first among those of English; the British vowels were added to the model after them.
const american_phones = count: {
    if (own.is_own) break :count spoken.get(.english).len;
    @setEvalBranchQuota(10_000);
    var count: usize = 0;
    for (spoken.get(.english)) |token| {
        if (token != model.end and isBritishOnly(phones.of(token).ipa)) continue;
        count += 1;
    }
    for (spoken.get(.english)[count..]) |token| std.debug.assert(isBritishOnly(phones.of(token).ipa));
    break :count count;
};

fn isBritishOnly(ipa: []const u8) bool {
    for ([_][]const u8{ "ɒ", "əʊ", "ɜ", "ɪə", "ɛə", "ʊə" }) |vowel| if (std.mem.eql(u8, vowel, ipa)) return true;
    return false;
}

/// The logit of what is never written.
const never = -1e9;

const head_width = widest: {
    var most = 0;
    for (std.enums.values(Language)) |language| most = @max(most, spoken.get(language).len);
    break :widest matrix.panels(most) * matrix.panel_outputs;
};

/// The columns of the model's head that each language needs, in the order of `spoken`.
var heads: std.EnumArray(Language, weights.Storage(model.hidden, head_width)) = .initFill(std.mem.zeroes(weights.Storage(model.hidden, head_width)));

/// Fill the tables; to be called once.
pub fn prepare() void {
    transformer.prepare();
    for (std.enums.values(Language)) |language| {
        for (spoken.get(language), 0..) |token, column| heads.getPtr(language).copy(column, weights.head, token);
    }
}
