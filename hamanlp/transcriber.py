"""The public face: `Transcriber` and `transcribe`."""

from __future__ import annotations

import functools
import itertools
import os
import threading
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Self, Unpack, cast, overload

from .analysis import Trace, Transcription, assemble, assemble_texts, assemble_traces
from .encoding import decode, encode, encode_all, not_text
from .errors import EngineError, InputTypeError, OptionError
from .lexicon import Given, Source
from .lines import ended, whole_lines
from .options import FORMATS, OWN, Options, as_text, wasm_of
from .pool import Pool

if TYPE_CHECKING:
    from .engine import Engine


@dataclass(frozen=True, kw_only=True)
class Transcriber:
    """Text to pronunciation, with fixed options. Threads can share it (each gets an engine of its own), forks and pickles, too.

    Args:
        lang: `"auto"` (by script), `"en"` or `"ko"`.
        notation: `"ipa"`; `"xsampa"` (Wells 1995); `"arpabet"`, `"kokoro"`, `"espeak"` (English: the phone sets of the
            speech synthesizers Kokoro and espeak-ng) or `"hangul"` (Korean), in which words of the other language stay in IPA;
            or `"spelling"`: the words that are read, without their pronunciation.
        style: `"broad"` (phonemic) or `"narrow"` (Korean: with voicing, unreleased finals and palatal variants).
        latin: how the Latin words of Korean text are read: `"english"`, as English words, or `"letters"`, letter by letter.
        accent: of English: `"us"`, `"gb"`, or a number between them, from 0 (American) to 1 (modern Southern British); from 0.5
            on, what stands in tables is British, and long vowels are marked. Only the default model has this dial.
        stress: whether stress is written.
        preserve_punctuation: whether punctuation and other symbols stay in the output.
        across_words: whether Korean words that stand side by side are read together, as in one breath (할 것을 할 꺼슬).
        exceptions: whether frequent English words that the model misreads are read from a table.
        markup: whether the text may give pronunciations itself, as `[word](/ipa/)` or as SSML's
            `<phoneme alphabet="ipa" ph="…">word</phoneme>` (or `x-sampa`, `x-arpabet`, `x-kokoro`, `x-espeak`); if not, these
            are text like any other.
        phone_separator: what stands between the phones of a word; None is nothing for IPA, a space for ARPABET.
        word_separator: what stands between words; None is a space for IPA, two spaces for ARPABET.
        nbest: how many pronunciations `analyze` gives of a word, from 1 to 20: its own and the `alternatives`, which a beam
            search finds.
        temperature: from 0 to 10. At 0 the model writes its most probable phones; above, they are drawn from its softmax at
            this temperature, so that texts are read in various ways. Tables, rules and homographs are read as always.
        top_k: of how many phones, the most probable, one is drawn; 1 or more, None is all.
        top_p: the most probable phones of which one is drawn have this share together, from 0 to 1 (Holtzman et al. 2020).
        seed: a whole number from 0 to 4294967295. What is drawn depends on it, on the word, and on its place in its line.
        boost: phone in IPA → number from -100 to 100 that is added to its logit at every step, drawn or not. A vowel without
            a stress mark stands for all its stresses.
        lexicon: your own pronunciations: a path, the content of such a file as bytes, or a dict from words to pronunciations.
            The file has a word, a tab and its pronunciation on each line, in IPA, ARPABET or (Korean) hangul, or was compiled
            by `hamanlp lexicon build`. It is read when the transcriber is made.
        mix: how much the lexicon has to say, from 0 to 1. At 1 listed words are read exactly as listed and all others as
            without it; between, words that are spelled like listed ones move towards them, too (`docs/lexicon.md`).
        lexicon_errors: `"fail"`: a bad line is an error; `"skip"`: it is left out, and `skipped_lines` says why.
        force: English phones in IPA that the model is made to write first in each word that it reads (spaces between them keep
            `t ʃ` from being one); it goes on from there. With `#` at the end, the end of a word, nothing comes after them.
        model: `"default"`, `"tiny"` or `"large"`, or the path of a `.wasm` file that `python -m export` made.
        threads: how many threads share the elements of a list; more than there are processors is of no use.
        time_limit: after how many seconds a call gives up (`stream` and `analyze_lines`: a chunk), `math.inf` for never. None:
            when it takes more than 60 for one piece of 4,096 bytes or less, so that texts of any length are read.

    Raises:
        OptionError: an option has a value that it cannot have.
        ModelError: the model's wasm file is missing or damaged.
    """

    lang: str = "auto"
    notation: str = "ipa"
    style: str = "broad"
    latin: str = "english"
    accent: str | float = "us"
    across_words: bool = False
    stress: bool = True
    preserve_punctuation: bool = True
    exceptions: bool = True
    markup: bool = False
    phone_separator: str | None = None
    word_separator: str | None = None
    nbest: int = 1
    temperature: float = 0.0
    top_k: int | None = None
    top_p: float = 1.0
    seed: int = 0
    boost: Mapping[str, float] | None = field(default=None, hash=False)
    lexicon: Given | None = field(default=None, hash=False, repr=False)  # it may be long
    mix: float = 1.0
    lexicon_errors: str = "fail"
    force: str | None = None
    model: str = "default"
    threads: int = 1
    time_limit: float | None = None
    _pool: Pool = field(init=False, repr=False, compare=False)
    _lexicon: Source | None = field(init=False, repr=False, compare=False)
    _skipped: tuple[str, ...] = field(init=False, repr=False, compare=False)
    _of_thread: threading.local = field(default_factory=threading.local, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse bad options now, not at the first call."""
        if type(self.threads) is not int or self.threads < 1:
            raise OptionError(f"threads: {self.threads!r} is not right; give a whole number from 1 on", option="threads")
        limit = self.time_limit
        if limit is not None and (isinstance(limit, bool) or not isinstance(limit, int | float) or not limit > 0):
            raise OptionError(f"time_limit: {limit!r} is not right; give seconds above 0, or None", option="time_limit")
        object.__setattr__(self, "_pool", Pool(self.threads))  # the class is frozen for its users
        if isinstance(self.boost, Mapping):  # engines that are made later must not see what becomes of it
            object.__setattr__(self, "boost", dict(self.boost))
        object.__setattr__(self, "_lexicon", None if self.lexicon is None else Source.of(self.lexicon))
        engine = self._of_thread.text = self._new_engine()
        object.__setattr__(self, "_skipped", engine.skipped_lines)

    @property
    def skipped_lines(self) -> tuple[str, ...]:
        """What is wrong with each line of the lexicon that was left out."""
        return self._skipped

    def close(self) -> None:
        """Free the engines and threads that calls have made; calls that run go on, and a later one makes others."""
        object.__setattr__(self, "_of_thread", threading.local())
        self._pool.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @overload
    def __call__(self, text: str) -> str: ...
    @overload
    def __call__(self, text: list[str] | tuple[str, ...]) -> list[str]: ...
    def __call__(self, text: str | list[str] | tuple[str, ...]) -> str | list[str]:
        """Transcribe a text, or each text of a list (much faster than one call per text).

        Args:
            text: a string, or a list or tuple of strings. Strings may have any length and any number of lines.

        Returns:
            A string for a string; for a list, a list of the same length and order. Every string has as many line feeds as
            its text.

        Raises:
            InputError: not a string (`InputTypeError`), or one with a lone surrogate.
            TimeLimitError: it takes longer than `time_limit`.
            EngineError: the engine failed.
        """
        if isinstance(text, str):
            return self._transcribe(encode(text))
        if not isinstance(text, list | tuple):
            raise not_text(text)
        if not text:
            return []
        share = -(-len(text) // self.threads)
        parts = [encode_all(text[first : first + share], first) for first in range(0, len(text), share)]
        lines = "\n".join(self._pool.map(self._transcribe, parts)).split("\n")
        lengths = [item.count("\n") + 1 for item in text]
        if len(lines) != sum(lengths):
            raise EngineError(f"{sum(lengths)} lines became {len(lines)}; please report this with the input")
        rest = iter(lines)
        return ["\n".join(itertools.islice(rest, length)) for length in lengths]

    @overload
    def analyze(self, text: str) -> Transcription: ...
    @overload
    def analyze(self, text: list[str] | tuple[str, ...]) -> list[Transcription]: ...
    def analyze(self, text: str | list[str] | tuple[str, ...]) -> Transcription | list[Transcription]:
        """Transcribe a text and tell what is known about each of its words.

        Args:
            text: a string, or a list or tuple of strings, of any length and any number of lines.

        Returns:
            A `Transcription` for a string; for a list, a list of the same length and order. Its `ipa` is what a call gives.

        Raises:
            InputError: not a string (`InputTypeError`), or one with a lone surrogate.
            TimeLimitError: it takes longer than `time_limit`.
            EngineError: the engine failed.
        """
        if isinstance(text, str):
            return assemble(text, self._records(encode(text)))
        if not isinstance(text, list | tuple):
            raise not_text(text)
        if not text:
            return []
        encode_all(text, 0)
        share = -(-len(text) // self.threads)
        parts = self._pool.map(self._analyze_all, [text[first : first + share] for first in range(0, len(text), share)])
        return list(itertools.chain.from_iterable(parts))

    def trace(self, text: str) -> list[Trace]:
        """Tell what the model could have written at each step of each word, for people who want to see it decide.

        Args:
            text: a string of any length and any number of lines.

        Returns:
            The words that the model read, in order; words that tables or rules read have no steps and are left out.

        Raises:
            InputError: not a string (`InputTypeError`), or one with a lone surrogate.
            EngineError: the engine failed.
        """
        if not isinstance(text, str):
            raise InputTypeError(f"the input is of type {type(text).__name__}; pass a str")
        engine = self._new_engine("jsonl", trace=True)
        return assemble_traces(b"".join(engine.feed(encode(text), final=True)).decode().split("\n"))

    def stream(self, chunks: Iterable[bytes], *, format: str = "text") -> Iterator[bytes]:
        """Transcribe a text that need not fit into memory.

        Args:
            chunks: UTF-8 bytes in pieces of any size, cut anywhere.
            format: `"text"`, or `"jsonl"`: each line as the JSON of a `Transcription`.

        Yields:
            The transcription's UTF-8 bytes: whatever is certain after each chunk, with one line feed for every line feed.

        Raises:
            OptionError: there is no such format.
            DecodeError: there are bytes that are not UTF-8, and the format is `"jsonl"`; as text they become U+FFFD.
            EngineError: the engine failed.
        """
        if format not in FORMATS:
            raise OptionError(f"format: {format!r} is not right; give one of {', '.join(FORMATS)}", option="format")
        if format == "jsonl":
            for result in self.analyze_lines(chunks):
                yield result.to_json().encode() + b"\n"
            return
        engine = self._new_engine()
        for chunk in chunks:
            yield from engine.feed(chunk, final=False)
        yield from engine.feed(b"", final=True)

    def analyze_lines(self, chunks: Iterable[bytes]) -> Iterator[Transcription]:
        """Analyze the lines of a text that need not fit into memory.

        Args:
            chunks: UTF-8 bytes in pieces of any size, cut anywhere.

        Yields:
            What `analyze` gives for each line, without its line feed.

        Raises:
            DecodeError: there are bytes that are not UTF-8.
            EngineError: the engine failed.
        """
        engine = self._new_engine("jsonl")
        line = 1
        for lines in whole_lines(ended(chunks)):
            texts = decode(lines, line).split("\n")[:-1]
            line += len(texts)
            records = b"".join(engine.feed(lines, final=False)).decode()
            yield from assemble_texts(texts, records.split("\n"))

    def __reduce__(self) -> tuple[Callable[..., Transcriber], tuple[object, ...]]:
        """Pickle the options and the lexicon as it was read; the engine is made again where they arrive."""
        return _restored, (type(self), self.options(), self._lexicon)

    def options(self) -> Options:
        """All options with their values, as the constructor takes them."""
        return cast("Options", {option.name: getattr(self, option.name) for option in fields(self) if option.init})

    def _transcribe(self, data: bytes) -> str:
        return self._write(data, "text")

    def _analyze_all(self, texts: Sequence[str]) -> list[Transcription]:
        return list(assemble_texts(texts, self._records(encode_all(texts, 0))))

    def _records(self, data: bytes) -> list[str]:
        """What the engine knows about a text: a line of JSON for each word, an empty one for each line feed."""
        return self._write(data, "jsonl").split("\n")[:-1]

    def _write(self, data: bytes, format: str) -> str:
        """Use this thread's engine for a format.

        It is away meanwhile: a signal handler, or whatever else comes in between, gets another. One that stopped in the middle
        of a text is not put back.
        """
        engines = self._of_thread
        engine = engines.__dict__.pop(format, None) or self._new_engine(format)
        text = b"".join(engine.feed(data, final=True)).decode()
        setattr(engines, format, engine)
        return text

    def _new_engine(self, format: str = "text", *, trace: bool = False) -> Engine:
        from .engine import Engine  # noqa: PLC0415 - wasmtime takes 50 ms, which `import hamanlp` and `--help` need not wait

        file = wasm_of(self.model)
        options = self.options()
        for name in OWN:
            options.pop(name)
        settings = {"format": format, "trace": trace, **options}
        texts = {name: as_text(value) for name, value in settings.items() if value is not None}
        return Engine(file, texts, self._lexicon, self.lexicon_errors, self.time_limit)


def _restored(kind: type[Transcriber], options: Options, lexicon: Source | None) -> Transcriber:
    """A transcriber from a pickle. Its lexicon may be a file that is not there, or another by now."""
    given = options["lexicon"]
    options["lexicon"] = cast("Given | None", lexicon)
    restored = kind(**options)
    object.__setattr__(restored, "lexicon", given)
    return restored


@overload
def transcribe(text: str, **options: Unpack[Options]) -> str: ...
@overload
def transcribe(text: list[str] | tuple[str, ...], **options: Unpack[Options]) -> list[str]: ...
def transcribe(text: str | list[str] | tuple[str, ...], **options: Unpack[Options]) -> str | list[str]:
    """Transcribe with the options of `Transcriber`. For many calls, make one `Transcriber`, or pass a list.

    Args:
        text: a string, or a list or tuple of strings.
        **options: those of `Transcriber`.

    Returns:
        A string for a string; for a list, a list of the same length and order.

    Raises:
        HamaError: see `Transcriber` and its call.
    """
    given = options.get("lexicon")
    if isinstance(given, str | os.PathLike):  # what it holds now, not what it held at a call before
        options["lexicon"] = cast("Given", Source.of(given))
    try:
        hama = _with_options(**cast("dict[str, Hashable]", options))
    except TypeError:  # a value that cannot be hashed, or a keyword that does not exist: hear it from the class
        hama = Transcriber(**options)
    return hama(text)


_with_options = functools.lru_cache(maxsize=8, typed=True)(Transcriber)
"""The latest sets of options keep their engines, since making one takes as long as transcribing several words."""
