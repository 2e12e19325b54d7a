"""Read words that no lexicon has with a trained model, for a smaller one to learn from: `python -m train.pseudo --help`.

The words are the commonest of `wordfreq` (their spellings; Speer 2022, github.com/rspeer/wordfreq) that are letters only,
belong to the training part of the split, and are not in the lexica. Learning a large model's readings of them beside the
lexicon brings a small one closer to it (sequence-level distillation: Kim and Rush 2016, arXiv 1606.07947; Sun et al. 2019,
arXiv 1904.03446).
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import click
import torch

from train import dataset
from train.dataset import Words
from train.files import write_text
from train.lexicon import LEXICA, Language
from train.predict import load_together, predict_together
from train.split import part_of
from train.tasks import TASKS, read_task

# A Korean word of wordfreq may be one syllable; its list is of what a morphological analyser cuts, so short ones abound.
_WORD = {"en": re.compile("[a-z]{3,18}"), "ko": re.compile("[가-힣]{1,10}")}


def read_pseudo(file: Path) -> Words:
    """The words of a file that this command wrote: `word<TAB>phones separated by spaces`; held-out words are left out.

    Raises:
        OSError: the file cannot be read.
        ValueError: a line is not of this form; the message gives its number.
    """
    words: Words = {}
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        word, tab, spoken = line.partition("\t")
        if not tab or not word or not spoken.split():
            raise ValueError(f"{file}:{number}: {line!r} is not WORD<TAB>PHONES")
        if part_of(word) == "train":
            words[word] = [spoken.split()]
    return words


def common_words(count: int, known: set[str], language: Language = "en") -> list[str]:
    """The `count` commonest words of wordfreq that are of letters only, not held out, and not known.

    Args:
        count: fewer come if its list for the language ends before: 27,000 Korean ones.
        known: what to leave out.
        language: of the words.
    """
    from wordfreq import top_n_list  # noqa: PLC0415 - only this command needs it

    # "best" is the largest list that a language has.
    words = (word for word in top_n_list(language, 400_000, wordlist="best") if _WORD[language].fullmatch(word))
    return [word for word in words if word not in known and part_of(word) == "train"][:count]


def _known(task: str | None, data: Path | None) -> set[str]:
    """The words of the lexica; or those of a shared task's training file, and of its dev file, on which models are scored."""
    if task is None:
        return {word for name in LEXICA["en"] for word in dataset.read_words((name,), "train", data)}
    return {word for name in (TASKS[task].train, TASKS[task].dev) for word in read_task(name, data)}


@click.command(help=__doc__)
@click.option(
    "--checkpoint", "checkpoints", type=click.Path(path_type=Path, file_okay=False), required=True, multiple=True,
    help="folder of the teacher; more than one read together",
)  # fmt: skip
@click.option("--count", default=100_000, show_default=True, type=click.IntRange(1), help="how many words")
@click.option("--task", type=click.Choice(list(TASKS)), help="leave out the words of a shared task instead of the lexica's")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="file to write")
@click.option("--data", type=click.Path(path_type=Path), help="folder of the lexica; default HAMANLP_DATA or the cache")
def main(*, checkpoints: tuple[Path, ...], count: int, task: str | None, out: Path, data: Path | None) -> None:
    """Choose the words, read them, write them."""
    torch.set_num_threads(1)
    try:
        known = _known(task, data)
        words = common_words(count, known, TASKS[task].language if task else "en")
        with torch.autocast("cpu", torch.bfloat16):
            predictions = predict_together(*load_together(checkpoints), words)
        # A word whose reading runs into the end of the context, or is empty, teaches nothing. Letters of Korean are jamo.
        longest = {word: 3 * len(unicodedata.normalize("NFD", word)) for word in words}
        kept = {word: phones for word, phones in predictions.items() if 0 < len(phones) <= longest[word]}
        write_text("".join(f"{word}\t{' '.join(phones)}\n" for word, phones in kept.items()), out)
    except (OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{len(kept)} words to {out}", err=True)


if __name__ == "__main__":
    main()
