//! The engine as a program for tests: questions from standard input, answers to standard output.
//!
//! A question is three fields, a record of options, a lexicon and a text; a field is its length, a little-endian u32, and as many bytes.
//! An answer is what the engine writes, in pieces of the same form, and an empty piece at its end.

const std = @import("std");
const engine_file = @import("engine");

const linux = std.os.linux;
const no_more = 2;

var engine: engine_file.Engine = undefined;
var record: [1 << 16]u8 = undefined;
var text: [1 << 22]u8 = undefined;

pub fn main() u8 {
    engine.init();
    while (true) {
        const options = field(&record) catch |err| return if (err == error.AtEnd) 0 else no_more;
        const lexicon_length = length() catch return no_more;
        const room = engine_file.memory.atLeast(lexicon_length) orelse return no_more;
        fill(room[0..lexicon_length]) catch return no_more;
        const input = field(&text) catch return no_more;
        if (!engine.readLexicon(lexicon_length, false) or !engine.configure(options)) return no_more;
        var done: usize = 0;
        while (done < input.len) {
            // Other steps than those of the hosts of the wasm: what comes out must not depend on them.
            const end = @min(done + 4096, input.len);
            const consumed = engine.transcribe(input[done..end], end == input.len);
            if (consumed == 0 and engine.output().length == 0) return no_more;
            done += consumed;
            if (engine.output().length > 0) piece(engine.output().slice()) catch return no_more;
        }
        piece("") catch return no_more;
    }
}

const Error = error{ AtEnd, Failed };

fn length() Error!usize {
    var bytes: [4]u8 = undefined;
    try fill(&bytes);
    return std.mem.readInt(u32, &bytes, .little);
}

fn field(buffer: []u8) Error![]u8 {
    const size = try length();
    if (size > buffer.len) return error.Failed;
    try fill(buffer[0..size]);
    return buffer[0..size];
}

fn fill(buffer: []u8) Error!void {
    var filled: usize = 0;
    while (filled < buffer.len) {
        const count: isize = @bitCast(linux.read(0, buffer[filled..].ptr, buffer.len - filled));
        if (count <= 0) return if (count == 0 and filled == 0) error.AtEnd else error.Failed;
        filled += @intCast(count);
    }
}

fn piece(bytes: []const u8) Error!void {
    var size: [4]u8 = undefined;
    std.mem.writeInt(u32, &size, @intCast(bytes.len), .little);
    for ([_][]const u8{ &size, bytes }) |part| {
        var written: usize = 0;
        while (written < part.len) {
            const count: isize = @bitCast(linux.write(1, part[written..].ptr, part.len - written));
            if (count <= 0) return error.Failed;
            written += @intCast(count);
        }
    }
}
