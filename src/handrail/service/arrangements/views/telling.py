"""What the pages say of lines."""

from __future__ import annotations

from handrail.service.arrangements.models import Arrangements, Line
from handrail.service.arrangements.saying import SORTS, lines_of


def lines_told(one: Arrangements) -> list[tuple[type[Line], list[Line]]]:
    """The lines of each sort that is written as a list."""
    return [(sort, lines_of(one, sort)) for sort in SORTS if sort.sort != "section"]
