"""Does a lexicon of names teach others of their origin? `python -m train.lexicon_mix` writes `docs/lexicon/`.

For each origin, told by the ends of surnames, the scored names are the held-out ones of CMUdict (`train.split`: the model has
seen none of them) and the lexicon is `--listed` names drawn from its training words (the model has seen these). Both are of the
same origin and disjoint. A last origin is one that the model cannot know: Polish-looking names as `polish` says them, by rules.

The engine reads the scored names with `mix` 0, 0.1, … 0.9, without the table of exceptions; the phone error rate is the mean
over several draws of the lexicon.
"""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import matplotlib as mpl

import hamanlp
from train import dataset
from train.evaluate import phones_of
from train.lexicon import Phones
from train.phones_en import PRIMARY
from train.score import score

mpl.use("Agg")
from matplotlib import pyplot as plt

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "lexicon"
MIXES = tuple(round(0.1 * step, 1) for step in range(10))
KINDS = ("en39", "en-stress")
SHORTEST = 5  # letters of a name
ORIGINS = {
    "Polish": "(ski|wicz|czyk|cki|czak|czek|zyk|wiak|sky)$",
    "Italian": "(ini|etti|elli|otti|ucci|acci|iello|azzo|izzi|uzzi|ozzi|oni|ardi|aldi|iano|ello|etto|ella|ino)$",
    "German": "(mann|stein|burg|hauer|meier|bach|feld)$",
    "French": "(eau|eaux|ault|ieux|oux|eux|ois)$",
    "Spanish": "(ez|illo|ero|ado|ales)$",
    "Scandinavian": "(sson|strom|quist|lund|gren|berg|dahl)$",
}
WAY = "Polish, the Polish way"


@dataclass(frozen=True)
class Origin:
    """Names of one origin.

    Attributes:
        listed: those that lexica are drawn from, with their first pronunciation.
        scored: those that are read, with all of theirs; none of them is listed.
    """

    listed: dict[str, Phones]
    scored: dataset.Words


@dataclass(frozen=True)
class Result:
    """Phone error rates, in percent.

    Attributes:
        origin: a key of `ORIGINS`, or `WAY`.
        mix: as the engine has it.
        per: by kind of `KINDS`, the mean over the draws.
    """

    origin: str
    mix: float
    per: dict[str, float]


def origins() -> dict[str, Origin]:
    """The names of CMUdict by origin.

    Raises:
        MissingDataError: CMUdict is not there.
    """
    listed = dataset.read_words(dataset.LEXICA["en"], "train")
    held_out = dataset.read_words(dataset.LEXICA["en"], "dev") | dataset.read_words(dataset.LEXICA["en"], "test")
    found = {}
    for origin, ending in ORIGINS.items():
        is_one = re.compile(f"[a-z]{{{SHORTEST - 3},}}{ending}").fullmatch
        found[origin] = Origin(
            {word: spoken[0] for word, spoken in listed.items() if len(word) >= SHORTEST and is_one(word)},
            {word: spoken for word, spoken in held_out.items() if len(word) >= SHORTEST and is_one(word)},
        )
    names = found["Polish"]
    found[WAY] = Origin({word: polish(word) for word in names.listed}, {word: [polish(word)] for word in names.scored})
    return found


_POLISH = {
    "szcz": "ʃ t͡ʃ", "sz": "ʃ", "cz": "t͡ʃ", "rz": "ʒ", "ch": "h", "ck": "t s k", "c": "t s", "w": "v", "j": "j", "y": "ɪ",
    "i": "i", "a": "ɑ", "e": "ɛ", "o": "ɔ", "u": "u", "g": "ɡ", "r": "ɹ", "x": "k s", "q": "k",
}  # fmt: skip
_LETTERS = re.compile("|".join(_POLISH) + "|.")


def polish(name: str) -> Phones:
    """A name as a speaker of Polish says it, in American English sounds: w is v, j is j, the last vowel but one is stressed.

    Args:
        name: lower-case ASCII letters.
    """
    name = re.sub("i(?=[aeou])", "j", name)
    phones = " ".join(_POLISH.get(letters, letters) for letters in _LETTERS.findall(name)).split()
    vowels = [at for at, phone in enumerate(phones) if phone in ("ɪ", "i", "ɑ", "ɛ", "ɔ", "u")]
    if vowels:
        phones[vowels[-2:][0]] = PRIMARY + phones[vowels[-2:][0]]
    return phones


