//! A stretch of a line as tokens, for those who read it: the spelling of each in a form that is easy to compare, and what stands beside.

const std = @import("std");
const hangul = @import("hangul.zig");
const latin = @import("latin.zig");
const line_language = @import("line_language.zig");
const line_sentence = @import("line_sentence.zig");
const own = @import("own.zig");
const search = @import("search.zig");
const segment = @import("segment.zig");
const utf8 = @import("utf8.zig");
const Lang = @import("options.zig").Lang;
const Language = @import("words.zig").Language;

pub const Kind = enum {
    english,
    korean,
    jamo,
    digits,
    symbol,
    foreign,
    space,
    /// What `kind` says of a place before the first token or after the last.
    edge,
};

pub const Token = struct {
    kind: Kind,
    /// In the input, in bytes.
    start: u32,
    length: u16,
    /// In `Line.texts` and `Line.lowers`.
    text: Range,
    lower: Range,

    fn isWritten(self: *const Token) bool {
        return self.kind == .english or self.kind == .digits;
    }
};

const Range = struct { start: u16, length: u16 };

/// The most bytes of input that become one stretch.
const max_bytes = 2048 + segment.max_piece_bytes + 8;
/// From here on a line is cut after the next sentence, then after the next word, then after any token.
const cut_after_sentence = 1024;
const cut_after_word = 1536;
const cut_anywhere = 2048;

pub const max_tokens = max_bytes;
pub const none = std.math.maxInt(u16);

