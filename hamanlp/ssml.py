"""Text as SSML (W3C, Speech Synthesis Markup Language 1.1), each word with its pronunciation."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from .analysis import Transcription


def ssml_of(line: Transcription) -> str:
    """A text whose words stand in `<phoneme alphabet="ipa" ph="…">`; to be put between `<speak …>` and `</speak>`.

    Args:
        line: what is known of it, in IPA. What is not read in it stays as it is.
    """
    written: list[str] = []
    place = 0
    for word in line.words:
        written.append(escape(line.text[place : word.start]))
        text = escape(line.text[word.start : word.end])
        if word.probability is not None:
            text = f'<phoneme alphabet="ipa" ph={quoteattr(word.ipa)}>{text}</phoneme>'
        written.append(text)
        place = word.end
    return "".join(written) + escape(line.text[place:])
