//! What the homograph classifier sees in a token, as numbers: rows of a table, found by hashes of its spelling and endings and by its shape.
//!
//! `train/homograph_features.py` does the same when the weights are learned; both must agree to the bit.

const std = @import("std");
const data = @import("homograph_data");
const search = @import("search.zig");

/// The numbers of a token. Sixteen bits hold the sum of any number of rows that a sentence has.
pub const Vector = struct {
    /// What it is.
    nearby: Half,
    /// What it is about.
    topic: Half,

    pub const Half = @Vector(data.nearby, i16);

    /// The most rows of a token, and the largest magnitude of a number in their sum.
    pub const largest = 4 * 8;

    fn add(self: *Vector, other: Vector) void {
        self.nearby += other.nearby;
        self.topic += other.topic;
    }
};

/// Absent tokens, before the first of a sentence and after its last, have a row too.
pub const outside: Vector = row(shape_outside);

const shape_outside = 0;
const shape_plain = 1;
const shape_digits = 4;
const most_digits = 5;

/// The sum of a token's rows. The token must not be empty.
pub fn vector(token: []const u8) Vector {
    if (std.ascii.isDigit(token[0])) return row(shape_digits + @as(usize, @min(token.len, most_digits)) - 1);
    const spelling: Spelling = .of(token);
    var sum = row(shape_plain + case(token));
    sum.add(row(find(mixed(spelling.hash)) orelse data.unlisted));
    for ([_]usize{ 3, 2 }) |length| {
        if (spelling.length <= length + 1) continue;
        var hash = hashed(fnv_basis, '-');
        for (spelling.last[spelling.last.len - length ..]) |byte| hash = hashed(hash, byte);
        if (find(mixed(hash))) |index| sum.add(row(index));
    }
    return sum;
}

/// 0: not capitalised, 1: capitalised, 2: in capitals, as far as the first two bytes tell.
pub fn case(word: []const u8) usize {
    if (word.len == 0 or !std.ascii.isUpper(word[0])) return 0;
    return if (word.len > 1 and std.ascii.isUpper(word[1])) 2 else 1;
}

/// A token as it is looked up: ASCII letters in lower case, straight apostrophes, and none of those at its ends.
const Spelling = struct {
    hash: u32,
    /// Bytes.
    length: usize,
    /// Its last bytes, if it has so many.
    last: [3]u8,

    fn of(token: []const u8) Spelling {
        var spelling: Spelling = .{ .hash = fnv_basis, .length = 0, .last = @splat(0) };
        // Apostrophes are added once a letter follows them.
        var apostrophes: usize = 0;
        var at: usize = 0;
        while (at < token.len) {
            const length = apostropheLength(token[at..]);
            at += @max(length, 1);
            if (length > 0) {
                apostrophes += 1;
                continue;
            }
            if (spelling.length > 0) while (apostrophes > 0) : (apostrophes -= 1) spelling.add('\'');
            apostrophes = 0;
            spelling.add(std.ascii.toLower(token[at - 1]));
        }
        if (spelling.length == 0) spelling.add('\'');
        return spelling;
    }

    fn add(self: *Spelling, byte: u8) void {
        self.hash = hashed(self.hash, byte);
        self.length += 1;
        self.last = .{ self.last[1], self.last[2], byte };
    }
};

const curly = "’";

/// Bytes of the apostrophe that a text begins with; 0 if there is none.
pub fn apostropheLength(bytes: []const u8) usize {
    if (bytes[0] == '\'') return 1;
    return if (bytes[0] == curly[0] and search.startsWith(u8, bytes, curly)) curly.len else 0;
}

const fnv_basis: u32 = 2166136261;

fn hashed(hash: u32, byte: u8) u32 {
    return (hash ^ byte) *% 16777619;
}

fn mixed(hash: u32) u32 {
    const value = (hash ^ hash >> 15) *% 0x2C1B3C6D;
    return value ^ value >> 12;
}

/// The row of a key, or one that cannot be told apart from it; null if it is not listed.
fn find(hash: u32) ?usize {
    const bucket = hash >> (32 - data.bucket_bits);
    const start = data.bucket_starts[bucket];
    const prints = data.prints[start..data.bucket_starts[bucket + 1]];
    // A dozen: too few for the standard library's search to be worth its start.
    for (prints, data.first_key + start..) |print, index| if (print == @as(u16, @truncate(hash))) return index;
    return null;
}

/// A row of the table: the first half of its numbers in the low nibbles, the second half in the high ones.
fn row(index: usize) Vector {
    const bytes: @Vector(data.nearby, i8) = @bitCast(data.rows[index * data.nearby ..][0..data.nearby].*);
    const wide: Vector.Half = bytes;
    return .{ .nearby = wide << @splat(12) >> @splat(12), .topic = wide >> @splat(4) };
}

comptime {
    if (data.nearby != data.topic) @compileError("a row's two halves share bytes, so they must be as long as each other");
}
