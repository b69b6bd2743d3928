"""A practitioner without an account: naming them, telling them again, replacing, withdrawing, and what they may say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from handrail.service.access.form_codes import CODES, door_of, forget_strangers, new_number
from handrail.service.access.models import Person
from handrail.service.access.practitioners import FormCode, Practitioner, Teller
from handrail.service.access.shut import is_named
from handrail.service.access.turned_away import form_stayed_shut
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import unit_of_work
from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import Case
from handrail.service.outbox.models import Message
from handrail.service.partnerships.models import Body
from handrail.service.requests import letters, letters_by_code
from handrail.service.requests.actions import end_for_practitioner, held_waiting
from handrail.service.requests.models import Request

WEBMAIL = frozenset(
    "aol.com btinternet.com gmail.com googlemail.com hotmail.co.uk hotmail.com icloud.com live.co.uk live.com"
    " msn.com outlook.com proton.me protonmail.com sky.com talktalk.net virginmedia.com yahoo.co.uk yahoo.com".split()
)
"""Anyone has an address there, so that one contact with such an address does not vouch for another."""


@dataclass(frozen=True)
class Named:
    """Whom the coordinator names, and for an address that is not the body's, how it was checked."""

    full_name: str
    email: str
    why_this_address: str = ""


def known_domains(body: Body) -> set[str]:
    """Where a body's people are known to have their mail: as its mailbox and its contacts of today."""
    domains = {address.rpartition("@")[2].lower() for address in letters.every_address_of(body)}
    return domains - WEBMAIL


def is_known_address(body: Body, email: str) -> bool:
    """Whether an address is one of a body's own, or is at a place where its people have theirs."""
    own = {address.lower() for address in letters.every_address_of(body)}
    return email.lower() in own or email.rpartition("@")[2].lower() in known_domains(body)


@transaction.atomic
def ask_practitioner(asked: Request, named: Named, *, by: Person) -> Practitioner:
    """Ask one practitioner to fill in the form, in the place of any who was asked before. What was typed is kept."""
    asked = held_waiting(asked)
    if not is_known_address(asked.body, named.email) and not named.why_this_address:
        raise NotDone(f"{named.email} is not an address known for {asked.body}. Say how you checked it.")
    if is_named([asked.case_id], names=[named.full_name], emails=[named.email]):
        raise NotDone(f"{named.full_name} cannot be asked about this folder. Name somebody else at {asked.body}.")
    before = end_for_practitioner(asked, Practitioner.Ended.REPLACED)
    number = new_number()
    practitioner = Practitioner.objects.create(
        folder=asked.case.folder, paper_id=asked.pk, body=asked.body, full_name=named.full_name, email=named.email,
        why_this_address=named.why_this_address, number=number, door=door_of(number, named.email), asked_by=by,
    )  # fmt: skip
    Request.objects.filter(pk=asked.pk).update(by_code=True)
    instead = f" in place of {before.full_name}" if before else ""
    checked = f"; the address was checked: {named.why_this_address}" if named.why_this_address else ""
    audit.record(by, f"asked {practitioner}{instead}{checked}", practitioner, asked.case_id)
    letters_by_code.tell_of_form(practitioner, asked)
    if before is not None and _reached(before):
        letters_by_code.tell_no_more(before, asked)
    return practitioner


@transaction.atomic
def ask_practitioners(case: Case, named: Sequence[tuple[Request, Named]], *, by: Person) -> None:
    """The same for many requests that were made just now and that nobody was named for. `case` is held.

    The address of each is one of its body's own. Where somebody may not be asked, each is asked by itself, and the
    sentence says who.
    """
    names, emails = [one.full_name for _, one in named], [one.email for _, one in named]
    if is_named([case.pk], names=names, emails=emails):
        for asked, one in named:
            ask_practitioner(asked, one, by=by)
        return
    numbers = [new_number() for _ in named]
    asked_now = Practitioner.objects.bulk_create(
        Practitioner(
            folder=case.folder, paper_id=asked.pk, body=asked.body, full_name=one.full_name, email=one.email,
            number=number, door=door_of(number, one.email), asked_by=by,
        )
        for (asked, one), number in zip(named, numbers, strict=True)
    )  # fmt: skip
    audit.record_several(by, [(f"asked {one}", one, case.pk) for one in asked_now])
    for (asked, _), practitioner in zip(named, asked_now, strict=True):
        letters_by_code.tell_of_form(practitioner, asked)


@transaction.atomic
def tell_again(asked: Request, *, by: Person) -> Practitioner:
    """Send the message about the form once more, to the same address."""
    asked, practitioner = _waiting_for(asked)
    letters_by_code.tell_of_form(practitioner, asked)
    audit.record(by, f"sent the message to {practitioner} again", practitioner, asked.case_id)
    return practitioner


