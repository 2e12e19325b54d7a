//! The table of words that the model misreads; `export/exceptions.py` describes its form.
//!
//! A word is looked up among the first words of the blocks, and then along one block, which takes some microseconds: several hundredths of
//! what the model needs for a word. So whoever asks often has a filter made, which knows of most other words that they are not there (Bloom
//! 1970). No other word is ever taken for one of the table.

const std = @import("std");
const model = @import("model");
const range_decoder = @import("range_decoder.zig");
const search = @import("search.zig");
const Token = @import("transformer.zig").Token;

const table = model.exceptions;
const weight = range_decoder.weight;

/// Letters that words of the table may have, the first graphemes of the model; one less than the symbols, of which the first is the end.
const letters = table.first_share.len;
const symbols = letters + 1;

/// The longest word of the table, and the most phones of one.
const max_letters = 64;
const max_phones = @min(model.context, max_letters);

/// Room for the phones of a word.
pub const Phones = [max_phones]Token;

/// A British word begins with it in the table: the last of the letters, a hyphen, with which no word of a text begins.
const british_letter = symbols - 1;

/// The phones of an English word, British if asked, written to `phones`; null if it is not in the table.
pub fn find(graphemes: []const Token, is_british: bool, phones: *Phones) ?[]const Token {
    if (comptime table.words == 0) return null;
    if (graphemes.len == 0 or graphemes.len >= max_letters) return null;
    var word: Word = .{};
    if (is_british) {
        word.letters[0] = british_letter;
        word.length = 1;
    }
    for (graphemes) |grapheme| {
        if (grapheme < model.first_grapheme or grapheme >= model.first_grapheme + letters) return null;
        word.letters[word.length] = @intCast(grapheme - model.first_grapheme + 1);
        word.length += 1;
    }
    if (asked < asks_before_filter) {
        asked += 1;
        if (asked == asks_before_filter) fillFilter();
    } else if (!mayHave(&word)) return null;
    return Block.init(blockOf(&word) orelse return null).find(&word, phones);
}

/// To fill it takes as long as this many words take to be looked up, so that short texts need not wait for it.
const asks_before_filter = 3000;
var asked: usize = 0;
var filter: [filter_bits / 8]u8 = @splat(0);
const filter_bits = 1 << 17;

noinline fn fillFilter() void {
    for (0..table.offsets.len) |index| {
        var block: Block = .init(index);
        block.readLetters(0, 0);
        while (true) {
            for (block.word.places()) |place| filter[place / 8] |= @as(u8, 1) << @intCast(place % 8);
            var phones: Phones = undefined;
            _ = block.readPhones(&phones);
            if (!block.next()) break;
        }
    }
}

/// Whether the table may have a word; of a hundred that it does not have, two.
fn mayHave(word: *const Word) bool {
    for (word.places()) |place| if (filter[place / 8] >> @intCast(place % 8) & 1 == 0) return false;
    return true;
}

/// The last block whose first word is not after `word`.
fn blockOf(word: *const Word) ?usize {
    var low: usize = 0;
    var high: usize = table.offsets.len;
    while (low < high) {
        const middle = (low + high) / 2;
        var block: Block = .init(middle);
        block.readLetters(0, 0);
        if (block.word.order(word) == .gt) high = middle else low = middle + 1;
    }
    return if (low == 0) null else low - 1;
}

const Word = struct {
    letters: [max_letters]u8 = undefined,
    length: usize = 0,

    /// The bits that the filter has for it.
    fn places(self: *const Word) [2]usize {
        var hash: u32 = 2166136261;
        for (self.letters[0..self.length]) |letter| hash = (hash ^ letter) *% 16777619;
        hash = (hash ^ hash >> 15) *% 0x85EBCA6B;
        return .{ hash % filter_bits, hash >> 15 };
    }

    fn order(self: *const Word, other: *const Word) std.math.Order {
        return std.mem.order(u8, self.letters[0..self.length], other.letters[0..other.length]);
    }
};

