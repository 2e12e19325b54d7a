//! What a word becomes must not depend on the words beside it, on the cache, or on how the text comes in.

const std = @import("std");
const engine_file = @import("engine.zig");
const Words = @import("words.zig").Words;

const testing = std.testing;

var uncached: engine_file.EngineWith(0) = undefined;
var crowded: engine_file.EngineWith(8) = undefined;
var roomy: engine_file.Engine = undefined;

/// A text of `count` words of random letters or syllables, one a line, where short words come again and again.
fn randomText(buffer: []u8, count: usize, seed: u64) []const u8 {
    var source: std.Random.DefaultPrng = .init(seed);
    const random = source.random();
    var length: usize = 0;
    for (0..count) |_| {
        const letters = 1 + random.uintLessThan(usize, 1 + random.uintLessThan(usize, 14));
        const korean = random.boolean();
        if (!korean) {
            // Without a vowel it would be an initialism.
            buffer[length] = 'o';
            length += 1;
        }
        for (0..letters) |_| {
            if (korean) {
                length += std.unicode.utf8Encode(0xAC00 + random.uintLessThan(u21, 11172), buffer[length..]) catch unreachable;
            } else {
                buffer[length] = 'a' + random.uintLessThan(u8, 26);
                length += 1;
            }
        }
        buffer[length] = '\n';
        length += 1;
    }
    return buffer[0..length];
}

/// Transcribe all of a text, at most `step` bytes a call.
fn transcribe(engine: anytype, text: []const u8, step: usize, buffer: []u8) ![]const u8 {
    var done: usize = 0;
    var length: usize = 0;
    while (done < text.len) {
        const end = @min(done + step, text.len);
        const consumed = engine.transcribe(text[done..end], end == text.len);
        const written = engine.output().slice();
        if (consumed == 0 and written.len == 0) return error.Stuck;
        @memcpy(buffer[length..][0..written.len], written);
        length += written.len;
        done += consumed;
    }
    return buffer[0..length];
}

var text_buffer: [1 << 16]u8 = undefined;
var together: [1 << 20]u8 = undefined;
var apart: [1 << 20]u8 = undefined;

test "a word gives the same alone and among others" {
    uncached.init();
    const text = randomText(&text_buffer, 400, 1);
    const expected = try transcribe(&uncached, text, text.len, &together);
    var written: usize = 0;
    var lines = std.mem.splitScalar(u8, text[0 .. text.len - 1], '\n');
    while (lines.next()) |word| {
        _ = uncached.transcribe(word, true);
        for ([_][]const u8{ uncached.output().slice(), "\n" }) |part| {
            @memcpy(apart[written..][0..part.len], part);
            written += part.len;
        }
    }
    try testing.expectEqualStrings(expected, apart[0..written]);
}

test "the cache changes nothing but the work" {
    const text = randomText(&text_buffer, 3000, 2);
    uncached.init();
    const expected = try transcribe(&uncached, text, text.len, &together);
    try testing.expectEqual(0, uncached.statistics.cached);
    inline for (.{ &crowded, &roomy }) |engine| {
        engine.init();
        // The second time there is something in the cache; small pieces leave little to find in the same stretch.
        for ([_]usize{ text.len, 100 }) |step| try testing.expectEqualStrings(expected, try transcribe(engine, text, step, &apart));
        try testing.expect(engine.statistics.cached > 0);
    }
    try testing.expect(crowded.statistics.decoded > roomy.statistics.decoded);
}

test "every word is counted once" {
    roomy.init();
    for (0..3) |round| {
        _ = roomy.transcribe("one two 하나 one two one 둘", true);
        const counted = roomy.statistics;
        try testing.expectEqual(7 * (round + 1), counted.words);
        try testing.expectEqual(3 * (round + 1), counted.repeated);
        try testing.expectEqual(4 * round, counted.cached);
        try testing.expectEqual(4, counted.decoded + counted.excepted);
    }
}

test "an output that fills up goes on where it stopped" {
    uncached.init();
    const text = randomText(&text_buffer, 3000, 3);
    const separator = "phone_separator\x000123456789abcdef\x00";
    try testing.expect(uncached.configure(separator));
    const expected = try transcribe(&uncached, text, 500, &together);
    try testing.expect(expected.len > uncached.output().buffer.len);
    roomy.init();
    try testing.expect(roomy.configure(separator));
    try testing.expect(roomy.transcribe(text, true) < text.len);
    try testing.expect(roomy.configure(separator));
    try testing.expectEqualStrings(expected, try transcribe(&roomy, text, text.len, &apart));
}

test "a stretch with more distinct words than there is room for" {
    roomy.init();
    const text = randomText(&text_buffer, 2 * Words.capacity, 4);
    const consumed = roomy.transcribe(text, true);
    try testing.expectEqual(text.len, consumed);
    try testing.expect(roomy.statistics.words >= 2 * Words.capacity);
}
