//! The English names of the letters as phones, for initialisms: the model reads words.

const std = @import("std");
const has_dial = @import("accent.zig").has_dial;
const model = @import("model");
const search = @import("search.zig");
const Token = @import("transformer.zig").Token;

/// A letter's name as part of an initialism.
pub const Letter = struct {
    /// Lower case.
    name: u8,
    /// The last letter of an initialism has the primary stress, the others the secondary one: FBI is ˌɛfˌbiˈaɪ.
    is_last: bool = true,
    /// With the ending of a plural or possessive: CDs.
    has_ending: bool = false,

    /// Its phones, British if asked.
    pub fn phones(self: Letter, is_british: bool) []const Token {
        const entry = if (has_dial and is_british) switch (self.name) {
            'o' => &british_names[0],
            'r' => &british_names[1],
            'z' => &british_names[2],
            else => &names[self.name - 'a'],
        } else &names[self.name - 'a'];
        const stressed = if (self.is_last) &entry.primary else &entry.secondary;
        return stressed[0 .. entry.length + if (self.has_ending) entry.ending_length else 0];
    }
};

const longest = 10;
const Name = struct { primary: [longest]Token, secondary: [longest]Token, length: usize, ending_length: usize };

/// Phones after the stressed vowel's stress was taken out; the vowel has a colon before it. X's ending begins after `+`, and so on: s after
/// voiceless sounds, ɪz after sibilants, z elsewhere.
const spellings = [26][]const u8{
    ":eɪ + z",
    "b :i + z",
    "s :i + z",
    "d :i + z",
    ":i + z",
    ":ɛ f + s",
    "d͡ʒ :i + z",
    ":eɪ t͡ʃ + ɪ z",
    ":aɪ + z",
    "d͡ʒ :eɪ + z",
    "k :eɪ + z",
    ":ɛ l + z",
    ":ɛ m + z",
    ":ɛ n + z",
    ":oʊ + z",
    "p :i + z",
    "k j :u + z",
    ":ɑ ɹ + z",
    ":ɛ s + ɪ z",
    "t :i + z",
    "j :u + z",
    "v :i + z",
    "d :ʌ b ə l j u + z",
    ":ɛ k s + ɪ z",
    "w :aɪ + z",
    "z :i + z",
};

const names = namesOf(spellings);
const british_names = namesOf(.{ ":əʊ + z", ":ɑ + z", "z :ɛ d + z" });

fn namesOf(comptime list: anytype) [list.len]Name {
    @setEvalBranchQuota(2_000_000);
    comptime var table: [list.len]Name = undefined;
    inline for (&table, list) |*name, spelling| {
        var length: usize = 0;
        var ending_start: ?usize = null;
        var each = std.mem.tokenizeScalar(u8, spelling, ' ');
        while (each.next()) |part| {
            if (search.eql(u8, part, "+")) {
                ending_start = length;
                continue;
            }
            const stressed = part[0] == ':';
            name.primary[length] = tokenOf(if (stressed) "ˈ" ++ part[1..] else part);
            name.secondary[length] = tokenOf(if (stressed) "ˌ" ++ part[1..] else part);
            length += 1;
        }
        name.length = ending_start.?;
        name.ending_length = length - name.length;
    }
    return table;
}

/// The token of a phone that the model has.
pub fn tokenOf(comptime phone: []const u8) Token {
    @setEvalBranchQuota(200_000);
    return comptime for (model.phones, model.first_phone..) |written, token| {
        if (search.eql(u8, written, phone)) break token;
    } else @compileError("the model has no phone " ++ phone);
}

const testing = std.testing;

test "every letter has a name with one stress" {
    for ('a'..'z' + 1) |name| {
        for ([_]bool{ false, true }) |is_last| {
            const mark: []const u8 = if (is_last) "ˈ" else "ˌ";
            var stresses: usize = 0;
            for ((Letter{ .name = @intCast(name), .is_last = is_last }).phones(false)) |token| {
                if (search.startsWith(u8, model.phones[token - model.first_phone], mark)) stresses += 1;
            }
            try testing.expectEqual(1, stresses);
        }
    }
}

test "endings follow the sound before them" {
    const cases = [_]struct { u8, []const u8 }{ .{ 'd', "z" }, .{ 'f', "s" }, .{ 's', "z" }, .{ 'x', "z" } };
    for (cases) |case| {
        const all = (Letter{ .name = case[0], .has_ending = true }).phones(false);
        try testing.expectEqualStrings(case[1], model.phones[all[all.len - 1] - model.first_phone]);
    }
    try testing.expectEqual(5, (Letter{ .name = 'x', .has_ending = true }).phones(false).len);
}
