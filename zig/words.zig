//! The distinct words of a stretch of text: their graphemes and, once known, their phones.

const std = @import("std");
const model = @import("model");
const search = @import("search.zig");
const tokens = @import("tokens.zig");
const Token = @import("transformer.zig").Token;

pub const Language = enum(u8) { english, korean };

/// The languages in which to look for the phones of a word's pronunciation in IPA, since some are phones of both: that of its first letter
/// goes first.
pub fn likelier(spelling: []const u8) [2]Language {
    // Hangul has first bytes from EA to ED in UTF-8.
    const is_hangul = spelling.len > 0 and spelling[0] -% 0xEA < 4;
    return if (is_hangul) .{ .korean, .english } else .{ .english, .korean };
}

/// The most phones that one word can give.
pub const max_phones = model.context;

/// What a word is known by: two words are the same if all of it is.
pub const Key = struct {
    language: Language,
    graphemes: []const Token,
    hash: u32,

    pub fn init(language: Language, graphemes: []const Token) Key {
        // FNV-1a, and a last step that brings the high bits down.
        var hash: u32 = 2166136261 ^ @as(u32, @backingInt(language));
        for (graphemes) |grapheme| hash = (hash ^ grapheme) *% 16777619;
        return .{ .language = language, .graphemes = graphemes, .hash = (hash ^ hash >> 15) *% 0x85EBCA6B };
    }
};

/// Where the phones of a word come from: the model, the table of exceptions, the rules of Korean, or a lexicon of the user's.
pub const Origin = enum { model, exception, rule, lexicon };

const Word = struct {
    language: Language,
    known: bool,
    hash: u32,
    graphemes: struct { start: u32, length: u32 },
    phones: struct { start: u32, length: u32 },
    origin: Origin,
    /// Its number among the words of its line; set and read only where words are drawn.
    place: u32,
    /// Of all its phones and its end together, once `setProbabilities` has been called.
    probability: f32,
};

/// Large: keep it in static memory.
pub const Words = struct {
    /// The most distinct words.
    pub const capacity = 2048;

    const slots = 2 * capacity;

    list: [capacity]Word,
    count: usize,
    /// Index of a word plus one, by hash; zero where there is none.
    table: [slots]u16,
    /// Whether every word has a place of its own, since it may be read otherwise than the same word elsewhere.
    each_apart: bool,
    symbols: [capacity * (tokens.max_graphemes + max_phones)]Token,
    used: usize,
    /// Of the phones, each at its place in `symbols`.
    probabilities: [capacity * (tokens.max_graphemes + max_phones)]f32,

    pub fn clear(self: *Words) void {
        self.count = 0;
        self.used = 0;
        self.each_apart = false;
        @memset(&self.table, 0);
    }

    pub const Place = struct { index: usize, is_new: bool };

    /// The place of a word, which is added if it is not there or each has its own; there must be room.
    pub fn place(self: *Words, word: Key) Place {
        var slot = word.hash % slots;
        while (self.table[slot] != 0) : (slot = (slot + 1) % slots) {
            const index = self.table[slot] - 1;
            const other = &self.list[index];
            if (!self.each_apart and other.hash == word.hash and other.language == word.language and search.eql(Token, self.graphemes(index), word.graphemes)) {
                return .{ .index = index, .is_new = false };
            }
        }
        const index = self.append(word);
        self.table[slot] = @intCast(self.count);
        return .{ .index = index, .is_new = true };
    }

    /// Add a word whose phones are given; it is not found by its spelling. There must be room.
    pub fn add(self: *Words, word: Key, of_word: []const Token, origin: Origin) usize {
        const index = self.append(word);
        self.setSure(index, of_word, origin);
        return index;
    }

    fn append(self: *Words, word: Key) usize {
        self.list[self.count] = .{
            .language = word.language,
            .known = false,
            .hash = word.hash,
            .graphemes = .{ .start = @intCast(self.used), .length = @intCast(word.graphemes.len) },
            .phones = undefined,
            .origin = .model,
            .place = 0,
            .probability = 1,
        };
        self.keep(word.graphemes);
        self.count += 1;
        return self.count - 1;
    }

    pub fn setPhones(self: *Words, index: usize, of_word: []const Token) void {
        const word = &self.list[index];
        word.known = true;
        word.phones = .{ .start = @intCast(self.used), .length = @intCast(of_word.len) };
        self.keep(of_word);
    }

    /// Set the phones of a word that the model has no part in; they are certain.
    pub fn setSure(self: *Words, index: usize, of_word: []const Token, origin: Origin) void {
        self.setPhones(index, of_word);
        self.list[index].origin = origin;
        @memset(self.probabilities[self.list[index].phones.start..][0..of_word.len], 1);
    }

    /// How probable each phone of a word is after those before it, and all of them with the word's end.
    pub fn setProbabilities(self: *Words, index: usize, of_phones: []const f32, of_word: f32) void {
        const word = &self.list[index];
        word.probability = of_word;
        @memcpy(self.probabilities[word.phones.start..][0..of_phones.len], of_phones);
    }

    pub fn phoneProbabilities(self: *const Words, index: usize) []const f32 {
        const range = self.list[index].phones;
        return self.probabilities[range.start..][0..range.length];
    }

    pub fn key(self: *const Words, index: usize) Key {
        const word = &self.list[index];
        return .{ .language = word.language, .graphemes = self.graphemes(index), .hash = word.hash };
    }

    pub fn graphemes(self: *const Words, index: usize) []const Token {
        const range = self.list[index].graphemes;
        return self.symbols[range.start..][0..range.length];
    }

    pub fn phones(self: *const Words, index: usize) []const Token {
        const range = self.list[index].phones;
        return self.symbols[range.start..][0..range.length];
    }

    fn keep(self: *Words, symbols: []const Token) void {
        for (symbols, self.symbols[self.used..][0..symbols.len]) |symbol, *slot| slot.* = symbol;
        self.used += symbols.len;
    }
};

const testing = std.testing;
var words: Words = undefined;

test "words are told apart by language and graphemes, whatever their hash" {
    words.clear();
    const keys = [_]Key{ .init(.english, &.{ 5, 6 }), .init(.korean, &.{ 5, 6 }), .init(.english, &.{5}), .init(.english, &.{ 6, 5 }) };
    for (keys, 0..) |word, index| {
        var collides = word;
        collides.hash = 7;
        try testing.expectEqual(Words.Place{ .index = index, .is_new = true }, words.place(collides));
    }
    for (keys, 0..) |word, index| {
        var collides = word;
        collides.hash = 7;
        try testing.expectEqual(Words.Place{ .index = index, .is_new = false }, words.place(collides));
        words.setPhones(index, &.{@intCast(100 + index)});
    }
    try testing.expectEqualSlices(Token, &.{ 6, 5 }, words.graphemes(3));
    try testing.expectEqualSlices(Token, &.{102}, words.phones(2));
    words.each_apart = true;
    try testing.expectEqual(Words.Place{ .index = 4, .is_new = true }, words.place(keys[0]));
}

test "all places can be filled" {
    words.clear();
    for (0..Words.capacity) |index| {
        const graphemes: [tokens.max_graphemes]Token = @splat(@intCast(index % 251));
        const word: Key = .init(.english, graphemes[0 .. 1 + index / 251]);
        try testing.expectEqual(Words.Place{ .index = index, .is_new = true }, words.place(word));
        words.setPhones(index, &@as([max_phones]Token, @splat(1)));
    }
    try testing.expectEqual(Words.capacity, words.count);
}
