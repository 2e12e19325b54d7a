"""Phone and word error rates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from train import phones_en, phones_ko
from train.lexicon import Language, Phones

FOLDS: dict[str, Callable[[Phones], Phones]] = {
    "en39": phones_en.fold39,
    "en-stress": phones_en.fold_reduced,
    # British English has the same marks to leave out; ɜ and ə are two vowels in it.
    "gb39": phones_en.fold39,
    "ko-broad": phones_ko.fold,
    "exact": list,
}
KINDS: dict[Language, tuple[str, ...]] = {"en": ("en39", "en-stress"), "ko": ("ko-broad",)}
BRITISH_KIND = "gb39"
"""For English read in a British accent, where a model has one."""
# What stands in an alignment where one side has no phone.
NOTHING = "-"


def edit_costs(first: Sequence[str], second: Sequence[str]) -> list[list[int]]:
    """Insertions, deletions and substitutions (Levenshtein 1966) between the beginnings of two sequences of phones.

    Returns:
        Shape [len(first) + 1, len(second) + 1]: at [i][j] the distance between the first i and the first j phones.
    """
    costs = [list(range(len(second) + 1))]
    for row, left in enumerate(first, 1):
        above, current = costs[-1], [row]
        for column, right in enumerate(second):
            current.append(min(above[column + 1] + 1, current[column] + 1, above[column] + (left != right)))
        costs.append(current)
    return costs


def edit_distance(first: Sequence[str], second: Sequence[str]) -> int:
    """The edit distance between two sequences of phones."""
    return edit_costs(first, second)[-1][-1]


def align(first: Sequence[str], second: Sequence[str]) -> list[tuple[str, str]]:
    """One cheapest way to turn a sequence of phones into another, as pairs; `NOTHING` stands for a missing phone."""
    costs = edit_costs(first, second)
    pairs = []
    row, column = len(first), len(second)
    while row or column:
        if row and column and costs[row][column] == costs[row - 1][column - 1] + (first[row - 1] != second[column - 1]):
            row, column = row - 1, column - 1
            pairs.append((first[row], second[column]))
        elif row and costs[row][column] == costs[row - 1][column] + 1:
            row -= 1
            pairs.append((first[row], NOTHING))
        else:
            column -= 1
            pairs.append((NOTHING, second[column]))
    return pairs[::-1]


@dataclass(frozen=True)
class Outcome:
    """One scored word.

    Attributes:
        word: its spelling.
        prediction: phones as predicted, folded.
        reference: the nearest reference, folded.
        edits: the distance between the two.
    """

    word: str
    prediction: Phones
    reference: Phones
    edits: int


@dataclass(frozen=True)
class Score:
    """Errors over a list of words.

    Attributes:
        words: number of words scored.
        phones: number of reference phones.
        edits: edit distance summed over the words.
        wrong: number of words with any error.
    """

    words: int
    phones: int
    edits: int
    wrong: int

    @property
    def per(self) -> float:
        """Phone error rate in percent."""
        return 100 * self.edits / self.phones

    @property
    def wer(self) -> float:
        """Word error rate in percent."""
        return 100 * self.wrong / self.words

    def __str__(self) -> str:
        return f"{self.words} words  PER {self.per:.2f}  WER {self.wer:.2f}"


def compare(predictions: Mapping[str, Phones], references: Mapping[str, list[Phones]], kind: str) -> list[Outcome]:
    """Hold predictions against a lexicon, word by word; of several references the nearest counts.

    Args:
        predictions: word → phones; a word that is missing counts as wholly wrong.
        references: word → pronunciations.
        kind: "en39" (39 phones, no stress), "en-stress" (all but ʌ = ə), "ko-broad", or "exact" for any phones as
            they stand.
    """
    fold = FOLDS[kind]
    outcomes = []
    for word, pronunciations in references.items():
        guess = fold(predictions.get(word, []))
        candidates = [(edit_distance(guess, reference), reference) for reference in map(fold, pronunciations)]
        # Between equally near references the longest counts, as in the acceptance scorer.
        edits, nearest = min(candidates, key=lambda candidate: (candidate[0], -len(candidate[1])))
        outcomes.append(Outcome(word, guess, nearest, edits))
    return outcomes


def score(predictions: Mapping[str, Phones], references: Mapping[str, list[Phones]], kind: str) -> Score:
    """Score predictions against a lexicon; arguments as for `compare`.

    Raises:
        ValueError: there is no reference.
    """
    return summarize(compare(predictions, references, kind))


def summarize(outcomes: Sequence[Outcome]) -> Score:
    """Sum up scored words.

    Raises:
        ValueError: there is none.
    """
    if not outcomes:
        raise ValueError("there are no words to score")
    return Score(
        words=len(outcomes),
        phones=sum(len(outcome.reference) for outcome in outcomes),
        edits=sum(outcome.edits for outcome in outcomes),
        wrong=sum(outcome.edits > 0 for outcome in outcomes),
    )


def confusions(outcomes: Iterable[Outcome]) -> Counter[tuple[str, str]]:
    """How often which phone was predicted for which other; `NOTHING` marks insertions and deletions."""
    return Counter(
        pair
        for outcome in outcomes
        if outcome.edits
        for pair in align(outcome.prediction, outcome.reference)
        if pair[0] != pair[1]
    )
