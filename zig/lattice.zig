//! Where a word that is being read stands in its spelling, and what a lexicon expects next.
//!
//! The model writes phones without saying which letters they are for. So every place that the word may have come to has a share:
//! the letter whose turn it is, and how many phones it has been given. Letters of the lexicon in the same context say which phones a letter
//! gets, as in joint-sequence models (Bisani and Ney 2008), and so which phone comes next, and how the shares move when it was chosen.

const std = @import("std");
const align_file = @import("align.zig");
const contexts = @import("lexicon_contexts.zig");
const model = @import("model");
const tokens = @import("tokens.zig");
const words = @import("words.zig");

const Lexicon = @import("lexicon.zig").Lexicon;
const Match = contexts.Match;
const Token = @import("transformer.zig").Token;

/// How probable each token is.
pub const Forecast = [model.vocabulary]f32;

/// A place that the word may have come to: `given` phones of `letter` are written.
const Place = struct { letter: u8, given: u8, share: f32 };
/// One that was asked about, with what the lexicon has like it.
const Visit = struct { place: Place, match: Match };

/// So many places are kept; what comes after is less than what came before.
const most_places = 2 * tokens.max_graphemes;
/// Of many letters that match, so many are looked at.
const most_looked_at = 64;
/// Shares below this are given up.
const negligible = 1e-4;
/// What a letter that the lexicon does not know so does: it gets a phone that it is commonly written for, or any other, or is passed over.
const common_phone: f32 = 1e-3;
const any_phone: f32 = 1e-6;
const passed_over: f32 = 1e-3;

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
    /// Of all tokens.
    sum: f32,
    /// What was found for the last letter asked about.
    last: Match,

    pub fn start(self: *Lattice, graphemes: []const Token) void {
        self.graphemes = graphemes;
        self.phone_count = 0;
        self.places[0] = .{ .letter = 0, .given = 0, .share = 1 };
        self.place_count = 1;
    }

    /// What comes next, each token weighted with `mix` and by how long the contexts are that say so. Returns the sum.
    pub fn expect(self: *Lattice, lexicon: *const Lexicon, mix: f32, forecast: *Forecast) f32 {
        @memset(forecast, 0);
        self.visit_count = 0;
        self.sum = 0;
        self.last = .{};
        // The share of those that come to a letter from the one before.
        var arrived: f32 = 0;
        for (0..self.graphemes.len) |letter| {
            var moved: f32 = 0;
            for (self.places[0..self.place_count]) |place| {
                if (place.letter == letter) moved += self.visit(lexicon, place, mix, forecast);
            }
            if (arrived > negligible) moved += self.visit(lexicon, .{ .letter = @intCast(letter), .given = 0, .share = arrived }, mix, forecast);
            arrived = moved;
        }
        forecast[model.end] = weightOf(mix, self.last) * arrived;
        return self.sum + forecast[model.end];
    }

    /// Ask about a place. Returns the share that goes on to the next letter.
    noinline fn visit(self: *Lattice, lexicon: *const Lexicon, place: Place, mix: f32, forecast: *Forecast) f32 {
        self.last = contexts.find(lexicon.bytes, lexicon.letterPlaces(), .{
            .graphemes = self.graphemes,
            .at = place.letter,
            .phones = self.phones[0 .. self.phone_count - place.given],
        });
        const visited: Visit = .{ .place = place, .match = self.last };
        if (self.visit_count < most_places) {
            self.visits[self.visit_count] = visited;
            self.visit_count += 1;
        }
        const found = self.count(lexicon, &visited, 0, null, 0);
        if (found.all == 0) return passed_over * place.share;
        const share = place.share / found.all;
        const weight = share * weightOf(mix, self.last);
        self.sum += (found.all - found.over) * weight;
        _ = self.count(lexicon, &visited, 0, forecast, weight);
        return @max(found.over * share, passed_over * place.share);
    }

    const Counts = struct {
        /// Letters that match and have the phones that were given.
        all: f32 = 0,
        /// Those of them that have no more.
        over: f32 = 0,
        /// Those that go on with the phone asked for.
        asked: f32 = 0,
    };

    /// Count the letters that a visit found; what they go on with is added to the forecast.
    noinline fn count(self: *const Lattice, lexicon: *const Lexicon, visited: *const Visit, phone: Token, forecast: ?*Forecast, weight: f32) Counts {
        const given = self.phones[self.phone_count - visited.place.given .. self.phone_count];
        const places = visited.match.places;
        var counts: Counts = .{};
        var at: usize = 0;
        while (at < places.len) : (at += places.len / most_looked_at + 1) {
            const phones = lexicon.bytes + places[at] + 1;
            // A letter's phones end with another letter or with a zero, which are none of the phones given.
            if (!std.mem.eql(Token, phones[0..given.len], given)) continue;
            const next = phones[given.len];
            counts.all += 1;
            counts.over += @floatFromInt(@intFromBool(next < model.first_phone));
            counts.asked += @floatFromInt(@intFromBool(next == phone));
            if (forecast) |of_token| of_token[next] += weight;
        }
        // The letters that a word goes on with are nothing that is said next.
        if (forecast) |of_token| @memset(of_token[0..model.first_phone], 0);
        return counts;
    }

    /// Move on with a phone, after `expect`.
    pub noinline fn append(self: *Lattice, lexicon: *const Lexicon, phone: Token) void {
        var sum: f32 = 0;
        for (self.visits[0..self.visit_count]) |*visited| {
            const place = &visited.place;
            const found = self.count(lexicon, visited, phone, null, 0);
            const is_common = place.given == 0 and align_file.isWritten(.english, tokens.graphemeOf(self.graphemes[place.letter]), phone);
            place.share *= @max(if (is_common) common_phone else any_phone, found.asked / @max(1, found.all));
            place.given += 1;
            sum += place.share;
        }
        self.place_count = 0;
        for (self.visits[0..self.visit_count]) |*visited| {
            var place = visited.place;
            place.share /= sum;
            if (place.share < negligible) continue;
            self.places[self.place_count] = place;
            self.place_count += 1;
        }
        self.phones[self.phone_count] = phone;
        self.phone_count += 1;
    }
};

/// `mix`, and the less of it the shorter the match is: its powers.
noinline fn weightOf(mix: f32, match: Match) f32 {
    var weight = mix;
    for (@min(match.length, contexts.full_match)..contexts.full_match) |_| weight *= mix;
    return weight;
}
