"""`hamanlp dict`: pronouncing dictionaries for the Montreal Forced Aligner and for Kaldi.

The formats are those of the aligner's user guide ("Pronunciation dictionary format", with pronunciation probabilities) and of
Kaldi's documentation ("Data preparation": `lexicon.txt` and `lexiconp.txt`).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

import click

from .analysis import Transcription
from .errors import OptionError
from .lines import checked, whole_lines
from .streams import STANDARD, Input, Output
from .transcriber import Transcriber

FORMATS = {"mfa": "{word}\t{probability}\t{phones}", "kaldi": "{word} {phones}", "kaldi-p": "{word} {probability} {phones}"}
BATCH = 1024  # words in one call of the engine

HELP = """Write a pronouncing dictionary of words: those of FILES, or of standard input.

Words are what stands between white space, each once, sorted by their bytes. Of each up to K pronunciations are written,
phones parted by spaces, with probabilities relative to the best one's, which is 1. Words that cannot be read are left out,
and named on standard error.

\b
  mfa      the Montreal Forced Aligner's: WORD, tab, PROBABILITY, tab, PHONES
  kaldi    Kaldi's lexicon.txt: WORD PHONES
  kaldi-p  Kaldi's lexiconp.txt: WORD PROBABILITY PHONES
"""

EPILOG = """\b
Examples:
  hamanlp dict words.txt > my.dict
  hamanlp dict -n arpabet -f kaldi-p -o lexiconp.txt words.txt
  hamanlp dict -N 1 -l ko < words.txt
"""


@click.command(help=HELP, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("files", nargs=-1)
@click.option("-o", "--output", metavar="FILE", default=STANDARD, help="Write FILE instead of standard output.")
@click.option("-f", "--format", "format_", type=click.Choice(list(FORMATS)), default="mfa", show_default=True)
@click.option("-N", "--nbest", type=click.IntRange(1, 20), default=4, metavar="K", help="At most K of each.  [default: 4]")
@click.option(
    "--least",
    type=click.FloatRange(0, 1),
    default=0.1,
    metavar="P",
    help="Only those at least P times as probable as the best.  [default: 0.1]",
)
@click.option("-n", "--notation", metavar="NAME", default="ipa", help="ipa, without stress, or arpabet.  [default: ipa]")
@click.option("-l", "--lang", metavar="LANG", default="auto", help="auto (by script), en or ko.  [default: auto]")
@click.option("-m", "--model", metavar="NAME", default="default", help="default, tiny or large.  [default: default]")
def command(
    *, files: Sequence[str], output: str, format_: str, nbest: int, least: float, notation: str, lang: str, model: str
) -> None:
    """Read the words and write the dictionary (`HELP` is what people see)."""
    try:
        hama = transcriber(nbest=nbest, notation=notation, lang=lang, model=model)
    except OptionError as error:
        raise click.UsageError(f"--{error}") from error
    inputs = [Input(path) for path in files or (STANDARD,)]
    words: set[str] = set()
    for file in inputs:
        for lines in whole_lines(checked(file.chunks(), file.name, "strict")):
            words.update(lines.decode().split())
    with Output(output, inputs) as out:
        for word, readings in entries(hama, words, least):
            if not readings:
                with suppress(OSError):
                    click.echo(f"hamanlp: {word}: cannot be read, left out", err=True)
            for phones, share in readings:
                line = FORMATS[format_].format(word=word, probability=f"{share:.4f}", phones=" ".join(phones))
                out.write(f"{line}\n".encode())


def transcriber(*, nbest: int = 4, notation: str = "ipa", lang: str = "auto", model: str = "default") -> Transcriber:
    """A transcriber that writes phones apart, as dictionaries want them: ARPABET with stress, IPA without.

    Args:
        nbest: how many pronunciations of a word, 1 to 20.
        notation: `"ipa"` or `"arpabet"`.
        lang: as for `Transcriber`.
        model: as for `Transcriber`.

    Raises:
        OptionError: an option has a value that it cannot have.
    """
    return Transcriber(
        nbest=nbest,
        notation=notation,
        lang=lang,
        model=model,
        stress=notation == "arpabet",
        preserve_punctuation=False,
        phone_separator=" ",
        word_separator=" ",
    )


def entries(hama: Transcriber, words: Iterable[str], least: float) -> Iterator[tuple[str, list[tuple[tuple[str, ...], float]]]]:
    """The entries of a dictionary.

    Args:
        hama: as `transcriber` gives it.
        words: in any order; each is read by itself.
        least: the least probability that is written, relative to the best.

    Yields:
        The words, sorted by their UTF-8 bytes as Kaldi wants them, each with its pronunciations, the most probable first:
        phones, and the probability relative to the best (whose is 1). None for a word that cannot be read.
    """
    rest = iter(sorted(words, key=str.encode))
    while batch := list(itertools.islice(rest, BATCH)):
        for word, known in zip(batch, hama.analyze(batch), strict=True):
            yield word, readings_of(known, least, hama.nbest)


def readings_of(known: Transcription, least: float, most: int) -> list[tuple[tuple[str, ...], float]]:
    """The pronunciations of an entry, which may be several words of the engine: those of each are combined.

    Args:
        known: of the entry, its phones parted by spaces.
        least: as for `entries`.
        most: how many at the most.
    """
    shares: dict[tuple[str, ...], float] = {(): 1.0}
    for word in known.words:
        if word.probability is None:
            continue
        own = [(word.ipa, word.probability), *((other.ipa, other.probability) for other in word.alternatives)]
        longer: dict[tuple[str, ...], float] = {}
        for (before, share), (ipa, probability) in itertools.product(shares.items(), own):
            phones = (*before, *ipa.split())
            longer[phones] = longer.get(phones, 0.0) + share * probability  # they may differ in stress alone
        shares = dict(sorted(longer.items(), key=lambda each: -each[1])[:most])
    shares.pop((), None)
    best = max(shares.values(), default=0.0)
    if not math.isfinite(best) or best <= 0:
        return [(phones, 1.0) for phones in list(shares)[:1]]
    return [(phones, share / best) for phones, share in shares.items() if share >= least * best]
