"""What a body says to a recommendation, what it did, what came of it, and looking again whether it lasted.

A body writes its own; a coordinator writes down what a body without a place here said. Both stand with who wrote them.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.access.models import Person
from handrail.service.access.roles import ALL, RECOMMENDED
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.cases.follow import follow, locked
from handrail.service.documents.actions import keep_for_the_folder, store
from handrail.service.learning.actions.recommending import held
from handrail.service.learning.models import Addressee, Answer, Evidence, ReAudit
from handrail.service.learning.models.put import Says


@transaction.atomic
def answer(put: Addressee, *, says: str, reasons: str, answered_on: date, by_name: str, by: Person) -> Answer:
    """Accept it, accept it in part, or refuse it. All but accepting it whole needs reasons."""
    with audit.keeping(put.case_id):
        put = held(put)
        _refuse_future(answered_on)
        if says != Says.ACCEPTED and not reasons.strip():
            raise NotDone("Give the reasons: whoever recommended it has to know why not, or why not all of it.")
        given = Answer.objects.create(
            addressee=put, says=says, reasons=reasons, answered_on=answered_on, by_name=by_name, written_by=by
        )
        put.says = put.answers.order_by("-answered_on", "-id")[0].says
        put.save(update_fields=["says"])
        audit.record(by, f"answered a recommendation: {given.get_says_display().lower()}", put)
        follow(put)
    return given


@transaction.atomic
def give_evidence(
    put: Addressee, *, of: str, kind: str, text: str, seen_on: date, by: Person, finds: str = "",
    file: File[bytes] | None = None,
) -> Evidence:  # fmt: skip
    """How it is known that it was done, or that it made a difference. The one never stands for the other.

    A file opens to the body itself, and to those who hold the key to the whole folder. Raises NotDone or NotTaken.
    """
    document = file and store(put.case.folder, file.name or "file", file.read(), by=by, **_whose(put))
    with audit.keeping(put.case_id):
        put = held(put)
        _refuse_future(seen_on)
        if (of == Evidence.Of.IMPACT) != bool(finds):
            raise NotDone("Evidence that it made a difference says what was found; evidence that it was done does not.")
        given = Evidence.objects.create(
            addressee=put, of=of, kind=kind, text=text, seen_on=seen_on, finds=finds, document=document or None,
            written_by=by,
        )  # fmt: skip
        audit.record(by, f"gave evidence: {given.get_of_display().lower()}", put)
        follow(put)
    return given


@transaction.atomic
def set_evidence_aside(evidence: Evidence, *, why: str, by: Person) -> None:
    """It was the wrong one, or names somebody. It counts no more, and its file opens no more to the body that gave it:
    only to those who hold the key to the whole folder. What was carried out by it alone is open again."""
    with audit.keeping(evidence.addressee.case_id):
        put = held(evidence.addressee)
        evidence = Evidence.objects.select_related("document").get(pk=evidence.pk)
        if not evidence.stands:
            raise NotDone("It was set aside already.")
        evidence.set_aside_on, evidence.set_aside_why, evidence.set_aside_by = timezone.localdate(), why, by
        evidence.save(update_fields=["set_aside_on", "set_aside_why", "set_aside_by"])
        if evidence.document is not None:
            keep_for_the_folder(evidence.document)
        audit.record(by, "set evidence aside", put)
        if put.carried_out_on is not None and not _shown_done(put):
            put.carried_out_on = None
            put.save(update_fields=["carried_out_on"])
            audit.record(by, "opened a recommendation again, as nothing shows any more that it was carried out", put)
        follow(put, why)


def _shown_done(put: Addressee) -> bool:
    return put.evidence.filter(of=Evidence.Of.ACTION, set_aside_on__isnull=True).exists()


def _whose(put: Addressee) -> dict[str, Any]:
    """What opens the file. Of a body that has no place here, the key to all."""
    return {"opens": RECOMMENDED, "for_body": put.body} if put.body else {"opens": ALL}


@transaction.atomic
def record_carried_out(put: Addressee, *, on: date, by: Person) -> None:
    """It was carried out, which is only taken once there is evidence of it."""
    with audit.keeping(put.case_id):
        put = held(put)
        _refuse_future(on)
        if put.says == Says.REFUSED:
            raise NotDone("It was refused. Record the new answer first, if it was taken up after all.")
        if put.carried_out_on is not None:
            raise NotDone("It is recorded as carried out already.")
        if not _shown_done(put):
            raise NotDone("Give the evidence that it was done first: what was done, and how that is known.")
        put.carried_out_on = on
        put.save(update_fields=["carried_out_on"])
        audit.record(by, "recorded a recommendation as carried out", put)
        follow(put)


@transaction.atomic
def plan_re_audit(put: Addressee, *, due_on: date, by: Person) -> ReAudit:
    """Agree a day on which to look again."""
    put = held(put)
    if put.carried_out_on is None:
        raise NotDone("Look again once it was carried out: there is nothing yet that could hold or slip.")
    if put.re_audits.filter(done_on__isnull=True, set_aside_on__isnull=True).exists():
        raise NotDone("A day to look again is agreed already. Record what was found on it first.")
    if due_on <= timezone.localdate():
        raise NotDone("Give a day to come.")
    planned = ReAudit.objects.create(addressee=put, due_on=due_on, planned_by=by)
    audit.record(by, "agreed a day to look again", put)
    follow(put)
    return planned


@transaction.atomic
def move_re_audit(planned: ReAudit, *, due_on: date, why: str, by: Person) -> None:
    """Look again on another day than was agreed."""
    put, planned = _of_looking_again(planned)
    if planned.done_on is not None:
        raise NotDone("It was looked at again already, so there is no day to move.")
    if due_on <= timezone.localdate() or due_on == planned.due_on:
        raise NotDone("Give another day, and one to come.", "due_on")
    before, planned.due_on = planned.due_on, due_on
    planned.save(update_fields=["due_on"])
    audit.record(by, f"moved the day to look again from {spoken(before)} to {spoken(due_on)}: {why}", put)
    follow(put, why)


@transaction.atomic
def record_re_audit(planned: ReAudit, *, done_on: date, holds: str, found: str, by: Person) -> None:
    """What was found on looking again."""
    put, planned = _of_looking_again(planned)
    if planned.done_on is not None:
        raise NotDone("Someone has recorded already what was found.")
    _refuse_future(done_on)
    planned.done_on, planned.holds, planned.found, planned.done_by = done_on, holds, found, by
    planned.save(update_fields=["done_on", "holds", "found", "done_by"])
    audit.record(by, "recorded what looking again found", put)
    follow(put)


@transaction.atomic
def set_re_audit_aside(planned: ReAudit, *, why: str, by: Person) -> None:
    """What was found was recorded in error: it counts no more, and the day that was agreed waits for what was found. Of
    a day agreed in error nothing is waited for."""
    put, planned = _of_looking_again(planned)
    planned.set_aside_on, planned.set_aside_why, planned.set_aside_by = timezone.localdate(), why, by
    planned.save(update_fields=["set_aside_on", "set_aside_why", "set_aside_by"])
    waits = put.re_audits.filter(done_on__isnull=True, set_aside_on__isnull=True)
    if planned.done_on is not None and not waits.exists():
        ReAudit.objects.create(addressee=put, due_on=planned.due_on, planned_by=planned.planned_by)
    audit.record(by, "set aside what looking again found" if planned.done_on else "set aside a day to look again", put)
    follow(put, why)


def _of_looking_again(planned: ReAudit) -> tuple[Addressee, ReAudit]:
    """What was put to a body, held, and the looking again as it is now."""
    put = held(planned.addressee)
    planned = ReAudit.objects.get(pk=planned.pk)
    if not planned.stands:
        raise NotDone("It was set aside already.")
    return put, planned


@transaction.atomic
def take_up_again(put: Addressee, *, why: str, by: Person) -> None:
    """What was carried out has slipped, or never was: it is open again, and what was said before stays."""
    locked(put.case_id)
    put = held(put)
    if put.carried_out_on is None:
        raise NotDone("It is open.")
    put.carried_out_on = None
    put.save(update_fields=["carried_out_on"])
    audit.record(by, "took a recommendation up again", put)
    follow(put, why)


def _refuse_future(on: date) -> None:
    if on > timezone.localdate():
        raise NotDone("Give the day it happened, which cannot be after today.")
