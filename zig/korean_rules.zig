//! Korean spelling to pronunciation by the rules of the published norm (표준 발음법, articles 5-30): what becomes of a coda and the onset
//! after it. The same rules as `train/korean.py`, which names the articles; what spelling does not show is a mark between two syllables.

const std = @import("std");
const search = @import("search.zig");
const syllables = @import("korean_syllable.zig");

const Coda = syllables.Coda;
const Onset = syllables.Onset;
const Syllable = syllables.Syllable;
const Vowel = syllables.Vowel;

/// What stands between two syllables, by the sign that the lists have for it.
pub const Mark = enum(u4) {
    none = 0,
    /// `-` verb stem and ending: 신-고 신꼬.
    stem,
    /// `=` noun and particle: 삶=도 삼도.
    particle,
    /// `+` parts of a compound, with ㄴ before i and j: 꽃+잎 꼰닙.
    compound,
    /// `|` words read together: 밭|아래 바다래.
    boundary,
    /// `^` the same, and a tense consonant after it: 길^가 길까.
    tense,
    /// `~` after the joining ㅅ of two nouns: 샛~길 새낄.
    joining,

    pub fn of(sign: u16) ?Mark {
        const index = search.indexOf(u16, &.{ '.', '-', '=', '+', '|', '^', '~' }, sign) orelse return null;
        return @fromBackingInt(@intCast(index));
    }

    fn isBoundary(self: Mark) bool {
        return @backingInt(self) >= @backingInt(Mark.compound);
    }
};

/// A coda and the onset after it, as spoken: the coda is one of seven or none.
pub const Junction = struct { Coda, Onset };

/// Read a word.
///
/// `letters` are its syllables as code points, `marks` what stands after each of them, `spoken` as many syllables to fill. All three are
/// of one length; known boundaries are added to the marks.
pub fn read(letters: []const u16, marks: []Mark, spoken: []Syllable) void {
    markKnownBoundaries(letters, marks);
    for (letters, spoken) |letter, *syllable| syllable.* = .init(letter);
    for (letters, spoken, 0..) |letter, *syllable, at| {
        const written: Syllable = .init(letter);
        if (at + 1 < letters.len) {
            const next: Syllable = .init(letters[at + 1]);
            const coda = codaBefore(letters, marks[at], at);
            syllable.coda, spoken[at + 1].onset = junction(coda, next.onset, next.vowel, marks[at]);
        } else {
            syllable.coda = neutral(written.coda);
        }
        // Article 5.
        if (written.vowel == .ui and written.onset != .zero) syllable.vowel = .i;
        if (written.vowel == .yeo and isAny(syllable.onset, &.{ .j, .jj, .ch })) syllable.vowel = .eo;
    }
}

/// The boundaries that go without saying: before 있다 and 없다, after 맏-, 헛-, 덧-, 풋-, 첫, 윗.
fn markKnownBoundaries(letters: []const u16, marks: []Mark) void {
    for (letters[1..], 1..) |letter, at| {
        const exists = isAny(letter, &.{ '있', '없' });
        const after_prefix = at == 1 and (isAny(letters[0], &.{ '헛', '덧', '풋', '첫', '윗' }) or (letters[0] == '맏' and letter != '이'));
        if (!(exists or after_prefix) or marks[at - 1] != .none) continue;
        // No ㄴ in 첫인상 처딘상, though in 첫여름 천녀름.
        const plain = exists or (letters[0] == '첫' and Syllable.init(letter).vowel == .i);
        marks[at - 1] = if (plain) .boundary else .compound;
    }
}

/// The coda of a syllable as the rules should take it: some words have their own (articles 10, 11, 16).
fn codaBefore(letters: []const u16, mark: Mark, at: usize) Coda {
    const letter = letters[at];
    const coda = Syllable.init(letter).coda;
    const next: Syllable = .init(letters[at + 1]);
    const before = if (at > 0) letters[at - 1] else 0;
    if (next.onset == .zero) return if (mark.isBoundary()) coda else letterNameCoda(before, letter) orelse coda;
    if ((letter == '밟' and next.onset != .h) or (letter == '넓' and isAny(letters[at + 1], &.{ '죽', '둥', '적' }))) return .b;
    if (coda == .ls or (before == '여' and letter == '덟')) return .l;
    // Nouns end in ㄱ where verb stems keep ㄹ.
    if (mark != .stem and isAny(letter, &.{ '닭', '흙', '칡', '슭', '삵', '탉' })) return .g;
    const makes_verb = next.onset == .g and (next.vowel == .i or next.vowel == .yeo);
    return if (coda == .lm and mark == .none and (letter == '앎' or makes_verb)) .m else coda;
}

