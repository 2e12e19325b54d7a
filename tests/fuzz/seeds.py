"""What a first run begins with: texts of the golden vectors with various options, small lexica, a dictionary for libFuzzer."""

from __future__ import annotations

import random
import struct

from tests import vectors

OPTIONS = {
    "lang": ("auto", "en", "ko"),
    "notation": ("ipa", "arpabet", "xsampa", "kokoro", "espeak", "hangul", "spelling"),
    "style": ("broad", "narrow"),
    "latin": ("english", "letters"),
    "accent": ("us", "gb", "0.37"),
    "format": ("text", "jsonl"),
    "stress": ("true", "false"),
    "preserve_punctuation": ("true", "false"),
    "across_words": ("true", "false"),
    "exceptions": ("true", "false"),
    "markup": ("true", "false"),
    "phone_separator": ("", " ", '"', "·"),
    "word_separator": ("", "|", "\\", "값"),
    "nbest": ("1", "5", "20"),
    "temperature": ("0", "0.7", "10"),
    "top_k": ("1", "3", "1000"),
    "top_p": ("0", "0.5", "1"),
    "seed": ("0", "4294967295"),
    "boost": ("ɹ=2.3,i=-1", "ˈæ=100", "t=-100"),
    "mix": ("0", "0.3", "0.7", "1"),
    "force": ("ɹ ˈɛ", "t#", "#"),
    "trace": ("true", "false"),
}
SPOKEN = (
    "kæt", "haɪ", "ˈɑksfɚd stɹit", "t͡ʃ", "ˈθɹuː.aʊt", "ʒʒʒ", "annjʌŋhasejo", "k͈a", "p̚", "hanɡuk̚", "ɯi", "/ˈsɪti/", "[ɾ] ʔ",
    "strɛŋkθs " * 9, "a " * 80, "ˈ", "字", "kæt\tkæt\r\n",
)  # fmt: skip
LEXICON = (
    "Kowalski\tkoʊˈvɑlski\nknight\tN AY1 T\n값\tkap\n꽃잎\t꼰닙\nC++\tsi\nknight\tnɑt\nword\t0.99\t0.2\tW ER1 D\nhama ˈhɑmə\r\n"
)
WORDS = (
    *(f"{name}\t" for name in OPTIONS),
    *(value for values in OPTIONS.values() for value in values if value),
    *(
        "[",
        "](/",
        "/)",
        "<phoneme ph='",
        'alphabet="x-sampa" ',
        "'>",
        "</phoneme>",
        "&quot;",
        "\n%\n",
        "\t",
        "\n",
        "\r\n",
        "\0",
    ),
    *(
        "Dr. ",
        "U.S.",
        "$3.50",
        "₩5,000",
        "1,000,000",
        "1/2",
        "½",
        "10-20",
        "2026-11-20",
        "3:45 pm",
        "20살",
        "3개를",
        "010-1234",
        "제1회",
    ),
    *(
        "http://",
        "@me.com",
        "#tag",
        "°C",
        "km/h",
        "VIII",
        "Ⅷ",
        "-5",
        "1e6",
        "the ",
        "read ",
        "record ",
        "lead ",
        "ㅋㅋ",
        "값이",
        "할 것을",
    ),
    *("\u0301", "\u1100", "\u1161", "\u11a8", "\u200d", "\ufe0f", "’", "é", "Æ", "１", "Ａ", "中", "Ж", "😀", "\ufeff"),
    *("HLX1", "\xff", "ˈaɪ", "t͡ɕ", "AA1", "ɝ"),
    *("k͈", "p̚", "t͡ʃ", "ŋ", "ɯ", "ʌ", "ə", "ː", "‿", "ɣ"),
)


def seeds(target: str) -> list[bytes]:
    """The first inputs of a target."""
    chance = random.Random(target)
    texts = [
        case["text"]
        for name in ("text", "english_text", "korean_text")
        for case in vectors.read(vectors.FOLDER / f"{name}.jsonl")
    ]
    if target == "text":
        return [f"{_options(chance)}\n{text}".encode() for text in texts]
    if target == "lexicon":
        return [f"{_options(chance)}\n{LEXICON}%\n{text}".encode() for text in ("Kowalskis knights 값이 C++", *texts[:20])]
    if target == "compiled":
        return [
            f"{_options(chance)}\nknights\n".encode() + compiled(words)
            for words in ({"knight": "naɪt"}, {"a": "æ", "값": "kap"})
        ]
    if target == "spell":
        return [bytes((chance.randrange(1, 21), chance.randrange(3), 0)) + spoken.encode() for spoken in SPOKEN for _ in "ab"]
    calls = (
        b"\x00____",
        b"\x01\x09\x00__",
        b"\x02\x20\x00__",
        b"\x03\x20\x00__",
        b"\x04____",
        b"\x06__\x05\x00",
        b"\x08\x05\x00\x03\x00",
    )
    return [b"".join(chance.choices(calls, k=8)) + b"lang\0ko\0a\tb\n" for _ in range(20)]


def compiled(words: dict[str, str]) -> bytes:
    """Bytes with the shape of a compiled lexicon (see `zig/lexicon.zig`), with zeros for all that depends on the model."""
    records = b"".join(
        bytes([len(word.encode()), len(phones), 0]) + word.encode() + b"\0" + bytes(range(100, 100 + len(phones))) + b"\0"
        for word, phones in words.items()
    )
    records += bytes(-len(records) % 4)
    return struct.pack("<4sIQIIII", b"HLX1", 0, 0, 32 + len(records), 0, len(words), 1) + records


def dictionary() -> str:
    """Words that libFuzzer puts into inputs, in its own form."""
    escaped = ("".join(f"\\x{byte:02x}" for byte in word.encode("latin-1" if word == "\xff" else "utf-8")) for word in WORDS)
    return "".join(f'"{word}"\n' for word in dict.fromkeys(escaped))


def _options(chance: random.Random) -> str:
    names = chance.sample(sorted(OPTIONS), k=chance.choice((0, 1, 2, 5)))
    return "\t".join(f"{name}\t{chance.choice(OPTIONS[name])}" for name in names)
