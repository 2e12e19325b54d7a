//! Text → pieces: words of a script, digits, white space, line ends, and symbols.
//!
//! Pieces follow each other without gaps, so every byte of the input belongs to exactly one.

const hangul = @import("hangul.zig");
const latin = @import("latin.zig");
const own = @import("own.zig");
const utf8 = @import("utf8.zig");

pub const Kind = enum {
    /// Latin letters with their combining marks, and the apostrophes between them.
    english,
    /// Syllables, or the conjoining jamo that decomposed text is made of.
    korean,
    /// Compatibility jamo: letters that stand for themselves, as in ㅋㅋ.
    jamo,
    /// ASCII digits or full-width ones.
    digits,
    /// One character of any other kind, with the marks, selectors and joined characters that belong to it; or a byte that is no UTF-8.
    symbol,
    /// Letters of other scripts.
    foreign,
    space,
    newline,
};

pub const Piece = struct {
    kind: Kind,
    bytes: []const u8,
};

/// The longest piece in bytes. What is longer comes as several pieces, so that output per piece is bounded.
pub const max_piece_bytes = 1024;

/// The longest run of digits in bytes, for the same reason: each of them may be a word of its own.
const max_digits_bytes = 192;

/// The first piece of `bytes`, which must not be empty. Null if it might go on beyond the end of `bytes`, which happens only when
/// `final` is false and fewer than `max_piece_bytes` are there.
pub fn next(bytes: []const u8, final: bool) ?Piece {
    var scanner: Scanner = .{ .bytes = bytes };
    const first = scanner.peek() orelse {
        // The input ends inside a character: more may come, or else this byte is broken.
        return if (final) .{ .kind = .symbol, .bytes = bytes[0..1] } else null;
    };
    const kind = first.class.kind();
    scanner.at = first.length;
    const longest: usize = switch (kind) {
        .newline => 0,
        .digits => max_digits_bytes,
        else => max_piece_bytes,
    };
    while (scanner.at < longest) {
        const length = scanner.continuation(kind) orelse if (final) break else return null;
        if (length == 0) break;
        scanner.at += length;
    }
    return .{ .kind = kind, .bytes = bytes[0..scanner.at] };
}

/// The first piece of `bytes` if that is ASCII and ASCII follows, as in most of any text; null if it takes a closer look.
pub fn nextAscii(bytes: []const u8) ?Piece {
    if (bytes[0] >= 0x80) return null;
    const class = of_ascii[bytes[0]];
    var length: usize = 1;
    switch (class) {
        .letter, .digit, .space => while (length < bytes.len and bytes[length] < 0x80 and of_ascii[bytes[length]] == class) : (length += 1) {},
        .symbol, .apostrophe => {},
        else => return null,
    }
    if (length == bytes.len or length > max_digits_bytes or bytes[length] >= 0x80) return null;
    if (class == .letter and of_ascii[bytes[length]] == .apostrophe) return null;
    return .{ .kind = class.kind(), .bytes = bytes[0..length] };
}

pub const Class = enum {
    letter,
    mark,
    apostrophe,
    syllable,
    jamo,
    digit,
    space,
    newline,
    /// What only changes the character before it: selectors, skin tones, an enclosing keycap.
    modifier,
    /// The zero-width joiner, which makes one emoji of two.
    joiner,
    foreign,
    symbol,

    fn kind(self: Class) Kind {
        return switch (self) {
            .letter => .english,
            .syllable => .korean,
            .jamo => .jamo,
            .digit => .digits,
            .space => .space,
            .newline => .newline,
            .foreign => .foreign,
            .mark, .apostrophe, .modifier, .joiner, .symbol => .symbol,
        };
    }
};

const Character = struct { class: Class, length: usize };

const Scanner = struct {
    bytes: []const u8,
    at: usize = 0,

    /// The character at the current position; null if the bytes end before or inside it.
    fn peek(self: *const Scanner) ?Character {
        if (self.at == self.bytes.len) return null;
        const byte = self.bytes[self.at];
        if (byte < 0x80) return .{ .class = of_ascii[byte], .length = 1 };
        const point = utf8.decode(self.bytes[self.at..]) orelse return null;
        return .{ .class = classify(point.value), .length = point.length };
    }

    /// How many bytes continue a piece of this kind here; zero if it ends; null if the bytes end too early to say.
    fn continuation(self: *const Scanner, kind: Kind) ?usize {
        const here = self.peek() orelse return null;
        switch (kind) {
            .english => switch (here.class) {
                .letter, .mark => return here.length,
                // An apostrophe belongs to the word only between letters: don't, but not the quotes in 'so'.
                .apostrophe => return self.withFollowing(here, .letter),
                else => return 0,
            },
            .symbol => switch (here.class) {
                .mark, .modifier => return here.length,
                .joiner => return self.withFollowing(here, .symbol),
                else => return 0,
            },
            .foreign => return if (here.class == .foreign or here.class == .mark) here.length else 0,
            else => return if (here.class.kind() == kind) here.length else 0,
        }
    }

    /// The length of the character `here` and the one after it if that is of a class, otherwise zero.
    fn withFollowing(self: *const Scanner, here: Character, class: Class) ?usize {
        const after: Scanner = .{ .bytes = self.bytes, .at = self.at + here.length };
        const following = after.peek() orelse return null;
        return if (following.class == class) here.length + following.length else 0;
    }
};

