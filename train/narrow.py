"""Score the installed engine's narrow Korean on held-out words: `python -m train.narrow`.

The engine writes the narrow form by rule from the broad one; ipa-dict's narrow entries, without length and stress, say what it
should be. Other variants of an entry count as references too.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import cast

import click

from train.score import edit_distance
from train.sources import path_of
from train.split import Part, normalize, part_of

_MARKS = re.compile("[ːˈ/]")


def read_narrow(part: Part, folder: Path | None = None) -> dict[str, list[str]]:
    """The words of one part of ipa-dict with their narrow pronunciations; entries of several words are left out.

    Raises:
        MissingDataError: the file is not there; the message says how to get it.
    """
    words: dict[str, list[str]] = {}
    for line in path_of("ipadict_ko", folder).read_text(encoding="utf-8").splitlines():
        word, spoken = line.split("\t")
        if word.isalpha() and part_of(word) == part:
            variants = [_MARKS.sub("", unicodedata.normalize("NFC", variant)) for variant in spoken.split(", ")]
            words.setdefault(normalize(word), []).extend(variants)
    return words


@click.command(help=__doc__)
@click.option("--part", type=click.Choice(["test", "dev"]), default="test", show_default=True, help="which held-out words")
@click.option("--data", type=click.Path(path_type=Path), help="folder of the lexica; default HAMANLP_DATA or the cache")
@click.option("--shown", default=10, show_default=True, type=click.IntRange(0), help="how many wrong words to print")
def main(part: str, data: Path | None, shown: int) -> None:
    """Transcribe, compare, report."""
    try:
        from hamanlp import Transcriber  # noqa: PLC0415 - what is missing should be said in one line

        words = read_narrow(cast(Part, part), data)
    except (ModuleNotFoundError, FileNotFoundError) as error:
        raise click.ClickException(str(error)) from error
    if not words:
        raise click.ClickException(f"ipa-dict has no words in the part {part!r}")
    spoken = Transcriber(lang="ko", style="narrow")(list(words))
    wrong = [(word, guess) for (word, references), guess in zip(words.items(), spoken, strict=True) if guess not in references]
    for word, guess in wrong[:: max(1, len(wrong) // max(1, shown))][:shown]:
        nearest = min(words[word], key=lambda reference, guess=guess: edit_distance(guess, reference))  # type: ignore[misc]
        click.echo(f"  {word}\t{guess}\t(reference {nearest})")
    exact = 100 * (1 - len(wrong) / len(words))
    click.echo(f"ko-narrow  {len(words)} words  {exact:.2f} % exactly as in the lexicon")


if __name__ == "__main__":
    main()
