//! From text to what is said: each item of a stretch of text, and its spoken words.

const std = @import("std");
const acute = @import("acute.zig");
const arpabet = @import("arpabet.zig");
const english_text = @import("english_text.zig");
const homograph_context = @import("homograph_context.zig");
const homographs = @import("homographs.zig");
const korean_stem = @import("korean_stem.zig");
const lexicon_file = @import("lexicon.zig");
const markup = @import("markup.zig");
const korean_text = @import("korean_text.zig");
const line_file = @import("line.zig");
const own = @import("own.zig");
const speech_file = @import("speech.zig");
const tokens = @import("tokens.zig");
const words = @import("words.zig");

const Line = line_file.Line;
const Options = @import("options.zig").Options;
const Speech = speech_file.Speech;
const Token = @import("transformer.zig").Token;

/// A part of the text and what becomes of it.
pub const Item = struct {
    what: What,
    /// In bytes of the text.
    start: u32,
    length: u32,
    /// Of its stretch, in bytes of the text.
    stretch: u32,
    /// In `Speech.spoken`.
    first_spoken: u16 = 0,
    spoken_count: u16 = 0,

    pub const What = enum {
        newline,
        space,
        /// What is no word and has no reading.
        passed,
        word,
        /// What a rule read as other words: numbers, abbreviations, initialisms.
        number,
        /// What the text itself gave a pronunciation.
        user,
    };
};

const max_items = 2 * line_file.max_tokens;
/// Room that a batch must have for another stretch. A stretch that needs more gets a batch of its own.
const roomy_words = words.Words.capacity / 3;
const roomy_spoken = speech_file.max_spoken / 2;

