"""What stands after phones, syllables and words in the results of `hamanlp.compat.phonemize`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Separator:
    """The separators. Those that are not empty must differ, so that a result can be taken apart again.

    Args:
        word: after a word.
        syllable: accepted and not used, as with phonemizer's espeak backend; None is the empty string.
        phone: after a phone; None is the empty string.

    Raises:
        ValueError: two of them are the same and not empty.
    """

    word: str = " "
    syllable: str | None = None
    phone: str | None = None

    def __post_init__(self) -> None:
        given = [part for part in (self.word, self.syllable, self.phone) if part]
        if len(set(given)) < len(given):
            raise ValueError(
                f"word={self.word!r}, syllable={self.syllable!r} and phone={self.phone!r} must differ; "
                "give others (word is a space unless you say)"
            )
        for name in ("word", "syllable", "phone"):
            object.__setattr__(self, name, getattr(self, name) or "")

    def __contains__(self, text: object) -> bool:
        return text in (self.phone, self.syllable, self.word)

    def __str__(self) -> str:
        return f'(phone: "{self.phone}", syllable: "{self.syllable}", word: "{self.word}")'
