//! Words that no English reader takes, as a short look at them and at what touches them tells: most words of any text. Only about the
//! others are the readers asked, who look into many lists.

const std = @import("std");
const line_file = @import("line.zig");
const Line = line_file.Line;

/// What months and weekdays begin with.
const dated = "janfebmaraprmayjunjulaugsepoctnovdecmontuewedthufrisatsun";

/// Whether the word at `at` is one of these. False if it takes more than a look.
pub fn isPlain(line: *const Line, at: usize) bool {
    const before = line.kind(at -% 1);
    const is_apart = isGap(before);
    if (!is_apart) switch (line.symbol(at -% 1)) {
        '(', '[', '"', 0x201C => {},
        else => return false,
    };
    const after = line.kind(at + 1);
    const text = line.text(at);
    if (text.len == 1) return is_apart and isGap(after) and switch (text[0]) {
        'a' => true,
        'A' => before == .edge,
        // A numeral has a name before it.
        'I' => line.kind(at -% 2) != .english or !std.ascii.isUpper(line.text(at -% 2)[0]),
        else => false,
    };
    const word: Shape = .of(text);
    if (!word.is_usual) return false;
    const is_closed = is_apart and (isGap(after) or line.isSymbol(at + 1, ','));
    // A word of three letters at least is one of the model's then, whatever its letters.
    const is_left = is_closed and word.is_lower and text.len > 2;
    if (!word.has_vowel and !(is_left and word.may_have_vowel)) return false;
    const lower = line.lower(at);
    if (text.len > 2) {
        const first = @as(u32, lower[0]) << 16 | @as(u32, lower[1]) << 8 | lower[2];
        if (text.len == 3 and first == comptime letters("etc")) return false;
        if (!word.is_lower and isDated(first)) return false;
        // Some of these are respelled.
        if (text.len > 3) switch (first << 8 | lower[3]) {
            letters("jpeg"), letters("mpeg"), letters("saas"), letters("noaa"), letters("asci"), letters("usai") => return is_left and text.len == 5,
            else => {},
        };
    }
    return isGap(after) or switch (line.symbol(at + 1)) {
        ',', ';', '!', ')', ']', '"', '\'', 0x201D => true,
        // Addresses have these too.
        ':', '?' => isGap(line.kind(at + 2)),
        // No abbreviation is as long.
        '.' => isGap(line.kind(at + 2)) and (text.len == 5 or text.len > 6),
        else => false,
    };
}

const Shape = struct {
    /// Whether it is made of small letters and apostrophes, of which the first may be capital, and is no letter's possessive.
    is_usual: bool,
    /// Whether it has small letters only.
    is_lower: bool,
    has_vowel: bool = false,
    may_have_vowel: bool = false,

    fn of(text: []const u8) Shape {
        var shape: Shape = .{ .is_usual = std.ascii.isAlphabetic(text[0]), .is_lower = !std.ascii.isUpper(text[0]) };
        for (text, 0..) |byte, at| switch (byte | @as(u8, if (at == 0) 0x20 else 0)) {
            'a', 'e', 'i', 'o' => shape.has_vowel = true,
            'u' => if (at > 0 and text[at - 1] == 'q') {
                shape.may_have_vowel = true;
            } else {
                shape.has_vowel = true;
            },
            'y' => if (at > 0 and at + 1 == text.len) {
                shape.has_vowel = true;
            } else {
                shape.may_have_vowel = true;
            },
            'b'...'d', 'f'...'h', 'j'...'n', 'p'...'t', 'v'...'x', 'z' => {},
            '\'' => {
                shape.is_lower = false;
                if (text.len < 4) shape.is_usual = false;
            },
            else => shape.is_usual = false,
        };
        return shape;
    }
};

fn isDated(first: u32) bool {
    var at: usize = 0;
    while (at < dated.len) : (at += 3) {
        if (dated[at] == first >> 16 and dated[at + 1] == first >> 8 & 0xFF and dated[at + 2] == first & 0xFF) return true;
    }
    return false;
}

fn letters(comptime text: []const u8) u32 {
    var number: u32 = 0;
    for (text) |byte| number = number << 8 | byte;
    return number;
}

fn isGap(kind: line_file.Kind) bool {
    return kind == .space or kind == .edge;
}
