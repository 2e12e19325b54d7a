//! Numbers that name and do not count: telephone numbers, accounts, versions. Hyphens part them; versions have points.

const std = @import("std");
const numbers = @import("korean_numbers.zig");
const reader_file = @import("korean_reader.zig");
const Reader = reader_file.Reader;

/// Telephone numbers that everyone says digit by digit.
const emergency = "112 119 114 911";
/// The most groups of a code.
const most_groups = 8;

/// Say the telephone number, account or the like that begins with the digits at `at`, digit by digit. Returns where it ends; `at` if there
/// is none.
pub fn read(reader: *Reader, at: usize) usize {
    var places: [most_groups]usize = undefined;
    var count: usize = 0;
    var place = at;
    while (count < most_groups) {
        places[count] = place;
        count += 1;
        place = next(reader, at, place) orelse break;
    }
    if (count < 2) return at;
    const groups = places[0..count];
    if (!isCode(reader, groups)) return at;
    for (groups, 0..) |group, index| {
        if (index > 0) reader.end();
        numbers.eachDigit(reader, reader.text(group), "공");
    }
    return groups[count - 1] + 1;
}

/// The digits that follow those at `at` in a code which begins at `start`: after a hyphen; in what begins like a telephone number also
/// after the area code's parenthesis, a point, or a space.
fn next(reader: *const Reader, start: usize, at: usize) ?usize {
    const has_zero = reader.text(start)[0] == '0' and reader.text(start).len > 1;
    const place = switch (reader.symbol(at + 1)) {
        '-' => at + 2,
        ')' => if (has_zero and at == start) reader.afterSpace(at + 2) else return null,
        '.' => if (has_zero) at + 2 else return null,
        0 => if (has_zero and reader.kind(at + 1) == .space and reader.text(at + 2).len >= 3) at + 2 else return null,
        else => return null,
    };
    return if (reader.isDigits(place)) place else null;
}

fn isCode(reader: *const Reader, groups: []const usize) bool {
    const first = reader.text(groups[0]);
    const second = reader.text(groups[1]);
    const has_area = first[0] == '0' and first.len >= 2 and first.len <= 4;
    // 02-123-4567, 010-1234-5678; with spaces or points only in full.
    if (has_area and groups.len == 3) return second.len >= 3 and reader.text(groups[2]).len == 4;
    for (groups[1..]) |group| if (reader.symbol(group - 1) != '-') return false;
    if (groups.len > 2) return true;
    // 1588-1234 and 123-4567, but 1592-1598 are years.
    if (second.len == 4 and first.len == 4) {
        const is_service = first[0] == '1' and (first[1] == '5' or first[1] == '6' or first[1] == '8');
        const are_years = std.mem.lessThan(u8, first, second) and std.mem.lessThan(u8, second, "2101");
        return is_service and !are_years;
    }
    if (second.len == 4 and first.len == 3) return true;
    return first.len > 4 or second.len > 4 or first[0] == '0' and first.len > 1 or second[0] == '0' and second.len > 1;
}

/// Whether the digits at `at` are an emergency number, unless something is counted.
pub fn isEmergency(reader: *const Reader, at: usize) bool {
    return reader.isAt(at, emergency);
}

/// Say the version or address of three numbers and more with points between. Returns where it ends; `at` if there is none.
pub fn version(reader: *Reader, at: usize) usize {
    var end = at;
    while (reader.symbol(end + 1) == '.' and reader.isDigits(end + 2)) end += 2;
    if (end < at + 4) return at;
    var place = at;
    while (place <= end) : (place += 2) {
        if (place > at) reader.say("점 ");
        numbers.code(reader, reader.text(place));
    }
    return end + 1;
}

const testing = std.testing;

fn expectSaid(comptime say: fn (*Reader, usize) usize, text: []const u8, expected: []const u8) !void {
    var reader = reader_file.readerOf(text);
    const end = say(&reader, 0);
    try testing.expectEqual(expected.len > 0, end > 0);
    try reader_file.expectSaid(&reader, expected);
}

test "telephone numbers and accounts" {
    try expectSaid(read, "010-1234-5678", "공일공 일이삼사 오육칠팔");
    try expectSaid(read, "02) 123-4567", "공이 일이삼 사오육칠");
    try expectSaid(read, "010 1234 5678", "공일공 일이삼사 오육칠팔");
    try expectSaid(read, "1588-1234", "일오팔팔 일이삼사");
    try expectSaid(read, "123-456-789012", "일이삼 사오육 칠팔구공일이");
    try expectSaid(read, "901120-1234567", "구공일일이공 일이삼사오육칠");
}

test "ranges and decimals are no codes" {
    for ([_][]const u8{ "3-5", "1592-1598", "10-20", "3.14", "0.5", "12", "0 123", "1234 5678" }) |text| try expectSaid(read, text, "");
}

test "versions" {
    try expectSaid(version, "192.168.0.1", "백구십이 점 백육십팔 점 영 점 일");
    try expectSaid(version, "3.12", "");
}
