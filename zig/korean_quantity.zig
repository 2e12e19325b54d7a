//! A number with what belongs to it: 만 and 억, a counter, a unit, a currency, a particle.

const std = @import("std");
const search = @import("search.zig");
const Amount = @import("korean_amount.zig").Amount;
const codes = @import("korean_codes.zig");
const counters = @import("korean_counters.zig");
const dates = @import("korean_dates.zig");
const endings = @import("korean_endings.zig");
const letters = @import("korean_letters.zig");
const money = @import("korean_money.zig");
const numbers = @import("korean_numbers.zig");
const reader_file = @import("korean_reader.zig");
const units = @import("korean_units.zig");
const Reader = reader_file.Reader;
const isOneOf = reader_file.isOneOf;
const longestOf = reader_file.longestOf;

const scales = "십 백 천 만 십만 백만 천만 억 십억 백억 천억 조 십조 백조 천조 경";
/// What begins like a scale and is none.
const not_scales = "만큼 만에 조건 조항 조각 조합 조원 조사 경기 경우 경로 경매 백신 백분 천사 십자 억지 조기 조별";

/// Say the quantity whose digits begin at `start`; `currency` stands before it. Returns where it ends, which is after the digits at least.
pub fn read(reader: *Reader, start: usize, currency: []const u8) usize {
    var amount: Amount = .at(reader, start);
    if (currency.len > 0) {
        const end = money.scale(reader, &amount, amount.end);
        if (money.sayCents(reader, &amount, currency)) return reader.attach(end);
        amount.end = end;
    } else {
        const version_end = codes.version(reader, start);
        if (version_end > start) return tail(reader, start, version_end);
        if (counted(reader, start, &amount)) |end| return end;
        if (special(reader, start, &amount)) |end| return end;
        const unit = units.find(reader, amount.end);
        if (unit.end > 0) {
            unit.sayBefore(reader, start);
            amount.say(reader);
            unit.say(reader);
            return reader.attach(unit.end);
        }
    }
    const end = sayScaled(reader, &amount, currency.len > 0);
    if (currency.len > 0) {
        reader.end();
        // The sign of a currency may come with its name: ₩3,000원.
        if (!search.startsWith(u8, reader.text(end), currency)) reader.put(currency);
        return reader.attach(end);
    }
    return tail(reader, start, end);
}

/// Say a number that a native counter, a month or the like follows, with that. Returns where it ends; null if none follows.
fn counted(reader: *Reader, start: usize, amount: *const Amount) ?usize {
    // The far end of a range names what is counted: 3~5개.
    const last = rangeEnd(reader, amount.end);
    const far: Amount = if (last) |place| .at(reader, place) else amount.*;
    const place = reader.afterSpace(far.end);
    const text = reader.hangulFrom(far.end);
    const touches = place == far.end;
    if (last == null and search.startsWith(u8, text, "여") and touches) return null;
    if (touches and search.startsWith(u8, text, "월") and amount.decimals.len == 0 and amount.length <= 2) {
        const value = amount.value();
        if (value < 1 or value > 12 or search.startsWith(u8, text, "월드")) return null;
        dates.month(reader, value);
        if (last != null) return amount.end;
        reader.put(text["월".len..]);
        return place + 1;
    }
    // 09시 05분: the zero is not said.
    if (touches and amount.length == 2 and amount.buffer[0] == '0' and longestOf("시 분 초 일 년 과", text) > 0) {
        const is_hour = search.startsWith(u8, text, "시") and amount.buffer[1] != '0';
        if (is_hour) numbers.native(reader, amount.value(), .counting) else numbers.cardinal(reader, amount.digits()[1..]);
        return if (last != null) amount.end else counterEnd(reader, place, true);
    }
    // 2~3만 원 is 이만에서 삼만 원.
    const scale = if (last != null and touches and reader.startOf(place, not_scales) == 0) longestOf(scales, text) else 0;
    if (scale > 0) {
        amount.say(reader);
        reader.put(text[0..scale]);
        return amount.end;
    }
    if (!amount.isCount() or !far.isCount()) return null;
    const counter = counters.after(reader, start, far.end) orelse return null;
    numbers.counting(reader, amount.digits(), counter.form);
    if (last != null) {
        reader.say(text[0..counter.length]);
        return amount.end;
    }
    if (counter.form == .ordinal) return reader.attach(place);
    return counterEnd(reader, place, touches);
}

