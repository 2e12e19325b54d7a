//! Text in, pronunciation out: text becomes spoken words, words phones, phones text again.

const std = @import("std");
const acute = @import("acute.zig");
const decode = @import("decode.zig");
const exceptions = @import("exceptions.zig");
const homograph_phones = @import("homograph_phones.zig");
const lexicon_file = @import("lexicon.zig");
const lexicon_source = @import("lexicon_source.zig");
const options_record = @import("options.zig");
const program = @import("root");
const reading_file = @import("reading.zig");
const sampling = @import("sampling.zig");
const suffixes = @import("suffixes.zig");
const together = @import("together.zig");
const transcript_file = @import("transcript.zig");
const words = @import("words.zig");

/// Where a lexicon goes, for programs over this file.
pub const memory = @import("memory.zig");

const Cache = @import("cache.zig").Cache;
const Options = options_record.Options;
const Output = @import("output.zig").Output;
const Reading = reading_file.Reading;
const Transcript = transcript_file.Transcript;
const Words = words.Words;

/// Words that the engine remembers; 64 bytes each. A program around the engine may ask for fewer.
const cache_capacity = if (@hasDecl(program, "cache_capacity")) program.cache_capacity else 1 << 16;

/// How the words so far were read; each count wraps around at 2³².
pub const Statistics = extern struct {
    /// Words (parts of words, where they are long) in the input.
    words: u32 = 0,
    /// Those that stood in the same stretch of text before.
    repeated: u32 = 0,
    /// Those found in the cache.
    cached: u32 = 0,
    /// Those that were read anew: by the model, or by rule.
    decoded: u32 = 0,
    /// Those found in the table of exceptions.
    excepted: u32 = 0,
};

pub const Engine = EngineWith(cache_capacity);

