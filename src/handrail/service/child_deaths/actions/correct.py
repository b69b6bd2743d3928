"""Putting an answer right beside what was recorded, and deciding whether the death is reviewed here."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from handrail.service.access.grounds import TELLING
from handrail.service.access.models import Person, Share
from handrail.service.access.sharing import share
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.cases.follow import follow, locked_open
from handrail.service.child_deaths.actions import judge
from handrail.service.child_deaths.actions.notify import refuse_number_of_another
from handrail.service.child_deaths.models import Correction, Death, ScopeDecision
from handrail.service.child_deaths.standing import CORRECTABLE, born_alive, standing, written
from handrail.service.children.actions import Known, NotRight, set_right
from handrail.service.outbox.actions import write
from handrail.service.partnerships.models import Body

COMPARED = {"died_on", "born"}


@transaction.atomic
def correct(death: Death, field: str, *, now: Any, reason: str, by: Person) -> Correction:
    """Record a later word on one answer. Days that move by it say so. Raises NotDone."""
    locked_open(death.case_id)
    death = Death.objects.prefetch_related("corrections").select_related("child", "case").get(pk=death.pk)
    if field not in CORRECTABLE:
        raise NotDone("This answer is not one that is corrected here.")
    was = written(standing(death, field))
    if written(now) == was:
        raise NotDone("That is what stands already. Change the answer, or go back.", "now")
    _judge(death, field, now)
    made = Correction.objects.create(
        death=death, field=field, was=was, now=written(now), reason=reason.strip()[:300], made_by=by
    )
    if field in COMPARED:
        Death.objects.filter(pk=death.pk).update(compared_at=None)
        _follow_the_child(death.pk)
    label = Death._meta.get_field(field).verbose_name  # type: ignore[union-attr]
    audit.record(by, f"corrected an answer of a death: {label}", made, death.case_id)
    follow(death, why=f"an answer was corrected: {label}")
    return made


def _follow_the_child(death_id: uuid.UUID) -> None:
    """The day stands with the child as well, where how long records are kept and what may be published look for it."""
    death = Death.objects.select_related("child").get(pk=death_id)
    day = standing(death, "died_on") if born_alive(death) else None
    if death.child.died_on != day:
        death.child.died_on = day
        death.child.save(update_fields=["died_on"])


def _judge(death: Death, field: str, now: Any) -> None:
    if field == "no_number_because" and born_alive(death):
        judge.number(death.child.nhs_number, now)
    said = {name: standing(death, name) for name in ("died_on", "died_time", "event_on", "born")} | {field: now}
    if said["died_on"] is None:
        raise NotDone("Give the day of the death. Where it is not known, give the day on which the child was found.")
    died = judge.at_of(said["died_on"], said["died_time"])
    judge.days(born_on=death.child.born_on, died=died, event_on=said["event_on"], born=said["born"])
    for told in death.notifications.filter(set_aside_at__isnull=True):
        judge.teller(told.by_name, told.at or told.on, died)


@transaction.atomic
def set_child_right(death: Death, known: Known, *, by: Person, no_number_because: str | None = None) -> None:
    """What is held of the child: a name learnt, a birth, an NHS number, or why there is none. Raises NotDone."""
    locked_open(death.case_id)
    death = Death.objects.prefetch_related("corrections").select_related("child", "case").get(pk=death.pk)
    refuse_number_of_another(known.nhs_number, by, but=death)
    _say_why_no_number(death, known.nhs_number, no_number_because, by)
    try:
        set_right(death.child, known, by=by)
    except NotRight as fault:
        raise NotDone(str(fault)) from fault
    Death.objects.filter(pk=death.pk).update(compared_at=None)
    follow(Death.objects.get(pk=death.pk), why="what is held of the child was set right")


def _say_why_no_number(death: Death, number: str, said: str | None, by: Person) -> None:
    """Either the number stands or why there is none: once it is learnt, why there was none falls away."""
    stands = standing(death, "no_number_because")
    now = stands if said is None else said
    if not born_alive(death):
        return
    if number.strip() and now == stands:
        now = ""
    judge.number(number, now)
    if now != stands:
        reason = "The NHS number was taken out" if now else "The NHS number was given"
        made = Correction.objects.create(
            death=death, field="no_number_because", was=stands, now=now, reason=reason, made_by=by
        )
        audit.record(by, "corrected an answer of a death: why there is no NHS number", made, death.case_id)


@transaction.atomic
def decide_scope(
    death: Death, *, why: str, reasons: str, decided_on: date, decided_by_name: str, by: Person,
    elsewhere: Body | None = None,
) -> ScopeDecision:  # fmt: skip
    """Whether it is reviewed here. The last decision stands; one made in error is taken back by another."""
    locked_open(death.case_id)
    if decided_on > timezone.localdate():
        raise NotDone("The day of the decision may not be in the future.", "decided_on")
    if why == ScopeDecision.Why.ELSEWHERE and elsewhere is None:
        raise NotDone("Choose whose partners review it.", "elsewhere")
    _judge_scope(death, why)
    made = ScopeDecision.objects.create(
        death=death, why=why, reasons=reasons.strip(), decided_on=decided_on, decided_by_name=decided_by_name.strip(),
        elsewhere=elsewhere if why == ScopeDecision.Why.ELSEWHERE else None, recorded_by=by,
    )  # fmt: skip
    if made.elsewhere is not None:
        _tell_elsewhere(death, made, by)
    audit.record(by, "decided whether a death is reviewed here", made, death.case_id)
    follow(death, why=f"it was decided whether the death is reviewed here: {made}")
    return made


def _judge_scope(death: Death, why: str) -> None:
    """What is reviewed here is the death of a child who lived here, or by a decision of one who lived elsewhere."""
    says = judge.scope_of(
        standing(death, "born"), death.child.born_on, standing(death, "died_on"), standing(death, "lived")
    )
    here, elsewhere = ScopeDecision.Why.CHILD_DEATH, ScopeDecision.Why.AWAITS
    if why in (here, ScopeDecision.Why.VISITING, elsewhere) and says not in (here, elsewhere):
        raise NotDone(
            "As it is recorded it is not the death of a child born alive before the 18th birthday. Correct how the "
            "child was born, or the dates, first."
        )
    if why == here and says == elsewhere:
        raise NotDone(
            "As it is recorded the child normally lived elsewhere. Choose that it is reviewed here all the same, or "
            "correct where the child lived first.",
            "why",
        )
    if why in (ScopeDecision.Why.VISITING, elsewhere) and says == here:
        raise NotDone("As it is recorded the child lived here. Correct where the child lived first.", "why")


def _tell_elsewhere(death: Death, made: ScopeDecision, by: Person) -> None:
    """Those who are to review it are written to, without a name, so that it is reviewed somewhere."""
    case, other = death.case, made.elsewhere
    if other is None or not other.mailbox:
        return
    whom = f"{case.partnership}, {case.partnership.mailbox}," if case.partnership.mailbox else str(case.partnership)
    written = write(
        to=other.mailbox, to_body=other, partnership=case.partnership, kind="child death elsewhere", about=[case.pk],
        once=f"scope {made.pk}", subject=f"{case.reference}: the death of a child from your area",
        text=(
            f"{case.partnership} was notified of a child's death under the reference {case.reference}, and has decided "
            f"that it is for the partners of {other} to review. Please say that you do: telephone or write to {whom} "
            "with the reference, and you are told the rest. Do not put the child's name into an e-mail.\n"
        ),
    )  # fmt: skip
    if written is not None:
        share(
            case.folder, to=other, how=Share.How.SENT, what="that a child has died, and its reference",
            words="told because the death is theirs to review", ground=TELLING, by=by,
        )  # fmt: skip