/// Say the counter at `place` as a word of its own, unless a space before it leaves that to the model.
fn counterEnd(reader: *Reader, place: usize, touches: bool) usize {
    if (!touches) return place - 1;
    reader.end();
    return reader.attach(place);
}

/// Say what is a name rather than a number: 119, 코로나19, 비밀번호 1234.
fn special(reader: *Reader, start: usize, amount: *const Amount) ?usize {
    const is_name = codes.isEmergency(reader, start) and !counters.isCounter(reader.hangulFrom(amount.end)) and
        units.find(reader, amount.end).end == 0 and money.nameAt(reader, amount.end).len == 0;
    const is_virus = reader.isAt(start, "19") and search.endsWith(u8, reader.hangulBefore(start), "코로나");
    const is_key = amount.length >= 4 and search.endsWith(u8, reader.hangulBefore(start), "번호");
    if (amount.end != start + 1 or !(is_name or is_virus or is_key)) return null;
    numbers.eachDigit(reader, amount.digits(), "공");
    return tail(reader, start, amount.end);
}

/// Say a number with the 만 and 억 after it, and the numbers that go on after these: 1만 2천5백. Returns where it ends.
fn sayScaled(reader: *Reader, first: *const Amount, has_currency: bool) usize {
    var amount = first.*;
    while (true) {
        const end = amount.end;
        const text = reader.text(end);
        const scale = if (reader.kind(end) == .korean and longestOf(not_scales, text) == 0) longestOf(scales, text) else 0;
        const is_silent = scale > 0 and amount.decimals.len == 0 and amount.length == 1 and amount.buffer[0] == '1' and !isOneOf("억 조 경", text[0..scale]);
        if (!is_silent) amount.say(reader);
        if (scale == 0) return end;
        reader.put(text[0..scale]);
        const rest = text[scale..];
        if (rest.len > 0) {
            // Another counting word, or a particle, goes on in the same word; a counter is a word of its own.
            const more = longestOf("여", rest);
            reader.put(rest[0..more]);
            if (!endings.isEnding(rest[more..])) reader.end();
            reader.put(rest[more..]);
            return end + 1;
        }
        const next = if (has_currency) reader.afterSpace(end + 1) else end + 1;
        if (!reader.isDigits(next)) return end + 1;
        amount = .at(reader, next);
        const is_scaled = reader.kind(amount.end) == .korean and reader.startOf(amount.end, scales) > 0;
        if (next != end + 1 and !is_scaled) return end + 1;
        if (longestOf("만 억 조 경", text[scale - "만".len ..]) > 0) reader.end();
    }
}

/// Say what touches a number that is said: a unit or currency after 만, a particle, letters. Returns where it ends.
noinline fn tail(reader: *Reader, start: usize, end: usize) usize {
    const unit = units.find(reader, end);
    if (unit.end > 0) {
        unit.say(reader);
        return reader.attach(unit.end);
    }
    const sign = reader.afterSpace(end);
    const name = money.nameAt(reader, sign);
    // A sign that another number follows belongs to that.
    if (name.len > 0 and !reader.isDigits(sign + 1)) {
        reader.say(name);
        return reader.attach(sign + 1);
    }
    switch (reader.kind(end)) {
        .korean => {
            const text = reader.text(end);
            if (endings.isEnding(text)) return reader.attach(end);
            if (search.startsWith(u8, text, "여")) {
                reader.put("여");
                reader.say(text["여".len..]);
                return end + 1;
            }
            // What a range follows is said here, so that its particle can join.
            if (isTilde(reader, end + 1)) {
                reader.end();
                return reader.attach(end);
            }
        },
        .english => if (letters.isSpelled(reader, end)) {
            const digits = reader.text(start);
            const is_name = end == start + 1 and digits.len == 1 and digits[0] != '0' and std.ascii.isUpper(reader.text(end)[0]);
            if (is_name) {
                // 3D is 스리디; the number was said already.
                reader.length = 0;
                numbers.loan(reader, digits[0]);
            } else reader.end();
            return letters.code(reader, end);
        },
        else => {},
    }
    return end;
}

