"""What tests of serious case and local reviews share: a notice of 2017, and a local review called for in 2024."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from handrail.service.audit.actions import name_actor
from handrail.service.cases.models import Case, KeptClock, KeptFact
from handrail.service.incidents.actions import record_notice
from handrail.service.incidents.models import Incident, Notice
from handrail.service.reviews import actions
from handrail.service.reviews.models import RapidReview, SeriousCaseDecision
from handrail.service.reviews.under_way import UnderWay, for_the_chair, reviews_under_way
from handrail.service.reviews.written import Weighed, criteria_on
from tests.rooms.cast import Cast
from tests.rooms.incidents.telling import record
from tests.rooms.reviews.reviewing import sent

NOTICE = date(2017, 4, 20)
"""A Thursday. The chair's month ends on 20 May 2017, a Saturday: months are not working days."""
DECIDED = date(2017, 5, 12)
COMPLETE_BY = date(2017, 11, 12)
"""Six months from the decision."""


def noticed(cast: Cast, case: Case | None = None) -> Incident:
    """An incident of April 2017, of which Ofsted and the LSCB were told; the coordinator acts from here on."""
    incident = record(cast, became_aware=date(2017, 4, 18), happened_on=None)
    record_notice(
        incident, to=Notice.To.OFSTED_AND_LSCB, at=NOTICE, by_name="Norris Tiffin", by=cast["notifier"]
    )  # fmt: skip
    name_actor(cast["coordinator"])
    return incident


def weighed(case: Case, answers: str = "no") -> list[Weighed]:
    """Every criterion answered alike, with a reason."""
    day = min(one.since for one in for_the_chair(case))
    return [
        replace(one, answer=answers, reasons=f"Because of what was found: {one.criterion}.")
        for one in criteria_on(case, ["serious_case_review"], day)
    ]


def decide(cast: Cast, *incidents: Incident, hold: bool = True, **other: Any) -> SeriousCaseDecision:
    case = incidents[0].case
    said: dict[str, Any] = {
        "reasons": "The agencies did not speak to one another.", "decided_on": DECIDED,
        "chair_name": "Constance Leadbitter", "weighed": weighed(case, "yes" if hold else "no"),
    }  # fmt: skip
    return actions.record_serious_case_decision(case, incidents, hold=hold, by=cast["coordinator"], **said | other)


def called_for(cast: Cast) -> tuple[RapidReview, UnderWay]:
    """A local review, called for by the rapid review that was completed on 27 March 2024."""
    review = sent(cast)
    (going,) = reviews_under_way(review.case)
    return review, going


def going_in(case: Case) -> UnderWay:
    (going,) = reviews_under_way(case)
    return going


def clock(case: Case, duty: str) -> KeptClock:
    return KeptClock.objects.get(case=case, duty=duty)


def facts(case: Case, *kinds: str) -> list[tuple[str, date]]:
    """The facts of these kinds that stand, in order."""
    standing = KeptFact.objects.filter(case=case, kind__in=kinds, replaced_at__isnull=True)
    return list(standing.order_by("on", "kind").values_list("kind", "on"))


def day(field: str, on: date) -> dict[str, str]:
    """A day as a browser sends it."""
    return {f"{field}_day": str(on.day), f"{field}_month": str(on.month), f"{field}_year": str(on.year)}


def criteria_answers(criteria: Sequence[Weighed], answer: str) -> dict[str, str]:
    words: dict[str, str] = {}
    for number in range(1, len(criteria) + 1):
        words |= {f"criterion_{number}": answer, f"criterion_{number}_reasons": "It was looked into."}
    return words
