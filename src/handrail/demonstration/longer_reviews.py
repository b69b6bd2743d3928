"""What a story tells of a serious case review or a local review: the chair's decision, the report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from handrail.demonstration.telling import Telling
from handrail.service.cases.models import Case
from handrail.service.incidents.models import Incident
from handrail.service.reviews.actions import (
    check_progress,
    receive_report,
    record_decision_told,
    record_serious_case_decision,
)
from handrail.service.reviews.models import Considered, SeriousCaseDecision
from handrail.service.reviews.under_way import for_the_chair, reviews_under_way
from handrail.service.reviews.written import criteria_on

CHAIR = "Ottilie Fernsby"
"""Of the LSCB, to its end in September 2019."""
NOT_MET = "Nothing found points to it."


def chair_decided(
    wv: Telling, incident: Incident, on: date, hour: str, *, hold: bool, reasons: str, told: date,
    met: Mapping[str, str] | None = None,
) -> SeriousCaseDecision:  # fmt: skip
    """The coordinator records what the chair decided, and when Ofsted, the Department and the panel were told it."""
    met = met or {}
    with wv.acting("coordinator", on, hour) as cora:
        (asked,) = for_the_chair(incident.case)
        criteria = criteria_on(incident.case, ["serious_case_review"], asked.since)
        assert met.keys() <= {one.criterion for one in criteria}, "a criterion that this edition does not have"
        weighed = [
            replace(
                one, answer=Considered.Answer.YES if one.criterion in met else Considered.Answer.NO,
                reasons=met.get(one.criterion, NOT_MET),
            )
            for one in criteria
        ]  # fmt: skip
        decision = record_serious_case_decision(
            incident.case, [incident], hold=hold, reasons=reasons, decided_on=on, chair_name=CHAIR, weighed=weighed,
            by=cora,
        )  # fmt: skip
    with wv.acting("coordinator", told, "11:10") as cora:
        record_decision_told(decision, on=told, by=cora)
    return decision


def reviewer_at_work(wv: Telling, case: Case, *, checked: date, found: str, received: date) -> None:
    """The partners look once at how the local review goes, and are given the report."""
    (going,) = reviews_under_way(case)
    with wv.acting("coordinator", checked, "15:10") as cora:
        check_progress(case, going, found=found, on=checked, by=cora)
    with wv.acting("coordinator", received, "09:45") as cora:
        receive_report(case, going, on=received, by=cora)
