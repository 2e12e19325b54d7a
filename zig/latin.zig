//! Latin letters: any of them, accented or not, upper or lower case, as lower-case ASCII.

const table = @import("latin_table.zig");

/// The one or two ASCII letters a code point reads as (é → e, Æ → ae); empty if it is no Latin letter.
pub fn fold(code_point: u21) []const u8 {
    return switch (code_point) {
        'a'...'z' => alphabet[code_point - 'a' ..][0..1],
        'A'...'Z' => alphabet[code_point - 'A' ..][0..1],
        0xC0...0x24F => entry(table.from_c0, code_point - 0xC0),
        0x1E00...0x1EFF => entry(table.from_1e00, code_point - 0x1E00),
        // Full-width letters, as East Asian text has them.
        0xFF21...0xFF3A => alphabet[code_point - 0xFF21 ..][0..1],
        0xFF41...0xFF5A => alphabet[code_point - 0xFF41 ..][0..1],
        else => "",
    };
}

/// Whether a code point is a Latin letter.
pub fn isLetter(code_point: u21) bool {
    return fold(code_point).len > 0;
}

/// Whether a code point is a mark that combines with the letter before it (NFD text); it does not change the reading.
pub fn isMark(code_point: u21) bool {
    return code_point >= 0x300 and code_point <= 0x36F;
}

/// Whether a code point stands for an apostrophe.
pub fn isApostrophe(code_point: u21) bool {
    return switch (code_point) {
        '\'', 0x2019, 0x02BC, 0xFF07 => true,
        else => false,
    };
}

/// Whether a code point joins the parts of a hyphenated word.
pub fn isHyphen(code_point: u21) bool {
    return switch (code_point) {
        '-', 0x2010, 0x2011 => true,
        else => false,
    };
}

const alphabet = "abcdefghijklmnopqrstuvwxyz";

fn entry(letters: []const u8, index: u21) []const u8 {
    const pair = letters[2 * @as(usize, index) ..][0..2];
    const length: usize = if (pair[0] == ' ') 0 else if (pair[1] == ' ') 1 else 2;
    return pair[0..length];
}

const testing = @import("std").testing;

test "letters fold to lower-case ASCII" {
    const cases = [_]struct { u21, []const u8 }{
        .{ 'A', "a" },   .{ 'z', "z" },
        .{ 'é', "e" },
        .{ 'Ñ', "n" },
        .{ 'ß', "ss" },
        .{ 'Æ', "ae" },
        .{ 'ł', "l" },
        .{ 'ế', "e" },
        .{ 'Ａ', "a" },
        .{ '×', "" },
        .{ '1', "" },
        .{ '가', "" },
        .{ 0x24F, "y" }, .{ 0x1EFF, "" },
    };
    for (cases) |case| try testing.expectEqualStrings(case[1], fold(case[0]));
}
