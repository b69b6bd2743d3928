"""That there is no such page is said at even marks of time, whatever was looked for to find that out.

A folder that is hidden is found and then kept back, one that never was is not found: a fifth of a millisecond lies
between the two, which thousands of questions would tell apart.
"""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter, sleep

from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]

MARK = 0.025
"""Seconds between one mark and the next. Long beside what lies between hidden and absent, short beside a page."""


def none_such_at_even_marks(answer: Answer) -> Answer:
    """Middleware, outside all that asks the database: an answer of 404 waits for the next mark, and no other waits."""

    def page(request: HttpRequest) -> HttpResponse:
        began = perf_counter()
        response = answer(request)
        if response.status_code == 404:
            sleep(till_the_next_mark(perf_counter() - began))
        return response

    return page


def till_the_next_mark(spent: float) -> float:
    """How many seconds are still to wait, of a request that took so many."""
    return MARK - spent % MARK
