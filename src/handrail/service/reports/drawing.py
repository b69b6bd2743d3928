"""Bars under each other, to be read without colour: each with its words before it and its number after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from handrail.service.reviews.blocks import Bar, Drawing

WIDTH, LEFT, RIGHT, ROW, THICK = 680, 250, 110, 30, 18
LONGEST = 34
KEPT_BACK = "kept back"
INK, FILL, PAPER = "#0b0c0c", "#1d70b8", "#ffffff"


def chart(title: str, rows: Sequence[tuple[str, int | None]]) -> Drawing:
    """A figure that is kept back has no bar: its length would tell it."""
    most = max((count for _, count in rows if count is not None), default=0) or 1
    bars = tuple(
        Bar(_short(words), KEPT_BACK if count is None else f"{count:,}", 5 + ROW * place + ROW // 2,
            round((WIDTH - LEFT - RIGHT) * (count or 0) / most, 1))
        for place, (words, count) in enumerate(rows)
    )  # fmt: skip
    said = "; ".join(f"{words}: {bar.told}" for (words, _), bar in zip(rows, bars, strict=True))
    return Drawing("".join(_svg(bars)), f"{title}. {said}.", bars)


def _short(words: str) -> str:
    """What has room before a bar; the table under the chart has all of it."""
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"


def _svg(bars: Sequence[Bar]) -> Iterator[str]:
    height = ROW * len(bars) + 10
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        'font-family="Arial, Libertinus Serif" font-size="14">'
    )
    yield f'<rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>'
    for bar in bars:
        at = bar.middle + 5
        yield f'<text x="{LEFT - 8}" y="{at}" text-anchor="end" fill="{INK}">{escape(bar.of)}</text>'
        if bar.length:
            top = bar.middle - THICK // 2
            yield f'<rect x="{LEFT}" y="{top}" width="{bar.length}" height="{THICK}" fill="{FILL}"/>'
        yield f'<text x="{LEFT + bar.length + 8}" y="{at}" fill="{INK}">{escape(bar.told)}</text>'
    yield "</svg>"