/// A block on its way through its words.
const Block = struct {
    decoder: range_decoder.RangeDecoder,
    /// Words that are left.
    rest: usize,
    word: Word = .{},

    fn init(index: usize) Block {
        return .{
            .decoder = .init(table.blocks[table.offsets[index]..]),
            .rest = @min(table.block_words, table.words - index * table.block_words),
        };
    }

    fn find(self: Block, word: *const Word, phones: *Phones) ?[]const Token {
        var block = self;
        block.readLetters(0, 0);
        while (true) {
            const order = block.word.order(word);
            if (order == .gt) return null;
            const found = block.readPhones(phones);
            if (order == .eq) return found;
            if (!block.next()) return null;
        }
    }

    /// Go on to the next word, after the phones of the last one; false if there is none.
    fn next(self: *Block) bool {
        self.rest -= 1;
        if (self.rest == 0) return false;
        const shared = self.readSymbol(table.shared, 0, comptime sum(table.shared));
        self.readLetters(shared, if (shared < self.word.length) self.word.letters[shared] else 0);
        return true;
    }

    /// The next word: the first `shared` letters are those of the last one, and the letter after them comes after `bound`.
    fn readLetters(self: *Block, shared: usize, bound: u8) void {
        self.word.length = shared;
        var after = bound + 1;
        while (self.word.length < max_letters) {
            const before: usize = if (self.word.length == 0) 0 else self.word.letters[self.word.length - 1];
            const codes = table.letters[before * symbols ..][0..symbols];
            var total = letter_totals[before];
            for (codes[0..after]) |code| total -= weight(code);
            const letter = self.readSymbol(codes, after, total);
            if (letter == 0) return;
            self.word.letters[self.word.length] = @intCast(letter);
            self.word.length += 1;
            after = 0;
        }
    }

    /// One of the symbols from `first` on, whose weights sum up to `total`.
    fn readSymbol(self: *Block, codes: []const u8, first: usize, total: u32) usize {
        const place = self.decoder.take(total);
        var before: u32 = 0;
        var symbol = first;
        while (before + weight(codes[symbol]) <= place) : (symbol += 1) before += weight(codes[symbol]);
        self.decoder.drop(before, weight(codes[symbol]));
        return symbol;
    }

    /// The phones of the word: the share of each letter.
    fn readPhones(self: *Block, phones: *Phones) []const Token {
        var count: usize = 0;
        var stressed = false;
        for (self.word.letters[0..self.word.length]) |letter| {
            const index = letter - 1;
            const place = self.decoder.take(totals[index][@intFromBool(stressed)]);
            var before: u32 = 0;
            var phone: usize = table.first_share_phone[index];
            var share = table.shares[table.first_share[index]..];
            while (before + shareWeight(share[0], stressed) <= place) {
                before += shareWeight(share[0], stressed);
                phone += share[0] >> phones_shift;
                share = share[1..];
            }
            self.decoder.drop(before, shareWeight(share[0], stressed));
            for (table.share_phones[phone..][0 .. share[0] >> phones_shift]) |number| {
                if (count == max_phones) break;
                phones[count] = @intCast(model.first_phone + @as(usize, number));
                count += 1;
                if (is_primary[number]) stressed = true;
            }
        }
        return phones[0..count];
    }
};

const phones_shift = 12;

fn shareWeight(share: u16, stressed: bool) u32 {
    return weight(if (stressed) share >> 6 & 0x3F else share & 0x3F);
}

/// The weights of all shares of a letter together, before and after the primary stress.
const totals: [letters][2]u32 = build: {
    @setEvalBranchQuota(100_000);
    var sums: [letters][2]u32 = @splat(@splat(0));
    for (&sums, 0..) |*pair, index| {
        const end = if (index + 1 < letters) table.first_share[index + 1] else table.shares.len;
        for (table.shares[table.first_share[index]..end]) |share| {
            for (pair, 0..) |*total, stressed| total.* += shareWeight(share, stressed == 1);
        }
    }
    break :build sums;
};

/// The weights of all letters together, by the letter before them.
const letter_totals: [symbols]u32 = build: {
    @setEvalBranchQuota(100_000);
    var sums: [symbols]u32 = undefined;
    for (&sums, 0..) |*total, before| total.* = sum(table.letters[before * symbols ..][0..symbols]);
    break :build sums;
};

fn sum(codes: []const u8) u32 {
    var total: u32 = 0;
    for (codes) |code| total += weight(code);
    return total;
}

const is_primary: [model.phones.len]bool = build: {
    @setEvalBranchQuota(10_000);
    var marks: [model.phones.len]bool = undefined;
    for (model.phones, &marks) |phone, *mark| mark.* = search.startsWith(u8, phone, "ˈ");
    break :build marks;
};

const testing = std.testing;

test "every word of the table is found, in order, and its neighbours are not" {
    // Without the filter and with it.
    asked = 0;
    for (0..2) |_| try expectAll();
}

fn expectAll() !void {
    var words: usize = 0;
    for (0..table.offsets.len) |index| {
        var block: Block = .init(index);
        block.readLetters(0, 0);
        while (true) {
            var expected_phones: Phones = undefined;
            var found_phones: Phones = undefined;
            const word = block.word;
            const expected = block.readPhones(&expected_phones);
            var graphemes: [max_letters]Token = undefined;
            for (word.letters[0..word.length], graphemes[0..word.length]) |letter, *grapheme| {
                grapheme.* = @intCast(model.first_grapheme + @as(usize, letter) - 1);
            }
            const is_british = word.letters[0] == british_letter;
            const spelling = graphemes[@intFromBool(is_british)..word.length];
            try testing.expectEqualSlices(Token, expected, find(spelling, is_british, &found_phones).?);
            graphemes[word.length] = model.first_grapheme + letters - 1;
            try testing.expectEqual(null, find(spelling.ptr[0 .. spelling.len + 1], is_british, &found_phones));
            words += 1;
            if (!block.next()) break;
            try testing.expectEqual(.gt, block.word.order(&word));
        }
    }
    try testing.expectEqual(table.words, words);
}

test "what has no letters, too many, or others is not there" {
    var phones: Phones = undefined;
    try testing.expectEqual(null, find(&.{}, false, &phones));
    const long: [max_letters + 1]Token = @splat(model.first_grapheme);
    try testing.expectEqual(null, find(&long, false, &phones));
    try testing.expectEqual(null, find(&.{model.first_grapheme + letters}, false, &phones));
    try testing.expectEqual(null, find(&.{model.begin}, false, &phones));
}
