//! The output buffer: bounded, and checked for room before a step is written rather than at every byte.

const std = @import("std");
const math = @import("math.zig");
const model = @import("model");
const options = @import("options.zig");
const segment = @import("segment.zig");
const utf8 = @import("utf8.zig");

/// The most bytes a phone takes with its stress mark and separator.
const max_phone_bytes = 16 + options.Separator.max_bytes;

/// The most bytes that one spoken word gives, or one item that passes through: it grows at most threefold, since an invalid byte becomes the
/// three bytes of U+FFFD.
const max_step_output = @max(model.context * max_phone_bytes, 3 * (segment.max_piece_bytes + 8)) + options.Separator.max_bytes;

pub const Output = struct {
    pub const capacity = 1 << 18;

    buffer: [capacity]u8 align(16),
    length: usize,

    /// Whether any step fits into what is left.
    pub fn hasRoom(self: *const Output) bool {
        return capacity - self.length >= max_step_output;
    }

    pub fn clear(self: *Output) void {
        self.length = 0;
    }

    /// Write bytes. What has no room is cut, so that a mistake in counting cannot reach other memory.
    pub fn write(self: *Output, bytes: []const u8) void {
        const length = @min(bytes.len, capacity - self.length);
        @memcpy(self.buffer[self.length..][0..length], bytes[0..length]);
        self.length += length;
    }

    /// Write a few bytes, without a call that takes longer than the copying.
    pub fn writeShort(self: *Output, bytes: []const u8) void {
        const length = @min(bytes.len, capacity - self.length);
        const target = self.buffer[self.length..].ptr;
        for (bytes[0..length], 0..) |byte, at| math.opaquely(*u8, &target[at]).* = byte;
        self.length += length;
    }

    /// Write bytes from the text; those that are no UTF-8 become U+FFFD.
    pub fn writeValid(self: *Output, bytes: []const u8) void {
        if (std.unicode.utf8ValidateSlice(bytes)) return self.write(bytes);
        var at: usize = 0;
        while (at < bytes.len) {
            const point = utf8.decode(bytes[at..]) orelse return self.write("\u{FFFD}");
            const is_broken = point.length == 1 and bytes[at] >= 0x80;
            self.write(if (is_broken) "\u{FFFD}" else bytes[at..][0..point.length]);
            at += point.length;
        }
    }

    /// Write the beginning of what someone gave into a message of one line: at most 80 bytes, what is no UTF-8 as U+FFFD, and control
    /// characters as spaces.
    pub fn quote(self: *Output, bytes: []const u8) void {
        var end: usize = @min(bytes.len, 80);
        // Not inside a UTF-8 sequence.
        while (end > 0 and end < bytes.len and bytes[end] & 0xC0 == 0x80) end -= 1;
        const start = self.length;
        self.writeValid(bytes[0..end]);
        for (self.buffer[start..self.length]) |*byte| {
            if (std.ascii.isControl(byte.*)) byte.* = ' ';
        }
    }

    pub fn slice(self: *const Output) []const u8 {
        return self.buffer[0..self.length];
    }
};

comptime {
    for (model.phones) |phone| std.debug.assert(phone.len + options.Separator.max_bytes <= max_phone_bytes);
}
