//! Hangul by arithmetic: syllables and jamo (Unicode Standard, section 3.12).

pub const first_onset: u21 = 0x1100;
pub const first_nucleus: u21 = 0x1161;
pub const first_coda: u21 = 0x11A8;
/// ㅇ at the start of a syllable, which has no sound.
pub const null_onset: u21 = 0x110B;
pub const onsets = 19;
pub const nuclei = 21;
pub const codas = 27;

pub const first_syllable: u21 = 0xAC00;
pub const last_syllable: u21 = 0xD7A3;

/// The jamo of one character: a syllable gives two or three, a jamo itself.
pub const Jamo = struct {
    buffer: [3]u21,
    length: usize,

    pub fn slice(self: *const Jamo) []const u21 {
        return self.buffer[0..self.length];
    }
};

/// Whether a code point is a syllable or a modern jamo of the conjoining kind (what NFD text is made of).
pub fn isHangul(code_point: u21) bool {
    return isSyllable(code_point) or isOnset(code_point) or
        within(code_point, first_nucleus, nuclei) or within(code_point, first_coda, codas);
}

/// Whether a syllable may begin at this code point.
pub fn beginsSyllable(code_point: u21) bool {
    return isSyllable(code_point) or isOnset(code_point);
}

/// The jamo of a code point for which `isHangul` holds.
pub fn decompose(code_point: u21) Jamo {
    if (!isSyllable(code_point)) return .{ .buffer = .{ code_point, 0, 0 }, .length = 1 };
    const index = code_point - first_syllable;
    // Codas count from one, since zero stands for an open syllable.
    const coda = index % (codas + 1);
    return .{
        .buffer = .{
            first_onset + index / (nuclei * (codas + 1)),
            first_nucleus + index / (codas + 1) % nuclei,
            first_coda -% 1 +% coda,
        },
        .length = if (coda == 0) 2 else 3,
    };
}

/// The syllable that two characters make as NFC has it: an onset and a nucleus, or an open syllable and a coda. Null if they make none.
pub fn compose(first: u21, second: u21) ?u21 {
    if (isOnset(first) and within(second, first_nucleus, nuclei)) {
        return first_syllable + ((first - first_onset) * nuclei + second - first_nucleus) * (codas + 1);
    }
    const is_open = isSyllable(first) and (first - first_syllable) % (codas + 1) == 0;
    return if (is_open and within(second, first_coda, codas)) first + second - first_coda + 1 else null;
}

fn isSyllable(code_point: u21) bool {
    return code_point >= first_syllable and code_point <= last_syllable;
}

fn isOnset(code_point: u21) bool {
    return within(code_point, first_onset, onsets);
}

fn within(code_point: u21, first: u21, count: u21) bool {
    return code_point >= first and code_point < first + count;
}

const testing = @import("std").testing;

test "syllables decompose as NFD does" {
    const cases = [_]struct { u21, []const u21 }{
        .{ '가', &.{ 0x1100, 0x1161 } },
        .{ '값', &.{ 0x1100, 0x1161, 0x11B9 } },
        .{ '힣', &.{ 0x1112, 0x1175, 0x11C2 } },
        .{ '안', &.{ 0x110B, 0x1161, 0x11AB } },
    };
    for (cases) |case| try testing.expectEqualSlices(u21, case[1], decompose(case[0]).slice());
}

test "every syllable composes back to itself" {
    var code_point: u21 = first_syllable;
    while (code_point <= last_syllable) : (code_point += 1) {
        const jamo = decompose(code_point);
        const parts = jamo.slice();
        var composed = compose(parts[0], parts[1]).?;
        if (parts.len == 3) composed = compose(composed, parts[2]).?;
        try testing.expectEqual(code_point, composed);
    }
}

test "only modern conjoining jamo and syllables count as hangul" {
    for ([_]u21{ 'a', 'ㅋ', 0x1113, 0x1160, 0x1176, 0x11A7, 0x11C3, 0xABFF, 0xD7A4 }) |code_point| {
        try testing.expect(!isHangul(code_point));
    }
}