/// One engine: options, buffers, and where the current line stands. Large: keep it in static memory, undefined until `init`, so that it
/// takes no bytes in the file.
pub fn EngineWith(comptime capacity: usize) type {
    return struct {
        const Self = @This();
        options: Options,
        reading: Reading,
        decoder: decode.Decoder,
        transcript: Transcript,
        cache: Cache(capacity),
        statistics: Statistics,
        /// Words said in the current line before what is read now, where they are drawn.
        said: u32,
        /// Whether the options ask for phones that need not be the most probable.
        is_drawn: bool,
        /// The user's own words.
        lexicon: lexicon_file.Lexicon,

        /// To be called once before anything else.
        pub fn init(self: *Self) void {
            decode.prepare();
            homograph_phones.prepare();
            self.cache.clear();
            self.statistics = .{};
            self.options = .{};
            self.decoder.accent = 0;
            self.is_drawn = false;
            self.lexicon.clear(0);
            self.decoder.lexicon = null;
            self.startText();
        }

        fn startText(self: *Self) void {
            self.transcript.clear();
            self.said = 0;
        }

        pub fn output(self: *Self) *Output {
            return &self.transcript.output;
        }

        /// Set all options from a record (see `options.zig`) and start a new line. On a bad record the options stay as they were and
        /// the output holds a message.
        pub fn configure(self: *Self, record: []const u8) bool {
            self.output().clear();
            switch (options_record.parse(record)) {
                .options => |options| {
                    // What the cache holds was read with the table or without, in one accent, and with so much of the lexicon.
                    const former = &self.options;
                    if (options.exceptions != former.exceptions or options.accent.value != former.accent.value or options.mix.value != former.mix.value) {
                        self.cache.clear();
                    }
                    self.options = options;
                    self.decoder.accent = options.accent.value;
                    self.is_drawn = sampling.isWanted(&self.options);
                    self.startText();
                    return self.useLexicon();
                },
                .problem => |problem| {
                    problem.describe(self.output());
                    return false;
                },
            }
        }

        /// Take a lexicon that was written into the memory for it (see `lexicon_source.zig`) instead of the one before, and start a new line.
        pub fn readLexicon(self: *Self, length: usize, keeps_rest: bool) bool {
            self.cache.clear();
            self.startText();
            var reader: lexicon_source.Reader = .{ .lexicon = &self.lexicon, .line = &self.reading.line, .graphemes = &self.reading.speech.graphemes };
            const is_read = reader.read(length, keeps_rest, self.output());
            return self.useLexicon() and is_read;
        }

        /// Let the decoder have the lexicon if the options ask for that.
        fn useLexicon(self: *Self) bool {
            const mix = self.options.mix.value;
            self.decoder.mix = mix;
            self.decoder.lexicon = null;
            if (self.lexicon.isEmpty() or mix == 0 or mix == 1) return true;
            if (!self.sortLexicon()) return false;
            self.decoder.lexicon = &self.lexicon;
            return true;
        }

        fn sortLexicon(self: *Self) bool {
            if (self.lexicon.letters.len == self.lexicon.header.letters or self.lexicon.index(true)) return true;
            self.output().write("lexicon: " ++ lexicon_source.out_of_memory);
            return false;
        }

        /// The length of the lexicon in its compiled form, which is at `lexicon.bytes` then; zero if there is no memory for it.
        pub fn compileLexicon(self: *Self) usize {
            self.output().clear();
            return if (self.sortLexicon()) self.lexicon.seal() else 0;
        }

        /// Transcribe as much of `bytes` as the output has room for, and return how much that was. If it is less than all, call again with
        /// the rest: what was written of a long line is not written again.
        ///
        /// Unless `final`, a line at the end of `bytes` is left for the next call, since it may go on. After the last piece of a final
        /// call the line state starts over.
        pub fn transcribe(self: *Self, bytes: []const u8, final: bool) usize {
            self.output().clear();
            var at: usize = 0;
            while (at < bytes.len and self.output().hasRoom()) {
                const end = self.collect(bytes, at, final);
                if (end == at) return at;
                if (self.is_drawn) _ = self.number(std.math.maxInt(usize));
                self.readWords();
                acute.settle(&self.reading.speech);
                if (self.options.across_words) together.join(&self.reading);
                const stopped = self.transcript.write(bytes, &self.reading, &self.options, &self.decoder);
                if (self.is_drawn) self.said = self.number(stopped orelse std.math.maxInt(usize));
                if (stopped) |stretch| return stretch;
                at = end;
            }
            if (final and at == bytes.len) {
                self.transcript.startLine();
                self.said = 0;
            }
            return at;
        }

        /// Take stretches of the text from `from` on, as many as there is room for, and return where they end.
        fn collect(self: *Self, bytes: []const u8, from: usize, final: bool) usize {
            self.reading.clear();
            self.reading.speech.words.each_apart = self.is_drawn;
            self.reading.speech.is_british = self.options.accent.isBritish();
            // From here on what is listed is more probable than anything else.
            if (!self.lexicon.isEmpty() and self.options.mix.value > 0.5 and self.options.notation != .spelling) self.reading.lexicon = &self.lexicon;
            var at = from;
            while (at < bytes.len) {
                const end = self.reading.add(bytes, at, &self.options, final);
                if (end == at) break;
                at = end;
            }
            self.statistics.words +%= self.reading.speech.placed;
            self.statistics.repeated +%= self.reading.speech.repeated;
            return at;
        }

        /// Number the words in their lines, up to the stretch that begins at `end`. Returns how many the line has before what comes next.
        fn number(self: *Self, end: usize) u32 {
            var said = self.said;
            for (self.reading.items[0..self.reading.count]) |*item| {
                if (item.stretch >= end) break;
                if (item.what == .newline) said = 0;
                for (self.reading.speech.spoken[item.first_spoken..][0..item.spoken_count]) |*spoken| {
                    if (spoken.what == .word) self.reading.speech.words.list[spoken.what.word].place = said;
                    said += 1;
                }
            }
            return said;
        }

        /// Find the phones of all words collected: in the cache, in the table of exceptions, or else by the model. The cache knows no
        /// probabilities, nor what came from the table, and has no part where
        /// phones are drawn.
        fn readWords(self: *Self) void {
            const list = &self.reading.speech.words;
            const with_probabilities = self.options.format == .jsonl;
            const with_cache = !with_probabilities and !self.is_drawn;
            var missing: std.StaticBitSet(Words.capacity) = .empty;
            for (0..list.count) |index| {
                if (list.list[index].known) continue;
                if (with_cache) {
                    if (self.cache.find(list.key(index))) |phones| {
                        list.setPhones(index, phones);
                        self.statistics.cached +%= 1;
                        continue;
                    }
                }
                if (!self.readException(index)) missing.set(index);
            }
            self.statistics.decoded +%= @intCast(missing.count());
            self.decoder.read(list, .{ .with_probabilities = with_probabilities, .drawn_by = if (self.is_drawn) &self.options else null });
            if (!with_cache) return;
            var each = missing.iterator(.{});
            while (each.next()) |index| self.cache.insert(list.key(index), list.phones(index));
        }

        /// Find the phones of a word in the table of exceptions, if they are there and wanted.
        fn readException(self: *Self, index: usize) bool {
            const list = &self.reading.speech.words;
            if (!self.options.exceptions or list.key(index).language != .english) return false;
            var buffer: exceptions.Phones = undefined;
            // Inflections of what a lexicon lists are to follow the lexicon.
            const with_suffixes = self.decoder.lexicon == null or self.options.mix.value <= 0.5;
            const phones = suffixes.find(list.key(index).graphemes, self.options.accent.isBritish(), with_suffixes, &buffer) orelse return false;
            list.setSure(index, phones, .exception);
            if (self.options.format != .jsonl and !self.is_drawn) self.cache.insert(list.key(index), phones);
            self.statistics.excepted +%= 1;
            return true;
        }
    };
}

