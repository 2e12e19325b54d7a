//! A line of options, then a text: what is written is valid, and the same however the text is cut on its way in.

const std = @import("std");
const check = @import("check.zig");
const interface = @import("interface.zig");

var whole: [1 << 24]u8 = undefined;
var pieced: [1 << 24]u8 = undefined;

pub fn run(bytes: []const u8) void {
    _ = interface.setLexicon("", false);
    _ = interface.setOptions("");
    const line, const all = interface.firstLine(bytes);
    const is_set = interface.setOptions(line);
    transcribe(if (is_set) line else "", all);
}

/// Transcribe with the options of a line, which are set, and check what comes.
pub fn transcribe(line: []const u8, all: []const u8) void {
    // Each word is searched or drawn anew, which takes long.
    const is_slow = for ([_][]const u8{ "nbest", "trace", "temperature" }) |name| {
        if (std.mem.indexOf(u8, line, name) != null) break true;
    } else false;
    const text = if (is_slow) all[0..@min(all.len, 256)] else all;
    const written = interface.feed(text, null, &whole) orelse return;
    var chance = interface.chanceOf(text);
    const again = interface.feed(text, chance.random(), &pieced) orelse @panic("cut otherwise it is longer");
    if (!std.mem.eql(u8, written, again)) @panic("cut otherwise it is read otherwise");
    if (std.mem.indexOf(u8, line, "jsonl") == null) return check.lines(text, written);
    const joined = check.records(text, written, &pieced) orelse return;
    var buffer: [1 << 12]u8 = undefined;
    const as_text = std.fmt.bufPrint(&buffer, "{s}\tformat\ttext", .{line}) catch return;
    if (!interface.setOptions(as_text)) return;
    const plain = interface.feed(text, null, &whole) orelse @panic("records are shorter than the text");
    check.lines(text, plain);
    if (!std.mem.eql(u8, joined, plain)) @panic("records say otherwise than the text");
}
