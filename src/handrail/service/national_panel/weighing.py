"""The criteria for a national review: those of the edition in force on the day of the meeting, weighed one by one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handrail.guidance import law_in
from handrail.service.law.kept import kept_calendar
from handrail.service.partnerships.actions import NotDone
from handrail.service.reviews.models import Considered
from handrail.service.reviews.written import Weighed, criteria_in

NATIONAL = "national_review"


def criteria_on(day: date) -> tuple[Weighed, ...]:
    """What the Panel weighs on a day, none of it answered. The Panel is of no area: what began there is not asked."""
    return criteria_in(law_in(calendar=kept_calendar()), [NATIONAL], day)


def refuse_unweighed(weighed: Sequence[Weighed], day: date) -> None:
    """Each criterion of that day is answered, with reasons; one whose words were only recalled may be left."""
    asked = [one.criterion for one in criteria_on(day)]
    if [one.criterion for one in weighed] != asked:
        raise NotDone(
            "The criteria in force on the day of the meeting are others than these. Open the page again: "
            "what was in force is asked anew."
        )
    for number, one in enumerate(weighed, start=1):
        if one.answer not in Considered.Answer.values and not one.optional:
            raise NotDone(f"Weigh criterion {number}: answer it, even if only with “not yet known”.", field_of(number))
        if one.answer and not one.reasons.strip():
            raise NotDone(f"Give the reasons for the answer to criterion {number}.", reasons_of(number))


def field_of(number: int) -> str:
    """The name of the question in which a criterion is asked, by its place among them."""
    return f"criterion_{number}"


def reasons_of(number: int) -> str:
    return f"criterion_{number}_reasons"
