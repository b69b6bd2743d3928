"""How long it took to find out that a page may not be seen is not told by when the answer comes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from handrail.service.web import evenly
from handrail.service.web.evenly import BY_CHANCE, MARK, none_such_at_even_marks, till_the_next_mark


@given(spent=st.floats(min_value=0, max_value=100))
def test_an_answer_waits_for_the_next_mark_and_no_longer(spent: float) -> None:
    wait = till_the_next_mark(spent)
    assert 0 < wait <= MARK
    marks = (spent + wait) / MARK
    assert marks == pytest.approx(round(marks), abs=1e-6)


@pytest.fixture
def comes_after(monkeypatch: pytest.MonkeyPatch) -> Callable[[int, float], float]:
    """When an answer of a status comes, in seconds by a clock of ours, if finding it took so many."""
    clock = [0.0]
    monkeypatch.setattr(evenly, "perf_counter", lambda: clock[0])
    monkeypatch.setattr(evenly, "by_chance", lambda least, most: least)
    monkeypatch.setattr(evenly, "sleep", lambda seconds: clock.__setitem__(0, clock[0] + seconds))

    def after(status: int, spent: float) -> float:
        def found(_: HttpRequest) -> HttpResponse:
            clock[0] += spent
            return HttpResponse(status=status)

        clock[0] = 0.0
        assert none_such_at_even_marks(found)(RequestFactory().get("/")).status_code == status
        return clock[0]

    return after


def test_hidden_and_absent_come_at_the_same_mark(comes_after: Callable[[int, float], float]) -> None:
    assert comes_after(404, 0.0098) == pytest.approx(comes_after(404, 0.0094))
    assert comes_after(404, 0.0300) == pytest.approx(2 * MARK)


def test_after_the_mark_it_waits_by_chance(
    comes_after: Callable[[int, float], float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evenly, "by_chance", lambda least, most: most)
    assert comes_after(404, 0.0098) == pytest.approx(MARK + BY_CHANCE)
    monkeypatch.undo()
    assert len({evenly.by_chance(0, BY_CHANCE) for _ in range(20)}) > 1


def test_what_is_shown_waits_for_nothing(comes_after: Callable[[int, float], float]) -> None:
    assert comes_after(200, 0.0098) == 0.0098
    assert comes_after(500, 0.0098) == 0.0098


def test_it_stands_outside_all_that_asks_the_database() -> None:
    chain = settings.MIDDLEWARE
    first_that_asks = chain.index("django.contrib.sessions.middleware.SessionMiddleware")
    assert chain.index("handrail.service.web.evenly.none_such_at_even_marks") < first_that_asks
