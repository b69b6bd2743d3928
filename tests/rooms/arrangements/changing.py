"""What tests of a change of law share: a plan of Wend Valley's handover of 2019, and a review left open."""

from __future__ import annotations

from datetime import date
from typing import Any

from handrail.demonstration.wend_valley import BEGAN
from handrail.service.arrangements import actions as act
from handrail.service.arrangements.models import PassedOn, Transition
from handrail.service.audit.actions import name_actor
from handrail.service.cases.models import Case
from tests.rooms.cast import Cast
from tests.rooms.reviews.longer_reviews import decide, noticed

GRACE = date(2020, 9, 2)


def planned(cast: Cast, change: str = "boards_to_partners", **other: Any) -> Transition:
    name_actor(cast["coordinator"])
    said: dict[str, Any] = {
        "change": change, "title": "The handover of 2019", "law": "", "says": "", "begins_on": None, "due_on": None,
        "invented": False,
    }  # fmt: skip
    return act.begin_plan(cast.partnership, by=cast["coordinator"], **said | other)


def with_the_board(cast: Cast, **other: Any) -> Transition:
    plan = planned(cast, **other)
    act.add_passing(plan, before=cast.lscb, after=cast.partnership, begins_on=BEGAN, ends=True, by=cast["coordinator"])
    return plan


def left_open(cast: Cast) -> tuple[Case, str]:
    """A folder with a serious case review that the board decided on in 2017 and never published."""
    incident = noticed(cast)
    decide(cast, incident)
    return incident.case, str(incident.pk)


def passed_on(cast: Cast, case: Case, about: str, **other: Any) -> PassedOn:
    said: dict[str, Any] = {
        "given": PassedOn.Given.INFORMATION, "what": "Eleven interviews and four chronologies.", "to": cast.partnership,
        "received_by_name": "Cora Ordway", "on": date(2020, 9, 7),
    }  # fmt: skip
    return act.pass_on(case, about=about, by=cast["coordinator"], **said | other)
