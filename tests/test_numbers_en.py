"""English numbers against `num2words`, and that no number is left unsaid.

`num2words` writes "one thousand, two hundred and thirty-four"; here the commas and the "and" are left out, as American readers
do. A bare number from 1100 to 2099 is a year and is compared as one: written with a comma it is a cardinal.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest
from num2words import num2words

import hamanlp


def said(texts: list[str]) -> list[str]:
    """What each text is read as."""
    return hamanlp.transcribe(texts, lang="en", notation="spelling", model="tiny")


def plain(words: str) -> str:
    """The words of `num2words` without its commas and its "and"."""
    return re.sub(r"\band ", "", words.replace(",", ""))


def integers(seed: int, count: int, digits: int) -> list[int]:
    """Random integers, of which as many have one digit as any other number of digits."""
    source = random.Random(seed)
    return [source.randrange(10 ** source.randint(1, digits)) * source.choice((1, 1, 1, -1)) for _ in range(count)]


def compare(numbers: list[int], write: Callable[[int], str], expected: Callable[[int], str]) -> None:
    wrong = [
        (number, got, expected(number))
        for number, got in zip(numbers, said([write(number) for number in numbers]), strict=True)
        if got != expected(number)
    ]
    assert wrong == []


def test_cardinals() -> None:
    numbers = [number for number in integers(1, 11_000, 15) if not 1100 <= abs(number) <= 2099][:10_000]
    assert len(numbers) == 10_000
    compare(numbers, str, lambda number: plain(num2words(number)))


def test_cardinals_with_commas() -> None:
    compare([*integers(2, 3000, 15), *range(1000, 2100)], lambda number: f"{number:,}", lambda number: plain(num2words(number)))


def test_ordinals() -> None:
    def write(number: int) -> str:
        last = number % 100
        return f"{number:,}" + ("th" if 10 < last < 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th"))

    compare([*range(1, 1000), *map(abs, integers(3, 2000, 9))], write, lambda number: plain(num2words(number, to="ordinal")))


def test_years() -> None:
    compare(
        list(range(1010, 2100)),
        lambda year: f"in {year}",
        lambda year: "in " + plain(num2words(year, to="year")).replace("oh-", "oh "),
    )


def test_decimals() -> None:
    source = random.Random(4)
    texts = [f"{source.randrange(10 ** source.randint(1, 6))}.{source.randrange(1, 1000)}" for _ in range(2000)]
    for text, got in zip(texts, said(texts), strict=True):
        whole, fraction = text.split(".")
        digits = " ".join(num2words(int(digit)) for digit in fraction)
        assert got == f"{plain(num2words(int(whole)))} point {digits}", text


PIECES = [
    *"0 1 7 12 42 007 100 1984 2026 123456 9999999999999999999999 a A I II XIV x e s st th km m C kg Nov May am p.m.".split(),
    *". , - – / : ; ' \" $ € £ ¥ ₩ % ‰ ° ( ) + # @ & = < > * × ÷ ^ ~ _ ½ ² ³ 가 개 ж 😀 ② ㅋ".split(),
    *"St. Dr. No. USD US http https www example com and the".split(),
    *[" "] * 5,
]


@pytest.mark.parametrize("seed", range(5))
def test_no_digit_is_left(seed: int) -> None:
    source = random.Random(seed)
    texts = ["".join(source.choices(PIECES, k=source.randint(1, 30))) for _ in range(1000)]
    for text, got in zip(texts, said(texts), strict=True):
        assert not re.search(r"[0-9]", got), text


def test_long_runs_of_digits_are_said_digit_by_digit() -> None:
    digits = "1234567890" * 500
    assert said([digits])[0].split() == [num2words(int(digit)) for digit in digits]


def test_a_long_line_of_numbers_ends() -> None:
    for text in (
        "1-" * 5000,
        "1," * 5000,
        "1/2" * 5000,
        "A.1" * 5000,
        "a@b." * 5000,
        "http://" * 3000,
        "5'" * 5000,
        "AB1" * 4000,
    ):
        assert not re.search(r"[0-9]", said([text])[0])
