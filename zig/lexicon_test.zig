//! Tests of lexica: read, found, compiled, sorted, and mixed in.

const std = @import("std");
const contexts = @import("lexicon_contexts.zig");
const lattice_file = @import("lattice.zig");
const lexicon_file = @import("lexicon.zig");
const lexicon_source = @import("lexicon_source.zig");
const line_file = @import("line.zig");
const memory = @import("memory.zig");
const model = @import("model");
const tokens = @import("tokens.zig");
const letters = @import("letters.zig");
const Output = @import("output.zig").Output;
const Token = @import("transformer.zig").Token;

const testing = std.testing;
var lexicon: lexicon_file.Lexicon = undefined;
var line: line_file.Line = undefined;
var graphemes: tokens.Graphemes = undefined;
var output: Output = undefined;
var lattice: lattice_file.Lattice = undefined;

fn read(text: []const u8, keeps_rest: bool) bool {
    @memcpy(memory.atLeast(text.len).?[0..text.len], text);
    var reader: lexicon_source.Reader = .{ .lexicon = &lexicon, .line = &line, .graphemes = &graphemes };
    return reader.read(text.len, keeps_rest, &output);
}

const names = "Kowalski\tkoʊˈvɑlski\nknight\tN AY1 T\n값\tkap\nC++\tsi\nknight\tnɑt\n";

test "entries are found as they are written, the first of several" {
    try testing.expect(read(names, false));
    try testing.expectEqual(5, lexicon.header.entries);
    try testing.expectEqual(3, lexicon.header.most_tokens);
    var buffer: [lexicon_file.max_symbols]Token = undefined;
    const knight = [_]Token{ letters.tokenOf("n"), letters.tokenOf("ˈaɪ"), letters.tokenOf("t") };
    try testing.expectEqualSlices(Token, &knight, lexicon.find("knight").?.phones(&buffer));
    try testing.expectEqual(.korean, lexicon.find("값").?.language());
    for ([_][]const u8{ "kowalski", "Kowalsk", "Kowalskii", "", "C+" }) |word| try testing.expectEqual(null, lexicon.find(word));
}

test "a dictionary of Kaldi has probabilities, and phones of both languages are those of the spelling's" {
    try testing.expect(read("cat 0.5 K AE1 T\nkimi\tkimi\n기미\t1.0\tk i m i\n", false));
    var buffer: [lexicon_file.max_symbols]Token = undefined;
    try testing.expectEqual(3, lexicon.find("cat").?.phones(&buffer).len);
    try testing.expectEqual(.english, lexicon.find("kimi").?.language());
    try testing.expectEqual(.korean, lexicon.find("기미").?.language());
}

test "letters stand before their phones" {
    try testing.expect(read(names, false));
    const symbols = lexicon.find("knight").?.symbols();
    var order: [9]u8 = undefined;
    for (symbols, &order) |symbol, *kind| kind.* = if (symbol < model.first_phone) 'g' else 'p';
    try testing.expectEqualStrings("gpggpgggp"[0..symbols.len], order[0..symbols.len]);
    try testing.expectEqual(20, lexicon.header.letters);
}

test "bad lines are told and left out, or nothing is loaded" {
    const text = "a\tæ\nnew york\tn\nb\tʁ\nc\ts";
    try testing.expect(read(text, true));
    try testing.expectEqualStrings("line 2: 'new york' has a space; list its words one by one\nline 3: 'ʁ' is none of the phones\n", output.slice());
    try testing.expectEqual(2, lexicon.header.entries);
    try testing.expect(!read(text, false));
    try testing.expectEqualStrings("line 2: 'new york' has a space; list its words one by one", output.slice());
    try testing.expect(lexicon.isEmpty());
}

test "a compiled lexicon is the same, and damage is seen" {
    try testing.expect(read(names, false) and lexicon.index(true));
    const size = lexicon.seal();
    var copy: [1000]u8 align(8) = undefined;
    @memcpy(copy[0..size], lexicon.bytes[0..size]);
    try testing.expect(read(copy[0..size], false));
    try testing.expectEqual(5, lexicon.header.entries);
    try testing.expectEqual(20, lexicon.letters.len);
    try testing.expect(lexicon.find("Kowalski") != null);
    for (0..size) |at| {
        copy[at] ^= 4;
        try testing.expect(!read(copy[0..size], false));
        copy[at] ^= 4;
    }
    try testing.expect(!read(copy[0 .. size - 4], false));
}

