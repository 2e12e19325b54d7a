//! What the wasm of the model that spells exports. Addresses and lengths are in bytes of the module's memory; there are no imports.
//!
//! A host writes a pronunciation into the input buffer, calls `spell`, and reads the output buffer.

const std = @import("std");
const decimal = @import("decimal.zig");
const model = @import("model");
const phrase_file = @import("phrase.zig");
const sounds_file = @import("sounds.zig");
const speller_file = @import("speller.zig");
const transformer = @import("transformer.zig");
const utf8 = @import("utf8.zig");
const TextOutput = @import("text_output.zig").TextOutput;

/// Version of this interface.
pub const abi = 1;

const input_bytes = 1 << 13;

var input_buffer: [input_bytes]u8 align(16) = undefined;
var output_buffer: TextOutput = undefined;
var speller: speller_file.Speller = undefined;
var phrase: phrase_file.Phrase = undefined;
var ready = false;

export fn abi_version() u32 {
    return abi;
}

/// A JSON object about the model: name, parameters, data, hash of the checkpoint.
export fn metadata() [*]const u8 {
    return model.metadata.ptr;
}

export fn metadata_length() usize {
    return model.metadata.len;
}

export fn input() [*]u8 {
    return &input_buffer;
}

export fn input_capacity() usize {
    return input_bytes;
}

export fn output() [*]const u8 {
    return &output_buffer.buffer;
}

/// Bytes that the last call left in the output buffer.
export fn output_length() usize {
    prepare();
    return output_buffer.length;
}

/// Spell the pronunciation of `length` bytes in the input buffer, its words parted by spaces: up to `wanted` lines `spelling TAB probability`,
/// the most probable first. `script` is a `Script`. Returns 0, or 1 with a message in the output.
export fn spell(length: usize, wanted: usize, script: u32) u32 {
    prepare();
    if (length > input_bytes) return fail("the pronunciation is longer than {d} bytes", .{input_bytes});
    if (wanted == 0 or wanted > phrase_file.most) return fail("nbest: give a whole number from 1 to {d}", .{phrase_file.most});
    if (script > @backingInt(speller_file.Script.hangul)) return fail("there is no such script", .{});
    output_buffer.length = 0;
    phrase.clear();
    var words = std.mem.tokenizeAny(u8, input_buffer[0..length], " \t\r\n");
    while (words.next()) |word| {
        var sounds: sounds_file.Sounds = .{};
        if (sounds.read(word)) |problem| switch (problem) {
            .unknown => |symbol| return unknown(symbol),
            .too_long => return fail("a word has more than {d} symbols; part words by spaces", .{sounds_file.max_symbols}),
        };
        if (sounds.count == 0) continue;
        speller.spell(sounds.slice(), @fromBackingInt(script), wanted);
        if (!phrase.add(speller.search.found[0..speller.search.count], wanted)) return fail("the spelling is longer than {d} bytes; give fewer words", .{phrase_file.capacity});
    }
    if (phrase.words == 0) return fail("there is nothing to spell: give a pronunciation in IPA", .{});
    for (phrase.slice()) |*way| {
        output_buffer.write(way.text[0..way.length]);
        decimal.share(&output_buffer, "\t", @floatCast(way.probability));
        output_buffer.write("\n");
    }
    return 0;
}

/// Name a symbol that cannot be read; by its number alone if it would not be seen, or would break the line.
fn unknown(symbol: u21) u32 {
    const what = " is no symbol of an English or Korean pronunciation in IPA";
    if (symbol <= 0x20 or (symbol >= 0x7F and symbol <= 0xA0) or (symbol >= 0x2000 and symbol <= 0x206F)) return fail("U+{X:0>4}" ++ what, .{symbol});
    var buffer: [4]u8 = undefined;
    return fail("'{s}' (U+{X:0>4})" ++ what, .{ utf8.encode(symbol, &buffer), symbol });
}

fn fail(comptime format: []const u8, values: anytype) u32 {
    output_buffer.length = (std.fmt.bufPrint(&output_buffer.buffer, format, values) catch unreachable).len;
    return 1;
}

fn prepare() void {
    if (ready) return;
    transformer.prepare();
    output_buffer.length = 0;
    ready = true;
}

const testing = std.testing;

fn given(text: []const u8, wanted: usize) u32 {
    @memcpy(input_buffer[0..text.len], text);
    return spell(text.len, wanted, 0);
}

test "words together: as probable as each by itself, the best first" {
    try testing.expectEqual(0, given("kæt", 3));
    var alone: [3]f64 = undefined;
    for (&alone, phrase.slice()) |*probability, way| probability.* = way.probability;
    try testing.expectEqual(0, given(" kæt  kæt ", 5));
    const ways = phrase.slice();
    try testing.expectEqual(5, ways.len);
    try testing.expectEqual(alone[0] * alone[0], ways[0].probability);
    try testing.expectEqual(alone[0] * alone[1], ways[1].probability);
    for (ways[1..], ways[0..4]) |later, former| try testing.expect(later.probability <= former.probability);
    for (ways, 0..) |way, at| for (ways[0..at]) |other| {
        try testing.expect(!std.mem.eql(u8, way.text[0..way.length], other.text[0..other.length]));
    };
    try testing.expectEqual(5, std.mem.count(u8, output_buffer.slice(), "\n"));
}

test "what cannot be spelled is said" {
    try testing.expectEqual(1, given(" ", 3));
    try testing.expectEqual(1, given("kæ字t", 3));
    try testing.expectEqualStrings("'字' (U+5B57) is no symbol of an English or Korean pronunciation in IPA", output_buffer.slice());
    try testing.expectEqual(1, given("kæt", phrase_file.most + 1));
    const many: [input_bytes]u8 = @splat('t');
    try testing.expectEqual(1, given(&many, 1));
    var words: [input_bytes]u8 = @splat(' ');
    for (0..input_bytes / 2) |at| words[2 * at] = 'a';
    try testing.expectEqual(1, given(&words, 1));
    try testing.expectEqual(0, given("kæt", 1));
}

test {
    inline for (.{ @import("phrase.zig"), @import("sounds.zig"), @import("speller.zig") }) |file| _ = file;
}
