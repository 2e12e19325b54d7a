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
const words = @import("words.zig");
const Language = words.Language;
const Token = @import("transformer.zig").Token;

/// The longest word in bytes, and the most symbols of one.
pub const max_word = 255;
pub const max_symbols = 255;
const record_extra = 5;

const Header = extern struct {
    magic: [4]u8 = "HLX1".*,
    inventory: u32 = inventory,
    /// Where the records end.
    end: u32 = @sizeOf(Header),
    /// Letters in the records.
    letters: u32 = 0,
    entries: u32 = 0,
    /// The most tokens of text that a word is.
    most_tokens: u32 = 0,
    /// Of the fields before and of all that follows.
    hash: u64 = 0,
};

/// What the symbols mean depends on the model's graphemes and phones.
const inventory: u32 = build: {
    @setEvalBranchQuota(1_000_000);
    var state: u32 = 2166136261;
    for (model.graphemes) |grapheme| state = (state ^ grapheme) *% 16777619;
    for (model.phones) |phone| for (phone) |byte| {
        state = (state ^ byte) *% 16777619;
    };
    break :build state;
};

/// A word and how it is pronounced.
pub const Entry = struct {
    language: Language,
    word: []const u8,
    symbols: []const u8,

    /// Its phones, written to `buffer`.
    pub fn phones(self: Entry, buffer: *[words.max_phones]Token) []const Token {
        var count: usize = 0;
        for (self.symbols) |symbol| {
            if (symbol < model.first_phone or count == buffer.len) continue;
            buffer[count] = symbol;
            count += 1;
        }
        return buffer[0..count];
    }
};

