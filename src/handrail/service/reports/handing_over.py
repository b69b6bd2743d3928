"""What may be done with an inventory of what is handed over: counted, written, set aside, signed for."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.access.models import Person
from handrail.service.arrangements.doors import READS
from handrail.service.arrangements.models import Transition
from handrail.service.audit import actions as audit
from handrail.service.outbox import actions as outbox
from handrail.service.partnerships.actions import NotDone
from handrail.service.partnerships.models import Body
from handrail.service.reports.holding import Held
from handrail.service.reports.models import HandoverLine, HandoverReceipt
from handrail.service.requests.letters import CLOSING, every_address_of


@transaction.atomic
def count_into(plan: Transition, found: Iterable[Held], *, by: Person) -> int:
    """A line for each kind of which there is something, made anew where it was counted before. What was said of it
    stays, and what is signed for stands. Gives how many lines were written."""
    plan = _open(plan)
    written = 0
    for one in found:
        line = HandoverLine.objects.select_for_update().filter(
            transition=plan, counted=one.key, set_aside_at__isnull=True
        ).first()  # fmt: skip
        if line is not None and HandoverReceipt.objects.filter(line=line).exists():
            continue
        line = line or HandoverLine(transition=plan, counted=one.key, added_by=by)
        line.what, line.how_many, line.from_on, line.until_on = one.what, one.how_many, one.from_on, one.until_on
        line.save()
        written += 1
    audit.record(by, "counted what the system holds into the inventory", plan)
    return written


@transaction.atomic
def write_line(
    plan: Transition, line: HandoverLine | None, *, what: str, how_many: int | None, medium: str, where: str,
    before: Body | None, after: Body | None, basis: str, receiver: Person | None, by: Person,
    by_any: bool = False,
) -> HandoverLine:  # fmt: skip
    """A line typed in, or what was still to be said of one that was counted: how many that are stays as counted."""
    plan = _open(plan)
    if before is not None and before == after:
        raise NotDone("It is handed to another controller, not to the same. Choose another.", "after")
    if receiver is not None and after is not None:
        _refuse_who_is_not_of(after, receiver)
    line = _unsigned(line) if line is not None else HandoverLine(transition=plan, added_by=by)
    if not line.counted:
        line.what, line.how_many = what.strip(), how_many
    line.medium, line.where, line.basis = medium, where.strip(), basis.strip()
    line.before, line.after, line.receiver, line.by_any = before, after, receiver, by_any
    line.save()
    _tell_who_receives(line)
    audit.record(by, f"wrote in the inventory: {line}", line)
    return line


@transaction.atomic
def say_of_all(
    plan: Transition, *, before: Body, after: Body, basis: str, receiver: Person | None, by: Person,
    by_any: bool = False,
) -> int:  # fmt: skip
    """The same controllers, law and receiver for every line that nobody has signed for and that says none yet."""
    plan = _open(plan)
    if before == after:
        raise NotDone("It is handed to another controller, not to the same. Choose another.", "after")
    if receiver is not None:
        _refuse_who_is_not_of(after, receiver)
    rows = HandoverLine.objects.select_for_update(of=("self",)).filter(
        transition=plan, set_aside_at=None, receipt=None, receiver=None, by_any=False
    )
    lines = list(rows)
    for line in lines:
        line.before, line.after, line.receiver = line.before or before, line.after or after, receiver
        line.by_any = by_any
        line.basis = line.basis or basis.strip()
        line.save()
        _tell_who_receives(line)
    audit.record(by, "said of the inventory who hands over to whom, and by what law", plan)
    return len(lines)


@transaction.atomic
def set_line_aside(line: HandoverLine, *, why: str, by: Person) -> None:
    line = _unsigned(line)
    line.set_aside_at, line.set_aside_why = timezone.now(), why
    line.save(update_fields=["set_aside_at", "set_aside_why"])
    audit.record(by, f"set aside in the inventory: {line}", line)


@transaction.atomic
def sign(line: HandoverLine, *, read: str, name: str, received_on: date, remarks: str, by: Person) -> HandoverReceipt:
    """`read` is the digest of what the page showed: nobody signs for what was changed in the meantime."""
    line = _standing(line)
    if not may_sign(line, by):
        raise NotDone("Only the person named in the line signs for it, or whoever has a post at the new controller.")
    if line.lacks:
        raise NotDone(f"The line does not say yet: {', '.join(line.lacks)}.")
    if received_on > timezone.localdate():
        raise NotDone("Sign once it is received: the day must be today or in the past.", "received_on")
    assert line.after is not None
    _refuse_who_is_not_of(line.after, by)
    said = said_of(line)
    receipt = HandoverReceipt.objects.create(
        line=line, signed_by=by, for_body=line.after, name=name.strip(), received_on=received_on,
        remarks=remarks.strip(), said=said,
    )  # fmt: skip
    # Whoever signs may read the line and never lock it: from here on nobody changes it, so it is read again.
    if digest_of(said_of(_standing(line, signed=True))) != read:
        raise NotDone("The line was changed while this page was open. Read it again, and sign for what it says now.")
    audit.record(by, f"signed for: {line}", receipt)
    return receipt


def may_sign(line: HandoverLine, person: Person) -> bool:
    """The person named; or, where the line says so, whoever reads arrangements by a post at the new controller."""
    if line.set_aside_at is not None:
        return False
    if not line.by_any:
        return line.receiver_id == person.pk
    return line.after_id in received_for(person)


def received_for(person: Person) -> set[uuid.UUID]:
    """The bodies in whose name this person may sign: `wall.receives` says the same."""
    posts = [post for post in person.posts_today if READS in post.in_role.may]
    return {pk for post in posts for pk in (post.body_id, post.partnership_id)}


def _refuse_who_is_not_of(after: Body, receiver: Person) -> None:
    """A receipt is given by the controller that receives, and by nobody in its name: by somebody who has a post at it,
    or, where the partnership itself receives, a post for it."""
    if not any(after.pk in (post.body_id, post.partnership_id) for post in receiver.posts_today):
        raise NotDone(
            f"{receiver} has no post at {after}, and so cannot sign for it. Name somebody who has one, or ask an "
            "administrator to invite somebody of it.", "receiver",
        )  # fmt: skip


def _tell_who_receives(line: HandoverLine) -> None:
    """The new controller may be of another partnership, and its people read nothing here until they are told."""
    if not line.by_any or line.after is None:
        return
    page = f"{settings.ADDRESS}{reverse('reports:sign_inventory_line', args=[line.transition_id, line.pk])}"
    whose = line.transition.partnership
    text = (
        f"{whose} hands records over to {line.after}, and asks that somebody there signs for them once they have "
        f"come. To read what they are, and to sign:\n\n{page}\n\n{CLOSING}\n\n{whose}\n"
    )
    for address in every_address_of(line.after):
        outbox.write(
            to=address, subject="Records are handed over to you: please sign for them", text=text,
            kind="handover", partnership=whose, about=(), once=f"handover {line.pk} {line.after_id} {address.lower()}",
        )  # fmt: skip


def said_of(line: HandoverLine) -> dict[str, str]:
    """What a line says, in words, as it is signed for and kept."""
    period = f"{spoken(line.from_on)} to {spoken(line.until_on)}" if line.from_on and line.until_on else ""
    return {
        "What": line.what,
        "How many": "" if line.how_many is None else str(line.how_many),
        "From when": period,
        "Kept": line.get_medium_display(),
        "Where": line.where,
        "Controller before": str(line.before or ""),
        "Controller after": str(line.after or ""),
        "By what law": line.basis,
    }


def digest_of(said: dict[str, str]) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _open(plan: Transition) -> Transition:
    held = Transition.objects.select_for_update(of=("self",)).select_related("partnership").get(pk=plan.pk)
    if held.given_up_at is not None:
        raise NotDone("This plan was given up, and its inventory stands as it is.")
    return held


def _unsigned(line: HandoverLine) -> HandoverLine:
    HandoverLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
    return _standing(line)


def _standing(line: HandoverLine, *, signed: bool = False) -> HandoverLine:
    held = HandoverLine.objects.select_related("before", "after").get(pk=line.pk)
    if held.set_aside_at is not None:
        raise NotDone("This line was set aside. Add it anew.")
    receipt = HandoverReceipt.objects.filter(line=held).first()
    if receipt is not None and not signed:
        raise NotDone(f"{receipt.name} signed for it on {spoken(receipt.received_on)}, and it stands as it is.")
    return held
