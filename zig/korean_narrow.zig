//! Korean narrow transcription from the broad one: the allophones that follow from the neighbouring phonemes, in the conventions of
//! Wiktionary's Korean entries (Sohn 1999, The Korean Language, chapter 6; Lee and Ramsey 2000).

const Korean = @import("phones.zig").Korean;

/// The narrow IPA of a phoneme between its neighbours (null at the edges of the word).
pub fn write(phone: Korean, before: ?Korean, after: ?Korean, second: ?Korean) []const u8 {
    const coda = isConsonant(phone) and (after == null or isConsonant(after.?));
    const voiced = !coda and before != null and isSonorant(before.?);
    return switch (phone) {
        .p => if (coda) (if (after == .st) "p" else "p̚") else if (voiced) "b" else "p",
        .t => if (coda) "t̚" else if (voiced) "d" else "t",
        .k => if (coda) (if (after == .st) "k" else "k̚") else if (voiced) "ɡ" else "k",
        .c => if (voiced) "d͡ʑ" else "t͡ɕ",
        .pt => "p͈",
        .tt => "t͈",
        .kt => "k͈",
        .ct => "t͡ɕ͈",
        .ph => "pʰ",
        .th => "tʰ",
        .kh => switch (after orelse .a) {
            .i, .j => "kç",
            .eu => "kx",
            else => "kʰ",
        },
        .ch => "t͡ɕʰ",
        .s => if (isPalatal(after)) "ɕʰ" else if (after == .w and second == .i) "ʃʰ" else "sʰ",
        .st => if (isPalatal(after)) "ɕ͈" else if (after == .w and second == .i) "ʃ͈" else "s͈",
        .h => switch (after orelse .a) {
            .i, .j => if (voiced) "ʝ" else "ç",
            .eu => if (voiced) "ɣ" else "x",
            .o, .u => if (voiced) "β" else "ɸʷ",
            .w => if (second == .i) (if (voiced) "ɦ" else "h") else if (voiced) "β" else "ɸ",
            else => if (voiced) "ɦ" else "h",
        },
        .m => "m",
        .n => if (after == .j) "ɲ" else "n",
        .ng => "ŋ",
        .l => lateral(coda, before, after),
        .a => "a̠",
        .ae => "ɛ̝",
        .e => "e̞",
        .i => "i",
        .o => if (before == .j) "o" else "o̞",
        .u => "u",
        .eu => "ɯ",
        .eo => "ʌ̹",
        .j => "j",
        .w => if (after == .i) "ɥ" else "w",
        .eui => "ɰ",
    };
}

fn lateral(coda: bool, before: ?Korean, after: ?Korean) []const u8 {
    // The second half of a long lateral is palatal before i and j; a single one is a flap before a vowel and before h.
    if (before == .l) return if (isPalatal(after)) "ʎ" else "ɭ";
    return if (coda and after != .h) "ɭ" else "ɾ";
}

fn isPalatal(phone: ?Korean) bool {
    return phone == .i or phone == .j;
}

fn isConsonant(phone: Korean) bool {
    return @backingInt(phone) <= @backingInt(Korean.l);
}

fn isSonorant(phone: Korean) bool {
    return @backingInt(phone) >= @backingInt(Korean.m);
}

const std = @import("std");

fn expectNarrow(broad: []const Korean, expected: []const u8) !void {
    var buffer: [64]u8 = undefined;
    var length: usize = 0;
    for (broad, 0..) |phone, at| {
        const narrow = write(
            phone,
            if (at > 0) broad[at - 1] else null,
            if (at + 1 < broad.len) broad[at + 1] else null,
            if (at + 2 < broad.len) broad[at + 2] else null,
        );
        @memcpy(buffer[length..][0..narrow.len], narrow);
        length += narrow.len;
    }
    try std.testing.expectEqualStrings(expected, buffer[0..length]);
}

test "voicing, unreleased stops, palatals" {
    try expectNarrow(&.{ .k, .a, .c, .a, .ng }, "ka̠d͡ʑa̠ŋ");
    try expectNarrow(&.{ .k, .o, .k, .s, .i, .k }, "ko̞k̚ɕʰik̚");
    try expectNarrow(&.{ .k, .eo, .k, .st, .i, .m }, "kʌ̹kɕ͈im");
    try expectNarrow(&.{ .i, .l, .l, .i }, "iɭʎi");
    try expectNarrow(&.{ .m, .u, .l, .l, .a, .n }, "muɭɭa̠n");
    try expectNarrow(&.{ .c, .o, .l, .h, .a }, "t͡ɕo̞ɾɦa̠");
    try expectNarrow(&.{ .h, .w, .i, .h, .w, .a }, "hɥiβwa̠");
    try expectNarrow(&.{ .n, .j, .o }, "ɲjo");
    try expectNarrow(&.{ .s, .w, .i, .kh, .eu }, "ʃʰɥikxɯ");
}
