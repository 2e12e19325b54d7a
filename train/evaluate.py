"""Score a model on held-out words: `python -m train.evaluate --checkpoint models/tiny`.

Phone and word error rates as in `train.score`, on the words of one part of the split, against the lexica of
`train.dataset.LEXICA`. With --packed the weights are those that the checkpoint's wasm computes with, and the float32 ones are
scored beside them. With --wasm MODEL it is the installed engine that is scored, as it prints, instead of a checkpoint in torch.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import click
import torch

from export.models import WITH_DIAL
from export.storage import FLOAT32
from train import dataset, phones_en, phones_ko
from train.accent import BRITISH_LEXICA
from train.dataset import Words
from train.files import write_json, write_text
from train.lexicon import Language, Phones
from train.model import TinyLlama, load
from train.predict import predict
from train.quantize import load_packed, storage_of
from train.score import BRITISH_KIND, KINDS, Outcome, Score, compare, confusions, score, summarize
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


def evaluate_british(model: TinyLlama, vocabulary: Vocabulary, words: Words, accent: float = 1.0) -> dict[str, Score]:
    """Score a model on British words, by the kind `gb39`: no stress, ʌ = ə.

    Args:
        model: with a dial, or with a token for the British accent.
        vocabulary: the model's.
        words: with their British pronunciations.
        accent: where the dial stands.
    """
    predictions = predict(model, vocabulary, words, accent=accent, source="gb")
    return {BRITISH_KIND: score(predictions, words, BRITISH_KIND)}


def checkpoint_predictor(folder: Path, *, as_packed: bool = False, accent: float = 0.0) -> Predictor:
    """Greedy decoding of a checkpoint in torch.

    Args:
        folder: the checkpoint.
        as_packed: whether with the weights as its wasm has them.
        accent: where its dial stands, if it has one.
    """
    model, vocabulary = load_packed(folder) if as_packed else load(folder), Vocabulary.load(folder)
    return lambda _, words: predict(model, vocabulary, words, accent=accent)


def engine_predictor(model: str = "default", *, exceptions: bool = False, accent: str | float = "us") -> Predictor:
    """The installed package `hamanlp`, its IPA read back into phones.

    Args:
        model: which of its models.
        exceptions: whether with its table of exceptions, which holds words of all parts of the split, so that what is measured
            with it says nothing of unknown words.
        accent: of English, as `hamanlp` takes it.

    Raises:
        ModuleNotFoundError: it is not installed.
    """
    import hamanlp  # noqa: PLC0415 - only --wasm needs the package

    def predict_printed(language: Language, words: list[str]) -> dict[str, Phones]:
        transcriber = hamanlp.Transcriber(
            lang=language, model=model, notation="ipa", phone_separator=" ", preserve_punctuation=False, exceptions=exceptions,
            accent=accent,
        )  # fmt: skip
        return {
            word: phones_of(printed, language, "us" if accent in ("us", 0) else "gb")
            for word, printed in zip(words, transcriber(words), strict=True)
        }

    return predict_printed


def phones_of(printed: str, language: Language, accent: phones_en.Accent = "us") -> Phones:
    """IPA as the engine prints it (phones parted by spaces, stress marks before the syllable) as phones.

    Raises:
        ValueError: a symbol is not in the language's inventory; the message names it.
    """
    return phones_en.from_ipa(printed, accent) if language == "en" else phones_ko.from_ipa(printed)


def _table(scores: Mapping[str, Score]) -> str:
    rows = [f"{'score':<10} {'words':>6} {'PER':>6} {'WER':>6}  lexica"]
    for kind, row in scores.items():
        rows.append(f"{kind:<10} {row.words:>6} {row.per:>6.2f} {row.wer:>6.2f}  {', '.join(_lexica(kind))}")
    return "\n".join(rows)


def _lexica(kind: str) -> tuple[str, ...]:
    if kind == BRITISH_KIND:
        return BRITISH_LEXICA
    return next(dataset.LEXICA[language] for language, kinds in KINDS.items() if kind in kinds)


def _error_rows(kind: str, outcomes: list[Outcome]) -> list[str]:
    rows = []
    for outcome in outcomes:
        if outcome.edits:
            rows.append(f"{kind}\t{outcome.word}\t{' '.join(outcome.prediction)}\t{' '.join(outcome.reference)}\n")
    return rows


class _Scoring:
    """One model scored on the words of some languages."""

    def __init__(self, reader: Reader, languages: list[Language], part: Part, data: Path | None) -> None:
        self.outcomes: dict[str, list[Outcome]] = {}
        self.digests: dict[str, str] = {}
        kinds: list[tuple[Language, float, tuple[str, ...]]] = [(language, 0.0, KINDS[language]) for language in languages]
        if reader.has_dial and "en" in languages:
            kinds.append(("en", 1.0, (BRITISH_KIND,)))
        for language, accent, of_language in kinds:
            references = dataset.read_words(_lexica(of_language[0]), part, data)
            predictions = reader.predictor(accent)(language, list(references))
            for kind in of_language:
                self.outcomes[kind] = compare(predictions, references, kind)
                self.digests[kind] = dataset.digest(references)
        self.scores = {kind: summarize(scored) for kind, scored in self.outcomes.items()}

    def report(self) -> dict[str, Any]:
        """The scores for a JSON file."""
        return {
            kind: {
                "lexica": list(_lexica(kind)), "words": row.words, "sha256_of_sorted_words": self.digests[kind],
                "phones": row.phones, "edits": row.edits, "per": round(row.per, 2),
                "wrong": row.wrong, "wer": round(row.wer, 2),
            }
            for kind, row in self.scores.items()
        }  # fmt: skip


@dataclass(frozen=True)
class Reader:
    """What is scored: a checkpoint, or the installed engine.

    Attributes:
        predictor: by the accent in which English is read.
        has_dial: whether there is more than one.
    """

    predictor: Callable[[float], Predictor]
    has_dial: bool


def _reader(wasm: str | None, checkpoint: Path | None, as_packed: bool) -> Reader:
    if wasm is not None:
        try:
            engine_predictor(wasm)("en", [])
        except ModuleNotFoundError as error:
            raise click.ClickException(f"{error.name} is not installed: run `pip install .` first") from error
        return Reader(lambda accent: engine_predictor(wasm, accent=accent or "us"), wasm in WITH_DIAL)
    if checkpoint is None:
        raise click.UsageError("give --checkpoint FOLDER, or --wasm MODEL to score the installed engine")
    has_dial = bool(getattr(load(checkpoint).config, "accent_gate", 0))
    return Reader(lambda accent: checkpoint_predictor(checkpoint, as_packed=as_packed, accent=accent), has_dial)


@click.command(help=__doc__)
@click.option("--checkpoint", type=click.Path(path_type=Path, file_okay=False), help="folder of the model")
@click.option("--packed", "as_packed", is_flag=True, help="score the weights as the checkpoint's wasm has them")
@click.option("--wasm", metavar="MODEL", help="score what the installed hamanlp prints with default, tiny or large")
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
    *, checkpoint: Path | None, as_packed: bool, wasm: str | None, part: str, language: str, data: Path | None,
    json_file: Path | None, errors_file: Path | None, shown: int,
) -> None:  # fmt: skip
    """Run the command."""
    torch.set_num_threads(1)
    languages = list(KINDS) if language == "all" else [cast(Language, language)]
    report: dict[str, Any] = {"part": part, "split": RULE, "decoded_by": "hamanlp" if wasm else "torch"}
    try:
        scored = _Scoring(_reader(wasm, checkpoint, as_packed), languages, cast(Part, part), data)
        click.echo(_table(scored.scores))
        if not wasm and checkpoint:
            report["weights"] = storage_of(checkpoint) if as_packed else FLOAT32
        report["scores"] = scored.report()
        if report.get("weights", FLOAT32) != FLOAT32:
            before = _Scoring(_reader(wasm, checkpoint, False), languages, cast(Part, part), data)
            click.echo(f"before packing in {report['weights']}:\n{_table(before.scores)}")
            report["float32_scores"] = before.report()
        if shown:
            for kind, outcomes in scored.outcomes.items():
                common = (f"{left} for {right} {count}" for (left, right), count in confusions(outcomes).most_common(shown))
                click.echo(f"{kind} confusions: {', '.join(common) or 'none'}")
        if json_file:
            write_json(report, json_file)
        if errors_file:
            rows = [row for kind, outcomes in scored.outcomes.items() for row in _error_rows(kind, outcomes)]
            write_text("score\tword\tprediction\treference\n" + "".join(rows), errors_file)
    except (OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error


if __name__ == "__main__":
    main()
