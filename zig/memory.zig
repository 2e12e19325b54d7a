//! Memory beside the engine's own, for what users bring along: one piece, which grows and never shrinks.

const std = @import("std");
const builtin = @import("builtin");

const page = 1 << 16;

/// The most bytes that it grows to.
pub const ceiling = 1 << 28;

/// The first page; zero as long as nothing was asked for.
var first_page: usize = 0;

/// Where the engine runs natively, in tests, there is so much of it.
var native: [if (builtin.cpu.arch == .wasm32) 0 else 1 << 22]u8 align(16) = undefined;

/// How much of that there is; tests take some away.
pub var native_ceiling: usize = native.len;

/// At least `length` bytes, at the same place at every call, with what was written there before; null if there is not so much.
pub fn atLeast(length: usize) ?[*]align(16) u8 {
    if (builtin.cpu.arch != .wasm32) return if (length <= native_ceiling) &native else null;
    if (length > ceiling) return null;
    if (first_page == 0) first_page = @wasmMemorySize(0);
    const size = (@wasmMemorySize(0) - first_page) * page;
    if (length > size and @wasmMemoryGrow(0, (length - size + page - 1) / page) < 0) return null;
    return @ptrFromInt(first_page * page);
}

test "what was written stays" {
    atLeast(10).?[9] = 7;
    try std.testing.expectEqual(7, atLeast(1000).?[9]);
    try std.testing.expectEqual(null, atLeast(ceiling + 1));
}
