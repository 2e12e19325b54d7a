//! IPA in other symbols, by a table.

const std = @import("std");
const Output = @import("output.zig").Output;

/// Write IPA in the symbols of a table: `symbol IPA symbol IPA …`, of which the first that fits is taken. What is in no table stays as it is,
/// without ties.
pub noinline fn write(output: *Output, table: []const u8, ipa: []const u8) void {
    var at: usize = 0;
    scan: while (at < ipa.len) {
        var each = std.mem.tokenizeAny(u8, table, " \n");
        while (each.next()) |symbol| {
            const value = each.next().?;
            if (!std.mem.startsWith(u8, ipa[at..], value)) continue;
            output.write(symbol);
            at += value.len;
            continue :scan;
        }
        if (std.mem.startsWith(u8, ipa[at..], tie)) {
            at += tie.len;
            continue;
        }
        output.write(ipa[at..][0..1]);
        at += 1;
    }
}

const tie = "\u{361}";

/// The phones that the speech synthesizer Kokoro was trained on, American ones (hexgrad/misaki, EN_PHONES.md).
pub const kokoro = "A eɪ I aɪ W aʊ Y ɔɪ O oʊ Q əʊ ʤ d͡ʒ ʧ t͡ʃ ɜɹ ɝ əɹ ɚ";

/// What espeak-ng's American English writes with `--ipa` (its phsource/ph_english_us), beside marks of length.
pub const espeak = "ɜ ɝ";

test "the symbols of speech synthesizers" {
    var output: Output = undefined;
    for ([_][3][]const u8{
        .{ kokoro, "d͡ʒɔɪt͡ʃɝtoʊneɪmaɪaʊɚ", "ʤYʧɜɹtOnAmIWəɹ" },
        .{ espeak, "d͡ʒɔɪt͡ʃɝtɚ", "dʒɔɪtʃɜtɚ" },
    }) |case| {
        output.clear();
        write(&output, case[0], case[1]);
        try std.testing.expectEqualStrings(case[2], output.slice());
    }
}
