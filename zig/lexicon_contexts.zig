//! What stands around the letters of a lexicon: their places sorted as in a suffix array (Manber and Myers 1993), so that the longest
//! context that a letter of another word shares with the lexicon is found by halving, as an ∞-gram is (Liu et al. 2024).
//!
//! A context is read outwards from its letter: the letter, the one after it, the last phone before it, the letter before it, then the
//! second next of each, and so on. Beyond an end of the word it has zeros.

const std = @import("std");
const model = @import("model");
const Token = @import("transformer.zig").Token;

/// The longest context in symbols that is compared.
const longest_context = 36;
/// A match from this length on has all the weight; a shorter one has less, and one of a single letter says nothing.
pub const full_match = 6;
const shortest_match = 2;

/// Where a symbol of a context stands: so many letters after the letter or before it, or so many phones before it.
const Step = struct {
    kind: enum { after, phone, before },
    nth: usize,

    fn init(depth: usize) Step {
        return .{ .kind = switch (depth % 3) {
            1 => .after,
            2 => .phone,
            else => .before,
        }, .nth = (depth + 2) / 3 };
    }
};

/// A symbol of the context of a letter in the records.
noinline fn symbolAt(records: [*]const u8, place: u32, depth: usize) u8 {
    const step: Step = .init(depth);
    var at = place;
    var left = step.nth;
    while (left > 0) {
        at = if (step.kind == .after) at + 1 else at - 1;
        if (records[at] == 0) return 0;
        left -= @intFromBool((records[at] >= model.first_phone) == (step.kind == .phone));
    }
    return records[at];
}

/// A letter of a word that is being read.
pub const Letter = struct {
    graphemes: []const Token,
    at: usize,
    /// What was said before the phones of the letter.
    phones: []const Token,

    fn symbol(self: Letter, depth: usize) u8 {
        const step: Step = .init(depth);
        const nth = step.nth;
        return switch (step.kind) {
            .after => if (self.at + nth < self.graphemes.len) self.graphemes[self.at + nth] else 0,
            .phone => if (nth <= self.phones.len) self.phones[self.phones.len - nth] else 0,
            .before => if (nth <= self.at) self.graphemes[self.at - nth] else 0,
        };
    }
};

/// Letters of the lexicon with the same context: a part of the sorted places.
pub const Match = struct { places: []const u32 = &.{}, length: usize = 0 };

/// Those that share the longest context with a letter.
pub fn find(records: [*]const u8, places: []const u32, letter: Letter) Match {
    var match: Match = .{ .places = places };
    while (match.length < longest_context) : (match.length += 1) {
        if (match.places.len == 1 and match.length >= full_match) break;
        const wanted: u16 = letter.symbol(match.length);
        const first = bound(records, match, wanted);
        const end = bound(records, match, wanted + 1);
        if (first == end) break;
        match.places = match.places[first..end];
    }
    return if (match.length < shortest_match) .{} else match;
}

/// How many places of a match go on with less than a symbol.
noinline fn bound(records: [*]const u8, match: Match, symbol: u16) usize {
    var low: usize = 0;
    var high = match.places.len;
    while (low < high) {
        const middle = (low + high) / 2;
        if (symbolAt(records, match.places[middle], match.length) < symbol) low = middle + 1 else high = middle;
    }
    return low;
}

/// Collect the places of all letters in the records, which end where `places` begins, and sort them by context.
pub fn sort(records: [*]const u8, first: usize, end: usize, places: []u32) void {
    var count: usize = 0;
    var record = first;
    while (record < end) {
        const start = record + 4 + records[record];
        record = start + records[record + 1] + 1;
        for (start..record) |at| {
            if (records[at] == 0 or records[at] >= model.first_phone) continue;
            places[count] = @intCast(at);
            count += 1;
        }
    }
    sortFrom(records, places, 0);
}

/// Three-way radix quicksort (Bentley and Sedgewick 1997): parts are sorted by one symbol, what has the same one by the next. The largest part
/// is gone on with and the others are called for, so that calls never lie deep.
fn sortFrom(records: [*]const u8, all: []u32, from: usize) void {
    var places = all;
    var depth = from;
    while (places.len > 1 and depth < longest_context) {
        const pivot = symbolAt(records, places[places.len / 2], depth);
        var low: usize = 0;
        var at: usize = 0;
        var high = places.len;
        while (at < high) {
            const symbol = symbolAt(records, places[at], depth);
            if (symbol < pivot) {
                std.mem.swap(u32, &places[low], &places[at]);
                low += 1;
                at += 1;
            } else if (symbol > pivot) {
                high -= 1;
                std.mem.swap(u32, &places[high], &places[at]);
            } else at += 1;
        }
        const parts = [_][]u32{ places[0..low], places[low..high], places[high..] };
        var largest: usize = 0;
        for (parts, 0..) |part, number| {
            if (part.len > parts[largest].len) largest = number;
        }
        for (parts, 0..) |part, number| {
            if (number != largest) sortFrom(records, part, depth + @intFromBool(number == 1));
        }
        places = parts[largest];
        depth += @intFromBool(largest == 1);
    }
}
