//! Korean phones written in hangul, as the norm writes pronunciations: k͈ o t͡ɕʰ i is 꼬치.

const std = @import("std");
const korean = @import("korean.zig");
const phones = @import("phones.zig");
const syllables = @import("korean_syllable.zig");
const tokens = @import("tokens.zig");
const utf8 = @import("utf8.zig");

const Korean = phones.Korean;
const Output = @import("output.zig").Output;
const Syllable = syllables.Syllable;
const Token = @import("transformer.zig").Token;

/// Write a word, its syllables parted by `separator`.
///
/// A consonant before a vowel begins its syllable, ŋ apart; others end one. Where two vowels sound alike (ㅚ, ㅞ), it is the one that the
/// word is spelled with; `graphemes` is the word as jamo. Phones that make no syllable are written in IPA.
pub fn write(output: *Output, word: []const Token, graphemes: []const Token, separator: []const u8) void {
    var buffer: [tokens.max_graphemes]u16 = undefined;
    const letters = korean.compose(graphemes, &buffer) orelse &.{};
    var at: usize = 0;
    var count: usize = 0;
    while (at < word.len) : (count += 1) {
        if (count > 0) output.write(separator);
        if (take(word[at..])) |found| {
            var syllable = found.syllable;
            if (count < letters.len) keepVowel(&syllable, .init(letters[count]));
            var text: [4]u8 = undefined;
            output.write(utf8.encode(syllable.codePoint(), &text));
            at += found.length;
        } else {
            output.write(phones.of(word[at]).ipa);
            at += 1;
        }
    }
}

const Found = struct { syllable: Syllable, length: usize };

/// The syllable that the phones begin with.
fn take(word: []const Token) ?Found {
    var at: usize = 0;
    const first = phoneAt(word, 0) orelse return null;
    const onset = onsetOf(first) orelse return null;
    if (onset != .zero) at += 1;
    const vowel, const length = vowelAt(word, at) orelse return null;
    at += length;
    const coda = if (phoneAt(word, at)) |phone| codaOf(phone) else null;
    const is_coda = coda != null and (coda == .ng or !beginsVowel(phoneAt(word, at + 1)));
    return .{
        .syllable = .{ .onset = onset, .vowel = vowel, .coda = if (is_coda) coda.? else .zero },
        .length = at + @intFromBool(is_coda),
    };
}

/// Spell a vowel as the word has it, where both sound alike.
fn keepVowel(syllable: *Syllable, written: Syllable) void {
    const glide, const vowel = syllables.vowelPhones(syllable.vowel);
    const written_glide, const written_vowel = syllables.vowelPhones(written.vowel);
    if (glide == written_glide and vowel == written_vowel) syllable.vowel = written.vowel;
}

fn phoneAt(word: []const Token, at: usize) ?Korean {
    return if (at < word.len) phones.of(word[at]).korean else null;
}

fn beginsVowel(phone: ?Korean) bool {
    return phone != null and @backingInt(phone.?) > @backingInt(Korean.l);
}

/// The vowel letter at a place, and its phones' number.
fn vowelAt(word: []const Token, at: usize) ?struct { syllables.Vowel, usize } {
    const first = phoneAt(word, at) orelse return null;
    const second = phoneAt(word, at + 1);
    for (std.enums.values(syllables.Vowel)) |letter| {
        // ㅞ is the letter of article 4 for both.
        if (letter == .oe) continue;
        const glide, const vowel = syllables.vowelPhones(letter);
        if (glide) |phone| {
            if (phone == first and vowel == second) return .{ letter, 2 };
        } else if (vowel == first) return .{ letter, 1 };
    }
    return null;
}

/// The onset that a phone is; none for vowels and glides, null for what stands at the end of syllables only.
fn onsetOf(phone: Korean) ?syllables.Onset {
    if (beginsVowel(phone)) return .zero;
    return for (std.enums.values(syllables.Onset)) |onset| {
        if (syllables.onsetPhone(onset) == phone) break onset;
    } else null;
}

fn codaOf(phone: Korean) ?syllables.Coda {
    return for (std.enums.values(syllables.Coda)) |coda| {
        if (syllables.codaPhone(coda) == phone) break coda;
    } else null;
}

fn expectWritten(list: []const Korean, spelled: []const u8, expected: []const u8) !void {
    var word: [32]Token = undefined;
    for (list, word[0..list.len]) |phone, *token| token.* = korean.tokenOf(phone).?;
    var graphemes: tokens.Graphemes = undefined;
    graphemes.read(spelled);
    var output: Output = undefined;
    output.clear();
    write(&output, word[0..list.len], graphemes.tokens[0..graphemes.length], "");
    try std.testing.expectEqualStrings(expected, output.slice());
}

test "phones become syllables again" {
    try expectWritten(&.{ .kt, .o, .ch, .i }, "꽃이", "꼬치");
    try expectWritten(&.{ .a, .n, .n, .j, .eo, .ng, .i }, "안녕이", "안녕이");
    try expectWritten(&.{ .th, .w, .e, .n }, "툇", "퇸");
    try expectWritten(&.{ .th, .w, .e, .n }, "", "퉨");
    try expectWritten(&.{ .h, .j, .eo, .p, .eui, .i }, "협의", "혀븨");
    try expectWritten(&.{ .c, .eo }, "져", "저");
    try expectWritten(&.{ .k, .t, .a }, "", "k다");
}
