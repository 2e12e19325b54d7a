//! What the engine knows about each phone of the model: its language, whether it is a vowel, its stress, its ARPABET name.

const std = @import("std");
const model = @import("model");
const own = @import("own.zig");
const search = @import("search.zig");
const Token = @import("transformer.zig").Token;

pub const Stress = enum {
    none,
    primary,
    secondary,

    pub const primary_mark = "ˈ";
    pub const secondary_mark = "ˌ";

    pub fn mark(self: Stress) []const u8 {
        return switch (self) {
            .none => "",
            .primary => primary_mark,
            .secondary => secondary_mark,
        };
    }
};

pub const Phone = struct {
    /// IPA without the stress mark.
    ipa: []const u8,
    stress: Stress,
    /// The English phone, if it is one.
    english: ?English,
    /// The Korean phoneme, if it is one.
    korean: ?Korean,
};

/// `letters` are those that it is commonly written with, alone or as the first of several.
pub const English = struct { arpabet: []const u8, vowel: bool, letters: Letters };

/// A set of letters from a to z.
pub const Letters = struct {
    bits: u32,

    pub fn of(comptime letters: []const u8) Letters {
        comptime var bits: u32 = 0;
        inline for (letters) |letter| bits |= 1 << (letter - 'a');
        return .{ .bits = bits };
    }

    pub fn has(self: Letters, grapheme: u21) bool {
        const place = grapheme -% 'a';
        return place < 26 and self.bits >> @intCast(place) & 1 != 0;
    }
};

/// Korean phonemes; tense consonants end in `t`, aspirated ones in `h`.
pub const Korean = enum {
    p,
    pt,
    ph,
    t,
    tt,
    th,
    k,
    kt,
    kh,
    c,
    ct,
    ch,
    s,
    st,
    h,
    m,
    n,
    ng,
    l,
    a,
    ae,
    e,
    i,
    o,
    u,
    eu,
    eo,
    j,
    w,
    eui,

    /// Vowels and glides, which a vowel's letter stands for.
    pub fn isVocalic(self: Korean) bool {
        return @backingInt(self) >= @backingInt(Korean.a);
    }
};

/// The phone of a token at or above `model.first_phone`.
pub fn of(token: Token) *const Phone {
    return &inventory[token - model.first_phone];
}

const inventory: [model.phones.len]Phone = build: {
    @setEvalBranchQuota(200_000);
    var phones: [model.phones.len]Phone = undefined;
    for (model.phones, &phones) |written, *phone| {
        const stress: Stress = if (search.startsWith(u8, written, Stress.primary_mark))
            .primary
        else if (search.startsWith(u8, written, Stress.secondary_mark))
            .secondary
        else
            .none;
        const ipa = written[stress.mark().len..];
        phone.* = .{ .ipa = ipa, .stress = stress, .english = english_names.get(ipa) orelse if (own.is_own) own.phoneOf(ipa) else null, .korean = korean_names.get(ipa) };
        if (phone.english == null and phone.korean == null) @compileError("the engine does not know the model's phone " ++ written);
    }
    break :build phones;
};

