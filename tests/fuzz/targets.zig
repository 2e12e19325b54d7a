//! The targets of the engine that reads, by name.

const std = @import("std");

pub const Target = enum {
    text,
    lexicon,
    compiled,
    calls,

    pub fn run(self: Target, bytes: []const u8) void {
        switch (self) {
            .text => @import("text.zig").run(bytes),
            .lexicon => @import("lexicon.zig").run(bytes),
            .compiled => @import("compiled.zig").run(bytes),
            .calls => @import("calls.zig").run(bytes),
        }
    }

    pub fn of(name: []const u8) ?Target {
        return std.meta.stringToEnum(Target, name);
    }
};