/// The names of the letters do not carry their own consonant over.
fn letterNameCoda(before: u16, letter: u16) ?Coda {
    const names = [_]struct { u16, u16, Coda }{
        .{ '디', '귿', .s },
        .{ '지', '읒', .s },
        .{ '치', '읓', .s },
        .{ '키', '읔', .g },
        .{ '티', '읕', .s },
        .{ '피', '읖', .b },
        .{ '히', '읗', .s },
    };
    for (names) |name| if (name[0] == before and name[1] == letter) return name[2];
    return null;
}

/// What becomes of a coda as written and the onset after it; `vowel` is that of the second syllable.
pub fn junction(written: Coda, first: Onset, vowel: Vowel, mark: Mark) Junction {
    var coda = written;
    var onset = first;
    if ((mark == .compound or mark == .joining) and coda != .zero and onset == .zero and insertsN(vowel)) onset = .n; // article 29
    if (mark.isBoundary() or (mark == .particle and onset != .zero and coda != .h)) coda = neutral(coda);
    if (mark == .joining and coda == .d) if (tense(onset)) |tensed| return .{ .zero, tensed }; // article 30
    return switch (onset) {
        .zero => liaison(coda, vowel, mark),
        .h => beforeH(coda, vowel, mark),
        else => if (isAny(coda, &.{ .h, .nh, .lh })) afterH(coda, onset) else consonants(coda, onset, mark),
    };
}

/// A coda before a vowel moves on (articles 12-14, 17).
fn liaison(coda: Coda, vowel: Vowel, mark: Mark) Junction {
    if (isAny(coda, &.{ .zero, .ng, .h })) return .{ if (coda == .ng) .ng else .zero, .zero };
    const stays, var moves = parted(coda);
    if (moves == .h) return .{ .zero, @as(Onset, if (stays == .n) .n else .r) };
    if (isPalatalizing(vowel, mark)) moves = switch (moves) {
        .d => .j,
        .t => .ch,
        else => moves,
    };
    return .{ stays, if (stays != .zero and moves == .s) .ss else moves };
}

/// An obstruent takes up the ㅎ that follows it (articles 12, 17).
fn beforeH(written: Coda, vowel: Vowel, mark: Mark) Junction {
    const coda = if (isAny(written, &.{ .gs, .ls, .lm, .nh, .lh, .bs })) neutral(written) else written;
    if (coda == .zero) return .{ .zero, .h };
    const stays, const last = parted(coda);
    const onset: Onset = switch (last) {
        .g, .kk, .k => .k,
        .b, .p => .p,
        .j => .ch,
        .d, .t => if (isPalatalizing(vowel, mark)) .ch else .t,
        .s, .ss, .ch, .h => .t,
        else => return .{ coda, .h },
    };
    return .{ stays, onset };
}

/// ㅎ, ㄶ, ㅀ before a consonant (article 12).
fn afterH(coda: Coda, onset: Onset) Junction {
    const stays: Coda = switch (coda) {
        .nh => .n,
        .lh => .l,
        else => .zero,
    };
    return .{ stays, switch (onset) {
        .s => .ss,
        .g => .k,
        .d => .t,
        .b => .p,
        .j => .ch,
        else => return consonants(if (stays == .zero) .d else stays, onset, .none),
    } };
}

