"""The SIGMORPHON shared tasks that models are held against, with what was published of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from train.dataset import Words
from train.lexicon import Language, read_shared_task


@dataclass(frozen=True)
class Published:
    """A published result on a task's test words, which are not here."""

    system: str
    wer: str


@dataclass(frozen=True)
class Task:
    """A shared task of one language.

    Attributes:
        name: year and language as in the files' names.
        language: of the words.
        published: word error rates on the test words, in percent.
        paper: where they stand.
    """

    name: str
    language: Language
    published: tuple[Published, ...]
    paper: str

    @property
    def folder(self) -> str:
        """The name under `models/`."""
        return f"sigmorphon-{self.name.replace('_', '-', 1)}"

    @property
    def train(self) -> str:
        """The training file's name in `train.sources`."""
        return f"sigmorphon{self.name}_train"

    @property
    def dev(self) -> str:
        """The dev file's name in `train.sources`."""
        return f"sigmorphon{self.name}_dev"


_2020 = "Gorman et al. 2020, “The SIGMORPHON 2020 shared task on multilingual grapheme-to-phoneme conversion”"
_2021 = "Ashby et al. 2021, “Results of the second SIGMORPHON shared task on multilingual grapheme-to-phoneme conversion”"
TASKS = {
    task.name: task
    for task in (
        Task("2021_eng_us", "en", (Published("baseline", "41.94"), Published("best", "37.4")), _2021),
        Task("2021_kor", "ko", (Published("published", "16.30"),), _2021),
        Task("2020_kor", "ko", (Published("baselines", "43.8–52.2"), Published("best", "24.00")), _2020),
    )
}


def read_task(name: str, folder: Path | None) -> Words:
    """The words of a task's file with their pronunciations."""
    words: Words = {}
    for word, phones in read_shared_task(name, folder):
        words.setdefault(word, []).append(phones)
    return words
