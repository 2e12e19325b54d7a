//! A user's own pronunciations: words as they are listed, found by their spelling, and in the form in which they are kept.
//!
//! All of a lexicon is one piece of memory: a header; the records of its words, in their order; the places of their letters, sorted by
//! what stands around them, once they are wanted (see `lexicon_contexts.zig`); a table of the records by hash. The first three are
//! what a compiled lexicon consists of.
//!
//! A record: bytes of the word, bytes of its symbols, language, the word, a zero, the symbols, a zero. The symbols are the phones, each
//! after the letter that it is written with, if the word is made of letters alone.

const std = @import("std");
const contexts = @import("lexicon_contexts.zig");
const memory = @import("memory.zig");
const model = @import("model");
const phones_file = @import("phones.zig");
const search = @import("search.zig");
const words = @import("words.zig");
const Language = words.Language;
const Token = @import("transformer.zig").Token;

/// The longest word in bytes, and the most symbols of one.
pub const max_word = 255;
pub const max_symbols = 255;

const magic = "HLX1";

const Header = extern struct {
    magic: [4]u8 = magic.*,
    inventory: u32 = inventory,
    /// Of all that follows.
    hash: u64 = 0,
    /// Where the records end.
    end: u32 = @sizeOf(Header),
    /// Letters in the records.
    letters: u32 = 0,
    entries: u32 = 0,
    /// The most tokens of text that a word is.
    most_tokens: u32 = 0,
};

const hashed_from = @offsetOf(Header, "hash") + @sizeOf(u64);

/// What the symbols mean depends on the model's graphemes and phones.
const inventory: u32 = build: {
    @setEvalBranchQuota(1_000_000);
    var state: u32 = 2166136261 ^ model.first_grapheme;
    for (model.graphemes) |grapheme| state = (state ^ grapheme) *% 16777619;
    for (model.phones) |phone| for (phone ++ " ") |byte| {
        state = (state ^ byte) *% 16777619;
    };
    break :build state;
};

/// A word and how it is pronounced: its record.
pub const Entry = struct {
    record: [*]const u8,

    pub fn language(self: Entry) Language {
        return @fromBackingInt(self.record[2] & 1);
    }

    pub fn word(self: Entry) []const u8 {
        return self.record[3..][0..self.record[0]];
    }

    /// The symbols between their zeros.
    pub fn symbols(self: Entry) []const u8 {
        return self.record[4 + @as(usize, self.record[0]) ..][0..self.record[1]];
    }

    pub fn size(self: Entry) usize {
        return 5 + @as(usize, self.record[0]) + self.record[1];
    }

    /// Its phones, written to `buffer`.
    pub noinline fn phones(self: Entry, buffer: *[max_symbols]Token) []const Token {
        var count: usize = 0;
        for (self.symbols()) |symbol| {
            if (symbol < model.first_phone) continue;
            buffer[count] = symbol;
            count += 1;
        }
        return buffer[0..count];
    }
};

