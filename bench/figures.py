"""Draw the figures of `docs/how-it-works.md` from the engine that ships: `python -m bench.figures` writes `docs/img/*.svg`."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

import hamanlp
from bench.blocks import DOCS, ROOT
from bench.svg import ACCENT, INK, LINE, SOFT, box, line, picture, text, turned

FOLDER = DOCS / "img"
SENTENCE = "Dr. Lee read 3 books, 꽃잎이 예쁘다"
UNSURE = "Nakamoto"
LOOKED_AT = "knight"
BLOCK = 1
"""Which of the model's blocks `attention` shows, from 0."""


def pipeline() -> str:
    """A sentence on its way from text to phones."""
    words = [word for word in hamanlp.Transcriber().analyze(SENTENCE).words if word.lang]
    rows = [
        ("text", [word.text for word in words]),
        ("read as", [word.normalized for word in words]),
        ("known from", [word.source for word in words]),
        ("phones", [" ".join(phone.phone for phone in word.phones) for word in words]),
        ("IPA", [word.ipa for word in words]),
    ]
    widths = [max(len(cells[at]) * 9 + 22 for _, cells in rows) for at in range(len(words))]
    left, top, height = 96, 16, 46
    parts = []
    for row, (name, cells) in enumerate(rows):
        y = top + row * height
        parts.append(text(left - 12, y + 24, name, size=13, color=SOFT, at="end"))
        x: float = left
        for cell, width in zip(cells, widths, strict=True):
            own = row == 2
            parts.append(box(x + 3, y + 4, width - 6, 30, ACCENT, share=0.14 if own else 0.05, line=LINE, round=5))
            parts.append(text(x + width / 2, y + 24, cell, color=ACCENT if own else INK, bold=row in (0, 4)))
            if row:
                parts.append(line(x + width / 2, y - 12, x + width / 2, y + 4, color=SOFT))
            x += width
    return picture(left + sum(widths) + 10, top + len(rows) * height, f"{SENTENCE}: from text to IPA", parts)


def trace() -> str:
    """What the model could have written at each step of a word, and how probable each was."""
    known = hamanlp.Transcriber(exceptions=False).trace(UNSURE)[0]
    shown, width, top, height = 4, 84, 62, 34
    parts = [text(20, 30, f"{UNSURE} → {known.ipa}", size=16, at="start", bold=True)]
    for at, step in enumerate(known.steps):
        x = 14 + at * width
        parts.append(text(x + 8, top - 6, f"step {at + 1}", size=11, color=SOFT, at="start"))
        for row, candidate in enumerate(step.candidates[:shown]):
            y = top + row * height
            taken = candidate.phone == step.phone
            parts.append(box(x + 4, y, width - 8, height - 5, LINE, share=0.25, round=4))
            parts.append(
                box(x + 4, y, (width - 8) * candidate.probability, height - 5, ACCENT, share=0.55 if taken else 0.25, round=4)
            )
            parts.append(text(x + 11, y + 20, candidate.phone or "end", at="start", bold=taken))
            parts.append(
                text(x + width - 10, y + 19, f"{candidate.probability:.2f}", size=11, color=INK if taken else SOFT, at="end")
            )
    return picture(28 + len(known.steps) * width, top + shown * height + 8, f"Steps of {UNSURE}", parts)


def alignment() -> str:
    """Words with their letters joined to their sounds."""
    parts = []
    left: float = 24
    for word in hamanlp.Transcriber().analyze("knight thought box 값을").words:
        step = 34 if word.lang == "en" else 110
        for at, character in enumerate(word.text):
            parts.append(text(left + at * step, 40, character, size=20, bold=True))
        spread = step * (len(word.text) - 1)
        count = len(word.phones)
        for at, phone in enumerate(word.phones):
            x = left + spread * (at + 0.5) / count if count == 1 else left + spread * at / (count - 1)
            for letter in range(phone.start, phone.end):
                parts.append(line(left + (letter - word.start) * step, 48, x, 92, color=ACCENT, width=1.4))
            parts.append(text(x, 110, phone.phone, size=17, color=ACCENT))
        left += spread + 74
    return picture(left - 40, 130, "Letters joined to the phones that they stand for", parts)


def attention() -> str:
    """Which positions each position of a word looks at, head by head, in one block of `default`."""
    import torch  # noqa: PLC0415 - the other figures need the engine alone

    network: Any = importlib.import_module("train.attention")
    from train.dataset import prefix_of  # noqa: PLC0415
    from train.model import load  # noqa: PLC0415
    from train.vocabulary import Vocabulary  # noqa: PLC0415

    torch.set_num_threads(1)
    folder = ROOT / "models" / "default"
    llama, vocabulary = load(folder), Vocabulary.load(folder)
    prefix = prefix_of(LOOKED_AT, vocabulary)
    said = llama.generate(torch.tensor([prefix]))[0]
    seen: list[torch.Tensor] = []
    original: Callable[[torch.Tensor, torch.Tensor], torch.Tensor] = network.attention_weights

    def recorded(scores: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        seen.append(original(scores, bias))
        return seen[-1]

    network.attention_weights = recorded
    try:
        with torch.no_grad():
            llama.hidden_states(torch.tensor([prefix + said]), torch.tensor([len(prefix)]))
    finally:
        network.attention_weights = original
    names = [name.strip("<>") if len(name) == 3 else name for name in (vocabulary.tokens[token] for token in prefix + said)]
    heads = seen[BLOCK][0].tolist()
    cell, left, gap = 21, 62, 40
    size = cell * len(names)
    parts = []
    for head, shares in enumerate(heads):
        x, y = left + head % 2 * (size + left + 10), gap + 28 + head // 2 * (size + gap + 44)
        parts.append(text(x, y - 50, f"head {head + 1}", size=13, at="start", bold=True))
        for at, name in enumerate(names):
            parts.append(text(x - 7, y + at * cell + 15, name, size=12, at="end"))
            parts.append(turned(x + at * cell + 15, y - 5, name))
        parts.append(box(x, y, size, size, LINE, share=0.15))
        for row, looked in enumerate(shares):
            for column, share in enumerate(looked):
                if share >= 0.05:
                    filled = round(share * 10) / 10  # in steps, so that processors which round otherwise draw the same
                    parts.append(
                        box(x + column * cell + 1, y + row * cell + 1, cell - 2, cell - 2, ACCENT, share=max(filled, 0.1))
                    )
        edge = len(prefix) * cell
        parts.append(line(x + edge, y, x + edge, y + size, color=SOFT))
        parts.append(line(x, y + edge, x + size, y + edge, color=SOFT))
    height = gap + 28 + 2 * (size + gap + 44) - 60
    return picture(2 * (size + left + 10) + 12, height, f"Attention over {LOOKED_AT} in block {BLOCK + 1} of default", parts)


FIGURES: dict[str, Callable[[], str]] = {
    "pipeline.svg": pipeline,
    "trace.svg": trace,
    "alignment.svg": alignment,
    "attention.svg": attention,
}


def render() -> dict[Path, str]:
    """The figures by their file."""
    return {FOLDER / name: draw() for name, draw in FIGURES.items()}


@click.command(help=__doc__)
def main() -> None:
    """Draw, and write."""
    for path, content in render().items():
        path.write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
