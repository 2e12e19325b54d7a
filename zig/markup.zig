//! Pronunciations that the text itself gives: `[word](/ipa/)` and SSML's `<phoneme alphabet="ipa" ph="…">word</phoneme>`
//! (W3C, Speech Synthesis Markup Language 1.1, section 3.1.10, by which the names of other alphabets begin with `x-`).

const std = @import("std");
const respell = @import("respell.zig");
const search = @import("search.zig");
const xsampa = @import("xsampa.zig");

/// The longest element in bytes.
pub const max_bytes = 1024;

pub const Override = struct {
    /// The text whose pronunciation it is, and where that stands in the element.
    word: []const u8,
    alphabet: Alphabet,
    /// As it stands in the text; in SSML it may have XML's entities.
    pronunciation: []const u8,
    is_xml: bool,
    /// Bytes of the whole element.
    length: usize,

    /// The pronunciation in IPA, in `buffer`; null if it has no room there. The synthesizers' symbols stand for other phones in British;
    /// ARPABET stays as it is.
    pub fn ipa(self: *const Override, is_british: bool, buffer: []u8) ?[]const u8 {
        var plain: [max_bytes]u8 = undefined;
        const text = if (self.is_xml) withoutEntities(self.pronunciation, &plain) else self.pronunciation;
        const accent = @intFromBool(is_british);
        return respell.read(switch (self.alphabet) {
            .ipa, .@"x-arpabet" => "",
            .@"x-sampa" => &xsampa.symbols,
            .@"x-kokoro" => respell.kokoro_read[accent],
            .@"x-espeak" => respell.espeak_read[accent],
        }, text, buffer);
    }
};

/// By their names in SSML.
pub const Alphabet = enum { ipa, @"x-sampa", @"x-arpabet", @"x-kokoro", @"x-espeak" };

/// The element that `bytes` begin with; null if they begin with none, or with one that is not complete on its line.
pub fn read(bytes: []const u8) ?Override {
    if (bytes.len == 0) return null;
    const within = bytes[0..@min(bytes.len, max_bytes)];
    const line = within[0 .. search.indexOf(u8, within, '\n') orelse within.len];
    return switch (bytes[0]) {
        '[' => readLink(line),
        '<' => readPhoneme(line),
        else => null,
    };
}

fn readLink(line: []const u8) ?Override {
    const middle = search.indexOfText(line, 0, "](/") orelse return null;
    const word = line[1..middle];
    if (word.len == 0 or search.indexOf(u8, word, '[') != null or search.indexOf(u8, word, ']') != null) return null;
    const rest = line[middle + 3 ..];
    const end = search.indexOfText(rest, 0, "/)") orelse return null;
    if (end == 0) return null;
    return .{ .word = word, .alphabet = .ipa, .pronunciation = rest[0..end], .is_xml = false, .length = middle + 3 + end + 2 };
}

const opening = "<phoneme";
const closing = "</phoneme>";

fn readPhoneme(line: []const u8) ?Override {
    if (!search.startsWith(u8, line, opening)) return null;
    var at: usize = opening.len;
    var alphabet: Alphabet = .ipa;
    var pronunciation: ?[]const u8 = null;
    while (true) {
        const before = at;
        while (at < line.len and std.ascii.isWhitespace(line[at])) at += 1;
        if (at == line.len) return null;
        if (line[at] == '>') break;
        if (at == before) return null;
        const equals = search.indexOfFrom(u8, line, at, '=') orelse return null;
        if (equals + 1 >= line.len) return null;
        const quote = line[equals + 1];
        if (quote != '"' and quote != '\'') return null;
        const end = search.indexOfFrom(u8, line, equals + 2, quote) orelse return null;
        const name = line[at..equals];
        const value = line[equals + 2 .. end];
        if (search.eql(u8, name, "ph")) {
            pronunciation = value;
        } else if (search.eql(u8, name, "alphabet")) {
            alphabet = inline for (std.meta.tags(Alphabet)) |each| {
                if (search.eql(u8, value, @tagName(each))) break each;
            } else return null;
        }
        at = end + 1;
    }
    const word_start = at + 1;
    const word_end = search.indexOfText(line, word_start, closing) orelse return null;
    const ph = pronunciation orelse return null;
    if (ph.len == 0 or search.indexOf(u8, line[word_start..word_end], '<') != null) return null;
    return .{ .word = line[word_start..word_end], .alphabet = alphabet, .pronunciation = ph, .is_xml = true, .length = word_end + closing.len };
}

/// XML's five named characters as themselves.
fn withoutEntities(text: []const u8, buffer: *[max_bytes]u8) []const u8 {
    const entities = [_]struct { []const u8, u8 }{ .{ "&quot;", '"' }, .{ "&apos;", '\'' }, .{ "&lt;", '<' }, .{ "&gt;", '>' }, .{ "&amp;", '&' } };
    var length: usize = 0;
    var at: usize = 0;
    scan: while (at < text.len) : (length += 1) {
        for (entities) |entity| {
            if (!search.startsWith(u8, text[at..], entity[0])) continue;
            buffer[length] = entity[1];
            at += entity[0].len;
            continue :scan;
        }
        buffer[length] = text[at];
        at += 1;
    }
    return buffer[0..length];
}

const testing = std.testing;

fn expectOverride(text: []const u8, word: []const u8, ipa: []const u8, rest: []const u8) !void {
    const found = read(text).?;
    try testing.expectEqualStrings(word, found.word);
    try testing.expectEqualStrings(rest, text[found.length..]);
    var buffer: [100]u8 = undefined;
    try testing.expectEqualStrings(ipa, found.ipa(false, &buffer).?);
}

test "links and phoneme elements" {
    try expectOverride("[GIF](/dʒɪf/), or", "GIF", "dʒɪf", ", or");
    try expectOverride("[two words](/tu wɝdz/)", "two words", "tu wɝdz", "");
    try expectOverride("<phoneme alphabet=\"ipa\" ph=\"təˈmɑtoʊ\">tomato</phoneme>.", "tomato", "təˈmɑtoʊ", ".");
    try expectOverride("<phoneme ph='ɡɪf'>GIF</phoneme>", "GIF", "ɡɪf", "");
    try expectOverride("<phoneme ph=\"h@&quot;loU\" alphabet=\"x-sampa\" >hello</phoneme>", "hello", "həˈloʊ", "");
    try expectOverride("<phoneme ph=\"HH AH0\" alphabet=\"x-arpabet\">hello</phoneme>", "hello", "HH AH0", "");
    try expectOverride("<phoneme ph=\"həlˈO\" alphabet=\"x-kokoro\">hello</phoneme>", "hello", "həlˈoʊ", "");
    try expectOverride("<phoneme ph=\"tʃˈɜːtʃ\" alphabet=\"x-espeak\">church</phoneme>", "church", "tʃˈɝːtʃ", "");
}

test "what is not complete is no element" {
    for ([_][]const u8{
        "",                                                       "[a](b)",                      "[](/x/)",             "[a](//)",                      "[a](/x", "[a\n](/x/)", "[b [a](/x/)", "<phoneme>a</phoneme>",
        "<phoneme alphabet=\"kirshenbaum\" ph=\"a\">a</phoneme>", "<phoneme ph=\"a>a</phoneme>", "<phoneme ph=\"a\">a", "<phonemeph=\"a\">a</phoneme>", "<b>",    "a",
    }) |text| try testing.expectEqual(null, read(text));
}
