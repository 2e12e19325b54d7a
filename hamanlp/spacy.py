"""The component `hamanlp` of spaCy's pipelines (the extra `spacy`); spaCy finds it by its name alone.

nlp = spacy.blank("en")
nlp.add_pipe("hamanlp", config={"options": {"lang": "en"}})
[token._.ipa for token in nlp("I read it.")]
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from .errors import MissingPackageError
from .transcriber import Transcriber

try:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token
except ImportError as error:
    raise MissingPackageError("hamanlp.spacy", "spacy") from error

if TYPE_CHECKING:
    from .analysis import Phone, Transcription, Word

__all__ = ["Component", "component"]

STRESS = "ˈˌ"


class Component:
    """Sets `token._.ipa`, and makes `span._.ipa` and `doc._.ipa` of it.

    A token that is no word (punctuation) has itself. Where a word of the engine is several tokens (*do* and *n't*), each has
    the phones of its letters; a number that is several tokens is all in the first, and the others are empty.

    Args:
        options: those of `Transcriber`.

    Raises:
        HamaError: see `Transcriber`.
    """

    def __init__(self, options: dict[str, Any]) -> None:
        self._hama = Transcriber(**options)
        if not Token.has_extension("ipa"):
            Token.set_extension("ipa", default=None)
            Span.set_extension("ipa", getter=_joined)
            Doc.set_extension("ipa", getter=_joined)

    def __call__(self, doc: Doc) -> Doc:
        """Read one document.

        Args:
            doc: it is changed.

        Returns:
            The same document.
        """
        return self._read(doc, self._hama.analyze(doc.text))

    def pipe(self, docs: Iterable[Doc], batch_size: int = 256) -> Iterator[Doc]:
        """Read many documents, which is faster.

        Args:
            docs: they are changed.
            batch_size: how many are read at once.

        Yields:
            The same documents in their order.
        """
        rest = iter(docs)
        while batch := list(itertools.islice(rest, batch_size)):
            for doc, known in zip(batch, self._hama.analyze([doc.text for doc in batch]), strict=True):
                yield self._read(doc, known)

    def _read(self, doc: Doc, known: Transcription) -> Doc:
        written: dict[int, str] = {}
        place = 0
        tokens = list(doc)
        for word in known.words:
            while tokens[place].idx + len(tokens[place]) <= word.start:
                place += 1
            last = place
            while last < len(tokens) and tokens[last].idx < word.end:
                last += 1
            starts = [token.idx for token in tokens[place:last]]
            for start, ipa in _shares(word, starts):
                written[start] = written.get(start, "") + ipa
        for token in tokens:
            token._.ipa = written.get(token.idx, "" if token.text.strip() else token.text)
        return doc

    def to_bytes(self, **_: object) -> bytes:
        """Nothing: what the component is stands in the pipeline's configuration."""
        return b""

    def from_bytes(self, _: bytes, **__: object) -> Component:
        """The component as it is."""
        return self

    def to_disk(self, *_: object, **__: object) -> None:
        """Nothing is written."""

    def from_disk(self, *_: object, **__: object) -> Component:
        """The component as it is."""
        return self


@Language.factory(  # type: ignore[untyped-decorator]  # checked without spaCy
    "hamanlp", default_config={"options": {}}, assigns=["token._.ipa"]
)
def component(nlp: Language, name: str, options: dict[str, Any]) -> Component:  # noqa: ARG001 - spaCy passes them by name
    """What `nlp.add_pipe("hamanlp")` adds.

    Args:
        nlp: the pipeline.
        name: of the component in it.
        options: those of `Transcriber`.
    """
    return Component(options)


def _joined(part: Doc | Span) -> str:
    """The pronunciation of some tokens, with the white space between them."""
    return "".join((token._.ipa or "") + token.whitespace_ for token in part).rstrip()


def _shares(word: Word, starts: list[int]) -> Iterator[tuple[int, str]]:
    """A word's pronunciation in the parts that belong to its tokens.

    Args:
        word: a word of the engine.
        starts: where its tokens start, the first perhaps before the word.
    """
    if len(starts) < 2:
        yield starts[0], word.ipa
        return
    if not word.phones:  # not read: each token is what it is
        for start, end in itertools.pairwise([*starts, word.end]):
            yield start, word.ipa[max(start, word.start) - word.start : end - word.start]
        return
    rest = word.ipa
    parts = itertools.groupby(
        word.phones, lambda phone: max((each for each in starts if each <= phone.start), default=starts[0])
    )
    groups = [(start, list(phones)) for start, phones in parts]
    for start, phones in groups[:-1]:
        length = _length(rest, phones)
        yield start, rest[:length].rstrip()
        rest = rest[length:]
    yield groups[-1][0], rest


def _length(ipa: str, phones: list[Phone]) -> int:
    """How much of a pronunciation these phones are, which it begins with; marks of stress stand elsewhere in it."""
    letters = sum(len(phone.phone.lstrip(STRESS)) for phone in phones)
    for place, letter in enumerate(ipa):
        if letters == 0:
            return place
        letters -= letter not in STRESS and not letter.isspace()
    return len(ipa)
