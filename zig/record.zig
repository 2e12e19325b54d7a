//! Items → records: what is known about each, as JSON, one item a line and an empty line at the end of each line of the text.
//!
//! Besides the keys of a word in the structured result a record has `gap`, what stands between it and the record before; the host joins
//! gaps and pronunciations to the whole line's.

const std = @import("std");
const align_file = @import("align.zig");
const homograph_phones = @import("homograph_phones.zig");
const homographs = @import("homographs.zig");
const notation = @import("notation.zig");
const options_record = @import("options.zig");
const reading_file = @import("reading.zig");
const segment = @import("segment.zig");
const speech_file = @import("speech.zig");
const spelling = @import("spelling.zig");
const tokens = @import("tokens.zig");
const transcript = @import("transcript.zig");
const Token = @import("transformer.zig").Token;
const utf8 = @import("utf8.zig");
const words = @import("words.zig");

const Item = reading_file.Item;
const Options = options_record.Options;
const Output = @import("output.zig").Output;
const Reading = reading_file.Reading;

/// An item with what is known about its place in the output.
pub const Record = struct {
    reading: *const Reading,
    /// Of the item.
    index: usize,
    /// The item's bytes, and how many code points of the line come before it.
    bytes: []const u8,
    first_point: usize,
    /// As the transcription has them.
    gap: []const u8,
    written: []const u8,
};

/// An upper bound of what `write` writes.
pub fn bound(record: *const Record) usize {
    const item = &record.reading.items[record.index];
    var length: usize = 512 + 6 * 3 * 2 * record.bytes.len + 6 * (record.gap.len + record.written.len);
    for (record.reading.speech.spoken[item.first_spoken..][0..item.spoken_count], item.first_spoken..) |*spoken, at| {
        const phones = transcript.phonesOf(record.reading, record.index, at);
        length += 128 * phones.len + 8 * tokens.max_graphemes + @as(usize, if (spoken.is_joined) 1 else 8);
    }
    return length;
}

/// Write the record and a line feed. `with_phones` leaves the phones out where there are too many.
pub fn write(output: *Output, record: *const Record, options: *const Options, with_phones: bool) void {
    const item = &record.reading.items[record.index];
    const speech = &record.reading.speech;
    const all = speech.spoken[item.first_spoken..][0..item.spoken_count];
    const points = utf8.count(record.bytes);
    field(output, "{\"gap\":", record.gap);
    field(output, ",\"text\":", record.bytes);
    number(output, ",\"start\":", record.first_point);
    number(output, ",\"end\":", record.first_point + points);
    if (all.len == 0) {
        field(output, ",\"normalized\":", record.bytes);
        output.write(",\"lang\":null");
    } else {
        output.write(",\"normalized\":\"");
        for (all, 0..) |*spoken, part| {
            if (part > 0 and !spoken.is_joined) output.write(" ");
            spelling.write(output, spoken, &speech.words);
        }
        output.write(if (all[0].language == .english) "\",\"lang\":\"en\"" else "\",\"lang\":\"ko\"");
    }
    field(output, ",\"ipa\":", record.written);
    output.write(switch (item.what) {
        .word => switch (all[0].what) {
            .homograph => ",\"source\":\"homograph\"",
            .article => ",\"source\":\"exception\"",
            else => if (isException(speech, all)) ",\"source\":\"exception\"" else ",\"source\":\"model\"",
        },
        .number => ",\"source\":\"number\"",
        .user => ",\"source\":\"user\"",
        .passed, .space, .newline => ",\"source\":\"passed\"",
    });
    output.write(",\"probability\":");
    if (all.len == 0) output.write("null") else share(output, probabilityOf(speech, all));
    output.write(",\"phones\":[");
    if (with_phones) writePhones(output, record, points, options);
    output.write("],\"alternatives\":[");
    if (all.len == 1 and all[0].what == .homograph) writeAlternatives(output, &all[0], options);
    output.write("]}\n");
}

/// Whether a word comes from the table of exceptions, or a part of it.
fn isException(speech: *const speech_file.Speech, all: []const speech_file.Spoken) bool {
    for (all) |*spoken| switch (spoken.what) {
        .word => |place| if (speech.words.list[place].is_exception) return true,
        else => {},
    };
    return false;
}

fn probabilityOf(speech: *const speech_file.Speech, all: []const speech_file.Spoken) f32 {
    var product: f32 = 1;
    for (all) |*spoken| switch (spoken.what) {
        .word => |place| product *= speech.words.list[place].probability,
        .homograph => |homograph| product *= homograph.probability,
        else => {},
    };
    return product;
}

/// The other readings of a homograph; what is left of its probability is shared by them.
fn writeAlternatives(output: *Output, spoken: *const speech_file.Spoken, options: *const Options) void {
    const homograph = spoken.what.homograph;
    const count = homographs.readings(homograph.index);
    var is_first = true;
    for (0..count) |reading| {
        if (reading == homograph.reading) continue;
        output.write(if (is_first) "{\"ipa\":\"" else ",{\"ipa\":\"");
        is_first = false;
        notation.writePhones(output, homograph_phones.of(homograph.index, @intCast(reading)), .english, options);
        output.write("\",\"probability\":");
        share(output, (1 - homograph.probability) / @as(f32, @floatFromInt(count - 1)));
        output.write("}");
    }
}

