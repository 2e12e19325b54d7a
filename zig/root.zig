//! What the wasm exports. Addresses and lengths are in bytes of the module's memory; there are no imports.
//!
//! A host writes text into the input buffer, calls, and reads the output buffer; both stay where they are. An instance keeps its
//! options and the state of the current line, and must not be entered from two threads.

const std = @import("std");
const engine_file = @import("engine.zig");
const layout = @import("layout.zig");
const lexicon_source = @import("lexicon_source.zig");
const memory = @import("memory.zig");
const model = @import("model");
const transformer = @import("transformer.zig");
const weights = @import("weights.zig");

const Engine = engine_file.Engine;

/// Version of this interface; it changes when a host written for the old one would misread the new one.
pub const abi = 1;

const input_bytes = 1 << 16;

var input_buffer: [input_bytes]u8 align(16) = undefined;
var engine: Engine = undefined;
var all_logits: [model.padded_vocabulary]f32 align(16) = undefined;
var ready = false;

export fn abi_version() u32 {
    return abi;
}

/// A JSON object about the model: name, languages, parameters, scores, data, hash of the checkpoint.
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
    return &engine.output().buffer;
}

/// Bytes that the last call left in the output buffer.
export fn output_length() usize {
    prepare();
    return engine.output().length;
}

/// Set all options from the record in the input buffer: `name NUL value NUL …`. Returns 0, or 1 with a message in the output.
export fn configure(length: usize) u32 {
    prepare();
    if (length > input_bytes) return fail("configure: the record is longer than the input buffer");
    return @intFromBool(!engine.configure(input_buffer[0..length]));
}

/// Address of room for a lexicon of `length` bytes: text or compiled. The one before is gone. Zero, with a message in the output, if there is not so
/// much memory.
export fn lexicon_room(length: usize) usize {
    prepare();
    _ = engine.readLexicon(0, false);
    const room = memory.atLeast(length) orelse {
        _ = fail(lexicon_source.out_of_memory);
        return 0;
    };
    return @intFromPtr(room);
}

/// Read the lexicon in its room. Returns 0, with a line in the output for each bad line if `keeps_rest`; or 1 with a message.
export fn lexicon_load(length: usize, keeps_rest: u32) u32 {
    prepare();
    return @intFromBool(!engine.readLexicon(length, keeps_rest != 0));
}

/// Compile the lexicon that was read. Returns the length of what then stands at `lexicon_address`; 0 with a message in the output.
export fn lexicon_compile() usize {
    prepare();
    return engine.compileLexicon();
}

export fn lexicon_address() [*]const u8 {
    return engine.lexicon.bytes;
}

/// Transcribe `length` bytes at `offset` of the input buffer. Returns how many were consumed; with `final` = 0 a word that may go on
/// beyond them is left, and whenever the output is full the rest is: call again. A range outside the buffer consumes nothing.
export fn transcribe(offset: usize, length: usize, final: u32) usize {
    prepare();
    if (offset > input_bytes or length > input_bytes - offset) {
        engine.output().clear();
        return 0;
    }
    return engine.transcribe(input_buffer[offset..][0..length], final != 0);
}

/// Address of five u32: words so far, those repeated within a stretch of text, those found in the cache, those that the model read,
/// those found in the table of exceptions.
export fn statistics() *const engine_file.Statistics {
    prepare();
    return &engine.statistics;
}

/// For tests and inspection: the model's logits for `count` little-endian 16-bit tokens in the input buffer, of which `prefix` come up
/// to and including `<sep>`. The output holds f32 rows of the vocabulary's size, for the positions prefix - 1 to count - 1; minus infinity
/// where a packed model has no row for a token, since it never writes it.
/// Returns 0, or 1 with a message in the output.
export fn logits(count: usize, prefix: usize) u32 {
    prepare();
    if (prefix == 0 or prefix > count or count > model.context) return fail("logits: give 0 < prefix <= count <= context tokens");
    if ((count - prefix + 1) * model.vocabulary * 4 > engine.output().buffer.len) return fail("logits: too many positions at once");
    var tokens: [model.context]transformer.Token = undefined;
    for (tokens[0..count], 0..) |*token, at| {
        const value = std.mem.readInt(u16, input_buffer[2 * at ..][0..2], .little);
        if (value >= model.vocabulary) return fail("logits: a token is outside the vocabulary");
        token.* = @intCast(value);
    }
    engine.output().clear();
    transformer.setAccent(engine.options.accent.value);
    const batch = &engine.decoder.batch;
    batch.clear();
    batch.start(0, tokens[0..prefix]);
    for (prefix..count + 1) |next| {
        transformer.head(weights.head, batch.run(), 1, &all_logits, all_logits.len);
        for (all_logits[0..model.vocabulary], 0..) |*logit, token| {
            if (weights.is_packed and !layout.isWritten(token)) logit.* = -std.math.inf(f32);
        }
        engine.output().write(@ptrCast(all_logits[0..model.vocabulary]));
        batch.clear();
        if (next < count) batch.append(0, tokens[next]);
    }
    return 0;
}

