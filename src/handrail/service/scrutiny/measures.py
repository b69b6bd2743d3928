"""The published measures that are known: what each is called, in which file and column it stands, and of which kind."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final, Literal

Unit = Literal["count", "rate", "percent", "days"]
POPULATION: Final = "children"


@dataclass(frozen=True, slots=True)
class Measure:
    key: str
    file: str
    column: str
    title: str
    unit: Unit

    @property
    def most(self) -> float | None:
        """What it can be at most; nothing here lies below nought."""
        return 100.0 if self.unit == "percent" else None

    def said(self, value: Decimal | float) -> str:
        """A figure as it is printed: 1,234; 52.1; 22.4%; 34 days."""
        if self.unit == "count":
            return f"{value:,.0f}"
        plain = f"{value:,.1f}".removesuffix(".0") if self.unit == "days" else f"{value:,.1f}"
        return plain + {"percent": "%", "days": " days"}.get(self.unit, "")


@dataclass(frozen=True, slots=True)
class Kept:
    """One of the files: what it is called, the columns by which it is known, and the measures in it."""

    key: str
    title: str
    must: frozenset[str]
    measures: tuple[Measure, ...]


def _read() -> Iterator[Kept]:
    written: Mapping[str, Mapping[str, object]] = tomllib.loads(
        (Path(__file__).parent / "measures.toml").read_text(encoding="utf-8")
    )
    for file, said in written.items():
        given = said["measure"]
        assert isinstance(given, dict)
        measures = tuple(Measure(key, file, one["column"], one["title"], one["unit"]) for key, one in given.items())
        must = said["must"]
        assert isinstance(must, list)
        yield Kept(file, str(said["title"]), frozenset(must), measures)


FILES: Final = tuple(_read())
MEASURES: Final = {measure.key: measure for file in FILES for measure in file.measures}
