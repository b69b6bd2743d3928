"""The messages about a request. None says more of a case than its reference, the day, and the page to open."""

from __future__ import annotations

import uuid
from hashlib import sha256

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.access.shut import is_named
from handrail.service.outbox import actions as outbox
from handrail.service.partnerships.models import Body
from handrail.service.requests.letters_by_code import practitioner_for, remind_practitioner, tell_due_day
from handrail.service.requests.models import Request

CLOSING = "This message carries no details. They are on the page, which opens once you have signed in."


def addresses_of(body: Body, case_id: uuid.UUID) -> list[str]:
    """The shared mailbox, then the contact and their deputies as they hold today; each address once.

    A contact who is shut out of the folder by their name is passed over; by their address, the outbox sees to it.
    """
    today = timezone.localdate()
    holding = [contact for contact in body.contacts.all() if contact.holds_on(today)]
    known = [one.email for one in holding if not is_named([case_id], names=[one.name], emails=[one.email])]
    return list({address.lower(): address for address in (body.mailbox, *known) if address}.values())


def every_address_of(body: Body) -> list[str]:
    """Where a body's people have their mail today, whoever they are: to know its addresses, and to write to none."""
    today = timezone.localdate()
    holding = [contact.email for contact in body.contacts.all() if contact.holds_on(today)]
    return list({address.lower(): address for address in (body.mailbox, *holding) if address}.values())


def page_of(asked: Request) -> str:
    path = reverse("requests:request", kwargs={"case_id": asked.case_id, "request_id": asked.pk})
    return f"{settings.ADDRESS}{path}"


def write_to_body(asked: Request, *, subject: str, sentence: str, kind: str, once: str | None = None) -> list[str]:
    """Write to everyone the body is reached by. Gives the addresses written to now; none, if all were before."""
    text = f"{sentence}\n\n{page_of(asked)}\n\n{CLOSING}\n\n{_from_whom(asked)}\n"
    written = []
    for address in addresses_of(asked.body, asked.case_id):
        for_this = None if once is None else f"{once} {sha256(address.lower().encode()).hexdigest()[:16]}"
        if outbox.write(
            to=address, subject=subject, text=text, kind=kind, once=for_this, partnership=asked.case.partnership,
            about=[asked.case_id],
        ):  # fmt: skip
            written.append(address)
    return written


def tell_asked(asked: Request) -> list[str]:
    return write_to_body(
        asked,
        subject=f"{asked.case.reference}: something is asked of you by {spoken(asked.due_on)}",
        sentence=f"{asked.case.partnership} asks something of {asked.body} by {spoken(asked.due_on)}."
        " To read what is asked, and to answer:",
        kind="request",
    )


def tell_due_day_moved(asked: Request) -> list[str]:
    named = practitioner_for(asked)
    if asked.by_code and named is not None:
        return tell_due_day(named, asked)
    return write_to_body(
        asked,
        subject=f"{asked.case.reference}: the day has moved to {spoken(asked.due_on)}",
        sentence=f"What {asked.case.partnership} asked of {asked.body} is now due on {spoken(asked.due_on)}.",
        kind="request",
    )


def tell_no_longer_needed(asked: Request) -> list[str]:
    """The page no longer opens, so this one names none."""
    text = (
        f"What {asked.case.partnership} asked of {asked.body} on {asked.case.reference} is no longer needed."
        f" There is nothing left to send.\n\n{_from_whom(asked)}\n"
    )
    subject = f"{asked.case.reference}: no longer needed"
    addresses = addresses_of(asked.body, asked.case_id)
    for address in addresses:
        _write(asked, to=address, subject=subject, text=text, kind="request")
    return addresses


def remind(asked: Request, *, once: str | None = None) -> list[str]:
    """To the practitioner who was named for it; where there is none, to the body's own addresses."""
    named = practitioner_for(asked)
    if asked.by_code and named is not None:
        return remind_practitioner(named, asked, once=once)
    due = spoken(asked.due_on)
    state = f"was due on {due} and has not come" if asked.overdue else f"is due on {due}"
    return write_to_body(
        asked,
        subject=f"{asked.case.reference}: a reminder, due on {due}",
        sentence=f"What {asked.case.partnership} asked of {asked.body} {state}. {_even_so(asked)}:",
        kind="reminder",
        once=once,
    )


def _even_so(asked: Request) -> str:
    if asked.is_return:
        return "What you have typed is kept, and any colleague can go on with it. If you need more time, say so"
    return "Send what is known, even if it is not all; more can be added later"


def tell_coordinator(asked: Request, *, late: bool) -> None:
    """The partnership's mailbox and whoever asked learn that an answer came."""
    after = f" It came after {asked.after_what}; the page says what that means." if late else ""
    subject = f"{asked.case.reference}: an answer has come" + (", after the review" if late else "")
    text = f"{asked.body} has answered what you asked.{after}\n\n{page_of(asked)}\n\n{CLOSING}\n"
    known = [asked.case.partnership.mailbox, *(person.email for person in (asked.recorded_by,) if person)]
    for address in {address.lower() for address in known if address}:
        _write(asked, to=address, subject=subject, text=text, kind="answer")


def _write(asked: Request, *, to: str, subject: str, text: str, kind: str) -> None:
    outbox.write(
        to=to, subject=subject, text=text, kind=kind, partnership=asked.case.partnership, about=[asked.case_id]
    )  # fmt: skip


def tell_not_for_them(asked: Request) -> None:
    """Whoever asked learns that the practitioner is not the one to ask; whom to ask instead stands on the page."""
    subject = f"{asked.case.reference}: a practitioner says that the form is not for them"
    text = f"Somebody else has to be asked at {asked.body}.\n\n{page_of(asked)}\n\n{CLOSING}\n"
    known = [asked.case.partnership.mailbox, *(person.email for person in (asked.recorded_by,) if person)]
    for address in {address.lower() for address in known if address}:
        _write(asked, to=address, subject=subject, text=text, kind="answer")


def tell_asked_in_place(asked: Request) -> None:
    """Whoever asked learns that the body is asked in place of somebody who cannot be. Who, stands on the page."""
    subject = f"{asked.case.reference}: the agency is asked in place of a practitioner"
    text = (
        f"A practitioner who was asked by name cannot be asked about this folder any more. Their form is shut, and"
        f" {asked.body} is asked at its own addresses.\n\n{page_of(asked)}\n\n{CLOSING}\n"
    )
    known = [asked.case.partnership.mailbox, *(person.email for person in (asked.recorded_by,) if person)]
    for address in {address.lower() for address in known if address}:
        _write(asked, to=address, subject=subject, text=text, kind="answer")


def _from_whom(asked: Request) -> str:
    mailbox = asked.case.partnership.mailbox
    return f"{asked.case.partnership}, {mailbox}" if mailbox else str(asked.case.partnership)
