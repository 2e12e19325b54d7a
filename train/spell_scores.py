"""Score spelling on held-out words: `python -m train.spell_scores`.

Each word's first pronunciation in the lexica is given to the installed package, and the word must be what it writes: the first
spelling, or one of the first five. Many words sound like others (`Kasey`, `Casey`), so it is also counted how often the first
spelling is any word of the lexica that is said so. With --peer PYTHON the phoneme-to-grapheme model of the package `hama` is
asked the same, in the environment that this Python belongs to.
"""

from __future__ import annotations

import json
import subprocess
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from train import dataset
from train.dataset import Words
from train.files import write_json
from train.lexicon import Phones
from train.phones_en import PRIMARY, SECONDARY
from train.sounds import of_phones
from train.spell_material import KOREAN, Pairs, read_held_out
from train.split import RULE, Part

LEXICA = {"en": ("cmudict",), "ko": KOREAN}
PEER = Path(__file__).with_name("spell_peer.py")
"""Runs in the peer's environment."""


@dataclass(frozen=True)
class Result:
    """What a system got right, of how many words."""

    words: int
    first: int
    first_five: int
    homophone: int

    def shares(self) -> dict[str, float]:
        """In percent."""
        return {
            name: round(100 * count / self.words, 2)
            for name, count in (("first", self.first), ("first_five", self.first_five), ("homophone", self.homophone))
        }


def measure(pairs: Pairs, spellings: Mapping[str, Sequence[str]], homophones: Mapping[str, set[str]]) -> Result:
    """Count.

    Args:
        pairs: pronunciation → held-out words.
        spellings: pronunciation → what a system gives, the most probable first.
        homophones: pronunciation → all words of the lexica, held out or not, that are said so.
    """
    words = first = first_five = homophone = 0
    for sounds, held in pairs.items():
        given = list(spellings[sounds])[:5]
        for word in held:
            words += 1
            first += given[:1] == [word]
            first_five += word in given
            homophone += bool(given) and given[0] in homophones[sounds]
    return Result(words, first, first_five, homophone)


def by_sound(language: str, folder: Path | None) -> dict[str, set[str]]:
    """Pronunciation → the words of the lexica that have it."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    parts: tuple[Part, ...] = ("train", "dev", "test")
    for part in parts:
        for word, pronunciations in dataset.read_words(LEXICA[language], part, folder).items():
            for phones in pronunciations:
                found[of_phones(phones)].add(word)
    return found


def of_engine(pairs: Pairs, language: str) -> dict[str, list[str]]:
    """What the installed package writes."""
    import hamanlp  # noqa: PLC0415 - only this needs the package

    return {sounds: [each.text for each in hamanlp.spell(sounds, lang=language)] for sounds in pairs}


def peer_lines(language: str, part: Part, folder: Path | None) -> dict[str, str]:
    """Pronunciation in our characters → in the peer's phones, parted by spaces, without stress: as its own examples have it."""
    lines = {}
    words: Words = dataset.read_words(LEXICA[language], part, folder)
    for pronunciations in words.values():
        phones = pronunciations[0]
        lines[of_phones(phones)] = " ".join(_peer_english(phones) if language == "en" else _peer_korean(phones))
    return lines


def _peer_english(phones: Phones) -> Phones:
    return [{"ɡ": "g"}.get(bare := phone.lstrip(PRIMARY + SECONDARY), bare) for phone in phones]


def _peer_korean(phones: Phones) -> Phones:
    joined: Phones = []
    for phone in phones:
        if joined and joined[-1] in ("j", "w"):
            joined[-1] += phone
        else:
            joined.append(phone)
    return joined


def of_peer(python: Path, lines: Mapping[str, str]) -> dict[str, list[str]]:
    """What the peer writes: one spelling each.

    Raises:
        OSError: the Python cannot be run.
        subprocess.CalledProcessError: `hama` is not in its environment, or has no such model.
    """
    given = "".join(f"{line}\n" for line in lines.values())
    done = subprocess.run([python, PEER], input=given, capture_output=True, text=True, check=True, encoding="utf-8")
    return {sounds: [spelling] for sounds, spelling in zip(lines, done.stdout.splitlines(), strict=True)}


@click.command(help=__doc__)
@click.option("--part", type=click.Choice(["test", "dev"]), default="test", show_default=True)
@click.option("--data", type=click.Path(path_type=Path), help="folder of the lexica; default HAMANLP_DATA or the cache")
@click.option("--limit", default=0, type=click.IntRange(0), help="only so many words of each language")
@click.option("--peer", type=click.Path(path_type=Path, exists=True), help="Python of an environment with the package hama")
@click.option("--json", "json_file", type=click.Path(path_type=Path, dir_okay=False), help="write the scores here")
def main(*, part: Part, data: Path | None, limit: int, peer: Path | None, json_file: Path | None) -> None:
    """Run the command."""
    report: dict[str, Any] = {"part": part, "split": RULE, "scores": {}}
    try:
        for language, pairs in read_held_out(part, data, limit).items():
            homophones = by_sound(language, data)
            systems = {"hamanlp": of_engine(pairs, language)}
            if peer:
                lines = peer_lines(language, part, data)
                systems["hama"] = of_peer(peer, {sounds: lines[sounds] for sounds in pairs})
            for system, spellings in systems.items():
                result = measure(pairs, spellings, homophones)
                report["scores"].setdefault(language, {})[system] = {"words": result.words, **result.shares()}
                click.echo(f"{language} {system}: {result.words} words; {json.dumps(result.shares())} %")
        if json_file:
            write_json(report, json_file)
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        raise click.ClickException(str(error)) from error


if __name__ == "__main__":
    main()
