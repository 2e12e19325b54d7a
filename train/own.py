"""Train a model of a language of its own: `python -m train.own --lexicon words.tsv --language eo --out runs/eo`.

Each line of the lexicon is a word, a tab, and its phones separated by spaces; a word with several pronunciations has several
lines. Words are Unicode letters, apostrophes and hyphens; phones are IPA, stress marks before their vowels. The held-out words
are chosen by the project's rule (`train.split`): the dev words are scored on the way, dev and test words at the end. The model
goes to OUT/model, and `python -m export --checkpoint OUT/model --out eo.wasm` makes it a wasm. Stopped or killed at any moment,
the same command continues.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import click
import torch

from train.dataset import Words
from train.material import Material
from train.predict import predict
from train.recipe import Recipe, recipe_options
from train.run import Run
from train.score import score
from train.session import Session, session_options
from train.split import Part, normalize, part_of
from train.vocabulary import JAMO, LATIN, Vocabulary

STORAGE = ("float32", "int8", "int7", "int6")


def read_words(path: Path) -> Words:
    """The words of a lexicon with their pronunciations, the first of a word being the preferred one.

    Raises:
        OSError: the file cannot be read.
        ValueError: a line is not right; the message names it.
    """
    words: Words = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        spelling, tab, spoken = line.partition("\t")
        word, phones = normalize(spelling.strip()), spoken.split()
        if not tab or not word or not phones:
            raise ValueError(f"{path.name}:{number}: write a word, a tab, and its phones separated by spaces")
        for letter in word:
            if letter not in LATIN and not unicodedata.category(letter).startswith("L"):
                raise ValueError(
                    f"{path.name}:{number}: {letter!r} (U+{ord(letter):04X}) in {word!r} is no letter of its own in NFC"
                )
        known = words.setdefault(word, [])
        if phones not in known:
            known.append(phones)
    return words


def vocabulary_of(words: Words) -> Vocabulary:
    """The default vocabulary, which the engine's tables are written in, and the letters and phones of the words."""
    default = Vocabulary.default()
    letters = {letter for word in words for letter in word} - {*LATIN, *JAMO}
    phones = {phone for spoken in words.values() for each in spoken for phone in each} - set(default.phones)
    return Vocabulary((*default.graphemes, *sorted(letters)), (*default.phones, *sorted(phones)))


def parts_of(words: Words) -> dict[Part, Words]:
    """The words by the part of the split that they belong to."""
    parts: dict[Part, Words] = {"train": {}, "dev": {}, "test": {}}
    for word, spoken in words.items():
        parts[part_of(word)][word] = spoken
    return parts


@click.command(help=__doc__)
@click.option("--lexicon", type=click.Path(path_type=Path, dir_okay=False, exists=True), required=True, help="word<TAB>phones")
@click.option("--language", required=True, help="what `lang` is in results, e.g. an ISO 639 code")
@click.option("--storage", type=click.Choice(STORAGE), default="int8", show_default=True, help="of a weight in the wasm")
@session_options
@recipe_options
def main(
    *, lexicon: Path, language: str, out: Path, storage: str, compiled: bool, save_every: float, evaluate_every: int,
    **options: Any,
) -> None:  # fmt: skip
    """Run the command."""
    torch.set_num_threads(1)
    if compiled:
        from train.fused import compile_kernels  # noqa: PLC0415 - only if asked

        compile_kernels()
    try:
        recipe, words = Recipe(**options), read_words(lexicon)
        vocabulary, parts = vocabulary_of(words), parts_of(words)
        materials = [Material((lexicon.name,), parts["train"])]
        counts = ", ".join(f"{len(of_part)} {name}" for name, of_part in parts.items())

        def scored(run: Run, part: Part) -> str:
            held = parts[part]
            return str(score(predict(run.average, vocabulary, held), held, "exact")) if held else "no words"

        config = {"language": language, "storage": storage}
        run, parameters = Session("train.own", out, recipe, materials, vocabulary, config=config).train(
            lambda run: scored(run, "dev"), lambda _: f"words: {counts};", save_every=save_every, evaluate_every=evaluate_every
        )
        click.echo(f"dev: {scored(run, 'dev')}\ntest: {scored(run, 'test')}\nwrote {out / 'model'}, {parameters} parameters")
    except (OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error


if __name__ == "__main__":
    main()
