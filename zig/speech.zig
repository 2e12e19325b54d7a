//! What is said: the spoken words of a stretch of text, in order, as those who read the text put them together.

const std = @import("std");
const homographs = @import("homographs.zig");
const ipa = @import("ipa.zig");
const letters_file = @import("letters.zig");
const tokens = @import("tokens.zig");
const words = @import("words.zig");

const Language = words.Language;
const Letter = letters_file.Letter;
const Token = @import("transformer.zig").Token;
const Words = words.Words;

/// The most spoken words of a batch.
pub const max_spoken = 8192;

const raw_bytes = 1 << 13;
const changed_phones = 32 * max_spoken;

/// One word as it is said, or a part of one.
pub const Spoken = struct {
    language: Language,
    /// Whether it follows the last one without a gap.
    is_joined: bool,
    what: What,
    /// Whether it is spelled with the letters of its item, so that its phones can be aligned with them.
    is_own: bool = false,
    /// How many of the item's graphemes come before its own: long words are read in parts.
    first_grapheme: u16 = 0,
    /// Phones of its own in `Speech.changed`, where its neighbours change those of the word; none if empty.
    changed: struct { start: u32, length: u32 } = .{ .start = 0, .length = 0 },
    /// A place in `Words` of another spelling of the word, with whose phones it is said if it ends in é and its own do not; see `acute.zig`.
    respelled: ?u16 = null,

    pub const What = union(enum) {
        /// A place in `Words`.
        word: u16,
        letter: Letter,
        /// What the user wrote as a pronunciation and is none of the model's phones: a place in `Speech.raw`.
        raw: struct { start: u16, length: u16 },
        /// A word that has several readings, and the one that its neighbours ask for.
        homograph: struct { index: homographs.Index, reading: u8, probabilities: homographs.Probabilities },
        /// "the", whose vowel depends on what follows.
        article,
    };
};