/// Whether a wave dash is at `at`.
pub noinline fn isTilde(reader: *const Reader, at: usize) bool {
    return reader.isAt(at, "~ \u{223C} \u{301C} \u{2013}");
}

/// Where the number is that ends the range whose first number ends at `end`; null if there is no range.
pub fn rangeEnd(reader: *const Reader, end: usize) ?usize {
    const mark = reader.afterSpace(end);
    const last = reader.afterSpace(mark + 1);
    if (!reader.isDigits(last)) return null;
    if (isTilde(reader, mark)) return last;
    return if (mark == end and last == end + 1 and isAscending(reader, end)) last else null;
}

/// Whether a hyphen at `at` parts two numbers of which the second is larger: 3-5.
pub noinline fn isAscending(reader: *const Reader, at: usize) bool {
    if (reader.symbol(at) != '-' or !reader.isDigits(at -% 1) or !reader.isDigits(at + 1)) return false;
    const after: Amount = .at(reader, at + 1);
    if (dates.isScore(reader, after.end)) return false;
    // 2024-25 are years too.
    const is_season = reader.text(at - 1).len == 4 and after.length == 2;
    return is_season or Amount.at(reader, at - 1).value() < after.value();
}

const testing = std.testing;

fn expectRead(text: []const u8, tokens: usize, expected: []const u8) !void {
    var reader = reader_file.readerOf(text);
    try testing.expectEqual(tokens, read(&reader, 0, ""));
    try reader_file.expectSaid(&reader, expected);
}

test "counters" {
    try expectRead("3개를", 2, "세 개를");
    try expectRead("20살이다", 2, "스무 살이다");
    try expectRead("101마리", 2, "백한 마리");
    try expectRead("3 개", 1, "세");
    try expectRead("6월의", 2, "유월의");
    try expectRead("09시", 2, "아홉 시");
    try expectRead("2째", 2, "둘째");
    try expectRead("3개월", 1, "삼");
    try expectRead("1.5배", 3, "일 점 오");
    try expectRead("3~5개", 1, "세 개");
}

test "scales, particles, units, letters" {
    try expectRead("5천만원을", 2, "오천만 원을");
    try expectRead("1만2천5백", 6, "만 이천오백");
    try expectRead("1만5000원", 3, "만 오천");
    try expectRead("100여 명", 2, "백여");
    try expectRead("5는", 2, "오는");
    try expectRead("60km/h로", 5, "시속 육십 킬로미터로");
    try expectRead("5만km", 3, "오만 킬로미터");
    try expectRead("3D로", 3, "스리디로");
    try expectRead("100$를", 3, "백 달러를");
    try expectRead("119에", 2, "일일구에");
    try expectRead("119개", 2, "백십구 개");
}

test "a currency stands after its amount" {
    const cases = [_]struct { []const u8, usize, []const u8, []const u8 }{
        .{ "5,000을", 4, "원", "오천 원을" },
        .{ "3만 5천", 5, "원", "삼만 오천 원" },
        .{ "3.50", 3, "달러", "삼 달러 오십 센트" },
        .{ "5 million", 3, "달러", "오백만 달러" },
        .{ "1억", 2, "달러", "일억 달러" },
    };
    for (cases) |case| {
        var reader = reader_file.readerOf(case[0]);
        try testing.expectEqual(case[1], read(&reader, 0, case[2]));
        try reader_file.expectSaid(&reader, case[3]);
    }
}
