//! IPA in other symbols and back, by a table.

const std = @import("std");
const Output = @import("output.zig").Output;
const search = @import("search.zig");

/// Write IPA in the symbols of a table: `symbol IPA symbol IPA …`, of which the first that fits is taken. What is in no table stays as it is,
/// without ties.
pub noinline fn write(output: *Output, table: []const u8, ipa: []const u8) void {
    var at: usize = 0;
    scan: while (at < ipa.len) {
        var each = std.mem.tokenizeScalar(u8, table, ' ');
        while (each.next()) |symbol| {
            const value = each.next().?;
            if (!search.startsWith(u8, ipa[at..], value)) continue;
            output.write(symbol);
            at += value.len;
            continue :scan;
        }
        if (search.startsWith(u8, ipa[at..], tie)) {
            at += tie.len;
            continue;
        }
        output.write(ipa[at..][0..1]);
        at += 1;
    }
}

const tie = "\u{361}";

/// The IPA of what is written in a table's symbols, in `buffer`; null if it has no room there. Of symbols that begin alike the longer has to
/// stand first; what is none stays as it is.
pub noinline fn read(table: []const u8, text: []const u8, buffer: []u8) ?[]const u8 {
    var length: usize = 0;
    var at: usize = 0;
    while (at < text.len) {
        var taken: usize = 1;
        var ipa: []const u8 = text[at..][0..1];
        var each = std.mem.tokenizeScalar(u8, table, ' ');
        while (each.next()) |symbol| {
            const value = each.next().?;
            if (!search.startsWith(u8, text[at..], symbol)) continue;
            taken = symbol.len;
            ipa = value;
            break;
        }
        if (length + ipa.len > buffer.len) return null;
        @memcpy(buffer[length..][0..ipa.len], ipa);
        length += ipa.len;
        at += taken;
    }
    return buffer[0..length];
}

/// The phones that the speech synthesizer Kokoro was trained on, American ones (hexgrad/misaki, EN_PHONES.md).
pub const kokoro = kokoro_shared ++ kokoro_rhotic;

const kokoro_shared = "A eɪ I aɪ W aʊ Y ɔɪ O oʊ Q əʊ ʤ d͡ʒ ʧ t͡ʃ";
const kokoro_rhotic = " ɜɹ ɝ əɹ ɚ";

/// Its British ones (the same page): TRAP is a, SQUARE a long vowel.
pub const kokoro_british = "a æ ɛː ɛə " ++ kokoro;

/// What espeak-ng's English writes with `--ipa` (its phsource/ph_english_us and ph_english), beside marks of length.
pub const espeak = espeak_american ++ " " ++ espeak_british;

const espeak_american = "ɜ ɝ";
const espeak_british = "eə ɛə iə ɪə";

/// By accent, American first: what the symbols are read as. British has no vowels with an ɹ in them, so ɜ and əɹ stand for themselves; and
/// American iə is two vowels.
pub const kokoro_read = [2][]const u8{ kokoro, kokoro_british[0 .. kokoro_british.len - kokoro_rhotic.len] };
pub const espeak_read = [2][]const u8{ espeak_american, espeak_british };

test "the symbols of speech synthesizers" {
    var output: Output = undefined;
    for ([_][3][]const u8{
        .{ kokoro, "d͡ʒɔɪt͡ʃɝtoʊneɪmaɪaʊɚ", "ʤYʧɜɹtOnAmIWəɹ" },
        .{ kokoro_british, "hæpiskwɛəɡəʊ", "hapiskwɛːɡQ" },
        .{ espeak, "d͡ʒɔɪt͡ʃɝtɚ", "dʒɔɪtʃɜtɚ" },
    }) |case| {
        output.clear();
        write(&output, case[0], case[1]);
        try std.testing.expectEqualStrings(case[2], output.slice());
    }
}

test "the symbols of speech synthesizers become IPA again" {
    var buffer: [64]u8 = undefined;
    for ([_][3][]const u8{
        .{ kokoro_read[0], "ʤˈYʧɜɹtOnAmIWəɹ", "d͡ʒˈɔɪt͡ʃɝtoʊneɪmaɪaʊɚ" },
        .{ kokoro_read[1], "hapiskwɛːɡQ fəɹɜː", "hæpiskwɛəɡəʊ fəɹɜː" },
        .{ espeak_read[0], "tʃˈɜːtʃ mˈiːdiə", "tʃˈɝːtʃ mˈiːdiə" },
        .{ espeak_read[1], "bˈɜːd skwˈeə nˈiə", "bˈɜːd skwˈɛə nˈɪə" },
    }) |case| try std.testing.expectEqualStrings(case[2], read(case[0], case[1], &buffer).?);
    try std.testing.expectEqual(null, read(kokoro, "AAAA", buffer[0..3]));
}
