//! The phones of words read lately, so that running text is mostly looked up. Bounded, and exact: a word is found only if its language
//! and all its graphemes are the same.

const std = @import("std");
const search = @import("search.zig");
const Token = @import("transformer.zig").Token;
const words = @import("words.zig");

/// A cache of this many words, in sets of sixteen; none if zero. Its 64 bytes a word are touched only as they fill. Large: keep it in static
/// memory, undefined until `clear`.
pub fn Cache(comptime capacity: usize) type {
    return struct {
        const Self = @This();
        /// So many that hardly a set is full before half of all is: with four, one in fifteen words of a text were dropped by then.
        const ways = @min(16, capacity);
        const sets = if (capacity == 0) 0 else capacity / ways;
        const Bits = @Int(.unsigned, @max(1, ways));

        /// By set and way: zero for nothing, else some bits of the hash.
        marks: [sets][ways]u16,
        /// By set, a bit for each way that was asked for or filled since all were.
        used: [sets]Bits,
        entries: [sets][ways]Entry,

        pub fn clear(self: *Self) void {
            @memset(&self.marks, @splat(0));
            @memset(&self.used, 0);
        }

        /// The phones of a word, valid until the next call; null if it is not here.
        pub fn find(self: *Self, key: words.Key) ?[]const Token {
            if (capacity == 0) return null;
            const set = key.hash % sets;
            const marks: @Vector(ways, u16) = self.marks[set];
            var candidates: Bits = @bitCast(marks == @as(@Vector(ways, u16), @splat(markOf(key))));
            while (candidates != 0) : (candidates &= candidates - 1) {
                const way = @ctz(candidates);
                if (!self.entries[set][way].holds(key)) continue;
                self.use(set, @intCast(way));
                return self.entries[set][way].phones();
            }
            return null;
        }

        /// Add a word that is not here; one of its set that was not asked for lately makes room. Words too long for an entry are not kept.
        pub fn insert(self: *Self, key: words.Key, phones: []const Token) void {
            if (capacity == 0 or key.graphemes.len + phones.len > Entry.max_symbols) return;
            const set = key.hash % sets;
            const way = @ctz(~self.used[set]);
            self.use(set, @intCast(way));
            self.marks[set][way] = markOf(key);
            self.entries[set][way].fill(key, phones);
        }

        /// Some way is always left unused.
        fn use(self: *Self, set: usize, way: std.math.Log2Int(Bits)) void {
            const bit = @as(Bits, 1) << way;
            self.used[set] |= bit;
            if (~self.used[set] == 0) self.used[set] = bit;
        }

        fn markOf(key: words.Key) u16 {
            return @intCast(key.hash >> 16 | 1);
        }
    };
}

const Entry = extern struct {
    const max_symbols = 61;

    language: words.Language,
    graphemes_length: u8,
    phones_length: u8,
    /// Graphemes, then phones.
    symbols: [max_symbols]Token,

    fn fill(self: *Entry, key: words.Key, of_word: []const Token) void {
        self.language = key.language;
        self.graphemes_length = @intCast(key.graphemes.len);
        self.phones_length = @intCast(of_word.len);
        for (key.graphemes, self.symbols[0..key.graphemes.len]) |grapheme, *symbol| symbol.* = grapheme;
        for (of_word, self.symbols[key.graphemes.len..][0..of_word.len]) |phone, *symbol| symbol.* = phone;
    }

    fn holds(self: *const Entry, key: words.Key) bool {
        return self.language == key.language and search.eql(Token, self.symbols[0..self.graphemes_length], key.graphemes);
    }

    fn phones(self: *const Entry) []const Token {
        return self.symbols[self.graphemes_length..][0..self.phones_length];
    }
};

const testing = std.testing;

test "a word is found by all of it, not by its hash" {
    var cache: Cache(4) = undefined;
    cache.clear();
    const word: words.Key = .{ .language = .english, .graphemes = &.{ 1, 2, 3 }, .hash = 9 };
    try testing.expectEqual(null, cache.find(word));
    cache.insert(word, &.{ 7, 8 });
    try testing.expectEqualSlices(Token, &.{ 7, 8 }, cache.find(word).?);
    try testing.expectEqual(null, cache.find(.{ .language = .korean, .graphemes = word.graphemes, .hash = 9 }));
    try testing.expectEqual(null, cache.find(.{ .language = .english, .graphemes = &.{ 1, 2 }, .hash = 9 }));
    try testing.expectEqual(null, cache.find(.{ .language = .english, .graphemes = &.{ 1, 2, 4 }, .hash = 9 }));
}

test "a full set drops a word that was not asked for" {
    var cache: Cache(4) = undefined;
    cache.clear();
    var graphemes: [6][1]Token = undefined;
    for (&graphemes, 0..) |*grapheme, at| {
        grapheme[0] = @intCast(at);
        cache.insert(.{ .language = .english, .graphemes = grapheme, .hash = 1 }, &.{@intCast(50 + at)});
        // The first word stays in use.
        for (0..3) |_| try testing.expectEqualSlices(Token, &.{50}, cache.find(.{ .language = .english, .graphemes = &.{0}, .hash = 1 }).?);
    }
    for ([_]bool{ true, false, false, true, true, true }, 0..) |kept, at| {
        const found = cache.find(.{ .language = .english, .graphemes = &.{@intCast(at)}, .hash = 1 });
        try testing.expectEqual(kept, found != null);
    }
}

test "words too long for an entry are not kept, and a cache of none keeps nothing" {
    var cache: Cache(8) = undefined;
    cache.clear();
    const long: [40]Token = @splat(1);
    const key: words.Key = .init(.english, &long);
    cache.insert(key, long[0..22]);
    try testing.expectEqual(null, cache.find(key));
    cache.insert(key, long[0..21]);
    try testing.expectEqual(21, cache.find(key).?.len);
    var none: Cache(0) = undefined;
    none.clear();
    none.insert(key, &.{1});
    try testing.expectEqual(null, none.find(key));
}
