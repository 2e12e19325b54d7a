//! Calls of the exported interface in any order, with any numbers: a host that makes every mistake but writing outside its buffers.
//!
//! Of each call the first byte says which it is, the next four are its numbers; the rest of the input lies in the input buffer.

const std = @import("std");
const interface = @import("interface.zig");

/// What the hosts never do is bounded here: more would only take time.
const most_calls = 40;

pub fn run(bytes: []const u8) void {
    _ = interface.setLexicon("", false);
    _ = interface.setOptions("");
    var at: usize = 0;
    var room: usize = 0;
    var is_text = true;
    for (0..most_calls) |_| {
        if (at + 5 > bytes.len) break;
        const call = bytes[at..][0..5];
        at += 5;
        const first: usize = std.mem.readInt(u16, call[1..3], .little);
        const second: usize = std.mem.readInt(u16, call[3..5], .little);
        const given = bytes[at..@min(bytes.len, at + 1024)];
        switch (call[0] % 10) {
            0 => @memcpy(interface.input()[0..given.len], given),
            1 => {
                const is_set = interface.configure(if (call[0] & 0x80 == 0) @min(first, given.len) else first) == 0;
                if (!is_set and interface.written().len == 0) @panic("a refusal without a reason");
            },
            2 => {
                const length = if (call[0] & 0x80 == 0) first else first * second;
                room = if (interface.lexicon_room(length) == 0) 0 else length;
                if (room > 0) {
                    const to = @as([*]u8, @ptrFromInt(interface.lexicon_room(length)))[0..length];
                    const count = @min(given.len, length);
                    @memcpy(to[0..count], given[0..count]);
                    @memset(to[count..], 0);
                }
            },
            3 => {
                // A length beyond the room reads what lies there, as long as there is memory.
                const is_read = interface.lexicon_load(first, call[0] & 1) == 0;
                if (!is_read and interface.written().len == 0) @panic("a refusal without a reason");
            },
            4 => {
                const length = interface.lexicon_compile();
                if (length > 0) std.mem.doNotOptimizeAway(interface.lexicon_address()[length - 1]);
            },
            5, 6, 7 => {
                const length = if (call[0] & 0x80 == 0) @min(second, given.len) else second % 2048;
                const offset = if (call[0] & 0x40 == 0) 0 else first;
                if (interface.transcribe(offset, length, call[0] & 1) > length) @panic("more was consumed than given");
            },
            8 => _ = interface.logits(first % 160, second % 160),
            9 => {
                if (interface.abi_version() == 0 or interface.metadata()[interface.metadata_length() - 1] != '}') @panic("the metadata is none");
                std.mem.doNotOptimizeAway(interface.statistics()[4]);
            },
            else => unreachable,
        }
        // Logits stay in the output until a call writes text.
        is_text = switch (call[0] % 10) {
            8 => false,
            1, 3, 4, 5, 6, 7 => true,
            else => is_text,
        };
        if (interface.output_length() > 1 << 18) @panic("the output is longer than its buffer");
        if (is_text and !std.unicode.utf8ValidateSlice(interface.written())) @panic("the output is no UTF-8");
    }
}
