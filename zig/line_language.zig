//! The language that each token of a line is read in.

const std = @import("std");
const line_file = @import("line.zig");
const Language = @import("words.zig").Language;
const Line = line_file.Line;
const none = line_file.none;

/// The language a token is read in: the forced one; Korean for hangul and for what touches it; else the language of the words before and
/// after it if these agree; else that of most words of the line. A Latin word in a Korean sentence has the language Korean
/// here, since names of letters and the numbers beside it go by the sentence. Latin letters that touch a digit, as units do, say nothing
/// about the language.
pub fn of(line: *const Line, at: usize) Language {
    switch (line.lang) {
        .en => return .english,
        .ko => return .korean,
        .auto => {},
    }
    const korean = line.words_of.get(.korean);
    if (korean == 0 or at >= line.count) return .english;
    if (scriptOf(line, at) == .korean) return .korean;
    const after = neighbour(line, at, line.beside[at].after);
    const before = neighbour(line, at, line.beside[at].before);
    if (after.touches and after.script == .korean) return .korean;
    if (before.touches and before.script == .korean) return .korean;
    if (after.script == before.script and after.script != null) return after.script.?;
    const english = line.words_of.get(.english) - @intFromBool(vote(line, at) == .english);
    // Korean text holds Latin words more often than the other way around.
    return if (korean >= english) .korean else .english;
}

const Neighbour = struct { script: ?Language, touches: bool };

/// The word that says something about the language beside `at`, and whether no space is between.
fn neighbour(line: *const Line, at: usize, other: u16) Neighbour {
    if (other == none) return .{ .script = null, .touches = false };
    return .{ .script = scriptOf(line, other), .touches = line.beside[other].spaces == line.beside[at].spaces };
}

/// Note for every token which words are beside it, where that tells the language.
pub fn connect(line: *Line) void {
    if (line.lang != .auto or line.words_of.get(.korean) == 0) return;
    var spaces: u16 = 0;
    var latest: u16 = none;
    for (line.beside[0..line.count], 0..) |*beside, at| {
        if (line.kind(at) == .space) spaces += 1;
        beside.spaces = spaces;
        beside.before = latest;
        if (vote(line, at) != null) latest = @intCast(at);
    }
    latest = none;
    var at = line.count;
    while (at > 0) {
        at -= 1;
        line.beside[at].after = latest;
        if (vote(line, at) != null) latest = @intCast(at);
    }
}

fn scriptOf(line: *const Line, at: usize) ?Language {
    return switch (line.kind(at)) {
        .english => .english,
        .korean, .jamo => .korean,
        else => null,
    };
}

/// The script of a word that says something about the language of what is beside it.
pub fn vote(line: *const Line, at: usize) ?Language {
    const script = scriptOf(line, at);
    return if (script == .english and line.kind(at -% 1) == .digits) null else script;
}

const testing = std.testing;
var line_of_test: Line = undefined;

test "digits and symbols are read in the language of the words beside them" {
    const cases = [_]struct { []const u8, usize, Language }{
        .{ "3개", 0, .korean },
        .{ "I have 3", 4, .english },
        .{ "나는 3", 2, .korean },
        .{ "3", 0, .english },
        .{ "KBS 3번", 0, .korean },
        .{ "집에 5kg", 2, .korean },
        .{ "5 나", 0, .korean },
        .{ "iPhone 15 샀다", 2, .korean },
        .{ "I said 안녕 3 times", 6, .english },
        .{ "K팝", 0, .korean },
        .{ "the KBS news 방송", 2, .english },
        .{ "5.5km 달렸다", 0, .korean },
        .{ "GPT-4는", 0, .korean },
        .{ "3kg", 0, .english },
    };
    for (cases) |case| {
        _ = line_of_test.read(case[0], .auto, true);
        try testing.expectEqual(case[2], line_of_test.language(case[1]));
    }
    _ = line_of_test.read("3개", .en, true);
    try testing.expectEqual(.english, line_of_test.language(0));
}
