"""The parts a written paper is made of. Word, PDF and the page on screen are drawn from the same parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from handrail.common.charts import Bar, for_screen
from handrail.service.fields import UNKEEPABLE


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    text: str
    kind: ClassVar[str] = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    kind: ClassVar[str] = "paragraph"


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[str, ...]
    kind: ClassVar[str] = "bullets"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header row. `widths` are the columns' shares of the page."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    kind: ClassVar[str] = "table"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart as SVG and as the bars it is drawn from, and the same in words for whoever does not see it."""

    title: str
    svg: str
    words: str
    bars: tuple[Bar, ...]
    kind: ClassVar[str] = "drawing"

    @property
    def on_screen(self) -> str:
        return for_screen(self.bars, self.words)


Block = Heading | Paragraph | Bullets | Table | Drawing


@dataclass(frozen=True, slots=True)
class Whole:
    """A paper as it is sent: what it is, whose, its reference, and its parts in order."""

    title: str
    whose: str
    reference: str
    made: str
    blocks: tuple[Block, ...]

    def every_text(self) -> Iterator[str]:
        """Every word of it in reading order, so that two papers can be seen to say the same."""
        yield from (self.title, self.whose)
        for block in self.blocks:
            match block:
                case Heading() | Paragraph():
                    yield block.text
                case Bullets():
                    yield from block.items
                case Table():
                    yield from block.header
                    for row in block.rows:
                        yield from row
                case Drawing():
                    yield block.words
        yield self.made


def fit_to_print(text: str) -> str:
    """Text with plain line ends and without what no document may hold."""
    return UNKEEPABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")).strip()


def paragraphs(text: str, empty: str) -> Iterator[Paragraph]:
    """What somebody typed: an empty line begins a new paragraph, a single line end stays one."""
    typed = [part.strip() for part in re.split(r"\n\s*\n", fit_to_print(text)) if part.strip()]
    for part in typed or [empty]:
        yield Paragraph(part)


def table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]], widths: tuple[int, ...]) -> Table:
    return Table(header, tuple(tuple(fit_to_print(cell) or "Not given" for cell in row) for row in rows), widths)
