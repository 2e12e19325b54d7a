//! Korean reading of what is no word: numbers, dates, money, abbreviations.

const Line = @import("line.zig").Line;
const Latin = @import("options.zig").Latin;
const Speech = @import("speech.zig").Speech;

/// Say what begins at token `at`. Returns how many tokens that took; zero, with nothing said, if it is not for this reader.
pub fn read(line: *const Line, at: usize, speech: *Speech, latin: Latin) usize {
    _ = .{ line, at, speech, latin };
    return 0;
}