fn fail(message: []const u8) u32 {
    engine.output().clear();
    engine.output().write(message);
    return 1;
}

fn prepare() void {
    if (!ready) engine.init();
    ready = true;
}

test {
    inline for (.{
        @import("accent.zig"),
        @import("acute.zig"),
        @import("align.zig"),
        @import("alternatives.zig"),
        @import("arpabet.zig"),
        @import("attention.zig"),
        @import("batch_test.zig"),
        @import("beam_test.zig"),
        @import("boost.zig"),
        @import("bounded.zig"),
        @import("cache.zig"),
        @import("decode.zig"),
        @import("engine.zig"),
        @import("english_abbreviations.zig"),
        @import("english_dates.zig"),
        @import("english_fractions.zig"),
        @import("english_money.zig"),
        @import("english_names.zig"),
        @import("english_numbers.zig"),
        @import("english_phones.zig"),
        @import("english_plain.zig"),
        @import("english_quantities.zig"),
        @import("english_reader.zig"),
        @import("english_roman.zig"),
        @import("english_syllables.zig"),
        @import("english_symbols.zig"),
        @import("english_text.zig"),
        @import("english_times.zig"),
        @import("english_units.zig"),
        @import("english_web.zig"),
        @import("exceptions.zig"),
        @import("force.zig"),
        @import("hangul.zig"),
        @import("homograph_context.zig"),
        @import("homograph_phones.zig"),
        @import("homographs.zig"),
        @import("integer.zig"),
        @import("ipa.zig"),
        @import("json.zig"),
        @import("korean.zig"),
        @import("korean_across.zig"),
        @import("korean_addresses.zig"),
        @import("korean_amount.zig"),
        @import("korean_codes.zig"),
        @import("korean_counters.zig"),
        @import("korean_dates.zig"),
        @import("korean_endings.zig"),
        @import("korean_hangul.zig"),
        @import("korean_jamo.zig"),
        @import("korean_letters.zig"),
        @import("korean_lists.zig"),
        @import("korean_money.zig"),
        @import("korean_narrow.zig"),
        @import("korean_numbers.zig"),
        @import("korean_quantity.zig"),
        @import("korean_reader.zig"),
        @import("korean_rules.zig"),
        @import("korean_stem.zig"),
        @import("korean_sums.zig"),
        @import("korean_syllable.zig"),
        @import("korean_symbols.zig"),
        @import("korean_text.zig"),
        @import("korean_units.zig"),
        @import("korean_words.zig"),
        @import("latin.zig"),
        @import("letters.zig"),
        @import("lexicon_test.zig"),
        @import("line.zig"),
        @import("line_language.zig"),
        @import("line_sentence.zig"),
        @import("markup.zig"),
        @import("math.zig"),
        @import("memory.zig"),
        @import("memory_test.zig"),
        @import("notation.zig"),
        @import("options.zig"),
        @import("phones.zig"),
        @import("project.zig"),
        @import("quantize.zig"),
        @import("range_decoder.zig"),
        @import("reading.zig"),
        @import("record.zig"),
        @import("respell.zig"),
        @import("rotary.zig"),
        @import("sampling.zig"),
        @import("search.zig"),
        @import("segment.zig"),
        @import("speech.zig"),
        @import("spelling.zig"),
        @import("suffixes.zig"),
        @import("syllable.zig"),
        @import("tokens.zig"),
        @import("trace.zig"),
        @import("transcript.zig"),
        @import("transformer.zig"),
        @import("utf8.zig"),
        @import("words.zig"),
        @import("xsampa.zig"),
    }) |file| _ = file;
}
