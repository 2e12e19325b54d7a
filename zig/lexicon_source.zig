//! A lexicon as people write it → records: one word a line, a tab, its pronunciation in IPA or ARPABET; Korean ones in hangul, too.
//!
//! Dictionaries of the Montreal Forced Aligner have numbers between the two, which are passed over; those of CMUdict have spaces for the
//! tab.

const std = @import("std");
const align_file = @import("align.zig");
const arpabet = @import("arpabet.zig");
const ipa = @import("ipa.zig");
const json = @import("json.zig");
const korean = @import("korean.zig");
const lexicon_file = @import("lexicon.zig");
const memory = @import("memory.zig");
const search = @import("search.zig");
const tokens = @import("tokens.zig");
const words = @import("words.zig");

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
    output.clear();
    lexicon.clear(0);
    const problem = readAll(lexicon, length, keeps_rest, desk, output) orelse return true;
    lexicon.clear(0);
    output.write(problem);
    return false;
}

/// Returns what is wrong, if that is not in the output already.
fn readAll(lexicon: *Lexicon, length: usize, keeps_rest: bool, desk: Desk, output: *Output) ?[]const u8 {
    const bytes = memory.atLeast(length) orelse return out_of_memory;
    if (lexicon_file.isCompiled(bytes[0..length])) {
        if (lexicon.open(length)) |problem| return problem;
    } else {
        lexicon.clear(std.mem.alignForward(usize, length, 16));
        var rest: []const u8 = bytes[0..length];
        if (search.startsWith(u8, rest, "\u{FEFF}")) rest = rest[3..];
        var number: usize = 0;
        while (rest.len > 0) {
            number += 1;
            const end = search.indexOf(u8, rest, '\n') orelse rest.len;
            const problem = readLine(lexicon, rest[0..end], desk);
            rest = rest[@min(end + 1, rest.len)..];
            if (problem.reason.len == 0) continue;
            if (!output.hasRoom()) continue;
            json.number(output, "line ", number);
            output.write(": '");
            output.writeValid(problem.what[0..@min(problem.what.len, 80)]);
            output.write("' ");
            output.write(problem.reason);
            if (!keeps_rest) return "";
            output.write("\n");
        }
    }
    return if (lexicon.index(false)) null else out_of_memory;
}

/// What is wrong with a line: nothing if there is no reason.
const Problem = struct {
    what: []const u8 = "",
    reason: []const u8 = "",
};

fn readLine(lexicon: *Lexicon, bytes: []const u8, desk: Desk) Problem {
    const text = if (search.endsWith(u8, bytes, "\r")) bytes[0 .. bytes.len - 1] else bytes;
    if (text.len == 0) return .{};
    var end = search.indexOf(u8, text, '\t') orelse search.indexOf(u8, text, ' ') orelse text.len;
    const word = text[0..end];
    // Of several columns the last.
    while (search.indexOf(u8, text[@min(end + 1, text.len)..], '\t')) |more| end += more + 1;
    var pronunciation = text[@min(end + 1, text.len)..];
    while (search.startsWith(u8, pronunciation, " ")) pronunciation = pronunciation[1..];
    const line = desk.line;
    if (word.len > lexicon_file.max_word) return .{ .what = word, .reason = "is too long" };
    _ = line.read(word, .auto, true);
    if (line.count == 0) return .{ .what = text, .reason = "has no word" };
    var is_plain = true;
    for (line.tokens[0..line.count]) |*token| switch (token.kind) {
        .space => return .{ .what = word, .reason = "has a space; list its words one by one" },
        .english => {},
        else => is_plain = false,
    };

    var buffer: [words.max_phones]Token = undefined;
    var rest = pronunciation;
    for ([_]Language{ .english, .korean }) |language| {
        const phones = pronounce(language, pronunciation, desk.graphemes, &buffer, &rest);
        if (rest.len > 0 or phones.len == 0) continue;
        const letters = desk.graphemes.of(line.lowers[0..line.lowers_length]);
        const is_aligned = is_plain and language == .english and letters.len <= tokens.max_graphemes;
        const symbols = lexicon.begin(language, line.texts[0..line.texts_length]) orelse return .{ .what = word, .reason = out_of_memory };
        lexicon.end(interleave(if (is_aligned) letters else &.{}, phones, symbols), line.count);
        return .{};
    }
    if (rest.len > 0) return .{ .what = rest, .reason = "is none of the phones" };
    return .{ .what = word, .reason = "has no pronunciation" };
}

/// The phones of a pronunciation in one of its three scripts; `rest` becomes what is none.
fn pronounce(language: Language, text: []const u8, graphemes: *tokens.Graphemes, buffer: *[words.max_phones]Token, rest: *[]const u8) []const Token {
    if (text.len > lexicon_file.max_word) return &.{};
    if (language == .english and text.len > 0 and std.ascii.isUpper(text[0])) return arpabet.read(text, buffer, rest);
    if (language == .korean) {
        if (korean.read(graphemes.of(text), buffer)) |phones| {
            rest.* = "";
            return phones;
        }
    }
    return ipa.readUpTo(language, text, buffer, rest);
}

/// The phones, each after the letter that it is written with. Returns how many symbols that is.
fn interleave(letters: []const Token, phones: []const Token, buffer: [*]u8) usize {
    var spans: [words.max_phones]align_file.Span = undefined;
    align_file.spansOf(.english, letters, phones, &spans);
    var count: usize = 0;
    var next: usize = 0;
    for (phones, spans[0..phones.len]) |phone, span| {
        // Where there are no letters, all begin at zero.
        while (next < letters.len and next <= span.start) : (next += 1) {
            buffer[count] = letters[next];
            count += 1;
        }
        buffer[count] = phone;
        count += 1;
    }
    @memcpy(buffer[count..][0 .. letters.len - next], letters[next..]);
    return count + letters.len - next;
}

comptime {
    std.debug.assert(tokens.max_graphemes + words.max_phones <= lexicon_file.max_symbols);
}
