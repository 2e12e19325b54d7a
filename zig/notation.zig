//! Phones of a word → text, in the notation asked for.

const std = @import("std");
const korean_hangul = @import("korean_hangul.zig");
const korean_narrow = @import("korean_narrow.zig");
const model = @import("model");
const Options = @import("options.zig").Options;
const Output = @import("output.zig").Output;
const phones = @import("phones.zig");
const respell = @import("respell.zig");
const syllable = @import("syllable.zig");
const spelling = @import("spelling.zig");
const Spoken = @import("speech.zig").Spoken;
const Token = @import("transformer.zig").Token;
const words = @import("words.zig");
const xsampa = @import("xsampa.zig");

const Language = words.Language;
const Words = words.Words;

/// Write a spoken word. ARPABET and the synthesizers' symbols have no Korean sounds and hangul no English ones, so words of the other language
/// stay in IPA there.
///
/// Args: the word's phones, what it is, the words it is one of, and the options.
pub fn write(output: *Output, word: []const Token, spoken: *const Spoken, list: *const Words, options: *const Options) void {
    if (options.notation == .spelling) return spelling.write(output, spoken, list);
    if (options.notation == .hangul and spoken.language == .korean and spoken.what == .word) {
        return korean_hangul.write(output, word, list.graphemes(spoken.what.word), options.phoneSeparator());
    }
    writePhones(output, word, spoken.language, options);
}

/// Write the phones of a word, with stress marks before their syllables.
pub fn writePhones(output: *Output, word: []const Token, language: Language, options: *const Options) void {
    switch (language) {
        .korean => writeEach(output, word, language, options),
        .english => switch (options.notation) {
            .arpabet, .kokoro, .espeak => writeEach(output, word, language, options),
            else => writeEnglish(output, word, options),
        },
    }
}

fn writeEnglish(output: *Output, word: []const Token, options: *const Options) void {
    var marks: [words.max_phones]phones.Stress = @splat(.none);
    if (options.stress) {
        for (word, 0..) |token, at| {
            const stress = phones.of(token).stress;
            if (stress != .none) marks[syllable.onsetStart(word, at)] = stress;
        }
    }
    for (word, marks[0..word.len], 0..) |token, mark, at| {
        if (at > 0) output.write(options.phoneSeparator());
        writeSymbols(output, mark.mark(), options);
        writeSymbols(output, phones.of(token).ipa, options);
    }
}

/// espeak-ng marks long vowels; those of fleece and goose are long where they have stress.
fn writeLength(output: *Output, vowel: Token, options: *const Options) void {
    if (options.notation != .espeak) return;
    const phone = phones.of(vowel);
    const name = phone.english.?.arpabet;
    const may_be_short = std.mem.eql(u8, name, "IY") or std.mem.eql(u8, name, "UW");
    const is_long = may_be_short or std.mem.eql(u8, name, "AA") or std.mem.eql(u8, name, "AO") or std.mem.eql(u8, phone.ipa, "ɝ");
    if (is_long and !(may_be_short and phone.stress == .none)) output.write("ː");
}

/// Write IPA in the symbols asked for.
fn writeSymbols(output: *Output, ipa: []const u8, options: *const Options) void {
    switch (options.notation) {
        .xsampa => xsampa.write(output, ipa),
        .kokoro => respell.write(output, respell.kokoro, ipa),
        .espeak => respell.write(output, respell.espeak, ipa),
        else => output.write(ipa),
    }
}

fn writeEach(output: *Output, word: []const Token, language: Language, options: *const Options) void {
    for (word, 0..) |_, at| {
        if (at > 0) output.write(options.phoneSeparator());
        writePhone(output, word, at, language, options);
    }
}

