//! Times of day (3:45 pm, 15:30, 5 a.m.), chapter and verse (John 3:16), ratios (16:9).

const reader = @import("english_reader.zig");
const numbers = @import("english_numbers.zig");
const Reader = reader.Reader;

const books = "genesis exodus leviticus numbers deuteronomy joshua judges ruth samuel kings chronicles ezra nehemiah esther job psalm psalms proverbs " ++
    "ecclesiastes isaiah jeremiah lamentations ezekiel daniel hosea joel amos jonah micah malachi matthew mark luke john acts romans corinthians " ++
    "galatians ephesians philippians colossians thessalonians timothy titus hebrews james peter jude revelation";

/// Numbers around a colon.
pub noinline fn read(r: *const Reader, at: usize) usize {
    if (!r.is(at + 1, ':') or !r.isDigits(at + 2)) return 0;
    const is_first = !r.is(at -% 1, ':');
    if (r.isCapital(r.before(at)) and r.isIn(r.before(at), books)) {
        numbers.integer(r, r.text(at), .cardinal);
        numbers.integer(r, r.text(at + 2), .cardinal);
        return r.tail(at + 3);
    }
    const hour = r.inRange(at, 2, 0, 24);
    const minute = r.inRange(at + 2, 2, 0, 59);
    if (is_first and hour != null and minute != null and r.text(at + 2).len == 2) {
        var end = at + 3;
        numbers.value(r, hour.?, .cardinal);
        const seconds = if (r.is(end, ':')) r.inRange(end + 1, 2, 0, 59) else null;
        const named = half(r, end, false);
        if (minute.? > 0 or seconds != null) {
            if (minute.? < 10) r.say("oh");
            numbers.value(r, minute.?, .cardinal);
        } else if (named == 0 and !r.isThis(r.skip(end), "o'clock")) {
            r.say(if (hour.? >= 1 and hour.? <= 12) "o'clock" else "hundred");
        }
        if (seconds) |value| {
            r.say("and");
            numbers.value(r, value, .cardinal);
            r.sayCounted("second", value != 1);
            end += 2;
        }
        const after = half(r, end, true);
        return r.tail(if (after > 0) after else end);
    }
    if (is_first and r.is(at + 3, ':') and r.isDigits(at + 4)) return 0;
    const first = numbers.Numeral.parse(r.line, at);
    first.say(r);
    r.say("to");
    const second = numbers.Numeral.parse(r.line, at + 2);
    second.say(r);
    return second.end;
}

/// am or pm after a time that ends at `at`.
pub noinline fn half(r: *const Reader, at: usize, says: bool) usize {
    const start = r.skip(at);
    const word = r.lower(start);
    var end = start + 1;
    if (reader.has("a p", word) and r.is(start + 1, '.') and r.isThis(start + 2, "m")) {
        end = r.pastPoint(start + 3);
    } else if (!reader.has("am pm", word)) return 0;
    if (says) r.say(if (word[0] == 'a') "AM" else "PM");
    return end;
}

const expectSaid = @import("english_test.zig").expectSaid;

test "times, verses and ratios" {
    try expectSaid(&.{
        .{ "3:45 pm", "three forty-five P M" },
        .{ "3 p.m. today", "three P M today" },
        .{ "at 7:05", "at seven oh five" },
        .{ "10:00", "ten o'clock" },
        .{ "10:00am", "ten A M" },
        .{ "15:30", "fifteen thirty" },
        .{ "15:00", "fifteen hundred" },
        .{ "9:00-5:30", "nine o'clock to five thirty" },
        .{ "1:02:03", "one oh two and three seconds" },
        .{ "John 3:16-18", "john three sixteen to eighteen" },
        .{ "16:9", "sixteen to nine" },
        .{ "1:100,000", "one to one hundred thousand" },
        .{ "5pm.", "five P M ." },
    });
}
