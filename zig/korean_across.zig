//! Korean words that are read together without a pause: liaison, assimilation and tense consonants across the space (articles 15, 18, 27
//! and 29 of the norm): 할 것을 할꺼슬, 밭 아래 바다래, 밥 먹는다 밤멍는다.

const std = @import("std");
const korean = @import("korean.zig");
const lists = @import("korean_lists.zig");
const phones = @import("phones.zig");
const rules = @import("korean_rules.zig");
const syllables = @import("korean_syllable.zig");
const tokens = @import("tokens.zig");
const words = @import("words.zig");

const Syllable = syllables.Syllable;
const Token = @import("transformer.zig").Token;

/// A word, and how it is read on its own.
pub const Reading = struct {
    /// Jamo, as `tokens.Graphemes` has them.
    graphemes: []const Token,
    phones: []const Token,
};

/// The phones of two neighbours as they are read together.
pub const Joined = struct { first: []const Token, second: []const Token };

/// Room for the phones of both: a word may begin with one phone more than on its own.
pub const Buffer = [2 * words.max_phones + 1]Token;

/// Read two Korean words together: the end of the first and the beginning of the second change, the rest stays.
///
/// A third word is joined to what the second became. Null if a word is no whole syllables or has no phones: then both stay as they are. The
/// phones may come from any source; what is written decides about the joint.
pub fn join(first: Reading, second: Reading, buffer: *Buffer) ?Joined {
    var first_letters: [tokens.max_graphemes]u16 = undefined;
    var second_letters: [tokens.max_graphemes]u16 = undefined;
    const left = korean.compose(first.graphemes, &first_letters) orelse return null;
    const right = korean.compose(second.graphemes, &second_letters) orelse return null;
    if (first.phones.len == 0 or second.phones.len == 0) return null;
    const last: Syllable = .init(left[left.len - 1]);
    const next: Syllable = .init(right[0]);
    const coda, const onset = rules.junction(last.coda, next.onset, next.vowel, betweenWords(left, right));

    const kept = first.phones[0 .. first.phones.len - @intFromBool(isConsonant(first.phones[first.phones.len - 1]))];
    const rest = second.phones[@intFromBool(isConsonant(second.phones[0]))..];
    var count: usize = 0;
    append(buffer, &count, kept);
    if (syllables.codaPhone(coda)) |phone| append(buffer, &count, &.{korean.tokenOf(phone) orelse return null});
    const end = count;
    if (syllables.onsetPhone(onset)) |phone| append(buffer, &count, &.{korean.tokenOf(phone) orelse return null});
    append(buffer, &count, rest);
    return .{ .first = buffer[0..end], .second = buffer[end..count] };
}

/// As written, a boundary: codas do not carry over as they are. A rule that finds nothing between the words leaves that.
fn betweenWords(left: []const u16, right: []const u16) rules.Mark {
    const mark = lists.markBetween(left, right);
    return if (mark == .none) .boundary else mark;
}

fn append(buffer: *Buffer, count: *usize, list: []const Token) void {
    @memcpy(buffer[count.*..][0..list.len], list);
    count.* += list.len;
}

fn isConsonant(token: Token) bool {
    const phone = phones.of(token).korean orelse return false;
    return @backingInt(phone) <= @backingInt(phones.Korean.l);
}

const testing = std.testing;

fn expectJoined(first: []const u8, second: []const u8, expected: []const u8) !void {
    var graphemes: [2]tokens.Graphemes = undefined;
    var read: [2][words.max_phones]Token = undefined;
    var readings: [2]Reading = undefined;
    for (&graphemes, &read, &readings, [_][]const u8{ first, second }) |*word, *buffer, *reading, text| {
        word.read(text);
        const jamo = word.tokens[0..word.length];
        reading.* = .{ .graphemes = jamo, .phones = korean.read(jamo, buffer).? };
    }
    var buffer: Buffer = undefined;
    const joined = join(readings[0], readings[1], &buffer).?;
    var text: [256]u8 = undefined;
    var length: usize = 0;
    for ([_][]const Token{ joined.first, joined.second }) |list| for (list) |token| {
        const ipa = phones.of(token).ipa;
        @memcpy(text[length..][0..ipa.len], ipa);
        length += ipa.len;
    };
    try testing.expectEqualStrings(expected, text[0..length]);
}

test "words are joined as the norm says" {
    try expectJoined("할", "것을", "halk͈ʌsɯl");
    try expectJoined("먹을", "것", "mʌkɯlk͈ʌt");
    try expectJoined("책을", "줄", "t͡ɕʰɛkɯlt͡ɕul");
    try expectJoined("만날", "사람", "mannals͈alam");
    try expectJoined("밭", "아래", "patalɛ");
    try expectJoined("밥", "먹는다", "pammʌŋnɯnta");
    try expectJoined("넋", "없다", "nʌkʌpt͈a");
    try expectJoined("값", "매기다", "kammɛkita");
    try expectJoined("옷", "한", "otʰan");
    try expectJoined("잘", "입다", "t͡ɕallipt͈a");
    try expectJoined("한", "일", "hannil");
    try expectJoined("나의", "꽃", "naɰik͈ot");
    try expectJoined("학교", "가다", "hakk͈jokata");
}

test "what is no word stays alone" {
    var buffer: Buffer = undefined;
    try testing.expectEqual(null, join(.{ .graphemes = &.{}, .phones = &.{} }, .{ .graphemes = &.{}, .phones = &.{} }, &buffer));
}
