//! Search in short lists. The standard library's own is vectorised, which is worth its size in long ones only.

const std = @import("std");

/// The first place of a value.
pub noinline fn indexOf(comptime Value: type, list: []const Value, value: Value) ?usize {
    for (list, 0..) |each, place| if (each == value) return place;
    return null;
}

/// How many zeros some digits begin with.
pub noinline fn zeros(digits: []const u8) usize {
    for (digits, 0..) |digit, place| if (digit != '0') return place;
    return digits.len;
}

/// The first place of a value from `from` on.
pub fn indexOfFrom(comptime Value: type, list: []const Value, from: usize, value: Value) ?usize {
    return from + (indexOf(Value, list[from..], value) orelse return null);
}

test "the first place" {
    try std.testing.expectEqual(1, indexOf(u8, "abb", 'b'));
    try std.testing.expectEqual(2, indexOfFrom(u8, "abb", 2, 'b'));
    try std.testing.expectEqual(2, zeros("0010"));
    try std.testing.expectEqual(null, indexOfFrom(u16, &.{ 1, 2 }, 1, 1));
}
