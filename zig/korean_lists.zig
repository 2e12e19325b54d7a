//! Where a Korean word has joints that its spelling does not show: the words of `korean_words.txt`, then the rules of
//! `korean_lists.txt`. `train/korean_reading.py` does the same in Python.

const std = @import("std");
const hangul = @import("hangul.zig");
const known_words = @import("korean_words.zig");
const search = @import("search.zig");
const Mark = @import("korean_rules.zig").Mark;
const Syllable = @import("korean_syllable.zig").Syllable;

/// The longest word in syllables that is looked up; longer ones have no marks.
pub const max_syllables = 63;

/// Set the marks of a word; `marks` is as long as `letters`.
pub fn mark(letters: []const u16, marks: []Mark) void {
    @memset(marks, .none);
    if (letters.len > max_syllables) return;
    const known = markKnownWord(letters, marks);
    for (known..letters.len) |at| marks[at - 1] = find(rules, letters[0..at], letters[at..]) orelse .none;
}

/// The mark between two words that are read together without a pause.
pub fn markBetween(left: []const u16, right: []const u16) Mark {
    if (right.len > max_syllables) return .boundary;
    return find(across, left, right) orelse .boundary;
}

/// Mark the longest listed word at the beginning that may go on as the word does; return its length, 1 for none.
fn markKnownWord(letters: []const u16, marks: []Mark) usize {
    var length = letters.len;
    while (length > 1) : (length -= 1) {
        const rest = letters[length..];
        const found = known_words.find(letters[0..length]) orelse continue;
        if (!areParticles(rest) and !startsWithAny(rest, suffixes)) continue;
        for (found) |joint| marks[joint.at] = joint.mark;
        return length;
    }
    return 1;
}

fn split(list: []const u16, separator: u16) search.Parts(u16) {
    return .{ .rest = list, .separator = separator };
}

fn find(list: []const u16, left: []const u16, right: []const u16) ?Mark {
    var lines = split(list, '\n');
    while (lines.next()) |line| {
        const colon = search.indexOf(u16, line, ':').?;
        var lefts = split(line[1..colon], ' ');
        const fits = while (lefts.next()) |pattern| {
            if (standsBefore(pattern, left)) break true;
        } else false;
        if (!fits) continue;
        var rights = split(line[colon + 1 ..], ' ');
        while (rights.next()) |pattern| if (standsAfter(pattern, right)) return Mark.of(line[0]);
    }
    return null;
}

fn standsBefore(pattern: []const u16, left: []const u16) bool {
    if (pattern[0] == '^') return search.eql(u16, left, pattern[1..]);
    const is_longer = pattern[0] == '*';
    const wanted = pattern[if (is_longer) 2 else 0];
    if (wanted > codas + hangul.codas) return search.endsWith(u16, left, pattern);
    return wanted - codas == @backingInt(Syllable.init(left[left.len - 1]).coda) and (!is_longer or left.len > 1);
}

fn standsAfter(pattern: []const u16, right: []const u16) bool {
    if (pattern[0] == '*') return true;
    const last = pattern.len - 1;
    if (pattern[last] != '$') return search.startsWith(u16, right, pattern);
    return search.startsWith(u16, right, pattern[0..last]) and areParticles(right[last..]);
}

/// Whether particles, any number, make up a text.
pub fn areParticles(text: []const u16) bool {
    // Bit n: particles may end after n syllables.
    var parted: u64 = 1;
    for (0..text.len) |start| {
        if (parted >> @intCast(start) & 1 == 0) continue;
        var each = split(particles, ' ');
        while (each.next()) |particle| {
            if (search.startsWith(u16, text[start..], particle)) parted |= @as(u64, 1) << @intCast(start + particle.len);
        }
    }
    return parted >> @intCast(text.len) & 1 != 0;
}

fn startsWithAny(text: []const u16, list: []const u16) bool {
    var each = split(list, ' ');
    while (each.next()) |beginning| if (search.startsWith(u16, text, beginning)) return true;
    return false;
}

const source = @embedFile("korean_lists.txt");
const particles = units("particles ");
const suffixes = units("suffixes ");
const rules = units("");
const across = units("across ");

/// What stands for coda `number` in the lists: this plus the number.
const codas = 0x100;

/// The lines that begin with a name, without it and without comments, in UTF-16. Letters alone stand for codas. The lines
/// without a name are those that begin with a mark.
fn units(comptime name: []const u8) []const u16 {
    comptime {
        @setEvalBranchQuota(10_000_000);
        var text: [source.len]u16 = undefined;
        var length = 0;
        var lines = std.mem.tokenizeScalar(u8, source, '\n');
        while (lines.next()) |line| {
            if (!search.startsWith(u8, line, name)) continue;
            if (name.len == 0 and (line[0] == '#' or line[1] != ' ')) continue;
            var each = std.unicode.Utf8View.initUnchecked(line[name.len..]).iterator();
            const start = length;
            while (each.nextCodepoint()) |point| {
                // Spaces stay between patterns alone, one each.
                if (point == ' ' and (text[length - 1] == ':' or text[length - 1] == ' ' or (length == start + 1 and Mark.of(text[start]) != null))) continue;
                if (point == ':' and text[length - 1] == ' ') length -= 1;
                text[length] = codaNumber(point) orelse point;
                length += 1;
            }
            text[length] = '\n';
            length += 1;
        }
        const whole = text[0 .. length - 1].*;
        return &whole;
    }
}

fn codaNumber(comptime letter: u21) ?u16 {
    if (letter < 'ㄱ' or letter > 'ㅎ') return null;
    return for (coda_letters, 1..) |coda, number| {
        if (coda == letter) break codas + number;
    } else null;
}

/// The codas in Unicode's order, as they stand alone.
const coda_letters = std.unicode.utf8ToUtf16LeStringLiteral("ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ");

fn expectMarks(comptime marked: []const u8) !void {
    var letters: [16]u16 = undefined;
    var expected: [16]Mark = @splat(.none);
    var count: usize = 0;
    var each = (try std.unicode.Utf8View.init(marked)).iterator();
    while (each.nextCodepoint()) |point| {
        if (Mark.of(@intCast(point))) |sign| {
            expected[count - 1] = sign;
        } else {
            letters[count] = @intCast(point);
            count += 1;
        }
    }
    var marks: [16]Mark = undefined;
    mark(letters[0..count], marks[0..count]);
    try std.testing.expectEqualSlices(Mark, expected[0..count], marks[0..count]);
}

test "listed words, stems, endings and word parts are found" {
    inline for (.{
        "갈^등이",
        "갈^등하다",
        "갈등갈",
        "신고하다",
        "감-고",
        "감기다",
        "할^게요",
        "하늘에",
        "동원+령",
        "난로",
        "꽃+잎이",
        "첫인상",
        "발^전을",
        "삶=도",
        "삶도록",
        "산^길을",
        "국물",
    }) |word| try expectMarks(word);
}
