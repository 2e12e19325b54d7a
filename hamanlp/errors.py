"""What can go wrong, as exceptions. Every message is one line: where, what was wrong, and what would be right.

The attributes have defaults so that an error can be pickled, and so leave a worker process.
"""

from __future__ import annotations


class HamaError(Exception):
    """The base of every exception that hamanlp raises on purpose."""


class OptionError(HamaError, ValueError):
    """An option has a value that it cannot have.

    Attributes:
        option: the option's name, such as `"lang"`.
    """

    def __init__(self, message: str, *, option: str = "") -> None:
        super().__init__(message)
        self.option = option


class InputError(HamaError, ValueError):
    """The input is not text: it cannot be written as UTF-8, or is not UTF-8.

    Attributes:
        item: which element of a list it was, counted from 0; None for a single string.
        position: where in that string, in code points counted from 0; None if the input has no such place.
    """

    def __init__(self, message: str, *, item: int | None = None, position: int | None = None) -> None:
        super().__init__(message)
        self.item = item
        self.position = position


class InputTypeError(InputError, TypeError):
    """The input is neither a `str` nor a list or tuple of `str`."""


class DecodeError(InputError):
    """A byte stream is not UTF-8.

    Attributes:
        source: what was read: a file's name, `standard input` or `argument 1`.
        line: the line, counted from 1.
        byte: the first wrong byte of that line, counted from 1.
    """

    def __init__(self, message: str, *, source: str = "", line: int = 0, byte: int = 0) -> None:
        super().__init__(message)
        self.source = source
        self.line = line
        self.byte = byte


class ModelError(HamaError):
    """A model's wasm file is missing, damaged, or speaks another version of the interface."""


class EngineError(HamaError, RuntimeError):
    """The engine stopped in the middle of its work: a bug in hamanlp, whatever the input was."""


class TimeLimitError(HamaError, TimeoutError):
    """A text took longer than it may. The transcriber goes on working with other texts.

    Attributes:
        limit: in seconds.
    """

    def __init__(self, message: str, *, limit: float = 0.0) -> None:
        super().__init__(message)
        self.limit = limit


class MissingPackageError(HamaError, ImportError):
    """An optional package is needed and not installed.

    Args:
        what: what needs it, such as `".zst files"`.
        extra: the extra of hamanlp that installs it.
    """

    def __init__(self, what: str = "", extra: str = "") -> None:
        super().__init__(f"{what}: need an optional package; pip install 'hamanlp[{extra}]'")
        self.what = what
        self.extra = extra

    def __reduce__(self) -> tuple[type[MissingPackageError], tuple[str, str]]:
        """Pickle the arguments, not the message made of them."""
        return type(self), (self.what, self.extra)