/// Write the phone at `at` of a word by itself; an English vowel has its stress mark before it.
pub fn writePhone(output: *Output, word: []const Token, at: usize, language: Language, options: *const Options) void {
    const phone = phones.of(word[at]);
    switch (language) {
        .english => if (options.notation == .arpabet) {
            const english = phone.english.?;
            output.write(english.arpabet);
            if (english.vowel and options.stress) output.write(switch (phone.stress) {
                .none => "0",
                .primary => "1",
                .secondary => "2",
            });
        } else {
            if (options.stress) writeSymbols(output, phone.stress.mark(), options);
            writeSymbols(output, phone.ipa, options);
            writeLength(output, word[at], options);
        },
        .korean => writeKorean(output, switch (options.style) {
            .broad => phone.ipa,
            .narrow => korean_narrow.write(
                phone.korean.?,
                if (at > 0) phones.of(word[at - 1]).korean else null,
                if (at + 1 < word.len) phones.of(word[at + 1]).korean else null,
                if (at + 2 < word.len) phones.of(word[at + 2]).korean else null,
            ),
        }, options),
    }
}

fn writeKorean(output: *Output, ipa: []const u8, options: *const Options) void {
    if (options.notation == .xsampa) xsampa.write(output, ipa) else output.write(ipa);
}

const testing = std.testing;

fn expectWritten(comptime word: []const []const u8, language: Language, options: Options, expected: []const u8) !void {
    var tokens: [word.len]Token = undefined;
    for (word, &tokens) |written, *token| {
        token.* = for (model.phones, 0..) |phone, index| {
            if (std.mem.eql(u8, phone, written)) break @intCast(model.first_phone + index);
        } else return error.NoSuchPhone;
    }
    var output: Output = undefined;
    output.clear();
    writePhones(&output, &tokens, language, &options);
    try testing.expectEqualStrings(expected, output.slice());
}

test "English in IPA and ARPABET, with and without stress" {
    const hello = &.{ "h", "ə", "l", "ˈoʊ" };
    try expectWritten(hello, .english, .{}, "həˈloʊ");
    try expectWritten(hello, .english, .{ .stress = false }, "həloʊ");
    try expectWritten(hello, .english, .{ .notation = .arpabet }, "HH AH0 L OW1");
    try expectWritten(hello, .english, .{ .notation = .arpabet, .stress = false }, "HH AH L OW");
    try expectWritten(&.{ "t͡ʃ", "ˈɝ", "t͡ʃ", "ˌɪ", "z" }, .english, .{}, "ˈt͡ʃɝˌt͡ʃɪz");
}

test "X-SAMPA, and synthesizers' symbols, where stress stands before the vowel" {
    const church = &.{ "t͡ʃ", "ˈɝ", "t͡ʃ", "i" };
    try expectWritten(church, .english, .{ .notation = .xsampa }, "\"tS3`tSi");
    try expectWritten(church, .english, .{ .notation = .kokoro }, "ʧˈɜɹʧi");
    try expectWritten(church, .english, .{ .notation = .espeak }, "tʃˈɜːtʃi");
    try expectWritten(&.{ "f", "l", "ˈi" }, .english, .{ .notation = .espeak, .stress = false }, "fliː");
    const greeting = &.{ "a", "n", "n", "j", "ʌ", "ŋ" };
    try expectWritten(greeting, .korean, .{ .notation = .xsampa }, "annjVN");
    try expectWritten(greeting, .korean, .{ .notation = .xsampa, .style = .narrow }, "a_-nJjV_ON");
    try expectWritten(greeting, .korean, .{ .notation = .kokoro }, "annjʌŋ");
}

test "Korean broad and narrow" {
    const greeting = &.{ "a", "n", "n", "j", "ʌ", "ŋ" };
    try expectWritten(greeting, .korean, .{}, "annjʌŋ");
    try expectWritten(greeting, .korean, .{ .style = .narrow }, "a̠nɲjʌ̹ŋ");
    try expectWritten(greeting, .korean, .{ .notation = .arpabet }, "a n n j ʌ ŋ");
}
