//! English reading of what is no word: numbers, dates, money, abbreviations. Which of the readers is asked, and in which order.

const std = @import("std");
const abbreviations = @import("english_abbreviations.zig");
const dates = @import("english_dates.zig");
const money = @import("english_money.zig");
const names = @import("english_names.zig");
const numbers = @import("english_numbers.zig");
const phones = @import("english_phones.zig");
const plain = @import("english_plain.zig");
const quantities = @import("english_quantities.zig");
const roman = @import("english_roman.zig");
const symbols = @import("english_symbols.zig");
const times = @import("english_times.zig");
const web = @import("english_web.zig");
const Line = @import("line.zig").Line;
const Reader = @import("english_reader.zig").Reader;
const Speech = @import("speech.zig").Speech;

const ReadAt = *const fn (r: *const Reader, at: usize) usize;

const of_words = [_]ReadAt{ web.read, abbreviations.read, money.readWord, dates.readWord, symbols.readWith, roman.read, names.read };
const of_digits = [_]ReadAt{ numbers.readRun, web.read, dates.readDigits, phones.readDigits, times.read, quantities.read };
const of_symbols = [_]ReadAt{symbols.read};

/// Say what begins at token `at`. Returns how many tokens that took; zero, with nothing said, if it is not for this reader.
pub fn read(line: *const Line, at: usize, speech: *Speech) usize {
    const readers: []const ReadAt = switch (line.kind(at)) {
        .english => if (plain.isPlain(line, at)) return 0 else &of_words,
        .digits => &of_digits,
        .symbol => &of_symbols,
        else => return 0,
    };
    const reader: Reader = .{ .line = line, .speech = speech };
    for (readers) |readAt| {
        const end = readAt(&reader, at);
        if (end > at) return end - at;
    }
    return 0;
}

const expectSaid = @import("english_test.zig").expectSaid;

test "sentences" {
    try expectSaid(&.{
        .{
            "On Nov. 20, 2026, Dr. Kim of NASA paid $3.50 for 5 km.",
            "on november twentieth , twenty twenty-six , doctor kim of nasa paid three dollars and fifty cents for five kilometers .",
        },
        .{ "Plain words, don't they?", "plain words , don't they ?" },
    });
}

test "digits are always read, whatever stands around them" {
    var random: std.Random.DefaultPrng = .init(7);
    const pieces = [_][]const u8{
        "1",  "12",   "2026", "007", "123456", ".", ",", "-", "/", ":", "'", "\"", "$",  "%",
        "°",
        " ",  " ",    "(",    ")",   "+",      "#", "@", "=", "x", "e", "s", "km", "st", "Nov",
        "am", "A",    "USD",
        "½",
        "²",
        "m",  "http", "I",    "II",
        "–",
    };
    var text: [128]u8 = undefined;
    for (0..3000) |_| {
        var length: usize = 0;
        while (length < 40) {
            const piece = pieces[random.random().uintLessThan(usize, pieces.len)];
            @memcpy(text[length..][0..piece.len], piece);
            length += piece.len;
        }
        _ = @import("english_test.zig").said(text[0..length]);
    }
}

var test_line: Line = undefined;
var test_speech: Speech = undefined;

test "no reader takes a plain word" {
    var random: std.Random.DefaultPrng = .init(3);
    const pieces = [_][]const u8{
        "a",   "I",       "no",   "is",   "by",   "it's", "don't", "fig",   "etc",  "prof",   "approx", "st", "mr",  "ms",   "march",
        "sat", "king",    "plan", "noaa", "jpeg", "mail", "com",   "queue", "john", "dotted", "x's",    "v",  "www", "http", "ascii",
        "us",  "chapter", "1",    "2026", "5",    " ",    " ",     " ",     " ",    " ",      ".",      ".",  ",",   ":",    "?",
        "!",   ";",       "-",    "/",    "(",    ")",    "\"",    "'",     "&",    "@",      "$",
        "’",
        "“",
        "”",
    };
    var text: [160]u8 = undefined;
    var plain_words: usize = 0;
    for (0..5000) |_| {
        var length: usize = 0;
        while (length < 100) {
            const piece = pieces[random.random().uintLessThan(usize, pieces.len)];
            const part = text[length..][0..piece.len];
            @memcpy(part, piece);
            switch (random.random().uintLessThan(u8, 8)) {
                0 => _ = std.ascii.upperString(part, part),
                1, 2 => part[0] = std.ascii.toUpper(part[0]),
                else => {},
            }
            length += piece.len;
            if (random.random().boolean()) {
                text[length] = ' ';
                length += 1;
            }
        }
        _ = test_line.read(text[0..length], .en, true);
        const reader: Reader = .{ .line = &test_line, .speech = &test_speech };
        for (0..test_line.count) |at| {
            // In small letters between spaces it is left to the table of exceptions.
            if (test_line.kind(at) != .english or !plain.isPlain(&test_line, at) or test_line.isWord(at, "ascii")) continue;
            plain_words += 1;
            for (of_words) |readAt| {
                test_speech.clear();
                try std.testing.expectEqual(0, readAt(&reader, at));
            }
        }
    }
    try std.testing.expect(plain_words > 10_000);
}
