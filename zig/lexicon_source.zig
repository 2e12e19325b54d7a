//! A lexicon as people write it → records: one word a line, a tab, its pronunciation in IPA or ARPABET; Korean ones in hangul, too.
//!
//! Dictionaries of the Montreal Forced Aligner have numbers between the two, which are passed over; those of CMUdict have spaces for the
//! tab and a number in parentheses after words that were there before.

const std = @import("std");
const align_file = @import("align.zig");
const arpabet = @import("arpabet.zig");
const hangul = @import("hangul.zig");
const ipa = @import("ipa.zig");
const json = @import("json.zig");
const korean = @import("korean.zig");
const lexicon_file = @import("lexicon.zig");
const memory = @import("memory.zig");
const search = @import("search.zig");
const syllables = @import("korean_syllable.zig");
const tokens = @import("tokens.zig");
const utf8 = @import("utf8.zig");
const words = @import("words.zig");

const Entry = lexicon_file.Entry;
const Language = words.Language;
const Lexicon = lexicon_file.Lexicon;
const Line = @import("line.zig").Line;
const Output = @import("output.zig").Output;
const Token = @import("transformer.zig").Token;

/// What a reader of lexica needs: a line to split words, and room for their graphemes.
pub const Desk = struct { line: *Line, graphemes: *tokens.Graphemes };

pub const out_of_memory = "there is not enough memory for it";

/// Read a lexicon, text or compiled, that lies in the first `length` bytes of the memory.
///
/// False, with nothing in the lexicon, if it cannot be read: the output then has the reason. Where lines are bad the rest is read if
/// `keeps_rest`, and the output has a line for each that was left out.
pub fn read(lexicon: *Lexicon, length: usize, keeps_rest: bool, desk: Desk, output: *Output) bool {
    lexicon.clear();
    output.clear();
    const is_good = readAll(lexicon, length, keeps_rest, desk, output);
    if (!is_good) lexicon.clear();
    return is_good;
}

fn readAll(lexicon: *Lexicon, length: usize, keeps_rest: bool, desk: Desk, output: *Output) bool {
    const bytes = memory.atLeast(length) orelse return fail(output, out_of_memory);
    if (lexicon_file.isCompiled(bytes[0..length])) {
        if (lexicon.open(bytes, length)) |problem| return fail(output, problem);
    } else {
        lexicon.header.end = @intCast(length);
        var rest: []const u8 = bytes[0..length];
        if (std.mem.startsWith(u8, rest, "\u{FEFF}")) rest = rest[3..];
        var number: usize = 0;
        while (rest.len > 0) {
            number += 1;
            const end = search.indexOf(u8, rest, '\n') orelse rest.len;
            const text = trimmed(rest[0..end]);
            rest = rest[@min(end + 1, rest.len)..];
            if (text.len == 0) continue;
            const problem = readLine(lexicon, text, desk) orelse continue;
            if (problem.reason.ptr == out_of_memory) return fail(output, out_of_memory);
            if (keeps_rest and !output.hasRoom()) continue;
            json.number(output, "line ", number);
            for ([_][]const u8{ ": '", problem.what[0..@min(problem.what.len, 80)], "' ", problem.reason }) |part| output.writeValid(part);
            if (!keeps_rest) return false;
            output.write("\n");
        }
        lexicon.settle(length);
    }
    return lexicon.index(false) or fail(output, out_of_memory);
}

fn fail(output: *Output, reason: []const u8) bool {
    output.write(reason);
    return false;
}

/// What is wrong with a line.
const Problem = struct {
    what: []const u8,
    reason: []const u8,
};

