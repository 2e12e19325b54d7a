"""What each English lexicon adds to CMUdict's training words, and how far it agrees with them: `python -m train.overlap`."""

from __future__ import annotations

from pathlib import Path

import click

from train.dataset import read_words
from train.lexicon import LEXICA
from train.score import score

_BASE = "cmudict"


@click.command(help=__doc__)
@click.option("--data", type=click.Path(path_type=Path), help="folder of the lexica; default HAMANLP_DATA or the cache")
def main(data: Path | None) -> None:
    """Print a line per lexicon: its words, those that are new, and the errors (39 phones) on the words shared."""
    try:
        base = read_words((_BASE,), "train", data)
        for name in LEXICA["en"]:
            if name == _BASE:
                continue
            words = read_words((name,), "train", data)
            shared = {word: spoken for word, spoken in base.items() if word in words}
            line = f"{name:<22} {len(words):>6} words, {len(words) - len(shared):>6} not in {_BASE}"
            if shared:
                errors = score({word: words[word][0] for word in shared}, shared, "en39")
                line += f"; on the {errors.words} shared PER {errors.per:.1f} WER {errors.wer:.1f}"
            click.echo(line)
    except FileNotFoundError as error:
        raise click.ClickException(str(error)) from error


if __name__ == "__main__":
    main()
