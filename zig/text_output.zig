//! A bounded buffer of text.

pub const TextOutput = struct {
    pub const capacity = 1 << 16;

    buffer: [capacity]u8 = undefined,
    length: usize = 0,

    /// Write bytes. What has no room is cut, so that a mistake in counting cannot reach other memory.
    pub fn write(self: *TextOutput, bytes: []const u8) void {
        const length = @min(bytes.len, capacity - self.length);
        @memcpy(self.buffer[self.length..][0..length], bytes[0..length]);
        self.length += length;
    }

    pub fn slice(self: *const TextOutput) []const u8 {
        return self.buffer[0..self.length];
    }
};
