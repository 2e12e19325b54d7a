//! What a model of a language of its own changes (`train.own`): it has letters beyond a to z, and phones that no table here lists. All of
//! it is known when the engine is compiled, so that models of English and Korean have none of this code.

const model = @import("model");
const phones = @import("phones.zig");
const search = @import("search.zig");

/// Whether words of the model's letters are read by the model alone: no numbers, homographs or tables of English, no rules of Korean.
pub const is_own = model.language.len > 0;

/// The language of words that are not Korean, in records.
pub const language_code = if (is_own) model.language else "en";

/// The grapheme of a letter beyond a to z, in either case; null if the model has none.
pub inline fn grapheme(code_point: u21) ?u21 {
    if (!is_own) return null;
    for (model.letters) |pair| if (pair[0] == code_point) return pair[1];
    return null;
}

/// What is known about a phone that is none of English: vowels by their symbol, letters that look like it.
pub fn phoneOf(comptime ipa: []const u8) phones.English {
    const is_vowel = comptime for (vowels) |vowel| {
        if (search.startsWith(u8, ipa, vowel)) break true;
    } else false;
    const is_letter = ipa[0] >= 'a' and ipa[0] <= 'z';
    return .{ .arpabet = ipa, .vowel = is_vowel, .letters = .of(if (is_letter) ipa[0..1] else if (is_vowel) "aeiouy" else "") };
}

/// The vowels of the IPA chart (International Phonetic Association 2020).
const vowels = [_][]const u8{
    "i", "y",
    "ɨ",
    "ʉ",
    "ɯ",
    "u",
    "ɪ",
    "ʏ",
    "ʊ",
    "e",
    "ø",
    "ɘ",
    "ɵ",
    "ɤ",
    "o",
    "ə",
    "ɛ",
    "œ",
    "ɜ",
    "ɞ",
    "ʌ",
    "ɔ",
    "æ",
    "ɐ",
    "a",
    "ɶ",
    "ɑ",
    "ɒ",
};
