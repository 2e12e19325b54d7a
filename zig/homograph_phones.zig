//! How the readings of homographs are said, in the model's phones.

const std = @import("std");
const data = @import("homograph_data");
const homographs = @import("homographs.zig");
const letters = @import("letters.zig");
const Token = @import("transformer.zig").Token;

/// The phones of a reading.
pub fn of(index: homographs.Index, reading: u8) []const Token {
    const range = homographs.phoneRange(index, reading);
    return tokens[range.start..range.end];
}

const tokens: [data.reading_phones.len]Token = build: {
    @setEvalBranchQuota(10_000_000);
    var of_inventory: [data.phones.len]Token = undefined;
    for (data.phones, &of_inventory) |phone, *token| token.* = letters.tokenOf(phone);
    var table: [data.reading_phones.len]Token = undefined;
    for (data.reading_phones, &table) |phone, *token| token.* = of_inventory[phone];
    break :build table;
};

test "the readings of a homograph differ" {
    for (0..homographs.count) |index| {
        const first = of(@intCast(index), 0);
        try std.testing.expect(first.len > 0);
        for (1..homographs.readings(@intCast(index))) |reading| {
            try std.testing.expect(!std.mem.eql(Token, first, of(@intCast(index), @intCast(reading))));
        }
    }
}
