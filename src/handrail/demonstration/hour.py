"""Sets the service's clock back while a story is told, so that what was done on a day is recorded as of that day.

The rooms' actions record what is done now. Under today's clock every folder here would have been opened, answered
and sent within one second, and what was due last week could never have been asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta, tzinfo
from time import monotonic
from typing import Self

from django.utils import timezone

from handrail.service.fields import instant


def hour_of(on: date, hour: str) -> datetime:
    """An hour in London, such as "16:40"."""
    return instant(on, time.fromisoformat(hour))


def later(hour: str, minutes: int) -> str:
    """The hour so many minutes after another, on the same day."""
    return (datetime.combine(date.min, time.fromisoformat(hour)) + timedelta(minutes=minutes)).strftime("%H:%M")


@contextmanager
def clock_set_to(moment: datetime) -> Iterator[None]:
    """Whatever asks Django for the hour in this block is given `moment`, and the clock runs on from there.

    It holds for the whole process, so only for one that does nothing else meanwhile: `handrail serve` loads the
    demonstration before it starts its pages and its worker.
    """
    began = monotonic()

    class Then(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return (moment + timedelta(seconds=monotonic() - began)).astimezone(tz)  # type: ignore[return-value]

    clock = vars(timezone)  # models hold the function `now` as a default, so what it reads is changed, not it
    before = clock["datetime"]
    clock["datetime"] = Then
    try:
        yield
    finally:
        clock["datetime"] = before
