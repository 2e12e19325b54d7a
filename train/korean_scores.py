"""Score Korean by length and against the norm: `python -m train.korean_scores --wasm default`.

The held-out words of `train.evaluate`, by syllables; the same without the entries that contradict the norm
(`train.korean_contradictions`), and how many of those the model reads as the norm does; inflected forms from a file, and the
norm's own examples, words only. With --wasm it is the installed engine that is scored, whose readings of the two lists must be
the norm's in hangul, letter by letter; with --checkpoint a model alone in torch, whose phones are compared as those of the
held-out words are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import cast

import click
import torch

from train.dataset import LEXICA, Words, read_words
from train.evaluate import checkpoint_predictor, engine_predictor
from train.korean_check import by_syllables, label
from train.korean_contradictions import find_contradictions
from train.korean_jamo import to_phones
from train.lexicon import Phones, read_korean_norm
from train.phones_ko import fold
from train.score import compare, summarize
from train.split import Part

FORMS = Path(__file__).parent.parent / "tests" / "data" / "korean_forms.tsv"

Predict = Callable[[list[str]], dict[str, Phones]]
Spell = Callable[[list[str]], dict[str, str]]


def by_length(predict: Predict, words: Words) -> dict[str, str]:
    """Scores as text, per length in syllables, the last for six and more."""
    predictions = predict(list(words))
    named = {f"{label(length)} syllables": group for length, group in by_syllables(words).items()}
    named["all"] = words
    return {name: str(summarize(compare(predictions, group, "ko-broad"))) for name, group in named.items() if group}


def share_right(predict: Predict, examples: Iterable[tuple[str, list[str]]]) -> tuple[int, list[str]]:
    """How many examples a model reads as hangul says, and a line for each of the others.

    Args:
        predict: words → phones.
        examples: (spelling, pronunciations in hangul).
    """
    wanted = {word: [to_phones(text) for text in spoken] for word, spoken in examples if word.isalpha()}
    predictions = predict(list(wanted))
    wrong = [
        f"{word}\t{''.join(predictions[word])}\t(norm {'/'.join(map(''.join, spoken))})"
        for word, spoken in wanted.items()
        if fold(predictions[word]) not in map(fold, spoken)
    ]
    return len(wanted), wrong


def share_spelled(spell: Spell, examples: Iterable[tuple[str, list[str]]]) -> tuple[int, list[str]]:
    """As `share_right`, of readings in hangul, letter by letter.

    Args:
        spell: words → pronunciations in hangul.
        examples: (spelling, pronunciations in hangul).
    """
    wanted = {word: spoken for word, spoken in examples if word.isalpha()}
    found = spell(list(wanted))
    wrong = [
        f"{word}\t{found[word]}\t(norm {'/'.join(spoken)})" for word, spoken in wanted.items() if found[word] not in spoken
    ]
    return len(wanted), wrong


def engine_speller(model: str) -> Spell:
    """The installed engine's readings in hangul; `model` is one of its models."""
    import hamanlp  # noqa: PLC0415 - only --wasm needs the package

    transcriber = hamanlp.Transcriber(lang="ko", model=model, notation="hangul")
    return lambda words: dict(zip(words, transcriber(words), strict=True))


@click.command(help=__doc__)
@click.option("--checkpoint", type=click.Path(path_type=Path, file_okay=False), help="folder of a model, scored alone in torch")
@click.option("--wasm", metavar="MODEL", help="score the installed hamanlp with default, tiny or large")
@click.option("--packed", is_flag=True, help="score the weights as the checkpoint's wasm has them")
@click.option("--part", type=click.Choice(["test", "dev"]), default="test", show_default=True, help="which held-out words")
@click.option("--data", type=click.Path(path_type=Path), help="folder of the lexica; default HAMANLP_DATA or the cache")
@click.option("--forms", type=click.Path(path_type=Path, dir_okay=False), default=FORMS, help="inflected forms, TSV")
@click.option("--shown", default=5, show_default=True, type=click.IntRange(0), help="wrong readings to print of a list")
def main(
    *, checkpoint: Path | None, wasm: str | None, packed: bool, part: str, data: Path | None, forms: Path, shown: int
) -> None:
    """Run the command."""
    torch.set_num_threads(1)
    try:
        if wasm is not None:
            predictor = engine_predictor(wasm)
        elif checkpoint is not None:
            predictor = checkpoint_predictor(checkpoint, as_packed=packed)
        else:
            raise click.UsageError("give --checkpoint FOLDER, or --wasm MODEL to score the installed engine")

        def predict(words: list[str]) -> dict[str, Phones]:
            return dict(predictor("ko", words))

        words = read_words(LEXICA["ko"], cast(Part, part), data)
        for name, text in by_length(predict, words).items():
            click.echo(f"{name:<24} {text}")
        against = {row.word: row.norm for row in find_contradictions(data, cast(Part, part))}
        rest = by_length(predict, {word: spoken for word, spoken in words.items() if word not in against})
        click.echo(f"{'all but those against it':<24} {rest['all']}")
        rows = [line.split("\t") for line in forms.read_text(encoding="utf-8").splitlines()]
        lists = {
            "entries against the norm": [(word, [norm]) for word, norm in against.items()],
            forms.name: [(word, spoken.split("/")) for word, spoken, *_ in rows],
            "the norm's examples": [(word, spoken) for word, spoken, _ in read_korean_norm(data)],
        }
        for name, examples in lists.items():
            count, wrong = share_spelled(engine_speller(wasm), examples) if wasm else share_right(predict, examples)
            click.echo(f"{name:<24} {count - len(wrong)} of {count} read as the norm says")
            for line in wrong[:: max(1, len(wrong) // max(1, shown))][:shown]:
                click.echo(f"  {line}")
    except (OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error


if __name__ == "__main__":
    main()
