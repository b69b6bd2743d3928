"""Bars under each other, to be read without colour: each with its words before it and its number after it.

The same drawing stands on the screen, in Word and PDF, and on the public site.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

WIDTH, LEFT, RIGHT, ROW, THICK = 680, 250, 110, 30, 18
TALL, FULL = 54, 75
"""On a screen: from one bar to the next, and the share of the width that the longest has."""
LONGEST = 34
KEPT_BACK = "kept back"
INK, FILL, PAPER = "#0b0c0c", "#1d70b8", "#ffffff"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: what it is of, its number (none where that is kept back), the middle of its line, and its
    length."""

    of: str
    count: int | None
    middle: int
    length: float

    @property
    def told(self) -> str:
        return KEPT_BACK if self.count is None else f"{self.count:,}"


def bars_of(rows: Sequence[tuple[str, int | None]]) -> tuple[Bar, ...]:
    """A figure that is kept back has no bar: its length would tell it."""
    most = max((count for _, count in rows if count is not None), default=0) or 1
    return tuple(
        Bar(words, count, 5 + ROW * place + ROW // 2, round((WIDTH - LEFT - RIGHT) * (count or 0) / most, 1))
        for place, (words, count) in enumerate(rows)
    )


def in_words(title: str, bars: Sequence[Bar]) -> str:
    """The same for whoever does not see it."""
    return f"{title}. {'; '.join(f'{bar.of}: {bar.told}' for bar in bars)}."


def svg_of(bars: Sequence[Bar], words: str) -> str:
    return "".join(_svg(bars, words))


def for_screen(bars: Sequence[Bar], words: str) -> str:
    """As wide as there is room, on a telephone as well: the words stand over their bar, and are always as large."""
    return "".join(_fluid(bars, words))


def _fluid(bars: Sequence[Bar], words: str) -> Iterator[str]:
    most, height = WIDTH - LEFT - RIGHT, TALL * len(bars) + 10
    yield f'<svg width="100%" height="{height}" font-size="16" role="img" aria-label={quoteattr(words)}>'
    yield f'<rect width="100%" height="{height}" fill="{PAPER}"/>'
    for place, bar in enumerate(bars):
        top, share = TALL * place, round(FULL * bar.length / most, 1)
        yield f'<text x="0" y="{top + 18}" fill="{INK}">{escape(_short(bar.of))}</text>'
        if bar.length:
            yield f'<rect x="0" y="{top + 25}" width="{share}%" height="{THICK}" fill="{FILL}"/>'
        yield f'<text x="{share}%" dx="{8 if bar.length else 0}" y="{top + 40}" fill="{INK}">{escape(bar.told)}</text>'
    yield "</svg>"


def _short(words: str) -> str:
    """What has room before a bar; the table under the chart has all of it."""
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"


def _svg(bars: Sequence[Bar], words: str) -> Iterator[str]:
    height = ROW * len(bars) + 10
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'font-family="Arial, Libertinus Serif" font-size="14" role="img" aria-label={quoteattr(words)}>'
    )
    yield f'<rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>'
    for bar in bars:
        at = bar.middle + 5
        yield f'<text x="{LEFT - 8}" y="{at}" text-anchor="end" fill="{INK}">{escape(_short(bar.of))}</text>'
        if bar.length:
            top = bar.middle - THICK // 2
            yield f'<rect x="{LEFT}" y="{top}" width="{bar.length}" height="{THICK}" fill="{FILL}"/>'
        yield f'<text x="{LEFT + bar.length + 8}" y="{at}" fill="{INK}">{escape(bar.told)}</text>'
    yield "</svg>"
