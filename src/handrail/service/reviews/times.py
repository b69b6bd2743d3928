"""Each time that a review was, is or is to be public.

What was taken down may be published again. That is a time of its own: its day is set anew, the report is given anew
beforehand, and how long it has to stay available is counted anew. The first day of all meets the duty to publish.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from handrail.service.reviews.models import PracticeReview, Step

What = Step.What
OF_A_TIME = (What.PLANNED, What.GIVEN, What.PUBLISHED, What.TOLD_WITHHELD, What.TAKEN_DOWN)
FOLLOWING = (What.TOLD_WITHHELD, What.TAKEN_DOWN)
"""They follow a publication, and say nothing where there is none."""


@dataclass(frozen=True, slots=True)
class Time:
    """`about` is the thing that its clocks are about; of the first time that is the review itself."""

    about: str
    steps: list[Step] = field(default_factory=list)

    def standing(self, *what: str) -> list[Step]:
        """In the order they were recorded."""
        return sorted((step for step in self.steps if step.what in what), key=lambda step: step.recorded_at)

    @property
    def planned(self) -> Step | None:
        return next(reversed(self.standing(What.PLANNED)), None)

    @property
    def published(self) -> Step | None:
        return next(reversed(self.standing(What.PUBLISHED)), None)

    @property
    def taken_down(self) -> Step | None:
        return next(reversed(self.standing(What.TAKEN_DOWN)), None)

    @property
    def is_over(self) -> bool:
        return self.published is not None and self.taken_down is not None


def times_of(review: PracticeReview) -> list[Time]:
    """In their order. The last is not over: it is public, or it is still to come."""
    stands = [step for step in review.steps.all() if step.set_aside_at is None and step.what in OF_A_TIME]
    times = [Time(review.about)]
    for step in sorted((one for one in stands if one.what in (What.PUBLISHED, What.TAKEN_DOWN)), key=_by_day):
        if times[-1].is_over:
            times.append(_next(review, times))
        times[-1].steps.append(step)
    if times[-1].is_over:
        times.append(_next(review, times))
    for step in stands:
        if step.what not in (What.PUBLISHED, What.TAKEN_DOWN):
            times[_place(step, times)].steps.append(step)
    return times


def _next(review: PracticeReview, times: list[Time]) -> Time:
    return Time(f"{review.about}-{len(times) + 1}")


def _by_day(step: Step) -> tuple[date, datetime, bool]:
    return step.on, step.recorded_at, step.what == What.TAKEN_DOWN


def _place(step: Step, times: list[Time]) -> int:
    """After how many ends it comes. A day is set for what is to come, so that goes by when it was recorded."""
    ends = [time.taken_down for time in times[:-1] if time.taken_down is not None]
    if step.what == What.PLANNED:
        return sum(end.recorded_at < step.recorded_at for end in ends)
    place = sum(_by_day(end) < _by_day(step) for end in ends)
    return place - 1 if place and step.what in FOLLOWING and times[place].published is None else place


def time_now(review: PracticeReview) -> Time:
    """In which it is public, or is to be."""
    return times_of(review)[-1]


def time_for(review: PracticeReview, what: str) -> Time:
    """In which something of this kind would be recorded: what follows a publication is of the last there was."""
    times = times_of(review)
    if what in FOLLOWING:
        return next((time for time in reversed(times) if time.published is not None), times[-1])
    return times[-1]


def time_of(step: Step) -> Time:
    """The time that a step stands in; for one that was set aside, and stands in none, the first."""
    times = times_of(step.review)
    return next((time for time in times if step in time.steps), times[0])
