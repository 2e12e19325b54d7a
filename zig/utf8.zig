//! UTF-8 decoding that accepts any bytes.

pub const replacement: u21 = 0xFFFD;

pub const CodePoint = struct {
    value: u21,
    /// Bytes it took in the input; an invalid byte takes one and reads as U+FFFD.
    length: usize,
};

/// The first code point of `bytes`, which must not be empty. Null if the bytes end inside a sequence that more bytes could complete.
pub fn decode(bytes: []const u8) ?CodePoint {
    const first = bytes[0];
    if (first < 0x80) return .{ .value = first, .length = 1 };
    const length: usize = switch (first) {
        0xC2...0xDF => 2,
        0xE0...0xEF => 3,
        0xF0...0xF4 => 4,
        else => return .{ .value = replacement, .length = 1 },
    };
    var value: u21 = first & (@as(u8, 0x7F) >> @intCast(length));
    for (1..length) |at| {
        if (at == bytes.len) return null;
        const byte = bytes[at];
        // The second byte's range excludes overlong forms, surrogates and what lies above U+10FFFF.
        const low: u8 = if (at > 1) 0x80 else switch (first) {
            0xE0 => 0xA0,
            0xF0 => 0x90,
            else => 0x80,
        };
        const high: u8 = if (at > 1) 0xBF else switch (first) {
            0xED => 0x9F,
            0xF4 => 0x8F,
            else => 0xBF,
        };
        if (byte < low or byte > high) return .{ .value = replacement, .length = 1 };
        value = value << 6 | (byte & 0x3F);
    }
    return .{ .value = value, .length = length };
}

/// The bytes of a code point, in `buffer`.
pub noinline fn encode(code_point: u21, buffer: *[4]u8) []const u8 {
    const length: usize = if (code_point < 0x80) 1 else if (code_point < 0x800) 2 else if (code_point < 0x10000) 3 else 4;
    var rest: u32 = code_point;
    var at = length;
    while (at > 1) : (rest >>= 6) {
        at -= 1;
        buffer[at] = @truncate(0x80 | (rest & 0x3F));
    }
    buffer[0] = @truncate(rest | ([_]u8{ 0, 0xC0, 0xE0, 0xF0 })[length - 1]);
    return buffer[0..length];
}

/// How many code points `bytes` are; a sequence that they cut short is one.
pub fn count(bytes: []const u8) usize {
    var at: usize = 0;
    var points: usize = 0;
    while (at < bytes.len) : (points += 1) at += if (decode(bytes[at..])) |point| point.length else bytes.len - at;
    return points;
}

const testing = @import("std").testing;

test "every length decodes" {
    for ([_]struct { []const u8, u21 }{ .{ "a", 'a' }, .{ "é", 'é' }, .{ "안", '안' }, .{ "😀", 0x1F600 } }) |case| {
        const point = decode(case[0]).?;
        try testing.expectEqual(case[1], point.value);
        try testing.expectEqual(case[0].len, point.length);
        var buffer: [4]u8 = undefined;
        try testing.expectEqualStrings(case[0], encode(case[1], &buffer));
    }
}

test "invalid bytes read as U+FFFD, one at a time" {
    for ([_][]const u8{ "\xff", "\x80", "\xc0\x80", "\xed\xa0\x80", "\xf5\x80\x80\x80", "\xe0\x80\x80", "\xf4\x90\x80\x80", "\xe1a" }) |bytes| {
        const point = decode(bytes).?;
        try testing.expectEqual(replacement, point.value);
        try testing.expectEqual(1, point.length);
    }
}

test "a sequence cut short asks for more" {
    for ([_][]const u8{ "\xc3", "\xec", "\xec\x95", "\xf0\x9f\x98" }) |bytes| try testing.expectEqual(null, decode(bytes));
}
