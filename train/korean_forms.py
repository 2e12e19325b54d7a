"""Make Korean training forms by rule: `python -m train.korean_forms --count 100 --seed 1` prints some as TSV.

A lexicon holds base forms; text holds stems with endings, nouns with particles, compounds, numerals. Here they are put together
as marked words (see `train.korean`), whose pronunciation then follows from the norm. Base words come from the training part of
the lexica, with what their pronunciation adds to the rules, and from the short lists of `train.korean_words`.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click

from train import korean_nouns, korean_verbs
from train.dataset import Words, read_words
from train.korean import MARKS, pronounce
from train.korean_jamo import CODAS, ONSETS, VOWELS, Syllable, compose, decompose, to_phones
from train.korean_nouns import CHAINS, PARTICLES
from train.korean_words import ADJECTIVES, COUNTERS, LOANWORDS, NOUNS, VERBS
from train.lexicon import Phones
from train.split import part_of

_UNMARKED = str.maketrans("", "", MARKS)
# What makes verbs of sound words and nouns, with no sound of its own between.
_SUFFIX = re.compile("(?:하|거리|대|되|시키|스럽)다$")
# WikiPron notes colloquial tense ㅅ in loanwords (마우쓰), on which the norm is silent.
_LOANED_TENSE = re.compile(r"\^[스시세슨슬서션셉센쎈소]")
_LONGEST = 12  # syllables
_READINGS = 4  # kept of a form; the rest are combinations of the same free vowels


@dataclass(frozen=True)
class Bases:
    """Marked base words to build on.

    Attributes:
        verbs: verb stems of the short lists.
        adjectives: adjective stems of the short lists.
        common_nouns: nouns of the short lists, loanwords among them.
        stems: the lexica's verb and adjective stems.
        nouns: the lexica's nouns.
        known: every spelling of the lexica, which is not made again.
    """

    verbs: tuple[str, ...]
    adjectives: tuple[str, ...]
    common_nouns: tuple[str, ...]
    stems: tuple[str, ...]
    nouns: tuple[str, ...]
    known: frozenset[str]


def read_bases(folder: Path | None = None) -> Bases:
    """The base words: short lists, and the training part of the lexica where they and the rules are sure of each other.

    WikiPron's pronunciations mark what compounds do (갈등 갈뜽), ipa-dict's hardly ever: a word that only the latter has is
    left out where something of the kind may be missing.

    Raises:
        MissingDataError: a lexicon is not there; the message says how to get it.
    """
    marked_words = read_words(("wikipron_kor_narrow",), "train", folder)
    plain_words = read_words(("ipadict_ko",), "train", folder)
    stems, nouns = [], []
    for word, spoken in {**plain_words, **marked_words}.items():
        if not 2 <= len(word) <= 7 or (word not in marked_words and korean_nouns.is_doubtful(_SUFFIX.sub("", word))):
            continue
        marked = korean_nouns.explain(word, spoken)
        if marked is None or _LOANED_TENSE.search(marked):
            continue
        if word.endswith("다") and word[-2:] in _VERB_ENDS:
            stems.append(marked[:-1].rstrip(MARKS))
        elif korean_nouns.is_noun_like(word):
            nouns.append(marked)
    return Bases(
        tuple(VERBS),
        tuple(ADJECTIVES),
        (*NOUNS, *LOANWORDS),
        tuple(stems),
        tuple(nouns),
        frozenset(plain_words.keys() | marked_words.keys()),
    )


# Ends of verbs in the lexica: what else ends in 다 may be a noun (바다, 캐나다).
_VERB_ENDS = frozenset(
    (
        "하다 리다 대다 되다 지다 이다 럽다 르다 치다 키다 기다 나다 가다 없다 히다 들다 롭다 우다 보다 오다 내다 잡다 맞다 "
        "시다 차다 받다 서다 물다 주다 먹다 같다 놓다 구다 붙다 뜨다 찮다 추다 끼다 프다 앉다 두다 쁘다 겁다 매다 싸다 밀다 "
        "쓰다 집다 피다 비다 채다 감다 벗다 웃다 씻다 얹다 찾다 읽다 긁다 밝다 늙다 맑다 굵다 닮다 삶다 젊다 끓다 앓다 뚫다 "
        "싫다 옳다 넓다 밟다 얇다 핥다 훑다 깎다 꺾다 닦다 묶다 볶다 섞다 덮다 높다 깊다 짚다 쫓다 맡다 뱉다 막다 박다 익다 "
        "죽다 녹다 있다 안다 담다 숨다 심다 참다 남다"
    ).split()
)


def make_forms(count: int, seed: int, folder: Path | None = None) -> dict[str, str]:
    """Forms with their marks.

    Args:
        count: how many; fewer come only if the mix runs dry.
        seed: decides them.
        folder: where the lexica are; by default the data folder.

    Returns:
        Spelling → marked word, in the order in which they were made.

    Raises:
        MissingDataError: a lexicon is not there; the message says how to get it.
    """
    bases, chance = read_bases(folder), random.Random(f"korean forms {seed}")
    makers, weights = zip(*_MAKERS.items(), strict=True)
    forms: dict[str, str] = {}
    for _ in range(20 * count):
        if len(forms) >= count:
            break
        marked = chance.choices(makers, weights)[0](bases, chance)
        if marked is None:
            continue
        word = marked.translate(_UNMARKED)
        if word not in forms and word not in bases.known and len(word) <= _LONGEST and part_of(word) == "train":
            forms[word] = marked
    return forms


def generate(count: int, seed: int, folder: Path | None = None) -> Words:
    """Training forms with their pronunciations by the norm.

    Args:
        count: how many forms.
        seed: decides them; the same seed gives the same forms from the same lexica.
        folder: where the lexica are; by default the data folder (see `train.sources.data_folder`).

    Returns:
        Spelling → distinct pronunciations as broad phones, the preferred first. No word is held out or in the lexica.

    Raises:
        MissingDataError: a lexicon is not there; the message says how to get it.
    """
    return {word: _spoken(marked) for word, marked in make_forms(count, seed, folder).items()}


def _spoken(marked: str) -> list[Phones]:
    spoken: list[Phones] = []
    for reading in pronounce(marked):
        phones = to_phones(reading)
        if phones not in spoken:
            spoken.append(phones)
    return spoken[:_READINGS]


def _verb(bases: Bases, chance: random.Random) -> str | None:
    draw = chance.random()
    if draw < 0.4:
        stem, special = chance.choice(bases.verbs), korean_verbs.VERB_ENDINGS
    elif draw < 0.65:
        stem, special = chance.choice(bases.adjectives), korean_verbs.ADJECTIVE_ENDINGS
    else:
        stem, special = chance.choice(bases.stems), []
    return korean_verbs.attach(stem, chance.choice([*korean_verbs.COMMON_ENDINGS, *special]))


def _noun(bases: Bases, chance: random.Random) -> str | None:
    noun = chance.choice(bases.common_nouns if chance.random() < 0.25 else bases.nouns)
    return korean_nouns.attach(noun, chance.choice(PARTICLES if chance.random() < 0.65 else CHAINS))


def _compound(bases: Bases, chance: random.Random) -> str | None:
    first, second = chance.choice(bases.nouns), chance.choice(bases.nouns)
    joined = korean_nouns.join(first, second)
    if joined is None or chance.random() < 0.4:
        return joined
    return korean_nouns.attach(joined, chance.choice(PARTICLES))


def _random_syllables(_: Bases, chance: random.Random) -> str | None:
    length = chance.choice((1, 2, 2, 3, 3, 4, 5, 6))
    # Half the syllables without coda, as in text; the other half of any kind.
    syllables = [
        Syllable(chance.choice(ONSETS), chance.choice(VOWELS), chance.choice(CODAS) if chance.random() < 0.5 else "")
        for _ in range(length)
    ]
    word = compose(syllables)
    return None if any(_is_unsettled(word[at : at + 2]) for at in range(length - 1)) else word


def _is_unsettled(pair: str) -> bool:
    """Whether the norm leaves a junction open: it depends on what the word is, or stands in no word."""
    coda, (onset, vowel, _) = decompose(pair[0]).coda, decompose(pair[1])
    return (
        (coda in ("ㄵ", "ㄻ", "ㄼ", "ㄽ", "ㄾ", "ㄿ", "ㄺ") and onset in "ㄱㄷㅂㅅㅈㅎ")
        or (coda in ("ㅎ", "ㄶ", "ㅀ") and onset not in "ㅇㄱㄷㅈㄴㅅ")
        or (coda in ("ㄷ", "ㅌ", "ㄾ") and onset in "ㅇㅎ" and vowel in "ㅣㅕㅑㅛㅠㅒㅖ")
        or (coda in ("ㅈ", "ㅊ") and onset == "ㅎ")
        or (coda != "" and onset == "ㅇ" and vowel in "ㅣㅑㅕㅛㅠㅒㅖ")
        or (coda in ("ㄴ", "ㄵ", "ㄶ") and onset == "ㄹ")
        or pair[1] in "있없"
    )


_DIGITS = ("", *"일이삼사오육칠팔구")
_PLACES = ("천", "백", "십", "")


def _numeral(_: Bases, chance: random.Random) -> str | None:
    number = chance.randrange(1, 10 ** chance.choice((2, 3, 4)))
    parts = ""
    for digit, place in zip(map(int, f"{number:04}"), _PLACES, strict=True):
        if digit:
            spelled = ("" if digit == 1 and place else _DIGITS[digit]) + place
            if parts and digit == 6:
                if place:
                    return None  # 백육십 is heard with and without ㄴ
                parts += "+"  # 십육 심뉵 (article 29)
            # The ㄹ of 칠 and 팔 makes 십 tense (article 26), not 백 and 천.
            parts += spelled.replace("칠십", "칠^십").replace("팔십", "팔^십")
    counter = chance.choice(("", "만", *COUNTERS))
    return korean_nouns.count(parts, counter)


_MAKERS: dict[Callable[[Bases, random.Random], str | None], float] = {
    _verb: 0.38,
    _noun: 0.42,
    _compound: 0.12,
    _numeral: 0.03,
    _random_syllables: 0.05,
}


@click.command(help=__doc__)
@click.option("--count", default=100, show_default=True, type=click.IntRange(1), help="how many forms")
@click.option("--seed", default=1, show_default=True, help="decides which")
@click.option("--data", type=click.Path(path_type=Path), help="folder of the lexica; default HAMANLP_DATA or the cache")
def main(count: int, seed: int, data: Path | None) -> None:
    """Print forms: spelling, pronunciations in hangul, marked spelling."""
    try:
        for word, marked in make_forms(count, seed, data).items():
            click.echo(f"{word}\t{'/'.join(pronounce(marked)[:_READINGS])}\t{marked}")
    except FileNotFoundError as error:
        raise click.ClickException(str(error)) from error


if __name__ == "__main__":
    main()