/// Large: keep it in static memory.
pub const Reading = struct {
    line: Line,
    speech: Speech,
    items: [max_items]Item,
    count: usize,
    /// Whose words are read as they are listed, before all others; set after `clear`.
    lexicon: ?*const lexicon_file.Lexicon,

    pub fn clear(self: *Reading) void {
        self.count = 0;
        self.lexicon = null;
        self.speech.clear();
    }

    /// Add the stretch of text that begins at `from`. Returns where it ends: at `from` if there is no room left or, not `final`, if the stretch
    /// is not all there.
    pub fn add(self: *Reading, bytes: []const u8, from: usize, options: *const Options, final: bool) usize {
        const is_first = self.count == 0;
        const has_room = self.count + line_file.max_tokens < max_items and
            self.speech.words.count + roomy_words <= words.Words.capacity and self.speech.count + roomy_spoken <= speech_file.max_spoken;
        if (!has_room and !is_first) return from;
        const length = self.line.read(bytes[from..], options.lang, final);
        if (length == 0) return from;
        const before = .{ self.count, self.speech.count };
        var at: usize = 0;
        while (at < self.line.count) {
            const spoken = self.speech.count;
            var taken = self.say(at, options);
            var what = taken.what;
            if (self.speech.is_full) {
                // What a batch of its own has no room for passes through.
                self.speech.is_full = false;
                self.speech.count = spoken;
                if (!is_first) {
                    self.count, self.speech.count = before;
                    return from;
                }
                taken.tokens = 0;
            }
            if (taken.tokens == 0) {
                self.speech.count = spoken;
                what = if (self.line.kind(at) == .space) .space else .passed;
                taken.tokens = 1;
            }
            const last = self.line.tokens[at + taken.tokens - 1];
            const start = self.line.tokens[at].start;
            self.items[self.count] = .{
                .what = what,
                .start = @intCast(from + start),
                .length = last.start + last.length - start,
                .stretch = @intCast(from),
                .first_spoken = @intCast(spoken),
                .spoken_count = @intCast(self.speech.count - spoken),
            };
            self.count += 1;
            at += taken.tokens;
        }
        if (self.line.ends_line) {
            self.items[self.count] = .{ .what = .newline, .start = @intCast(from + length - 1), .length = 1, .stretch = @intCast(from) };
            self.count += 1;
        }
        return from + length;
    }

    const Taken = struct { tokens: usize, what: Item.What = .word };

    /// Say the item that begins at token `at` of the line; no tokens are taken by what is not said.
    fn say(self: *Reading, at: usize, options: *const Options) Taken {
        const kind = self.line.kind(at);
        if (kind == .space) return .{ .tokens = 0 };
        if (options.markup and kind == .symbol) {
            const given = self.sayGiven(at, options.accent.isBritish());
            if (given > 0) return .{ .tokens = given, .what = .user };
        }
        if (self.lexicon) |lexicon| {
            const listed = self.sayListed(lexicon, at, kind);
            if (listed > 0) return .{ .tokens = listed };
        }
        if (own.is_own) {
            if (kind == .english) self.speech.own(.english, self.line.lower(at), 0, false);
            return .{ .tokens = @intFromBool(kind == .english) };
        }
        if (kind == .foreign or (kind == .korean and options.lang == .en)) return .{ .tokens = 0 };
        const ruled = self.sayByRule(at, kind, options);
        if (ruled > 0) return .{ .tokens = ruled, .what = .number };
        return .{ .tokens = switch (kind) {
            .english => self.sayEnglish(at),
            .korean => korean: {
                self.speech.own(.korean, self.line.lower(at), 0, false);
                break :korean 1;
            },
            else => 0,
        } };
    }

    /// Whether the lexicon lists the token at `at`, which then is a word of its own beside a hyphen.
    fn lists(self: *const Reading, at: usize) bool {
        return if (self.lexicon) |lexicon| lookUp(lexicon, &self.line, at, at + 1) != null else false;
    }

    /// A word that the text gives a pronunciation.
    fn sayGiven(self: *Reading, at: usize, is_british: bool) usize {
        const line = &self.line;
        const override = markup.read(line.bytes[line.tokens[at].start..]) orelse return 0;
        const end = line.endAfter(at, override.length) orelse return 0;
        var buffer: [markup.max_bytes]u8 = undefined;
        const ipa = override.ipa(is_british, &buffer) orelse return 0;
        var spelling: [markup.max_bytes]u8 = undefined;
        const word = std.ascii.lowerString(spelling[0..override.word.len], override.word);
        if (override.alphabet == .@"x-arpabet") {
            var tokens_buffer: [words.max_phones]Token = undefined;
            var rest: []const u8 = undefined;
            const phones = arpabet.read(ipa, &tokens_buffer, &rest);
            if (rest.len > 0 or phones.len == 0) return 0;
            self.speech.givenPhones(.english, word, phones);
        } else self.speech.given(word, ipa);
        return end - at;
    }

    /// The longest that a lexicon lists from `at` on, or a Korean word that it lists with particles. Returns how many tokens that is.
    fn sayListed(self: *Reading, lexicon: *const lexicon_file.Lexicon, at: usize, kind: line_file.Kind) usize {
        const line = &self.line;
        if (line.isInsideWord(at)) return 0;
        var end = at;
        while (end < line.count and end - at < lexicon.header.most_tokens and line.kind(end) != .space) end += 1;
        while (end > at) : (end -= 1) {
            if (line.isInsideWord(end)) continue;
            const entry = lookUp(lexicon, line, at, end) orelse continue;
            var buffer: [lexicon_file.max_symbols]Token = undefined;
            self.speech.listed(entry.language(), line.lowerOf(at, end), entry.phones(&buffer));
            return end - at;
        }
        return if (kind == .korean) self.sayStem(lexicon, line.text(at)) else 0;
    }

    /// Say a Korean word if it is one that the lexicon lists, with particles. Returns how many tokens that is.
    fn sayStem(self: *Reading, lexicon: *const lexicon_file.Lexicon, text: []const u8) usize {
        var whole: tokens.Graphemes = undefined;
        if (text.len > 3 * tokens.max_graphemes or whole.of(text).len > tokens.max_graphemes) return 0;
        var end = text.len;
        while (end > 3) {
            end -= 3;
            const entry = lexicon.find(text[0..end]) orelse continue;
            if (!korean_stem.areParticles(whole.tokens[0..whole.length], end / 3)) continue;
            var listed: [lexicon_file.max_symbols]Token = undefined;
            var joined: [words.max_phones]Token = undefined;
            const stem = self.speech.graphemes.of(text[0..end]);
            const phones = korean_stem.join(entry.phones(&listed), stem, whole.tokens[0..whole.length], &joined) orelse continue;
            self.speech.listed(.korean, text, phones);
            return 1;
        }
        return 0;
    }

    fn sayByRule(self: *Reading, at: usize, kind: line_file.Kind, options: *const Options) usize {
        const mark = self.speech.count;
        if (self.line.language(at) == .korean) {
            const taken = korean_text.read(&self.line, at, &self.speech, options.latin);
            if (taken > 0) return taken;
            self.speech.count = mark;
            if (kind != .english) return 0;
        }
        const taken = english_text.read(&self.line, at, &self.speech);
        if (taken == 0) self.speech.count = mark;
        return taken;
    }

    /// An English word, with those that hyphens join to it: as one word, since the lexica have such words, or, where that is too long, part
    /// by part.
    fn sayEnglish(self: *Reading, at: usize) usize {
        const line = &self.line;
        var end = at + 1;
        while (line.isSymbol(end, '-') and line.kind(end + 1) == .english and !self.lists(end + 1)) end += 2;
        if (end == at + 1 and line.isWord(at, "the")) {
            self.speech.article();
            return 1;
        }
        if (end == at + 1) {
            if (homographs.find(line.lower(at))) |index| {
                const sentence = line.sentenceOf(at);
                const start = line.tokens[at].start - sentence.start;
                const context = homograph_context.at(line.bytes[sentence.start..sentence.end], start, start + line.tokens[at].length);
                self.speech.homograph(index, homographs.choose(index, &context));
                return 1;
            }
        }
        var buffer: [tokens.max_graphemes]u8 = undefined;
        if (join(line, at, end, &buffer)) |spelling| {
            self.speech.own(.english, spelling, 0, false);
            var other: [tokens.max_graphemes]u8 = undefined;
            // An accent is no letter of its own.
            if (end == at + 1 and line.text(at).len > spelling.len) if (acute.respelling(line.text(at), spelling, &other)) |respelled| self.speech.respell(respelled);
            return end - at;
        }
        var first: usize = 0;
        var part = at;
        while (part < end) : (part += 2) {
            self.speech.own(.english, line.lower(part), first, part > at);
            first += line.lower(part).len + 1;
        }
        return end - at;
    }
};

