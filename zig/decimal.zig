//! Probabilities in decimal digits.

/// A name as it stands and a probability with four decimals.
pub fn share(output: anytype, name: []const u8, value: f32) void {
    output.write(name);
    const scaled: usize = @trunc(@min(1, @max(0, value)) * 10000 + 0.5);
    if (scaled == 10000) return output.write("1.0");
    var digits: [4]u8 = undefined;
    var rest = scaled;
    for (0..4) |place| {
        digits[3 - place] = '0' + @as(u8, @intCast(rest % 10));
        rest /= 10;
    }
    output.write("0.");
    output.write(&digits);
}
