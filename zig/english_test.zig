//! For tests of the English reading: what is said of a line, as words.

const std = @import("std");
const english_text = @import("english_text.zig");
const spelling = @import("spelling.zig");
const Line = @import("line.zig").Line;
const Output = @import("output.zig").Output;
const Speech = @import("speech.zig").Speech;

var line: Line = undefined;
var speech: Speech = undefined;
var output: Output = undefined;

/// The line with what is read put into words; the rest stands as it is, but in lower case. Spaces stand between all of it.
pub fn said(text: []const u8) []const u8 {
    _ = line.read(text, .en, true);
    speech.clear();
    output.clear();
    var at: usize = 0;
    while (at < line.count) {
        const first = speech.count;
        const taken = english_text.read(&line, at, &speech);
        std.debug.assert(taken > 0 or line.kind(at) != .digits);
        if (line.kind(at) != .space and (taken == 0 or speech.count > first) and output.length > 0) output.write(" ");
        if (taken == 0 and line.kind(at) != .space) output.write(line.lower(at));
        for (speech.spoken[first..speech.count], 0..) |*spoken, part| {
            if (part > 0 and !spoken.is_joined) output.write(" ");
            spelling.write(&output, spoken, &speech.words);
        }
        at += @max(1, taken);
    }
    return output.slice();
}

/// Check what is said of each first text.
pub fn expectSaid(cases: []const [2][]const u8) !void {
    for (cases) |case| try std.testing.expectEqualStrings(case[1], said(case[0]));
}
