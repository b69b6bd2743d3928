"""Deciding together whether a death calls for a joint agency response, with each of the edition's criteria answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from handrail.guidance import At, london_day, spoken
from handrail.guidance.edition import Criterion, Edition, Use
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.cases.areas import area_of
from handrail.service.cases.follow import follow, locked_open
from handrail.service.child_deaths.actions import judge
from handrail.service.child_deaths.models import Death, JointDecision, TriggerConsidered, YesNo
from handrail.service.child_deaths.standing import died_at, event_at

DECIDES = "joint_agency_response"


@dataclass(frozen=True, kw_only=True)
class Deciders:
    """Who decided: the guidance asks for the three together."""

    health: str = ""
    police: str = ""
    social_care: str = ""
    alone_because: str = ""

    @property
    def all_three(self) -> bool:
        return bool(self.health and self.police and self.social_care)


def triggers_for(death: Death) -> list[tuple[Edition, Criterion]]:
    """The criteria of whichever edition governed on the day of the death, in this area."""
    law, on = area_of(death.case.authority_id).law, london_day(died_at(death))
    wanted = law.criteria(DECIDES, on=on)
    editions = [edition for edition in law.editions if edition.governs]
    return [
        next((edition, one) for edition in editions if edition.criteria.get(one.key) is one)
        for one in wanted
    ]  # fmt: skip


STILLBIRTH = "joint_response_stillbirth"


def said_of_stillbirth(death: Death) -> str:
    """What the edition that governed on its day says of a stillbirth at which nobody was present."""
    if any(one.key == STILLBIRTH for _, one in triggers_for(death)):
        return "That is one of the reasons for a joint agency response: decide on that first."
    return "The guidance of that day does not name that among the reasons for a joint agency response."


@transaction.atomic
def decide_together(
    death: Death, *, called_for: bool, at: At, deciders: Deciders, answers: Mapping[str, str], reasons: str,
    by: Person,
) -> JointDecision:  # fmt: skip
    """Record the decision, with each criterion as it was answered. The last decision stands. Raises NotDone."""
    locked_open(death.case_id)
    triggers = triggers_for(death)
    _judge(death, called_for, at, deciders, answers, triggers)
    decision = JointDecision.objects.create(
        death=death, called_for=called_for, decided_on=london_day(at),
        decided_at=at if isinstance(at, datetime) else None, reasons=reasons.strip(), recorded_by=by, **vars(deciders),
    )  # fmt: skip
    TriggerConsidered.objects.bulk_create(
        TriggerConsidered(
            decision=decision, instrument=edition.instrument, edition=edition.key, criterion=one.key,
            answer=answers[one.key],
        )
        for edition, one in triggers
    )  # fmt: skip
    audit.record(by, "recorded whether a death calls for a joint agency response", decision, death.case_id)
    follow(death, why=str(decision).lower())
    return decision


def _judge(
    death: Death, called_for: bool, at: At, deciders: Deciders, answers: Mapping[str, str],
    triggers: list[tuple[Edition, Criterion]],
) -> None:  # fmt: skip
    if judge.in_future(at):
        raise NotDone("The decision cannot have been made in the future. Correct its day or hour.", "decided_on")
    earliest = event_at(death) or died_at(death)
    if judge.before(at, earliest):
        raise NotDone(f"The decision is said to come before what happened, on {spoken(earliest)}.", "decided_on")
    missing = [one for _, one in triggers if answers.get(one.key) not in YesNo.values]
    if missing:
        raise NotDone("Answer each of the criteria. “Not known” is an answer.", missing[0].key)
    if not deciders.all_three and not deciders.alone_because.strip():
        raise NotDone(
            "It is decided by health, the police and social care together. Name all three, or say why not.",
            "alone_because",
        )
    met = [one for _, one in triggers if one.use is Use.TRIGGER and answers[one.key] == YesNo.YES]
    if met and not called_for:
        raise NotDone(
            f"You answered yes to “{met[0].says}” That calls for a joint response. Correct the answer, or the "
            "decision.",
            "called_for",
        )