fn readLine(lexicon: *Lexicon, text: []const u8, desk: Desk) ?Problem {
    const tab = search.indexOf(u8, text, '\t');
    const end = tab orelse search.indexOf(u8, text, ' ') orelse return .{ .what = text, .reason = "has no pronunciation after a tab" };
    const word = withoutNumber(text[0..end]);
    const pronunciation = withoutNumbers(text[end + 1 ..]);
    const line = desk.line;
    if (word.len > lexicon_file.max_word) return .{ .what = word, .reason = "is longer than a word may be" };
    if (!std.unicode.utf8ValidateSlice(text)) return .{ .what = word, .reason = "is followed or made by bytes that are no UTF-8" };
    _ = line.read(word, .auto, true);
    for (0..line.count) |at| {
        if (line.kind(at) == .space) return .{ .what = word, .reason = "has a space; list its words one by one" };
    }
    if (line.count == 0) return .{ .what = text, .reason = "has no word before the tab" };

    var phones_buffer: [words.max_phones]Token = undefined;
    var rest: []const u8 = pronunciation;
    const is_korean = line.kind(0) == .korean;
    const order: [2]Language = if (is_korean) .{ .korean, .english } else .{ .english, .korean };
    for (order) |language| {
        const phones = pronounce(language, pronunciation, desk.graphemes, &phones_buffer, &rest);
        if (rest.len > 0 or phones.len == 0) continue;
        var symbols: [lexicon_file.max_symbols]u8 = undefined;
        const entry: Entry = .{
            .language = language,
            .word = line.texts[0..line.texts_length],
            .symbols = interleave(language, line, desk.graphemes, phones, &symbols),
        };
        return if (lexicon.add(entry, line.count)) null else .{ .what = word, .reason = out_of_memory };
    }
    return .{ .what = if (rest.len > 0) rest else word, .reason = if (rest.len > 0) "is none of the phones" else "has an empty pronunciation" };
}

/// A word without the number that CMUdict gives its further pronunciations: `read(2)`.
fn withoutNumber(word: []const u8) []const u8 {
    if (word.len < 4 or word[word.len - 1] != ')' or word[word.len - 3] != '(' or !std.ascii.isDigit(word[word.len - 2])) return word;
    return word[0 .. word.len - 3];
}

/// What follows the columns of numbers.
fn withoutNumbers(columns: []const u8) []const u8 {
    var rest = columns;
    while (search.indexOf(u8, rest, '\t')) |end| {
        for (rest[0..end]) |character| if (!std.ascii.isDigit(character) and character != '.') return rest;
        rest = rest[end + 1 ..];
    }
    return trimmed(rest);
}

fn trimmed(text: []const u8) []const u8 {
    var rest = text;
    while (rest.len > 0 and rest[0] == ' ') rest = rest[1..];
    while (rest.len > 0 and (rest[rest.len - 1] == ' ' or rest[rest.len - 1] == '\r')) rest = rest[0 .. rest.len - 1];
    return rest;
}

/// The phones of a pronunciation in one of its three scripts; `rest` becomes what is none.
fn pronounce(language: Language, text: []const u8, graphemes: *tokens.Graphemes, buffer: *[words.max_phones]Token, rest: *[]const u8) []const Token {
    if (language == .english and text.len > 0 and std.ascii.isUpper(text[0])) return arpabet.read(text, buffer, rest);
    const first = if (text.len > 0) utf8.decode(text) else null;
    if (language == .korean and first != null and hangul.isHangul(first.?.value)) {
        rest.* = text;
        var letters: [tokens.max_graphemes]u16 = undefined;
        const spoken = korean.compose(graphemes.of(text[0..@min(text.len, lexicon_file.max_word)]), &letters) orelse return &.{};
        var count: usize = 0;
        for (spoken) |letter| {
            var phones: [4]@import("phones.zig").Korean = undefined;
            for (syllables.Syllable.init(letter).phones(&phones)) |phone| {
                if (count == buffer.len) return &.{};
                buffer[count] = korean.tokenOf(phone) orelse return &.{};
                count += 1;
            }
        }
        if (spoken.len * 3 == text.len) rest.* = "";
        return buffer[0..count];
    }
    return ipa.readUpTo(language, text, buffer, rest);
}

/// The phones, in words of letters alone each after its letter.
fn interleave(language: Language, line: *const Line, graphemes: *tokens.Graphemes, phones: []const Token, buffer: *[lexicon_file.max_symbols]u8) []const u8 {
    var letters: []const Token = &.{};
    if (language == .english) {
        const is_plain = for (0..line.count) |at| {
            if (line.kind(at) != .english and !line.isSymbol(at, '-')) break false;
        } else true;
        if (is_plain) letters = graphemes.of(line.lowers[0..line.lowers_length]);
        if (letters.len > tokens.max_graphemes) letters = &.{};
    }
    var spans: [words.max_phones]align_file.Span = undefined;
    align_file.spansOf(language, letters, phones, &spans);
    var count: usize = 0;
    var next: usize = 0;
    for (0..letters.len + 1) |at| {
        if (at > 0) {
            buffer[count] = letters[at - 1];
            count += 1;
        }
        while (next < phones.len and (letters.len == 0 or spans[next].start < at)) : (next += 1) {
            buffer[count] = phones[next];
            count += 1;
        }
    }
    return buffer[0..count];
}

comptime {
    std.debug.assert(tokens.max_graphemes + words.max_phones <= lexicon_file.max_symbols);
}
