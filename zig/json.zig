//! JSON: strings, whole numbers, probabilities.

const std = @import("std");
const decimal = @import("decimal.zig");
const Output = @import("output.zig").Output;

/// A name as it stands and a string in quotes.
pub fn field(output: *Output, name: []const u8, value: []const u8) void {
    output.write(name);
    output.write("\"");
    escaped(output, value);
    output.write("\"");
}

/// What was written from `start` on, a few bytes of a string that may hold quotation marks, as JSON has it.
pub fn escapeFrom(output: *Output, start: usize) void {
    var plain: [64]u8 = undefined;
    const length = @min(plain.len, output.length - start);
    @memcpy(plain[0..length], output.buffer[start..][0..length]);
    output.length = start;
    escaped(output, plain[0..length]);
}

fn escaped(output: *Output, value: []const u8) void {
    var from: usize = 0;
    for (value, 0..) |byte, at| {
        if (byte >= 0x20 and byte != '"' and byte != '\\') continue;
        output.writeValid(value[from..at]);
        from = at + 1;
        const digits = "0123456789abcdef";
        if (byte < 0x20) output.write(&.{ '\\', 'u', '0', '0', digits[byte >> 4], digits[byte & 15] }) else output.write(&.{ '\\', byte });
    }
    output.writeValid(value[from..]);
}

/// A name as it stands and a whole number.
pub fn number(output: *Output, name: []const u8, value: usize) void {
    var buffer: [20]u8 = undefined;
    var at = buffer.len;
    var rest = value;
    while (true) {
        at -= 1;
        buffer[at] = '0' + @as(u8, @intCast(rest % 10));
        rest /= 10;
        if (rest == 0) break;
    }
    output.write(name);
    output.write(buffer[at..]);
}

/// A name as it stands and a probability with four decimals.
pub const share = decimal.share;

const testing = std.testing;
var target: Output = undefined;

test "strings are JSON whatever they hold" {
    target.clear();
    field(&target, "", "a\"b\\c\td\xffé");
    try testing.expectEqualStrings("\"a\\\"b\\\\c\\u0009d\u{FFFD}é\"", target.slice());
}

test "what is written already is escaped" {
    target.clear();
    target.write("a\"b\"\\");
    escapeFrom(&target, 2);
    try testing.expectEqualStrings("a\"b\\\"\\\\", target.slice());
}

test "numbers and shares" {
    target.clear();
    number(&target, "", 0);
    number(&target, " ", 1203);
    for ([_]f32{ 0, 0.00004, 0.12345, 0.99999, 1 }) |value| {
        share(&target, " ", value);
    }
    try testing.expectEqualStrings("0 1203 0.0000 0.0000 0.1235 1.0 1.0", target.slice());
}
