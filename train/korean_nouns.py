"""Korean nouns with their particles, and what the lexica say of words beyond the rules."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import combinations

from train import phones_ko
from train.korean import pronounce
from train.korean_jamo import decompose, to_phones
from train.lexicon import Phones

# After a consonant / after a vowel; alike where there is no slash.
PARTICLES = (
    "이/가 을/를 은/는 과/와 으로/로 이나/나 이랑/랑 이라도/라도 이며/며 이라고/라고 이라는/라는 이라면/라면 의 에 에서 "
    "에게 한테 도 만 까지 부터 조차 마저 밖에 보다 처럼 같이 대로 만큼 마다 하고 이다/다 이었다/였다 입니다 이에요/예요 "
    "이지만/지만 이고/고 이라서/라서 이네/네 인데 인지 일까 이든/든 은커녕/는커녕 이야말로/야말로"
).split()
CHAINS = (
    "에서는 에서도 에서=의 에서만 에서부터 에는 에도 에만 에게는 에게도 에게서 까지도 까지는 까지=의 부터는 부터=의 만은 "
    "만을 만이 만으로 만으로는 들이 들은 들을 들에게 들=의 들도 들과 들에게는 들이다 들까지 들처럼 들이라고 보다는 보다도 "
    "처럼은 처럼만 으로는/로는 으로도/로도 으로서/로서 으로써/로써 으로부터/로부터 으로=의/로=의 으로만/로만 과는/와는 "
    "과=의/와=의 과도/와도 이라고는/라고는 이라기보다/라기보다 이었습니다/였습니다 이었던/였던 이었지만/였지만 한테서 "
    "한테는 하고는 마다=의 대로=의 만큼은 만큼도 밖에는 조차도 마저도 이나마/나마 인데도 이라든지/라든지"
).split()
# Codas that no noun ends in, or so few that the rest are stems and fragments.
_NO_NOUN = frozenset("ㄶ ㅀ ㅎ ㄵ ㄾ ㄿ ㅆ ㄽ ㄻ ㄼ ㄺ".split())
_KNOWN = frozenset("닭흙칡슭삵탉삶앎")
_LENIS = "ㄱㄷㅂㅅㅈ"


def attach(noun: str, particle: str) -> str:
    """A noun with a particle, marked: `값=을`, `우리=는`.

    Args:
        noun: a spelling, possibly with marks inside.
        particle: one of `PARTICLES` or `CHAINS`.
    """
    after_consonant, _, after_vowel = particle.partition("/")
    coda = decompose(noun[-1]).coda
    # 로 stands after ㄹ too.
    chosen = after_vowel if after_vowel and (not coda or (coda == "ㄹ" and after_vowel.startswith("로"))) else after_consonant
    # The joined 이 of 입니다, 인데 falls silent in no spelling, so that these are alike after vowels.
    return f"{noun}={chosen}"


def explain(word: str, spoken: list[Phones]) -> str | None:
    """The word with the marks under which the rules give a pronunciation of the lexicon.

    So what is particular to the word (갈등 갈뜽, 솜이불 솜니불) is kept, while its last coda stays as it is spelled.

    Args:
        word: hangul syllables.
        spoken: its pronunciations in a lexicon.

    Returns:
        The word itself if the rules give one of them, with one or two marks if these explain one, None otherwise.
    """
    wanted = [phones_ko.fold(phones) for phones in spoken]
    return next((marked for marked in _markings(word) if any(reading in wanted for reading in readings(marked))), None)


def readings(marked: str) -> list[Phones]:
    """The pronunciations of a marked word as folded phones."""
    return [phones_ko.fold(to_phones(reading)) for reading in pronounce(marked)]


def _markings(word: str) -> Iterator[str]:
    yield word
    if word.endswith("다"):
        yield word[:-1] + "-다"
    places = [(at, mark) for at in range(len(word) - 1, 0, -1) for mark in "^+~|"]
    for at, mark in places:
        yield word[:at] + mark + word[at:]
    if len(word) <= 6:
        for (late, second), (early, first) in combinations(places, 2):
            if early < late:
                yield word[:early] + first + word[early:late] + second + word[late:]


def is_doubtful(word: str) -> bool:
    """Whether a word has a place where the norm may want a sound that its spelling does not show.

    ipa-dict writes hardly any of them, so its word on such a place says nothing: after ㄴㄹㅁㅇ a consonant that compounds and
    suffixes make tense (articles 26-28), before 이, 야, 여, 요, 유 a ㄴ (29), between ㄴ and ㄹ either (20).
    """
    syllables = [decompose(letter) for letter in word]
    for at in range(len(word) - 1):
        coda, (onset, vowel, _) = syllables[at].coda, syllables[at + 1]
        if coda in ("ㄴ", "ㄹ", "ㅁ", "ㅇ") and onset in _LENIS:
            return True
        if coda and onset == "ㅇ" and (vowel in "ㅑㅕㅛㅠㅒㅖ" or (vowel == "ㅣ" and len(word) > 2)):
            return True
        if (coda, onset) == ("ㄴ", "ㄹ") and len(word) > 2:
            return True
    return False


@cache
def is_noun_like(word: str) -> bool:
    """Whether a word of a lexicon may take particles: no verb, no fragment, nothing doubled as sound words are."""
    half = len(word) // 2
    if word.endswith("다") or (len(word) % 2 == 0 and half > 1 and word[:half] == word[half:]):
        return False
    return decompose(word[-1]).coda not in _NO_NOUN or word[-1] in _KNOWN or word == "여덟"


def join(first: str, second: str) -> str | None:
    """Two nouns as a compound, where nothing but the automatic rules decides its sounds; None elsewhere.

    Args:
        first: a spelling of two or more syllables, possibly with marks inside.
        second: the same.
    """
    coda, (onset, vowel, _) = decompose(first[-1]).coda, decompose(second[0])
    if coda in ("ㄴ", "ㄹ", "ㅁ", "ㅇ") and onset in _LENIS:
        return None  # articles 26, 28
    if coda and ((onset == "ㅇ" and vowel in "ㅣㅑㅕㅛㅠㅒㅖ") or onset == "ㄹ"):
        return None  # articles 20, 29
    return f"{first}|{second}"


def count(number: str, counter: str) -> str | None:
    """A Sino-Korean number with its counter, or None where the two make a tense or inserted consonant of their own.

    Args:
        number: marked, e.g. `이십+육`.
        counter: what is counted, "" for nothing.
    """
    coda = decompose(number[-1]).coda
    if not counter:
        return number
    onset = decompose(counter[0]).onset
    if coda == "ㄹ" and onset in "ㄷㅅㅈ":
        return f"{number}^{counter}"  # article 26
    if coda and onset == "ㅇ" and counter not in {"원", "월"}:
        return None
    return number + counter