pub const Lexicon = struct {
    header: Header,
    bytes: [*]align(16) u8,
    /// Records by hash, zero where there is none; as many as a power of two.
    table: []u32,
    /// Whether the places of the letters are there and sorted.
    is_sorted: bool,

    pub fn clear(self: *Lexicon) void {
        self.header = .{};
        self.is_sorted = false;
    }

    pub fn isEmpty(self: *const Lexicon) bool {
        return self.header.entries == 0;
    }

    /// The first entry of a word, spelled exactly like this.
    pub fn find(self: *const Lexicon, word: []const u8) ?Entry {
        if (self.isEmpty()) return null;
        const record = self.table[self.slot(word)];
        return if (record == 0) null else self.at(record);
    }

    /// Where the table has a word or, if it has not, room for it.
    fn slot(self: *const Lexicon, word: []const u8) usize {
        const mask = self.table.len - 1;
        var place: usize = @as(u32, @truncate(hashOf(word) >> 20)) & mask;
        while (self.table[place] != 0 and !std.mem.eql(u8, self.at(self.table[place]).word, word)) place = (place + 1) & mask;
        return place;
    }

    fn at(self: *const Lexicon, record: usize) Entry {
        const start = self.bytes + record;
        return .{
            .language = @fromBackingInt(start[2] & 1),
            .word = start[3..][0..start[0]],
            .symbols = start[4 + @as(usize, start[0]) ..][0..start[1]],
        };
    }

    /// Add a record behind the last one. False if there is no memory.
    pub fn add(self: *Lexicon, entry: Entry, tokens: usize) bool {
        const length = entry.word.len + entry.symbols.len + record_extra;
        self.bytes = memory.atLeast(self.header.end + length) orelse return false;
        const start = self.bytes[self.header.end..];
        start[0] = @intCast(entry.word.len);
        start[1] = @intCast(entry.symbols.len);
        start[2] = @backingInt(entry.language);
        @memcpy(start[3..][0..entry.word.len], entry.word);
        start[3 + entry.word.len] = 0;
        @memcpy(start[4 + entry.word.len ..][0..entry.symbols.len], entry.symbols);
        start[length - 1] = 0;
        for (entry.symbols) |symbol| self.header.letters += @intFromBool(symbol < model.first_phone);
        self.header.end += @intCast(length);
        self.header.entries += 1;
        self.header.most_tokens = @max(self.header.most_tokens, @as(u32, @intCast(tokens)));
        return true;
    }

    /// Move the records from where they were added down to where they belong, after the header.
    pub fn settle(self: *Lexicon, first: usize) void {
        const start = @sizeOf(Header);
        std.mem.copyForwards(u8, self.bytes[start .. start + self.header.end - first], self.bytes[first..self.header.end]);
        self.header.end -= @intCast(first - start);
    }

    /// Make the table, and sort the letters if that is wanted and not yet done. False if there is no memory.
    pub fn index(self: *Lexicon, with_contexts: bool) bool {
        const letters = std.mem.alignForward(usize, self.header.end, 4);
        const sorts = with_contexts and !self.is_sorted;
        const size = @as(usize, 1) << @intCast(32 - @clz(self.header.entries + self.header.entries / 2));
        const after = if (self.is_sorted or sorts) letters + 4 * self.header.letters else letters;
        self.bytes = memory.atLeast(after + 4 * size) orelse return false;
        if (sorts) {
            contexts.sort(self.bytes, @sizeOf(Header), self.header.end, self.letterPlaces());
            self.is_sorted = true;
        }
        self.table = @alignCast(std.mem.bytesAsSlice(u32, self.bytes[after..][0 .. 4 * size]));
        @memset(self.table, 0);
        var record: usize = @sizeOf(Header);
        while (record < self.header.end) {
            const entry = self.at(record);
            const place = self.slot(entry.word);
            if (self.table[place] == 0) self.table[place] = @intCast(record);
            record += entry.word.len + entry.symbols.len + record_extra;
        }
        return true;
    }

    /// The places of all letters in the records, sorted by what stands around them.
    pub fn letterPlaces(self: *const Lexicon) []u32 {
        const start = std.mem.alignForward(usize, self.header.end, 4);
        return @alignCast(std.mem.bytesAsSlice(u32, self.bytes[start..][0 .. 4 * self.header.letters]));
    }

    /// Complete the header of a compiled lexicon, which is sorted. Returns its length.
    pub fn seal(self: *Lexicon) usize {
        const length: usize = @intCast(self.compiledLength());
        @memset(self.bytes[self.header.end..std.mem.alignForward(usize, self.header.end, 4)], 0);
        self.header.hash = self.hashOfAll(length);
        @memcpy(self.bytes[0..@sizeOf(Header)], std.mem.asBytes(&self.header));
        return length;
    }

    /// Take a compiled lexicon that begins the memory. Returns what is wrong with it, if anything is.
    pub fn open(self: *Lexicon, bytes: [*]align(16) u8, length: usize) ?[]const u8 {
        self.bytes = bytes;
        if (length < @sizeOf(Header)) return "is damaged";
        @memcpy(std.mem.asBytes(&self.header), bytes[0..@sizeOf(Header)]);
        if (self.header.inventory != inventory) return "was compiled for a model with other phones or another version; build it again";
        if (self.compiledLength() != length or self.hashOfAll(length) != self.header.hash) return "is damaged";
        self.is_sorted = true;
        return null;
    }

    fn compiledLength(self: *const Lexicon) u64 {
        return std.mem.alignForward(u64, self.header.end, 4) + 4 * @as(u64, self.header.letters);
    }

    fn hashOfAll(self: *const Lexicon, length: usize) u64 {
        var fields = self.header;
        fields.hash = 0;
        @memcpy(self.bytes[0..@sizeOf(Header)], std.mem.asBytes(&fields));
        return hashOf(self.bytes[0..length]);
    }
};

/// Whether bytes begin as a compiled lexicon does.
pub fn isCompiled(bytes: []const u8) bool {
    return std.mem.startsWith(u8, bytes, "HLX1");
}

/// FNV-1a in 64 bits.
noinline fn hashOf(bytes: []const u8) u64 {
    var state: u64 = 0xcbf29ce484222325;
    for (bytes) |byte| state = (state ^ byte) *% 0x100000001b3;
    return state ^ state >> 29;
}
