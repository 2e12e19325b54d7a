"""`python -m bench.lexicon`: how long a lexicon takes to load, what memory it takes, and whether it is read as listed.

The lexicon is made up: words of random syllables with random phones that have nothing to do with them.
"""

from __future__ import annotations

import random
import time
from pathlib import Path

import click

import hamanlp
from hamanlp.engine import Engine
from hamanlp.lexicon import Source
from hamanlp.options import wasm_of

# Phones of American English, vowels with and without stress.
PHONES = (
    "b d ð f ɡ h j k l m n ŋ p ɹ s ʃ t θ v w z ʒ d͡ʒ t͡ʃ ɑ ˈɑ ˌɑ æ ˈæ ˈʌ ə ɔ ˈɔ aʊ ˈaʊ aɪ ˈaɪ ɛ ˈɛ ˈɝ ɚ eɪ ˈeɪ ɪ ˈɪ i ˈi "
    "oʊ ˈoʊ ˌoʊ ɔɪ ˈɔɪ ʊ ˈʊ u ˈu"
).split()


def made_up(count: int) -> dict[str, str]:
    """Words and their phones, which spaces part; the first ones are the same whatever the count."""
    chance = random.Random(5)
    words: dict[str, str] = {}
    while len(words) < count:
        syllables = [chance.choice("bcdfghjklmnpqrstvwxz") + chance.choice("aeiouy") for _ in range(chance.randint(2, 6))]
        words["".join(syllables)] = " ".join(chance.choice(PHONES) for _ in range(chance.randint(1, 14)))
    return words


def exact(words: dict[str, str], data: bytes, mix: float, model: str) -> int:
    """How many words are read with the phones listed."""
    read = hamanlp.Transcriber(lang="en", lexicon=data, mix=mix, model=model).analyze(" ".join(words)).words
    return sum(
        " ".join(phone.phone for phone in word.phones) == phones for word, phones in zip(read, words.values(), strict=True)
    )


@click.command(help=__doc__)
@click.option("--model", default="default", show_default=True, help="default, tiny or large")
@click.option("--entries", default=100_000, show_default=True, type=click.IntRange(1))
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="also write the lexicon to this file")
def main(*, model: str, entries: int, out: Path | None) -> None:
    """Measure."""
    words = made_up(entries)
    text = "".join(f"{word}\t{phones}\n" for word, phones in words.items()).encode()
    if out is not None:
        out.write_bytes(text)
    empty = Engine(wasm_of(model), {})
    data = hamanlp.build_lexicon(text, model=model)
    click.echo(f"{entries} entries, {len(text):,} bytes as text, {len(data):,} compiled")
    for name, form in (("text", text), ("compiled", data)):
        for share in ("1", "0.5"):
            begun = time.perf_counter(), time.process_time()
            engine = Engine(wasm_of(model), {"mix": share}, Source("", form))
            wall, processor = time.perf_counter() - begun[0], time.process_time() - begun[1]
            size = engine.memory_bytes() - empty.memory_bytes()
            click.echo(
                f"{name}, mix {share}: {wall:.2f} s ({processor:.2f} s of CPU time), {size / 2**20:.1f} MiB, "
                f"{size / entries:.0f} bytes an entry"
            )
    for mix in (1.0, 0.6):
        click.echo(f"mix {mix}: {exact(words, data, mix, model)} of {entries} words read exactly as listed")


if __name__ == "__main__":
    main()
