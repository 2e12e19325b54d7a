"""Fit the temperature of the reported probabilities: `python -m train.calibration --checkpoint models/default --write`.

A word's probability is the product of the shares of its phones and its end in the softmax of logits / temperature. The
temperature is fitted on the dev words, so that words of probability p are right as often as p says (Guo et al. 2017); both
parts are then scored by the expected calibration error. `--write` keeps it in the checkpoint's `config.json`, as
`probability_temperature`, from which the engine takes it; which phones are written does not depend on it.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import matplotlib as mpl
import torch
from torch import Tensor

from train import dataset, phones_en
from train.dataset import prefix_of
from train.files import write_text
from train.model import TinyLlama
from train.quantize import load_packed
from train.score import FOLDS
from train.split import Part
from train.vocabulary import EOS_ID, Vocabulary

mpl.use("Agg")
from matplotlib import pyplot as plt

KEY = "probability_temperature"
BINS = 10
LOWEST, HIGHEST, STEP = 0.3, 3.0, 0.01
"""Temperatures that are tried."""


@dataclass(frozen=True)
class Outcome:
    """A word as the model reads it.

    Attributes:
        logits: for each phone written and the end, those of all that could be; shape [steps, English phones + 1].
        taken: which one was taken at each step; shape [steps].
        is_right: whether the lexicon has this pronunciation.
    """

    logits: Tensor
    taken: Tensor
    is_right: bool

    def probability(self, temperature: float) -> float:
        """That of the whole word at a temperature."""
        steps = torch.log_softmax(self.logits / temperature, -1).gather(1, self.taken[:, None])
        return math.exp(float(steps.sum()))


@torch.no_grad()
def read(model: TinyLlama, vocabulary: Vocabulary, words: dataset.Words, batch: int = 256) -> list[Outcome]:
    """Read English words greedily.

    Args:
        model: in evaluation mode.
        vocabulary: the model's.
        words: spellings with their pronunciations.
        batch: how many words of one length are read together.
    """
    sounds = {*phones_en.CONSONANTS, *phones_en.AMERICAN_VOWELS}
    phones_of_english = [
        phone for phone in vocabulary.phones if phone.lstrip(phones_en.PRIMARY + phones_en.SECONDARY) in sounds
    ]
    english = [EOS_ID, *vocabulary.encode_phones(phones_of_english)]  # what the engine lets into English words
    column = {token: at for at, token in enumerate(english)}
    fold = FOLDS["en-stress"]
    by_length: defaultdict[int, list[str]] = defaultdict(list)
    for word in words:
        by_length[len(prefix_of(word, vocabulary))].append(word)
    outcomes = []
    for length, group in by_length.items():
        for at in range(0, len(group), batch):
            piece = group[at : at + batch]
            prefixes = torch.tensor([prefix_of(word, vocabulary) for word in piece])
            written = model.generate(prefixes)
            most = max(map(len, written))
            rest = torch.tensor([[*phones, *[EOS_ID] * (most - len(phones))] for phones in written], dtype=torch.long)
            lengths = torch.full((len(piece),), length)
            logits = model(torch.cat([prefixes, rest], 1), lengths)[:, length - 1 :, english]
            for word, phones, row in zip(piece, written, logits, strict=True):
                if any(token not in column for token in phones):  # the engine would never write these
                    continue
                taken = torch.tensor([column[token] for token in [*phones, EOS_ID]])
                said = fold(vocabulary.decode_phones(phones))
                is_right = any(said == fold(reference) for reference in words[word])
                outcomes.append(Outcome(row[: len(taken)], taken, is_right))
    return outcomes


def fit(outcomes: Sequence[Outcome]) -> float:
    """The temperature at which the words' probabilities tell best whether they are right: of the least log loss."""
    steps = round((HIGHEST - LOWEST) / STEP)
    return min((round(LOWEST + STEP * step, 2) for step in range(steps + 1)), key=lambda t: log_loss(scored(outcomes, t)))


def scored(outcomes: Iterable[Outcome], temperature: float) -> list[tuple[float, bool]]:
    """The words' probabilities, and whether they are right."""
    return [(outcome.probability(temperature), outcome.is_right) for outcome in outcomes]


