//! What stands around the letters of a lexicon: their places sorted as in a suffix array (Manber and Myers 1993), so that the longest
//! context that a letter of another word shares with the lexicon is found by halving, as an ∞-gram is (Liu et al. 2024).
//!
//! A context is read outwards from its letter: the letter, the one after it, the last phone before it, the letter before it, then the
//! second next of each, and so on. Beyond an end of the word it has zeros.

const model = @import("model");

/// The longest context in symbols that is compared.
const longest_context = 36;
/// A match from this length on has all the weight; a shorter one has less, and one of a single letter says nothing.
pub const full_match = 6;
const shortest_match = 2;
const most_calls = 1000;

/// A symbol of the context of the letter at `place` of a record: so many letters after it or before it, or so many phones before it.
pub noinline fn symbolAt(record: [*]const u8, place: usize, depth: usize) u8 {
    const is_phone = depth % 3 == 2;
    var at = place;
    var left = (depth + 2) / 3;
    while (left > 0) {
        at = if (depth % 3 == 1) at + 1 else at - 1;
        if (record[at] == 0) return 0;
        left -= @intFromBool((record[at] >= model.first_phone) == is_phone);
    }
    return record[at];
}

/// Letters of the lexicon with the same context: a part of the sorted places.
pub const Match = struct { places: []const u32, length: usize };

/// Those that share the longest context with a letter of a word that is being read: none if it is too short.
///
/// Args: the sorted places; the word as a record has it, though its phones may stand before all letters; the place of the letter there.
pub fn find(records: [*]const u8, places: []const u32, word: [*]const u8, letter: usize, match: *Match) void {
    match.* = .{ .places = places, .length = 0 };
    while (match.length < longest_context) : (match.length += 1) {
        if (match.places.len == 1 and match.length >= full_match) break;
        const wanted: u32 = symbolAt(word, letter, match.length);
        const first = bound(records, match, wanted);
        const end = bound(records, match, wanted + 1);
        if (first == end) break;
        match.places = match.places[first..end];
    }
    if (match.length < shortest_match) match.places = &.{};
}

/// How many places of a match go on with less than a symbol.
noinline fn bound(records: [*]const u8, match: *const Match, symbol: u32) usize {
    var low: usize = 0;
    var high = match.places.len;
    while (low < high) {
        const middle = (low + high) / 2;
        if (symbolAt(records, match.places[middle], match.length) < symbol) low = middle + 1 else high = middle;
    }
    return low;
}

/// Collect the places of all letters in the records, which begin at `first`, and sort them by context. There are as many as `places`.
pub fn sort(records: [*]const u8, first: usize, places: []u32) void {
    var count: usize = 0;
    var at = first;
    while (count < places.len) {
        at += 4 + @as(usize, records[at]);
        while (records[at] != 0) : (at += 1) {
            if (records[at] >= model.first_phone) continue;
            places[count] = @intCast(at);
            count += 1;
        }
        at += 1;
    }
    sortFrom(records, places, 0, 0);
}

/// Parts of more places than this are sorted by counting, as far as there is stack for the counts.
const few_places = 256;
const counted_depth = 8;

/// Radix sort in place (McIlroy, Bostic and McIlroy 1993, the American flag): the places are counted by their symbol, and each goes to
/// where those of its symbol belong.
fn sortMany(records: [*]const u8, places: []u32, depth: usize) void {
    var ends: [model.vocabulary]u32 = @splat(0);
    var next: [model.vocabulary]u32 = undefined;
    for (places) |place| ends[symbolAt(records, place, depth)] += 1;
    var end: u32 = 0;
    for (&next, &ends) |*first, *last| {
        first.* = end;
        end += last.*;
        last.* = end;
    }
    for (ends, 0..) |last, wanted| while (next[wanted] < last) {
        var place = places[next[wanted]];
        while (true) {
            const symbol = symbolAt(records, place, depth);
            const at = next[symbol];
            next[symbol] += 1;
            const other = places[at];
            places[at] = place;
            place = other;
            if (symbol == wanted) break;
        }
    };
    var first: usize = 0;
    for (ends) |last| {
        sortFrom(records, places[first..last], depth + 1, 0);
        first = last;
    }
}

/// Three-way radix quicksort (Bentley and Sedgewick 1997): parts are sorted by one symbol, what has the same one by the next. No lexicon
/// that is not made for it needs more than some dozens of calls within each other; one that is stays partly unsorted.
fn sortFrom(records: [*]const u8, all: []u32, from: usize, calls: usize) void {
    var places = all;
    var depth = from;
    while (places.len > 1 and depth < longest_context and calls < most_calls) : (depth += 1) {
        if (places.len > few_places and depth < counted_depth) return sortMany(records, places, depth);
        const pivot = symbolAt(records, places[places.len / 2], depth);
        var low: usize = 0;
        var at: usize = 0;
        var high = places.len;
        while (at < high) {
            const place = places[at];
            const symbol = symbolAt(records, place, depth);
            const target = if (symbol < pivot) low else if (symbol > pivot) high - 1 else at;
            places[at] = places[target];
            places[target] = place;
            low += @intFromBool(symbol < pivot);
            high -= @intFromBool(symbol > pivot);
            at += @intFromBool(symbol <= pivot);
        }
        sortFrom(records, places[0..low], depth, calls + 1);
        sortFrom(records, places[high..], depth, calls + 1);
        places = places[low..high];
    }
}