/// Large: keep it in static memory.
pub const Line = struct {
    /// The input that the tokens are places in.
    bytes: []const u8,
    tokens: [max_tokens]Token,
    count: usize,
    /// Whether a line feed ends it; the line feed is none of the tokens.
    ends_line: bool,
    lang: Lang,
    /// What is beside each token: the number of spaces before it, and the indices of the nearest words, or `none`.
    beside: [max_tokens]struct { spaces: u16, before: u16, after: u16 },
    /// How many words each script has.
    words_of: std.EnumArray(Language, usize),
    texts: [max_bytes]u8,
    texts_length: usize,
    lowers: [max_bytes]u8,
    lowers_length: usize,

    /// Take the tokens of the line at the start of `bytes`, with its line feed; of a long line as much as makes sense, and where that ends
    /// depends on the text alone, not on how much of it is there. Returns the bytes taken; zero if, not `final`, more is needed.
    pub fn read(self: *Line, bytes: []const u8, lang: Lang, final: bool) usize {
        self.bytes = bytes;
        const taken = self.split(bytes, lang, final);
        line_language.connect(self);
        return taken;
    }

    fn split(self: *Line, bytes: []const u8, lang: Lang, final: bool) usize {
        self.count = 0;
        self.texts_length = 0;
        self.lowers_length = 0;
        self.ends_line = false;
        self.lang = lang;
        self.words_of = .initFill(0);
        var at: usize = 0;
        while (at < bytes.len) {
            if (segment.nextAscii(bytes[at..])) |piece| {
                self.addAscii(piece, at);
                at += piece.bytes.len;
                if (self.isCut(piece.kind, at)) return at;
                continue;
            }
            const piece = segment.next(bytes[at..], final) orelse return 0;
            if (piece.kind == .newline) {
                self.ends_line = true;
                return at + piece.bytes.len;
            }
            self.add(piece, at);
            at += piece.bytes.len;
            if (self.isCut(piece.kind, at)) return at;
        }
        return if (final) at else 0;
    }

    /// Whether a long line is cut after the last token, which ends at `at`.
    fn isCut(self: *const Line, last: segment.Kind, at: usize) bool {
        if (at < cut_after_sentence) return false;
        if (at >= cut_anywhere) return true;
        return last == .space and (at >= cut_after_word or self.endsSentence(self.count -% 2));
    }

    pub fn kind(self: *const Line, at: usize) Kind {
        return if (at < self.count) self.tokens[at].kind else .edge;
    }

    /// The token's characters in their plain form: full-width ASCII forms, typographic apostrophes, hyphens and minus signs are ASCII,
    /// decomposed hangul is composed. Upper case and accents stay. Empty outside the line; `at -% 1` is a good index at the first token.
    pub fn text(self: *const Line, at: usize) []const u8 {
        if (at >= self.count) return "";
        const range = self.tokens[at].text;
        return self.texts[range.start..][0..range.length];
    }

    /// As `text`, and Latin letters are lower-case ASCII (É → e, æ → ae) without their marks.
    pub fn lower(self: *const Line, at: usize) []const u8 {
        if (at >= self.count) return "";
        const range = self.tokens[at].lower;
        return self.lowers[range.start..][0..range.length];
    }

    /// The code point of a symbol, in its plain form; zero for what is none.
    pub fn symbol(self: *const Line, at: usize) u21 {
        if (self.kind(at) != .symbol) return 0;
        const point = utf8.decode(self.text(at)) orelse return utf8.replacement;
        return point.value;
    }

    /// The index of the token that ends `length` bytes after the start of the token `at`, plus one; null if no token ends there.
    pub fn endAfter(self: *const Line, at: usize, length: usize) ?usize {
        const end = self.tokens[at].start + length;
        for (self.tokens[at..self.count], at..) |token, index| {
            if (token.start + token.length == end) return index + 1;
            if (token.start >= end) return null;
        }
        return null;
    }

    /// As `text`, of the tokens from `at` to `end`, of which there must be one.
    pub fn textOf(self: *const Line, at: usize, end: usize) []const u8 {
        const last = self.tokens[end - 1].text;
        return self.texts[self.tokens[at].text.start .. last.start + last.length];
    }

    /// As `lower`, of the tokens from `at` to `end`.
    pub fn lowerOf(self: *const Line, at: usize, end: usize) []const u8 {
        const last = self.tokens[end - 1].lower;
        return self.lowers[self.tokens[at].lower.start .. last.start + last.length];
    }

    /// Whether the token at `at` goes on with the word of the one before: letters and digits that touch.
    pub noinline fn isInsideWord(self: *const Line, at: usize) bool {
        return at > 0 and at < self.count and self.tokens[at - 1].isWritten() and self.tokens[at].isWritten();
    }

    pub fn isSymbol(self: *const Line, at: usize, code_point: u21) bool {
        return self.symbol(at) == code_point;
    }

    /// Whether the token is the given word, in any case.
    pub fn isWord(self: *const Line, at: usize, word: []const u8) bool {
        return self.kind(at) == .english and search.eql(u8, self.lower(at), word);
    }

    pub const language = line_language.of;
    pub const sentenceOf = line_sentence.of;

    /// Whether a token is a sign that ends sentences.
    pub fn endsSentence(self: *const Line, at: usize) bool {
        return switch (self.symbol(at)) {
            '.', '!', '?', 0x2026 => true,
            else => false,
        };
    }

    /// Add a piece of ASCII without apostrophes within words.
    fn addAscii(self: *Line, piece: segment.Piece, start: usize) void {
        const small: u8 = if (piece.kind == .english) 0x20 else 0;
        for (piece.bytes, self.texts[self.texts_length..][0..piece.bytes.len], self.lowers[self.lowers_length..][0..piece.bytes.len]) |byte, *in_text, *in_lower| {
            in_text.* = byte;
            in_lower.* = byte | small;
        }
        self.texts_length += piece.bytes.len;
        self.lowers_length += piece.bytes.len;
        self.addToken(piece, start, self.texts_length - piece.bytes.len, self.lowers_length - piece.bytes.len);
    }

    fn add(self: *Line, piece: segment.Piece, start: usize) void {
        const text_start = self.texts_length;
        const lower_start = self.lowers_length;
        var at: usize = 0;
        while (at < piece.bytes.len) {
            const byte = piece.bytes[at];
            if (byte < 0x80) {
                self.put(byte, if (piece.kind == .english) std.ascii.toLower(byte) else byte);
                at += 1;
                continue;
            }
            const point: utf8.CodePoint = utf8.decode(piece.bytes[at..]) orelse .{ .value = utf8.replacement, .length = 1 };
            const source = piece.bytes[at..][0..point.length];
            at += point.length;
            switch (piece.kind) {
                .korean => self.addHangul(point.value, text_start, lower_start),
                .english => self.addLatin(point.value, source),
                .digits, .symbol => if (plain(point.value)) |ascii| self.put(ascii, ascii) else self.putAll(source, source),
                else => self.putAll(source, source),
            }
        }
        self.addToken(piece, start, text_start, lower_start);
    }

    /// Note a token whose forms end `texts` and `lowers`.
    fn addToken(self: *Line, piece: segment.Piece, start: usize, text_start: usize, lower_start: usize) void {
        self.tokens[self.count] = .{
            .kind = switch (piece.kind) {
                .newline => unreachable,
                inline else => |same| @field(Kind, @tagName(same)),
            },
            .start = @intCast(start),
            .length = @intCast(piece.bytes.len),
            .text = .{ .start = @intCast(text_start), .length = @intCast(self.texts_length - text_start) },
            .lower = .{ .start = @intCast(lower_start), .length = @intCast(self.lowers_length - lower_start) },
        };
        self.count += 1;
        if (line_language.vote(self, self.count - 1)) |script| self.words_of.getPtr(script).* += 1;
    }

    fn addLatin(self: *Line, code_point: u21, source: []const u8) void {
        if (latin.isApostrophe(code_point)) return self.put('\'', '\'');
        if (own.grapheme(code_point)) |letter| {
            var buffer: [4]u8 = undefined;
            return self.putAll(source, utf8.encode(letter, &buffer));
        }
        const folded = latin.fold(code_point);
        if (plain(code_point)) |ascii| self.putAll(&.{ascii}, folded) else self.putAll(source, folded);
    }

    /// Add a syllable, or a jamo, which makes one syllable with what the token has so far if it can.
    fn addHangul(self: *Line, code_point: u21, text_start: usize, lower_start: usize) void {
        var buffer: [4]u8 = undefined;
        if (self.texts_length >= text_start + 3) {
            const last = utf8.decode(self.texts[self.texts_length - 3 ..][0..3]).?.value;
            if (hangul.compose(last, code_point)) |syllable| {
                self.texts_length -= 3;
                self.lowers_length -= 3;
                std.debug.assert(self.lowers_length >= lower_start);
                const composed = utf8.encode(syllable, &buffer);
                return self.putAll(composed, composed);
            }
        }
        const alone = utf8.encode(code_point, &buffer);
        self.putAll(alone, alone);
    }

    fn put(self: *Line, in_text: u8, in_lower: u8) void {
        self.putAll(&.{in_text}, &.{in_lower});
    }

    fn putAll(self: *Line, in_text: []const u8, in_lower: []const u8) void {
        @memcpy(self.texts[self.texts_length..][0..in_text.len], in_text);
        self.texts_length += in_text.len;
        @memcpy(self.lowers[self.lowers_length..][0..in_lower.len], in_lower);
        self.lowers_length += in_lower.len;
    }
};

