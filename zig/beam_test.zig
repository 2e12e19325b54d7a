//! Tests of the beam search over pronunciations.

const std = @import("std");
const beam = @import("beam.zig");
const decode = @import("decode.zig");
const model = @import("model");
const search = @import("search.zig");
const tokens_file = @import("tokens.zig");
const Token = @import("transformer.zig").Token;
const words = @import("words.zig");

const testing = std.testing;

var test_decoder: decode.Decoder = undefined;
var test_search: beam.Search = undefined;
var test_words: words.Words = undefined;

test "pronunciations are distinct, sorted, and as probable as the model says when it reads them" {
    decode.prepare();
    test_decoder.lexicon = null;
    for ([_][]const u8{ "banana", "xylophone", "a", "ngg" }) |spelling| {
        var graphemes: tokens_file.Graphemes = undefined;
        const letters = graphemes.of(spelling);
        test_search.run(decode.InLanguage{ .decoder = &test_decoder, .language = .english }, letters, 5);
        try testing.expect(test_search.count == 10);
        var sum: f64 = 0;
        for (test_search.found[0..test_search.count], 0..) |*hypothesis, at| {
            sum += hypothesis.probability;
            if (at > 0) try testing.expect(hypothesis.probability <= test_search.found[at - 1].probability);
            for (test_search.found[0..at]) |*other| try testing.expect(!std.mem.eql(Token, other.slice(), hypothesis.slice()));
            // The same phones, one after the other, in a batch that holds nothing else.
            var product: f64 = 1;
            test_decoder.begin(0, letters);
            for (0..hypothesis.count + 1) |step| {
                test_decoder.step(.english);
                var shares: decode.Shares = undefined;
                decode.shares(.english, &test_decoder.logits[0], &shares);
                const token = if (step < hypothesis.count) hypothesis.phones[step] else model.end;
                product *= shares[search.indexOf(Token, decode.tokens(.english), token).?];
                test_decoder.batch.clear();
                if (step < hypothesis.count) test_decoder.batch.append(0, token);
            }
            try testing.expectEqual(product, hypothesis.probability);
        }
        try testing.expect(sum < 1.00001);
    }
}

test "the most probable is at least as probable as what greedy decoding finds" {
    decode.prepare();
    test_decoder.lexicon = null;
    for ([_][]const u8{ "strawberry", "zzz", "quixotically" }) |spelling| {
        var graphemes: tokens_file.Graphemes = undefined;
        test_words.clear();
        const place = test_words.place(.init(.english, graphemes.of(spelling)));
        test_decoder.read(&test_words, .{ .with_probabilities = true });
        test_search.run(decode.InLanguage{ .decoder = &test_decoder, .language = .english }, test_words.graphemes(place.index), 20);
        try testing.expect(@as(f32, @floatCast(test_search.found[0].probability)) >= 0.9999 * test_words.list[place.index].probability);
    }
}
