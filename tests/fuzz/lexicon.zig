//! A line of options, a lexicon as people write it, a line `%`, then a text: the lexicon is read, compiled and read again, and the text
//! is the same with both.

const std = @import("std");
const interface = @import("interface.zig");
const text_target = @import("text.zig");

var as_read: [1 << 24]u8 = undefined;
var as_compiled: [1 << 24]u8 = undefined;
var compiled: [1 << 22]u8 = undefined;

pub fn run(bytes: []const u8) void {
    _ = interface.setLexicon("", false);
    _ = interface.setOptions("");
    const line, const rest = interface.firstLine(bytes);
    const end = std.mem.indexOf(u8, rest, "\n%\n") orelse rest.len;
    const lexicon = rest[0..end];
    const text = rest[@min(rest.len, end + 3)..];
    // What is left out of a lexicon with bad lines leaves a good one.
    if (!interface.setLexicon(lexicon, false) and !interface.setLexicon(lexicon, true)) return;
    const used = if (interface.setOptions(line)) line else "";
    const short = text[0..@min(text.len, 512)];
    const before = interface.feed(short, null, &as_read) orelse return;
    const length = interface.lexicon_compile();
    if (length == 0) @panic("a lexicon cannot be compiled");
    @memcpy(compiled[0..length], interface.lexicon_address()[0..length]);
    if (!interface.setLexicon(compiled[0..length], false)) @panic("a compiled lexicon cannot be read");
    const after = interface.feed(short, null, &as_compiled) orelse @panic("with the compiled lexicon it is longer");
    if (!std.mem.eql(u8, before, after)) @panic("with the compiled lexicon it is read otherwise");
    if (interface.lexicon_compile() != length or !std.mem.eql(u8, compiled[0..length], interface.lexicon_address()[0..length])) {
        @panic("compiled again it is another");
    }
    text_target.transcribe(used, short);
}
