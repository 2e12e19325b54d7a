//! Korean syllables by their letters, and the phones of those that are spoken.

const std = @import("std");
const hangul = @import("hangul.zig");
const Korean = @import("phones.zig").Korean;

/// Onsets, vowels and codas in Unicode's order, by the names of the Revised Romanization.
pub const Onset = enum(u5) { g, kk, n, d, tt, r, m, b, pp, s, ss, zero, j, jj, ch, k, t, p, h };
pub const Vowel = enum(u5) { a, ae, ya, yae, eo, e, yeo, ye, o, wa, wae, oe, yo, u, wo, we, wi, yu, eu, ui, i };
pub const Coda = enum(u5) { zero, g, kk, gs, n, nj, nh, d, l, lg, lm, lb, ls, lt, lp, lh, m, b, bs, s, ss, ng, j, ch, k, t, p, h };

pub const Syllable = struct {
    onset: Onset,
    vowel: Vowel,
    coda: Coda,

    /// A syllable by its code point, from 가 to 힣.
    pub fn init(code_point: u16) Syllable {
        const index = code_point - hangul.first_syllable;
        return .{
            .onset = @fromBackingInt(@intCast(index / (hangul.nuclei * (hangul.codas + 1)))),
            .vowel = @fromBackingInt(@intCast(index / (hangul.codas + 1) % hangul.nuclei)),
            .coda = @fromBackingInt(@intCast(index % (hangul.codas + 1))),
        };
    }

    pub fn codePoint(self: Syllable) u16 {
        const onset: u16 = @backingInt(self.onset);
        const index = (onset * hangul.nuclei + @backingInt(self.vowel)) * (hangul.codas + 1) + @backingInt(self.coda);
        return @intCast(hangul.first_syllable + index);
    }

    /// The phones of a syllable as it is spoken, its coda one of seven: ㅚ is we and ㅟ wi; after ㅈ, ㅉ, ㅊ there is no j (article 5).
    pub fn phones(self: Syllable, buffer: *[4]Korean) []const Korean {
        var count: usize = 0;
        const glide, const vowel = vowelPhones(self.vowel);
        const is_palatal = self.onset == .j or self.onset == .jj or self.onset == .ch;
        for ([_]?Korean{ onsetPhone(self.onset), if (is_palatal and glide == .j) null else glide, vowel, codaPhone(self.coda) }) |phone| {
            buffer[count] = phone orelse continue;
            count += 1;
        }
        return buffer[0..count];
    }
};

pub fn onsetPhone(onset: Onset) ?Korean {
    const table = [_]?Korean{ .k, .kt, .n, .t, .tt, .l, .m, .p, .pt, .s, .st, null, .c, .ct, .ch, .kh, .th, .ph, .h };
    return table[@backingInt(onset)];
}

/// The phone of one of the seven spoken codas.
pub fn codaPhone(coda: Coda) ?Korean {
    return switch (coda) {
        .g => .k,
        .n => .n,
        .d => .t,
        .l => .l,
        .m => .m,
        .b => .p,
        .ng => .ng,
        else => null,
    };
}

const Nucleus = struct { ?Korean, Korean };

pub fn vowelPhones(vowel: Vowel) Nucleus {
    return nuclei[@backingInt(vowel)];
}

const nuclei = [_]Nucleus{
    .{ null, .a }, .{ null, .ae }, .{ .j, .a }, .{ .j, .ae }, .{ null, .eo }, .{ null, .e }, .{ .j, .eo },
    .{ .j, .e },   .{ null, .o },  .{ .w, .a }, .{ .w, .ae }, .{ .w, .e },    .{ .j, .o },   .{ null, .u },
    .{ .w, .eo },  .{ .w, .e },    .{ .w, .i }, .{ .j, .u },  .{ null, .eu }, .{ .eui, .i }, .{ null, .i },
};

test "every syllable composes back to itself" {
    var code_point: u16 = hangul.first_syllable;
    while (code_point <= hangul.last_syllable) : (code_point += 1) {
        try std.testing.expectEqual(code_point, Syllable.init(code_point).codePoint());
    }
    try std.testing.expectEqual(Syllable{ .onset = .g, .vowel = .a, .coda = .bs }, Syllable.init('값'));
}

test "the phones of spoken syllables" {
    var buffer: [4]Korean = undefined;
    try std.testing.expectEqualSlices(Korean, &.{ .k, .w, .e, .ng }, Syllable.init('굉').phones(&buffer));
    try std.testing.expectEqualSlices(Korean, &.{ .c, .eo }, Syllable.init('져').phones(&buffer));
    try std.testing.expectEqualSlices(Korean, &.{ .eui, .i }, Syllable.init('의').phones(&buffer));
}
