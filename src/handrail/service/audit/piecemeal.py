"""Very many rows a piece at a time, for as long as the unit of work lasts that asked for them, and no longer.

What is read after a unit of work has ended is read as nobody: no entry stands for it, and no wall is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from django.db.models import Model, QuerySet

from handrail.service.audit.remembering import unit_under_way

M = TypeVar("M", bound=Model)
R = TypeVar("R")


class LeftItsUnit(RuntimeError):
    """Rows were to be read on when the unit of work that had asked for them was over."""


def in_pieces(rows: QuerySet[M, R], *, size: int = 2_000) -> Iterator[R]:
    """The rows, of which no more than `size` are held at once. Raises LeftItsUnit."""
    return _each(rows.iterator(chunk_size=size), unit_under_way())


def _each(rows: Iterator[R], unit: object) -> Iterator[R]:
    while True:
        if unit_under_way() is not unit:
            raise LeftItsUnit("These rows belong to a unit of work that is over. Read them to the end within it.")
        try:
            row = next(rows)
        except StopIteration:
            return
        yield row
