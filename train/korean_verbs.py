"""Korean verbs and adjectives: stems with their endings, spelled by rule and marked as `train.korean` reads them.

Endings are written as after a consonant (`으면`, `습니다`, `는다`, `았다`); what becomes of them after a vowel, after ㄹ and
after the irregular stems follows. Where spelling would be in doubt, `attach` gives nothing.
"""

from __future__ import annotations

from train.korean_jamo import Syllable, compose, decompose

COMMON_ENDINGS = (
    "고 지 게 다 던 더라 거나 거든 거든요 지만 지요 기 기는 기도 기에 기로 기만 길 네 네요 니 겠다 겠고 겠지만 겠네 "
    "겠습니다 겠어요 고도 고서 고는 다가 다면 다고 지는 지도 지를 지않다 지못하다 습니다 습니까 으면 으니 으니까 으며 "
    "으면서 으나 으므로 으려면 은 을 을까 을까요 을게 을게요 을걸 을수록 을지 을지도 을텐데 으세요 으십니다 으시다 으시고 "
    "으셨다 아 아서 아요 아도 아야 아서는 아야만 아지다 았다 았고 았는데 았던 았지만 았습니다 았어요 았네 았을 았으면 "
    "았으니 았더니 았다가 았기 았겠다 았었다 았거나 았지요"
).split()
VERB_ENDINGS = (
    "는 는데 는다 는다고 는다면 는구나 는지 는군요 는가 느냐 자 자고 자마자 도록 고있다 고싶다 아라 으러 으려고 으려는 "
    "아보다 아서도 아버리다 았었는데 지마라 지말고"
).split()
ADJECTIVE_ENDINGS = "은데 은가 은지 구나 군요 다는 다지만".split()

_REGULAR_CODAS = frozenset("ㄱ ㄲ ㄴ ㄵ ㄶ ㄺ ㄻ ㄼ ㄾ ㄿ ㅀ ㅁ ㅄ ㅆ ㅈ ㅊ ㅌ ㅍ".split())
# Stems in ㄷ, ㅂ, ㅅ, ㅎ are regular or not by the word; these last syllables are sure.
_REGULAR = frozenset("받믿얻쏟굳돋뜯뻗잡입씹접뽑좁집씻벗빗솟앗뺏놓넣쌓낳닿찧빻땋좋")
_IRREGULAR = frozenset("듣싣럽롭맙겁렵깝춥덥쉽눕맵립답돕껍갑납섭볍짓잇낫젓긋")
# 러-irregular, regular in 르 or ambiguous between the two.
_OTHER_LEU = ("이르", "푸르", "누르", "노르", "따르", "치르", "들르", "다다르", "우러르", "따르", "잦추르")


def attach(stem: str, ending: str) -> str | None:
    """A stem with an ending, spelled and marked.

    Args:
        stem: the dictionary form without 다; it may have marks inside.
        ending: as it is written after a consonant, e.g. `으면`, `았다`.

    Returns:
        The marked form (`먹-으면`, `할^게`), or None where its spelling is not sure.
    """
    last = decompose(stem[-1])
    if ending[0] in "아았":
        return _with_a(stem, last, ending)
    if ending[0] in "으은을":
        return _with_eu(stem, last, ending)
    if last.coda in ("", "ㄹ"):
        if ending.startswith("습니"):
            return _fuse(stem, "ㅂ") + ending[1:]
        if ending.startswith("는다"):
            return _fuse(stem, "ㄴ") + ending[1:]
        if last.coda and ending[0] in "는네니느":
            return _recode(stem, "") + ending
    return f"{stem}-{ending}"


