//! Search and comparison of short lists. The standard library's own are vectorised, which is worth its size in long ones only.

const std = @import("std");

/// The first place of a value.
pub noinline fn indexOf(comptime Value: type, list: []const Value, value: Value) ?usize {
    for (list, 0..) |each, place| if (each == value) return place;
    return null;
}

/// Whether two lists are the same.
pub noinline fn eql(comptime Value: type, a: []const Value, b: []const Value) bool {
    if (a.len != b.len) return false;
    for (a, b) |left, right| if (left != right) return false;
    return true;
}

pub noinline fn startsWith(comptime Value: type, list: []const Value, beginning: []const Value) bool {
    return list.len >= beginning.len and eql(Value, list[0..beginning.len], beginning);
}

pub noinline fn endsWith(comptime Value: type, list: []const Value, ending: []const Value) bool {
    return list.len >= ending.len and eql(Value, list[list.len - ending.len ..], ending);
}

/// The first place from `from` on where a text has another.
pub noinline fn indexOfText(text: []const u8, from: usize, part: []const u8) ?usize {
    for (from..text.len) |place| if (startsWith(u8, text[place..], part)) return place;
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

test "lists that are the same" {
    try std.testing.expect(eql(u8, "", "") and eql(u8, "ab", "ab") and !eql(u8, "ab", "ac") and !eql(u8, "ab", "abc"));
    try std.testing.expect(startsWith(u8, "ab", "a") and !startsWith(u8, "a", "ab") and endsWith(u8, "ab", "b") and !endsWith(u8, "b", "ab"));
}

test "the first place" {
    try std.testing.expectEqual(1, indexOf(u8, "abb", 'b'));
    try std.testing.expectEqual(2, indexOfFrom(u8, "abb", 2, 'b'));
    try std.testing.expectEqual(3, indexOfText("abcbc", 2, "bc"));
    try std.testing.expectEqual(null, indexOfText("abcb", 2, "bc"));
    try std.testing.expectEqual(2, zeros("0010"));
    try std.testing.expectEqual(null, indexOfFrom(u16, &.{ 1, 2 }, 1, 1));
}
