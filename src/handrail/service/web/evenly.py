"""That there is no such page is said at even marks of time, whatever was looked for to find that out.

A folder that is hidden is found and then kept back, one that never was is not found: a fifth of a millisecond lies
between the two, which thousands of questions would tell apart. What is left after the mark, a hundredth of a
millisecond, is lost in a wait by chance.
"""

from __future__ import annotations

from collections.abc import Callable
from random import SystemRandom
from time import perf_counter, sleep

from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]

MARK = 0.025
"""Seconds between one mark and the next. Long beside what lies between hidden and absent, short beside a page."""

BY_CHANCE = 0.005
"""Seconds at most that are waited after the mark. Long beside what is left there to be told apart."""

by_chance = SystemRandom().uniform


def none_such_at_even_marks(answer: Answer) -> Answer:
    """Middleware, outside all that asks the database: a 404 waits for the next mark and a little more, and no other."""

    def page(request: HttpRequest) -> HttpResponse:
        began = perf_counter()
        response = answer(request)
        if response.status_code == 404:
            sleep(till_the_next_mark(perf_counter() - began) + by_chance(0, BY_CHANCE))
        return response

    return page


def till_the_next_mark(spent: float) -> float:
    """How many seconds are still to wait, of a request that took so many."""
    return MARK - spent % MARK
