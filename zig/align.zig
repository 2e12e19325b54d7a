//! Which graphemes of a word each of its phones comes from: a monotonic alignment of least cost.
//!
//! The costs are a few classes of letters that a phone is commonly written with, no trained table: every phone takes the letter it matches
//! and the silent ones after it; a phone without a letter of its own (the s in x, glides) shares the letter before it.

const std = @import("std");
const hangul = @import("hangul.zig");
const own = @import("own.zig");
const phones_file = @import("phones.zig");
const tokens = @import("tokens.zig");
const words = @import("words.zig");
const Language = words.Language;
const Token = @import("transformer.zig").Token;

/// A range of graphemes.
pub const Span = struct { start: u16, end: u16 };

const max_graphemes = tokens.max_graphemes;
const max_phones = words.max_phones;

const Move = enum(u2) { match, silent, shared };

/// Of a language of its own too little is known for anything but letter by letter.
const mismatch = if (own.is_own) silent_letter + unwritten_phone - 1 else 20;
const silent_letter = 6;
const unwritten_phone = 9;

/// The graphemes of each phone, written to `spans`. Every phone gets at least one if the word has any.
pub fn spansOf(language: Language, graphemes: []const Token, phones: []const Token, spans: []Span) void {
    var costs: [max_graphemes + 1][max_phones + 1]u16 = undefined;
    var moves: [max_graphemes + 1][max_phones + 1]Move = undefined;
    const rows = @min(graphemes.len, max_graphemes);
    const columns = @min(phones.len, max_phones);
    costs[0][0] = 0;
    for (0..rows + 1) |row| {
        for (0..columns + 1) |column| {
            if (row == 0 and column == 0) continue;
            var least: u16 = std.math.maxInt(u16);
            if (row > 0 and column > 0) {
                least = costs[row - 1][column - 1] + difference(language, graphemes[row - 1], phones[column - 1]);
                moves[row][column] = .match;
            }
            if (row > 0) {
                const cost = costs[row - 1][column] + silence(language, graphemes[row - 1]);
                // Of equal ways the one with the silent letters last.
                if (cost <= least) {
                    least = cost;
                    moves[row][column] = .silent;
                }
            }
            if (column > 0) {
                const before: ?Token = if (row > 0) graphemes[row - 1] else null;
                const cost = costs[row][column - 1] + sharing(language, before, phones[column - 1]);
                if (cost < least) {
                    least = cost;
                    moves[row][column] = .shared;
                }
            }
            costs[row][column] = least;
        }
    }
    var row = rows;
    var column = columns;
    var end = rows;
    while (row > 0 or column > 0) {
        switch (moves[row][column]) {
            .match => {
                row -= 1;
                column -= 1;
                spans[column] = .{ .start = @intCast(row), .end = @intCast(end) };
                end = row;
            },
            .silent => {
                row -= 1;
                // The null onset is no part of the phone before it.
                if (isNullOnset(language, graphemes[row])) end = row;
            },
            .shared => {
                column -= 1;
                const start = if (row > 0) row - 1 else 0;
                spans[column] = .{ .start = @intCast(start), .end = @intCast(@min(rows, @max(end, start + 1))) };
            },
        }
    }
    // Letters before the first phone are silent, too: the k of knife.
    if (columns > 0 and language == .english) spans[0].start = 0;
}

fn difference(language: Language, grapheme: Token, phone: Token) u16 {
    return if (!isNullOnset(language, grapheme) and isWritten(language, tokens.graphemeOf(grapheme), phone)) 0 else mismatch;
}

fn silence(language: Language, grapheme: Token) u16 {
    return if (isNullOnset(language, grapheme)) 0 else silent_letter;
}

fn sharing(language: Language, before: ?Token, phone: Token) u16 {
    const grapheme = tokens.graphemeOf(before orelse return unwritten_phone);
    return switch (language) {
        // A vowel letter may hold a glide and a vowel.
        .korean => if (isWritten(.korean, grapheme, phone)) 1 else unwritten_phone,
        .english => if (grapheme == 'x' or grapheme == 'u') unwritten_phone / 2 else unwritten_phone,
    };
}

fn isNullOnset(language: Language, grapheme: Token) bool {
    return language == .korean and tokens.graphemeOf(grapheme) == hangul.null_onset;
}

/// Whether a phone is commonly written with a grapheme, alone or as the first of several.
pub fn isWritten(language: Language, grapheme: u21, token: Token) bool {
    const phone = phones_file.of(token);
    switch (language) {
        .english => return (own.is_own and grapheme >= 0x80) or (phone.english orelse return false).letters.has(grapheme),
        .korean => {
            const korean = phone.korean orelse return false;
            if (grapheme >= hangul.first_nucleus and grapheme < hangul.first_coda) return korean.isVocalic();
            return !korean.isVocalic();
        },
    }
}

const testing = std.testing;
const model = @import("model");

fn expectSpans(language: Language, comptime word: []const u8, comptime phones: []const u8, expected: []const u8) !void {
    var graphemes: tokens.Graphemes = undefined;
    graphemes.read(word);
    var list: [max_phones]Token = undefined;
    var count: usize = 0;
    comptime var each = std.mem.tokenizeScalar(u8, phones, ' ');
    inline while (comptime each.next()) |phone| {
        list[count] = @import("letters.zig").tokenOf(phone);
        count += 1;
    }
    var spans: [max_phones]Span = undefined;
    spansOf(language, graphemes.tokens[0..graphemes.length], list[0..count], &spans);
    var buffer: [200]u8 = undefined;
    var writer: std.Io.Writer = .fixed(&buffer);
    for (spans[0..count]) |span| {
        if (language == .english) try writer.print("{s} ", .{word[span.start..span.end]}) else try writer.print("{d}-{d} ", .{ span.start, span.end });
    }
    try testing.expectEqualStrings(expected, std.mem.trimEnd(u8, writer.buffered(), " "));
}

test "English phones take their letters and the silent ones after them" {
    try expectSpans(.english, "knight", "n ˈaɪ t", "kn igh t");
    try expectSpans(.english, "phone", "f ˈoʊ n", "ph o ne");
    try expectSpans(.english, "box", "b ˈɑ k s", "b o x x");
    try expectSpans(.english, "through", "θ ɹ ˈu", "th r ough");
    try expectSpans(.english, "a", "ˈeɪ", "a");
}

test "Korean phones take their jamo" {
    // ㅇㅏㄴ ㄴㅕㅇ
    try expectSpans(.korean, "안녕", "a n n j ʌ ŋ", "1-2 2-3 3-4 4-5 4-5 5-6");
    // ㄱㅜㄱ ㅇㅣ
    try expectSpans(.korean, "국이", "k u k i", "0-1 1-2 2-3 4-5");
    // ㄱㅏㅄ ㅇㅡㄹ
    try expectSpans(.korean, "값을", "k a p s͈ ɯ l", "0-1 1-2 2-3 2-3 4-5 5-6");
}
