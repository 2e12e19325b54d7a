//! Sums and fractions: 1+1=2, 3 × 4, 1/2.

const std = @import("std");
const Amount = @import("korean_amount.zig").Amount;
const numbers = @import("korean_numbers.zig");
const quantity = @import("korean_quantity.zig");
const reader_file = @import("korean_reader.zig");
const Reader = reader_file.Reader;
const isOneOf = reader_file.isOneOf;
const valueOf = reader_file.valueOf;

const operators = "+ 더하기 × 곱하기 * 곱하기 x 곱하기 X 곱하기 ÷ 나누기 = _";
/// These part ranges, dates and fractions too, so that only an equals sign makes them operators, or spaces a minus.
const doubtful = "- 빼기 / 나누기";

const Operator = struct { name: []const u8, next: usize, is_sure: bool };

/// The operator after the number that ends at `end`, with a number after it.
fn operatorAt(reader: *const Reader, end: usize) ?Operator {
    const at = reader.afterSpace(end);
    const next = reader.afterSpace(at + 1);
    if (!reader.isDigits(next) or (at == end) != (next == at + 1)) return null;
    const text = reader.text(at);
    const sure = valueOf(operators, text);
    if (sure.len > 0) return .{ .name = sure, .next = next, .is_sure = true };
    const name = valueOf(doubtful, text);
    if (name.len == 0) return null;
    return .{ .name = name, .next = next, .is_sure = at != end and text[0] == '-' };
}

/// Say the sum that begins with the digits at `start`. Returns where it ends; `start` if there is none.
pub fn read(reader: *Reader, start: usize) usize {
    var end = Amount.at(reader, start).end;
    var is_sure = true;
    var has_equals = false;
    var count: usize = 0;
    while (operatorAt(reader, end)) |operator| : (count += 1) {
        is_sure = is_sure and operator.is_sure;
        has_equals = has_equals or operator.name[0] == '_';
        end = Amount.at(reader, operator.next).end;
    }
    const asks = reader.symbol(reader.afterSpace(end)) == '=';
    if (count == 0 or !(is_sure or has_equals or asks)) return start;
    if (isOffer(reader, start)) {
        numbers.loan(reader, reader.text(start)[0]);
        reader.say("플러스 ");
        numbers.loan(reader, reader.text(start + 2)[0]);
        return start + 3;
    }
    var at = start;
    for (0..count) |_| {
        const amount: Amount = .at(reader, at);
        const operator = operatorAt(reader, amount.end).?;
        amount.say(reader);
        if (operator.name[0] == '_') {
            reader.put(if (reader.isClosed()) "은" else "는");
        } else {
            reader.say(operator.name);
        }
        reader.end();
        at = operator.next;
    }
    if (!asks) return quantity.read(reader, at, "");
    Amount.at(reader, at).say(reader);
    reader.put(if (reader.isClosed()) "은" else "는");
    return reader.afterSpace(end) + 1;
}

/// Whether it is an offer of shops rather than a sum: 1+1 행사.
fn isOffer(reader: *const Reader, at: usize) bool {
    if (reader.symbol(at + 1) != '+' or !reader.isAt(at + 2, "1") or reader.text(at).len > 1) return false;
    const digit = reader.text(at)[0];
    if (digit < '1' or digit > '3') return false;
    const next = reader.kind(at + 3);
    return next == .edge or (next == .space and reader.symbol(at + 4) != '=') or (next == .symbol and reader.symbol(at + 3) != '=' and reader.symbol(at + 3) != '+');
}

/// Say the fraction that begins with the digits at `at`: 이분의 일. Returns where it ends; `at` if there is none.
pub fn fraction(reader: *Reader, at: usize) usize {
    const above = reader.text(at);
    const below = reader.text(at + 2);
    if (reader.symbol(at + 1) != '/' or !reader.isDigits(at + 2) or above[0] == '0' or below[0] == '0') return at;
    if (reader.symbol(at + 3) == '/' or above.len > 4 or below.len > 4) return at;
    if (reader.startOf(at + 3, "분기") > 0) {
        // A quarter of a year: 일사분기.
        numbers.cardinal(reader, above);
        numbers.cardinal(reader, below);
        return reader.attach(at + 3);
    }
    numbers.cardinal(reader, below);
    reader.put("분의 ");
    numbers.cardinal(reader, above);
    return at + 3;
}

const testing = std.testing;

const expectSaid = reader_file.expectRead;

test "sums" {
    try expectSaid(read, "1+2=3", 5, "일 더하기 이는 삼");
    try expectSaid(read, "3 × 4 = 12", 9, "삼 곱하기 사는 십이");
    try expectSaid(read, "10-3=7이다", 6, "십 빼기 삼은 칠이다");
    try expectSaid(read, "6/2=?", 4, "육 나누기 이는");
    try expectSaid(read, "10 - 3", 5, "십 빼기 삼");
    try expectSaid(read, "1920x1080", 3, "천구백이십 곱하기 천팔십");
    try expectSaid(read, "1+1 행사", 3, "원 플러스 원");
    for ([_][]const u8{ "3-5", "1/2", "3+", "5 -3" }) |text| try expectSaid(read, text, 0, "");
}

test "fractions" {
    try expectSaid(fraction, "1/2", 3, "이분의 일");
    try expectSaid(fraction, "3/10", 3, "십분의 삼");
    try expectSaid(fraction, "1/4분기", 4, "일사분기");
    for ([_][]const u8{ "0/2", "1/2/3", "1/a" }) |text| try expectSaid(fraction, text, 0, "");
}
