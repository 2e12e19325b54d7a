"""Small pictures as SVG text: the same bytes for the same numbers, on a card that is readable on light and dark pages."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

INK, SOFT, ACCENT, PAPER, LINE = "#1c2733", "#5b6b7b", "#00796b", "#ffffff", "#c9d3dc"
FONT = "Noto Sans, DejaVu Sans, Noto Sans KR, Apple SD Gothic Neo, Malgun Gothic, sans-serif"


def picture(width: float, height: float, title: str, parts: Iterable[str]) -> str:
    """A whole file.

    Args:
        width: in pixels.
        height: in pixels.
        title: what a screen reader says.
        parts: elements, from `text`, `box` and `line`.
    """
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}"'
    card = box(0.5, 0.5, width - 1, height - 1, PAPER, line=LINE, round=8)
    return f'{head} role="img" font-family="{FONT}">\n<title>{escape(title)}</title>\n{card}{"".join(parts)}</svg>\n'


def text(
    x: float, y: float, content: str, *, size: float = 14, color: str = INK, at: str = "middle", bold: bool = False
) -> str:
    """Words; `at` is where `x` is in them: start, middle or end."""
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{color}" text-anchor="{at}"{weight}>{escape(content)}</text>\n'
    )


def turned(x: float, y: float, content: str, *, size: float = 12, color: str = SOFT) -> str:
    """Words that go up from a place."""
    turn = f'transform="translate({x:g} {y:g}) rotate(-90)"'
    return f'<text {turn} font-size="{size:g}" fill="{color}">{escape(content)}</text>\n'


def box(
    x: float, y: float, width: float, height: float, fill: str, *, share: float = 1, line: str = "none", round: float = 0
) -> str:
    """A rectangle; `share` is how much of its colour it has."""
    place = f'x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="{round:g}"'
    return f'<rect {place} fill="{fill}" fill-opacity="{share:g}" stroke="{line}"/>\n'


def line(x: float, y: float, to_x: float, to_y: float, *, color: str = LINE, width: float = 1) -> str:
    """A straight line."""
    return f'<line x1="{x:g}" y1="{y:g}" x2="{to_x:g}" y2="{to_y:g}" stroke="{color}" stroke-width="{width:g}"/>\n'
