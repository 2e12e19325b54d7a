//! The words of `korean_words.txt` as fingerprints: 24 bits of a hash, so that a word that is not listed is taken for one of them once in
//! some ten thousand times, and four bytes a joint.

const std = @import("std");
const Mark = @import("korean_rules.zig").Mark;

/// A joint of a listed word, or none: then `mark` is `none`.
pub const Joint = packed struct(u32) {
    mark: Mark,
    /// The index of the syllable before it.
    at: u4,
    fingerprint: u24,
};

/// The joints of a word, null if it is not listed.
pub fn find(word: []const u16) ?[]const Joint {
    const wanted = fingerprint(word);
    const first = std.sort.lowerBound(Joint, &table, wanted, compare);
    var end = first;
    while (end < table.len and table[end].fingerprint == wanted) end += 1;
    return if (end > first) table[first..end] else null;
}

fn compare(wanted: u24, joint: Joint) std.math.Order {
    return std.math.order(wanted, joint.fingerprint);
}

/// The high bits of FNV-1a over the syllables.
fn fingerprint(word: []const u16) u24 {
    var hash: u32 = 2166136261;
    for (word) |letter| hash = (hash ^ letter) *% 16777619;
    return @intCast((hash ^ hash >> 15) *% 0x85EBCA6B >> 8);
}

const table = build: {
    @setEvalBranchQuota(10_000_000);
    var joints: [capacity]Joint = undefined;
    var count = 0;
    var lines = std.mem.tokenizeScalar(u8, @embedFile("korean_words.txt"), '\n');
    while (lines.next()) |line| {
        if (line[0] == '#') continue;
        const first = count;
        var letters: [line.len]u16 = undefined;
        var length = 0;
        var each = std.unicode.Utf8View.initComptime(line).iterator();
        while (each.nextCodepoint()) |point| {
            if (Mark.of(point)) |mark| {
                joints[count] = .{ .mark = mark, .at = length - 1, .fingerprint = 0 };
                count += 1;
            } else {
                letters[length] = point;
                length += 1;
            }
        }
        if (count == first) {
            joints[count] = .{ .mark = .none, .at = 0, .fingerprint = 0 };
            count += 1;
        }
        const print = fingerprint(letters[0..length]);
        for (joints[first..count]) |*joint| joint.fingerprint = print;
    }
    var sorted = joints[0..count].*;
    std.sort.heap(Joint, &sorted, {}, struct {
        fn isLess(_: void, left: Joint, right: Joint) bool {
            return left.fingerprint < right.fingerprint;
        }
    }.isLess);
    break :build sorted;
};

const capacity = 2000;

test "listed words have their joints, others none" {
    const letters = std.unicode.utf8ToUtf16LeStringLiteral;
    try std.testing.expectEqual(Joint{ .mark = .tense, .at = 0, .fingerprint = fingerprint(letters("갈등")) }, find(letters("갈등")).?[0]);
    try std.testing.expectEqual(.none, find(letters("신고")).?[0].mark);
    try std.testing.expectEqual(null, find(letters("국물")));
    for (table[1..], table[0 .. table.len - 1]) |right, left| try std.testing.expect(left.fingerprint <= right.fingerprint);
}
