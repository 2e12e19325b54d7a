//! A Korean word that a lexicon lists, with particles after it: these are joined to it as the rules do it.

const std = @import("std");
const korean = @import("korean.zig");
const lists = @import("korean_lists.zig");
const search = @import("search.zig");
const tokens = @import("tokens.zig");
const words = @import("words.zig");
const Token = @import("transformer.zig").Token;

/// Whether the syllables after the first `stem` of a word are particles.
pub fn areParticles(graphemes: []const Token, stem: usize) bool {
    var buffer: [tokens.max_graphemes]u16 = undefined;
    const letters = korean.compose(graphemes, &buffer) orelse return false;
    return letters.len - stem < lists.max_syllables and lists.areParticles(letters[stem..]);
}

/// The phones of a listed word with particles, in `buffer`: where the listed phones end as the rules have them, the end changes as in the rules'
/// reading of the whole (값 kap, 값만 kamman); elsewhere the particles follow as they are.
///
/// Args: the listed phones; the word and the whole as graphemes. Null if the rules read neither.
pub fn join(listed: []const Token, stem: []const Token, whole: []const Token, buffer: *[words.max_phones]Token) ?[]const Token {
    var stem_buffer: [words.max_phones]Token = undefined;
    var whole_buffer: [words.max_phones]Token = undefined;
    const alone = korean.read(stem, &stem_buffer) orelse return null;
    const together = korean.read(whole, &whole_buffer) orelse return null;
    const kept = std.mem.indexOfDiff(Token, alone, together) orelse alone.len;
    const ends_alike = search.endsWith(Token, listed, alone[kept..]);
    const head = if (ends_alike) listed[0 .. listed.len - (alone.len - kept)] else listed;
    const tail = together[if (ends_alike) kept else @min(alone.len, together.len)..];
    if (head.len + tail.len > buffer.len) return null;
    @memcpy(buffer[0..head.len], head);
    @memcpy(buffer[head.len..][0..tail.len], tail);
    return buffer[0 .. head.len + tail.len];
}

fn expectJoined(listed: []const u8, stem: []const u8, whole: []const u8, expected: []const u8) !void {
    const ipa = @import("ipa.zig");
    const phones = @import("phones.zig");
    var graphemes: [2]tokens.Graphemes = undefined;
    var listed_buffer: [words.max_phones]Token = undefined;
    var buffer: [words.max_phones]Token = undefined;
    const joined = join(ipa.read(.korean, listed, &listed_buffer).?, graphemes[0].of(stem), graphemes[1].of(whole), &buffer).?;
    var text: [100]u8 = undefined;
    var writer: std.Io.Writer = .fixed(&text);
    for (joined) |token| try writer.writeAll(phones.of(token).ipa);
    try std.testing.expectEqualStrings(expected, writer.buffered());
}

test "particles after listed words" {
    try expectJoined("kap", "값", "값만", "kamman");
    try expectJoined("kap", "값", "값이", "kaps͈i");
    try expectJoined("pe", "배", "배는", "penɯn");
    try expectJoined("k͈ot", "꽃", "꽃이", "k͈ot͡ɕʰi");
    try expectJoined("pʰɯl", "꽃", "꽃이", "pʰɯli");
}

test "what particles are" {
    var graphemes: tokens.Graphemes = undefined;
    try std.testing.expect(areParticles(graphemes.of("서울에서는"), 2));
    try std.testing.expect(!areParticles(graphemes.of("서울역"), 2));
}
