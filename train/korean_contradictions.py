"""Entries of the Korean lexica that contradict the norm.

Only what a rule can be sure of: sounds that the automatic rules forbid, and places where the norm wants a tense consonant
or ㄴ that the lexicon lacks. These are Sino-Korean ㄹ before ㄷ, ㅅ, ㅈ (article 26), ㄴ before the Sino-Korean suffixes in ㄹ
(20), and the places that one of the two lexica marks and the other does not (24, 28, 29).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from train.dataset import LEXICA, Words, read_words
from train.korean import MARKS, pronounce
from train.korean_jamo import decompose, to_phones
from train.korean_nouns import explain
from train.lexicon import Phones
from train.score import align
from train.split import Part

# Syllables of Sino-Korean words of two: a first in ㄹ, a second in ㄷ, ㅅ, ㅈ.
_SINO_FIRST = frozenset("갈걸결골괄굴궐귤길날달돌말멸몰물밀발벌별불살설솔술실알열울월율일절졸질찰철출칠탈팔필할혈홀활휼")
_SINO_SECOND = frozenset(
    "단달담답당대덕도독돈동두둔득등사삭산살삼상색생서석선설섭성세소속손송쇄수숙순술숭습승시식신실심십"
    "자작잔잠잡장재쟁저적전절점접정제조족존졸종좌죄주죽준중즉즙증지직진질집징"
)
# Words that look like them: native, borrowed, or the same character twice, which the article excepts.
_NOT_SINO = frozenset(
    "갈대 갈신 달달 돌담 말수 물수 살살 설설 솔솔 술독 술술 실속 실실 알집 알제 울두 절절 졸졸 질질 탈덕 팔식".split()
)
_SINO_VERB = re.compile("(?:하|되|시키)다$")
# Article 20: suffixes to Sino-Korean words of two syllables in ㄴ; these words are parted elsewhere (혼란 is one word).
_L_SUFFIX = re.compile("..[란량력령론로료류]")
_PARTED_ELSEWHERE = re.compile(
    "(?:혼란|전류|연료|권력|인력|논리|난로|원료|신라|반류|건류|신량|선로|분류|신령|관령|부전령|삼현령)$"
)
# Marked by one lexicon, but permitted without by the norm, or another word of the same spelling (引受 and 人數), or borrowed.
_FREE = frozenset("김밥 관건 검열 동역학 인수 단조 영장 경구 반가 명자 돈가스 렬도 일군 잠간".split())
_LOAN_AFFRICATE = re.compile("[쟈쥬죠쥼쥴쟌쟉죤쨔쮸챠츄쵸쬬]")
_NASAL_OR_LIQUID = frozenset("ㄴㄹㅁㅇ")
_PLAIN_TO_TENSE = frozenset((plain, plain + "͈") for plain in ("p", "t", "k", "s", "t͡ɕ"))


class Contradiction(NamedTuple):
    """An entry and what the norm has instead; as text it is a line of TSV.

    Attributes:
        article: of the norm.
        word: the spelling.
        lexicon: where it stands.
        found: the lexicon's pronunciation, broad IPA.
        norm: the norm's pronunciation in hangul.
    """

    article: int
    word: str
    lexicon: str
    found: str
    norm: str

    def __str__(self) -> str:
        return f"{self.word}\t{self.lexicon}\t{self.found}\t{self.norm}\t{self.article}"


def find_contradictions(folder: Path | None = None, part: Part = "train") -> Iterator[Contradiction]:
    """The entries that contradict the norm.

    Args:
        folder: where the lexica are; by default the data folder.
        part: whose words are looked at.

    Raises:
        MissingDataError: a lexicon is not there; the message says how to get it.
    """
    lexica = {name: read_words((name,), part, folder) for name in LEXICA["ko"]}
    known = {word: marked for words in reversed(lexica.values()) for word, marked in _marked_words(words)}
    for name, words in lexica.items():
        for word, spoken in words.items():
            wanted = _wanted(word, spoken, known.get(word, ""))
            if wanted:
                article, marked = wanted
                yield Contradiction(article, word, name, "".join(spoken[0]), pronounce(marked)[0])


def _marked_words(words: Words) -> Iterator[tuple[str, str]]:
    """Words with the marks that explain their pronunciation, where they need some."""
    for word, spoken in words.items():
        marked = explain(word, spoken)
        if marked not in (None, word):
            yield word, str(marked)


def _wanted(word: str, spoken: list[Phones], marked_elsewhere: str) -> tuple[int, str] | None:
    """The article that an entry contradicts, and the marked word that the norm wants; None where there is no contradiction."""
    own = explain(word, spoken)
    if own is None:
        return _forbidden(word, spoken)
    if own != word:
        return None
    if (base := _SINO_VERB.sub("", word)) not in _NOT_SINO and len(base) == 2 and _is_sino_l(base):
        return 26, f"{base[0]}^{word[1:]}"
    if _L_SUFFIX.fullmatch(word) and decompose(word[1]).coda == "ㄴ" and not _PARTED_ELSEWHERE.search(word):
        return 20, f"{word[:2]}+{word[2]}"
    return None if word in _FREE else _marked_by_other(marked_elsewhere)


def _is_sino_l(base: str) -> bool:
    return base[0] in _SINO_FIRST and base[1] in _SINO_SECOND


def _marked_by_other(marked: str) -> tuple[int, str] | None:
    """What the other lexicon marks, if it is one mark that an article asks for."""
    found = re.fullmatch(f"([가-힣]+)([{re.escape(MARKS)}])([가-힣]+)", marked)
    if not found or decompose(found[1][-1]).coda not in _NASAL_OR_LIQUID:
        return None  # after vowels no article asks for it
    if found[2] == "-":
        return 24, marked
    onset = decompose(found[3][0]).onset
    if found[2] == "^" and onset in "ㄱㄷㅂㅅㅈ":
        # ㅅ that is tense in a loanword is no matter of the norm.
        if re.match("[스슨슬섬싱세]|시시", found[3]):
            return None
        return 26 if _is_sino_l(found[1][-1] + found[3][0]) and found[1][-1] not in "물술" else 28, marked
    return (29, marked) if found[2] == "+" and onset == "ㅇ" else None


def _forbidden(word: str, spoken: list[Phones]) -> tuple[int, str] | None:
    """An entry that no marks explain, unless only loanwords differ so: tense first sounds, ㅈ before j."""
    differences = {pair for pair in align(to_phones(pronounce(word)[0]), spoken[0]) if pair[0] != pair[1]}
    if differences <= _PLAIN_TO_TENSE | {("k͈", "k"), ("ɛ", "e"), ("e", "ɛ")} or _LOAN_AFFRICATE.search(word):
        return None
    for pattern, article in (
        ("[져쪄쳐혀쳤졌쳥]", 5),
        ("붙|묻|굳|받|밭", 17),
        ("닭|흙|칡", 11),
        ("없|있", 15),
        ("전화|빛현", 12),
        ("례", 5),
    ):
        if re.search(pattern, word):
            return article, word
    return None
