//! Items → records: what is known about each, as JSON, one item a line and an empty line at the end of each line of the text.
//!
//! Besides the keys of a word in the structured result a record has `gap`, what stands between it and the record before; the host joins
//! gaps and pronunciations to the whole line's.

const std = @import("std");
const align_file = @import("align.zig");
const alternatives = @import("alternatives.zig");
const decode = @import("decode.zig");
const homographs = @import("homographs.zig");
const json = @import("json.zig");
const notation = @import("notation.zig");
const options_record = @import("options.zig");
const reading_file = @import("reading.zig");
const segment = @import("segment.zig");
const speech_file = @import("speech.zig");
const spelling = @import("spelling.zig");
const tokens = @import("tokens.zig");
const trace = @import("trace.zig");
const transcript = @import("transcript.zig");
const Token = @import("transformer.zig").Token;
const utf8 = @import("utf8.zig");
const language_code = @import("own.zig").language_code;
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
    /// For what the model says of the word beside what it read.
    decoder: *decode.Decoder,

    /// What is said of the item.
    pub fn all(self: *const Record) []const speech_file.Spoken {
        const item = &self.reading.items[self.index];
        return self.reading.speech.spoken[item.first_spoken..][0..item.spoken_count];
    }
};

/// An upper bound of what `write` writes, after `alternatives.find`.
pub fn bound(record: *const Record, options: *const Options) usize {
    const item = &record.reading.items[record.index];
    var length: usize = 512 + 6 * 3 * 2 * record.bytes.len + 6 * (record.gap.len + record.written.len) + alternatives.bound(record);
    for (record.reading.speech.spoken[item.first_spoken..][0..item.spoken_count], item.first_spoken..) |*spoken, at| {
        const phones = transcript.phonesOf(record.reading, record.index, at);
        length += 128 * phones.len + 8 * tokens.max_graphemes + @as(usize, if (spoken.is_joined) 1 else 8);
        if (options.trace) length += trace.bound(phones.len);
    }
    return length;
}

/// Write the record and a line feed. `with_phones` leaves the phones out where there are too many.
pub fn write(output: *Output, record: *const Record, options: *const Options, with_phones: bool) void {
    const item = &record.reading.items[record.index];
    const speech = &record.reading.speech;
    const all = record.all();
    const points = utf8.count(record.bytes);
    json.field(output, "{\"gap\":", record.gap);
    json.field(output, ",\"text\":", record.bytes);
    json.number(output, ",\"start\":", record.first_point);
    json.number(output, ",\"end\":", record.first_point + points);
    if (all.len == 0) {
        json.field(output, ",\"normalized\":", record.bytes);
        output.write(",\"lang\":null");
    } else if (all.len == 1 and originOf(speech, all) == .lexicon) {
        json.field(output, ",\"normalized\":", record.bytes);
    } else {
        output.write(",\"normalized\":\"");
        for (all, 0..) |*spoken, part| {
            if (part > 0 and !spoken.is_joined) output.write(" ");
            spelling.write(output, spoken, &speech.words);
        }
        output.write("\"");
    }
    if (all.len > 0) output.write(if (all[0].language == .english) ",\"lang\":\"" ++ language_code ++ "\"" else ",\"lang\":\"ko\"");
    const before = output.length;
    json.field(output, ",\"ipa\":", record.written);
    const written: alternatives.Range = .{ .start = before + ",\"ipa\":".len, .end = output.length };
    output.write(switch (item.what) {
        .word => switch (all[0].what) {
            .homograph => ",\"source\":\"homograph\"",
            .article => ",\"source\":\"exception\"",
            else => switch (originOf(speech, all)) {
                .model => ",\"source\":\"model\"",
                .exception => ",\"source\":\"exception\"",
                .rule => ",\"source\":\"rule\"",
                .lexicon => ",\"source\":\"lexicon\"",
            },
        },
        .number => ",\"source\":\"number\"",
        .user => ",\"source\":\"user\"",
        .passed, .space, .newline => ",\"source\":\"passed\"",
    });
    if (all.len == 0) output.write(",\"probability\":null") else json.share(output, ",\"probability\":", probabilityOf(speech, all));
    output.write(",\"phones\":[");
    if (with_phones) writePhones(output, record, points, options);
    output.write("],\"alternatives\":[");
    if (with_phones) alternatives.write(output, record, written, options);
    output.write("]");
    if (options.trace and with_phones) {
        output.write(",\"steps\":[");
        writeSteps(output, record, options);
        output.write("]");
    }
    output.write("}\n");
}

/// The steps of all the words that the model read.
fn writeSteps(output: *Output, record: *const Record, options: *const Options) void {
    const list = &record.reading.speech.words;
    const start = output.length;
    for (record.all()) |*spoken| switch (spoken.what) {
        .word => |place| if (list.list[place].origin == .model) {
            trace.write(output, record.decoder, list, place, options, output.length == start);
        },
        else => {},
    };
}

/// Where a word comes from: its first part that the model did not read, if there is one.
fn originOf(speech: *const speech_file.Speech, all: []const speech_file.Spoken) words.Origin {
    for (all) |*spoken| switch (spoken.what) {
        .word => |place| if (speech.words.list[place].origin != .model) return speech.words.list[place].origin,
        else => {},
    };
    return .model;
}

fn probabilityOf(speech: *const speech_file.Speech, all: []const speech_file.Spoken) f32 {
    var product: f32 = 1;
    for (all) |*spoken| switch (spoken.what) {
        .word => |place| product *= speech.words.list[place].probability,
        .homograph => |homograph| product *= homograph.probabilities[homograph.reading],
        else => {},
    };
    return product;
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
            // Phones that its neighbours changed are as sure as any that rules give.
            .word => |place| if (spoken.changed.length == 0) {
                probabilities = speech.words.phoneProbabilities(place);
            },
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
            const written = output.length;
            notation.writePhone(output, phones, phone, spoken.language, options);
            json.escapeFrom(output, written);
            var start: usize = 0;
            var end: usize = points;
            if (is_aligned) {
                start = map.points[spoken.first_grapheme + spans[phone].start];
                end = @as(usize, map.points[spoken.first_grapheme + spans[phone].end - 1]) + 1;
            }
            json.number(output, "\",\"start\":", record.first_point + start);
            json.number(output, ",\"end\":", record.first_point + end);
            json.share(output, ",\"probability\":", if (probabilities) |list| list[phone] else 1);
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

const testing = std.testing;

test "each grapheme knows its character" {
    var map: Map = undefined;
    map.read("Æon-각\u{1100}\u{1161}");
    try testing.expectEqualSlices(u16, &.{ 0, 0, 1, 2, 3, 4, 4, 4, 5, 6 }, map.points[0..map.length]);
}
