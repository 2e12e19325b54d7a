"""Hold the rules of `train.korean` against the lexica and the norm's own examples: `python -m train.korean_check`.

Words count unmarked, as a lexicon gives them, so what spelling does not show (가게세 가게쎄) counts against the rules. A word
agrees if its preferred pronunciation is one of the lexicon's, as broad phones are scored (`train.phones_ko.fold`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import click

from train.dataset import LEXICA, Words, read_words
from train.korean import pronounce
from train.korean_contradictions import find_contradictions
from train.korean_jamo import to_phones
from train.korean_nouns import explain, readings
from train.lexicon import read_korean_norm
from train.phones_ko import fold
from train.split import Part

_LONG = 6  # syllables; longer words count with these


def by_syllables(words: Words) -> dict[int, Words]:
    """Words by their length in syllables, shortest first; six stands for more."""
    groups: dict[int, Words] = {}
    for word in sorted(words, key=len):
        groups.setdefault(min(len(word), _LONG), {})[word] = words[word]
    return groups


def label(length: int) -> str:
    """A length of `by_syllables` as people read it: "5", "6+"."""
    return f"{length}{'+' * (length == _LONG)}"


def agreement(words: Words) -> dict[int, tuple[int, int]]:
    """How many words the rules read as a lexicon does.

    Args:
        words: spelling → pronunciations.

    Returns:
        Length in syllables (six stands for more) → (words, those that agree), shortest first.
    """
    return {
        length: (len(group), sum(readings(word)[0] in map(fold, spoken) for word, spoken in group.items()))
        for length, group in by_syllables(words).items()
    }


def norm_errors(examples: list[tuple[str, list[str], str]]) -> Iterator[tuple[str, str, list[str], str]]:
    """The norm's examples that the rules read otherwise, unmarked.

    Args:
        examples: (spelling, pronunciations, article), as `train.lexicon.read_korean_norm` gives them.

    Yields:
        (spelling, the rules' reading, the norm's pronunciations, article); an example in digits has no reading.
    """
    for spelling, spoken, article in examples:
        try:
            reading = pronounce(spelling.replace(" ", "|"))[0]
        except ValueError:
            reading = ""
        if reading not in [text.replace(" ", "") for text in spoken]:
            yield spelling, reading, spoken, article


def _is_explained(spelling: str, spoken: list[str]) -> bool:
    """Whether there are marks, two at most, by which the rules can say what the norm does; found with its answer in view."""
    word = spelling.replace(" ", "")
    return word.isalpha() and explain(word, [to_phones(text) for text in spoken]) is not None


@click.command(help=__doc__)
@click.option("--part", type=click.Choice(["train", "dev", "test"]), default="train", show_default=True, help="which words")
@click.option("--data", type=click.Path(path_type=Path), help="folder of the lexica; default HAMANLP_DATA or the cache")
@click.option(
    "--contradictions", type=click.Path(path_type=Path), help="write what contradicts the norm to this TSV (train only)"
)
def main(part: str, data: Path | None, contradictions: Path | None) -> None:
    """Print agreement per lexicon and length, then the norm's examples; words of the training part only."""
    try:
        for names in (*((name,) for name in LEXICA["ko"]), LEXICA["ko"]):
            table = agreement(read_words(names, cast(Part, part), data))
            every, agreeing = (sum(column) for column in zip(*table.values(), strict=True))
            lengths = "  ".join(f"{label(length)}: {100 * right / count:.2f}" for length, (count, right) in table.items())
            click.echo(f"{'+'.join(names):<32} {every:>6} words  {100 * agreeing / every:.2f} %  by syllables {lengths}")
        examples = read_korean_norm(data)
        errors = list(norm_errors(examples))
        click.echo(f"{'the norm, unmarked':<32} {len(examples):>6} words  {100 * (1 - len(errors) / len(examples)):.2f} %")
        explained = sum(_is_explained(spelling, spoken) for spelling, spoken, _ in examples)
        click.echo(f"{'the norm, by marks that fit':<32} {len(examples):>6} words  {100 * explained / len(examples):.2f} %")
        for spelling, reading, spoken, article in errors:
            click.echo(f"  {spelling}\t{reading}\t(norm {'/'.join(spoken)}, article {article})")
        found = sorted(find_contradictions(data))
    except FileNotFoundError as error:
        raise click.ClickException(str(error)) from error
    counts = ", ".join(f"{number} of {article}" for article, number in sorted(Counter(row.article for row in found).items()))
    click.echo(f"{'entries against the norm':<32} {len(found):>6}: {counts}" if found else "no entries against the norm")
    if contradictions:
        header = "word\tlexicon\tin the lexicon\tnorm\tarticle\n"
        contradictions.write_text(header + "".join(f"{row}\n" for row in found), encoding="utf-8")


if __name__ == "__main__":
    main()
