"""Lines of text with the probabilities of words, as the command writes them for `--nbest` and `--below`."""

from __future__ import annotations

from collections.abc import Iterator

from .analysis import Transcription, Word


def alternatives_of(line: Transcription) -> str:
    """The pronunciations of each word of a line with their probabilities: `ˈlɪv 0.6246 | ˈlaɪv 0.3754`, words parted by tabs.

    Args:
        line: what is known of it; what is not read in it is left out.
    """
    return "\t".join(_pronunciations(word) for word in line.words if word.probability is not None)


def unsure_of(line: Transcription, below: float) -> Iterator[str]:
    """The words of a line that are less probable than `below`, as often as they occur: the word, a tab, its pronunciations."""
    for word in line.words:
        if word.probability is not None and word.probability < below:
            yield f"{word.text}\t{_pronunciations(word)}"


def _pronunciations(word: Word) -> str:
    own = (word.ipa, word.probability or 0.0)
    others = ((other.ipa, other.probability) for other in word.alternatives)
    return " | ".join(f"{ipa} {probability:.4f}" for ipa, probability in (own, *others))