/// Tense, nasal and lateral consonants (articles 11, 18-20, 23-28).
fn consonants(coda: Coda, first: Onset, mark: Mark) Junction {
    var spoken = neutral(coda);
    var onset = first;
    if (tense(onset)) |tensed| {
        const after_stem = isAny(coda, &.{ .nj, .lm, .lb, .lt, .lp }) or (mark == .stem and (spoken == .n or spoken == .m));
        if (isAny(spoken, &.{ .g, .d, .b }) or mark == .tense or after_stem) {
            if (coda == .lg and onset == .g) spoken = .l;
            onset = tensed;
        }
    }
    if (onset == .r and spoken == .n and !mark.isBoundary()) {
        spoken = .l;
    } else if (onset == .r and spoken != .zero and spoken != .l) {
        onset = .n;
    } else if (onset == .n and spoken == .l) {
        onset = .r;
    }
    if (onset == .n or onset == .m) spoken = switch (spoken) {
        .g => .ng,
        .d => .n,
        .b => .m,
        else => spoken,
    };
    return .{ spoken, onset };
}

/// The seven codas that are spoken (articles 8-11).
pub fn neutral(coda: Coda) Coda {
    return switch (coda) {
        .kk, .k, .gs, .lg => .g,
        .s, .ss, .j, .ch, .t, .h => .d,
        .p, .lp, .bs => .b,
        .nj, .nh => .n,
        .lb, .ls, .lt, .lh => .l,
        .lm => .m,
        else => coda,
    };
}

/// Two codas in one: what stays, what moves on to a vowel. `coda` is not zero and not ㅇ.
fn parted(coda: Coda) struct { Coda, Onset } {
    return switch (coda) {
        .gs => .{ .g, .s },
        .nj => .{ .n, .j },
        .nh => .{ .n, .h },
        .lg => .{ .l, .g },
        .lm => .{ .l, .m },
        .lb => .{ .l, .b },
        .ls => .{ .l, .s },
        .lt => .{ .l, .t },
        .lp => .{ .l, .p },
        .lh => .{ .l, .h },
        .bs => .{ .b, .s },
        .l => .{ .zero, .r },
        .ng => .{ .zero, .zero },
        inline else => |single| .{ .zero, @field(Onset, @tagName(single)) },
    };
}

fn tense(onset: Onset) ?Onset {
    return switch (onset) {
        .g => .kk,
        .d => .tt,
        .b => .pp,
        .s => .ss,
        .j => .jj,
        else => null,
    };
}

fn insertsN(vowel: Vowel) bool {
    return isAny(vowel, &.{ .i, .ya, .yeo, .yo, .yu, .yae, .ye });
}

fn isPalatalizing(vowel: Vowel, mark: Mark) bool {
    return (vowel == .i or vowel == .yeo) and !mark.isBoundary();
}

fn isAny(value: anytype, comptime values: []const @TypeOf(value)) bool {
    inline for (values) |other| if (value == other) return true;
    return false;
}

fn expectSpoken(marked: []const u8, expected: []const u8) !void {
    var letters: [16]u16 = undefined;
    var marks: [16]Mark = @splat(.none);
    var count: usize = 0;
    var each = (try std.unicode.Utf8View.init(marked)).iterator();
    while (each.nextCodepoint()) |point| {
        if (Mark.of(@intCast(point))) |mark| {
            marks[count - 1] = mark;
        } else {
            letters[count] = @intCast(point);
            count += 1;
        }
    }
    var spoken: [16]Syllable = undefined;
    read(letters[0..count], marks[0..count], spoken[0..count]);
    var text: [64]u8 = undefined;
    var length: usize = 0;
    for (spoken[0..count]) |syllable| length += try std.unicode.utf8Encode(syllable.codePoint(), text[length..]);
    try std.testing.expectEqualStrings(expected, text[0..length]);
}

test "junctions by article" {
    const examples =
        \\꽃이 꼬치 값을 갑쓸 닭만 당만 읽는 잉는 넓다 널따 밟다 밥따
        \\않는다 안는다 같이 가치 신라 실라 국물 궁물 협력 혐녁 십리 심니
        \\솜+이불 솜니불 물난리 물랄리 갈^등 갈뜽 꽃+잎이 꼰니피 신-고 신꼬 샛~길 새낄
        \\삶=도 삼도 밭|아래 바다래 키읔에 키으게 맏형 마텽 닫혀 다처 협의 혀븨
        \\희망 히망 첫인상 처딘상 끝없이 끄덥씨 동원+령 동원녕 뚫는 뚤른 핥네 할레
    ;
    var each = std.mem.tokenizeAny(u8, examples, " \n");
    while (each.next()) |marked| try expectSpoken(marked, each.next().?);
}
