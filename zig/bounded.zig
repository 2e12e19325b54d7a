//! Options that are numbers within bounds.

const std = @import("std");

/// A number within bounds, whole if `Value` is an integer.
pub fn Bounded(comptime Value: type, comptime lowest: comptime_int, comptime highest: comptime_int) type {
    return struct {
        value: Value,

        pub const expected = std.fmt.comptimePrint("a {s}number from {d} to {d}", .{ if (Value == f32) "" else "whole ", lowest, highest });

        pub fn parse(text: []const u8) ?@This() {
            const value = parseDecimal(text, Value == f32, lowest, highest) orelse return null;
            return .{ .value = if (Value == f32) @floatCast(value) else @trunc(value) };
        }
    };
}

/// A number in decimal digits within bounds, perhaps with a sign and decimals.
noinline fn parseDecimal(text: []const u8, with_decimals: bool, lowest: i64, highest: i64) ?f64 {
    const is_negative = std.mem.startsWith(u8, text, "-");
    const digits = text[@intFromBool(is_negative)..];
    if (digits.len == 0 or digits.len > 15) return null;
    var whole: i64 = 0;
    var divisor: i64 = 0;
    for (digits, 0..) |digit, at| {
        if (digit == '.' and divisor == 0 and with_decimals and at > 0 and at + 1 < digits.len) {
            divisor = 1;
            continue;
        }
        if (!std.ascii.isDigit(digit)) return null;
        whole = 10 * whole + digit - '0';
        divisor *= 10;
    }
    var value = @as(f64, @floatFromInt(whole)) / @as(f64, @floatFromInt(@max(1, divisor)));
    if (is_negative) value = -value;
    return if (value < @as(f64, @floatFromInt(lowest)) or value > @as(f64, @floatFromInt(highest))) null else value;
}
