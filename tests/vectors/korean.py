"""Korean golden vectors: `python -m tests.vectors.korean` writes `korean.tsv`, forms as `train.korean_reading` reads them."""

from __future__ import annotations

from pathlib import Path

from tests.train_samples import SAMPLES
from train import korean_reading
from train.korean_forms import make_forms
from train.korean_jamo import to_phones

FILE = Path(__file__).parent / "korean.tsv"
COUNT = 3000


def rows() -> list[list[str]]:
    """Words made by rule from the samples: spelling, broad IPA, hangul."""
    words = [line.split("\t")[0] for line in (SAMPLES / "korean_forms.tsv").read_text(encoding="utf-8").splitlines()]
    spoken = {word: korean_reading.read(word) for word in dict.fromkeys([*words, *make_forms(COUNT, 17, SAMPLES)])}
    return [[word, "".join(to_phones(reading)), reading] for word, reading in spoken.items()]


def main() -> None:
    """Replace the file."""
    FILE.write_text("".join("\t".join(row) + "\n" for row in rows()), encoding="utf-8")


if __name__ == "__main__":
    main()
