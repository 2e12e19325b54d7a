"""A user's own pronunciations on their way to the engine."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .errors import OptionError
from .options import wasm_of

Given = str | os.PathLike[str] | bytes | Mapping[str, str]
"""A path, the content of a file, or pronunciations by word."""


@dataclass(frozen=True)
class Source:
    """A lexicon as the engine reads it.

    Attributes:
        name: what messages call it; empty if it has no name.
        data: lines of a word, a tab and a pronunciation in UTF-8, or a compiled lexicon.
    """

    name: str
    data: bytes

    @classmethod
    def of(cls, given: Given | Source) -> Source:
        """Read what a user gave.

        Raises:
            OptionError: the file cannot be read, or an entry is no text of one line.
        """
        if isinstance(given, Source):
            return given
        if isinstance(given, bytes):
            return cls("", given)
        if isinstance(given, Mapping):
            return cls("", b"".join(_line(word, pronunciation) for word, pronunciation in given.items()))
        if not isinstance(given, str | os.PathLike):
            raise OptionError(f"lexicon: a {type(given).__name__} is not right; give a path, bytes or a dict", option="lexicon")
        name = os.fspath(given)
        try:
            return cls(name, Path(name).read_bytes())
        except (OSError, ValueError) as error:
            raise OptionError(f"lexicon: {name}: {getattr(error, 'strerror', None) or error}", option="lexicon") from error

    def located(self, problem: str) -> str:
        """Say which lexicon a problem that the engine found is in."""
        if not self.name:
            return problem
        return f"{self.name}, {problem}" if problem.startswith("line ") else f"{self.name}: {problem}"


def _line(word: object, pronunciation: object) -> bytes:
    for text in (word, pronunciation):
        if not isinstance(text, str) or not text or any(character in text for character in "\t\r\n"):
            raise OptionError(
                f"lexicon: {text!r} is not right; give words and pronunciations as str without tabs and line breaks",
                option="lexicon",
            )
    try:
        return f"{word}\t{pronunciation}\n".encode()
    except UnicodeEncodeError:
        raise OptionError(f"lexicon: {word!r} has a lone surrogate, which is no character", option="lexicon") from None


def build_lexicon(lexicon: Given, *, errors: str = "fail", model: str = "default") -> bytes:
    """Compile a lexicon: it then loads without being read and sorted again, and is checked by hash when it does.

    Args:
        lexicon: as for `Transcriber`.
        errors: `"fail"`, or `"skip"` to leave bad lines out.
        model: whose phones it is for; `"default"`, `"tiny"` or `"large"`.

    Returns:
        The compiled lexicon, which `Transcriber` takes for `lexicon`, also from a file.

    Raises:
        OptionError: it cannot be read.
        ModelError: the model's wasm file is missing or damaged.
    """
    return compiled(Source.of(lexicon), errors, model)[0]


def compiled(source: Source, errors: str, model: str) -> tuple[bytes, tuple[str, ...]]:
    """A compiled lexicon, and what is wrong with lines that were left out; arguments as for `build_lexicon`."""
    from .engine import Engine  # noqa: PLC0415 - wasmtime takes 50 ms

    engine = Engine(wasm_of(model), {}, source, errors)
    return engine.compiled_lexicon(), engine.skipped_lines
