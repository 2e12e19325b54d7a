//! The neighbours of a homograph in a stretch of text, as the classifier wants them.

const std = @import("std");
const homographs = @import("homographs.zig");
const segment = @import("segment.zig");
const utf8 = @import("utf8.zig");

/// The context of the word `text[start..end]`. The text should be a sentence, or the line that the word stands in.
pub fn at(text: []const u8, start: usize, end: usize) homographs.Context {
    var context: homographs.Context = .{ .word = text[start..end] };
    var left = text[0..start];
    for (&context.before) |*token| token.* = takeLast(&left) orelse break;
    var right = text[end..];
    for (&context.after) |*token| token.* = takeFirst(&right) orelse break;
    return context;
}

const Class = enum { letter, apostrophe, digit, space, other };

const Character = struct { class: Class, length: usize };

/// The first token of a text, which is taken off it; null if there are only spaces.
fn takeFirst(text: *[]const u8) ?[]const u8 {
    return take(text, first, fromStart);
}

/// The last token of a text, likewise.
fn takeLast(text: *[]const u8) ?[]const u8 {
    return take(text, last, fromEnd);
}

const Ends = struct { token: []const u8, rest: []const u8 };

fn take(text: *[]const u8, comptime peek: fn ([]const u8) Character, comptime cut: fn ([]const u8, usize) Ends) ?[]const u8 {
    while (text.len > 0 and peek(text.*).class == .space) text.* = cut(text.*, peek(text.*).length).rest;
    if (text.len == 0) return null;
    const begin = peek(text.*);
    var length = begin.length;
    var has_letter = begin.class == .letter;
    if (begin.class != .other) {
        var rest = cut(text.*, length).rest;
        while (rest.len > 0) {
            const next = peek(rest);
            if (!joins(begin.class, next.class)) break;
            has_letter = has_letter or next.class == .letter;
            length += next.length;
            rest = cut(rest, next.length).rest;
        }
        // Apostrophes without a letter are punctuation.
        if (begin.class == .apostrophe and !has_letter) length = begin.length;
    }
    const ends = cut(text.*, length);
    text.* = ends.rest;
    return ends.token;
}

fn joins(token: Class, next: Class) bool {
    return switch (token) {
        .letter, .apostrophe => next == .letter or next == .apostrophe,
        else => next == token,
    };
}

fn fromStart(text: []const u8, length: usize) Ends {
    return .{ .token = text[0..length], .rest = text[length..] };
}

fn fromEnd(text: []const u8, length: usize) Ends {
    return .{ .token = text[text.len - length ..], .rest = text[0 .. text.len - length] };
}

fn first(text: []const u8) Character {
    if (text[0] < 0x80) return .{ .class = classOfAscii(text[0]), .length = 1 };
    const point = utf8.decode(text) orelse return .{ .class = .other, .length = 1 };
    return .{ .class = classOf(point.value), .length = point.length };
}

fn last(text: []const u8) Character {
    if (text[text.len - 1] < 0x80) return .{ .class = classOfAscii(text[text.len - 1]), .length = 1 };
    // The longest sequence of four bytes or fewer that ends here and is one character.
    var length = @min(4, text.len);
    while (length > 1) : (length -= 1) {
        const point = utf8.decode(text[text.len - length ..]) orelse continue;
        if (point.length == length) return .{ .class = classOf(point.value), .length = length };
    }
    return first(text[text.len - 1 ..]);
}

fn classOfAscii(byte: u8) Class {
    return switch (segment.of_ascii[byte]) {
        .letter => .letter,
        .apostrophe => .apostrophe,
        .digit => .digit,
        .space, .newline => .space,
        else => .other,
    };
}

/// Of what is no ASCII.
fn classOf(point: u21) Class {
    return switch (point) {
        0x2019 => .apostrophe,
        0x80...0xA0, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF => .space,
        0xC0...0xD6, 0xD8...0xF6, 0xF8...0x1FFF, 0x2C00...0x2DFF, 0x3040...0xD7FF, 0xF900...0xFDFF => .letter,
        else => .other,
    };
}

const testing = std.testing;

test "neighbours are tokens, nearest first" {
    const text = "It’s 3.5% – ''tis the café's record, 'x' 안녕";
    const start = std.mem.indexOf(u8, text, "record").?;
    const context = at(text, start, start + "record".len);
    const before = [_][]const u8{ "café's", "the", "''tis", "–", "%", "5", ".", "3" };
    for (before, context.before) |expected, token| try testing.expectEqualStrings(expected, token);
    const after = [_][]const u8{ ",", "'x'", "안녕", "", "", "", "", "" };
    for (after, context.after) |expected, token| try testing.expectEqualStrings(expected, token);
}

test "an apostrophe alone and broken bytes are tokens of their own" {
    const text = "' \xe2\x80 '' record \xff\xff";
    const context = at(text, 8, 14);
    try testing.expectEqualStrings("record", context.word);
    for ([_][]const u8{ "'", "'", "\x80", "\xe2", "'", "" }, context.before[0..6]) |expected, token| try testing.expectEqualStrings(expected, token);
    for ([_][]const u8{ "\xff", "\xff", "" }, context.after[0..3]) |expected, token| try testing.expectEqualStrings(expected, token);
}
