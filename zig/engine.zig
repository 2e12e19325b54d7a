//! Text in, pronunciation out: pieces of the text become words, words phones, phones text again.

const std = @import("std");
const decode = @import("decode.zig");
const notation = @import("notation.zig");
const options_record = @import("options.zig");
const Output = @import("output.zig").Output;
const segment = @import("segment.zig");
const tokens = @import("tokens.zig");
const words = @import("words.zig");

const Cache = @import("cache.zig").Cache;
const Language = words.Language;
const Options = options_record.Options;
const Words = words.Words;

/// Words that the engine remembers; 64 bytes each.
const cache_capacity = 1 << 16;

/// What separates the next item of a line from the last one. Text that passed through may go on in the next piece, which then follows
/// without a separator, so that it does not matter where the host cuts the text.
const Gap = enum { line_start, after_word, after_passed, space };

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
};

/// What a piece of the text becomes: words are read first, all of a stretch together, and then written in order.
const Item = struct {
    kind: segment.Kind,
    /// Whether it is the first item of its piece: long words are several.
    is_first: bool,
    word: u16,
    /// Of the piece, in bytes of the text.
    start: u32,
    length: u32,
};

const max_items = 4 * Words.capacity;
/// The most items and words that a piece can give.
const max_parts = segment.max_piece_bytes / tokens.max_graphemes * 2 + 2;

pub const Engine = EngineWith(cache_capacity);

/// One engine: options, buffers, and where the current line stands. Large: keep it in static memory, undefined until `init`, so that it
/// takes no bytes in the file.
pub fn EngineWith(comptime capacity: usize) type {
    return struct {
        const Self = @This();
        options: Options,
        output: Output,
        gap: Gap,
        graphemes: tokens.Graphemes,
        decoder: decode.Decoder,
        words: Words,
        items: [max_items]Item,
        item_count: usize,
        cache: Cache(capacity),
        statistics: Statistics,

        /// To be called once before anything else.
        pub fn init(self: *Self) void {
            decode.prepare();
            self.cache.clear();
            self.statistics = .{};
            self.options = .{};
            self.output.clear();
            self.gap = .line_start;
        }

        /// Set all options from a record (see `options.zig`) and start a new line. On a bad record the options stay as they were and
        /// the output holds a message.
        pub fn configure(self: *Self, record: []const u8) bool {
            self.output.clear();
            switch (options_record.parse(record)) {
                .options => |options| {
                    self.options = options;
                    self.gap = .line_start;
                    return true;
                },
                .problem => |problem| {
                    self.output.length = problem.describe(&self.output.buffer).len;
                    return false;
                },
            }
        }

        /// Transcribe as much of `bytes` as the output has room for, and return how much that was.
        ///
        /// Unless `final`, a word at the end of `bytes` is left for the next call, since it may go on. After the last piece of a final
        /// call the line state starts over.
        pub fn transcribe(self: *Self, bytes: []const u8, final: bool) usize {
            self.output.clear();
            var at: usize = 0;
            while (at < bytes.len and self.output.hasRoom()) {
                const end = self.collect(bytes, at, final);
                if (end == at) return at;
                self.readWords();
                at = self.writeItems(bytes) orelse end;
            }
            if (final and at == bytes.len) self.gap = .line_start;
            return at;
        }

        /// Take pieces from `from` on, as many as there is room for, and return where they end.
        fn collect(self: *Self, bytes: []const u8, from: usize, final: bool) usize {
            const scripts: segment.Scripts = .{ .latin = self.options.lang != .ko, .hangul = self.options.lang != .en };
            self.words.clear();
            self.item_count = 0;
            var at = from;
            while (at < bytes.len and self.words.count + max_parts <= Words.capacity and self.item_count + max_parts <= max_items) {
                const piece = segment.next(bytes[at..], scripts, final) orelse break;
                switch (piece.kind) {
                    .english, .korean => self.addWord(piece, at),
                    .newline, .space, .other => self.addItem(piece, at, true, 0),
                }
                at += piece.bytes.len;
            }
            return at;
        }

        fn addItem(self: *Self, piece: segment.Piece, at: usize, is_first: bool, word: usize) void {
            self.items[self.item_count] = .{
                .kind = piece.kind,
                .is_first = is_first,
                .word = @intCast(word),
                .start = @intCast(at),
                .length = @intCast(piece.bytes.len),
            };
            self.item_count += 1;
        }

        fn addWord(self: *Self, piece: segment.Piece, at: usize) void {
            const language: Language = if (piece.kind == .korean) .korean else .english;
            self.graphemes.read(piece);
            var from: usize = 0;
            while (from < self.graphemes.length) {
                const end = self.graphemes.partEnd(from);
                const place = self.words.place(.init(language, self.graphemes.tokens[from..end]));
                self.addItem(piece, at, from == 0, place.index);
                self.statistics.words +%= 1;
                if (!place.is_new) self.statistics.repeated +%= 1;
                from = end;
            }
        }

        /// Find the phones of all words collected: in the cache or else by the model.
        fn readWords(self: *Self) void {
            var missing: std.StaticBitSet(Words.capacity) = .empty;
            for (0..self.words.count) |index| {
                if (self.cache.find(self.words.key(index))) |phones| self.words.setPhones(index, phones) else missing.set(index);
            }
            const decoded = missing.count();
            self.statistics.cached +%= @intCast(self.words.count - decoded);
            self.statistics.decoded +%= @intCast(decoded);
            self.decoder.read(&self.words);
            var each = missing.iterator(.{});
            while (each.next()) |index| self.cache.insert(self.words.key(index), self.words.phones(index));
        }

        /// Write the items collected. Returns where the text goes on if the output fills up before; those words are read again then.
        fn writeItems(self: *Self, bytes: []const u8) ?usize {
            for (self.items[0..self.item_count]) |*item| {
                if (item.is_first and !self.output.hasRoom()) return item.start;
                switch (item.kind) {
                    .newline => {
                        self.output.write("\n");
                        self.gap = .line_start;
                    },
                    .space => self.widenGap(),
                    .other => self.passThrough(bytes[item.start..][0..item.length]),
                    .english, .korean => {
                        const phones = self.words.phones(item.word);
                        if (phones.len == 0) continue;
                        self.closeGap();
                        notation.write(&self.output, phones, self.words.graphemes(item.word), self.words.list[item.word].language, &self.options);
                    },
                }
            }
            return null;
        }

        /// What is no word stands as it is, or is dropped and leaves a gap between words.
        fn passThrough(self: *Self, bytes: []const u8) void {
            if (!self.options.preserve_punctuation) return self.widenGap();
            if (self.gap != .after_passed) self.closeGap();
            self.gap = .after_passed;
            if (std.unicode.utf8ValidateSlice(bytes)) return self.output.write(bytes);
            var at: usize = 0;
            while (at < bytes.len) {
                const length = validLength(bytes[at..]);
                self.output.write(if (length == 0) "\u{FFFD}" else bytes[at..][0..length]);
                at += @max(length, 1);
            }
        }

        fn widenGap(self: *Self) void {
            if (self.gap != .line_start) self.gap = .space;
        }

        fn closeGap(self: *Self) void {
            switch (self.gap) {
                .line_start => {},
                .after_word, .after_passed => self.output.write(self.options.phoneSeparator()),
                .space => self.output.write(self.options.wordSeparator()),
            }
            self.gap = .after_word;
        }
    };
}