/// The entry of the tokens from `at` to `end`: of how they are written or else of that in lower case.
noinline fn lookUp(lexicon: *const lexicon_file.Lexicon, line: *const Line, at: usize, end: usize) ?lexicon_file.Entry {
    return lexicon.find(line.textOf(at, end)) orelse lexicon.find(line.lowerOf(at, end));
}

/// The tokens from `at` to `end` as one spelling; null if that is too long.
fn join(line: *const Line, at: usize, end: usize, buffer: []u8) ?[]const u8 {
    if (end == at + 1) return line.lower(at);
    var length: usize = 0;
    for (at..end) |index| {
        const part = line.lower(index);
        if (length + part.len > buffer.len) return null;
        @memcpy(buffer[length..][0..part.len], part);
        length += part.len;
    }
    return buffer[0..length];
}

const testing = std.testing;
var reading: Reading = undefined;

test "every byte belongs to one item" {
    for ([_][]const u8{ "Hello, 안녕!\n\n x-ray well-known \xff 12개 $3.50\n", " \n", "😀", "ㅋㅋ Привет" }) |text| {
        reading.clear();
        var from: usize = 0;
        while (from < text.len) {
            const end = reading.add(text, from, &.{}, true);
            try testing.expect(end > from);
            from = end;
        }
        var at: usize = 0;
        for (reading.items[0..reading.count]) |item| {
            try testing.expectEqual(at, item.start);
            at += item.length;
        }
        try testing.expectEqual(text.len, at);
    }
}

test "hyphens join words to one item" {
    reading.clear();
    const text = "well-known a-very-long-a-very-long-a-very-long-a-very-long-word -";
    _ = reading.add(text, 0, &.{}, true);
    try testing.expectEqual(5, reading.count);
    try testing.expectEqual(1, reading.items[0].spoken_count);
    try testing.expectEqual(13, reading.items[2].spoken_count);
    try testing.expect(reading.speech.spoken[2].is_joined);
}
