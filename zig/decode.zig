//! Greedy decoding: graphemes of a word part → phones.

const std = @import("std");
const model = @import("model");
const phones = @import("phones.zig");
const transformer = @import("transformer.zig");

const Token = transformer.Token;

pub const Language = enum { english, korean };

/// The most phones that one part of a word can give.
pub const max_phones = model.context;

/// Reads word parts; owns the sequence that the model works on. Large: keep it in static memory.
pub const Decoder = struct {
    sequence: transformer.Sequence,
    logits: transformer.Logits align(16),
    found: [max_phones]Token,

    /// The most probable phones, step by step, until the model ends the word or its context is full.
    pub fn read(self: *Decoder, graphemes: []const Token, language: Language) []const Token {
        var prefix: [model.context]Token = undefined;
        prefix[0] = model.begin;
        @memcpy(prefix[1..][0..graphemes.len], graphemes);
        prefix[graphemes.len + 1] = model.separator;
        const prefix_length = graphemes.len + 2;
        self.sequence.start(prefix[0..prefix_length]);
        var last = prefix_length - 1;
        for (&self.found, 0..) |*token, count| {
            self.sequence.logits(last, &self.logits);
            token.* = self.best(language);
            if (token.* == model.end or self.sequence.length == model.context) return self.found[0..count];
            self.sequence.append(token.*);
            last = 0;
        }
        return &self.found;
    }

    /// The end of the word, or the most probable phone of the language: a word is never read with another language's sounds.
    fn best(self: *const Decoder, language: Language) Token {
        var winner: Token = model.end;
        for (self.logits[model.first_phone..model.vocabulary], spoken.get(language), model.first_phone..) |logit, allowed, token| {
            if (allowed and logit > self.logits[winner]) winner = @intCast(token);
        }
        return winner;
    }
};

/// Which phones each language has.
const spoken: std.EnumArray(Language, [model.phones.len]bool) = build: {
    var table: std.EnumArray(Language, [model.phones.len]bool) = .initUndefined();
    for (0..model.phones.len) |index| {
        const phone = phones.of(model.first_phone + index);
        table.getPtr(.english)[index] = phone.english != null;
        table.getPtr(.korean)[index] = phone.korean != null;
    }
    break :build table;
};