def log_loss(words: Sequence[tuple[float, bool]]) -> float:
    """The mean of -log of what was said of the truth."""
    tiny = 1e-6
    return -sum(math.log(max(tiny, p if right else 1 - p)) for p, right in words) / len(words)


def bins(words: Iterable[tuple[float, bool]]) -> list[tuple[float, float, int]]:
    """Words by probability, in bins of equal width: mean probability, share that is right, and how many."""
    groups: defaultdict[int, list[tuple[float, bool]]] = defaultdict(list)
    for probability, right in words:
        groups[min(int(probability * BINS), BINS - 1)].append((probability, right))
    return [
        (sum(p for p, _ in group) / len(group), sum(right for _, right in group) / len(group), len(group))
        for _, group in sorted(groups.items())
    ]


def expected_calibration_error(words: Sequence[tuple[float, bool]]) -> float:
    """How far, on average over the words, the bins' mean probability is from the share that is right (Naeini et al. 2015)."""
    return sum(count * abs(probability - right) for probability, right, count in bins(words)) / len(words)


def draw(before: Sequence[tuple[float, bool]], after: Sequence[tuple[float, bool]], title: str, path: Path) -> None:
    """The reliability diagram: the share of right words over their probability, and how many words each bin has."""
    figure, (upper, lower) = plt.subplots(2, 1, figsize=(6, 7), sharex=True, height_ratios=(3, 1), constrained_layout=True)
    upper.plot([0, 1], [0, 1], color="grey", linewidth=1, label="as sure as right")
    for words, label, marker in ((before, "at temperature 1", "o"), (after, "as reported", "s")):
        points = bins(words)
        error = 100 * expected_calibration_error(words)
        upper.plot([p for p, _, _ in points], [r for _, r, _ in points], marker=marker, label=f"{label}: error {error:.1f} %")
        centres = [(at + 0.5) / BINS + (0.02 if marker == "s" else -0.02) for at in range(BINS)]
        counts = [0] * BINS
        for probability, _ in words:
            counts[min(int(probability * BINS), BINS - 1)] += 1
        lower.bar(centres, counts, width=0.04)
    upper.set(title=title, ylabel="share of right words")
    upper.legend()
    lower.set(xlabel="probability of the word", ylabel="words")
    figure.savefig(path, dpi=100, metadata={"Software": None})
    plt.close(figure)


@click.command(help=__doc__)
@click.option("--checkpoint", type=click.Path(path_type=Path, file_okay=False), required=True, help="folder of the model")
@click.option("--write", is_flag=True, help="keep the temperature in the checkpoint")
@click.option("--plot", type=click.Path(path_type=Path, dir_okay=False), help="draw the test words' reliability diagram (PNG)")
def main(*, checkpoint: Path, write: bool, plot: Path | None) -> None:
    """Run the command."""
    torch.set_num_threads(1)
    parts: tuple[Part, Part] = ("dev", "test")
    try:
        model, vocabulary = load_packed(checkpoint), Vocabulary.load(checkpoint)
        outcomes = {part: read(model, vocabulary, dataset.read_words(dataset.LEXICA["en"], part)) for part in parts}
    except (OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    temperature = fit(outcomes["dev"])
    click.echo(f"temperature {temperature}")
    for part, read_words in outcomes.items():
        before, after = scored(read_words, 1), scored(read_words, temperature)
        for label, words in (("before", before), ("after", after)):
            click.echo(
                f"{part} {label}: {len(words)} words, {100 * sum(right for _, right in words) / len(words):.1f} % right, "
                f"mean probability {100 * sum(p for p, _ in words) / len(words):.1f} %, expected calibration error "
                f"{100 * expected_calibration_error(words):.2f} %, log loss {log_loss(words):.4f}"
            )
    if plot:
        draw(before, after, f"{checkpoint.resolve().name}: {len(before)} test words", plot)
    if write:
        config = json.loads((checkpoint / "config.json").read_text(encoding="utf-8"))
        write_text(json.dumps(config | {KEY: temperature}, indent=2) + "\n", checkpoint / "config.json")


if __name__ == "__main__":
    main()
