//! A line of options, a line of text, then a compiled lexicon as it came from anywhere: refused, or read, whatever it says of itself.

const std = @import("std");
const interface = @import("interface.zig");
const text_target = @import("text.zig");

var forged: [1 << 20]u8 = undefined;
/// What a compiled lexicon of this engine begins with.
var beginning: [8]u8 = undefined;
var is_known = false;

const hashed_from = 16;

pub fn run(bytes: []const u8) void {
    if (!is_known) learn();
    _ = interface.setLexicon("", false);
    _ = interface.setOptions("");
    const line, const rest = interface.firstLine(bytes);
    const text, const lexicon = interface.firstLine(rest);
    if (lexicon.len > forged.len) return;
    const used = if (interface.setOptions(line)) line else "";
    if (interface.setLexicon(lexicon, false)) text_target.transcribe(used, text);
    if (lexicon.len < hashed_from) return;
    // The hash guards against damage, not against people: they can make it right, too.
    @memcpy(forged[0..lexicon.len], lexicon);
    @memcpy(forged[0..beginning.len], &beginning);
    std.mem.writeInt(u64, forged[8..16], std.hash.Fnv1a_64.hash(forged[hashed_from..lexicon.len]), .little);
    _ = interface.setOptions(used);
    if (!interface.setLexicon(forged[0..lexicon.len], false)) return;
    _ = interface.lexicon_compile();
    text_target.transcribe(used, text);
}

fn learn() void {
    _ = interface.setOptions("");
    if (!interface.setLexicon("a\tæ\n", false) or interface.lexicon_compile() == 0) @panic("a small lexicon cannot be compiled");
    @memcpy(&beginning, interface.lexicon_address()[0..beginning.len]);
    is_known = true;
}
