//! The model that spells: a byte for how many spellings, one for the script, one for flags, then a pronunciation.

const std = @import("std");

comptime {
    _ = @import("engine");
}

extern fn metadata() [*]const u8;
extern fn metadata_length() usize;
extern fn input() [*]u8;
extern fn input_capacity() usize;
extern fn output() [*]const u8;
extern fn output_length() usize;
extern fn spell(length: usize, wanted: usize, script: u32) u32;

/// With the safety checks a word takes some ten milliseconds, and a longer phrase has only more of them; what happens at the end of the
/// room for its spelling is tested in `zig/speller_root.zig`.
const most_bytes = 160;

var before: [1 << 16]u8 = undefined;

pub fn run(bytes: []const u8) void {
    if (bytes.len < 3) return;
    const wanted: usize = bytes[0] % 24;
    const script: u32 = bytes[1] % 4;
    const given = bytes[3..];
    // A length beyond the buffer must be refused; the pronunciation may have any bytes.
    if (bytes[2] == 0xff) {
        if (spell(input_capacity() + given.len + 1, wanted, script) == 0) @panic("more than the buffer was read");
        return checkMessage();
    }
    const used = given[0..@min(given.len, most_bytes)];
    @memcpy(input()[0..used.len], used);
    if (spell(used.len, wanted, script) != 0) return checkMessage();
    checkSpellings(wanted, script);
    const length = output_length();
    @memcpy(before[0..length], output()[0..length]);
    @memcpy(input()[0..used.len], used);
    if (spell(used.len, wanted, script) != 0) @panic("what was spelled is refused");
    if (!std.mem.eql(u8, before[0..length], output()[0..output_length()])) @panic("spelled again it is another");
    if (metadata()[metadata_length() - 1] != '}') @panic("the metadata is none");
}

/// Each line is a spelling, a tab and its probability; the probable ones come first, none comes twice.
fn checkSpellings(wanted: usize, script: u32) void {
    const text = output()[0..output_length()];
    if (!std.unicode.utf8ValidateSlice(text)) @panic("the spellings are no UTF-8");
    var lines = std.mem.splitScalar(u8, text, '\n');
    var count: usize = 0;
    var last: f64 = 1;
    var sum: f64 = 0;
    while (lines.next()) |line| {
        if (line.len == 0) {
            if (lines.index != null) @panic("a line is empty");
            break;
        }
        count += 1;
        const tab = std.mem.indexOfScalar(u8, line, '\t') orelse @panic("a spelling without a probability");
        const spelling = line[0..tab];
        if (spelling.len == 0) @panic("a spelling is empty");
        const share = std.fmt.parseFloat(f64, line[tab + 1 ..]) catch @panic("a probability is no number");
        if (!(share >= 0 and share <= last)) @panic("a probability is above the one before it");
        last = share;
        sum += share;
        checkScript(spelling, script);
        var others = std.mem.splitScalar(u8, text[0 .. @intFromPtr(line.ptr) - @intFromPtr(text.ptr)], '\n');
        while (others.next()) |other| if (std.mem.startsWith(u8, other, line[0 .. tab + 1])) @panic("a spelling comes twice");
    }
    if (count == 0 or count > wanted) @panic("another number of spellings than wanted");
    // What is printed is rounded.
    if (sum > 1.001) @panic("the probabilities have a sum above one");
}

fn checkScript(spelling: []const u8, script: u32) void {
    var points = std.unicode.Utf8View.initUnchecked(spelling).iterator();
    while (points.nextCodepoint()) |point| {
        const is_hangul = point >= 0xAC00 and point <= 0xD7A3;
        if (!is_hangul and point != ' ' and point != '\'' and point != '-' and !(point >= 'a' and point <= 'z')) @panic("a spelling has another sign");
        if (script == 1 and is_hangul) @panic("hangul was not asked for");
        if (script == 2 and !is_hangul and point != ' ') @panic("Latin was not asked for");
    }
}

/// A message must be one line of UTF-8.
fn checkMessage() void {
    const message = output()[0..output_length()];
    if (message.len == 0 or message.len > 4096) @panic("a message is empty, or very long");
    if (!std.unicode.utf8ValidateSlice(message)) @panic("a message is no UTF-8");
    if (std.mem.indexOfScalar(u8, message, '\n') != null) @panic("a message has several lines");
}
