"""`G2p` with the interface of the package g2p-en (Park and Kim 2019): English text to ARPABET."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..transcriber import Transcriber

_PHONE_END, _WORD_END = "\x1f", " "
_PUNCTUATION = frozenset(".,?!'-")


class G2p:
    """English text to a flat list of ARPABET phones, with the punctuation between them; made once, called often.

    A vowel has its stress, `0` to `2`. Between words, and around punctuation, stands the element `" "`.
    """

    word_end = _WORD_END

    def __init__(self) -> None:
        self._hama = Transcriber(lang="en", notation="arpabet", phone_separator=_PHONE_END, word_separator=_WORD_END)

    def __call__(self, text: str) -> list[str]:
        """The phones of a text.

        Args:
            text: English, of any length.

        Returns:
            ARPABET phones, `" "`, and of the punctuation `. , ? ! ' -`.

        Raises:
            InputError: not a str, or one with a lone surrogate.
        """
        tokens: list[str] = []
        for token in _tokens(self._hama(text)):
            if tokens:
                tokens.append(self.word_end)
            tokens += token
        return tokens


def _tokens(read: str) -> Iterator[list[str]]:
    """Words as lists of phones, punctuation as lists of one character."""
    for match in re.finditer(f"[A-Z]+[0-2]?(?:{_PHONE_END}[A-Z]+[0-2]?)*|[^\\s\\w]", read):
        if match[0][0].isalpha():
            yield match[0].split(_PHONE_END)
        elif match[0] in _PUNCTUATION:
            yield [match[0]]
