//! Digits that are read one by one or in groups: phone numbers, numbers of cards and accounts, versions, IP addresses.

const std = @import("std");
const numbers = @import("english_numbers.zig");
const reader = @import("english_reader.zig");
const search = @import("search.zig");
const Reader = reader.Reader;

const most_groups = 8;

/// Groups of digits with single marks between.
const Groups = struct {
    count: usize = 0,
    /// How many digits each has, as characters.
    lengths: [most_groups]u8 = undefined,
    places: [most_groups]usize = undefined,
    digits: usize = 0,
    end: usize = 0,

    /// Take the groups from `at` on, with any of the `marks` between, or a closing bracket and a space.
    noinline fn take(r: *const Reader, from: usize, marks: []const u8) Groups {
        var groups: Groups = .{};
        var at = from;
        while (groups.count < most_groups) {
            if (r.is(at, '(') and marks.len > 1) at += 1;
            if (!r.isDigits(at)) break;
            const length = r.text(at).len;
            groups.lengths[groups.count] = '0' + @as(u8, @min(9, length));
            groups.places[groups.count] = at;
            groups.count += 1;
            groups.digits += length;
            groups.end = at + 1;
            at += 1;
            if (r.is(at, ')') and marks.len > 1) {
                at = r.skip(at + 1);
            } else {
                const mark = r.text(at);
                if (mark.len != 1 or reader.indexOf(marks, mark[0]) == null) break;
                at += 1;
            }
        }
        return groups;
    }

    fn say(groups: *const Groups, r: *const Reader, is_phone: bool) usize {
        for (groups.places[0..groups.count], 0..) |place, index| {
            const digits = r.text(place);
            const is_round = digits.len == 3 and digits[0] > '0' and reader.valueOf(digits) % 100 == 0;
            if (is_phone and is_round and index + 2 < groups.count) {
                numbers.integer(r, digits, .cardinal);
            } else {
                numbers.oneByOne(r, digits);
            }
        }
        return groups.end;
    }

    fn isLike(groups: *const Groups, pattern: []const u8) bool {
        return search.eql(u8, groups.lengths[0..groups.count], pattern);
    }
};

/// A phone number that begins with + or a bracket.
pub noinline fn readMarked(r: *const Reader, at: usize) usize {
    const groups: Groups = .take(r, if (r.is(at, '+')) at + 1 else at, "- .");
    if (r.is(at, '+')) {
        if (groups.digits < 7 or groups.digits > 15 or r.isWordOrDigits(at -% 1)) return 0;
        if (groups.count == 1 and groups.digits < 10) return 0;
        r.say("plus");
    } else if (!groups.isLike("334") and !groups.isLike("244") and !groups.isLike("344")) return 0;
    return groups.say(r, true);
}

/// A phone number or another number in groups that begins with digits.
pub noinline fn readDigits(r: *const Reader, at: usize) usize {
    for ([_][]const u8{ "-", ".", " " }) |mark| {
        const groups: Groups = .take(r, at, mark);
        if (groups.isLike("334") or groups.isLike("1334")) return groups.say(r, true);
        if (mark[0] == '-') {
            if (groups.isLike("34") and !isRound(r, at + 2)) return groups.say(r, true);
            if (groups.count >= 3) return groups.say(r, false);
        }
        // 1-800 (555) 0199 and 1 (212) 555-0199 have a bracket; cards have four groups of four.
        if (groups.isLike("4444") and r.inRange(at, 4, 1100, 2099) == null) return groups.say(r, false);
        if (mark[0] == '.' and groups.count >= 3) return version(r, &groups);
    }
    const bracket: Groups = .take(r, at, "- ");
    return if (bracket.isLike("1334") and (r.is(at + 1, '(') or r.is(at + 2, '('))) bracket.say(r, true) else 0;
}

fn isRound(r: *const Reader, at: usize) bool {
    return r.small(at).? % 100 == 0;
}

/// Versions have points, addresses, which have four numbers below 256, dots.
fn version(r: *const Reader, groups: *const Groups) usize {
    var is_address = groups.count == 4;
    for (groups.places[0..groups.count]) |place| is_address = is_address and r.inRange(place, 3, 0, 255) != null;
    for (groups.places[0..groups.count], 0..) |place, index| {
        if (index > 0) r.say(if (is_address) "dot" else "point");
        if (is_address) numbers.oneByOne(r, r.text(place)) else numbers.integer(r, r.text(place), .cardinal);
    }
    return groups.end;
}

const expectSaid = @import("english_test.zig").expectSaid;

test "phone numbers, versions and addresses" {
    try expectSaid(&.{
        .{ "555-1234", "five five five one two three four" },
        .{ "(212) 555-0199", "two one two five five five zero one nine nine" },
        .{ "+1 212 555 0199", "plus one two one two five five five zero one nine nine" },
        .{ "1-800-555-0199", "one eight hundred five five five zero one nine nine" },
        .{ "212.555.0199", "two one two five five five zero one nine nine" },
        .{ "+82 (10) 1234-5678", "plus eight two one zero one two three four five six seven eight" },
        .{ "123-45-6789", "one two three four five six seven eight nine" },
        .{ "1.2.3", "one point two point three" },
        .{ "192.168.0.1", "one nine two dot one six eight dot zero dot one" },
        .{ "500-1000", "five hundred to one thousand" },
        .{ "+5", "plus five" },
    });
}
