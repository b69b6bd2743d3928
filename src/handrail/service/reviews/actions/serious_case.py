"""Under the earlier law: what the chair of the LSCB decided on a serious case review, and that it was told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone, give_late_reason
from handrail.service.cases.follow import follow, locked_open
from handrail.service.cases.models import Case
from handrail.service.incidents.models import Incident
from handrail.service.reviews.actions.practice import follow_reviews_of
from handrail.service.reviews.models import Considered, SeriousCaseCriterion, SeriousCaseDecision
from handrail.service.reviews.under_way import ToDecide, board_ended_before, for_the_chair, too_late
from handrail.service.reviews.written import Weighed


@transaction.atomic
def record_serious_case_decision(
    case: Case,
    incidents: Sequence[Incident],
    *,
    hold: bool,
    reasons: str,
    decided_on: date,
    chair_name: str,
    weighed: Sequence[Weighed],
    by: Person,
    late_reason: str = "",
) -> SeriousCaseDecision:
    """Record what the chair decided, with each criterion considered. An earlier decision stays to be read."""
    case = locked_open(case.pk)
    asked = {one.incident.pk: one for one in for_the_chair(case)}
    if not incidents or not all(incident.pk in asked for incident in incidents):
        raise NotDone(
            "The LSCB decides on an incident that Ofsted and the LSCB, or the Panel, were notified of. "
            "Record that notice first, then the decision."
        )
    of = [asked[incident.pk] for incident in incidents]
    _refuse_impossible(of, decided_on, chair_name, reasons)
    _refuse_after_the_board(case, decided_on)
    _refuse_against_the_criteria(weighed, hold=hold)
    late = [clock for one in of for clock in too_late(case, str(one.incident.pk), DECIDED, decided_on)]
    if late and not late_reason.strip():
        raise NotDone(f"The decision was due by {spoken(late[0].due or decided_on)}. Say why it is late.")
    decision = SeriousCaseDecision.objects.create(
        case=case, hold=hold, reasons=reasons.strip(), decided_on=decided_on, chair_name=chair_name.strip(),
        recorded_by=by,
    )  # fmt: skip
    decision.incidents.set(incidents)
    _keep(decision, weighed)
    for clock in late:
        give_late_reason(case, duty=clock.duty.key, about=clock.about, reason=late_reason.strip(), by=by)
    audit.record(by, f"recorded the LSCB's decision: {decision}", decision)
    _follow_all(decision, "the LSCB's decision on a serious case review was recorded", by=by)
    return decision


DECIDED = {"serious_case_review_decided"}


def _refuse_after_the_board(case: Case, decided_on: date) -> None:
    """From the area’s own day there is no board, and no serious case review is begun, even of an earlier incident."""
    began = board_ended_before(case)
    if began is not None and decided_on >= began:
        raise NotDone(
            f"This area’s own arrangements began on {spoken(began)}, and its board ended on the eve of it. From then "
            "on no serious case review is begun, even of an incident before that day. Record what the chair decided "
            "until then; after it, the safeguarding partners look at the case by a rapid review."
        )


def _refuse_impossible(of: Sequence[ToDecide], decided_on: date, chair_name: str, reasons: str) -> None:
    if not chair_name.strip():
        raise NotDone("Say who decided, as chair of the LSCB.")
    if not reasons.strip():
        raise NotDone("Give the reasons for the decision.")
    if decided_on > timezone.localdate():
        raise NotDone("The day of the decision must be today or in the past.")
    since = max(one.since for one in of)
    if decided_on < since:
        raise NotDone(f"The notice was given on {spoken(since)}: the LSCB's chair cannot have decided before that.")
    before = max((last.decided_on for one in of for last in one.decided), default=since)
    if decided_on < before:
        raise NotDone(f"The decision before this one was made on {spoken(before)}: give that day or a later one.")


def _refuse_against_the_criteria(weighed: Sequence[Weighed], *, hold: bool) -> None:
    for number, one in enumerate(weighed, start=1):
        if one.answer not in Considered.Answer.values:
            raise NotDone(f"Consider criterion {number}: answer it, even if only with “not yet known”.")
        if not one.reasons.strip():
            raise NotDone(f"Give the reasons for the answer to criterion {number}.")
        if not hold and one.use == "trigger" and one.answer == Considered.Answer.YES:
            raise NotDone(
                f"Criterion {number} was answered yes, and it compels: a serious case review must then be held. "
                "Check the answer and the decision, and mend the one that is wrong."
            )


def _keep(decision: SeriousCaseDecision, weighed: Sequence[Weighed]) -> None:
    SeriousCaseCriterion.objects.bulk_create(
        SeriousCaseCriterion(
            decision=decision, decides=one.decides, criterion=one.criterion, says=one.says, source=one.source,
            use=one.use, seen=one.seen, answer=one.answer, reasons=one.reasons,
        )
        for one in weighed
    )  # fmt: skip


@transaction.atomic
def record_decision_told(decision: SeriousCaseDecision, *, on: date, by: Person, late_reason: str = "") -> None:
    """Record the day on which Ofsted, the Department for Education and the national panel were told the decision."""
    decision = _held(decision)
    if decision.told_on is not None:
        raise NotDone(f"It is recorded already that they were told on {spoken(decision.told_on)}.")
    if on > timezone.localdate():
        raise NotDone("Record it once it has been done: the day must be today or in the past.")
    if on < decision.decided_on:
        raise NotDone(f"The chair decided on {spoken(decision.decided_on)}: nobody can have been told before that.")
    abouts = [str(pk) for pk in decision.incidents.values_list("pk", flat=True)]
    late = [clock for about in abouts for clock in too_late(decision.case, about, TOLD, on)]
    if late and not late_reason.strip():
        raise NotDone(f"They were to be told by {spoken(late[0].due or on)}. Say why it is late.")
    decision.told_on = on
    decision.save(update_fields=["told_on"])
    for clock in late:
        give_late_reason(decision.case, duty=clock.duty.key, about=clock.about, reason=late_reason.strip(), by=by)
    audit.record(by, "recorded that the LSCB's decision was told", decision)
    follow(decision, "the LSCB's decision was told")


TOLD = {"serious_case_review_decision_notified"}


@transaction.atomic
def set_decision_aside(decision: SeriousCaseDecision, *, why: str, by: Person) -> None:
    """A decision recorded in error stays readable and counts for nothing."""
    decision = _held(decision)
    if not why.strip():
        raise NotDone("Say what is wrong with it.")
    decision.set_aside_at, decision.set_aside_why = timezone.now(), why.strip()[:300]
    decision.save(update_fields=["set_aside_at", "set_aside_why"])
    audit.record(by, "set aside a decision on a serious case review", decision)
    _follow_all(decision, "a decision on a serious case review, recorded in error, was set aside", by=by)


def _held(decision: SeriousCaseDecision) -> SeriousCaseDecision:
    """The decision as it stands now, its folder held."""
    case = locked_open(decision.case_id)
    fresh = SeriousCaseDecision.objects.get(pk=decision.pk)
    fresh.case = case
    if fresh.set_aside_at is not None:
        raise NotDone("This decision is set aside already. Record the right one instead.")
    return fresh


def _follow_all(decision: SeriousCaseDecision, why: str, *, by: Person) -> None:
    """What one decision says depends on those beside it, and so does what is recorded of the review they call for."""
    beside = SeriousCaseDecision.objects.filter(incidents__in=decision.incidents.all()).distinct()
    for one in beside:
        follow(one, why)
        follow_reviews_of(one, why, by=by)
