"""`hamanlp inspect`: a word, its letters and phones with their probabilities, and what else it could be, on a terminal."""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Iterator, Sequence

import click

from .analysis import Alternative
from .errors import OptionError
from .inspection import Inspection, inspect
from .transcriber import Transcriber

SOURCES = {
    "model": "the model",
    "rule": "the rules of Korean",
    "exception": "the table of exceptions",
    "homograph": "the words around it (homograph)",
    "number": "a rule for numbers and abbreviations",
    "lexicon": "your lexicon",
    "user": "the text itself",
    "passed": "not read",
}
BAR = 10  # characters
LEAST = 0.001  # of a candidate that is shown
SHOWN = 4  # candidates of a phone
SURE, HALF_SURE = 0.9, 0.6  # from where on a probability is green, yellow

HELP = """Show how WORDS are read: letter by letter, with probabilities.

Of each phone: the letters that it comes from, its name in ARPABET, how probable it is, and what else the model could have
written there. Of each word: where its reading comes from (model, rule, exception, homograph, lexicon), its other readings, and
how it is read in either accent; of Korean, what the rules make of each syllable. Text with spaces is read as a sentence.
"""

EPILOG = """\b
Examples:
  hamanlp inspect strawberry
  hamanlp inspect -N 5 -a gb tomato "live wire"
  hamanlp inspect 국물 꽃잎이
  hamanlp inspect --json strawberry
"""


@click.command(help=HELP, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@click.option("-N", "--nbest", type=click.IntRange(1, 20), default=3, metavar="K", help="Up to K readings.  [default: 3]")
@click.option("-l", "--lang", metavar="LANG", default="auto", help="auto (by script), en or ko.  [default: auto]")
@click.option("-a", "--accent", metavar="ACCENT", default="us", help="Of English: us, gb, or between 0 and 1.  [default: us]")
@click.option("--lexicon", metavar="FILE", help="Your own pronunciations, as for hamanlp.  [default: none]")
@click.option("--mix", type=float, default=1.0, metavar="X", help="How much the lexicon says, 0 to 1.  [default: 1]")
@click.option("-m", "--model", metavar="NAME", default="default", help="default, tiny or large.  [default: default]")
@click.option("--json", "as_json", is_flag=True, help="Write a line of JSON for each word.")
def command(
    *, words: Sequence[str], nbest: int, lang: str, accent: str, lexicon: str | None, mix: float, model: str, as_json: bool
) -> None:
    """Read the words and show them (`HELP` is what people see)."""
    try:
        hama = Transcriber(nbest=nbest, lang=lang, accent=accent, lexicon=lexicon, mix=mix, model=model)
    except OptionError as error:
        raise click.UsageError(f"--{error}") from error
    # click colours what goes to a terminal, and nothing else; https://no-color.org has the variable.
    color = False if os.environ.get("NO_COLOR") else None
    first = True
    for text in words:
        for known in inspect(text, hama):
            if as_json:
                click.echo(json.dumps(known.as_dict(), ensure_ascii=False))
                continue
            if not first:
                click.echo()
            first = False
            for line in shown(known):
                click.echo(line.rstrip(), color=color)


def shown(known: Inspection) -> Iterator[str]:
    """The lines for a word, with colours.

    Args:
        known: what is known of it.
    """
    word = known.word
    if word.probability is None:
        yield f"{click.style(word.text, bold=True)}  {SOURCES[word.source]}"
        return
    read_as = f" ({word.normalized})" if word.normalized not in (word.text, word.text.lower()) else ""
    share = _colored(f"{word.probability:.1%}", word.probability)
    text, ipa = click.style(word.text, bold=True), click.style(word.ipa, bold=True)
    yield f"{text}{read_as}  {ipa}  {share}  by {SOURCES[word.source]}"
    yield from _accents(known)
    if known.said is not None:
        yield from _syllables(known)
    yield ""
    yield from _phones(known)
    if word.alternatives:
        yield ""
        for reading in (Alternative(word.ipa, word.probability), *word.alternatives):
            yield f"  {_padded(reading.ipa, 24)} {_bar(reading.probability)}"


def _accents(known: Inspection) -> Iterator[str]:
    if known.accents:
        yield "  accent   " + "   ".join(f"{accent} {ipa}" for accent, ipa in known.accents.items())
    stresses = [phone.arpabet[-1] for phone in known.phones if phone.stress is not None]
    if stresses:
        yield f"  stress   {' '.join(stresses)}   (1 primary, 2 secondary, 0 none; by syllable)"
    if known.model is not None:
        share = _colored(f"{known.model.probability:.1%}", known.model.probability)
        yield f"  model    {known.model.ipa}   {share}   (what it would say)"


def _syllables(known: Inspection) -> Iterator[str]:
    """What is written over what is said; what the rules changed is coloured."""
    written = known.word.text if known.word.source == "rule" else known.word.normalized
    said = known.said or ""
    if len(written) == len(said):
        pairs = list(zip(written, said, strict=True))
        yield "  written  " + " ".join(above for above, _ in pairs)
        yield "  said     " + " ".join(click.style(below, fg="cyan") if above != below else below for above, below in pairs)
    else:
        yield f"  said     {written} → {click.style(said, fg='cyan')}"
    yield f"  narrow   {known.narrow}"


def _phones(known: Inspection) -> Iterator[str]:
    columns = [("letters", *(phone.letters for phone in known.phones)), ("phone", *(phone.phone for phone in known.phones))]
    if any(phone.arpabet for phone in known.phones):
        columns.append(("ARPABET", *(phone.arpabet for phone in known.phones)))
    widths = [max(map(_width, column)) + 2 for column in columns]
    heads, *rows = zip(*columns, strict=True)
    asked = any(phone.candidates for phone in known.phones)
    last = _padded("probability", BAR + 9) + "could have been" if asked else "probability"
    yield "  " + click.style("".join(map(_padded, heads, widths)) + last, dim=True)
    for row, phone in zip(rows, known.phones, strict=True):
        others = [each for each in phone.candidates if each.phone != phone.phone and each.mixed >= LEAST]
        others.sort(key=lambda each: -each.mixed)
        could = "  ".join(f"{each.phone or '(end)'} {_colored(f'{each.mixed:.1%}', each.mixed)}" for each in others[:SHOWN])
        yield "  " + "".join(map(_padded, row, widths)) + _bar(phone.probability) + "  " + could


def _bar(probability: float) -> str:
    eighths = round(max(0.0, min(1.0, probability)) * BAR * 8)
    full, rest = divmod(eighths, 8)
    bar = "█" * full + ("▏▎▍▌▋▊▉"[rest - 1] if rest else "")
    return _colored(bar.ljust(BAR), probability) + f" {probability:6.1%}"


def _colored(text: str, probability: float) -> str:
    return click.style(text, fg="green" if probability >= SURE else "yellow" if probability >= HALF_SURE else "red")


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    """Columns of a terminal: hangul takes two, marks that stand over or under a letter none."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text
    )
