//! What the model could have written at each step of a word, as JSON: for people who want to see it decide.

const std = @import("std");
const decode = @import("decode.zig");
const json = @import("json.zig");
const model = @import("model");
const notation = @import("notation.zig");
const sampling = @import("sampling.zig");
const words = @import("words.zig");

const Options = @import("options.zig").Options;
const Output = @import("output.zig").Output;
const Token = @import("transformer.zig").Token;

/// How many candidates a step shows at the most.
const shown = 8;

/// An upper bound of what `write` writes for a word of so many phones.
pub fn bound(phone_count: usize) usize {
    return (phone_count + 1) * 96 * (shown + 1);
}

/// Write the steps of a word that the model read, each with a comma before it unless `is_first`.
pub fn write(output: *Output, decoder: *decode.Decoder, list: *const words.Words, index: usize, options: *const Options, is_first: bool) void {
    const key = list.key(index);
    const tokens = decode.tokens(key.language);
    const written = list.phones(index);
    decoder.begin(0, key.graphemes);
    for (0..written.len + 1) |step| {
        decoder.step(key.language);
        decoder.batch.clear();
        var before: decode.Shares = undefined;
        var after: decode.Shares = undefined;
        decode.shares(key.language, &decoder.logits[0], &before);
        const sum = sampling.weigh(tokens, &decoder.logits[0], options, &after);
        const token = if (step < written.len) written[step] else model.end;
        open(output, is_first and step == 0, token, key.language, options);
        output.write("\",\"candidates\":[");
        // The most probable of either kind come first.
        var rank: decode.Shares = undefined;
        for (before[0..tokens.len], after[0..tokens.len], rank[0..tokens.len]) |share, *weight, *both| {
            weight.* /= sum;
            both.* = @max(share, weight.*);
        }
        for (0..@min(shown, tokens.len)) |place| {
            const candidate = decode.largest(rank[0..tokens.len]);
            rank[candidate] = -1;
            open(output, place == 0, tokens[candidate], key.language, options);
            json.share(output, "\",\"probability\":", before[candidate]);
            json.share(output, ",\"filtered\":", after[candidate]);
            output.write("}");
        }
        output.write("]}");
        if (step < written.len and !decoder.batch.isFull(0)) decoder.batch.append(0, token) else break;
    }
}

/// Begin an object with a phone in the notation asked for; the end has no name.
noinline fn open(output: *Output, is_first: bool, token: Token, language: words.Language, options: *const Options) void {
    if (!is_first) output.write(",");
    output.write("{\"phone\":\"");
    const start = output.length;
    if (token != model.end) notation.writePhone(output, &.{token}, 0, language, options);
    json.escapeFrom(output, start);
}