const testing = std.testing;
var engine: Engine = undefined;

fn expectTranscript(record: []const u8, text: []const u8, expected: []const u8) !void {
    engine.init();
    try testing.expect(engine.configure(record));
    try testing.expectEqual(text.len, engine.transcribe(text, true));
    try testing.expectEqualStrings(expected, engine.output().slice());
}

test "what is no word passes through, or is dropped on request" {
    try expectTranscript("", " ~, 😀!\n\n — \n", "~, 😀!\n\n—\n");
    try expectTranscript("preserve_punctuation\x00false\x00", " ~, 😀!\n\n", "\n\n");
    try expectTranscript("", "\xff~\xed\xa0\x80", "\u{FFFD}~\u{FFFD}\u{FFFD}\u{FFFD}");
}

test "lines in are lines out, and pieces may be fed in any sizes" {
    engine.init();
    const text = "Hello, 안녕하세요\r\n\n it's 1234\u{1F600} \xff값이\n";
    _ = engine.configure("phone_separator\x00·\x00");
    _ = engine.transcribe(text, true);
    var whole: [512]u8 = undefined;
    const expected = whole[0..engine.output().length];
    @memcpy(expected, engine.output().slice());
    try testing.expectEqual(3, std.mem.count(u8, expected, "\n"));
    for (1..text.len) |step| {
        var pieced: [512]u8 = undefined;
        var length: usize = 0;
        var at: usize = 0;
        var end: usize = 0;
        while (at < text.len) {
            end = @min(end + step, text.len);
            const consumed = engine.transcribe(text[at..end], end == text.len);
            @memcpy(pieced[length..][0..engine.output().length], engine.output().slice());
            length += engine.output().length;
            at += consumed;
        }
        try testing.expectEqualStrings(expected, pieced[0..length]);
    }
}

test "a bad option leaves a message and the old options" {
    engine.init();
    try testing.expect(engine.configure("lang\x00ko\x00"));
    try testing.expect(!engine.configure("lang\x00klingon\x00"));
    try testing.expectEqualStrings("lang: 'klingon' is not right; give one of auto, en, ko", engine.output().slice());
    try testing.expectEqual(.ko, engine.options.lang);
}

test "a very long word is read in bounded pieces" {
    engine.init();
    _ = engine.configure("");
    const text: [5000]u8 = @splat('a');
    try testing.expectEqual(text.len, engine.transcribe(&text, true));
    try testing.expect(engine.output().length > 0);
}
