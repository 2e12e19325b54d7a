//! Where a word that is being read stands in its spelling, and what a lexicon expects next.
//!
//! The model writes phones without saying which letters they are for. So every place that the word may have come to has a share:
//! the letter whose turn it is, and how many phones it has been given. Letters of the lexicon in the same context say which phones a letter
//! gets, as in joint-sequence models (Bisani and Ney 2008), and so which phone comes next, and how the shares move when it was chosen.

const std = @import("std");
const align_file = @import("align.zig");
const contexts = @import("lexicon_contexts.zig");
const model = @import("model");
const search = @import("search.zig");
const tokens = @import("tokens.zig");
const words = @import("words.zig");

const Lexicon = @import("lexicon.zig").Lexicon;
const Match = contexts.Match;
const Token = @import("transformer.zig").Token;

/// A place that the word may have come to: `given` phones of `letter` are written.
const Place = struct { letter: usize, given: usize, share: f32 };
/// One that was asked about, with what the lexicon has like it.
const Visit = struct { place: Place, match: Match };

/// So many places are kept; what comes after is less than what came before.
const most_places = 2 * tokens.max_graphemes;
/// Of many letters that match, so many are looked at.
const most_looked_at = 64;
/// Shares below this are given up.
const negligible = 1e-4;
/// What letters also do that the lexicon does not show: they get a phone that they are commonly written for, or any other, or no more.
const common_phone: f32 = 1e-3;
const any_phone: f32 = 1e-6;
const no_more: f32 = 1e-3;
/// How often letters get no more of which it shows nothing, after some phones and before any.
const unknown_is_over: f32 = 0.9;
const unknown_is_silent: f32 = 0.05;

/// Of one sequence of the batch. Large: keep it in static memory.
pub const Lattice = struct {
    graphemes: []const Token,
    phones: [words.max_phones]Token,
    phone_count: usize,
    /// Where the word may have come to before the next phone.
    places: [most_places]Place,
    place_count: usize,
    /// The same, and the letters gone on to, once `expect` was called.
    visits: [most_places]Visit,
    visit_count: usize,
    /// What comes next: how probable each token is, with some weight, and all of them.
    forecast: [model.vocabulary]f32,
    sum: f32,

    pub fn start(self: *Lattice, graphemes: []const Token) void {
        self.graphemes = graphemes;
        self.phone_count = 0;
        self.places[0] = .{ .letter = 0, .given = 0, .share = 1 };
        self.place_count = 1;
        self.visit_count = 0;
    }

    /// Set the forecast, each token weighted with `mix` and by how long the contexts are that say so.
    pub fn expect(self: *Lattice, lexicon: *const Lexicon, mix: f32) void {
        @memset(&self.forecast, 0);
        self.sum = 0;
        self.visit_count = 0;
        // The share of those that come to a letter from the one before, and the weight of the last match.
        var arrived: f32 = 0;
        var weight: f32 = 0;
        for (0..self.graphemes.len) |letter| {
            // One more than is needed at the end, where there is room for it.
            self.places[@min(self.place_count, most_places - 1)] = .{ .letter = letter, .given = 0, .share = arrived };
            arrived = 0;
            for (self.places[0..@min(self.place_count + 1, most_places)]) |place| {
                if (place.letter != letter or place.share < negligible or self.visit_count == most_places) continue;
                const visited = &self.visits[self.visit_count];
                self.visit_count += 1;
                visited.place = place;
                self.match(lexicon, visited);
                weight = mix;
                for (@min(visited.match.length, contexts.full_match)..contexts.full_match) |_| weight *= mix;
                const found = self.look(lexicon, visited, 0, 0);
                const share = place.share / @max(1, found.all);
                _ = self.look(lexicon, visited, 0, share * weight);
                const least = if (found.all > 0) no_more else if (place.given > 0) unknown_is_over else unknown_is_silent;
                arrived += @max(found.over * share, least * place.share);
            }
        }
        self.forecast[model.end] = weight * arrived;
        self.sum += self.forecast[model.end];
    }

    fn match(self: *const Lattice, lexicon: *const Lexicon, visited: *Visit) void {
        var word: [2 + words.max_phones + tokens.max_graphemes]u8 = undefined;
        const letters = self.phone_count - visited.place.given + 1;
        word[0] = 0;
        @memcpy(word[1..letters], self.phones[0 .. letters - 1]);
        @memcpy(word[letters..][0..self.graphemes.len], self.graphemes);
        word[letters + self.graphemes.len] = 0;
        contexts.find(lexicon.bytes, lexicon.letters, &word, letters + visited.place.letter, &visited.match);
    }

    const Counts = struct {
        /// Letters that match and have the phones that were given.
        all: f32 = 0,
        /// Those of them that have no more.
        over: f32 = 0,
        /// Those that go on with the phone asked for.
        asked: f32 = 0,
    };

    /// Count the letters that match; add what they go on with to the forecast.
    noinline fn look(self: *Lattice, lexicon: *const Lexicon, visited: *const Visit, phone: Token, weight: f32) Counts {
        const given = self.phones[self.phone_count - visited.place.given .. self.phone_count];
        const places = visited.match.places;
        var counts: Counts = .{};
        var at: usize = 0;
        while (at < places.len) : (at += places.len / most_looked_at + 1) {
            const phones = lexicon.bytes + places[at] + 1;
            // A letter's phones end with another letter or with a zero, which are none of the phones given.
            if (!search.eql(Token, phones[0..given.len], given)) continue;
            const next = phones[given.len];
            counts.all += 1;
            if (next == phone) counts.asked += 1;
            if (next < model.first_phone) {
                counts.over += 1;
            } else {
                self.forecast[next] += weight;
                self.sum += weight;
            }
        }
        return counts;
    }

    /// Move on with a phone, after `expect`.
    pub noinline fn append(self: *Lattice, lexicon: *const Lexicon, phone: Token) void {
        var sum: f32 = 0;
        for (self.visits[0..self.visit_count]) |*visited| {
            const place = &visited.place;
            const found = self.look(lexicon, visited, phone, 0);
            const is_common = place.given == 0 and align_file.isWritten(.english, tokens.graphemeOf(self.graphemes[place.letter]), phone);
            place.share *= @max(if (is_common) common_phone else any_phone, found.asked / @max(1, found.all));
            place.given += 1;
            sum += place.share;
        }
        self.place_count = 0;
        for (self.visits[0..self.visit_count]) |*visited| {
            const share = visited.place.share / sum;
            if (share < negligible) continue;
            self.places[self.place_count] = visited.place;
            self.places[self.place_count].share = share;
            self.place_count += 1;
        }
        self.phones[self.phone_count] = phone;
        self.phone_count += 1;
    }
};
