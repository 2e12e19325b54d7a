//! Items → the transcription as text, step by step, so that it can stop wherever the output is full.

const std = @import("std");
const alternatives = @import("alternatives.zig");
const homograph_phones = @import("homograph_phones.zig");
const letters = @import("letters.zig");
const notation = @import("notation.zig");
const output_file = @import("output.zig");
const phones_file = @import("phones.zig");
const record_file = @import("record.zig");
const reading_file = @import("reading.zig");
const speech_file = @import("speech.zig");
const options_record = @import("options.zig");
const utf8 = @import("utf8.zig");

const Decoder = @import("decode.zig").Decoder;
const Item = reading_file.Item;
const Options = options_record.Options;
const Output = output_file.Output;
const Reading = reading_file.Reading;
const Spoken = speech_file.Spoken;
const Token = @import("transformer.zig").Token;

/// What separates the next item of a line from the last one. Text that passed through may go on in the next item, which then follows
/// without a separator.
pub const Gap = enum { line_start, after_word, after_passed, space };

pub const Transcript = struct {
    output: Output,
    gap: Gap,
    /// How many steps of the stretch that comes next are written already.
    skip: usize,
    /// How many code points of the line are written, for records.
    points: usize,
    /// What the item that is being written stands behind, and where its own text begins.
    item_start: ?usize,
    /// The item's text, for records.
    scratch: [scratch_bytes]u8,

    const scratch_bytes = 1 << 15;

    pub fn clear(self: *Transcript) void {
        self.output.clear();
        self.startLine();
        self.skip = 0;
    }

    pub fn startLine(self: *Transcript) void {
        self.gap = .line_start;
        self.points = 0;
    }

    /// Write the items of `reading`. Returns null if all are written, or, if the output fills up before, where the stretch begins that is to
    /// come again.
    pub fn write(self: *Transcript, bytes: []const u8, reading: *const Reading, options: *const Options, decoder: *Decoder) ?usize {
        var step: usize = 0;
        for (reading.items[0..reading.count], 0..) |*item, index| {
            if (index > 0 and item.stretch != reading.items[index - 1].stretch) {
                step = 0;
                self.skip = 0;
            }
            // A record is one step, a text takes one for each word.
            const is_record = options.format == .jsonl;
            for (0..if (is_record) 1 else @max(1, item.spoken_count)) |part| {
                step += 1;
                if (step <= self.skip) continue;
                const is_written = self.output.hasRoom() and if (is_record) self.writeRecord(bytes, reading, index, options, decoder) else written: {
                    self.writePart(bytes, reading, index, part, options);
                    break :written true;
                };
                if (!is_written) {
                    self.skip = step - 1;
                    return item.stretch;
                }
            }
        }
        self.skip = 0;
        return null;
    }

    /// Write a record of an item; false, with nothing written, if there is no room. Spaces have none.
    fn writeRecord(self: *Transcript, bytes: []const u8, reading: *const Reading, index: usize, options: *const Options, decoder: *Decoder) bool {
        const item = &reading.items[index];
        if (item.what == .newline) {
            self.output.write("\n");
            self.startLine();
            return true;
        }
        const before = .{ self.gap, self.output.length };
        self.item_start = null;
        for (0..@max(1, item.spoken_count)) |part| {
            if (self.output.length - before[1] > scratch_bytes / 2) break;
            self.writePart(bytes, reading, index, part, options);
        }
        const text = self.output.buffer[before[1]..self.output.length];
        @memcpy(self.scratch[0..text.len], text);
        self.output.length = before[1];
        const start = (self.item_start orelse before[1]) - before[1];
        const of_item: record_file.Record = .{
            .reading = reading,
            .index = index,
            .bytes = bytes[item.start..][0..item.length],
            .first_point = self.points,
            .gap = self.scratch[0..start],
            .written = self.scratch[start..text.len],
            .decoder = decoder,
        };
        alternatives.find(&of_item, options);
        const has_room = record_file.bound(&of_item, options) <= Output.capacity - self.output.length;
        if (!has_room and self.output.length > 0) {
            self.gap = before[0];
            return false;
        }
        if (item.what != .space) record_file.write(&self.output, &of_item, options, has_room);
        self.points += utf8.count(of_item.bytes);
        return true;
    }

    fn writePart(self: *Transcript, bytes: []const u8, reading: *const Reading, index: usize, part: usize, options: *const Options) void {
        const item = &reading.items[index];
        switch (item.what) {
            .newline => {
                self.output.write("\n");
                self.startLine();
            },
            .space => self.widenGap(),
            .passed => self.passThrough(bytes[item.start..][0..item.length], options),
            .word, .number, .user => if (item.spoken_count > 0) self.writeSpoken(reading, index, part, options),
        }
    }

    fn writeSpoken(self: *Transcript, reading: *const Reading, index: usize, part: usize, options: *const Options) void {
        const item = &reading.items[index];
        const at = item.first_spoken + part;
        const spoken = &reading.speech.spoken[at];
        const phones = phonesOf(reading, index, at);
        if (phones.len == 0 and spoken.what != .raw) return;
        // The words of one item stand apart, and so do a number and what touches it, unless that is of another language, as a particle is.
        const apart = if (part > 0)
            !spoken.is_joined
        else
            (item.what == .number or follows(reading, index, .number)) and !followsOther(reading, index);
        if (apart and self.gap == .after_word) self.gap = .space;
        self.closeGap(options);
        if (spoken.what == .raw) return self.output.writeValid(reading.speech.rawOf(spoken));
        notation.write(&self.output, phones, spoken, &reading.speech.words, options);
    }

    /// What is no word stands as it is, or is dropped and leaves a gap between words.
    fn passThrough(self: *Transcript, bytes: []const u8, options: *const Options) void {
        if (!options.preserve_punctuation) return self.widenGap();
        if (self.gap != .after_passed) self.closeGap(options);
        self.gap = .after_passed;
        self.output.writeValid(bytes);
    }

    fn widenGap(self: *Transcript) void {
        if (self.gap != .line_start) self.gap = .space;
    }

    fn closeGap(self: *Transcript, options: *const Options) void {
        switch (self.gap) {
            .line_start => {},
            .after_word, .after_passed => self.output.write(options.phoneSeparator()),
            .space => self.output.write(options.wordSeparator()),
        }
        self.gap = .after_word;
        if (self.item_start == null) self.item_start = self.output.length;
    }
};

