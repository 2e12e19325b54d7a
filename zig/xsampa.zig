//! X-SAMPA ↔ IPA (Wells 1995, Computer-coding the IPA: a proposed extension of SAMPA).

const std = @import("std");
const respell = @import("respell.zig");

const Output = @import("output.zig").Output;

/// Write IPA in X-SAMPA. Affricates lose their ties, which X-SAMPA leaves out; what it has no symbol for, as the tense consonants of Korean, stays.
pub fn write(output: *Output, ipa: []const u8) void {
    respell.write(output, &symbols, ipa);
}

/// Symbols and what they stand for, the longest first. Those that are the same in IPA are left out.
pub const symbols = build: {
    @setEvalBranchQuota(10_000);
    var spaced = lines[0..lines.len].*;
    for (&spaced) |*character| if (character.* == '\n') {
        character.* = ' ';
    };
    break :build spaced;
};

const lines =
    \\|\|\ ǁ _?\ ˤ
    \\b_< ɓ d_< ɗ g_< ɠ G\_< ʛ J\_< ʄ
    \\r\` ɻ
    \\b\ ⱱ B\ ʙ d` ɖ G\ ɢ h\ ɦ H\ ʜ j\ ʝ J\ ɟ l` ɭ l\ ɺ L\ ʟ M\ ɰ n` ɳ N\ ɴ O\ ʘ p\ ɸ r` ɽ r\ ɹ R\ ʀ s` ʂ s\ ɕ t` ʈ v\ ʋ x\ ɧ X\ ħ
    \\z` ʐ z\ ʑ @` ɚ @\ ɘ 3` ɝ 3\ ɞ _> ʼ _" ̈ _+ ̟ _- ̠ _0 ̥ _= ̩ _A ̘ _a ̺ _c ̜ _d ̪ _e ̴ _G ˠ _h ʰ _j ʲ _k ̰ _l ˡ _m ̻ _N ̼ _n ⁿ _O ̹
    \\_o ̞ _q ̙ _r ̝ _t ̤ _v ̬ _w ʷ _X ̆ _x ̽ _} ̚ _~ ̃ _^ ̯ :\ ˑ ?\ ʕ <\ ʢ >\ ʡ !\ ǃ |\ ǀ =\ ǂ -\ ‿ I\ ᵻ U\ ᵿ
    \\A ɑ B β C ç D ð E ɛ F ɱ G ɣ H ɥ I ɪ J ɲ K ɬ L ʎ M ɯ N ŋ O ɔ P ʋ Q ɒ R ʁ S ʃ T θ U ʊ V ʌ W ʍ X χ Y ʏ Z ʒ g ɡ
    \\" ˈ % ˌ : ː { æ } ʉ 1 ɨ 2 ø 3 ɜ 4 ɾ 5 ɫ 6 ɐ 7 ɤ 8 ɵ 9 œ & ɶ @ ə ? ʔ ' ʲ ` ˞ = ̩ ~ ̃
;

const testing = std.testing;

test "IPA becomes X-SAMPA, and that IPA again" {
    var output: Output = undefined;
    var buffer: [64]u8 = undefined;
    const cases = [_][3][]const u8{
        .{ "həˈloʊ", "h@\"loU", "həˈloʊ" },
        .{ "ˈt͡ʃɝˌt͡ʃɪz", "\"tS3`%tSIz", "ˈtʃɝˌtʃɪz" },
        .{ "ɡænd͡ʒɚ", "g{ndZ@`", "ɡændʒɚ" },
        .{ "p͈at͡ɕʰɯ", "p͈ats\\_hM", "p͈atɕʰɯ" },
        .{ "ko̞k̚ɕʰik̚", "ko_ok_}s\\_hik_}", "ko̞k̚ɕʰik̚" },
    };
    for (cases) |case| {
        output.clear();
        write(&output, case[0]);
        try testing.expectEqualStrings(case[1], output.slice());
        try testing.expectEqualStrings(case[2], respell.read(&symbols, case[1], &buffer).?);
    }
}

test "symbols become IPA, the longest first" {
    var buffer: [64]u8 = undefined;
    const cases = [_][2][]const u8{
        .{ "h@\"loU", "həˈloʊ" },
        .{ "t_hIN", "tʰɪŋ" },
        .{ "r\\3`s\\Z", "ɹɝɕʒ" },
        .{ "{nd", "ænd" },
        .{ "a:", "aː" },
        .{ "", "" },
        .{ "é", "é" },
    };
    for (cases) |case| try testing.expectEqualStrings(case[1], respell.read(&symbols, case[0], &buffer).?);
    try testing.expectEqual(null, respell.read(&symbols, "AAAA", buffer[0..3]));
}
