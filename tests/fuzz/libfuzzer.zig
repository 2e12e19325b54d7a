//! The targets for libFuzzer: `HAMANLP_FUZZ_TARGET` says which one.
//!
//! The compiler counts edges but does not register the counters, so this does; and its table has an address for each counter, where
//! libFuzzer wants a pair of an address and flags.

const std = @import("std");
const Target = @import("targets").Target;

/// Few, so that the cache is soon full, and quickly emptied.
pub const cache_capacity = 256;

const Edge = extern struct { address: usize, flags: usize };

extern var __start___sancov_cntrs: u8;
extern var __stop___sancov_cntrs: u8;
extern var __start___sancov_pcs1: usize;
extern fn __sanitizer_cov_8bit_counters_init(start: *u8, stop: *u8) void;
extern fn __sanitizer_cov_pcs_init(start: [*]const Edge, stop: [*]const Edge) void;
extern fn clock() c_long;
extern fn getenv(name: [*:0]const u8) ?[*:0]const u8;

/// Processor time that no input may need, in the microseconds of `clock`.
const most_time = 10_000_000;

var target: Target = undefined;
var longest_time: c_long = 0;
var edges: [1 << 16]Edge = undefined;

export fn LLVMFuzzerInitialize(_: *c_int, _: *[*][*:0]u8) c_int {
    const name = getenv("HAMANLP_FUZZ_TARGET") orelse @panic("HAMANLP_FUZZ_TARGET is not set");
    target = Target.of(std.mem.span(name)) orelse @panic("HAMANLP_FUZZ_TARGET names no target");
    const count = @intFromPtr(&__stop___sancov_cntrs) - @intFromPtr(&__start___sancov_cntrs);
    const addresses: [*]const usize = @ptrCast(&__start___sancov_pcs1);
    for (addresses[0..count], edges[0..count]) |address, *edge| edge.* = .{ .address = address, .flags = 0 };
    __sanitizer_cov_8bit_counters_init(&__start___sancov_cntrs, &__stop___sancov_cntrs);
    __sanitizer_cov_pcs_init(&edges, edges[count..].ptr);
    return 0;
}

export fn LLVMFuzzerTestOneInput(bytes: [*]const u8, length: usize) c_int {
    const begun = clock();
    target.run(bytes[0..length]);
    const time = clock() - begun;
    if (time > most_time) @panic("an input takes more than 10 seconds");
    if (time > longest_time) {
        longest_time = time;
        std.debug.print("slowest: {d} us\n", .{time});
    }
    return 0;
}
