"""Korean numbers against num2words, native numerals in full, and numbers in any surroundings."""

from __future__ import annotations

import random
import re

from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

from hamanlp import Transcriber, transcribe

LARGEST = 10**15
TENS = ["", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔"]
ONES = ["", "하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉"]
EMERGENCY = {112: "일일이", 114: "일일사", 119: "일일구", 911: "구일일"}
COUNTING = {"하나": "한", "둘": "두", "셋": "세", "넷": "네", "스물": "스무"}


def spelled(texts: list[str]) -> list[str]:
    """What the texts are read as, in Korean."""
    return transcribe(texts, lang="ko", notation="spelling")


def oracle(number: int) -> str:
    """The number as num2words has it, without spaces.

    Two choices differ. Emergency numbers, alone or before a particle, are telephone numbers, read digit by digit. And where a
    group of four digits is 1 and another stands before it, num2words says 만 alone (일억 만), the engine 일만 (일억 일만),
    since 만 after 억 is heard as the particle "only". At the beginning of a number both say 만.
    """
    if number in EMERGENCY:
        return EMERGENCY[number]
    words: list[str] = num2words(number, lang="ko").split(" ")
    return "".join("일만" if place > 0 and word == "만" else word for place, word in enumerate(words))


def samples(count: int) -> list[int]:
    """Random integers below `LARGEST`, as many of each length."""
    chance = random.Random(6)
    return [chance.randrange(10 ** chance.randrange(1, 16)) for _ in range(count)]


def test_cardinals_agree_with_num2words() -> None:
    numbers = [*samples(10_000), 0, 10_000, 10_001, 100_010_000, 1_000_000_010_000, LARGEST, LARGEST - 1]
    plain = [text.replace(" ", "") for text in spelled([str(number) for number in numbers])]
    assert [(n, p) for n, p in zip(numbers, plain, strict=True) if p != oracle(n)] == []


def test_commas_change_nothing() -> None:
    numbers = [number for number in samples(500) if number >= 1000]
    assert spelled([f"{number:,}" for number in numbers]) == spelled([str(number) for number in numbers])


def test_groups_of_four_digits_are_words() -> None:
    assert spelled(["1234567890123456"]) == ["천이백삼십사조 오천육백칠십팔억 구천십이만 삼천사백오십육"]


def test_native_numerals_in_full() -> None:
    expected = []
    for value in range(1, 100):
        word = TENS[value // 10] + ONES[value % 10]
        last = ONES[value % 10] or TENS[value // 10]
        expected.append(word.removesuffix(last) + COUNTING.get(last, last) + " 개")
    assert spelled([f"{value}개" for value in range(1, 100)]) == expected


def test_digits_after_a_point_are_read_one_by_one() -> None:
    names = "영일이삼사오육칠팔구"
    decimals = [f"{random.Random(7).randrange(10**width):0{width}}" for width in range(1, 9)]
    assert spelled([f"3.{each}" for each in decimals]) == ["삼 점 " + "".join(names[int(d)] for d in each) for each in decimals]


# What numbers stand beside, in any order.
PARTS = [
    *"0 1 2 06 007 10 11 12 19 20 25 30 45 59 60 99 100 119 1,000 2026 1588 1234 010 3.14 12345678901234567890123".split(),
    *"- ~ / : . , + = % $ ₩ € ° ℃ ㎏ @ # & ( ) · × ² ½ Ⅱ ① ' \" ! ? _".split(),
    *"개 명 시 분 월 일 년 번 대 여 만 억 천만 조 도 로 은 에서 제 금 째 번째 코로나 ㅋㅋ ㄱ".split(),
    *"A kg KBS hello h C D com www http no PM mp GB x million é 漢 😀".split(),
    " ", " ", " ", " ", "\t", "가" * 50, "9" * 200,
]  # fmt: skip

text = st.lists(st.sampled_from(PARTS), max_size=14).map("".join)
readers = {
    (lang, latin): Transcriber(lang=lang, latin=latin, notation="spelling")
    for lang in ("auto", "ko")
    for latin in ("english", "letters")
}


@settings(max_examples=400, deadline=None)
@given(text, st.sampled_from(["english", "letters"]))
def test_every_digit_becomes_words(text: str, latin: str) -> None:
    result = readers["ko", latin](text)
    assert not re.search("[0-9]", result), result
    if re.search("[0-9]", text):
        assert re.search("[가-힣a-z]", result)


@settings(max_examples=200, deadline=None)
@given(text)
def test_nothing_traps_and_hangul_stays(text: str) -> None:
    for reader in readers.values():
        result = reader(text)
        assert len(re.findall("코로나|가가", result)) >= len(re.findall("코로나|가가", text))
        assert reader("가\n" + text).startswith("가")
