//! The engine's exported interface as a host sees it, and a host that feeds it text as the hosts of Python and JavaScript do.

const std = @import("std");

comptime {
    _ = @import("engine");
}

pub extern fn abi_version() u32;
pub extern fn metadata() [*]const u8;
pub extern fn metadata_length() usize;
pub extern fn input() [*]u8;
pub extern fn input_capacity() usize;
pub extern fn output() [*]const u8;
pub extern fn output_length() usize;
pub extern fn configure(length: usize) u32;
pub extern fn lexicon_room(length: usize) usize;
pub extern fn lexicon_load(length: usize, keeps_rest: u32) u32;
pub extern fn lexicon_compile() usize;
pub extern fn lexicon_address() [*]const u8;
pub extern fn transcribe(offset: usize, length: usize, final: u32) usize;
pub extern fn statistics() *const [5]u32;
pub extern fn logits(count: usize, prefix: usize) u32;

/// What the last call wrote.
pub fn written() []const u8 {
    return output()[0..output_length()];
}

/// Set options from a line of names and values with tabs between them: `lang TAB ko TAB format TAB jsonl`. Returns whether the engine took
/// them; if not, they are as they were.
pub fn setOptions(line: []const u8) bool {
    const record = input()[0..@min(line.len + 1, input_capacity())];
    for (line[0 .. record.len - 1], record[0 .. record.len - 1]) |byte, *to| to.* = if (byte == '\t') 0 else byte;
    record[record.len - 1] = 0;
    const is_set = configure(if (line.len == 0) 0 else record.len) == 0;
    if (!is_set) checkMessage();
    return is_set;
}

/// Give the engine a lexicon. Returns whether it took it.
pub fn setLexicon(bytes: []const u8, keeps_rest: bool) bool {
    const room = lexicon_room(bytes.len);
    if (room == 0) {
        checkMessage();
        return false;
    }
    @memcpy(@as([*]u8, @ptrFromInt(room))[0..bytes.len], bytes);
    const is_read = lexicon_load(bytes.len, @intFromBool(keeps_rest)) == 0;
    if (!is_read) checkMessage() else if (!std.unicode.utf8ValidateSlice(written())) @panic("the list of bad lines is no UTF-8");
    return is_read;
}

/// A message must be one line of UTF-8.
fn checkMessage() void {
    if (written().len == 0) @panic("an error without a message");
    if (written().len > 4096) @panic("a message is very long");
    if (!std.unicode.utf8ValidateSlice(written())) @panic("a message is no UTF-8");
    if (std.mem.indexOfScalar(u8, written(), '\n') != null) @panic("a message has several lines");
}

/// Feed a text in pieces of random lengths, or all that fits at once if there is no `chance`. Returns what the engine wrote, in `buffer`;
/// null if that has no room for it.
pub fn feed(text: []const u8, chance: ?std.Random, buffer: []u8) ?[]const u8 {
    var length: usize = 0;
    var from: usize = 0;
    var waiting: usize = 0;
    while (true) {
        const room = input_capacity() - waiting;
        const most = @min(room, text.len - from);
        const taken = if (chance) |random| random.intRangeAtMost(usize, 0, @min(most, longestPiece(random))) else most;
        @memcpy(input()[waiting..][0..taken], text[from..][0..taken]);
        from += taken;
        const filled = waiting + taken;
        const is_final = from == text.len;
        var done: usize = 0;
        while (true) {
            const consumed = transcribe(done, filled - done, @intFromBool(is_final));
            if (consumed > filled - done) @panic("more was consumed than given");
            if (length + output_length() > buffer.len) {
                // Come to the end of the text all the same, so that the next one begins anew.
                _ = setOptions("");
                return null;
            }
            @memcpy(buffer[length..][0..output_length()], written());
            length += output_length();
            done += consumed;
            if (done == filled) break;
            if (consumed == 0 and output_length() == 0) {
                if (is_final or (done == 0 and filled == input_capacity())) @panic("the engine does not get on");
                break;
            }
        }
        waiting = filled - done;
        std.mem.copyForwards(u8, input()[0..waiting], input()[done..filled]);
        if (is_final) return buffer[0..length];
    }
}

fn longestPiece(random: std.Random) usize {
    return ([_]usize{ 1, 3, 20, 300, 5000 })[random.uintLessThan(usize, 5)];
}

/// The same numbers for the same bytes.
pub fn chanceOf(bytes: []const u8) std.Random.DefaultPrng {
    return .init(std.hash.Wyhash.hash(0, bytes));
}

/// The first line of an input, and the rest.
pub fn firstLine(bytes: []const u8) struct { []const u8, []const u8 } {
    const end = std.mem.indexOfScalar(u8, bytes, '\n') orelse return .{ bytes, "" };
    return .{ bytes[0..end], bytes[end + 1 ..] };
}