pub const Lexicon = struct {
    header: Header,
    /// Where the lexicon lies in the memory: behind the text that it was read from.
    offset: usize,
    bytes: [*]align(16) u8,
    /// Records by hash, zero where there is none; as many as a power of two.
    table: []u32,
    /// The places of the letters, once they are sorted.
    letters: []u32,

    /// Begin anew, at an offset of the memory.
    pub fn clear(self: *Lexicon, offset: usize) void {
        self.header = .{};
        self.offset = offset;
        self.letters = &.{};
    }

    pub fn isEmpty(self: *const Lexicon) bool {
        return self.header.entries == 0;
    }

    /// The first entry of a word, spelled exactly like this; the lexicon must not be empty.
    pub fn find(self: *const Lexicon, word: []const u8) ?Entry {
        const record = self.table[self.slot(word)];
        return if (record == 0) null else .{ .record = self.bytes + record };
    }

    /// Where the table has a word or, if it has not, room for it.
    noinline fn slot(self: *const Lexicon, word: []const u8) usize {
        var place: usize = @truncate(hashOf(word) >> 20);
        while (true) : (place += 1) {
            place &= self.table.len - 1;
            const record = self.table[place];
            if (record == 0 or search.eql(u8, (Entry{ .record = self.bytes + record }).word(), word)) return place;
        }
    }

    /// Have at least `size` bytes. False if there are not so many.
    noinline fn reserve(self: *Lexicon, size: usize) bool {
        const all = memory.atLeast(self.offset + size) orelse return false;
        self.bytes = @alignCast(all + self.offset);
        return true;
    }

    /// Begin a record behind the last one. Returns where its symbols go; null if there is no memory.
    pub fn begin(self: *Lexicon, language: Language, word: []const u8) ?[*]u8 {
        if (!self.reserve(self.header.end + 5 + max_word + max_symbols)) return null;
        const record = self.bytes + self.header.end;
        record[0] = @intCast(word.len);
        record[2] = @backingInt(language);
        @memcpy(record[3..][0..word.len], word);
        record[3 + word.len] = 0;
        return record + 4 + word.len;
    }

    /// End the record with so many symbols; `tokens` is how many tokens of text the word is.
    pub fn end(self: *Lexicon, symbols: usize, tokens: usize) void {
        const record = self.bytes + self.header.end;
        record[1] = @intCast(symbols);
        const entry: Entry = .{ .record = record };
        record[entry.size() - 1] = 0;
        for (entry.symbols()) |symbol| self.header.letters += @intFromBool(symbol < model.first_phone);
        self.header.end += @intCast(entry.size());
        self.header.entries += 1;
        self.header.most_tokens = @max(self.header.most_tokens, @as(u32, @intCast(tokens)));
    }

    /// Make the table, and sort the letters if that is wanted and not yet done. False if there is no memory.
    pub fn index(self: *Lexicon, with_letters: bool) bool {
        const size = @as(usize, 1) << @intCast(32 - @clz(self.header.entries + self.header.entries / 2));
        const places = (self.header.end + 3) / 4;
        const first = if (with_letters or self.letters.len > 0) places + self.header.letters else places;
        if (!self.reserve(4 * (first + size))) return false;
        const numbers: [*]u32 = @ptrCast(self.bytes);
        if (with_letters and self.letters.len == 0) {
            // What fills up the last number is part of the compiled form.
            for (self.header.end..4 * places) |at| self.bytes[at] = 0;
            self.letters = numbers[places..first];
            contexts.sort(self.bytes, @sizeOf(Header), self.letters);
        }
        self.table = numbers[first .. first + size];
        @memset(self.table, 0);
        var record: usize = @sizeOf(Header);
        while (record < self.header.end) {
            const entry: Entry = .{ .record = self.bytes + record };
            const slot_of_word = &self.table[self.slot(entry.word())];
            if (slot_of_word.* == 0) slot_of_word.* = @intCast(record);
            record += entry.size();
        }
        return true;
    }

    /// Complete the header of a compiled lexicon, which is sorted. Returns its length.
    pub fn seal(self: *Lexicon) usize {
        const stored: *Header = @ptrCast(self.bytes);
        stored.* = self.header;
        stored.hash = self.hash();
        return self.length();
    }

    /// Take a compiled lexicon of `given` bytes that begins the memory. Returns what is wrong with it, if anything is.
    pub fn open(self: *Lexicon, given: usize) ?[]const u8 {
        if (given < @sizeOf(Header) or !self.reserve(given)) return damaged;
        const stored: *Header = @ptrCast(self.bytes);
        self.header = stored.*;
        if (self.header.inventory != inventory) return "it was compiled for other phones or by another version; build it again";
        if (self.length() != given or self.hash() != self.header.hash) return damaged;
        if (!self.isSound(given)) return damaged;
        self.letters = @as([*]u32, @ptrCast(self.bytes))[(self.header.end + 3) / 4 ..][0..self.header.letters];
        return null;
    }

    /// Whether everything in a compiled lexicon of `given` bytes is what it should be. Its hash is right; but anyone can make one.
    fn isSound(self: *Lexicon, given: usize) bool {
        const end_of_records = self.header.end;
        // A bit for each byte of the records: whether it is a letter whose place is still to come.
        const size = end_of_records / 8 + 1;
        if (!self.reserve(given + size)) return false;
        const awaited = self.bytes[given..][0..size];
        @memset(awaited, 0);
        var letters: usize = 0;
        var entries: usize = 0;
        var at: usize = @sizeOf(Header);
        while (at < end_of_records) : (entries += 1) {
            const entry: Entry = .{ .record = self.bytes + at };
            if (at + 3 > end_of_records or at + entry.size() > end_of_records) return false;
            const start = at + 4 + entry.word().len;
            at += entry.size();
            if (entry.record[2] > 1 or entry.word().len == 0 or self.bytes[start - 1] != 0 or self.bytes[at - 1] != 0) return false;
            var phone_count: usize = 0;
            for (entry.symbols(), start..) |symbol, place| {
                if (symbol < model.first_grapheme or symbol >= model.vocabulary) return false;
                if (symbol < model.first_phone) {
                    awaited[place / 8] |= bitOf(place);
                    letters += 1;
                    continue;
                }
                phone_count += 1;
                const phone = phones_file.of(symbol);
                if (if (entry.language() == .english) phone.english == null else phone.korean == null) return false;
            }
            if (phone_count == 0 or phone_count > words.max_phones) return false;
        }
        if (at != end_of_records or letters != self.header.letters or entries != self.header.entries or self.header.most_tokens > max_word) return false;
        for (@as([*]const u32, @ptrCast(self.bytes))[(end_of_records + 3) / 4 ..][0..letters]) |place| {
            if (place >= end_of_records or awaited[place / 8] & bitOf(place) == 0) return false;
            awaited[place / 8] ^= bitOf(place);
        }
        return true;
    }

    fn bitOf(place: usize) u8 {
        return @as(u8, 1) << @intCast(place % 8);
    }

    /// The length of the compiled form.
    fn length(self: *const Lexicon) usize {
        return ((self.header.end +| 3) / 4 +| self.header.letters) *| 4;
    }

    fn hash(self: *const Lexicon) u64 {
        return hashOf(self.bytes[hashed_from..self.length()]);
    }
};

const damaged = "the compiled lexicon is damaged; build it again";

/// Whether bytes begin as a compiled lexicon does.
pub fn isCompiled(bytes: []const u8) bool {
    return search.startsWith(u8, bytes, magic);
}

/// FNV-1a in 64 bits.
noinline fn hashOf(bytes: []const u8) u64 {
    var state: u64 = 0xcbf29ce484222325;
    for (bytes) |byte| state = (state ^ byte) *% 0x100000001b3;
    return state;
}
