"""What these tests tell of: a child's death in Wend Valley, and the clocks it sets running."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from handrail.guidance.days import LONDON
from handrail.service.access.models import Person
from handrail.service.audit.actions import name_actor
from handrail.service.cases.models import KeptClock
from handrail.service.child_deaths.actions import meet
from handrail.service.child_deaths.actions.notify import notify
from handrail.service.child_deaths.models import Birth, Death, ReviewMeeting
from handrail.service.child_deaths.told import Teller, Told
from handrail.service.children.actions import Known
from handrail.service.meetings.actions.planning import Arrangement
from handrail.service.meetings.models import Meeting
from tests.rooms.cast import Cast

DIED = date(2024, 5, 20)
NUMBER, OTHER_NUMBER = "9990001235", "9990001243"


def known(**other: Any) -> Known:
    said: dict[str, Any] = {
        "given_names": "Wren",
        "family_name": "Fairlight",
        "born_on": date(2024, 1, 3),
        "nhs_number": NUMBER,
    }
    return Known(**said | other)


def teller(**other: Any) -> Teller:
    said: dict[str, Any] = {"by_name": "Hosea Pitts", "told_at": DIED}
    return Teller(**said | other)


def told(**other: Any) -> Told:
    said: dict[str, Any] = {
        "born": Birth.ALIVE, "died_on": DIED, "died_time": time(6, 30), "circumstances": "Found in the cot.",
        "known": known(), "teller": teller(),
    }  # fmt: skip
    return Told(**said | other)


def as_person(person: Person) -> Person:
    name_actor(person)
    return person


def tell_of(cast: Cast, by: str = "coordinator", **other: Any) -> Death:
    """Somebody notifies a death, whose unit of work this then is."""
    person = as_person(cast[by])
    body = person.bodies[0]
    return notify(told(**other), partnership=cast.partnership, authority=cast.council, sent_by=body, by=person)


def clock(death: Death, duty: str, about: str = "") -> KeptClock:
    return KeptClock.objects.get(case=death.case, duty=duty, about=about or str(death.pk))


def duties(death: Death) -> set[str]:
    return set(KeptClock.objects.filter(case=death.case).values_list("duty", flat=True))


def open_duties(death: Death) -> set[str]:
    return set(KeptClock.objects.filter(case=death.case, ended=False).values_list("duty", flat=True))


MEETS_AT = datetime(2024, 9, 2, 10, tzinfo=LONDON)


def met(death: Death, kind: str = "other", why: str = "") -> ReviewMeeting:
    assert death.recorded_by is not None
    arrangement = Arrangement(MEETS_AT, 120, "Otter Room", "Dr Ash")
    by = as_person(death.recorded_by)
    return meet.plan_review_meeting(death, arrangement, kind=kind, why=why, by=by)


def reported(death: Death, *, on: date = date(2024, 9, 5)) -> ReviewMeeting:
    """The review meeting was held, and its report went to the overview panel."""
    made = met(death)
    Meeting.objects.filter(pk=made.meeting_id).update(held_at=MEETS_AT)
    meet.report(made, on=on, by=as_person(made.recorded_by))
    return made
