"""Score a model on held-out words: `python -m train.evaluate --checkpoint models/tiny`.

Phone and word error rates as in `train.score`, on the words of one part of the split, against the lexica of
`train.dataset.LEXICA`. With --wasm it is the installed engine that is scored, as it prints, instead of the checkpoint in torch.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

import click
import torch

from train import dataset, phones_en, phones_ko
from train.dataset import Words
from train.files import write_json, write_text
from train.lexicon import Language, Phones
from train.model import TinyLlama, load
from train.predict import predict
from train.score import KINDS, Outcome, Score, compare, confusions, score, summarize
from train.split import RULE, Part
from train.vocabulary import Vocabulary

Predictor = Callable[[Language, list[str]], Mapping[str, Phones]]


def evaluate_model(model: TinyLlama, vocabulary: Vocabulary, words: Mapping[Language, Words]) -> dict[str, Score]:
    """Score a model on words of one or both languages, by the kinds of `train.score.KINDS`.

    Args:
        model: in evaluation mode.
        vocabulary: the model's.
        words: per language the words with their pronunciations; a language without words is left out.

    Returns:
        Kind → score.
    """
    scores: dict[str, Score] = {}
    for language, references in words.items():
        if references:
            predictions = predict(model, vocabulary, references)
            scores |= {kind: score(predictions, references, kind) for kind in KINDS[language]}
    return scores


def checkpoint_predictor(folder: Path) -> Predictor:
    """Greedy decoding of a checkpoint in torch."""
    model, vocabulary = load(folder), Vocabulary.load(folder)
    return lambda _, words: predict(model, vocabulary, words)


def engine_predictor() -> Predictor:
    """The installed package `hamanlp`, its IPA read back into phones.

    Raises:
        ModuleNotFoundError: it is not installed.
    """
    import hamanlp  # noqa: PLC0415 - only --wasm needs the package

    def predict_printed(language: Language, words: list[str]) -> dict[str, Phones]:
        transcriber = hamanlp.Transcriber(lang=language, notation="ipa", phone_separator=" ", preserve_punctuation=False)
        return {word: phones_of(printed, language) for word, printed in zip(words, transcriber(words), strict=True)}

    return predict_printed


def phones_of(printed: str, language: Language) -> Phones:
    """IPA as the engine prints it (phones parted by spaces, stress marks before the syllable) as phones.

    Raises:
        ValueError: a symbol is not in the language's inventory; the message names it.
    """
    return phones_en.from_ipa(printed, "us") if language == "en" else phones_ko.from_ipa(printed)


def _table(scores: Mapping[str, Score]) -> str:
    rows = [f"{'score':<10} {'words':>6} {'PER':>6} {'WER':>6}  lexica"]
    for kind, row in scores.items():
        rows.append(f"{kind:<10} {row.words:>6} {row.per:>6.2f} {row.wer:>6.2f}  {', '.join(_lexica(kind))}")
    return "\n".join(rows)


def _lexica(kind: str) -> tuple[str, ...]:
    return next(dataset.LEXICA[language] for language, kinds in KINDS.items() if kind in kinds)


def _error_rows(kind: str, outcomes: list[Outcome]) -> list[str]:
    rows = []
    for outcome in outcomes:
        if outcome.edits:
            rows.append(f"{kind}\t{outcome.word}\t{' '.join(outcome.prediction)}\t{' '.join(outcome.reference)}\n")
    return rows


def _predictor(wasm: bool, checkpoint: Path | None) -> Predictor:
    if wasm:
        try:
            return engine_predictor()
        except ModuleNotFoundError as error:
            raise click.ClickException(f"{error.name} is not installed: run `pip install .` first") from error
    if checkpoint is None:
        raise click.UsageError("give --checkpoint FOLDER, or --wasm to score the installed engine")
    return checkpoint_predictor(checkpoint)


@click.command(help=__doc__)
@click.option("--checkpoint", type=click.Path(path_type=Path, file_okay=False), help="folder of the model")
@click.option("--wasm", is_flag=True, help="score what the installed hamanlp prints")
@click.option("--part", type=click.Choice(["test", "dev"]), default="test", show_default=True, help="which held-out words")
@click.option("--language", type=click.Choice(["all", *KINDS]), default="all", show_default=True)
@click.option("--data", type=click.Path(path_type=Path), help="folder of the lexica; default HAMANLP_DATA or the cache")
@click.option("--json", "json_file", type=click.Path(path_type=Path, dir_okay=False), help="write the scores here")
@click.option(
    "--errors", "errors_file", type=click.Path(path_type=Path, dir_okay=False), help="write the wrong words here (TSV)"
)
@click.option(
    "--confusions", "shown", default=10, show_default=True, type=click.IntRange(0), help="how many to print per score"
)
def main(
    *, checkpoint: Path | None, wasm: bool, part: str, language: str, data: Path | None,
    json_file: Path | None, errors_file: Path | None, shown: int,
) -> None:  # fmt: skip
    """Run the command."""
    torch.set_num_threads(1)
    languages = list(KINDS) if language == "all" else [cast(Language, language)]
    outcomes: dict[str, list[Outcome]] = {}
    digests: dict[str, str] = {}
    try:
        predictor = _predictor(wasm, checkpoint)
        for each in languages:
            references = dataset.read_words(dataset.LEXICA[each], cast(Part, part), data)
            predictions = predictor(each, list(references))
            for kind in KINDS[each]:
                outcomes[kind] = compare(predictions, references, kind)
                digests[kind] = dataset.digest(references)
        scores = {kind: summarize(scored) for kind, scored in outcomes.items()}
        click.echo(_table(scores))
        if shown:
            for kind, scored in outcomes.items():
                common = (f"{left} for {right} {count}" for (left, right), count in confusions(scored).most_common(shown))
                click.echo(f"{kind} confusions: {', '.join(common) or 'none'}")
        if json_file:
            write_json(_report(scores, digests, part, "hamanlp" if wasm else "torch"), json_file)
        if errors_file:
            rows = [row for kind, scored in outcomes.items() for row in _error_rows(kind, scored)]
            write_text("score\tword\tprediction\treference\n" + "".join(rows), errors_file)
    except (OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error


def _report(scores: Mapping[str, Score], digests: Mapping[str, str], part: str, by: str) -> dict[str, Any]:
    return {
        "part": part,
        "split": RULE,
        "decoded_by": by,
        "scores": {
            kind: {
                "lexica": list(_lexica(kind)), "words": row.words, "sha256_of_sorted_words": digests[kind],
                "phones": row.phones, "edits": row.edits, "per": round(row.per, 2),
                "wrong": row.wrong, "wer": round(row.wer, 2),
            }
            for kind, row in scores.items()
        },
    }  # fmt: skip


if __name__ == "__main__":
    main()
