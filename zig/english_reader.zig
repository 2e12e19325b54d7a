//! What the parts of the English reading share: a look at the tokens around a place, words to say, and tables packed into strings.

const std = @import("std");
const line_file = @import("line.zig");
const search = @import("search.zig");
const Line = line_file.Line;
const Speech = @import("speech.zig").Speech;

/// Readers take the index of a token and return the index after the last one that they said, or zero if it is not for them.
pub const Reader = struct {
    line: *const Line,
    speech: *Speech,

    pub noinline fn kind(r: *const Reader, at: usize) line_file.Kind {
        return r.line.kind(at);
    }

    pub noinline fn text(r: *const Reader, at: usize) []const u8 {
        return r.line.text(at);
    }

    pub noinline fn is(r: *const Reader, at: usize, code_point: u21) bool {
        return r.symbol(at) == code_point;
    }

    /// The code point of a symbol, or zero.
    pub noinline fn symbol(r: *const Reader, at: usize) u21 {
        return r.line.symbol(at);
    }

    pub noinline fn isDigits(r: *const Reader, at: usize) bool {
        return r.kind(at) == .digits;
    }

    pub noinline fn isWord(r: *const Reader, at: usize) bool {
        return r.kind(at) == .english;
    }

    pub noinline fn isWordOrDigits(r: *const Reader, at: usize) bool {
        return r.isWord(at) or r.isDigits(at);
    }

    /// A word in lower case, or nothing.
    pub noinline fn lower(r: *const Reader, at: usize) []const u8 {
        return if (r.isWord(at)) r.line.lower(at) else "";
    }

    /// Whether the token is the word, in any case.
    pub noinline fn isThis(r: *const Reader, at: usize, word: []const u8) bool {
        return r.line.isWord(at, word);
    }

    /// Whether the token is the word, in this case.
    pub noinline fn isCase(r: *const Reader, at: usize, word: []const u8) bool {
        return r.isWord(at) and search.eql(u8, r.text(at), word);
    }

    /// Whether the token is one of the words of a list, in any case.
    pub noinline fn isIn(r: *const Reader, at: usize, list: []const u8) bool {
        return has(list, r.lower(at));
    }

    pub noinline fn isCapital(r: *const Reader, at: usize) bool {
        return r.isWord(at) and std.ascii.isUpper(r.text(at)[0]);
    }

    /// A hyphen, a minus sign or the dash of a range.
    pub noinline fn isDash(r: *const Reader, at: usize) bool {
        return r.is(at, '-') or r.is(at, 0x2013);
    }

    /// The place after the spaces at `at`, if there are any.
    pub noinline fn skip(r: *const Reader, at: usize) usize {
        return if (r.kind(at) == .space) at + 1 else at;
    }

    /// The token before `at`, spaces left out.
    pub noinline fn before(r: *const Reader, at: usize) usize {
        return if (r.kind(at -% 1) == .space) at -% 2 else at -% 1;
    }

    /// The value of a run of one to four digits.
    pub noinline fn small(r: *const Reader, at: usize) ?u32 {
        if (!r.isDigits(at)) return null;
        const digits = r.text(at);
        return if (digits.len > 4) null else valueOf(digits);
    }

    /// The value of a run of so many digits, if it is from `low` to `high`.
    pub noinline fn inRange(r: *const Reader, at: usize, most_digits: usize, low: u32, high: u32) ?u32 {
        const value = r.small(at) orelse return null;
        return if (r.text(at).len <= most_digits and value >= low and value <= high) value else null;
    }

    /// Whether a sentence may begin at `at`.
    pub noinline fn beginsSentence(r: *const Reader, at: usize) bool {
        return switch (r.kind(r.before(at))) {
            .edge => true,
            .symbol => switch (r.symbol(r.before(at))) {
                '.', '!', '?', ':', '"', 0x201C, '(' => true,
                else => false,
            },
            else => false,
        };
    }

    /// The place after the point of an abbreviation at `at`: one that ends the line stays, since it also ends a sentence.
    pub noinline fn pastPoint(r: *const Reader, at: usize) usize {
        return if (r.is(at, '.') and r.kind(r.skip(at + 1)) != .edge) at + 1 else at;
    }

    /// Say words that spaces or hyphens part. Those in upper case are letters.
    pub noinline fn say(r: *const Reader, words: []const u8) void {
        var start: usize = 0;
        var is_joined = false;
        for (0..words.len + 1) |end| {
            const separator = if (end == words.len) ' ' else words[end];
            if (separator != ' ' and separator != '-') continue;
            if (end > start) {
                const word = words[start..end];
                if (std.ascii.isUpper(word[0])) {
                    r.speech.letters(word, false);
                } else if (is_joined) {
                    r.speech.joined(.english, word);
                } else {
                    r.speech.word(.english, word);
                }
            }
            is_joined = separator == '-';
            start = end + 1;
        }
    }

    /// Say a noun of a table in its singular or plural: `foot/feet`, `degree~ celsius`, or with s.
    pub noinline fn sayCounted(r: *const Reader, noun: []const u8, is_plural: bool) void {
        if (indexOf(noun, '/')) |slash| return r.say(if (is_plural and slash + 1 < noun.len) noun[slash + 1 ..] else noun[0..slash]);
        var buffer: [64]u8 = undefined;
        var length: usize = 0;
        var is_marked = false;
        for (noun) |character| {
            const marks = character == '~';
            is_marked = is_marked or marks;
            if (marks and !is_plural) continue;
            buffer[length] = if (marks) 's' else character;
            length += 1;
        }
        if (!is_marked and is_plural) {
            buffer[length] = 's';
            length += 1;
        }
        r.say(buffer[0..length]);
    }

    /// After an expression that ends before `end`: a hyphen that joins it to a word is not said, the dash of a range is "to".
    pub noinline fn tail(r: *const Reader, end: usize) usize {
        if (!r.isDash(end)) return end;
        if (r.isDigits(end + 1)) {
            // 50-50 is no range.
            if (!search.eql(u8, r.text(end -% 1), r.text(end + 1))) r.say(if (r.is(r.skip(end + 2), '=')) "minus" else "to");
            return end + 1;
        }
        if (!r.isWord(end + 1)) return end;
        if (!r.is(end, '-')) r.say("to");
        return end + 1;
    }
};

