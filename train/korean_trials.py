"""Ways to read Korean words, side by side: `python -m train.korean_trials --checkpoint models/default`.

The model alone; the rules alone (`train.korean`, unmarked); the rules with the engine's lists (`train.korean_reading`); the
model among the outcomes that the rules permit at each joint; and the same where the lists have decided what they know. Scored
on held-out words, on the norm's examples, on inflected forms, and on forms of `train.korean_forms`, which knows their marks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import cast

import click
import torch
from torch import Tensor

from train import korean, korean_reading
from train.dataset import LEXICA, Words, prefix_of, read_words
from train.korean_forms import make_forms
from train.korean_jamo import decompose, to_phones
from train.korean_scores import FORMS
from train.lexicon import Phones, read_korean_norm
from train.model import TinyLlama
from train.phones_ko import broad_phones
from train.predict import predict
from train.quantize import load_packed
from train.score import score
from train.split import Part
from train.vocabulary import EOS_ID, Vocabulary

_LENIS = "ㄱㄷㅂㅅㅈ"
_SONORANT = frozenset(["", *"ㄴㄹㅁㅇ"])
_MOST = 4096  # readings of a word
_MADE, _SEED = 3000, 2026  # forms made by rule

Readings = list[tuple[str, ...]]


def possible_marks(first: str, second: str) -> list[str]:
    """The marks that could stand between two syllables and would change what is spoken; "" for none is the first."""
    coda, (onset, vowel, _) = decompose(first).coda, decompose(second)
    spoken = korean.junction(coda, "ㄱ", "ㅏ", "|")[0]
    marks = [""]
    if onset == "ㅇ" and coda:
        marks += ["+", "|"] if vowel in "ㅣㅑㅕㅛㅠㅒㅖ" else ["|"]
    elif onset in _LENIS and spoken in _SONORANT:
        marks += ["^", "="]
    elif onset in _LENIS and coda in ("ㅅ", "ㄺ"):
        marks += ["~"] if coda == "ㅅ" else ["=", "-"]
    elif coda == "ㄴ" and onset == "ㄹ":
        marks.append("+")
    return marks


def permitted(word: str, decided: list[str | None]) -> Readings:
    """The readings that the norm permits a word, for one or more marks at each joint.

    Args:
        word: hangul syllables.
        decided: the mark after each of them where it is known, None elsewhere; the last one counts for nothing.
    """
    readings: list[str] = [""]
    for at, letter in enumerate(word):
        known = decided[at]
        marks = [""] if at == len(word) - 1 else [known] if known is not None else possible_marks(letter, word[at + 1])
        readings = [reading + letter + mark for reading in readings for mark in marks][:_MOST]
    return list(dict.fromkeys(tuple(to_phones(spoken)) for marked in readings for spoken in korean.pronounce(marked)))


@torch.no_grad()
def choose(model: TinyLlama, vocabulary: Vocabulary, readings: Mapping[str, Readings]) -> dict[str, Phones]:
    """The phones that a model finds most probable, one after the other, among those that some permitted reading goes on with.

    Args:
        model: in evaluation mode.
        vocabulary: the model's.
        readings: word → its permitted readings.
    """
    tokens = {phone: vocabulary.encode_phones([phone])[0] for phone in broad_phones()}
    chosen = {word: list(only[0]) for word, only in readings.items() if len(only) == 1}
    by_length: defaultdict[int, list[str]] = defaultdict(list)
    for word in readings.keys() - chosen.keys():
        by_length[len(prefix_of(word, vocabulary))].append(word)
    for length, all_words in by_length.items():
        words = all_words
        found: dict[str, list[str]] = {word: [] for word in words}
        past: list[list[Tensor]] = [[] for _ in model.model.layers]
        ids = torch.tensor([prefix_of(word, vocabulary) for word in words])
        while words:
            logits = model.lm_head(model.hidden_states(ids, torch.full((len(words),), length), past)[:, -1])
            going = []
            for row, word in enumerate(words):
                phones = found[word]
                alive = [reading for reading in readings[word] if reading[: len(phones)] == tuple(phones)]
                ends = {reading[len(phones)] if len(reading) > len(phones) else "" for reading in alive}
                best = max(sorted(ends), key=lambda phone: float(logits[row, tokens[phone] if phone else EOS_ID]))
                if best:
                    phones.append(best)
                    going.append(row)
            words = [words[row] for row in going]
            for keys_and_values in past:
                keys_and_values[:] = [tensor[going] for tensor in keys_and_values]
            ids = torch.tensor([[tokens[found[word][-1]]] for word in words])
        chosen.update(found)
    return chosen


def trials(model: TinyLlama, vocabulary: Vocabulary) -> dict[str, Callable[[list[str]], dict[str, Phones]]]:
    """Name → a function from words to phones."""

    def by_rule(read: Callable[[str], str]) -> Callable[[list[str]], dict[str, Phones]]:
        return lambda words: {word: to_phones(read(word)) for word in words}

    def among(decide: Callable[[str], list[str | None]]) -> Callable[[list[str]], dict[str, Phones]]:
        return lambda words: choose(model, vocabulary, {word: permitted(word, decide(word)) for word in words})

    return {
        "model alone": lambda words: predict(model, vocabulary, words),
        "rules alone": by_rule(lambda word: korean.pronounce(word)[0]),
        "rules and lists": by_rule(korean_reading.read),
        "model among permitted": among(lambda word: [None] * len(word)),
        "lists, else model": among(korean_reading.decide),
    }


@click.command(help=__doc__)
@click.option("--checkpoint", type=click.Path(path_type=Path, file_okay=False), required=True, help="folder of the model")
@click.option("--part", type=click.Choice(["test", "dev"]), default="dev", show_default=True, help="which held-out words")
@click.option("--data", type=click.Path(path_type=Path), help="folder of the lexica; default HAMANLP_DATA or the cache")
def main(checkpoint: Path, part: str, data: Path | None) -> None:
    """Print a table."""
    torch.set_num_threads(1)
    try:
        held_out = read_words(LEXICA["ko"], cast(Part, part), data)
        rows = [line.split("\t") for line in FORMS.read_text(encoding="utf-8").splitlines()]
        sets: dict[str, Words] = {
            part: {word: spoken for word, spoken in held_out.items() if word.isalpha()},
            "norm": {w: [to_phones(s) for s in spoken] for w, spoken, _ in read_korean_norm(data) if w.isalpha()},
            "forms": {word: [to_phones(text) for text in spoken.split("/")] for word, spoken, *_ in rows},
            "made": {
                word: [to_phones(spoken) for spoken in korean.pronounce(marked)]
                for word, marked in make_forms(_MADE, _SEED, data).items()
            },
        }
        model, vocabulary = load_packed(checkpoint), Vocabulary.load(checkpoint)
    except (OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{'':<24}{part + ' PER/WER':>16}" + "".join(f"{name + ' right':>16}" for name in list(sets)[1:]))
    for name, read in trials(model, vocabulary).items():
        scores = {label: score(read(list(words)), words, "ko-broad") for label, words in sets.items()}
        first, *others = scores.values()
        shares = "".join(f"{f'{row.words - row.wrong} of {row.words}':>16}" for row in others)
        click.echo(f"{name:<24}{f'{first.per:.2f} / {first.wer:.2f}':>16}{shares}")


if __name__ == "__main__":
    main()