def _with_eu(stem: str, last: Syllable, ending: str) -> str | None:
    """Endings in 으: 으 falls after vowels and ㄹ, and what stood under it moves to the stem."""
    fused = decompose(ending[0]).coda
    # What follows the ㄹ of an ending is tense (article 27).
    rest = ("^" if fused == "ㄹ" and len(ending) > 1 and ending[1] in "게걸수지" else "") + ending[1:]
    if last.coda == "":
        return _fuse(stem, fused) + rest if fused else stem + rest
    if last.coda == "ㄹ":
        if fused == "ㄹ" or (not fused and rest[0] not in "니나시세십셨"):
            return stem + rest
        return _fuse(stem, fused) + rest
    changed = _before_vowel(stem, last)
    if changed is not None and last.coda == "ㅂ" and changed != stem:  # 고마우-
        return _fuse(changed, fused) + rest if fused else changed + rest
    return None if changed is None else changed + ("" if changed != stem else "-") + ending[0] + rest


def _before_vowel(stem: str, last: Syllable) -> str | None:
    """A stem in a consonant as it stands before a vowel, or None where that is not sure."""
    if last.coda in _REGULAR_CODAS or (stem[-1] in _REGULAR and not stem.endswith("깨닫")):
        return stem
    if stem[-1] not in _IRREGULAR:
        return None
    if last.coda == "ㄷ":
        return _recode(stem, "ㄹ")
    return _recode(stem, "") + ("우" if last.coda == "ㅂ" else "")


def _with_a(stem: str, last: Syllable, ending: str) -> str | None:
    """Endings in 아/어: vowel harmony and the contractions."""
    coda, rest = decompose(ending[0]).coda, ending[1:]
    if last.coda == "":
        head = _contracted(stem, last)
        return None if head is None else _fuse(head, coda) + rest
    harmony = compose([Syllable("ㅇ", "ㅏ" if last.vowel in "ㅏㅗㅑ" else "ㅓ", coda)])
    changed = stem if last.coda == "ㄹ" else _before_vowel(stem, last)
    if changed is None:
        return None
    if changed != stem and last.coda == "ㅂ":
        vowel = "ㅘ" if stem in ("돕", "곱") else "ㅝ"
        return changed[:-1] + compose([Syllable("ㅇ", vowel, coda)]) + rest
    return changed + ("-" if changed == stem else "") + harmony + rest


def _contracted(stem: str, last: Syllable) -> str | None:
    """A stem in a vowel with 아/어: 해, 와, 가, 흘러, 바빠, 이겨."""
    if stem[-1] == "하":
        return stem[:-1] + "해"
    if last.vowel == "ㅡ":
        return _dropping_eu(stem, last)
    if stem[-1] == "푸":
        return None
    if last.vowel == "ㅣ" and len(stem) == 1 and stem not in "치지":
        return stem + "어"
    contracted = {"ㅗ": "ㅘ", "ㅜ": "ㅝ", "ㅣ": "ㅕ", "ㅚ": "ㅙ"}.get(last.vowel, last.vowel)
    if contracted in "ㅏㅐㅓㅔㅕㅘㅝ" or stem[-1] == "되":
        return stem[:-1] + compose([Syllable(last.onset, contracted, "")])
    return stem + "어"


def _dropping_eu(stem: str, last: Syllable) -> str | None:
    before = decompose(stem[-2]) if len(stem) > 1 and "가" <= stem[-2] <= "힣" else None
    vowel = "ㅏ" if before and before.vowel in "ㅏㅗ" else "ㅓ"
    if stem[-1] != "르":
        return stem[:-1] + compose([Syllable(last.onset, vowel, "")])
    if before is None or before.coda or stem.endswith(_OTHER_LEU):
        return None
    return _recode(stem[:-1], "ㄹ") + compose([Syllable("ㄹ", vowel, "")])


def _recode(stem: str, coda: str) -> str:
    return stem[:-1] + compose([decompose(stem[-1])._replace(coda=coda)])


def _fuse(stem: str, coda: str) -> str:
    """The stem with a coda under its last syllable; a ㄹ that stood there falls."""
    return _recode(stem, coda)