@transaction.atomic
def withdraw(asked: Request, *, by: Person) -> Practitioner:
    """Ask this practitioner no more. The body is asked at its own addresses from now on."""
    asked, practitioner = _waiting_for(asked)
    end_for_practitioner(asked, Practitioner.Ended.WITHDRAWN)
    Request.objects.filter(pk=asked.pk).update(by_code=False)
    audit.record(by, f"withdrew the form from {practitioner}", practitioner, asked.case_id)
    if _reached(practitioner):
        letters_by_code.tell_no_more(practitioner, asked)
    letters.tell_asked(asked)
    return practitioner


@transaction.atomic
def say_not_for_me(asked: Request, *, ask_instead: str, by: Practitioner) -> None:
    """The practitioner is not the one to ask. It shuts the form to them; what they had typed is kept for the body."""
    with audit.keeping(asked.case_id):
        asked = held_waiting(asked)
        Practitioner.objects.filter(pk=by.pk).update(ask_instead=ask_instead)
        audit.record(by, "said that the form is not for them, and whom to ask instead", by, asked.case_id)
        letters.tell_not_for_them(asked)
        end_for_practitioner(asked, Practitioner.Ended.NOT_FOR_THEM)


def look_for_asked_codes() -> int:
    """For each code that somebody asked for: whose form it is, if it is one's. Gives the number of messages written.

    The worker does this, so that whoever asks waits no longer where there is a form than where there is none.
    """
    forget_strangers()
    written = 0
    while (found := _look_for_next()) is not None:
        written += found
    return written


def _look_for_next() -> bool | None:
    with unit_of_work(CODES):
        waiting = FormCode.objects.filter(looked_for_at__isnull=True, teller__isnull=True).order_by("asked_at")
        code = waiting.select_for_update(skip_locked=True, of=("self",)).first()
        if code is None:
            return None
        code.looked_for_at = timezone.now()
        asked = None
        if code.spent_at is None:
            live = Practitioner.objects.live().select_related("body", "folder__partnership").filter(door=code.door)
            code.practitioner = live.first()
            asked = form_waiting_for(code.practitioner)
            if code.practitioner is None and _is_a_tellers(code):
                return False
        code.save(update_fields=["looked_for_at", "practitioner"])
        _note_who_is_turned_away(code)
        if code.practitioner is None or asked is None:
            audit.record(CODES, "looked whose form a code was asked for, and found none that waits", code)
            return False
        Practitioner.objects.filter(pk=code.practitioner.pk).update(code_asked_at=code.asked_at)
        letters_by_code.write_code(code, code.practitioner, code.practitioner.folder.partnership)
        audit.record(CODES, f"a code to the form was asked for, for {code.practitioner}", code, asked.case_id)
        return True


def _note_who_is_turned_away(code: FormCode) -> None:
    """Whoever asks for a code to a form that was ended because they are shut out was at the folder, as was one whose
    form has not been ended yet."""
    for one in Practitioner.objects.filter(door=code.door):
        if form_waiting_for(one) is None:
            form_stayed_shut(one)


def _is_a_tellers(code: FormCode) -> bool:
    """Whether somebody asked who has begun to tell of something: the room in which they tell it writes to them."""
    code.teller = Teller.objects.live().filter(door=code.door).first()
    if code.teller is None:
        return False
    code.looked_for_at = None
    code.save(update_fields=["looked_for_at", "teller"])
    audit.record(CODES, f"a code was asked for, for {code.teller}", code)
    return True


def form_waiting_for(practitioner: Practitioner | None) -> Request | None:
    """The form itself, while it waits: not sent, not let go, its folder open, and asked of this practitioner."""
    if practitioner is None or practitioner.ended_at is not None or letters_by_code.is_shut_out(practitioner):
        return None
    waiting = Request.objects.filter(
        pk=practitioner.paper_id, body=practitioner.body_id, case=practitioner.folder_id, case__closed_at__isnull=True,
        received_at__isnull=True, no_longer_needed_at__isnull=True,
    )  # fmt: skip
    return waiting.select_related("body", "case__partnership").first()


def _waiting_for(asked: Request) -> tuple[Request, Practitioner]:
    asked = held_waiting(asked)
    practitioner = letters_by_code.practitioner_for(asked)
    if practitioner is None:
        raise NotDone(f"Nobody at {asked.body} is asked by name any more. Name a practitioner first.")
    return asked, practitioner


def _reached(practitioner: Practitioner) -> bool:
    """Whether a message to them may have arrived: one that could not be delivered is not followed by another."""
    told: Message | None = letters_by_code.messages_to(practitioner).first()
    return told is not None and told.given_up_at is None
