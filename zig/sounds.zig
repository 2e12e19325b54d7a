//! A pronunciation in IPA → tokens of the model that spells. `sounds.txt` says what stands for what; `train.sounds` reads it too.

const std = @import("std");
const model = @import("model");
const search = @import("search.zig");
const Token = @import("transformer.zig").Token;
const utf8 = @import("utf8.zig");

/// The most symbols of a word, as the model has them; the rest of its context is left for letters.
pub const max_symbols = (model.context - 2) / 2;

/// Letters that vowels are written with.
const vowels = "aæɑɒɔəɚɛɜɝeiɪoʊuʌɯ";
const primary = 'ˈ';
const secondary = 'ˌ';
const syllabic = 0x329;

pub const Problem = union(enum) {
    /// No symbol of English or Korean pronunciations.
    unknown: u21,
    /// There are more symbols than `max_symbols`.
    too_long,
};

/// A word as the model takes it.
pub const Sounds = struct {
    tokens: [max_symbols]Token = undefined,
    count: usize = 0,
    /// The stress mark that waits for its vowel: people write it before the syllable, the model has it before the vowel.
    mark: ?u21 = null,

    /// Read a word. Returns what is wrong with it, if anything is.
    pub fn read(self: *Sounds, word: []const u8) ?Problem {
        self.* = .{};
        var at: usize = 0;
        while (at < word.len) {
            const point = utf8.decode(word[at..]) orelse return .{ .unknown = utf8.replacement };
            at += point.length;
            if (point.value == syllabic) {
                if (!self.insertSchwa()) return .too_long;
                continue;
            }
            if (find(point.value)) |read_as| {
                var each = std.unicode.Utf8Iterator{ .bytes = read_as, .i = 0 };
                while (each.nextCodepoint()) |symbol| if (self.add(symbol)) |problem| return problem;
            } else if (self.add(point.value)) |problem| return problem;
        }
        self.joinRhotics();
        return null;
    }

    pub fn slice(self: *const Sounds) []const Token {
        return self.tokens[0..self.count];
    }

    fn add(self: *Sounds, symbol: u21) ?Problem {
        if (symbol == primary or symbol == secondary) {
            self.mark = symbol;
            return null;
        }
        const token = tokenOf(symbol) orelse return .{ .unknown = symbol };
        if (self.mark) |mark| if (isVowel(symbol)) {
            self.mark = null;
            if (!self.append(tokenOf(mark).?)) return .too_long;
        };
        return if (self.append(token)) null else .too_long;
    }

    fn append(self: *Sounds, token: Token) bool {
        if (self.count == max_symbols) return false;
        self.tokens[self.count] = token;
        self.count += 1;
        return true;
    }

    /// A consonant that is a syllable has a schwa before it in the lexica: l̩ is əl.
    fn insertSchwa(self: *Sounds) bool {
        if (self.count == 0) return true;
        const consonant = self.tokens[self.count - 1];
        self.tokens[self.count - 1] = tokenOf('ə').?;
        return self.append(consonant);
    }

    /// American lexica have ɝ and ɚ where others write ɜɹ and, before no vowel, əɹ.
    fn joinRhotics(self: *Sounds) void {
        var written: usize = 0;
        for (self.tokens[0..self.count], 0..) |token, at| {
            const symbol = symbolOf(token);
            if (symbol == 'ɹ' and written > 0) {
                const last = &self.tokens[written - 1];
                const is_before_vowel = at + 1 < self.count and beginsVowel(symbolOf(self.tokens[at + 1]));
                const joined: ?u21 = switch (symbolOf(last.*)) {
                    'ɜ' => 'ɝ',
                    'ə' => if (is_before_vowel) null else 'ɚ',
                    else => null,
                };
                if (joined) |vowel| {
                    last.* = tokenOf(vowel).?;
                    continue;
                }
            }
            self.tokens[written] = token;
            written += 1;
        }
        self.count = written;
    }
};

fn beginsVowel(symbol: u21) bool {
    return isVowel(symbol) or symbol == primary or symbol == secondary;
}

fn isVowel(symbol: u21) bool {
    var each = std.unicode.Utf8Iterator{ .bytes = vowels, .i = 0 };
    while (each.nextCodepoint()) |vowel| if (vowel == symbol) return true;
    return false;
}

fn symbolOf(token: Token) u21 {
    return model.graphemes[token - model.first_grapheme];
}

fn tokenOf(symbol: u21) ?Token {
    const at = search.indexOf(u21, &model.graphemes, symbol) orelse return null;
    return @intCast(model.first_grapheme + at);
}

const Fold = struct { symbol: u21, read_as: []const u8 };

/// What a symbol is read as; null if as itself.
fn find(symbol: u21) ?[]const u8 {
    for (&folds) |fold| if (fold.symbol == symbol) return fold.read_as;
    return null;
}

const folds = build: {
    @setEvalBranchQuota(100_000);
    var list: []const Fold = &.{};
    var lines = std.mem.tokenizeScalar(u8, @embedFile("sounds.txt"), '\n');
    while (lines.next()) |line| {
        if (line[0] == '#') continue;
        const end = std.mem.indexOfScalar(u8, line, ' ') orelse line.len;
        const name = line[0..end];
        const symbol: u21 = if (std.mem.startsWith(u8, name, "U+")) std.fmt.parseInt(u21, name[2..], 16) catch unreachable else utf8.decode(name).?.value;
        list = list ++ .{Fold{ .symbol = symbol, .read_as = if (end == line.len) "" else line[end + 1 ..] }};
    }
    break :build list[0..list.len].*;
};

const testing = std.testing;

fn expectSounds(word: []const u8, expected: []const u8) !void {
    var sounds: Sounds = undefined;
    try testing.expectEqual(null, sounds.read(word));
    var each = (try std.unicode.Utf8View.init(expected)).iterator();
    for (sounds.slice()) |token| try testing.expectEqual(each.nextCodepoint(), symbolOf(token));
    try testing.expectEqual(null, each.nextCodepoint());
}

test "stress goes before the vowel, and marks that the spelling does not depend on go" {
    try expectSounds("kəmˈpjuːtɚ", "kəmpjˈutɚ");
    try expectSounds("/kəm.ˈpjuː.t͡ʃə(ɹ)/", "kəmpjˈutʃɚ");
    try expectSounds("'grin", "ɡɹˈin");
    try expectSounds("hɛloˈ", "hɛlo");
    try expectSounds("", "");
}

test "r after a central vowel, and consonants that are syllables" {
    try expectSounds("bɜːrd", "bɝd");
    try expectSounds("lɛtəɹ", "lɛtɚ");
    try expectSounds("bɛtəɹi", "bɛtəɹi");
    try expectSounds("ˈbɒtl̩", "bˈɒtəl");
}

test "Korean variants are those of the broad form, as far as the spelling goes" {
    try expectSounds("a̠nɲjʌ̹ŋɦa̠sʰe̞jo", "annjʌŋhasʰejo");
    try expectSounds("çim", "him");
}

test "what cannot be read is named" {
    var sounds: Sounds = undefined;
    try testing.expectEqual(Problem{ .unknown = 'ж' }, sounds.read("aжa").?);
    try testing.expectEqual(Problem{ .unknown = utf8.replacement }, sounds.read("a\xff").?);
    const long: [max_symbols + 1]u8 = @splat('t');
    try testing.expectEqual(.too_long, sounds.read(&long).?);
    try testing.expectEqual(null, sounds.read(long[1..]));
}