/// The value of a key in a table `key=value;key=value;`.
pub noinline fn find(table: []const u8, key: []const u8) ?[]const u8 {
    const rest = table[(search.indexOfWord(table, key, ';', '=') orelse return null) + key.len + 1 ..];
    return rest[0..indexOf(rest, ';').?];
}

/// The first place of a byte.
pub fn indexOf(text: []const u8, byte: u8) ?usize {
    return search.indexOf(u8, text, byte);
}

/// The value of a few digits.
pub noinline fn valueOf(digits: []const u8) u32 {
    var total: u32 = 0;
    for (digits) |digit| total = 10 * total + digit - '0';
    return total;
}

/// The words of a list between spaces.
pub const Words = struct {
    rest: []const u8,

    pub noinline fn next(words: *Words) ?[]const u8 {
        while (words.rest.len > 0) {
            const word = words.rest[0 .. indexOf(words.rest, ' ') orelse words.rest.len];
            words.rest = words.rest[@min(word.len + 1, words.rest.len)..];
            if (word.len > 0) return word;
        }
        return null;
    }
};

/// Whether a word is in a list between spaces.
pub noinline fn has(list: []const u8, word: []const u8) bool {
    return search.indexOfWord(list, word, ' ', ' ') != null;
}

/// A word of a list between spaces, by its place.
pub noinline fn nth(list: []const u8, place: usize) []const u8 {
    var each: Words = .{ .rest = list };
    for (0..place) |_| _ = each.next();
    return each.next().?;
}

const testing = std.testing;

test "tables and lists" {
    const table = "a=one;ab=two;";
    try testing.expectEqualStrings("two", find(table, "ab").?);
    try testing.expectEqualStrings("one", find(table, "a").?);
    try testing.expectEqual(null, find(table, "b"));
    try testing.expectEqual(null, find(table, ""));
    try testing.expect(has("x yz", "yz") and !has("x yz", "y"));
    try testing.expectEqualStrings("c", nth("a b c", 2));
}
