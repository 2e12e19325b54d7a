//! A spoken word as it is written: what numbers and abbreviations are read as.

const std = @import("std");
const hangul = @import("hangul.zig");
const homographs = @import("homographs.zig");
const Output = @import("output.zig").Output;
const Spoken = @import("speech.zig").Spoken;
const tokens = @import("tokens.zig");
const utf8 = @import("utf8.zig");
const Words = @import("words.zig").Words;

/// Write the spelling of a spoken word: lower-case words, upper-case letters, composed hangul. The words that hyphens join keep these, the
/// letters of an initialism stand apart.
pub fn write(output: *Output, spoken: *const Spoken, list: *const Words) void {
    switch (spoken.what) {
        .article => output.write("the"),
        .homograph => |homograph| output.write(homographs.spelling(homograph.index)),
        // The word it stands for is not known here; what is said is.
        .raw => {},
        .letter => |letter| {
            if (spoken.is_joined) output.write(" ");
            output.write(&.{std.ascii.toUpper(letter.name)});
            if (letter.has_ending) output.write("s");
        },
        .word => |place| {
            if (spoken.is_joined and spoken.first_grapheme == 0 and spoken.language == .english) output.write("-");
            var pending: u21 = 0;
            for (list.graphemes(place)) |token| {
                const grapheme = tokens.graphemeOf(token);
                if (pending != 0) {
                    if (hangul.compose(pending, grapheme)) |syllable| {
                        pending = syllable;
                        continue;
                    }
                    put(output, pending);
                }
                pending = grapheme;
            }
            if (pending != 0) put(output, pending);
        },
    }
}

fn put(output: *Output, code_point: u21) void {
    var buffer: [4]u8 = undefined;
    output.write(utf8.encode(code_point, &buffer));
}
