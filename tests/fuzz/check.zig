//! What must be true of every transcription, whatever the text.

const std = @import("std");

const Record = struct {
    gap: []const u8,
    text: []const u8,
    start: usize,
    end: usize,
    normalized: []const u8,
    lang: ?[]const u8,
    ipa: []const u8,
    source: []const u8,
    probability: ?f64,
    phones: []const struct { phone: []const u8, start: usize, end: usize, probability: f64 },
    alternatives: []const struct { ipa: []const u8, probability: f64 },
    steps: []const struct {
        phone: []const u8,
        candidates: []const struct { phone: []const u8, probability: f64, mixed: f64, filtered: f64 },
    } = &.{},
};

var room: [1 << 24]u8 = undefined;

/// Lines stay lines, and all of it is UTF-8.
pub fn lines(text: []const u8, transcription: []const u8) void {
    if (!std.unicode.utf8ValidateSlice(transcription)) @panic("the transcription is no UTF-8");
    if (std.mem.count(u8, text, "\n") != std.mem.count(u8, transcription, "\n")) @panic("lines were lost or made");
}

/// Records are JSON with the documented keys; their places are in the text and follow each other; their texts are what stands there.
///
/// Args: the text; what was written of it; room for what the records say is written of it as text. Returns that; null if there is no room.
pub fn records(text: []const u8, written: []const u8, joined: []u8) ?[]const u8 {
    if (!std.unicode.utf8ValidateSlice(written)) @panic("the records are no UTF-8");
    var length: usize = 0;
    var rest = text;
    var line = takeLine(&rest);
    var place: usize = 0;
    var at: usize = 0;
    var each = std.mem.splitScalar(u8, written, '\n');
    while (each.next()) |bytes| {
        if (bytes.len == 0) {
            if (each.index == null) break;
            place = 0;
            at = 0;
            line = takeLine(&rest);
            if (length == joined.len) return null;
            joined[length] = '\n';
            length += 1;
            continue;
        }
        var allocator: std.heap.FixedBufferAllocator = .init(&room);
        const record = std.json.parseFromSliceLeaky(Record, allocator.allocator(), bytes, .{}) catch |problem| switch (problem) {
            error.OutOfMemory => return null,
            else => @panic("a record is no JSON of the documented form"),
        };
        if (record.start < place or record.end <= record.start) @panic("a record stands before the one before it");
        while (place < record.start) : (place += 1) at += takePoint(line, at).len;
        var of_text: usize = 0;
        while (place < record.end) : (place += 1) {
            const point = takePoint(line, at);
            const shown = if (std.unicode.utf8ValidateSlice(point)) point else "\u{FFFD}";
            if (!std.mem.startsWith(u8, record.text[of_text..], shown)) @panic("a record has other text than its place");
            of_text += shown.len;
            at += point.len;
        }
        if (of_text != record.text.len) @panic("a record has more text than its place");
        checkNumbers(&record);
        for ([_][]const u8{ record.gap, record.ipa }) |part| {
            if (length + part.len > joined.len) return null;
            @memcpy(joined[length..][0..part.len], part);
            length += part.len;
        }
    }
    if (rest.len > 0) @panic("lines were lost");
    return joined[0..length];
}

fn checkNumbers(record: *const Record) void {
    if (record.probability) |share| checkShare(share);
    for (record.phones) |phone| {
        if (phone.start < record.start or phone.end > record.end or phone.end < phone.start) @panic("a phone stands outside its word");
        checkShare(phone.probability);
    }
    for (record.alternatives) |alternative| checkShare(alternative.probability);
    for (record.steps) |step| for (step.candidates) |candidate| {
        for ([_]f64{ candidate.probability, candidate.mixed, candidate.filtered }) |share| checkShare(share);
    };
}

fn checkShare(share: f64) void {
    if (!(share >= 0 and share <= 1)) @panic("a probability is none");
}

fn takeLine(rest: *[]const u8) []const u8 {
    const end = std.mem.indexOfScalar(u8, rest.*, '\n') orelse {
        defer rest.* = rest.*[rest.len..];
        return rest.*;
    };
    defer rest.* = rest.*[end + 1 ..];
    return rest.*[0..end];
}

/// The bytes of the code point at `at`; a byte that is no UTF-8 is alone.
fn takePoint(line: []const u8, at: usize) []const u8 {
    if (at == line.len) @panic("a record stands outside its line");
    const length = std.unicode.utf8ByteSequenceLength(line[at]) catch return line[at..][0..1];
    if (at + length > line.len or !std.unicode.utf8ValidateSlice(line[at..][0..length])) return line[at..][0..1];
    return line[at..][0..length];
}
