"""Write what is measured of the model that spells into its card and its page: `python -m train.spell_card`.

The figures are those of `models/spell/training.json` and `models/spell/scores.json` (`python -m train.spell_scores --json`).
"""

from __future__ import annotations

import json
import re
from typing import Any

import click

from export.models import SPELLER
from export.zig import ROOT
from train.files import write_text

FOLDER = SPELLER.checkpoint(ROOT)
PAGE = ROOT / "docs" / "spelling.md"
BLOCK = re.compile(r"(?<=<!-- generated: python -m train\.spell_card -->\n).*?(?=<!-- end -->)", re.DOTALL)
LANGUAGES = {"en": "English", "ko": "Korean"}
SYSTEMS = {"hamanlp": "hamanlp.spell", "hama": "`hama` 1.7.0, `P2GModel`"}

CARD = """\
---
license: apache-2.0
language:
- en
- ko
library_name: transformers
tags:
- p2g
- phoneme-to-grapheme
- ipa
---
# The model that spells

Pronunciation in IPA to letters (English) or jamo (Korean), for `hamanlp.spell`: a Llama with {parameters:,} parameters
(hidden {hidden}, {layers} layers, {heads} heads, FFN {ffn}); a pronunciation's symbols see each other in both directions.
Its wasm stores {storage}. `docs/spelling.md` says how it was made and what it is for.

{table}

## Training

`{command}`

{steps:,} steps, {seconds:,} seconds on one core of a CPU. The list of words that a teacher read is made by
`python -m train.pseudo`. Split: {split}.
"""


def table(scores: dict[str, Any]) -> str:
    """The measured part: a table, and what it shows."""
    rows = [
        "| held-out words | system | first spelling right | one of five | a word that sounds so |",
        "| --- | --- | ---: | ---: | ---: |",
    ]
    for language, systems in scores["scores"].items():
        words = f"{systems['hamanlp']['words']:,} {LANGUAGES[language]}"
        for system, row in systems.items():
            five = f"{row['first_five']:.2f} %" if system == "hamanlp" else "–"
            rows.append(f"| {words} | {SYSTEMS[system]} | {row['first']:.2f} % | {five} | {row['homophone']:.2f} % |")
    return "\n".join(rows)


def card() -> str:
    """The card of the model."""
    training, config, scores = (
        json.loads((FOLDER / name).read_text(encoding="utf-8")) for name in ("training.json", "config.json", "scores.json")
    )
    recipe = training["recipe"]
    return CARD.format(
        **{name: recipe[name] for name in ("hidden", "layers", "heads", "ffn")}, parameters=training["parameters"],
        storage=config["storage"], table=table(scores), command=training["command"], steps=training["steps"],
        seconds=training["training_seconds"], split=training["split"],
    )  # fmt: skip


def page() -> str:
    """The page with its measured part as it should be."""
    scores = json.loads((FOLDER / "scores.json").read_text(encoding="utf-8"))
    return BLOCK.sub(lambda _: f"\n{table(scores)}\n\n", PAGE.read_text(encoding="utf-8"))


@click.command(help=__doc__)
def main() -> None:
    """Write both."""
    write_text(card(), FOLDER / "README.md")
    write_text(page(), PAGE)


if __name__ == "__main__":
    main()
