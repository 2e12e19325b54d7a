//! The targets of the model that spells, which has an engine of its own.

const std = @import("std");

pub const Target = enum {
    spell,

    pub fn run(_: Target, bytes: []const u8) void {
        @import("spell.zig").run(bytes);
    }

    pub fn of(name: []const u8) ?Target {
        return std.meta.stringToEnum(Target, name);
    }
};