def read(words: Sequence[str], lexicon: Mapping[str, Phones], mix: float, model: str) -> dict[str, Phones]:
    """Let the engine read words with a lexicon.

    Args:
        words: spellings.
        lexicon: word → phones.
        mix: 0 to 1.
        model: see `hamanlp.Transcriber`.

    Returns:
        Word → phones.
    """
    listed = {word: "".join(phones) for word, phones in lexicon.items()}
    hama = hamanlp.Transcriber(lang="en", exceptions=False, phone_separator=" ", lexicon=listed, mix=mix, model=model)
    return {word: phones_of(line, "en") for word, line in zip(words, hama(list(words)), strict=True)}


def sweep(name: str, origin: Origin, listed: int, draws: int, model: str) -> Iterator[Result]:
    """Score an origin with every mix.

    Args:
        name: of the origin.
        origin: its names.
        listed: how many names a lexicon has.
        draws: how many lexica are drawn.
        model: see `hamanlp.Transcriber`.
    """
    lexica = [dict(random.Random(draw).sample(sorted(origin.listed.items()), listed)) for draw in range(draws)]
    words = list(origin.scored)
    for mix in MIXES:
        readings = [read(words, lexicon, mix, model) for lexicon in (lexica if mix else lexica[:1])]
        yield Result(
            name,
            mix,
            {kind: sum(score(reading, origin.scored, kind).per for reading in readings) / len(readings) for kind in KINDS},
        )


def best(results: Sequence[Result], kind: str) -> Result:
    """The result of the least error."""
    return min(results, key=lambda result: result.per[kind])


def draw(results: Mapping[str, Sequence[Result]], path: Path) -> None:
    """The phone error rate of each origin over the mix."""
    figure, axes = plt.subplots(figsize=(8, 5), constrained_layout=True)
    for name, of_origin in results.items():
        axes.plot([result.mix for result in of_origin], [result.per["en39"] for result in of_origin], marker="o", label=name)
    axes.set(
        xlabel="mix",
        ylabel="phone error rate of held-out names, %",
        title="Names read with a lexicon of others of their origin",
    )
    axes.set_ylim(bottom=0)
    axes.legend()
    figure.savefig(path, dpi=100, metadata={"Software": None})
    plt.close(figure)


@click.command(help=__doc__)
@click.option("--model", default="default", show_default=True, help="default, tiny or large")
@click.option("--listed", default=200, show_default=True, type=click.IntRange(1), help="names in a lexicon")
@click.option("--draws", default=5, show_default=True, type=click.IntRange(1), help="lexica drawn for each origin")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=FOLDER, help="folder to write")
def main(*, model: str, listed: int, draws: int, out: Path) -> None:
    """Run the command."""
    try:
        by_origin = origins()
    except OSError as error:
        raise click.ClickException(str(error)) from error
    results = {name: list(sweep(name, origin, listed, draws, model)) for name, origin in by_origin.items()}
    out.mkdir(parents=True, exist_ok=True)
    with (out / "mix.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["origin", "scored", "mix", *KINDS])
        for name, of_origin in results.items():
            for result in of_origin:
                writer.writerow([name, len(by_origin[name].scored), result.mix, *(f"{result.per[kind]:.2f}" for kind in KINDS)])
    draw(results, out / "mix.png")
    click.echo("| origin | names | kind | model alone | " + " | ".join(f"{mix}" for mix in MIXES[1:]) + " | best mix |")
    click.echo("| --- | ---: | --- |" + " ---: |" * (len(MIXES) + 1))
    for name, of_origin in results.items():
        for kind in KINDS:
            shown = " | ".join(f"{result.per[kind]:.2f}" for result in of_origin)
            click.echo(f"| {name} | {len(by_origin[name].scored)} | {kind} | {shown} | {best(of_origin, kind).mix} |")


if __name__ == "__main__":
    main()
