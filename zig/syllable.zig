//! English syllables: where the onset of a stressed vowel begins.

const std = @import("std");
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
    var code: u16 = 0;
    for (cluster) |token| code = code << code_bits | codes[token - model.first_phone];
    return search.indexOf(u16, &onsets, code) != null;
}

const code_bits = 5;

/// A number for each consonant, from one; the clusters are compared by them.
const codes: [model.phones.len]u16 = build: {
    @setEvalBranchQuota(100_000);
    var table: [model.phones.len]u16 = @splat(0);
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

fn codeOf(comptime arpabet: []const u8) u16 {
    return comptime for (consonants, 1..) |name, code| {
        if (search.eql(u8, name, arpabet)) break code;
    } else @compileError(arpabet ++ " is no consonant");
}

/// The clusters that begin English words (Hammond 1999, The Phonology of English, chapter 3), by ARPABET names.
const onsets = clusters(
    \\P L|P R|P Y|B L|B R|B Y|T R|T W|T Y|D R|D W|D Y|K L|K R|K W|K Y|G L|G R|G W|G Y
    \\F L|F R|F Y|V Y|TH R|TH W|TH Y|SH R|HH Y|HH W|M Y|N Y|L Y
    \\S P|S T|S K|S M|S N|S L|S W|S F|S Y
    \\S P L|S P R|S P Y|S T R|S T Y|S K L|S K R|S K W|S K Y
);

fn clusters(comptime text: []const u8) [std.mem.count(u8, text, "|") + std.mem.count(u8, text, "\n") + 1]u16 {
    @setEvalBranchQuota(200_000);
    var list: [std.mem.count(u8, text, "|") + std.mem.count(u8, text, "\n") + 1]u16 = undefined;
    var each = std.mem.tokenizeAny(u8, text, "|\n");
    for (&list) |*code| {
        code.* = 0;
        var name = std.mem.tokenizeScalar(u8, each.next().?, ' ');
        while (name.next()) |part| code.* = code.* << code_bits | codeOf(part);
    }
    return list;
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
