"""Whether a rapid review is late, against which clock, and the reasons that were given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handrail.service.cases.models import KeptClock, LateReason
from handrail.service.reviews.models import RapidReview

DUTY = "rapid_review"


@dataclass(frozen=True, slots=True)
class Overrun:
    """A clock of one incident, and the day by which the review was due."""

    about: str
    due_on: date


def abouts(review: RapidReview) -> list[str]:
    return [str(incident.pk) for incident in review.incidents.all()]


def clocks_of(review: RapidReview) -> list[KeptClock]:
    return list(KeptClock.objects.filter(case=review.case_id, duty=DUTY, about__in=abouts(review)))


def due_on(review: RapidReview) -> date | None:
    """The first day on which any of its incidents calls for it."""
    return min((clock.due_on for clock in clocks_of(review) if clock.due_on), default=None)


def overruns(review: RapidReview, day: date) -> list[Overrun]:
    """The clocks that a review completed, or sent, on this day is late for."""
    return [Overrun(c.about, c.due_on) for c in clocks_of(review) if c.due_on is not None and day > c.due_on]


def reasons(review: RapidReview) -> list[LateReason]:
    found = LateReason.objects.filter(case=review.case_id, duty=DUTY, about__in=abouts(review))
    return list(found.select_related("given_by"))