/// The length of the valid UTF-8 sequence at the start of `bytes`; zero if there is none.
fn validLength(bytes: []const u8) usize {
    const length = std.unicode.utf8ByteSequenceLength(bytes[0]) catch return 0;
    if (length > bytes.len) return 0;
    return if (std.unicode.utf8ValidateSlice(bytes[0..length])) length else 0;
}

comptime {
    // What passes through grows at most threefold: an invalid byte becomes the three bytes of U+FFFD.
    std.debug.assert(@import("output.zig").max_piece_output >= 3 * (segment.max_piece_bytes + 8) + options_record.Separator.max_bytes);
}

const testing = std.testing;
var engine: Engine = undefined;

fn expectTranscript(record: []const u8, text: []const u8, expected: []const u8) !void {
    engine.init();
    try testing.expect(engine.configure(record));
    try testing.expectEqual(text.len, engine.transcribe(text, true));
    try testing.expectEqualStrings(expected, engine.output.slice());
}

test "what is no word passes through, or is dropped on request" {
    try expectTranscript("", " 12, 😀!\n\n — \n", "12, 😀!\n\n—\n");
    try expectTranscript("preserve_punctuation\x00false\x00", " 12, 😀!\n\n", "\n\n");
    try expectTranscript("", "\xff3\xed\xa0\x80", "\u{FFFD}3\u{FFFD}\u{FFFD}\u{FFFD}");
}

test "lines in are lines out, and pieces may be fed in any sizes" {
    engine.init();
    const text = "Hello, 안녕하세요\r\n\n it's 1234\u{1F600} \xff값이\n";
    _ = engine.configure("phone_separator\x00·\x00");
    _ = engine.transcribe(text, true);
    var whole: [512]u8 = undefined;
    const expected = whole[0..engine.output.length];
    @memcpy(expected, engine.output.slice());
    try testing.expectEqual(3, std.mem.count(u8, expected, "\n"));
    for (1..text.len) |step| {
        var pieced: [512]u8 = undefined;
        var length: usize = 0;
        var at: usize = 0;
        var end: usize = 0;
        while (at < text.len) {
            end = @min(end + step, text.len);
            const consumed = engine.transcribe(text[at..end], end == text.len);
            @memcpy(pieced[length..][0..engine.output.length], engine.output.slice());
            length += engine.output.length;
            at += consumed;
        }
        try testing.expectEqualStrings(expected, pieced[0..length]);
    }
}

test "a bad option leaves a message and the old options" {
    engine.init();
    try testing.expect(engine.configure("lang\x00ko\x00"));
    try testing.expect(!engine.configure("lang\x00klingon\x00"));
    try testing.expectEqualStrings("lang: 'klingon' is not right; give one of auto, en, ko", engine.output.slice());
    try testing.expectEqual(.ko, engine.options.lang);
}

test "a very long word is read in bounded pieces" {
    engine.init();
    _ = engine.configure("");
    const text: [5000]u8 = @splat('a');
    try testing.expectEqual(text.len, engine.transcribe(&text, true));
    try testing.expect(engine.output.length > 0);
}
