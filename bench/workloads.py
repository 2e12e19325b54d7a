"""Texts to measure with, from the data folder (`HAMANLP_DATA`, or the cache that `python -m train.download` fills)."""

from __future__ import annotations

import csv
import itertools
import os
import random
from collections.abc import Iterator
from pathlib import Path

HANGUL = ("가", "힣")


def data_file(name: str) -> Path:
    """A file of the data folder.

    Raises:
        FileNotFoundError: it is not there; the message says how to get it.
    """
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "hamanlp" / "data"
    path = Path(os.environ.get("HAMANLP_DATA") or cache) / name
    if not path.is_file():
        raise FileNotFoundError(
            f"{path} is missing; python -m train.download fetches it, or set HAMANLP_DATA to a folder that has it"
        )
    return path


def english_words(seed: int = 1) -> list[str]:
    """Distinct English spellings in random order, so that each is new when it comes."""
    lines = data_file("cmudict.dict").read_text(encoding="utf-8").splitlines()
    return _shuffled({word for line in lines if (word := line.split(" ", 1)[0]).isalpha()}, seed)


def korean_words(seed: int = 1) -> list[str]:
    """Distinct Korean words in random order."""
    lines = data_file("ipadict_ko.tsv").read_text(encoding="utf-8").splitlines()
    words = {line.split("\t", 1)[0] for line in lines}
    return _shuffled({word for word in words if all(HANGUL[0] <= letter <= HANGUL[1] for letter in word)}, seed)


def english_sentences(count: int, seed: int = 1) -> list[str]:
    """Sentences of running text. There are 14,000 different ones; where more are asked for they come again in another order."""
    with data_file("homographs_train.tsv").open(encoding="utf-8", newline="") as file:
        different = [row["sentence"] for row in csv.DictReader(file, delimiter="\t")]
    sentences: list[str] = []
    while len(sentences) < count:
        sentences += _shuffled(set(different), seed + len(sentences))
    return sentences[:count]


def zipf_lines(count: int, words: int = 8, seed: int = 1) -> Iterator[str]:
    """Lines of English words that are drawn as often as they are used (by the package wordfreq), so that few are frequent.

    Args:
        count: how many lines.
        words: in each.
        seed: what is drawn depends on it.
    """
    from wordfreq import get_frequency_dict  # noqa: PLC0415 - of the extra train

    frequencies = {word: share for word, share in get_frequency_dict("en", "small").items() if word.isalpha()}
    vocabulary, shares = list(frequencies), list(itertools.accumulate(frequencies.values()))
    chance = random.Random(seed)
    for _ in range(count):
        yield " ".join(chance.choices(vocabulary, cum_weights=shares, k=words))


def _shuffled(words: set[str], seed: int) -> list[str]:
    ordered = sorted(words)
    random.Random(seed).shuffle(ordered)
    return ordered
