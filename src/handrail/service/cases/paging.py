"""A page of a long list: read as far as the next page, and no further, so that a long list costs no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from handrail.service.fields import whole_number

SIZE = 25
LAST = 400
"""The furthest page: who has read ten thousand lines is better served by narrowing the list."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The lines of one page, with the addresses of the pages beside it, empty where there are none."""

    items: list[Any]
    number: int
    before: str
    after: str


def page_of(request: HttpRequest, items: Any, size: int = SIZE, *, called: str = "page") -> Shown:
    """The page that the address asks for, of a queryset or a list. Two lists of one page are `called` apart."""
    number = min(max(whole_number(request.GET.get(called, ""), 1), 1), LAST)
    start = (number - 1) * size
    read: Sequence[Any] = list(items[start : start + size + 1])
    return Shown(
        items=list(read[:size]),
        number=number,
        before=_address(request, called, number - 1) if number > 1 else "",
        after=_address(request, called, number + 1) if len(read) > size and number < LAST else "",
    )


def _address(request: HttpRequest, called: str, number: int) -> str:
    asked = request.GET.copy()
    asked[called] = str(number)
    return f"?{asked.urlencode()}"
