//! Words → tokens of the model.

const std = @import("std");
const hangul = @import("hangul.zig");
const latin = @import("latin.zig");
const line = @import("line.zig");
const model = @import("model");
const own = @import("own.zig");
const search = @import("search.zig");
const segment = @import("segment.zig");
const utf8 = @import("utf8.zig");
const Token = @import("transformer.zig").Token;

/// The most graphemes that are read at once. Longer words are read in parts of like length; the rest of the context is left for phones.
pub const max_graphemes = (model.context - 2) * 2 / 5;

/// The graphemes of a word as tokens. Static capacity: a byte never gives more than one grapheme (a syllable has three of both).
pub const Graphemes = struct {
    tokens: [segment.max_piece_bytes + 4]Token,
    /// Whether a part may begin at this grapheme: everywhere in Latin words, at onsets in Korean ones.
    may_begin: [segment.max_piece_bytes + 4]bool,
    length: usize,

    /// Read a word in its plain form: lower-case ASCII, or hangul. Characters that the model does not know are left out.
    pub fn read(self: *Graphemes, word: []const u8) void {
        self.length = 0;
        var at: usize = 0;
        while (at < word.len) {
            const byte = word[at];
            if (byte < 0x80) {
                at += 1;
                const token = latin_tokens[byte];
                self.tokens[self.length] = token;
                self.may_begin[self.length] = true;
                self.length += @intFromBool(token != 0);
                continue;
            }
            const point = utf8.decode(word[at..]) orelse break;
            at += point.length;
            if (own.grapheme(point.value)) |letter| self.add(letter, true);
            if (!hangul.isHangul(point.value)) continue;
            const jamo = hangul.decompose(point.value);
            for (jamo.slice(), 0..) |letter, index| self.add(letter, index == 0 and hangul.beginsSyllable(point.value));
        }
    }

    /// Read a word, and return its graphemes.
    pub fn of(self: *Graphemes, word: []const u8) []const Token {
        self.read(word);
        return self.tokens[0..self.length];
    }

    fn add(self: *Graphemes, grapheme: u21, may_begin: bool) void {
        const token = lookup(grapheme) orelse return;
        self.tokens[self.length] = token;
        self.may_begin[self.length] = may_begin;
        self.length += 1;
    }

    /// The end of the part that begins at `from`: the whole rest if it fits, otherwise a fair share of it.
    pub fn partEnd(self: *const Graphemes, from: usize) usize {
        const rest = self.length - from;
        const parts = (rest + max_graphemes - 1) / max_graphemes;
        if (parts <= 1) return self.length;
        const share = from + (rest + parts - 1) / parts;
        var end = share;
        while (end > from and !self.may_begin[end]) end -= 1;
        return if (end > from) end else share;
    }
};

/// How many graphemes a character of a word gives, as `Line.lower` and `Graphemes.read` have it.
pub fn countOf(code_point: u21) usize {
    if (own.grapheme(code_point) != null) return 1;
    if (hangul.isHangul(code_point)) return hangul.decompose(code_point).length;
    var count: usize = 0;
    if (latin.isLetter(code_point)) {
        for (latin.fold(code_point)) |letter| count += @intFromBool(lookup(letter) != null);
        return count;
    }
    const plain = line.plain(code_point) orelse code_point;
    return @intFromBool(plain < 0x80 and lookup(plain) != null);
}

/// The character of a grapheme's token.
pub fn graphemeOf(token: Token) u21 {
    return model.graphemes[token - model.first_grapheme];
}

const latin_tokens = tokensOf(0, 0x80);
const jamo_tokens = tokensOf(hangul.first_onset, hangul.first_coda + hangul.codas);

/// The token of a character as `read` folds it; null if the model does not know it.
pub fn lookup(grapheme: u21) ?Token {
    if (own.grapheme(grapheme) != null) return @intCast(model.first_grapheme + search.indexOf(u21, &model.graphemes, grapheme).?);
    const token = if (grapheme < 0x80) latin_tokens[grapheme] else jamo_tokens[grapheme - hangul.first_onset];
    return if (token == 0) null else token;
}

/// Token by code point for a range of them; zero, which is padding, for those the model does not know.
fn tokensOf(comptime first: u21, comptime end: u21) [end - first]u8 {
    @setEvalBranchQuota(20_000);
    comptime std.debug.assert(model.first_phone <= 256);
    var table: [end - first]u8 = @splat(0);
    for (model.graphemes, 0..) |grapheme, index| {
        if (grapheme >= first and grapheme < end) table[grapheme - first] = model.first_grapheme + index;
    }
    return table;
}

const testing = std.testing;

fn expectGraphemes(word: []const u8, expected: []const u21) !void {
    var graphemes: Graphemes = undefined;
    graphemes.read(word);
    try testing.expectEqual(expected.len, graphemes.length);
    for (expected, graphemes.tokens[0..graphemes.length]) |grapheme, token| try testing.expectEqual(grapheme, graphemeOf(token));
}

test "letters and apostrophes are graphemes, syllables are their jamo" {
    try expectGraphemes("don't", &.{ 'd', 'o', 'n', '\'', 't' });
    try expectGraphemes("각하", &.{ 0x1100, 0x1161, 0x11A8, 0x1112, 0x1161 });
    try expectGraphemes("\u{1100}\u{1161}\u{11A8}", &.{ 0x1100, 0x1161, 0x11A8 });
    try expectGraphemes("a3😀", &.{'a'});
}

test "a long word parts evenly, Korean at syllables" {
    var graphemes: Graphemes = undefined;
    const syllables: [100][3]u8 = @splat("강".*);
    graphemes.read(@ptrCast(&syllables));
    var from: usize = 0;
    while (from < graphemes.length) {
        const end = graphemes.partEnd(from);
        try testing.expect(end > from and end - from <= max_graphemes);
        try testing.expectEqual(0, end % 3);
        from = end;
    }
    const letters: [max_graphemes + 1]u8 = @splat('a');
    graphemes.read(&letters);
    try testing.expectEqual((max_graphemes + 2) / 2, graphemes.partEnd(0));
}