/// Large: keep it in static memory.
pub const Speech = struct {
    words: Words,
    graphemes: tokens.Graphemes,
    spoken: [max_spoken]Spoken,
    count: usize,
    raw: [raw_bytes]u8,
    raw_length: usize,
    changed: [changed_phones]Token,
    changed_length: usize,
    /// Whether something found no room; what was said since the last `mark` is to be taken back then.
    is_full: bool,
    /// Whether letters and homographs are said in the British way.
    is_british: bool = false,
    /// Words placed that were there before, and all, since `clear`.
    repeated: u32,
    placed: u32,

    pub fn clear(self: *Speech) void {
        self.words.clear();
        self.count = 0;
        self.raw_length = 0;
        self.changed_length = 0;
        self.is_full = false;
        self.repeated = 0;
        self.placed = 0;
    }

    /// Say a word: lower-case ASCII letters and apostrophes, or composed hangul. Nothing is said if it has no letters.
    pub fn word(self: *Speech, language: Language, spelling: []const u8) void {
        self.sayWord(language, spelling, false, null);
    }

    /// Say a word that follows the last one without a gap, as the parts of a hyphenated word do.
    pub fn joined(self: *Speech, language: Language, spelling: []const u8) void {
        self.sayWord(language, spelling, true, null);
    }

    /// Note another spelling of the word said last.
    pub fn respell(self: *Speech, spelling: []const u8) void {
        self.graphemes.read(spelling);
        if (self.count == 0 or self.graphemes.length > tokens.max_graphemes) return;
        self.spoken[self.count - 1].respelled = self.place(.english, self.graphemes.tokens[0..self.graphemes.length]) orelse return;
    }

    /// Say some words one after the other, which stand between spaces.
    pub fn phrase(self: *Speech, language: Language, spellings: []const u8) void {
        var each = std.mem.tokenizeScalar(u8, spellings, ' ');
        while (each.next()) |spelling| self.word(language, spelling);
    }

    /// Say letters by their English names as one initialism; `with_ending` adds the ending of a plural or possessive: FBI, CDs. Upper case
    /// counts as lower case, what is no ASCII letter is left out.
    pub fn letters(self: *Speech, spelling: []const u8, with_ending: bool) void {
        var last = spelling.len;
        while (last > 0 and !std.ascii.isAlphabetic(spelling[last - 1])) last -= 1;
        var is_first = true;
        for (spelling, 1..) |character, position| {
            if (!std.ascii.isAlphabetic(character)) continue;
            const is_last = position == last;
            self.add(.{
                .language = .english,
                .is_joined = !is_first,
                .what = .{ .letter = .{ .name = std.ascii.toLower(character), .is_last = is_last, .has_ending = is_last and with_ending } },
            });
            is_first = false;
        }
    }

    /// Say an item as the word it is, of which `first_grapheme` graphemes were said before. `is_joined` as in `joined`.
    pub fn own(self: *Speech, language: Language, spelling: []const u8, first_grapheme: usize, is_joined: bool) void {
        self.sayWord(language, spelling, is_joined, first_grapheme);
    }

    /// Say a homograph in the reading chosen.
    pub fn homograph(self: *Speech, index: homographs.Index, choice: homographs.Choice) void {
        self.add(.{
            .language = .english,
            .is_joined = false,
            .what = .{ .homograph = .{
                .index = index,
                .reading = choice.reading,
                .probabilities = choice.probabilities,
            } },
            .is_own = true,
        });
    }

    pub fn article(self: *Speech) void {
        self.add(.{ .language = .english, .is_joined = false, .what = .article, .is_own = true });
    }

    /// Say a word with the pronunciation that the user gave it.
    ///
    /// Args: its spelling as for `word`; the pronunciation in IPA.
    pub fn given(self: *Speech, spelling: []const u8, pronunciation: []const u8) void {
        var buffer: [words.max_phones]Token = undefined;
        for (words.likelier(spelling)) |language| {
            const phones = ipa.read(language, pronunciation, &buffer) orelse continue;
            return self.givenPhones(language, spelling, phones);
        }
        if (self.raw_length + pronunciation.len > raw_bytes) {
            self.is_full = true;
            return;
        }
        @memcpy(self.raw[self.raw_length..][0..pronunciation.len], pronunciation);
        self.add(.{
            .language = .english,
            .is_joined = false,
            .what = .{ .raw = .{ .start = @intCast(self.raw_length), .length = @intCast(pronunciation.len) } },
        });
        self.raw_length += pronunciation.len;
    }

    /// As `given`, with phones of a language.
    pub fn givenPhones(self: *Speech, language: Language, spelling: []const u8, phones: []const Token) void {
        self.sayKnown(language, spelling, phones, .rule);
    }

    /// Say an item with the phones that a lexicon lists.
    pub fn listed(self: *Speech, language: Language, spelling: []const u8, phones: []const Token) void {
        self.sayKnown(language, spelling, phones, .lexicon);
    }

    noinline fn sayKnown(self: *Speech, language: Language, spelling: []const u8, phones: []const Token, origin: words.Origin) void {
        self.graphemes.read(spelling);
        if (self.words.count == Words.capacity) {
            self.is_full = true;
            return;
        }
        const shown = self.graphemes.tokens[0..@min(self.graphemes.length, tokens.max_graphemes)];
        const index = self.words.add(.init(language, shown), phones, origin);
        self.add(.{ .language = language, .is_joined = false, .what = .{ .word = @intCast(index) }, .is_own = origin == .lexicon });
    }

    /// Give a spoken word phones of its own. Where a text of very long words has no room for them, those of the word stay.
    pub fn setPhones(self: *Speech, at: usize, phones: []const Token) void {
        if (phones.len == 0 or self.changed_length + phones.len > changed_phones) return;
        @memcpy(self.changed[self.changed_length..][0..phones.len], phones);
        self.spoken[at].changed = .{ .start = @intCast(self.changed_length), .length = @intCast(phones.len) };
        self.changed_length += phones.len;
    }

    /// The pronunciation of a spoken word that is `raw`.
    pub fn rawOf(self: *const Speech, spoken: *const Spoken) []const u8 {
        return self.raw[spoken.what.raw.start..][0..spoken.what.raw.length];
    }

    fn sayWord(self: *Speech, language: Language, spelling: []const u8, is_joined: bool, own_from: ?usize) void {
        self.graphemes.read(spelling);
        var from: usize = 0;
        while (from < self.graphemes.length) {
            const end = self.graphemes.partEnd(from);
            const index = self.place(language, self.graphemes.tokens[from..end]) orelse {
                self.is_full = true;
                return;
            };
            self.add(.{
                .language = language,
                .is_joined = is_joined or from > 0,
                .what = .{ .word = index },
                .is_own = own_from != null,
                .first_grapheme = @intCast(from + (own_from orelse 0)),
            });
            from = end;
        }
    }

    /// The place of a word in `Words`, counted; null if there is no room.
    fn place(self: *Speech, language: Language, graphemes: []const Token) ?u16 {
        if (self.words.count == Words.capacity) return null;
        const found = self.words.place(.init(language, graphemes));
        self.placed += 1;
        if (!found.is_new) self.repeated += 1;
        return @intCast(found.index);
    }

    fn add(self: *Speech, spoken: Spoken) void {
        if (self.count == max_spoken) {
            self.is_full = true;
            return;
        }
        self.spoken[self.count] = spoken;
        self.count += 1;
    }
};

const testing = std.testing;
var speech: Speech = undefined;

test "words, joined words and letters are said in order" {
    speech.clear();
    speech.phrase(.english, "three  dollars");
    speech.joined(.english, "store");
    speech.word(.korean, "세");
    speech.letters("CDs", false);
    speech.word(.english, "!");
    try testing.expectEqual(7, speech.count);
    for ([_]bool{ false, false, true, false, false, true, true }, speech.spoken[0..7]) |expected, spoken| {
        try testing.expectEqual(expected, spoken.is_joined);
    }
    try testing.expect(speech.spoken[6].what.letter.is_last);
    try testing.expect(!speech.spoken[5].what.letter.is_last);
}

test "a word that is said twice is placed once, and a full speech says so" {
    speech.clear();
    for (0..max_spoken) |_| speech.word(.english, "word");
    try testing.expectEqual(1, speech.words.count);
    try testing.expect(!speech.is_full);
    speech.word(.english, "word");
    try testing.expect(speech.is_full);
}
