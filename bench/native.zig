//! The engine as a plain program: text from standard input to standard output. Built for counting instructions; people use the wasm.

const std = @import("std");
const Engine = @import("engine").Engine;

const linux = std.os.linux;

var engine: Engine = undefined;
var input: [1 << 20]u8 = undefined;

pub fn main() u8 {
    engine.init();
    var length: usize = 0;
    while (length < input.len) {
        const count: isize = @bitCast(linux.read(0, input[length..].ptr, input.len - length));
        if (count < 0) return 1;
        if (count == 0) break;
        length += @intCast(count);
    }
    var done: usize = 0;
    while (done < length) {
        // The step in which the hosts feed it.
        const end = @min(done + 4096, length);
        done += engine.transcribe(input[done..end], end == length);
        var written: usize = 0;
        while (written < engine.output().length) {
            const count: isize = @bitCast(linux.write(1, engine.output().buffer[written..].ptr, engine.output().length - written));
            if (count <= 0) return 1;
            written += @intCast(count);
        }
    }
    return 0;
}
