"""Korean spelling to pronunciation by the rules of the published norm (표준 발음법, articles 5-30).

Nearly all of the norm is about what two neighbouring syllables do to each other: the coda of the first, the onset of the
second. So the rules are a transducer over those junctions (`junction`), each looked at once; vowels follow their own few rules.
What spelling does not show (where a stem ends, where a compound is joined) may be marked in the word:

    -   verb or adjective stem | ending: 신-고 신꼬, 맑-게 말께 (articles 11, 24, 25)
    =   noun | particle or other formal morpheme: 닭=과 닥꽈, 우리=의 우리의/우리에 (articles 5, 13, 14)
    +   parts of a compound: 꽃+잎 꼰닙, 신+여성 신녀성, 동원+령 동원녕 (articles 15, 20, 29)
    |   words read together, or a compound without ㄴ between its parts: 값|있다 가빋따 (article 15)
    ^   as |, and the next consonant is tense: 길^가 길까, 할^걸 할껄, 발^전 발쩐 (articles 26-28)
    ~   the ㅅ before it joins two nouns: 샛~길 새낄/샏낄, 나뭇~잎 나문닙 (article 30)

Unmarked words are read as one morpheme, save that stems, nouns and prefixes that cannot be anything else are taken for that.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import islice, product

from train.korean_jamo import Syllable, compose, decompose

MARKS = "-=+|^~"

_TENSE = dict(zip("ㄱㄷㅂㅅㅈ", "ㄲㄸㅃㅆㅉ", strict=True))
_ASPIRATED = dict(zip("ㄱㄲㅋㄷㅅㅆㅊㅌㅎㅂㅍㅈ", "ㅋㅋㅋㅌㅌㅌㅌㅌㅌㅍㅍㅊ", strict=True))
_NASAL = dict(zip("ㄱㄷㅂ", "ㅇㄴㅁ", strict=True))
# Two codas in one: what stays, what moves on to a vowel.
_CLUSTERS = dict(
    zip("ㄳㄵㄶㄺㄻㄼㄽㄾㄿㅀㅄ", zip("ㄱㄴㄴㄹㄹㄹㄹㄹㄹㄹㅂ", "ㅅㅈㅎㄱㅁㅂㅅㅌㅍㅎㅅ", strict=True), strict=True)
)
# Articles 8-11: the seven codas that are spoken.
_NEUTRAL = dict(zip("ㄲㅋㄳㄺㅅㅆㅈㅊㅌㅎㅍㄿㅄㄵㄶㄼㄽㄾㅀㄻ", "ㄱㄱㄱㄱㄷㄷㄷㄷㄷㄷㅂㅂㅂㄴㄴㄹㄹㄹㄹㅁ", strict=True))
# Article 25, and ㄵ, ㄿ whose second consonant is an obstruent (article 23): what follows the stem is tense.
_TENSING_STEMS = frozenset(["ㄵ", "ㄻ", "ㄼ", "ㄾ", "ㄿ"])
# Article 16: the names of the letters do not carry their own consonant over.
_LETTER_NAMES = {"디귿": "ㅅ", "지읒": "ㅅ", "치읓": "ㅅ", "키읔": "ㄱ", "티읕": "ㅅ", "피읖": "ㅂ", "히읗": "ㅅ"}
# Nouns in ㄺ by their last syllable (닭, 흙, 칡, 기슭, 삵, 수탉): they end in ㄱ where verb stems keep ㄹ.
_NOUNS_IN_LG = frozenset("닭흙칡슭삵탉")
_INSERTING = frozenset("ㅣㅑㅕㅛㅠㅒㅖ")
_BOUNDARIES = frozenset("+|^~")
_MOST = 16  # readings of a word; several free vowels multiply


def pronounce(word: str) -> list[str]:
    """The pronunciations of a word by the norm, in hangul.

    Args:
        word: hangul syllables in any normalisation form, with the marks of this module where they are known.

    Returns:
        The preferred pronunciation, then those that the norm permits beside it.

    Raises:
        ValueError: there is something else than syllables and marks in it, or nothing.
    """
    letters, marks = parse(word)
    readings = _readings(letters, _with_known_boundaries(letters, marks))
    if "~" in marks:  # article 30: ㄷ for the joining ㅅ is permitted
        readings += _readings(letters, [{"~": "+"}.get(mark, mark) for mark in marks])
    if letters.startswith(("맛있", "멋있")) and not marks[0]:  # article 15: 마싣따 is permitted beside 마딛따
        readings += _readings(letters, marks)
    return list(dict.fromkeys(readings))


def parse(word: str) -> tuple[str, list[str]]:
    """A marked word as its letters (syllables, NFC), and the mark after each ("" for none).

    Raises:
        ValueError: there is something else than syllables and marks in it, or nothing.
    """
    letters: list[str] = []
    marks: list[str] = []
    for letter in unicodedata.normalize("NFC", word):
        if letter in MARKS and letters and not marks[-1]:
            marks[-1] = letter
        elif "가" <= letter <= "힣":
            letters.append(letter)
            marks.append("")
        else:
            raise ValueError(f"{letter!r} in {word!r} is no hangul syllable, or a mark out of place")
    if not letters:
        raise ValueError("an empty word has no pronunciation")
    return "".join(letters), marks


def _with_known_boundaries(letters: str, marks: list[str]) -> list[str]:
    """The marks, and those that go without saying: before 있다 and 없다, after 맏-, 헛-, 덧-, 풋-, 첫, 윗."""
    marks = list(marks)
    for found in re.finditer("(?<=.)[있없]|(?<=^[헛덧풋첫윗]).|(?<=^맏)[^이]", letters):
        at = found.start() - 1
        # No ㄴ in 첫인상 처딘상, though in 첫여름 천녀름.
        plain = found.group() in "있없" or (letters[0] == "첫" and decompose(found.group()).vowel == "ㅣ")
        marks[at] = marks[at] or ("|" if plain else "+")
    return marks


def _readings(letters: str, marks: list[str]) -> list[str]:
    syllables = [decompose(letter) for letter in letters]
    onsets, codas = [syllables[0].onset], []
    for at in range(len(syllables) - 1):
        coda, onset = junction(_coda(letters, marks[at], at), syllables[at + 1].onset, syllables[at + 1].vowel, marks[at])
        codas.append(coda)
        onsets.append(onset)
    codas.append(_NEUTRAL.get(syllables[-1].coda, syllables[-1].coda))
    choices = [
        [Syllable(onsets[at], vowel, codas[at]) for vowel in _vowels(letters, marks, at, onsets[at])]
        for at in range(len(letters))
    ]
    return [compose(reading) for reading in islice(product(*choices), _MOST)]


def _coda(letters: str, mark: str, at: int) -> str:
    """The coda of a syllable as the rules should take it: some words have their own (articles 10, 11, 16)."""
    letter, following = letters[at], decompose(letters[at + 1])
    coda = decompose(letter).coda
    if following.onset == "ㅇ":
        return _LETTER_NAMES.get(letters[max(at - 1, 0) : at + 1], coda) if mark not in _BOUNDARIES else coda
    if (letter == "밟" and following.onset != "ㅎ") or (letter == "넓" and letters[at + 1] in "죽둥적"):
        return "ㅂ"
    if coda == "ㄽ" or letters[max(at - 1, 0) : at + 1] == "여덟":
        return "ㄹ"
    if letter in _NOUNS_IN_LG and mark != "-":
        return "ㄱ"
    # 앎 is a noun; -기- after ㄻ makes verbs (옮기다, 굶기다: article 24) more often than nouns, which want their mark.
    makes_verb = following.onset == "ㄱ" and following.vowel in "ㅣㅕ"
    return "ㅁ" if coda == "ㄻ" and not mark and (letter == "앎" or makes_verb) else coda


@cache
def junction(coda: str, onset: str, vowel: str, mark: str = "") -> tuple[str, str]:
    """What becomes of a coda and the onset after it.

    Args:
        coda: as written, "" for none.
        onset: of the next syllable as written.
        vowel: of the next syllable.
        mark: of the boundary between the two; see the module.

    Returns:
        The coda (one of seven or "") and the onset, as spoken.
    """
    if mark in ("+", "~") and coda and onset == "ㅇ" and vowel in _INSERTING:
        onset = "ㄴ"  # article 29
    if mark in _BOUNDARIES or (mark == "=" and onset != "ㅇ" and coda != "ㅎ"):
        coda = _NEUTRAL.get(coda, coda)  # articles 8-11, 15
    if mark == "~" and coda == "ㄷ" and onset in _TENSE:
        return "", _TENSE[onset]  # article 30
    if onset == "ㅇ":
        return _liaison(coda, vowel, mark)
    if onset == "ㅎ":
        return _before_h(coda, vowel, mark)
    if coda in ("ㅎ", "ㄶ", "ㅀ"):
        return _after_h(coda, onset)
    return _consonants(coda, onset, mark)


def _liaison(coda: str, vowel: str, mark: str) -> tuple[str, str]:
    """A coda before a vowel moves on (articles 12-14, 17)."""
    if coda in ("", "ㅇ", "ㅎ"):
        return coda.replace("ㅎ", ""), "ㅇ"
    stays, moves = _CLUSTERS.get(coda, ("", coda))
    if moves == "ㅎ":
        return "", stays
    if vowel in "ㅣㅕ" and mark not in _BOUNDARIES:
        moves = {"ㄷ": "ㅈ", "ㅌ": "ㅊ"}.get(moves, moves)
    if stays and moves == "ㅅ":
        moves = "ㅆ"
    return stays, moves


def _before_h(coda: str, vowel: str, mark: str) -> tuple[str, str]:
    """An obstruent takes up the ㅎ that follows it (articles 12, 17)."""
    if coda in ("ㄳ", "ㄽ", "ㄻ", "ㄶ", "ㅀ", "ㅄ"):
        coda = _NEUTRAL[coda]
    stays, last = _CLUSTERS.get(coda, ("", coda))
    if last not in _ASPIRATED:
        return coda, "ㅎ"
    palatal = last in "ㄷㅌ" and vowel in "ㅣㅕ" and mark not in _BOUNDARIES
    onset = "ㅊ" if palatal else _ASPIRATED[last]
    return stays, onset


def _after_h(coda: str, onset: str) -> tuple[str, str]:
    """ㅎ, ㄶ, ㅀ before a consonant (article 12)."""
    stays = {"ㅎ": "", "ㄶ": "ㄴ", "ㅀ": "ㄹ"}[coda]
    if onset == "ㅅ":
        return stays, "ㅆ"
    if onset in "ㄱㄷㅂㅈ":
        return stays, _ASPIRATED[onset]
    return _consonants(stays or "ㄷ", onset, "")


def _consonants(coda: str, onset: str, mark: str) -> tuple[str, str]:
    """Tense, nasal and lateral consonants (articles 11, 18-20, 23-28)."""
    spoken = _NEUTRAL.get(coda, coda)
    if onset in _TENSE and (
        spoken in _NASAL or mark == "^" or coda in _TENSING_STEMS or (mark == "-" and spoken in ("ㄴ", "ㅁ"))
    ):
        if coda == "ㄺ" and onset == "ㄱ":
            spoken = "ㄹ"
        onset = _TENSE[onset]
    if onset == "ㄹ" and spoken == "ㄴ" and mark not in _BOUNDARIES:
        spoken = "ㄹ"
    elif onset == "ㄹ" and spoken not in ("", "ㄹ"):
        onset = "ㄴ"
    elif onset == "ㄴ" and spoken == "ㄹ":
        onset = "ㄹ"
    if onset in ("ㄴ", "ㅁ"):
        spoken = _NASAL.get(spoken, spoken)
    return spoken, onset


def _vowels(letters: str, marks: list[str], at: int, spoken_onset: str) -> str:
    """The vowels that a syllable may be spoken with, the preferred first (articles 4, 5, 22)."""
    onset, vowel, _ = decompose(letters[at])
    pair = letters[max(at - 1, 0) : at + 1]
    if vowel == "ㅢ":
        before = marks[at - 1] if at else "|"
        vowels = "ㅣ" if onset != "ㅇ" else "ㅢ" if before in _BOUNDARIES else "ㅢㅔ" if before == "=" else "ㅢㅣ"
    elif vowel == "ㅕ" and spoken_onset in "ㅈㅉㅊ":
        vowels = "ㅓ"
    elif vowel == "ㅖ" and onset not in "ㅇㄹ":
        vowels = "ㅖㅔ"
    elif vowel == "ㅚ":
        vowels = "ㅚㅞ"
    elif pair in ("되어", "띄어", "씌어", "틔어", "희어") or (pair == "피어" and at == 1):
        vowels = "ㅓㅕ"
    elif letters in ("이오", "아니오") and pair[-1] == "오":
        vowels = "ㅗㅛ"
    else:
        vowels = vowel
    return vowels