/// Whether the item before `index` is of this kind and touches it.
fn follows(reading: *const Reading, index: usize, what: Item.What) bool {
    return index > 0 and reading.items[index - 1].what == what and reading.items[index - 1].stretch == reading.items[index].stretch;
}

/// Whether the last word of the item before `index`, which touches it, is of another language.
fn followsOther(reading: *const Reading, index: usize) bool {
    if (index == 0) return false;
    const item = &reading.items[index];
    const before = &reading.items[index - 1];
    if (before.stretch != item.stretch or before.spoken_count == 0) return false;
    const spoken = &reading.speech.spoken;
    return spoken[before.first_spoken + before.spoken_count - 1].language != spoken[item.first_spoken].language;
}

/// The phones of a spoken word; `index` is its item.
pub fn phonesOf(reading: *const Reading, index: usize, at: usize) []const Token {
    const spoken = &reading.speech.spoken[at];
    if (spoken.changed.length > 0) return reading.speech.changed[spoken.changed.start..][0..spoken.changed.length];
    return switch (spoken.what) {
        .word => |place| reading.speech.words.phones(place),
        .letter => |letter| letter.phones(reading.speech.is_british),
        .homograph => |homograph| homograph_phones.of(homograph.index, homograph.reading, reading.speech.is_british),
        .raw => &.{},
        .article => if (vowelFollows(reading, index)) &before_vowel else &before_consonant,
    };
}

const before_vowel = [_]Token{ letters.tokenOf("ð"), letters.tokenOf("i") };
const before_consonant = [_]Token{ letters.tokenOf("ð"), letters.tokenOf("ə") };

/// Whether the next word begins with an English vowel, with nothing but spaces before it.
fn vowelFollows(reading: *const Reading, index: usize) bool {
    const stretch = reading.items[index].stretch;
    for (reading.items[index + 1 .. reading.count], index + 1..) |*item, next| {
        if (item.what == .space) continue;
        if (item.stretch != stretch or item.spoken_count == 0) return false;
        const spoken = &reading.speech.spoken[item.first_spoken];
        // An article begins with a consonant, whichever form it has.
        if (spoken.what == .article) return false;
        const phones = phonesOf(reading, next, item.first_spoken);
        if (spoken.language != .english or phones.len == 0) return false;
        return phones_file.of(phones[0]).english.?.vowel;
    }
    return false;
}
