"""The faults: each replaces one piece of one file, which stands there exactly once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ZIG = Path(__file__).parent.parent.parent / "zig"


@dataclass(frozen=True)
class Fault:
    """A small mistake.

    Attributes:
        area: of the engine.
        mistake: in words: what is done wrong.
        file: in `zig/`.
        search: what stands there, exactly once.
        replace: what is put in its place; it compiles.
        tests: files in `tests/` whose tests are about it, beside the golden vectors and the engine's own tests.
    """

    area: str
    mistake: str
    file: str
    search: str
    replace: str
    tests: tuple[str, ...] = ()

    def places(self) -> int:
        """How often the text to replace is there: once, as long as the fault fits the engine."""
        return (ZIG / self.file).read_text(encoding="utf-8").count(self.search)


FAULTS = (
    Fault(
        "softmax", "the second part of ln 2 is added, not taken away: e^x is off by 10⁻⁴",
        "math.zig", "@splat(-2.12194440e-4)", "@splat(2.12194440e-4)",
        ("engine_logits",),
    ),
    Fault(
        "softmax", "attention sees one position too many in the last block",
        "attention.zig", "@Vector(4, u32){ 0, 1, 2, 3 } < beyond", "@Vector(4, u32){ 0, 1, 2, 3 } <= beyond",
        ("engine_logits",),
    ),
    Fault(
        "KV cache", "a new phone does not see itself",
        "transformer.zig", "if (both_directions) end else position + 1", "if (both_directions) end else @max(1, position)",
        ("engine_logits", "alternatives",),
    ),
    Fault(
        "KV cache", "a hypothesis that forks takes no values along in its last position",
        "transformer.zig", "@memcpy(copies[0..source.length], values[0..source.length])",
        "@memcpy(copies[0 .. source.length - 1], values[0 .. source.length - 1])",
        ("engine_logits", "alternatives",),
    ),
    Fault(
        "projection", "the last row of an odd number of rows is left out",
        "integer.zig", "if (row < rows) tile(inputs, 1,", "if (row < rows and rows == 1) tile(inputs, 1,",
        ("quantize",),
    ),
    Fault(
        "rotary position", "keys are turned the other way",
        "rotary.zig", "= first * cosine - second * sine;", "= first * cosine + second * sine;",
        ("engine_logits",),
    ),
    Fault(
        "decoding", "American words may get British vowels",
        "decode.zig", "language == .english and self.accent == 0)", "language == .english and self.accent > 1)",
        ("accent",),
    ),
    Fault(
        "beam search", "what is found later goes before what is as probable or more",
        "beam.zig", "self.found[at - 1].probability < probability", "self.found[at - 1].probability > probability",
        ("alternatives",),
    ),
    Fault(
        "sampling", "the same word is drawn alike everywhere in a line",
        "sampling.zig", "random.state = random.next() ^ place;", "random.state = random.next() ^ (place & 0);",
        ("sampling",),
    ),
    Fault(
        "forced phones", "the last of them is not forced",
        "decode.zig", "if (seat.count >= options.force.count) return drawn;",
        "if (seat.count + 1 >= options.force.count) return drawn;",
        ("force",),
    ),
    Fault(
        "stress placement", "no word may begin with sk",
        "syllable.zig", "S PTKMNLWFY", "S PTMNLWFY",
        ("notations",),
    ),
    Fault(
        "English numbers", "1910 is nineteen oh ten",
        "english_numbers.zig", 'if (last < 10) r.say("oh");', 'if (last < 11) r.say("oh");',
        ("english_text", "numbers_en",),
    ),
    Fault(
        "English dates", "between points, too, the month comes first",
        "english_dates.zig", "month > 12 or (mark == '.' and day <= 12)", "month > 12",
        ("english_text",),
    ),
    Fault(
        "Korean numbers", "11만 begins with a silent one",
        "korean_numbers.zig", "(power == 4 and is_first)", "power == 4",
        ("korean_text", "numbers_ko",),
    ),
    Fault(
        "Korean rules", "값을 is 갑슬: ㅅ does not tense (article 14)",
        "korean_rules.zig", "if (stays != .zero and moves == .s) .ss else moves", "moves",
        ("engine_korean",),
    ),
    Fault(
        "accent dial", "gates are as open beyond their accent as before it",
        "accent.zig", "1 - @abs(specialty - accent)", "1 - @max(0, specialty - accent)",
        ("accent",),
    ),
    Fault(
        "exceptions", "the first word of each block is not found",
        "exceptions.zig", "if (block.word.order(word) == .gt) high", "if (block.word.order(word) != .lt) high",
        ("exceptions",),
    ),
    Fault(
        "cache of words", "a word of the other language is found, too",
        "cache.zig", "self.language == key.language and ", "",
        ("transcriber",),
    ),
    Fault(
        "homographs", "the nearest words say nothing of the topic",
        "homographs.zig", "if (token.len > 0) topic +=", "if (token.len > 0 and distance > 0) topic +=",
        ("homographs",),
    ),
    Fault(
        "notations", "ARPABET's secondary stress is written as primary",
        "notation.zig", '.secondary => "2",', '.secondary => "1",',
        ("notations",),
    ),
    Fault(
        "lexicon mix", "the model keeps its whole say beside the lexicon's",
        "decode.zig", "(1 - lattice.sum) * of_model[column]", "of_model[column]",
        ("lexicon",),
    ),
    Fault(
        "structured result", "probabilities are cut, not rounded",
        "decimal.zig", "* 10000 + 0.5)", "* 10000)",
        ("analysis",),
    ),
    Fault(
        "text", "a surrogate half in UTF-8 passes for a character",
        "utf8.zig", "0xED => 0x9F,", "0xED => 0xBF,",
        ("any_text",),
    ),
    Fault(
        "decoding", "a word's probability is that of its last phone",
        "decode.zig", "seat.probability *= share;", "seat.probability = share;",
        ("analysis",),
    ),
    Fault(
        "decoding", "probabilities ignore the calibrated temperature",
        "decode.zig", "const sharpness: f32 = 1 / model.probability_temperature;", "const sharpness: f32 = 1;",
        ("analysis", "alternatives",),
    ),
    Fault(
        "stress placement", "ŋ may begin a syllable",
        "syllable.zig", '!= codeOf("NG")', '!= codeOf("ZH")',
        ("notations",),
    ),
    Fault(
        "Korean numbers", "스무 살 is 스물 살",
        "korean_numbers.zig", "tens == 2 and ones == 0 and form != .free", "tens == 2 and ones == 0 and form == .ordinal",
        ("korean_text", "numbers_ko",),
    ),
    Fault(
        "Korean rules", "no ㄴ before i and j in compounds (article 29)",
        "korean_rules.zig", "onset == .zero and insertsN(vowel)) onset = .n;",
        "onset == .zero and insertsN(vowel)) onset = .zero;",
        ("engine_korean",),
    ),
    Fault(
        "accent dial", "tables become British only after the middle",
        "accent.zig", "self.value >= 0.5", "self.value > 0.5",
        ("accent",),
    ),
    Fault(
        "cache of words", "it keeps what was read in another accent",
        "engine.zig", "or options.accent.value != former.accent.value", "",
        ("accent",),
    ),
)  # fmt: skip
