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

/// The longest word in syllables.
pub const max_syllables = tokens.max_graphemes / 2;

/// The phones of a word by the norm.
///
/// `graphemes` is the word as jamo, `buffer` takes the phones. Jamo that are no whole syllables are read one by one. Null if there are
/// other letters, or the model has no token for a phone.
pub fn read(graphemes: []const Token, buffer: *[words.max_phones]Token) ?[]const Token {
    var letters_buffer: [max_syllables]u16 = undefined;
    const letters = compose(graphemes, &letters_buffer) orelse return readOneByOne(graphemes, buffer);
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

/// Each jamo as it sounds alone, codas as before a pause.
fn readOneByOne(graphemes: []const Token, buffer: *[words.max_phones]Token) ?[]const Token {
    if (graphemes.len == 0 or graphemes.len > tokens.max_graphemes) return null;
    var count: usize = 0;
    for (graphemes) |grapheme| {
        var sounds: [2]?Korean = .{ null, null };
        if (place(grapheme, hangul.first_onset, hangul.onsets)) |onset| {
            sounds[0] = syllables.onsetPhone(@fromBackingInt(onset));
        } else if (place(grapheme, hangul.first_nucleus, hangul.nuclei)) |nucleus| {
            sounds = syllables.vowelPhones(@fromBackingInt(nucleus));
        } else if (place(grapheme, hangul.first_coda, hangul.codas)) |coda| {
            const alone = [_]u16{(Syllable{ .onset = .zero, .vowel = .eu, .coda = @fromBackingInt(coda + 1) }).codePoint()};
            var marks = [_]rules.Mark{.none};
            var spoken: [1]Syllable = undefined;
            rules.read(&alone, &marks, &spoken);
            sounds[0] = syllables.codaPhone(spoken[0].coda);
        } else return null;
        for (sounds) |sound| {
            buffer[count] = tokenOf(sound orelse continue) orelse return null;
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

test "words are read by rule, jamo alone one by one" {
    try expectRead("꽃잎이", &.{ .kt, .o, .n, .n, .i, .ph, .i });
    try expectRead("값을", &.{ .k, .a, .p, .st, .eu, .l });
    try expectRead("\u{1100}\u{1161}\u{11B9}", &.{ .k, .a, .p });
    try expectRead("\u{1100}", &.{.k});
    try expectRead("\u{1162}\u{11AA}", &.{ .ae, .k });
    try expectRead("가\u{1100}", &.{ .k, .a, .k });
    try expectRead("\u{110B}\u{1100}\u{1163}", &.{ .k, .j, .a });
}
