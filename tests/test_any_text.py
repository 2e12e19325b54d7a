"""Any bytes with any options: nothing traps, lines stay lines, and it does not matter where the text is cut on its way in."""

from __future__ import annotations

import json
import random

import pytest

from hamanlp.engine import Engine

CHOICES = {
    "lang": ["auto", "en", "ko"],
    "notation": ["ipa", "arpabet", "hangul", "spelling"],
    "style": ["broad", "narrow"],
    "latin": ["english", "letters"],
    "accent": ["us", "gb", "0.37"],
    "across_words": ["true", "false"],
    "markup": ["true", "false"],
    "exceptions": ["true", "false"],
    "preserve_punctuation": ["true", "false"],
    "stress": ["true", "false"],
    "format": ["text", "jsonl"],
}
PIECES = (
    "the read lead record Dr. St. U.S. FBI KBS가 3개를 20살 $3.50 5km 10-20 1/2 2026-11-20 11/20/2026 3:45 "
    "010-1234-5678 ㅋㅋ 값을 꽃이 할 것을 밭 아래 . ! ? , ' \" - – — ( ) [ ] < > / [a](/b/) [값](/kap/) 😀 👩‍👧 "
    "é café 가 ㄱ http://a.b/c?d=e&f me@x.com #tag @me % °C ₩5,000 Ⅷ ① VIII iPhone GPT-4 B2B 1e6 ½ ² 中文 "
    "Привет １２ ＡＢ −5 1,000,000 0.5 .5 007 1234567890123456789"
).split()
PIECES += [
    "\n",
    "\t",
    "\0",
    "\u0301",
    "\u1100\u1161\u11a8",
    "\u1100",
    "\u11a8",
    "\u200d",
    "\ufe0f",
    "<phoneme ph='x'>y</phoneme>",
]
PIECES += ["가" * 50, "a" * 200, "9" * 250, "a-b-" * 90, "x.y." * 80]


def random_text(chance: random.Random) -> bytes:
    pieces = []
    for _ in range(chance.choice([1, 3, 10, 60, 400])):
        pieces.append(chance.choice(PIECES))
        if chance.random() < 0.1:
            pieces.append(chr(chance.choice([chance.randrange(32, 0xD800), chance.randrange(0xE000, 0x110000)])))
        if chance.random() < 0.5:
            pieces.append(" ")
    text = bytearray("".join(pieces).encode())
    if chance.random() < 0.2:
        for _ in range(5):
            text[chance.randrange(len(text))] = chance.randrange(256)
    return bytes(text)


def in_pieces(engine: Engine, text: bytes, chance: random.Random) -> bytes:
    written: list[bytes] = []
    at = 0
    while at < len(text):
        end = min(len(text), at + chance.randrange(1, chance.choice([2, 10, 200, 5000])))
        written += engine.feed(text[at:end], final=end == len(text))
        at = end
    return b"".join(written)


@pytest.mark.parametrize("seed", range(40))
def test_any_text_with_any_options(seed: int) -> None:
    chance = random.Random(seed)
    options = {name: chance.choice(values) for name, values in CHOICES.items()}
    # The smallest model is the quickest; only the default one has the dial.
    engine = Engine("hama-tiny.wasm" if options["accent"] == "us" else "hama.wasm", options)
    for _ in range(12):
        text = random_text(chance)
        whole = b"".join(engine.feed(text, final=True))
        assert in_pieces(engine, text, chance) == whole, (options, text)
        if options["format"] == "text":
            assert whole.decode().count("\n") == text.count(b"\n")
        else:
            for record in whole.decode().split("\n"):
                assert not record or json.loads(record)["text"]
