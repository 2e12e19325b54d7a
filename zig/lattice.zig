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

const most_places = 24;
const most_visits = most_places + tokens.max_graphemes;
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
    places: [most_places]Place,
    place_count: usize,
    visits: [most_visits]Visit,
    visit_count: usize,

    pub fn start(self: *Lattice, graphemes: []const Token) void {
        self.graphemes = graphemes;
        self.phone_count = 0;
        self.places[0] = .{ .letter = 0, .given = 0, .share = 1 };
        self.place_count = 1;
        self.visit_count = 0;
    }

    /// What comes next, each token weighted with `mix` and by how long the contexts are that say so. Returns the sum.
    pub fn expect(self: *Lattice, lexicon: *const Lexicon, mix: f32, forecast: *Forecast) f32 {
        @memset(forecast, 0);
        self.visit_count = 0;
        var sum: f32 = 0;
        // Of those that come to a letter with nothing given to it yet.
        var arrived: f32 = 0;
        var last: Match = .{};
        for (0..self.graphemes.len + 1) |letter| {
            var moved: f32 = 0;
            for (self.places[0..self.place_count]) |place| {
                if (place.letter != letter) continue;
                if (place.given == 0) arrived += place.share else moved += self.visit(lexicon, place, mix, forecast, &sum, &last);
            }
            if (letter == self.graphemes.len) {
                const weight = weightOf(mix, last) * (arrived + moved);
                forecast[model.end] = weight;
                return sum + weight;
            }
            if (arrived > negligible) moved += self.visit(lexicon, .{ .letter = @intCast(letter), .given = 0, .share = arrived }, mix, forecast, &sum, &last);
            arrived = moved;
        }
        unreachable;
    }

    /// Ask about a place. Returns the share that goes on to the next letter.
    fn visit(self: *Lattice, lexicon: *const Lexicon, place: Place, mix: f32, forecast: *Forecast, sum: *f32, last: *Match) f32 {
        if (place.letter == self.graphemes.len) return place.share;
        const match = contexts.find(lexicon.bytes, lexicon.letterPlaces(), .{
            .graphemes = self.graphemes,
            .at = place.letter,
            .phones = self.phones[0 .. self.phone_count - place.given],
        });
        if (self.visit_count < most_visits) {
            self.visits[self.visit_count] = .{ .place = place, .match = match };
            self.visit_count += 1;
        }
        last.* = match;
        var counts = self.count(lexicon, place, match, null);
        if (counts.all > 0) {
            const share = place.share / counts.all;
            const weight = share * weightOf(mix, match);
            sum.* += (counts.all - counts.over) * weight;
            _ = self.count(lexicon, place, match, .{ forecast, weight });
            counts.over *= share;
        }
        return @max(counts.over, passed_over * place.share);
    }

    /// How many letters of a match have the phones that were given; how many of them have no more. With a forecast, what comes next is added to
    /// it.
    fn count(self: *const Lattice, lexicon: *const Lexicon, place: Place, match: Match, into: ?struct { *Forecast, f32 }) struct { all: f32, over: f32 } {
        const given = self.phones[self.phone_count - place.given .. self.phone_count];
        const step = match.places.len / most_looked_at + 1;
        var all: f32 = 0;
        var over: f32 = 0;
        var at: usize = 0;
        while (at < match.places.len) : (at += step) {
            const phones = lexicon.bytes + match.places[at] + 1;
            // A letter's phones end with another letter or with a zero, which are none of the phones given.
            if (!std.mem.eql(Token, phones[0..given.len], given)) continue;
            all += 1;
            const next = phones[given.len];
            if (next < model.first_phone) over += 1 else if (into) |target| target[0][next] += target[1];
        }
        return .{ .all = all, .over = over };
    }

    /// Move on with a phone, after `expect`.
    pub fn append(self: *Lattice, lexicon: *const Lexicon, phone: Token) void {
        self.place_count = 0;
        var sum: f32 = 0;
        for (self.visits[0..self.visit_count]) |*visited| {
            const place = visited.place;
            var forecast: Forecast = @splat(0);
            const counts = self.count(lexicon, place, visited.match, .{ &forecast, 1 });
            const is_common = place.given == 0 and align_file.isWritten(.english, tokens.graphemeOf(self.graphemes[place.letter]), phone);
            const likely = @max(if (is_common) common_phone else any_phone, if (counts.all > 0) forecast[phone] / counts.all else 0);
            self.keep(.{ .letter = place.letter, .given = place.given + 1, .share = place.share * likely });
            sum += place.share * likely;
        }
        var kept: usize = 0;
        for (self.places[0..self.place_count]) |place| {
            if (place.share < negligible * sum) continue;
            self.places[kept] = .{ .letter = place.letter, .given = place.given, .share = place.share / sum };
            kept += 1;
        }
        self.place_count = kept;
        self.phones[self.phone_count] = phone;
        self.phone_count += 1;
    }

    /// Add a place; if there is no room, instead of the least.
    fn keep(self: *Lattice, place: Place) void {
        if (self.place_count < most_places) {
            self.places[self.place_count] = place;
            self.place_count += 1;
            return;
        }
        var least: *Place = &self.places[0];
        for (&self.places) |*other| {
            if (other.share < least.share) least = other;
        }
        if (least.share < place.share) least.* = place;
    }
};

/// `mix`, and the less of it the shorter the match is: its powers.
fn weightOf(mix: f32, match: Match) f32 {
    var weight = mix;
    for (@min(match.length, contexts.full_match)..contexts.full_match) |_| weight *= mix;
    return weight;
}