fn classify(code_point: u21) Class {
    if (code_point == '\n') return .newline;
    if (hangul.isHangul(code_point)) return .syllable;
    if (isSpace(code_point)) return .space;
    if (latin.isLetter(code_point) or own.grapheme(code_point) != null) return .letter;
    if (latin.isMark(code_point)) return .mark;
    if (latin.isApostrophe(code_point)) return .apostrophe;
    return switch (code_point) {
        '0'...'9', 0xFF10...0xFF19 => .digit,
        0x3131...0x318E => .jamo,
        0x200D => .joiner,
        0x20D0...0x20FF, 0xFE00...0xFE0F, 0x1F3FB...0x1F3FF, 0xE0020...0xE007F => .modifier,
        // Letters of the scripts between Greek and Georgian and beyond, kana, Han and the rest of the plane. Ordinals and roundings of
        // these blocks do not matter here: all of it passes through, and only whether it comes in one piece depends on this.
        0x370...0x1FFF, 0x2C00...0x2DFF, 0x3005...0x3007, 0x3040...0x30FF, 0x3100...0x3130, 0x31A0...0x31FF => .foreign,
        0x3400...0x4DBF, 0x4E00...0xA95F, 0xA980...0xABFF, 0xF900...0xFAFF, 0xFB1D...0xFDFF, 0xFE70...0xFEFE => .foreign,
        0x10000...0x1CFFF, 0x20000...0x3FFFF => .foreign,
        else => .symbol,
    };
}

pub const of_ascii = classes: {
    @setEvalBranchQuota(10_000);
    var classes: [0x80]Class = undefined;
    for (&classes, 0..) |*class, code_point| class.* = classify(code_point);
    break :classes classes;
};

/// White space by Unicode's property, and the control characters, which no one pronounces.
fn isSpace(code_point: u21) bool {
    return switch (code_point) {
        0...9, 11...0x20, 0x7F...0xA0, 0xAD, 0x1680, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF => true,
        else => false,
    };
}

const std = @import("std");
const testing = std.testing;

fn expectPieces(text: []const u8, expected: []const struct { Kind, []const u8 }) !void {
    var at: usize = 0;
    for (expected) |want| {
        const piece = next(text[at..], true).?;
        try testing.expectEqual(want[0], piece.kind);
        try testing.expectEqualStrings(want[1], piece.bytes);
        at += piece.bytes.len;
    }
    try testing.expectEqual(text.len, at);
}

test "a short look finds the same pieces" {
    var random: std.Random.DefaultPrng = .init(5);
    const characters = [_][]const u8{ "a", "Z", "'", "’", "1", "２", " ", "\t", ".", "-", "\n", "\u{301}", "é", "가", "\xff", "\u{FE0F}" };
    var text: [400]u8 = undefined;
    for (0..2000) |_| {
        var length: usize = 0;
        while (length < 12) {
            const character = characters[random.random().uintLessThan(usize, characters.len)];
            @memcpy(text[length..][0..character.len], character);
            length += character.len;
        }
        const piece = nextAscii(text[0..length]) orelse continue;
        for ([_]bool{ false, true }) |final| {
            const expected = next(text[0..length], final).?;
            try testing.expectEqual(expected.kind, piece.kind);
            try testing.expectEqualStrings(expected.bytes, piece.bytes);
        }
    }
    @memset(&text, '1');
    try testing.expectEqual(null, nextAscii(&text));
}

test "scripts, digits, space, symbols and lines part" {
    try expectPieces("Hello, 안녕!!\n", &.{
        .{ .english, "Hello" }, .{ .symbol, "," }, .{ .space, " " },
        .{ .korean, "안녕" },
        .{ .symbol, "!" },      .{ .symbol, "!" }, .{ .newline, "\n" },
    });
    try expectPieces("K팝3４ㅋㅋПривет", &.{
        .{ .english, "K" },
        .{ .korean, "팝" },
        .{ .digits, "3４" },
        .{ .jamo, "ㅋㅋ" },
        .{ .foreign, "Привет" },
    });
}

test "apostrophes join letters only, hyphens nothing" {
    try expectPieces("don’t 'so' well-known", &.{
        .{ .english, "don’t" },
        .{ .space, " " },
        .{ .symbol, "'" },
        .{ .english, "so" },
        .{ .symbol, "'" },
        .{ .space, " " },
        .{ .english, "well" },
        .{ .symbol, "-" },
        .{ .english, "known" },
    });
}

test "combining marks stay with their letter" {
    try expectPieces("cafe\u{301} x", &.{ .{ .english, "cafe\u{301}" }, .{ .space, " " }, .{ .english, "x" } });
}

test "an emoji of several characters is one symbol" {
    const family = "\u{1F469}\u{200D}\u{1F467}";
    const thumb = "\u{1F44D}\u{1F3FD}";
    const heart = "❤\u{FE0F}";
    try expectPieces(family ++ thumb ++ heart, &.{ .{ .symbol, family }, .{ .symbol, thumb }, .{ .symbol, heart } });
}

test "invalid bytes are symbols, one at a time" {
    try expectPieces("\xff\xed\xa0a\xeb\x85", &.{
        .{ .symbol, "\xff" }, .{ .symbol, "\xed" }, .{ .symbol, "\xa0" }, .{ .english, "a" }, .{ .symbol, "\xeb" }, .{ .symbol, "\x85" },
    });
}

test "an unfinished piece asks for more, unless it is long already" {
    for ([_][]const u8{ "hel", "don'", "안\xeb\x85", "12", "!" }) |text| try testing.expectEqual(null, next(text, false));
    try testing.expectEqualStrings("hel", next("hel ", false).?.bytes);
    const long: [2000]u8 = @splat('x');
    try testing.expect(next(&long, false).?.bytes.len >= max_piece_bytes);
    const digits: [2000]u8 = @splat('1');
    try testing.expectEqual(max_digits_bytes, next(&digits, false).?.bytes.len);
}
