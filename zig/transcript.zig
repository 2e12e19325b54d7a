//! Items → the transcription as text, step by step, so that it can stop wherever the output is full.

const std = @import("std");
const letters = @import("letters.zig");
const notation = @import("notation.zig");
const output_file = @import("output.zig");
const phones_file = @import("phones.zig");
const reading_file = @import("reading.zig");
const speech_file = @import("speech.zig");
const options_record = @import("options.zig");
const segment = @import("segment.zig");

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

    pub fn clear(self: *Transcript) void {
        self.output.clear();
        self.startLine();
        self.skip = 0;
    }

    pub fn startLine(self: *Transcript) void {
        self.gap = .line_start;
    }

    /// Write the items of `reading`. Returns null if all are written, or, if the output fills up before, where the stretch begins that is to
    /// come again.
    pub fn write(self: *Transcript, bytes: []const u8, reading: *const Reading, options: *const Options) ?usize {
        var step: usize = 0;
        for (reading.items[0..reading.count], 0..) |*item, index| {
            if (index > 0 and item.stretch != reading.items[index - 1].stretch) {
                step = 0;
                self.skip = 0;
            }
            for (0..@max(1, item.spoken_count)) |part| {
                step += 1;
                if (step <= self.skip) continue;
                if (!self.output.hasRoom()) {
                    self.skip = step - 1;
                    return item.stretch;
                }
                switch (item.what) {
                    .newline => {
                        self.output.write("\n");
                        self.startLine();
                    },
                    .space => self.widenGap(),
                    .passed => self.passThrough(bytes[item.start..][0..item.length], options),
                    .word, .number => if (item.spoken_count > 0) self.writeSpoken(reading, index, part, options),
                }
            }
        }
        self.skip = 0;
        return null;
    }

    fn writeSpoken(self: *Transcript, reading: *const Reading, index: usize, part: usize, options: *const Options) void {
        const item = &reading.items[index];
        const at = item.first_spoken + part;
        const spoken = &reading.speech.spoken[at];
        const phones = phonesOf(reading, index, at);
        if (phones.len == 0) return;
        // The words of one item stand apart, and so do a number and what touches it.
        const apart = if (part > 0) !spoken.is_joined else item.what == .number or follows(reading, index, .number);
        if (apart and self.gap == .after_word) self.gap = .space;
        self.closeGap(options);
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
    }
};

/// Whether the item before `index` is of this kind and touches it.
fn follows(reading: *const Reading, index: usize, what: Item.What) bool {
    return index > 0 and reading.items[index - 1].what == what and reading.items[index - 1].stretch == reading.items[index].stretch;
}

/// The phones of a spoken word; `index` is its item.
pub fn phonesOf(reading: *const Reading, index: usize, at: usize) []const Token {
    return switch (reading.speech.spoken[at].what) {
        .word => |place| reading.speech.words.phones(place),
        .letter => |letter| letter.phones(),
        .article => if (vowelFollows(reading, index)) &before_vowel else &before_consonant,
    };
}

const before_vowel = [_]Token{ letters.tokenOf("ð"), letters.tokenOf("i") };
const before_consonant = [_]Token{ letters.tokenOf("ð"), letters.tokenOf("ə") };

/// Whether the next word begins with an English vowel, with nothing but spaces before it.
fn vowelFollows(reading: *const Reading, index: usize) bool {
    const stretch = reading.items[index].stretch;
    for (reading.items[index + 1 .. reading.count]) |*item| {
        if (item.what == .space) continue;
        if (item.stretch != stretch or item.spoken_count == 0) return false;
        const spoken = &reading.speech.spoken[item.first_spoken];
        const phones = switch (spoken.what) {
            .word => |place| reading.speech.words.phones(place),
            .letter => |letter| letter.phones(),
            .article => return false,
        };
        if (spoken.language != .english or phones.len == 0) return false;
        return phones_file.of(phones[0]).english.?.vowel;
    }
    return false;
}
