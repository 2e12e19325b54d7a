//! The homograph classifier alone, as a wasm for tests: not part of the engine.

const homographs = @import("homographs.zig");

var buffer: [1 << 16]u8 = undefined;
var last: homographs.Choice = undefined;

export fn input() [*]u8 {
    return &buffer;
}

/// The index of the spelling in the buffer; -1 if it is no homograph.
export fn find(length: usize) i32 {
    return homographs.find(buffer[0..length]) orelse -1;
}

/// Chooses a reading for the context in the buffer: the word, its neighbours before, its neighbours after, each with a NUL behind it.
export fn choose(index: u8, length: usize) u8 {
    var context: homographs.Context = .{ .word = "" };
    var rest: []const u8 = buffer[0..length];
    context.word = take(&rest);
    for (&context.before) |*token| token.* = take(&rest);
    for (&context.after) |*token| token.* = take(&rest);
    last = homographs.choose(index, &context);
    return last.reading;
}

/// Of the last choice.
export fn probability() f32 {
    return last.probability;
}

/// Chooses for the word at a place in the text in the buffer.
export fn choose_at(index: u8, length: usize, start: usize, end: usize) u8 {
    last = homographs.choose(index, &@import("homograph_context.zig").at(buffer[0..length], start, end));
    return last.reading;
}

/// The phones of a reading in IPA, with spaces between them, are put into the buffer; returns their length in bytes.
export fn phones(index: u8, reading: u8) usize {
    var at: usize = 0;
    if (reading >= homographs.readings(index)) return 0;
    for (homographs.phones(index, reading)) |phone| {
        if (homographs.inventory[phone].len == 0) continue;
        if (at > 0) {
            buffer[at] = ' ';
            at += 1;
        }
        const ipa = homographs.inventory[phone];
        @memcpy(buffer[at..][0..ipa.len], ipa);
        at += ipa.len;
    }
    return at;
}

fn take(rest: *[]const u8) []const u8 {
    for (rest.*, 0..) |byte, at| {
        if (byte == 0) {
            const token = rest.*[0..at];
            rest.* = rest.*[at + 1 ..];
            return token;
        }
    }
    const token = rest.*;
    rest.* = "";
    return token;
}
