//! English syllables: where the onset of a stressed vowel begins.

const std = @import("std");
const own = @import("own.zig");
const phones = @import("phones.zig");
const search = @import("search.zig");
const Token = @import("transformer.zig").Token;

/// The index at which the syllable of the vowel at `nucleus` begins, by the principle of the maximal onset (Kahn 1976): as many
/// consonants as an English word may begin with, and at the start of the word all of them.
pub fn onsetStart(word: []const Token, nucleus: usize) usize {
    var start = nucleus;
    while (start > 0 and !isVowel(word[start - 1])) start -= 1;
    if (start == 0) return 0;
    while (start < nucleus and !isOnset(word[start..nucleus])) start += 1;
    return start;
}

fn isVowel(token: Token) bool {
    return if (phones.of(token).english) |english| english.vowel else false;
}

fn isOnset(cluster: []const Token) bool {
    if (cluster.len == 1) return codes[cluster[0] - model.first_phone] != codeOf("NG");
    if (cluster.len > 3) return false;
    if (cluster.len == 3 and codes[cluster[0] - model.first_phone] != codeOf("S")) return false;
    const first = codes[cluster[cluster.len - 2] - model.first_phone];
    const last = codes[cluster[cluster.len - 1] - model.first_phone];
    return onsets[cluster.len - 2][first] >> last & 1 != 0;
}

/// A number for each consonant, from one.
const codes: [model.phones.len]u5 = build: {
    @setEvalBranchQuota(100_000);
    var table: [model.phones.len]u5 = @splat(0);
    for (&table, model.first_phone..) |*code, token| {
        if (phones.of(token).english) |english| {
            if (!english.vowel) code.* = codeOf(english.arpabet);
        }
    }
    break :build table;
};

const consonants = [_][]const u8{
    "B", "CH", "D", "DH", "F", "G", "HH", "JH", "K", "L", "M", "N", "NG", "P", "R", "S", "SH", "T", "TH", "V", "W", "Y", "Z", "ZH",
};

fn codeOf(comptime arpabet: []const u8) u5 {
    return comptime for (consonants, 1..) |name, code| {
        if (search.eql(u8, name, arpabet)) break code;
    } else if (own.is_own) 0 else @compileError(arpabet ++ " is no consonant");
}

/// The clusters that begin English words (Hammond 1999, The Phonology of English, chapter 3): which consonants may follow another, by ARPABET
/// names, and then which may follow it after S.
const onsets = [2]Followers{
    followers("P LRY B LRY T RWY D RWY K LRWY G LRWY F LRY V Y TH RWY SH R HH YW M Y N Y L Y S PTKMNLWFY"),
    followers("P LRY T RY K LRWY"),
};

/// By a consonant's number, a bit for each that may follow.
const Followers = [consonants.len + 1]u32;

fn followers(comptime text: []const u8) Followers {
    @setEvalBranchQuota(200_000);
    var table: Followers = @splat(0);
    var each = std.mem.tokenizeScalar(u8, text, ' ');
    while (each.next()) |first| {
        for (each.next().?) |last| table[codeOf(first)] |= 1 << codeOf(&.{last});
    }
    return table;
}

const testing = std.testing;
const model = @import("model");

fn expectOnset(comptime word: []const []const u8, nucleus: usize, expected: usize) !void {
    var tokens: [word.len]Token = undefined;
    for (word, &tokens) |written, *token| {
        token.* = for (model.phones, 0..) |phone, index| {
            if (search.eql(u8, phone, written)) break @intCast(model.first_phone + index);
        } else return error.NoSuchPhone;
    }
    try testing.expectEqual(expected, onsetStart(&tokens, nucleus));
}

test "the stressed syllable takes the longest onset English allows" {
    try expectOnset(&.{ "h", "ə", "l", "ˈoʊ" }, 3, 2);
    try expectOnset(&.{ "s", "t", "ɹ", "ˈɔ" }, 3, 0);
    try expectOnset(&.{ "m", "ɪ", "s", "t", "ˈeɪ", "k" }, 4, 2);
    try expectOnset(&.{ "ɪ", "k", "s", "p", "l", "ˈeɪ", "n" }, 5, 2);
    try expectOnset(&.{ "s", "ˌɪ", "ŋ", "ɡ", "ˈeɪ" }, 4, 3);
    try expectOnset(&.{ "æ", "t", "l", "ˈæ" }, 3, 2);
    try expectOnset(&.{ "n", "ŋ", "ˈæ" }, 2, 0);
    try expectOnset(&.{ "ə", "ŋ", "ˈæ" }, 2, 2);
}
