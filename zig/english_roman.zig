//! Roman numerals after names and titles: Henry VIII, World War II, Chapter IV.

const std = @import("std");
const reader = @import("english_reader.zig");
const numbers = @import("english_numbers.zig");
const search = @import("search.zig");
const Reader = reader.Reader;

/// Names of which many rulers and popes are counted: "the eighth". After any other word the numeral is a cardinal.
const rulers = " adrian albert alexander alfonso benedict boniface catherine charles christian clement constantine darius edward elizabeth " ++
    "felipe ferdinand " ++
    "francis frederick george gregory gustav haakon harald harold henry innocent ivan james john juan julius leo leopold louis margaret mary " ++
    "mehmed murad " ++
    "napoleon nicholas olaf otto paul peter philip pius ptolemy ramesses ramses richard robert rudolf selim sixtus stephen suleiman urban " ++
    "victor vittorio " ++
    "wilhelm william xerxes ";
/// Titles after which any name is a ruler's.
const titles = " king queen pope emperor empress tsar czar kaiser sultan prince princess pharaoh duke saint ";
/// Nouns that are numbered; after these a single letter is a numeral too.
const numbered = " war part chapter act scene volume book type phase stage class section article title level tier bowl unit vol ch group " ++
    "appendix grade round " ++
    "episode season step block category division region schedule table figure factor ";

/// The value of a numeral in its only form; null for any other word.
pub noinline fn value(word: []const u8) ?u32 {
    const parts = " M CM D CD C XC L XL X IX V IV I ";
    const worth = [_]u16{ 1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1 };
    var at: usize = 0;
    var total: u32 = 0;
    for (worth, 0..) |of_part, place| {
        const part = reader.nth(parts, place);
        // Three of M, C, X and I at most, one of the others.
        const most: usize = if (part.len == 1 and part[0] != 'D' and part[0] != 'L' and part[0] != 'V') 3 else 1;
        var count: usize = 0;
        while (count < most and word.len >= at + part.len and search.eql(u8, word[at..][0..part.len], part)) : (count += 1) {
            at += part.len;
            total += of_part;
        }
    }
    // IXI, XCX, CMC and the like take a place twice.
    for (2..@max(2, word.len)) |end| if (reader.has("IXI IVI XCX XLX CMC CDC IXV XCL CMD", word[end - 2 .. end + 1])) return null;
    return if (at == word.len and total > 0) total else null;
}

pub noinline fn read(r: *const Reader, at: usize) usize {
    const text = r.text(at);
    const is_possessive = text.len > 2 and text[text.len - 2] == '\'';
    const word = text[0 .. text.len - 2 * @as(usize, @intFromBool(is_possessive))];
    if (reader.indexOf("IVXLCDM", word[0]) == null) return 0;
    if (word.len > 1 and std.ascii.isLower(word[1])) return 0;
    const number = value(word) orelse return 0;
    const before = r.before(at);
    // The number of a heading.
    if (r.kind(before) == .edge and r.is(at + 1, '.') and word.len > 1 and r.kind(at + 2) == .space) {
        numbers.value(r, number, .cardinal);
        return at + 1;
    }
    if (before +% 2 != at or !r.isCapital(before)) return 0;
    const name = r.lower(before);
    const is_titled = r.isIn(r.before(before), titles);
    const is_numbered = reader.has(numbered, name);
    const is_ruler = is_titled or reader.has(rulers, name);
    if (word.len == 1 and !is_numbered and !(is_ruler and (word[0] == 'V' or word[0] == 'X' or (word[0] == 'I' and is_titled)))) return 0;
    // XXL, MD and CD are no numbers, unless of what is numbered.
    for (word) |letter| if (!is_numbered and reader.indexOf("IVX", letter) == null) return 0;
    // In capitals a name cannot be told from any other word.
    if (name.len > 1 and std.ascii.isUpper(r.text(before)[1]) and !is_ruler and !is_numbered) return 0;
    if (is_ruler and !is_numbered) r.say("the");
    numbers.value(r, number, if (!is_ruler or is_numbered) .cardinal else if (is_possessive) .possessive else .ordinal);
    return at + 1;
}

const expectSaid = @import("english_test.zig").expectSaid;

test "values" {
    const cases = [_]struct { []const u8, ?u32 }{
        .{ "I", 1 },       .{ "IV", 4 },    .{ "VIII", 8 },  .{ "XIV", 14 },   .{ "LVIII", 58 }, .{ "MCMLXXXIV", 1984 },
        .{ "IIII", null }, .{ "VX", null }, .{ "IC", null }, .{ "IXI", null }, .{ "MIX", 1009 }, .{ "FBI", null },
    };
    for (cases) |case| try std.testing.expectEqual(case[1], value(case[0]));
}

test "numerals after names" {
    try expectSaid(&.{
        .{ "Henry VIII", "henry the eighth" },
        .{ "Queen Elizabeth II", "queen elizabeth the second" },
        .{ "World War II", "world war two" },
        .{ "World War I", "world war one" },
        .{ "Chapter IV", "chapter four" },
        .{ "Louis XIV", "louis the fourteenth" },
        .{ "Charles and I", "charles and i" },
        .{ "an IV drip", "an I V drip" },
        .{ "Super Bowl LVIII", "super bowl fifty-eight" },
        .{ "Rocky III", "rocky three" },
        .{ "Henry VIII's wives", "henry the eighth's wives" },
        .{ "II. Results", "two . results" },
    });
}
