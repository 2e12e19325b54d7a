"""Any arguments of the Python API: an answer, or one of hamanlp's own errors in one line, or a `TypeError` for a wrong type."""

from __future__ import annotations

import math
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hamanlp import DecodeError, EngineError, HamaError, InputError, OptionError, Transcriber, build_lexicon
from tests.test_any_text import CHOICES, PIECES

MODEL = "tiny"  # the quickest
EXAMPLES = settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
GOOD: dict[str, list[Any]] = {
    **{name: [*values] for name, values in CHOICES.items() if name != "format"},
    "accent": ["us", "gb", 0, 1, 0.5],
    **{name: [True, False] for name in ("across_words", "stress", "preserve_punctuation", "exceptions", "markup")},
    "phone_separator": [None, "", " ", '"', "\\"],
    "word_separator": [None, "", "|", "값"],
    "nbest": [1, 3, 20],
    "temperature": [0.0, 0.5, 10],
    "top_k": [None, 1, 1000],
    "top_p": [0.0, 0.9, 1],
    "seed": [0, 7, 2**32 - 1],
    "boost": [None, {}, {"ɹ": 2.3, "i": -100}],
    "lexicon": [None, {}, {"word": "wɝd", "값": "갑"}, b"word\tW ER1 D\n"],
    "mix": [0, 0.3, 0.7, 1],
    "lexicon_errors": ["fail", "skip"],
    "force": [None, "", "ɹ#", "ɹ ˈɛ"],
    "threads": [1, 2],
}
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.binary(max_size=20),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=3), st.one_of(st.text(max_size=9), st.floats(), st.integers()), max_size=3),
    st.sampled_from(
        [10**5000, math.nan, math.inf, -1, 2**31, 2**64, object(), Path("no such file"), "\0", "\ud800", "x" * 100_000]
    ),
)
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(st.one_of(st.sampled_from([*PIECES, " "]), st.text(max_size=2)), max_size=12).map("".join),
)
LEXICA = st.one_of(
    st.binary(max_size=80),
    st.lists(
        st.tuples(
            st.sampled_from(["a", "knight", "값", "C++", "a b", "", "#", "é"]),
            st.sampled_from(["æ", "N AY1 T", "갑", "?", "", "\t\t"]),
        ),
        max_size=8,
    ).map(lambda entries: "\n".join("\t".join(entry) for entry in entries).encode()),
)


@st.composite
def options(draw: st.DrawFn) -> dict[str, Any]:
    """Some options with good values, and perhaps one with any value."""
    names = draw(st.lists(st.sampled_from(sorted(GOOD)), max_size=5, unique=True))
    chosen = {name: draw(st.sampled_from(GOOD[name])) for name in names}
    if draw(st.booleans()):
        chosen[draw(st.sampled_from(sorted(GOOD)))] = draw(ODD)
    return chosen


def answered(call: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    """The answer; None if it was an error as it should be."""
    try:
        return call(*arguments, **named)
    except TypeError:
        return None
    except EngineError:
        raise
    except HamaError as error:
        message = str(error)
    assert message
    assert len(message.splitlines()) == 1
    return None


@EXAMPLES
@given(options(), TEXTS)
def test_any_options_and_any_text(chosen: dict[str, Any], text: str) -> None:
    hama = cast("Transcriber | None", answered(Transcriber, **{"model": MODEL, **chosen}))
    if hama is None:
        return
    plain = answered(hama, text)
    if plain is None:
        with pytest.raises(InputError, match="lone surrogate"):
            hama(text)
        return
    assert plain.count("\n") == text.count("\n")
    assert hama([text, "a", text])[::2] == [plain] * 2
    known = hama.analyze(text)
    assert known.ipa == plain
    for word in known.words:
        assert text[word.start : word.end] == word.text
        for phone in word.phones:
            assert word.start <= phone.start <= phone.end <= word.end
            assert 0 <= phone.probability <= 1
    hama.trace(text)


@EXAMPLES
@given(ODD)
def test_any_input_that_is_no_text(given_input: Any) -> None:
    hama = Transcriber(model=MODEL)
    for call in (hama, hama.analyze, hama.trace):
        answered(cast("Callable[..., Any]", call), given_input)


@EXAMPLES
@given(st.lists(st.one_of(st.binary(max_size=20), TEXTS.map(lambda text: text.encode("utf-8", "replace"))), max_size=6))
def test_any_chunks(chunks: list[bytes]) -> None:
    hama = Transcriber(model=MODEL)
    text = b"".join(chunks)
    written = b"".join(hama.stream(chunks))
    assert written.decode() == hama(text.decode("utf-8", "replace")) or b"\xef\xbf\xbd" in written
    assert written.count(b"\n") == text.count(b"\n")
    records = answered(lambda: list(hama.stream(chunks, format="jsonl")))
    assert records is None or len(records) == text.count(b"\n") + (text[-1:] not in {b"", b"\n"})


def test_a_stream_that_is_no_utf8_says_where() -> None:
    hama = Transcriber(model=MODEL)
    assert b"".join(hama.stream([b"a\xff\n"])).decode() == hama("a\ufffd\n")
    with pytest.raises(DecodeError, match=r"^line 3, byte 2: 0xff is not UTF-8; ") as caught:
        list(hama.analyze_lines([b"a\nb\n", b"c\xff\n"]))
    assert (caught.value.line, caught.value.byte) == (3, 2)


@EXAMPLES
@given(LEXICA, st.sampled_from(["fail", "skip"]), st.sampled_from([0.3, 1.0]))
def test_any_lexicon(data: bytes, errors: str, mix: float) -> None:
    hama = answered(Transcriber, lexicon=data, lexicon_errors=errors, mix=mix, model=MODEL)
    if hama is not None:
        hama("a knight, 값이 C++")
    compiled = answered(build_lexicon, data, errors=errors, model=MODEL)
    assert (hama is None) == (compiled is None)
    if compiled is not None:
        assert Transcriber(lexicon=compiled, mix=mix, model=MODEL)("a knight, 값이 C++") == hama("a knight, 값이 C++")


COMPILED = build_lexicon({"knight": "naɪt", "a": "æ", "값": "갑", "C++": "si"}, model=MODEL)


@EXAMPLES
@given(st.lists(st.tuples(st.integers(0, len(COMPILED) - 1), st.integers(0, 255)), min_size=1, max_size=4), st.booleans())
def test_any_damage_to_a_compiled_lexicon(changes: list[tuple[int, int]], is_forged: bool) -> None:
    damaged = bytearray(COMPILED)
    for place, value in changes:
        damaged[place] = value
    if is_forged:
        damaged[:8] = COMPILED[:8]
        damaged[8:16] = struct.pack("<Q", fnv(damaged[16:]))
    hama = answered(Transcriber, lexicon=bytes(damaged), mix=0.6, model=MODEL)
    if hama is not None:
        assert hama("a knight, 값이 C++").count("\n") == 0
        hama.analyze("knights")
    elif bytes(damaged) == COMPILED:
        pytest.fail("what is not damaged is refused")


def fnv(data: bytes | bytearray) -> int:
    """FNV-1a in 64 bits, with which compiled lexica are guarded against damage."""
    state = 0xCBF29CE484222325
    for byte in data:
        state = (state ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return state


@pytest.mark.parametrize("length", range(1, len(COMPILED), 3))
def test_a_compiled_lexicon_cut_short(length: int) -> None:
    with pytest.raises(OptionError, match="damaged|has no pronunciation"):
        Transcriber(lexicon=COMPILED[:length], model=MODEL)
