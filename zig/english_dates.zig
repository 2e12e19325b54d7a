//! Dates: Nov 20, 20 November, 2026-11-20, 11/20/2026, 20.11.2026. A year after a comma is read by itself.

const std = @import("std");
const reader = @import("english_reader.zig");
const numbers = @import("english_numbers.zig");
const search = @import("search.zig");
const Reader = reader.Reader;

const months = "january february march april may june july august september october november december";
const weekdays = "monday tuesday wednesday thursday friday saturday sunday";

/// Words before the day of a date.
const prepositions = " on since until till by from through before after dated ";

pub fn follows(r: *const Reader, at: usize) bool {
    return r.isIn(r.before(at), prepositions);
}

/// The number of the month that a word is, or short for, from 1 on.
pub noinline fn monthOf(r: *const Reader, at: usize) ?u32 {
    return if (r.isCapital(at)) place(months, r.lower(at)) else null;
}

fn place(list: []const u8, word: []const u8) ?u32 {
    var each: reader.Words = .{ .rest = list };
    var number: u32 = 0;
    while (each.next()) |name| {
        number += 1;
        if (word.len > name.len or word.len == 0 or word[0] != name[0] or !std.mem.eql(u8, name[0..word.len], word)) continue;
        if (word.len == 3 or word.len == name.len or reader.has("sept tues thur thurs", word)) return number;
    }
    return null;
}

/// Say the month and day of a date that ends at `end`.
pub noinline fn say(r: *const Reader, month: u32, day: u32, end: usize) usize {
    r.say(reader.nth(months, month - 1));
    numbers.value(r, day, .ordinal);
    return end;
}

/// A month that a day or a year follows, or with the point of an abbreviation; or the abbreviation of a weekday.
pub noinline fn readWord(r: *const Reader, at: usize) usize {
    const word = r.lower(at);
    if (word.len < 3) return 0;
    const end = if (r.is(at + 1, '.')) at + 2 else at + 1;
    const number = r.skip(end);
    if (monthOf(r, at)) |month| {
        if (r.inRange(number, 2, 1, 31)) |day| {
            if (number > end and !r.is(number + 1, ':') and !r.is(number + 1, '%')) {
                const after = say(r, month, day, number + 1);
                if (r.isIn(after, "st nd rd th")) return r.tail(after + 1);
                if (r.isDash(after) and r.isWord(after + 1)) return r.tail(after);
                if (!r.isDash(after) or r.inRange(after + 1, 2, 1, 31) == null or r.isDash(after + 2)) return after;
                r.say("to");
                numbers.value(r, r.small(after + 1).?, .ordinal);
                return after + 2;
            }
        }
        const is_full = word.len == reader.nth(months, month - 1).len;
        const is_dated = r.inRange(number, 4, 1000, 2999) != null or r.isDigits(r.before(at));
        // A sentence may end in sun, may or mar.
        if (is_full or (end == at + 1 and !is_dated) or (!is_dated and word[0] == 'm')) return 0;
        r.say(reader.nth(months, month - 1));
        return r.pastPoint(at + 1);
    }
    const day = if (r.isCapital(at)) place(weekdays, word) orelse return 0 else return 0;
    if (word.len > 5) return 0;
    const next = r.skip(if (r.is(end, ',')) end + 1 else end);
    const is_marked = r.is(end - 1, '.') or r.is(end, ',');
    const is_word = reader.has("sat sun wed", word);
    if (!(is_marked and !is_word) and monthOf(r, next) == null and !(is_marked and r.isDigits(next))) return 0;
    r.say(reader.nth(weekdays, day - 1));
    return r.pastPoint(at + 1);
}

/// A date that begins with a number.
pub noinline fn readDigits(r: *const Reader, at: usize) usize {
    const end = written(r, at);
    if (end > 0) return end;
    // 20 November, 20-Nov-2026.
    const day = r.inRange(at, 2, 1, 31) orelse return 0;
    const is_dashed = r.is(at + 1, '-');
    if (!is_dashed and r.kind(at + 1) != .space) return 0;
    const month = monthOf(r, at + 2) orelse return 0;
    const after = r.pastPoint(at + 3);
    // May 5 May 6; "in 3 May" is no date either, but no one writes it.
    if (!is_dashed and !r.isThis(r.before(at), "the")) r.say("the");
    numbers.value(r, day, .ordinal);
    r.say("of");
    r.say(reader.nth(months, month - 1));
    return if (is_dashed and r.is(after, '-')) after + 1 else after;
}

/// Three numbers with the same mark between.
fn written(r: *const Reader, at: usize) usize {
    const mark = r.symbol(at + 1);
    if (mark != '-' and mark != '/' and mark != '.') return 0;
    if (!r.is(at + 3, mark) or (r.is(at + 5, mark) and r.isDigits(at + 6))) return 0;
    if (r.inRange(at, 4, 1000, 2999)) |year| {
        const month = r.inRange(at + 2, 2, 1, 12) orelse return 0;
        const day = r.inRange(at + 4, 2, 1, 31) orelse return 0;
        return sayAll(r, month, day, year, at + 5);
    }
    var month = r.inRange(at, 2, 1, 31) orelse return 0;
    var day = r.inRange(at + 2, 2, 1, 31) orelse return 0;
    const digits = if (r.isDigits(at + 4)) r.text(at + 4).len else 0;
    const year = r.inRange(at + 4, 4, 0, 2999) orelse return 0;
    // Two digits of a year are enough between slashes, not between points: 1.2.3 is a version.
    if (digits != 4 and !(digits == 2 and mark == '/')) return 0;
    // Americans write the month first; between points, as in Germany, the day is.
    if (month > 12 or (mark == '.' and day <= 12)) std.mem.swap(u32, &month, &day);
    return if (month > 12) 0 else sayAll(r, month, day, year, at + 5);
}

noinline fn sayAll(r: *const Reader, month: u32, day: u32, year: u32, end: usize) usize {
    _ = say(r, month, day, end);
    if (year > 1010) {
        numbers.year(r, year, .cardinal);
    } else {
        if (year < 10) r.say("oh");
        numbers.value(r, year, .cardinal);
    }
    return end;
}

const expectSaid = @import("english_test.zig").expectSaid;

test "dates" {
    try expectSaid(&.{
        .{ "Nov 20, 2026", "november twentieth , twenty twenty-six" },
        .{ "Nov. 3-5", "november third to fifth" },
        .{ "November 20th", "november twentieth" },
        .{ "20 November 2026", "the twentieth of november twenty twenty-six" },
        .{ "the 4 July", "the fourth of july" },
        .{ "2026-11-20", "november twentieth twenty twenty-six" },
        .{ "11/20/2026", "november twentieth twenty twenty-six" },
        .{ "25/12/1999", "december twenty-fifth nineteen ninety-nine" },
        .{ "9/11/01", "september eleventh oh one" },
        .{ "20.11.2026", "november twentieth twenty twenty-six" },
        .{ "3.4.2026", "april third twenty twenty-six" },
        .{ "3/4/2026", "march fourth twenty twenty-six" },
        .{ "Sept. 2008", "september two thousand eight" },
        .{ "Mon., Jan. 5", "monday , january fifth" },
        .{ "He sat. It was May.", "he sat . it was may ." },
        .{ "Jan arrived", "jan arrived" },
        .{ "Tue, 3 Mar 2020", "tuesday , the third of march twenty twenty" },
    });
}
