"""What each peer writes → the phones that are scored, so that a notation is never counted as an error.

The tables are lenient: where a peer's symbol may stand for either of two phones of the references (espeak-ng's ᵻ for ɪ or ə),
both are accepted, and the nearest counts. Length, syllable marks and what is in no table are left out. `train.score` folds the
rest: `en39` has no stress and ʌ = ə, ɝ = ɚ; `ko-broad` has ɛ = e.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable

from train import korean_jamo, phones_en, phones_ko
from train.korean_jamo import Syllable

Phones = list[str]

MOST_READINGS = 16
PRIMARY, SECONDARY = phones_en.PRIMARY, phones_en.SECONDARY
_MARKS = {"'": PRIMARY, PRIMARY: PRIMARY, SECONDARY: SECONDARY}

# Symbol: phones, parted by spaces; `|` parts what it may stand for; nothing where it may stand for no phone.
_BOTH = {
    **{phone: phone for phone in phones_en.CONSONANTS + phones_en.VOWELS},
    "tʃ": "t͡ʃ", "ʧ": "t͡ʃ", "dʒ": "d͡ʒ", "ʤ": "d͡ʒ", "g": "ɡ", "r": "ɹ", "ɫ": "l", "ɬ": "l", "ʍ": "w|h w", "ɾ": "t|d",
    "T": "t|d", "ʔ": "t|", "x": "k|h", "ç": "h", "ɲ": "n j|n", "l̩": "ə l", "ɫ̩": "ə l", "n̩": "ə n", "m̩": "ə m",
    "ʔn̩": "t ə n", "ᵊ": "ə", "ᵻ": "ɪ|ə", "ɨ": "ɪ|ə", "ɐ": "ə", "e": "ɛ", "eə": "ɛə|ɛ", "ð̞": "d|ð",
    "A": "eɪ", "I": "aɪ", "W": "aʊ", "Y": "ɔɪ",
}  # fmt: skip
ENGLISH = {
    "us": _BOTH | {
        "O": "oʊ", "Q": "oʊ", "a": "ɑ|æ", "ɒ": "ɑ|ɔ", "əʊ": "oʊ", "o": "oʊ|ɔ", "oː": "ɔ|oʊ", "ɜ": "ɝ", "ɜː": "ɝ", "ɜɹ": "ɝ",
        "ɜːɹ": "ɝ|ɝ ɹ", "ɝɹ": "ɝ|ɝ ɹ", "əɹ": "ɚ|ə ɹ", "ɚɹ": "ɚ|ɚ ɹ", "aɪɚ": "aɪ ɚ|aɪ ɹ", "iə": "i ə|ɪ|i", "ɪə": "i ə|ɪ|i",
        "ʊə": "ʊ ə|ʊ", "ɛə": "ɛ|ɛ ə", "aɝ": "aɪ ɚ|aɪ ɹ",
    },
    # Vowels before a vanished ɹ, and diphthongs that some write long, are one vowel in the references.
    "gb": _BOTH | {
        "O": "əʊ", "Q": "əʊ", "a": "æ", "oʊ": "əʊ", "o": "əʊ|ɔ", "ɜː": "ɜ", "ɝ": "ɜ|ɜ ɹ", "ɚ": "ə|ə ɹ", "ɛː": "ɛə", "eː": "ɛə",
        "iə": "ɪə|i ə", "ɪə": "ɪə|i ə", "ʊə": "ʊə|u ə|ɔ", "aɪə": "aɪ ə", "aʊə": "aʊ ə", "ɐ": "ə|æ", "əl": "ə l|l",
    },
}  # fmt: skip
_ENGLISH_PATTERNS = {
    accent: re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True))) for accent, table in ENGLISH.items()
}

# By peer's table: what is replaced before `train.phones_ko` reads the rest.
KOREAN = {
    # espeak-ng marks tense consonants with a hyphen, and writes q for an unreleased k.
    "espeak": {
        "q-": "k͈", "t-": "t͈", "p-": "p͈", "s-": "s͈", "tɕ-": "t͡ɕ͈", "tʃh": "t͡ɕʰ", "tɕh": "t͡ɕʰ", "tɕ": "t͡ɕ", "dʑ": "t͡ɕ",
        "kh": "kʰ", "th": "tʰ", "ph": "pʰ", "q": "k", "ɫ": "l", "ɯj": "ɰi",
    },
    "romaja": {"y": "j", "tɕ": "t͡ɕ", "dʑ": "t͡ɕ", "tʃ": "t͡ɕ", "dʒ": "t͡ɕ", "ɯi": "ɰi"},
    "ipa": {"tɕ": "t͡ɕ", "dʑ": "t͡ɕ", "ɯi": "ɰi"},
    "hamanlp": {},
}  # fmt: skip
_KOREAN_PATTERNS = {
    name: re.compile("|".join([*map(re.escape, sorted(table, key=len, reverse=True)), "."])) for name, table in KOREAN.items()
}
_KOREAN_LETTERS = frozenset("".join(phones_ko.broad_phones()) + "bdɡgʑɕʃʰçɦɸβʝxɣɲɾɭʎræɐɘəɥøy")
# Codas as they are spoken; a peer that leaves the spelling's is not wrong by that.
_CODAS = {each: group[0] for group in "ㄱㄲㅋㄳㄺ ㄴㄵㄶ ㄷㅌㅅㅆㅈㅊㅎ ㄹㄼㄽㄾㅀ ㅁㄻ ㅂㅍㅄㄿ ㅇ".split() for each in group}


def readings(output: str, symbols: str, language: str) -> list[Phones]:
    """The phones that an output may stand for, at least one reading.

    Args:
        output: as the peer writes it.
        symbols: its table: hamanlp, arpabet, ipa, espeak, kokoro, romaja or hangul.
        language: en, gb or ko.
    """
    if language == "ko":
        return [_korean_hangul(output) if symbols == "hangul" else _korean_ipa(output, symbols)]
    if symbols == "arpabet":
        return [_arpabet(output)]
    return _english(output, "gb" if language == "gb" else "us")


def _arpabet(output: str) -> Phones:
    phones: Phones = []
    for symbol in output.split():
        try:
            phones += phones_en.from_arpabet([symbol])
        except ValueError:  # punctuation
            continue
    return phones


def _english(output: str, accent: str) -> list[Phones]:
    table, pattern = ENGLISH[accent], _ENGLISH_PATTERNS[accent]
    # A stress mark belongs to the vowel after it; before ɹ it would part əɹ, which may be one vowel.
    text = re.sub("([ˈˌ])ɹ", r"ɹ\1", unicodedata.normalize("NFC", output))
    choices: list[list[Phones]] = []
    mark, at = "", 0
    while at < len(text):
        if text[at] in _MARKS:
            mark = _MARKS[text[at]]
            at += 1
            continue
        found = pattern.match(text, at)
        if found is None:
            at += 1
            continue
        at = found.end()
        choice = [_marked(option.split(), mark) for option in table[found.group()].split("|")]
        if any(phone in phones_en.VOWELS for option in table[found.group()].split("|") for phone in option.split()):
            mark = ""
        choices.append(choice)
    every = itertools.islice(itertools.product(*choices), MOST_READINGS)
    return [[phone for part in parts for phone in part] for parts in every]


def _marked(phones: Phones, mark: str) -> Phones:
    """Phones with the stress on their first vowel."""
    for at, phone in enumerate(phones):
        if mark and phone in phones_en.VOWELS:
            full = {"ə": "ʌ", "ɚ": "ɝ"}.get(phone, phone)
            return [*phones[:at], mark + full, *phones[at + 1 :]]
    return phones


def _korean_ipa(output: str, symbols: str) -> Phones:
    text = re.sub("[ˈˌ ]", "", unicodedata.normalize("NFC", output))
    table = KOREAN[symbols]
    replaced = _KOREAN_PATTERNS[symbols].sub(lambda found: table.get(found.group(), found.group()), text)
    return phones_ko.from_ipa("".join(letter for letter in replaced if letter in _KOREAN_LETTERS))


def _korean_hangul(output: str) -> Phones:
    phones: Phones = []
    for letter in unicodedata.normalize("NFC", output):
        if "가" <= letter <= "힣":
            onset, vowel, coda = korean_jamo.decompose(letter)
            phones += korean_jamo.to_phones(korean_jamo.compose([Syllable(onset, vowel, _CODAS.get(coda, ""))]))
    return phones


def unknown(outputs: Iterable[str], symbols: str, language: str) -> set[str]:
    """Letters in outputs that are in no table and were left out; marks of length and the like are not among them."""
    letters = {letter for output in outputs for letter in unicodedata.normalize("NFC", output) if letter.isalpha()}
    if symbols in ("arpabet", "hangul"):
        return set()
    korean = language == "ko"
    known = "".join(KOREAN[symbols]) if korean else "".join(ENGLISH["gb" if language == "gb" else "us"])
    return letters - set(known) - (_KOREAN_LETTERS if korean else set()) - set("ːˑˈˌʰʲʷ")
