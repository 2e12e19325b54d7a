//! Memory that runs out, at every place where more is asked for: the engine says so, and goes on.

const std = @import("std");
const engine_file = @import("engine.zig");
const memory = @import("memory.zig");

const testing = std.testing;
var engine: engine_file.EngineWith(64) = undefined;

const names = build: {
    var lines: []const u8 = "Kowalski\tkoʊˈvɑlski\n값\tkap\nC++\tsi\n";
    for ("aeiou") |first| for ("bcdfghjklmnprstvwxyz") |second| {
        lines = lines ++ [_]u8{ first, second } ++ "\tsi\n";
    };
    break :build lines;
};
const text = "Kowalski, 3 ab and 값";
const message = "there is not enough memory for it; the most is 256 MiB";

/// How far a lexicon comes: its text has room, it is read, it is mixed in, it is compiled, and read again.
const Stage = enum { nothing, room, read, mixed, compiled, again };

fn load(compiled: *[8192]u8) !Stage {
    _ = engine.readLexicon(0, false);
    const room = memory.atLeast(names.len) orelse return .nothing;
    @memcpy(room[0..names.len], names);
    if (!engine.readLexicon(names.len, false)) return refused(.room);
    try testing.expectEqual(103, engine.lexicon.header.entries);
    if (!engine.configure("mix\x000.6\x00")) return refused(.read);
    const length = engine.compileLexicon();
    if (length == 0) return refused(.mixed);
    @memcpy(compiled[0..length], engine.lexicon.bytes[0..length]);
    _ = engine.readLexicon(0, false);
    @memcpy((memory.atLeast(length) orelse return .compiled)[0..length], compiled[0..length]);
    return if (engine.readLexicon(length, false)) .again else .compiled;
}

fn refused(stage: Stage) !Stage {
    try testing.expect(std.mem.endsWith(u8, engine.output().slice(), message));
    return stage;
}

fn transcribed(buffer: []u8) ![]const u8 {
    try testing.expectEqual(text.len, engine.transcribe(text, true));
    @memcpy(buffer[0..engine.output().length], engine.output().slice());
    return buffer[0..engine.output().length];
}

test "whenever memory runs out it is said, and the engine goes on" {
    defer memory.native_ceiling = 1 << 22;
    engine.init();
    var compiled: [8192]u8 = undefined;
    var buffers: [3][256]u8 = undefined;
    try testing.expectEqual(.again, try load(&compiled));
    const with_lexicon = try transcribed(&buffers[0]);
    _ = engine.readLexicon(0, false);
    _ = engine.configure("");
    const without = try transcribed(&buffers[1]);
    try testing.expect(!std.mem.eql(u8, with_lexicon, without));
    var reached: std.EnumSet(Stage) = .empty;
    for (0..128) |step| {
        memory.native_ceiling = 64 * step;
        const stage = try load(&compiled);
        reached.insert(stage);
        _ = try transcribed(&buffers[2]);
        // A lexicon that found no room is gone, and what comes next is read as if it had not been.
        _ = engine.readLexicon(0, false);
        try testing.expect(engine.configure(""));
        try testing.expectEqualStrings(without, try transcribed(&buffers[2]));
    }
    for ([_]Stage{ .nothing, .room, .read, .again }) |stage| try testing.expect(reached.contains(stage));
    memory.native_ceiling = 1 << 22;
    try testing.expectEqual(.again, try load(&compiled));
    try testing.expectEqualStrings(with_lexicon, try transcribed(&buffers[2]));
}
