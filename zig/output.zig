//! The output buffer: bounded, and checked for room before a piece is written rather than at every byte.

const std = @import("std");
const model = @import("model");
const options = @import("options.zig");
const segment = @import("segment.zig");
const tokens = @import("tokens.zig");

/// The most bytes a phone takes with its stress mark and separator.
const max_phone_bytes = 16 + options.Separator.max_bytes;

/// The most bytes that one piece of input can give.
pub const max_piece_output = (segment.max_piece_bytes / tokens.max_graphemes + 2) * model.context * max_phone_bytes;

pub const Output = struct {
    pub const capacity = @max(1 << 18, 2 * max_piece_output);

    buffer: [capacity]u8 align(16),
    length: usize,

    /// Whether any piece fits into what is left.
    pub fn hasRoom(self: *const Output) bool {
        return capacity - self.length >= max_piece_output;
    }

    pub fn clear(self: *Output) void {
        self.length = 0;
    }

    pub fn write(self: *Output, bytes: []const u8) void {
        @memcpy(self.buffer[self.length..][0..bytes.len], bytes);
        self.length += bytes.len;
    }

    pub fn slice(self: *const Output) []const u8 {
        return self.buffer[0..self.length];
    }
};

comptime {
    for (model.phones) |phone| std.debug.assert(phone.len + options.Separator.max_bytes <= max_phone_bytes);
}
