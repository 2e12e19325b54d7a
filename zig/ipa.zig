//! IPA as people write it → phones of the model, where it has them.

const std = @import("std");
const model = @import("model");
const phones = @import("phones.zig");
const search = @import("search.zig");
const words = @import("words.zig");

const Language = words.Language;
const Token = @import("transformer.zig").Token;

/// The phones that `text` is written with, in `buffer`; null if the language has not all of them. Stress marks go to the next vowel, ties
/// may be left out, and length marks, dots and spaces say nothing to the model.
pub fn read(language: Language, text: []const u8, buffer: []Token) ?[]const Token {
    var rest: []const u8 = undefined;
    const found = readUpTo(language, text, buffer, &rest);
    return if (rest.len == 0 and found.len > 0) found else null;
}

/// As `read`, as far as the language has the phones; `rest` becomes what was not read.
pub fn readUpTo(language: Language, text: []const u8, buffer: []Token, rest: *[]const u8) []const Token {
    var count: usize = 0;
    var at: usize = 0;
    var stress: phones.Stress = .none;
    scan: while (at < text.len) {
        for ([_]phones.Stress{ .primary, .secondary }) |mark| {
            if (!search.startsWith(u8, text[at..], mark.mark())) continue;
            stress = mark;
            at += mark.mark().len;
            continue :scan;
        }
        for ([_][]const u8{ "ː", ".", " ", "'" }) |ignored| {
            if (!search.startsWith(u8, text[at..], ignored)) continue;
            at += ignored.len;
            continue :scan;
        }
        if (count == buffer.len) break;
        const found = longest(language, text[at..], stress) orelse break;
        buffer[count] = found.token;
        count += 1;
        at += found.length;
        if (isVowel(found.token)) stress = .none;
    }
    rest.* = text[at..];
    return buffer[0..count];
}

const Found = struct { token: Token, length: usize };

fn longest(language: Language, text: []const u8, stress: phones.Stress) ?Found {
    var other: [2][]const u8 = .{ "", "" };
    for (variants) |variant| {
        if (variant[0].len > other[0].len and search.startsWith(u8, text, variant[0])) other = variant;
    }
    var best: ?Found = null;
    for (model.first_phone..model.vocabulary) |index| {
        const token: Token = @intCast(index);
        const phone = phones.of(token);
        // Most phones begin with another byte, and long lexica are read here.
        if (phone.ipa[0] != text[0] and (other[1].len == 0 or phone.ipa[0] != other[1][0])) continue;
        if (if (language == .english) phone.english == null else phone.korean == null) continue;
        if (phone.stress != if (language == .english and isVowel(token)) stress else .none) continue;
        const length = if (search.startsWith(u8, text, phone.ipa)) phone.ipa.len else if (search.eql(u8, other[1], phone.ipa)) other[0].len else continue;
        if (best == null or length > best.?.length) best = .{ .token = token, .length = length };
    }
    return best;
}

const variants = [_][2][]const u8{
    .{ "tʃ", "t͡ʃ" },
    .{ "ʧ", "t͡ʃ" },
    .{ "dʒ", "d͡ʒ" },
    .{ "ʤ", "d͡ʒ" },
    .{ "r", "ɹ" },
    .{ "g", "ɡ" },
    .{ "tɕ", "t͡ɕ" },
    .{ "tɕ͈", "t͡ɕ͈" },
    .{ "tɕʰ", "t͡ɕʰ" },
    .{ "ɜr", "ɝ" },
    .{ "ər", "ɚ" },
    .{ "ɜ˞", "ɝ" },
    // Of these vowels one is that of stressed syllables, the other that of unstressed ones.
    .{ "ɝ", "ɚ" },
    .{ "ɚ", "ɝ" },
    .{ "ə", "ʌ" },
};

fn isVowel(token: Token) bool {
    return if (phones.of(token).english) |english| english.vowel else false;
}

const testing = std.testing;

fn expectPhones(language: Language, text: []const u8, expected: ?[]const u8) !void {
    var buffer: [40]Token = undefined;
    const found = read(language, text, &buffer) orelse return testing.expectEqual(expected, null);
    var written: [200]u8 = undefined;
    var writer: std.Io.Writer = .fixed(&written);
    for (found) |token| try writer.print("{s} ", .{model.phones[token - model.first_phone]});
    try testing.expectEqualStrings(expected.?, std.mem.trimEnd(u8, writer.buffered(), " "));
}

test "the longest phone wins, stress goes to its vowel" {
    try expectPhones(.english, "dʒɪf", "d͡ʒ ɪ f");
    try expectPhones(.english, "təˈmɑː.toʊ", "t ə m ˈɑ t oʊ");
    try expectPhones(.english, "ˈtʃɝtʃ", "t͡ʃ ˈɝ t͡ʃ");
    try expectPhones(.korean, "kap͈t͡ɕʰi", "k a p͈ t͡ɕʰ i");
    try expectPhones(.english, "ʁɛ", null);
    try expectPhones(.english, "", null);
}