const english_names = Names(English, &.{
    .{ "b", consonant("B", "b") },     .{ "d", consonant("D", "d") },
    .{ "ð", consonant("DH", "t") },
    .{ "f", consonant("F", "fpg") },
    .{ "ɡ", consonant("G", "gx") },
    .{ "h", consonant("HH", "hwj") },  .{ "j", consonant("Y", "yuije") },
    .{ "k", consonant("K", "kcqx") },  .{ "l", consonant("L", "l") },
    .{ "m", consonant("M", "m") },     .{ "n", consonant("N", "n") },
    .{ "ŋ", consonant("NG", "n") },
    .{ "p", consonant("P", "p") },
    .{ "ɹ", consonant("R", "r") },
    .{ "s", consonant("S", "scpzx") },
    .{ "ʃ", consonant("SH", "sct") },
    .{ "t", consonant("T", "td") },
    .{ "θ", consonant("TH", "t") },
    .{ "v", consonant("V", "vfw") },   .{ "w", consonant("W", "wuo") },
    .{ "z", consonant("Z", "zsx") },
    .{ "ʒ", consonant("ZH", "sgzj") },
    .{ "d͡ʒ", consonant("JH", "jgd") },
    .{ "t͡ʃ", consonant("CH", "ct") },
    .{ "ɑ", vowel("AA", "ao") },
    .{ "æ", vowel("AE", "a") },
    .{ "ʌ", vowel("AH", "aeiouy") },
    .{ "ə", vowel("AH", "aeiouy") },
    .{ "ɔ", vowel("AO", "aou") },
    .{ "aʊ", vowel("AW", "oau") },
    .{ "aɪ", vowel("AY", "iyea") },
    .{ "ɛ", vowel("EH", "ea") },
    .{ "ɝ", vowel("ER", "eiouary") },
    .{ "ɚ", vowel("ER", "eiouary") },
    .{ "eɪ", vowel("EY", "ae") },
    .{ "ɪ", vowel("IH", "iyeau") },
    .{ "i", vowel("IY", "eiy") },
    .{ "oʊ", vowel("OW", "oae") },
    .{ "ɔɪ", vowel("OY", "o") },
    .{ "ʊ", vowel("UH", "uo") },
    .{ "u", vowel("UW", "uoew") },
    // British vowels, which ARPABET has no names for; these are those of BEEP (Robinson 1996, British English Example Pronunciations).
    .{ "ɒ", vowel("OH", "oa") },
    .{ "əʊ", vowel("OW", "oae") },
    .{ "ɜ", vowel("ER", "eiouary") },
    .{ "ɪə", vowel("IA", "eiy") },
    .{ "ɛə", vowel("EA", "ae") },
    .{ "ʊə", vowel("UA", "uo") },
});

const korean_names = Names(Korean, &.{
    .{ "p", .p },
    .{ "p͈", .pt },
    .{ "pʰ", .ph },
    .{ "t", .t },
    .{ "t͈", .tt },
    .{ "tʰ", .th },
    .{ "k", .k },
    .{ "k͈", .kt },
    .{ "kʰ", .kh },
    .{ "t͡ɕ", .c },
    .{ "t͡ɕ͈", .ct },
    .{ "t͡ɕʰ", .ch },
    .{ "s", .s },
    .{ "s͈", .st },
    .{ "h", .h },
    .{ "m", .m },
    .{ "n", .n },
    .{ "ŋ", .ng },
    .{ "l", .l },
    .{ "a", .a },
    .{ "ɛ", .ae },
    .{ "e", .e },
    .{ "i", .i },
    .{ "o", .o },
    .{ "u", .u },
    .{ "ɯ", .eu },
    .{ "ʌ", .eo },
    .{ "j", .j },
    .{ "w", .w },
    .{ "ɰ", .eui },
});

fn consonant(comptime arpabet: []const u8, comptime letters: []const u8) English {
    return .{ .arpabet = arpabet, .vowel = false, .letters = .of(letters) };
}

fn vowel(comptime arpabet: []const u8, comptime letters: []const u8) English {
    return .{ .arpabet = arpabet, .vowel = true, .letters = .of(letters) };
}

fn Names(comptime Value: type, comptime entries: []const struct { []const u8, Value }) type {
    return struct {
        fn get(comptime name: []const u8) ?Value {
            for (entries) |entry| if (search.eql(u8, entry[0], name)) return entry[1];
            return null;
        }
    };
}

test "the inventory holds every phone of the model" {
    for (model.phones, 0..) |written, index| {
        const phone = of(@intCast(model.first_phone + index));
        try std.testing.expectEqualStrings(written[phone.stress.mark().len..], phone.ipa);
        if (phone.stress != .none) try std.testing.expect(phone.english.?.vowel);
    }
}
