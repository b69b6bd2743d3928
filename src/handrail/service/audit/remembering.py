"""What a unit of work has asked the database once and need not ask again. It is forgotten when the unit ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar, cast

T = TypeVar("T")
_answers: ContextVar[dict[str, object] | None] = ContextVar("answers", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """For the length of a unit of work. One inside another begins with nothing."""
    before = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(before)


def remembered(name: str, ask: Callable[[], T]) -> T:
    """The answer given earlier in this unit of work; outside of one it is asked for each time."""
    answers = _answers.get()
    if answers is None:
        return ask()
    if name not in answers:
        answers[name] = ask()
    return cast("T", answers[name])


def unit_under_way() -> object:
    """Something that is the same for the length of one unit of work, and of no other; outside of one, nothing."""
    return _answers.get()


def forget(name: str) -> None:
    (_answers.get() or {}).pop(name, None)
