//! How the readings of homographs are said, in the model's phones.

const std = @import("std");
const data = @import("homograph_data");
const has_dial = @import("accent.zig").has_dial;
const homographs = @import("homographs.zig");
const letters = @import("letters.zig");
const Token = @import("transformer.zig").Token;

/// The phones of a reading, British if asked.
pub fn of(index: homographs.Index, reading: u8, is_british: bool) []const Token {
    const place = homographs.readingPlace(index, reading);
    const side = &sides[if (has_dial) @intFromBool(is_british) else 0];
    return side.tokens[side.starts[place]..side.starts[place + 1]];
}

const readings = data.phone_starts.len - 1;

const Side = struct { tokens: [data.reading_phones.len]Token, starts: [readings + 1]u16 };

/// American, and British if the model knows it.
var sides: [if (has_dial) 2 else 1]Side = undefined;

/// No phone here, where the other accent has one.
const nothing: Token = 0;

fn tokensOf(comptime phones: anytype) [phones.len]Token {
    @setEvalBranchQuota(10_000_000);
    var tokens: [phones.len]Token = undefined;
    for (phones, &tokens) |phone, *token| token.* = if (phone.len == 0) nothing else letters.tokenOf(phone);
    return tokens;
}

const american = tokensOf(data.phones);
const british = if (has_dial) tokensOf(data.british_phones);

/// Fill the tables; to be called once.
pub fn prepare() void {
    fill(&sides[0], &american);
    if (has_dial) fill(&sides[1], &british);
}

fn fill(side: *Side, inventory: *const [data.phones.len]Token) void {
    var count: u16 = 0;
    for (0..readings) |place| {
        side.starts[place] = count;
        for (data.reading_phones[data.phone_starts[place]..data.phone_starts[place + 1]]) |phone| {
            side.tokens[count] = inventory[phone];
            count += @intFromBool(inventory[phone] != nothing);
        }
    }
    side.starts[readings] = count;
}

test "the readings of a homograph differ" {
    prepare();
    for ([_]bool{ false, true }) |is_british| {
        for (0..homographs.count) |index| {
            const first = of(@intCast(index), 0, is_british);
            try std.testing.expect(first.len > 0);
            for (1..homographs.readings(@intCast(index))) |reading| {
                try std.testing.expect(!std.mem.eql(Token, first, of(@intCast(index), @intCast(reading), is_british)));
            }
        }
    }
}
