//! Words of the table of exceptions with the suffix -s: plurals, possessives, third persons. Who misreads a word misreads those too.

const std = @import("std");
const exceptions = @import("exceptions.zig");
const model = @import("model");
const phones = @import("phones.zig");
const search = @import("search.zig");
const tokens = @import("tokens.zig");
const Token = @import("transformer.zig").Token;

/// Shorter bases are taken for no words: `us` is not the plural of `u`.
const shortest_base = 3;

/// The phones of an English word, British if asked: an entry of the table or, `with_suffixes`, one with 's or s; null if it is neither.
pub fn find(graphemes: []const Token, is_british: bool, with_suffixes: bool, buffer: *exceptions.Phones) ?[]const Token {
    return exceptions.find(graphemes, is_british, buffer) orelse if (with_suffixes) withSuffix(graphemes, is_british, buffer) else null;
}

fn withSuffix(graphemes: []const Token, is_british: bool, buffer: *exceptions.Phones) ?[]const Token {
    if (!search.endsWith(Token, graphemes, &.{letter('s')})) return null;
    var base = graphemes[0 .. graphemes.len - 1];
    if (search.endsWith(Token, base, &.{letter('\'')})) {
        base = base[0 .. base.len - 1];
    } else if (search.endsWith(Token, base, &.{letter('s')})) return null;
    if (base.len < shortest_base) return null;
    const found = exceptions.find(base, is_british, buffer) orelse return null;
    const suffix = suffixAfter(found[found.len - 1]);
    if (found.len + suffix.len > buffer.len) return null;
    @memcpy(buffer[found.len..][0..suffix.len], suffix);
    return buffer[0 .. found.len + suffix.len];
}

fn suffixAfter(last: Token) []const Token {
    return switch (classes[last - model.first_phone]) {
        .sibilant => &.{ comptime phone("ɪ"), comptime phone("z") },
        .voiceless => &.{comptime phone("s")},
        .other => &.{comptime phone("z")},
    };
}

const Class = enum { sibilant, voiceless, other };

const classes: [model.phones.len]Class = build: {
    @setEvalBranchQuota(100_000);
    var table: [model.phones.len]Class = @splat(.other);
    for ([_][]const u8{ "s", "z", "ʃ", "ʒ", "t͡ʃ", "d͡ʒ" }) |sibilant| table[phone(sibilant) - model.first_phone] = .sibilant;
    for ([_][]const u8{ "p", "t", "k", "f", "θ" }) |voiceless| table[phone(voiceless) - model.first_phone] = .voiceless;
    break :build table;
};

fn phone(comptime written: []const u8) Token {
    @setEvalBranchQuota(20_000);
    for (model.phones, model.first_phone..) |other, token| {
        if (search.eql(u8, other, written)) return token;
    }
    @compileError("the model has no phone " ++ written);
}

fn letter(comptime written: u8) Token {
    return comptime tokens.lookup(written).?;
}

const testing = std.testing;

fn expectFound(comptime word: []const u8, expected: ?[]const u8) !void {
    var graphemes: [word.len]Token = undefined;
    inline for (word, &graphemes) |written, *grapheme| grapheme.* = letter(written);
    var buffer: exceptions.Phones = undefined;
    const found = find(&graphemes, false, true, &buffer) orelse return testing.expectEqual(null, expected);
    var text: [64]u8 = undefined;
    var length: usize = 0;
    for (found) |token| {
        const ipa = phones.of(token).ipa;
        @memcpy(text[length..][0..ipa.len], ipa);
        length += ipa.len;
    }
    try testing.expectEqualStrings(expected.?, text[0..length]);
}

test "the suffix follows the last phone" {
    if (model.exceptions.words == 0) return error.SkipZigTest;
    try expectFound("the", "ðə");
    try expectFound("the's", "ðəz");
    try expectFound("to's", null);
    try expectFound("thess", null);
    try expectFound("'s", null);
    try expectFound("s", null);
    inline for (.{ .{ "k", "s" }, .{ "t͡ʃ", "ɪz" }, .{ "n", "z" }, .{ "oʊ", "z" } }) |case| {
        var text: [8]u8 = undefined;
        var length: usize = 0;
        for (suffixAfter(comptime phone(case[0]))) |token| {
            @memcpy(text[length..][0..phones.of(token).ipa.len], phones.of(token).ipa);
            length += phones.of(token).ipa.len;
        }
        try testing.expectEqualStrings(case[1], text[0..length]);
    }
}
