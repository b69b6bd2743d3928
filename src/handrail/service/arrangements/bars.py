"""Bars under each other, to be read without colour: each with its body before it and its amount after it, what is given
in kind as an open bar behind the full one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from handrail.common.pounds import NOTHING, pounds

WIDTH, LEFT, RIGHT, ROW, THICK = 900, 290, 320, 34, 18
LONGEST = 32


@dataclass(frozen=True, slots=True)
class Bar:
    of: str
    told: str
    middle: int
    length: float
    open_length: float
    """Of the part that is drawn open, which begins where the full one ends."""


@dataclass(frozen=True, slots=True)
class Bars:
    bars: tuple[Bar, ...]
    words: str
    height: int
    width: int = WIDTH
    left: int = LEFT
    thick: int = THICK


def bars_of(title: str, rows: Sequence[tuple[str, Decimal, Decimal, str]]) -> Bars:
    """Each row: its body, the full part, the open part, and what is told of it beside the amounts."""
    most = max((full + open_ for _, full, open_, _ in rows), default=NOTHING) or Decimal(1)

    def length(amount: Decimal) -> float:
        return round(float((WIDTH - LEFT - RIGHT) * amount / most), 1)

    bars = tuple(
        Bar(_short(name), _told(full, open_, more), 5 + ROW * place + ROW // 2, length(full), length(open_))
        for place, (name, full, open_, more) in enumerate(rows)
    )
    said = "; ".join(f"{name}: {bar.told}" for (name, *_), bar in zip(rows, bars, strict=True))
    return Bars(bars, f"{title}. {said}.", ROW * len(bars) + 10)


def _told(full: Decimal, open_: Decimal, more: str) -> str:
    kind = f" and {pounds(open_)} in kind" if open_ else ""
    return f"{pounds(full)}{kind}{f', {more}' if more else ''}"


def _short(words: str) -> str:
    """What has room before a bar; the table beside the chart has all of it."""
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
