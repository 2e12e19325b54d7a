//! Inputs once more, without a fuzzer: `replay TARGET` takes from standard input the length of each (four bytes, little-endian) and its
//! bytes, and writes a byte when one is done.

const std = @import("std");
const Target = @import("targets").Target;

/// Few, so that the cache is soon full, and quickly emptied.
pub const cache_capacity = 256;

const linux = std.os.linux;

var bytes: [1 << 20]u8 = undefined;

pub fn main(init: std.process.Init.Minimal) u8 {
    var arguments = init.args.iterate();
    _ = arguments.skip();
    const target = Target.of(arguments.next() orelse return 2) orelse return 2;
    while (true) {
        var length: [4]u8 = undefined;
        if (!fill(&length)) return 0;
        const of_input = bytes[0..std.mem.readInt(u32, &length, .little)];
        if (!fill(of_input)) return 2;
        target.run(of_input);
        if (linux.write(1, ".", 1) != 1) return 1;
    }
}

/// Whether all of a buffer came.
fn fill(buffer: []u8) bool {
    var done: usize = 0;
    while (done < buffer.len) {
        const count: isize = @bitCast(linux.read(0, buffer[done..].ptr, buffer.len - done));
        if (count <= 0) return false;
        done += @intCast(count);
    }
    return true;
}
