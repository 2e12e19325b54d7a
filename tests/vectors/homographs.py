"""Golden vectors of the homograph classifier: `python -m tests.vectors.homographs` writes them again.

`homographs.json` has a list of `[text, start, word, reading, probability]`: a sentence, the code point at which its homograph
begins, the homograph in lower case, and the reading that the stored classifier gives in Python, with its probability to four
places. The engine must give the same.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from train.homograph_features import context
from train.homograph_stored import Stored, load
from train.lexicon import HomographSentence

FILE = Path(__file__).parent / "homographs.json"
MODEL = Path(__file__).parent.parent.parent / "models" / "homographs"

Case = tuple[str, int, str, int, float]

_FRAMES = (
    "In 1987 the old {word} of the town was seen by 3,500 people.",
    "They will not {word} it again, he said.",
    "{Word} or not, it’s “{word}” – café style.",
)
_SENTENCES = (
    ("The bass swam past the boat while a bass guitar played.", "bass"),
    ("She wound the bandage around the wound.", "wound"),
    ("I read it yesterday, and I read every day.", "read"),
    ("'Lead' pipes lead to lead poisoning.", "lead"),
    ("A TEAR ran down; don't tear the paper!", "tear"),
    ("Farmers produce produce.", "produce"),
    ("안녕 live 방송, and we live in Seoul", "live"),
    ("minute\tby\nminute \U0001f600 a minute detail", "minute"),
    ("the 'close' friend''s close", "close"),
    ("Polish shoes with POLISH polish 12345678 times at 5% of ½", "polish"),
    ("use", "use"),
    ("  record  ", "record"),
)


def texts() -> list[tuple[str, int, str]]:
    """Texts with the place of a homograph in each."""
    framed = [
        (frame.format(word=word, Word=word.capitalize()), word) for word in sorted(load(MODEL).words) for frame in _FRAMES
    ]
    return [
        (text, match.start(), word) for text, word in [*framed, *_SENTENCES] for match in re.finditer(rf"(?i)\b{word}\b", text)
    ]


def read() -> list[Case]:
    """The cases, in the file's order."""
    return [tuple(case) for case in json.loads(FILE.read_text(encoding="utf-8"))]


def choose(classifier: Stored, text: str, start: int, word: str) -> tuple[int, float]:
    """The reading by the classifier in Python, and its probability to four places."""
    reading, probability = classifier.choose(context(HomographSentence(word, "", text, start, start + len(word))))
    return reading, round(probability, 4)


def main() -> None:
    """Choose for every text, and replace the file."""
    classifier = load(MODEL)
    lines = (json.dumps([*at, *choose(classifier, *at)], ensure_ascii=False) for at in texts())
    FILE.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
