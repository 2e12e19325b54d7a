//! The other ways to say a word: the readings of a homograph, or what the model says with the next probabilities.

const std = @import("std");
const decode = @import("decode.zig");
const homograph_phones = @import("homograph_phones.zig");
const homographs = @import("homographs.zig");
const json = @import("json.zig");
const notation = @import("notation.zig");
const options_record = @import("options.zig");
const record_file = @import("record.zig");
const search_file = @import("search.zig");
const speech_file = @import("speech.zig");
const Token = @import("transformer.zig").Token;
const utf8 = @import("utf8.zig");

const Options = options_record.Options;
const Output = @import("output.zig").Output;
const Record = record_file.Record;
const Spoken = speech_file.Spoken;

/// Bytes of the output.
pub const Range = struct { start: usize, end: usize };

/// Search for pronunciations of an item, if they are wanted and it is one word that the model can read: not one that rules or the user read.
pub fn find(record: *const Record, options: *const Options) void {
    const search = &record.decoder.search;
    search.count = 0;
    const all = record.all();
    if (options.nbest.value == 1 or options.notation == .spelling or all.len != 1 or all[0].what != .word) return;
    const list = &record.reading.speech.words;
    const index = all[0].what.word;
    switch (list.list[index].origin) {
        .rule => return,
        // What is not all letters, the model cannot read.
        .lexicon => if (list.list[index].language == .korean or list.graphemes(index).len != utf8.count(record.bytes)) return,
        .model, .exception => {},
    }
    search.run(decode.InLanguage{ .decoder = record.decoder, .language = list.key(index).language }, list.graphemes(index), options.nbest.value);
}

/// An upper bound of what `write` writes.
pub fn bound(record: *const Record) usize {
    // An escaped character takes six bytes.
    const phone_bytes = 16 + 6 * options_record.Separator.max_bytes;
    var length: usize = 0;
    for (record.decoder.search.found[0..record.decoder.search.count]) |*hypothesis| length += 64 + phone_bytes * hypothesis.count;
    return length;
}

/// Write them as JSON, the most probable first. What looks the same as the pronunciation itself (which was written before, at `written`), or as
/// a more probable one, is left out.
pub fn write(output: *Output, record: *const Record, written: Range, options: *const Options) void {
    const all = record.all();
    if (all.len != 1) return;
    if (all[0].what == .homograph) return writeReadings(output, &all[0], options);
    const search = &record.decoder.search;
    var ranges: [1 + options_record.most_pronunciations]Range = undefined;
    ranges[0] = written;
    var count: usize = 1;
    for (search.found[0..search.count]) |*hypothesis| {
        if (count == options.nbest.value) break;
        const before = output.length;
        const range = writeOne(output, count == 1, hypothesis.slice(), &all[0], @floatCast(hypothesis.probability), options);
        const is_new = for (ranges[0..count]) |other| {
            if (search_file.eql(u8, output.buffer[range.start..range.end], output.buffer[other.start..other.end])) break false;
        } else true;
        if (is_new) {
            ranges[count] = range;
            count += 1;
        } else output.length = before;
    }
}

/// The other readings of a homograph.
fn writeReadings(output: *Output, spoken: *const Spoken, options: *const Options) void {
    const homograph = spoken.what.homograph;
    var rest = homograph.probabilities;
    rest[homograph.reading] = -1;
    for (1..homographs.readings(homograph.index)) |place| {
        const reading = std.mem.indexOfMax(f32, &rest);
        _ = writeOne(output, place == 1, homograph_phones.of(homograph.index, @intCast(reading), options.accent.isBritish()), spoken, rest[reading], options);
        rest[reading] = -1;
    }
}

/// Returns where the pronunciation stands, with its quotes.
fn writeOne(output: *Output, is_first: bool, phones: []const Token, spoken: *const Spoken, probability: f32, options: *const Options) Range {
    if (!is_first) output.write(",");
    // Separators may need escaping, so that the phones are written twice: plainly, and over that as JSON.
    var plain: [1 << 12]u8 = undefined;
    const start = output.length;
    notation.writePhones(output, phones, spoken.language, options);
    const length = @min(plain.len, output.length - start);
    @memcpy(plain[0..length], output.buffer[start..][0..length]);
    output.length = start;
    json.field(output, "{\"ipa\":", plain[0..length]);
    const range: Range = .{ .start = start + "{\"ipa\":".len, .end = output.length };
    json.share(output, ",\"probability\":", probability);
    output.write("}");
    return range;
}
