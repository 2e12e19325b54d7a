//! Text → pieces: words of a script, white space, line ends, and everything else.
//!
//! Pieces follow each other without gaps, so every byte of the input belongs to exactly one.

const hangul = @import("hangul.zig");
const latin = @import("latin.zig");
const utf8 = @import("utf8.zig");

pub const Kind = enum { english, korean, space, newline, other };

pub const Piece = struct {
    kind: Kind,
    bytes: []const u8,
};

/// Which scripts are read as words; the letters of the others are `other`.
pub const Scripts = struct {
    latin: bool = true,
    hangul: bool = true,
};

/// The longest piece in bytes. What is longer comes as several pieces, so that output per piece is bounded.
pub const max_piece_bytes = 1024;

/// The first piece of `bytes`, which must not be empty. Null if it might go on beyond the end of `bytes`, which happens only when
/// `final` is false and fewer than `max_piece_bytes` are there.
pub fn next(bytes: []const u8, scripts: Scripts, final: bool) ?Piece {
    var scanner: Scanner = .{ .bytes = bytes, .scripts = scripts };
    const first = scanner.peek() orelse {
        // The input ends inside a character: more may come, or else these bytes are broken.
        return if (final) .{ .kind = .other, .bytes = bytes } else null;
    };
    const kind = first.class.kind();
    scanner.at = first.length;
    if (kind != .newline) {
        while (scanner.at < max_piece_bytes) {
            const length = scanner.continuation(kind) orelse if (final or kind == .other or kind == .space) break else return null;
            if (length == 0) break;
            scanner.at += length;
        }
    }
    return .{ .kind = kind, .bytes = bytes[0..scanner.at] };
}

const Class = enum {
    letter,
    mark,
    joiner,
    syllable,
    space,
    newline,
    other,

    fn kind(self: Class) Kind {
        return switch (self) {
            .letter => .english,
            .syllable => .korean,
            .space => .space,
            .newline => .newline,
            .mark, .joiner, .other => .other,
        };
    }
};

const Character = struct { class: Class, length: usize };

const Scanner = struct {
    bytes: []const u8,
    scripts: Scripts,
    at: usize = 0,

    /// The character at the current position; null if the bytes end before or inside it.
    fn peek(self: *const Scanner) ?Character {
        if (self.at == self.bytes.len) return null;
        const byte = self.bytes[self.at];
        if (byte < 0x80) return .{ .class = if (self.scripts.latin) of_ascii[byte] else of_ascii_without_latin[byte], .length = 1 };
        const point = utf8.decode(self.bytes[self.at..]) orelse return null;
        return .{ .class = classify(point.value, self.scripts), .length = point.length };
    }

    /// How many bytes continue a piece of this kind here; zero if it ends; null if the bytes end too early to say.
    fn continuation(self: *const Scanner, kind: Kind) ?usize {
        const here = self.peek() orelse return null;
        if (kind != .english) return if (here.class.kind() == kind) here.length else 0;
        switch (here.class) {
            .letter, .mark => return here.length,
            .joiner => {
                // An apostrophe or hyphen belongs to the word only between letters: don't, well-known, but not the quotes in 'so'.
                const after: Scanner = .{ .bytes = self.bytes, .scripts = self.scripts, .at = self.at + here.length };
                const following = after.peek() orelse return null;
                return if (following.class == .letter) here.length + following.length else 0;
            },
            else => return 0,
        }
    }
};

fn classify(code_point: u21, scripts: Scripts) Class {
    if (code_point == '\n') return .newline;
    if (hangul.isHangul(code_point)) return if (scripts.hangul) .syllable else .other;
    if (isSpace(code_point)) return .space;
    if (scripts.latin) {
        if (latin.isLetter(code_point)) return .letter;
        if (latin.isMark(code_point)) return .mark;
        if (latin.isApostrophe(code_point) or latin.isHyphen(code_point)) return .joiner;
    }
    return .other;
}

const of_ascii = classesOfAscii(.{});
const of_ascii_without_latin = classesOfAscii(.{ .latin = false });

fn classesOfAscii(comptime scripts: Scripts) [0x80]Class {
    @setEvalBranchQuota(10_000);
    var classes: [0x80]Class = undefined;
    for (&classes, 0..) |*class, code_point| class.* = classify(code_point, scripts);
    return classes;
}

/// White space by Unicode's property, and the control characters, which no one pronounces.
fn isSpace(code_point: u21) bool {
    return switch (code_point) {
        0...9, 11...0x20, 0x7F...0xA0, 0x1680, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF => true,
        else => false,
    };
}

const std = @import("std");
const testing = std.testing;

fn expectPieces(text: []const u8, scripts: Scripts, expected: []const struct { Kind, []const u8 }) !void {
    var at: usize = 0;
    for (expected) |want| {
        const piece = next(text[at..], scripts, true).?;
        try testing.expectEqual(want[0], piece.kind);
        try testing.expectEqualStrings(want[1], piece.bytes);
        at += piece.bytes.len;
    }
    try testing.expectEqual(text.len, at);
}

test "scripts, space, punctuation and lines part" {
    try expectPieces("Hello, 안녕!\n", .{}, &.{
        .{ .english, "Hello" }, .{ .other, "," },    .{ .space, " " },
        .{ .korean, "안녕" },
        .{ .other, "!" },       .{ .newline, "\n" },
    });
    try expectPieces("K팝3", .{}, &.{ .{ .english, "K" }, .{ .korean, "팝" }, .{ .other, "3" } });
}

test "apostrophes and hyphens join letters only" {
    try expectPieces("don’t 'so' well-known-", .{}, &.{
        .{ .english, "don’t" },
        .{ .space, " " },
        .{ .other, "'" },
        .{ .english, "so" },
        .{ .other, "'" },
        .{ .space, " " },
        .{ .english, "well-known" },
        .{ .other, "-" },
    });
}

test "combining marks stay with their letter" {
    try expectPieces("cafe\u{301} x", .{}, &.{ .{ .english, "cafe\u{301}" }, .{ .space, " " }, .{ .english, "x" } });
}

test "a language that is not read passes as other" {
    try expectPieces("a 가", .{ .latin = false }, &.{ .{ .other, "a" }, .{ .space, " " }, .{ .korean, "가" } });
    try expectPieces("a 가", .{ .hangul = false }, &.{ .{ .english, "a" }, .{ .space, " " }, .{ .other, "가" } });
}

test "an unfinished word asks for more, unless it is long already" {
    try testing.expectEqual(null, next("hel", .{}, false));
    try testing.expectEqual(null, next("don'", .{}, false));
    try testing.expectEqual(null, next("안\xeb\x85", .{}, false));
    try testing.expectEqualStrings("hel", next("hel ", .{}, false).?.bytes);
    const long: [2000]u8 = @splat('x');
    try testing.expect(next(&long, .{}, false).?.bytes.len >= max_piece_bytes);
    try testing.expectEqualStrings("\xeb\x85", next("\xeb\x85", .{}, true).?.bytes);
}
