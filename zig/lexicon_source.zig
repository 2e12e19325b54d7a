//! A lexicon as people write it → records: one word a line, a tab, its pronunciation in IPA or ARPABET; Korean ones in hangul, too.
//!
//! Dictionaries of the Montreal Forced Aligner and of Kaldi have numbers between the two, which are passed over; those of CMUdict and Kaldi
//! have spaces for the tab.

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

pub const out_of_memory = std.fmt.comptimePrint("there is not enough memory for it; the most is {d} MiB", .{memory.ceiling >> 20});
const long_word = std.fmt.comptimePrint("is longer than {d} bytes", .{lexicon_file.max_word});
const long_text = std.fmt.comptimePrint("has a pronunciation of more than {d} bytes", .{lexicon_file.max_word});
const many_phones = std.fmt.comptimePrint("has a pronunciation of more than {d} phones or {d} syllables", .{ words.max_phones, korean.max_syllables });

/// Reads a lexicon; borrows a line to split words, and room for graphemes.
pub const Reader = struct {
    lexicon: *Lexicon,
    line: *Line,
    graphemes: *tokens.Graphemes,
    /// What a message is about.
    what: []const u8 = "",

    /// Read a lexicon, text or compiled, that lies in the first `length` bytes of the memory.
    ///
    /// False, with nothing in the lexicon, if it cannot be read: the output then has the reason. Where lines are bad the rest is read if
    /// `keeps_rest`, and the output has a line for each that was left out.
    pub fn read(self: *Reader, length: usize, keeps_rest: bool, output: *Output) bool {
        output.clear();
        self.lexicon.clear(0);
        const problem = self.readAll(length, keeps_rest, output) orelse return true;
        self.lexicon.clear(0);
        output.write(problem);
        return false;
    }

    /// Returns what is wrong, if that is not in the output already.
    fn readAll(self: *Reader, length: usize, keeps_rest: bool, output: *Output) ?[]const u8 {
        const bytes = memory.atLeast(length) orelse return out_of_memory;
        if (lexicon_file.isCompiled(bytes[0..length])) {
            if (self.lexicon.open(length)) |problem| return problem;
        } else {
            self.lexicon.clear(std.mem.alignForward(usize, length, 16));
            var at: usize = if (search.startsWith(u8, bytes[0..length], "\u{FEFF}")) 3 else 0;
            var number: usize = 0;
            while (at < length) {
                number += 1;
                const end = search.indexOfFrom(u8, bytes[0..length], at, '\n') orelse length;
                const reason = self.readLine(bytes[at..end]);
                at = end + 1;
                if (reason.ptr == out_of_memory.ptr) return out_of_memory;
                if (reason.len == 0 or !output.hasRoom()) continue;
                json.number(output, "line ", number);
                output.write(": '");
                output.quote(self.what);
                output.write("' ");
                output.write(reason);
                if (!keeps_rest) return "";
                output.write("\n");
            }
        }
        return if (self.lexicon.index(false)) null else out_of_memory;
    }

    /// Returns what is wrong with the line: nothing if that is empty.
    fn readLine(self: *Reader, bytes: []const u8) []const u8 {
        const text = if (search.endsWith(u8, bytes, "\r")) bytes[0 .. bytes.len - 1] else bytes;
        if (text.len == 0 or text[0] == '#') return "";
        const end = search.indexOf(u8, text, '\t') orelse search.indexOf(u8, text, ' ') orelse text.len;
        // Of several columns the last; Kaldi's have a probability before them.
        var pronunciation = text[end..];
        while (search.indexOf(u8, pronunciation, '\t')) |tab| pronunciation = pronunciation[tab + 1 ..];
        while (pronunciation.len > 0 and (pronunciation[0] <= ' ' or pronunciation[0] == '.' or std.ascii.isDigit(pronunciation[0]))) pronunciation = pronunciation[1..];
        const line = self.line;
        self.what = text[0..end];
        if (end > lexicon_file.max_word) return long_word;
        if (pronunciation.len > lexicon_file.max_word) return long_text;
        _ = line.read(self.what, .auto, true);
        var is_plain = true;
        for (line.tokens[0..line.count]) |*token| switch (token.kind) {
            .space => return "has a space; list its words one by one",
            .english => {},
            else => is_plain = false,
        };
        var buffer: [words.max_phones]Token = undefined;
        // What the language with the most of the phones has not.
        var missing = pronunciation;
        for (words.likelier(self.what)) |language| {
            var rest = pronunciation;
            const phones = pronounce(language, pronunciation, self.graphemes, &buffer, &rest);
            const is_long = phones.len == buffer.len or (language == .korean and self.graphemes.length > tokens.max_graphemes);
            if (rest.len > 0 and is_long) return many_phones;
            if (rest.len < missing.len) missing = rest;
            if (rest.len > 0 or phones.len == 0 or end == 0) continue;
            var letters = self.graphemes.of(line.lowers[0..line.lowers_length]);
            if (!is_plain or language == .korean or letters.len > tokens.max_graphemes) letters = &.{};
            const symbols = self.lexicon.begin(language, line.texts[0..line.texts_length]) orelse return out_of_memory;
            interleave(letters, phones, symbols);
            self.lexicon.end(letters.len + phones.len, line.count);
            return "";
        }
        if (missing.len == 0) return "has no pronunciation, or no word before it";
        self.what = missing;
        return "is none of the phones";
    }
};

/// The phones of a pronunciation in one of its three scripts; `rest` becomes what is none.
fn pronounce(language: Language, text: []const u8, graphemes: *tokens.Graphemes, buffer: *[words.max_phones]Token, rest: *[]const u8) []const Token {
    if (language == .english and text.len > 0 and std.ascii.isUpper(text[0])) return arpabet.read(text, buffer, rest);
    if (language == .korean) {
        if (korean.read(graphemes.of(text), buffer)) |phones| {
            rest.* = "";
            return phones;
        }
    }
    return ipa.readUpTo(language, text, buffer, rest);
}

/// Write the phones, each after the letter that it is written with.
fn interleave(letters: []const Token, phones: []const Token, buffer: [*]u8) void {
    var spans: [words.max_phones]align_file.Span = undefined;
    align_file.spansOf(.english, letters, phones, &spans);
    var letter: usize = 0;
    for (0..letters.len + phones.len) |place| {
        const phone = place - letter;
        if (phone < phones.len and (letter == letters.len or spans[phone].start < letter)) {
            buffer[place] = phones[phone];
        } else {
            buffer[place] = letters[letter];
            letter += 1;
        }
    }
}

comptime {
    std.debug.assert(tokens.max_graphemes + words.max_phones <= lexicon_file.max_symbols);
}
