//! Korean words read by rule: graphemes → syllables → phones, without the model.

const std = @import("std");
const hangul = @import("hangul.zig");
const lists = @import("korean_lists.zig");
const model = @import("model");
const phones = @import("phones.zig");
const rules = @import("korean_rules.zig");
const syllables = @import("korean_syllable.zig");
const tokens = @import("tokens.zig");
const words = @import("words.zig");

const Korean = phones.Korean;
const Syllable = syllables.Syllable;
const Token = @import("transformer.zig").Token;

const max_syllables = tokens.max_graphemes / 2;

/// The phones of a word by the norm.
///
/// `graphemes` is the word as jamo, `buffer` takes the phones. Null if the jamo are no whole syllables, or if the model has no token for a
/// phone: such words are for the model.
pub fn read(graphemes: []const Token, buffer: *[words.max_phones]Token) ?[]const Token {
    var letters_buffer: [max_syllables]u16 = undefined;
    const letters = compose(graphemes, &letters_buffer) orelse return null;
    var marks: [max_syllables]rules.Mark = undefined;
    lists.mark(letters, marks[0..letters.len]);
    var spoken: [max_syllables]Syllable = undefined;
    rules.read(letters, marks[0..letters.len], spoken[0..letters.len]);
    var count: usize = 0;
    for (spoken[0..letters.len]) |syllable| {
        var phones_buffer: [4]Korean = undefined;
        for (syllable.phones(&phones_buffer)) |phone| {
            buffer[count] = tokenOf(phone) orelse return null;
            count += 1;
        }
    }
    return buffer[0..count];
}

comptime {
    // A syllable of two jamo has three phones at most, one of three jamo four.
    std.debug.assert(words.max_phones >= max_syllables * 4);
}

/// The syllables that jamo make up, null if they do not.
pub fn compose(graphemes: []const Token, buffer: []u16) ?[]const u16 {
    var count: usize = 0;
    var at: usize = 0;
    while (at < graphemes.len) : (count += 1) {
        if (count == buffer.len) return null;
        const onset = place(graphemes[at], hangul.first_onset, hangul.onsets) orelse return null;
        if (at + 1 == graphemes.len) return null;
        const vowel = place(graphemes[at + 1], hangul.first_nucleus, hangul.nuclei) orelse return null;
        at += 2;
        const coda = if (at < graphemes.len) place(graphemes[at], hangul.first_coda, hangul.codas) else null;
        if (coda != null) at += 1;
        buffer[count] = (Syllable{
            .onset = @fromBackingInt(@intCast(onset)),
            .vowel = @fromBackingInt(@intCast(vowel)),
            .coda = if (coda) |index| @fromBackingInt(@intCast(index + 1)) else .zero,
        }).codePoint();
    }
    return if (count == 0) null else buffer[0..count];
}

fn place(grapheme: Token, first: u21, count: u5) ?u5 {
    const index = model.graphemes[grapheme - model.first_grapheme] -% first;
    return if (index < count) @intCast(index) else null;
}

/// The token of a Korean phoneme, null if the model has none.
pub fn tokenOf(phone: Korean) ?Token {
    return token_by_phone.get(phone);
}

const token_by_phone: std.EnumArray(Korean, ?Token) = build: {
    var table: std.EnumArray(Korean, ?Token) = .initFill(null);
    for (model.first_phone..model.vocabulary) |token| {
        const phone = phones.of(token);
        if (phone.stress == .none) table.set(phone.korean orelse continue, token);
    }
    break :build table;
};

fn expectRead(word: []const u8, expected: []const Korean) !void {
    var graphemes: tokens.Graphemes = undefined;
    graphemes.read(word);
    var buffer: [words.max_phones]Token = undefined;
    const read_phones = read(graphemes.tokens[0..graphemes.length], &buffer).?;
    try std.testing.expectEqual(expected.len, read_phones.len);
    for (expected, read_phones) |phone, token| try std.testing.expectEqual(phone, phones.of(token).korean.?);
}

test "words are read by rule, jamo alone are not" {
    try expectRead("꽃잎이", &.{ .kt, .o, .n, .n, .i, .ph, .i });
    try expectRead("값을", &.{ .k, .a, .p, .st, .eu, .l });
    try expectRead("\u{1100}\u{1161}\u{11B9}", &.{ .k, .a, .p });
    var graphemes: tokens.Graphemes = undefined;
    var buffer: [words.max_phones]Token = undefined;
    for ([_][]const u8{ "\u{1100}", "\u{1161}", "가\u{1100}", "\u{1100}\u{1100}\u{1161}" }) |word| {
        graphemes.read(word);
        try std.testing.expectEqual(null, read(graphemes.tokens[0..graphemes.length], &buffer));
    }
}