fn writePhones(output: *Output, record: *const Record, points: usize, options: *const Options) void {
    const item = &record.reading.items[record.index];
    const speech = &record.reading.speech;
    var map: Map = undefined;
    map.read(record.bytes);
    var is_first = true;
    for (speech.spoken[item.first_spoken..][0..item.spoken_count], item.first_spoken..) |*spoken, at| {
        const phones = transcript.phonesOf(record.reading, record.index, at);
        var spans: [words.max_phones]align_file.Span = undefined;
        var probabilities: ?[]const f32 = null;
        switch (spoken.what) {
            .word => |place| probabilities = speech.words.phoneProbabilities(place),
            else => {},
        }
        var own: tokens.Graphemes = undefined;
        const graphemes: []const Token = switch (spoken.what) {
            .word => |place| speech.words.graphemes(place),
            .homograph => |homograph| own.of(homographs.spelling(homograph.index)),
            .article => own.of("the"),
            .letter, .raw => &.{},
        };
        const is_aligned = graphemes.len > 0 and spoken.is_own and spoken.first_grapheme + graphemes.len <= map.length;
        if (is_aligned) align_file.spansOf(spoken.language, graphemes, phones, &spans);
        for (0..phones.len) |phone| {
            output.write(if (is_first) "{\"phone\":\"" else ",{\"phone\":\"");
            is_first = false;
            notation.writePhone(output, phones, phone, spoken.language, options);
            var start: usize = 0;
            var end: usize = points;
            if (is_aligned) {
                start = map.points[spoken.first_grapheme + spans[phone].start];
                end = @as(usize, map.points[spoken.first_grapheme + spans[phone].end - 1]) + 1;
            }
            number(output, "\",\"start\":", record.first_point + start);
            number(output, ",\"end\":", record.first_point + end);
            output.write(",\"probability\":");
            share(output, if (probabilities) |list| list[phone] else 1);
            output.write("}");
        }
    }
}

/// The code point of the item that each grapheme comes from.
const Map = struct {
    points: [2 * segment.max_piece_bytes]u16,
    length: usize,

    fn read(self: *Map, bytes: []const u8) void {
        self.length = 0;
        var at: usize = 0;
        var point: u16 = 0;
        while (at < bytes.len) : (point += 1) {
            const decoded = utf8.decode(bytes[at..]) orelse return;
            at += decoded.length;
            const count = tokens.countOf(decoded.value);
            if (self.length + count > self.points.len) return;
            for (0..count) |_| {
                self.points[self.length] = point;
                self.length += 1;
            }
        }
    }
};

fn field(output: *Output, name: []const u8, value: []const u8) void {
    output.write(name);
    output.write("\"");
    var from: usize = 0;
    for (value, 0..) |byte, at| {
        if (byte >= 0x20 and byte != '"' and byte != '\\') continue;
        output.writeValid(value[from..at]);
        from = at + 1;
        const digits = "0123456789abcdef";
        if (byte < 0x20) output.write(&.{ '\\', 'u', '0', '0', digits[byte >> 4], digits[byte & 15] }) else output.write(&.{ '\\', byte });
    }
    output.writeValid(value[from..]);
    output.write("\"");
}

fn number(output: *Output, name: []const u8, value: usize) void {
    var buffer: [20]u8 = undefined;
    var at = buffer.len;
    var rest = value;
    while (true) {
        at -= 1;
        buffer[at] = '0' + @as(u8, @intCast(rest % 10));
        rest /= 10;
        if (rest == 0) break;
    }
    output.write(name);
    output.write(buffer[at..]);
}

/// A probability with four decimals.
fn share(output: *Output, value: f32) void {
    const scaled: usize = @trunc(@min(1, @max(0, value)) * 10000 + 0.5);
    if (scaled == 10000) return output.write("1.0");
    var digits: [4]u8 = undefined;
    var rest = scaled;
    for (0..4) |place| {
        digits[3 - place] = '0' + @as(u8, @intCast(rest % 10));
        rest /= 10;
    }
    output.write("0.");
    output.write(&digits);
}

const testing = std.testing;
var target: Output = undefined;

test "strings are JSON whatever they hold" {
    target.clear();
    field(&target, "", "a\"b\\c\td\xffé");
    try testing.expectEqualStrings("\"a\\\"b\\\\c\\u0009d\u{FFFD}é\"", target.slice());
}

test "numbers and shares" {
    target.clear();
    number(&target, "", 0);
    number(&target, " ", 1203);
    for ([_]f32{ 0, 0.00004, 0.12345, 0.99999, 1 }) |value| {
        target.write(" ");
        share(&target, value);
    }
    try testing.expectEqualStrings("0 1203 0.0000 0.0000 0.1235 1.0 1.0", target.slice());
}

test "each grapheme knows its character" {
    var map: Map = undefined;
    map.read("Æon-각\u{1100}\u{1161}");
    try testing.expectEqualSlices(u16, &.{ 0, 0, 1, 2, 3, 4, 4, 4, 5, 6 }, map.points[0..map.length]);
}
