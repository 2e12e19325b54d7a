"""American phones as a British speaker would say them, by rule: for words that no British lexicon lists.

The regular correspondences of Wells 1982 (Accents of English, sections 2.2 and 3.1): r is said before vowels only, NEAR, SQUARE
and CURE end in ə, LOT is ɒ where it is spelled o, GOAT is əʊ, and j stays after t, d and n. What differs word by word (BATH,
weak vowels, stress) stays American. `python -m train.british` says how far that goes.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import click

from train import lexicon
from train.accent import BRITISH_LEXICA
from train.dataset import read_words
from train.lexicon import Phones
from train.phones_en import VOWELS
from train.score import score

_BEFORE_R = {"ɪ": "ɪə", "i": "ɪə", "ɛ": "ɛə", "eɪ": "ɛə", "ʊ": "ʊə", "u": "ʊə", "əʊ": "ɔ", "ɒ": "ɑ"}
_CLOSING = ("aɪ", "aʊ", "ɔɪ")
_LONG_THOUGHT = ("au", "aw", "ou", "oa", "al")
_NO_YOD = ("oo", "ou")


def british(phones: Phones, word: str) -> Phones:
    """Phones of an American pronunciation, changed by rule.

    Args:
        phones: as CMUdict has them here, vowels with their stress.
        word: the spelling, lower case, which tells LOT from PALM and CLOTH from THOUGHT.
    """
    said: Phones = []
    for at, phone in enumerate(phones):
        mark, quality = _parted(phone)
        before_vowel = at + 1 < len(phones) and _is_vowel(phones[at + 1])
        before_r = at + 1 < len(phones) and phones[at + 1] == "ɹ"
        if quality == "ɹ" and at and _is_vowel(phones[at - 1]) and not before_vowel:
            said[-1:] = _without_r(said[-1])
        elif quality in ("ɚ", "ɝ"):
            said += [mark + ("ə" if quality == "ɚ" else "ɜ"), *(["ɹ"] if before_vowel else [])]
        elif quality == "oʊ":
            said.append(mark + "əʊ")
        elif not before_r and _is_lot(quality, word):
            said.append(mark + "ɒ")
        else:
            said.append(phone)
    return _with_yod(said, word)


def _parted(phone: str) -> tuple[str, str]:
    quality = phone.lstrip("ˈˌ")
    return phone[: len(phone) - len(quality)], quality


def _is_vowel(phone: str) -> bool:
    return _parted(phone)[1] in VOWELS


def _is_lot(quality: str, word: str) -> bool:
    """Whether an American vowel is British ɒ: PALM and THOUGHT are not."""
    if quality == "ɑ":
        return "o" in word or "wa" in word or "qua" in word
    return quality == "ɔ" and "o" in word and not any(letters in word for letters in _LONG_THOUGHT)


def _without_r(vowel: str) -> Phones:
    """A vowel after which r is not said."""
    mark, quality = _parted(vowel)
    return [vowel, "ə"] if quality in _CLOSING else [mark + _BEFORE_R.get(quality, quality)]


def _with_yod(phones: Phones, word: str) -> Phones:
    """With j between t, d or n and a vowel that is spelled u or ew."""
    has_yod = ("u" in word or "ew" in word) and not any(letters in word for letters in _NO_YOD)
    said = phones[:1]
    for before, phone in pairwise(phones):
        if has_yod and before in ("t", "d", "n") and _parted(phone)[1] == "u":
            said.append("j")
        said.append(phone)
    return said


@click.command(help=__doc__)
@click.option("--data", type=click.Path(path_type=Path), help="folder of the lexica; default HAMANLP_DATA or the cache")
def main(data: Path | None) -> None:
    """Score American pronunciations against the British lexica, as they are and changed by rule."""
    american = lexicon.read("cmudict", data).words
    references = {word: spoken for word, spoken in read_words(BRITISH_LEXICA, "train", data).items() if word in american}
    for name, predictions in (
        ("as they are", {word: american[word][0] for word in references}),
        ("by rule", {word: british(american[word][0], word) for word in references}),
    ):
        click.echo(f"CMUdict {name:<12} {score(predictions, references, 'gb39')}")


if __name__ == "__main__":
    main()