test "what a forged lexicon says is not believed, though its hash is right" {
    try testing.expect(read(names, false) and lexicon.index(true));
    const size = lexicon.seal();
    var copy: [1000]u8 align(8) = undefined;
    @memcpy(copy[0..size], lexicon.bytes[0..size]);
    var taken: usize = 0;
    for (16..size) |at| {
        const before = copy[at];
        for ([_]u8{ 0, 1, 5, 7, 120, 255, before ^ 4, before +% 1 }) |value| {
            copy[at] = value;
            std.mem.writeInt(u64, copy[8..16], std.hash.Fnv1a_64.hash(copy[16..size]), .little);
            if (read(copy[0..size], false)) taken += 1;
        }
        copy[at] = before;
    }
    // Another letter of a word, or another phone, is as good as any.
    try testing.expect(taken > 100 and taken < 8 * (size - 16) / 2);
    for ([_]struct { usize, u8 }{ .{ 16, 33 }, .{ 20, 19 }, .{ 24, 4 }, .{ 28, 255 }, .{ size - 4, 0 }, .{ size - 1, 1 } }) |change| {
        const before = copy[change[0]];
        copy[change[0]] = change[1];
        if (change[0] == 28) copy[29] = 1;
        std.mem.writeInt(u64, copy[8..16], std.hash.Fnv1a_64.hash(copy[16..size]), .little);
        try testing.expect(!read(copy[0..size], false));
        copy[change[0]] = before;
        copy[29] = 0;
    }
}

test "a line of a lexicon takes no longer than its bytes" {
    const size = 1 << 21;
    const bytes = memory.atLeast(size).?[0..size];
    @memset(bytes, 0);
    bytes[0] = 'a';
    bytes[1] = '\t';
    var reader: lexicon_source.Reader = .{ .lexicon = &lexicon, .line = &line, .graphemes = &graphemes };
    try testing.expect(!reader.read(size, false, &output));
}

test "letters are sorted by what stands around them, few and many" {
    const text = try testing.allocator.alloc(u8, 1 << 18);
    defer testing.allocator.free(text);
    var random: std.Random.DefaultPrng = .init(3);
    for ([_]usize{ 10, 200, 5000 }) |count| {
        var writer: std.Io.Writer = .fixed(text);
        for (0..count) |_| {
            for (0..random.random().intRangeAtMost(usize, 1, 6)) |_| try writer.writeByte("abn"[random.random().uintLessThan(usize, 3)]);
            try writer.writeAll("\tbæn\n");
        }
        try testing.expect(read(writer.buffered(), false) and lexicon.index(true));
        try expectSorted(lexicon.letters);
        // Every letter is still there.
        std.mem.sort(u32, lexicon.letters, {}, std.sort.asc(u32));
        for (lexicon.letters, 0..) |place, at| {
            try testing.expect(at == 0 or place > lexicon.letters[at - 1]);
            try testing.expect(lexicon.bytes[place] >= model.first_grapheme and lexicon.bytes[place] < model.first_phone);
        }
    }
}

fn expectSorted(places: []const u32) !void {
    for (places[0 .. places.len - 1], places[1..]) |place, next| {
        for (0..30) |depth| {
            const one = contexts.symbolAt(lexicon.bytes, place, depth);
            const other = contexts.symbolAt(lexicon.bytes, next, depth);
            try testing.expect(one <= other);
            if (one < other) break;
        }
    }
}

test "a listed word is expected phone by phone" {
    try testing.expect(read(names, false) and lexicon.index(true));
    for ([_][]const u8{ "kowalski", "knight" }, [_][]const u8{ "Kowalski", "knight" }) |word, written| {
        var of_word: tokens.Graphemes = undefined;
        lattice.start(of_word.of(word));
        var buffer: [lexicon_file.max_symbols]Token = undefined;
        for (lexicon.find(written).?.phones(&buffer), 0..) |phone, at| {
            lattice.expect(&lexicon, 0.8);
            // Of knight there are two entries.
            if (word.len == 8 or at != 1) try testing.expectApproxEqAbs(0.8, lattice.forecast[phone], 0.02);
            lattice.append(&lexicon, phone);
        }
        lattice.expect(&lexicon, 0.8);
        try testing.expectApproxEqAbs(0.8, lattice.forecast[model.end], 0.02);
    }
}