/// The ASCII character that a character stands for as another form of it.
pub fn plain(code_point: u21) ?u8 {
    return switch (code_point) {
        0xFF01...0xFF5E => @intCast(code_point - 0xFF01 + '!'),
        0x2019, 0x02BC => '\'',
        0x2010, 0x2011, 0x2212, 0xFE63 => '-',
        else => null,
    };
}

const testing = std.testing;
var line: Line = undefined;

test "tokens have a plain form" {
    const text = "Ｂ２Ｂ don’t É\u{1100}\u{1161}\u{11A8}하 −5％";
    try testing.expectEqual(text.len, line.read(text, .auto, true));
    const expected = [_]struct { Kind, []const u8, []const u8 }{
        .{ .english, "B", "b" }, .{ .digits, "2", "2" }, .{ .english, "B", "b" }, .{ .space, " ", " " },  .{ .english, "don't", "don't" },
        .{ .space, " ", " " },
        .{ .english, "É", "e" },
        .{ .korean, "각하", "각하" },
        .{ .space, " ", " " },   .{ .symbol, "-", "-" }, .{ .digits, "5", "5" },  .{ .symbol, "%", "%" },
    };
    try testing.expectEqual(expected.len, line.count);
    for (expected, 0..) |want, at| {
        try testing.expectEqual(want[0], line.kind(at));
        try testing.expectEqualStrings(want[1], line.text(at));
        try testing.expectEqualStrings(want[2], line.lower(at));
    }
    try testing.expectEqual(.edge, line.kind(expected.len));
    const zero: usize = 0;
    try testing.expectEqual(.edge, line.kind(zero -% 1));
    try testing.expect(line.isSymbol(11, '%'));
}

test "a line waits for its end, and long lines are cut by their text alone" {
    try testing.expectEqual(0, line.read("not yet", .auto, false));
    try testing.expectEqual(5, line.read("done\nmore", .auto, false));
    try testing.expect(line.ends_line);
    var long: [6000]u8 = @splat('x');
    for (0..1000) |at| long[6 * at + 5] = ' ';
    long[6 * 200 + 4] = '.';
    const cut = line.read(&long, .auto, false);
    try testing.expectEqual(6 * 201, cut);
    for (cut + 8..3000) |length| {
        const taken = line.read(long[0..length], .auto, false);
        try testing.expect(taken == cut);
    }
    const endless: [6000]u8 = @splat('x');
    try testing.expectEqual(cut_anywhere, line.read(&endless, .auto, false));
}
