//! What the engine knows about each phone of the model: its language, whether it is a vowel, its stress, its ARPABET name.

const std = @import("std");
const model = @import("model");
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

pub const English = struct { arpabet: []const u8, vowel: bool };

/// Korean phonemes; tense consonants end in `t`, aspirated ones in `h`.
pub const Korean = enum { p, pt, ph, t, tt, th, k, kt, kh, c, ct, ch, s, st, h, m, n, ng, l, a, ae, e, i, o, u, eu, eo, j, w, eui };

/// The phone of a token at or above `model.first_phone`.
pub fn of(token: Token) *const Phone {
    return &inventory[token - model.first_phone];
}

const inventory: [model.phones.len]Phone = build: {
    @setEvalBranchQuota(200_000);
    var phones: [model.phones.len]Phone = undefined;
    for (model.phones, &phones) |written, *phone| {
        const stress: Stress = if (std.mem.startsWith(u8, written, Stress.primary_mark))
            .primary
        else if (std.mem.startsWith(u8, written, Stress.secondary_mark))
            .secondary
        else
            .none;
        const ipa = written[stress.mark().len..];
        phone.* = .{ .ipa = ipa, .stress = stress, .english = english_names.get(ipa), .korean = korean_names.get(ipa) };
        if (phone.english == null and phone.korean == null) @compileError("the engine does not know the model's phone " ++ written);
    }
    break :build phones;
};

const english_names = Names(English, &.{
    .{ "b", consonant("B") },  .{ "d", consonant("D") },
    .{ "ð", consonant("DH") },
    .{ "f", consonant("F") },
    .{ "ɡ", consonant("G") },
    .{ "h", consonant("HH") }, .{ "j", consonant("Y") },
    .{ "k", consonant("K") },  .{ "l", consonant("L") },
    .{ "m", consonant("M") },  .{ "n", consonant("N") },
    .{ "ŋ", consonant("NG") },
    .{ "p", consonant("P") },
    .{ "ɹ", consonant("R") },
    .{ "s", consonant("S") },
    .{ "ʃ", consonant("SH") },
    .{ "t", consonant("T") },
    .{ "θ", consonant("TH") },
    .{ "v", consonant("V") },  .{ "w", consonant("W") },
    .{ "z", consonant("Z") },
    .{ "ʒ", consonant("ZH") },
    .{ "d͡ʒ", consonant("JH") },
    .{ "t͡ʃ", consonant("CH") },
    .{ "ɑ", vowel("AA") },
    .{ "æ", vowel("AE") },
    .{ "ʌ", vowel("AH") },
    .{ "ə", vowel("AH") },
    .{ "ɔ", vowel("AO") },
    .{ "aʊ", vowel("AW") },
    .{ "aɪ", vowel("AY") },
    .{ "ɛ", vowel("EH") },
    .{ "ɝ", vowel("ER") },
    .{ "ɚ", vowel("ER") },
    .{ "eɪ", vowel("EY") },
    .{ "ɪ", vowel("IH") },
    .{ "i", vowel("IY") },
    .{ "oʊ", vowel("OW") },
    .{ "ɔɪ", vowel("OY") },
    .{ "ʊ", vowel("UH") },
    .{ "u", vowel("UW") },
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

fn consonant(comptime arpabet: []const u8) English {
    return .{ .arpabet = arpabet, .vowel = false };
}

fn vowel(comptime arpabet: []const u8) English {
    return .{ .arpabet = arpabet, .vowel = true };
}

fn Names(comptime Value: type, comptime entries: []const struct { []const u8, Value }) type {
    return struct {
        fn get(comptime name: []const u8) ?Value {
            for (entries) |entry| if (std.mem.eql(u8, entry[0], name)) return entry[1];
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
