"""How values are written in an edition file, checked as they are read.

The same declarations make the published schema, by which editors complete the file and show help.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Annotated, Protocol, TypeVar

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    Strict,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
)

from handrail.guidance.nearest import nearest
from handrail.guidance.span import UNITS, Span, YearlyDay


class HasKey(Protocol):
    @property
    def key(self) -> str: ...


T = TypeVar("T", bound=HasKey)
NAME = "(name)"
INSTRUMENT = "(instrument)"
"""Under what a row is handed its own name, and an edition that of its folder. No key of a file is written so."""
ROW = ConfigDict(extra="forbid")


def _each_once(words: object) -> object:
    if isinstance(words, list):
        twice = sorted({word for word in words if isinstance(word, str) and words.count(word) > 1})
        if twice:
            raise ValueError(f"{', '.join(twice)} is there twice; leave one")
    return words


def _named_once(items: tuple[T, ...]) -> tuple[T, ...]:
    """Other records speak of an item by its key."""
    keys = [item.key for item in items]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise ValueError(f"{', '.join(twice)} is there twice; leave one")
    return items


def _known(kind: str, info: ValidationInfo) -> str:
    known: Collection[str] = (info.context or {}).get("kinds", ())
    if kind not in known:
        raise ValueError(f"{kind} is not in facts.toml. {nearest(kind, known)}".rstrip())
    return kind


def _span(words: object) -> Span:
    if not isinstance(words, str):
        raise ValueError(f'{words!r} is not a span: write, for example, "5 working days"')
    return Span.parse(words)


def _fixed_day(day: object) -> date | YearlyDay:
    return day if type(day) is date else YearlyDay.parse(str(day))


def _not_before_first(until: date, info: ValidationInfo) -> date:
    first = info.data.get("from_")
    if first is not None and until < first:
        raise ValueError(f"its last day comes before its first, {first}")
    return until


def _of_a_span(month_end: bool, info: ValidationInfo) -> bool:
    if month_end and info.data.get("within", ...) is None:
        raise ValueError("the end of which month? Give a span in within")
    return month_end


def _with_names(rows: object) -> object:
    """A row knows its own name: the last part of the heading it stands under."""
    if not isinstance(rows, Mapping):
        return rows
    return {key: {**row, NAME: key} if isinstance(row, Mapping) else row for key, row in rows.items()}


SPAN_PATTERN = rf"^[1-9][0-9]* ({'|'.join(unit.removesuffix('s') for unit in UNITS)})s?( before)?$"

Words = Annotated[str, StringConstraints(min_length=1)]
Heading = Annotated[str, StringConstraints(min_length=1, max_length=200)]
KindOfBody = Annotated[str, StringConstraints(min_length=1, max_length=60)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60), Field(alias=NAME)]
Day = Annotated[date, Strict()]
LastDay = Annotated[date, Strict(), AfterValidator(_not_before_first)]
Kinds = Annotated[frozenset[Annotated[str, AfterValidator(_known)]], BeforeValidator(_each_once)]
Within = Annotated[
    Span | None,
    PlainValidator(_span),
    WithJsonSchema({"type": "string", "pattern": SPAN_PATTERN, "examples": ["5 working days", "48 hours", "6 months"]}),
]
FixedDay = Annotated[
    date | YearlyDay | None,
    PlainValidator(_fixed_day),
    WithJsonSchema({"type": "string", "examples": ["30 September"]}),
]
MonthEnd = Annotated[bool, Strict(), AfterValidator(_of_a_span)]
NamedOnce = AfterValidator(_named_once)
Named = BeforeValidator(_with_names)
