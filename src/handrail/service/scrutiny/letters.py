"""The messages about what scrutiny asks of somebody. None says more than the day and the page to open."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.outbox import actions as outbox
from handrail.service.partnerships.models import Body, Membership
from handrail.service.requests.letters import CLOSING, every_address_of
from handrail.service.scrutiny.models import Finding, Remedy, Scrutineer


@dataclass(frozen=True, slots=True)
class Letter:
    """`about` names the folder that it leads to; most of scrutiny is in none."""

    partnership: Body
    subject: str
    sentence: str
    page: str
    about: tuple[uuid.UUID, ...] = ()


def ask_for_answer(finding: Finding) -> None:
    assert finding.answer_due_on is not None
    day = spoken(finding.answer_due_on)
    send(
        asked_of(finding),
        Letter(
            finding.partnership, f"Scrutiny asks for an answer by {day}",
            f"Independent scrutiny of {finding.partnership} found something that {finding.to_whom} "
            f"{'is' if finding.to_body else 'are'} asked to answer by {day}. To read it, and to answer:",
            page_of(finding),
        ),
    )  # fmt: skip


def tell_answered(finding: Finding) -> None:
    """Whoever runs scrutiny for the partnership learns that an answer came."""
    sentence = f"{finding.to_whom[:1].upper()}{finding.to_whom[1:]} answered what scrutiny found. The answer:"
    send([finding.partnership.mailbox], Letter(
        finding.partnership, "A finding of scrutiny is answered", sentence, page_of(finding)
    ))  # fmt: skip


def tell_remedy(remedy: Remedy) -> None:
    day = spoken(remedy.due_on)
    send(every_address_of(remedy.body), Letter(
        remedy.partnership, f"Something to do after an inspection, by {day}",
        f"After an inspection {remedy.body} is to do something by {day}. To read it, and to say when it is done:",
        page_of_remedy(remedy),
    ))  # fmt: skip


def asked_of(finding: Finding) -> list[str]:
    """The addresses of the body asked; of each safeguarding partner, where they answer together."""
    if finding.to_body is not None:
        return every_address_of(finding.to_body)
    places = Membership.objects.on(timezone.localdate()).filter(
        partnership=finding.partnership, place=Membership.Place.SAFEGUARDING_PARTNER
    )
    bodies = Body.objects.filter(pk__in=places.values("body")).prefetch_related("contacts")
    return [address for body in bodies for address in every_address_of(body)]


def of_scrutineer(who: Scrutineer) -> list[str]:
    """Where the scrutineer is written to, until they end, and whoever runs scrutiny for the partnership."""
    return [*(every_address_of(who.body) if who.ended_on is None else ()), who.partnership.mailbox]


def page_of(finding: Finding) -> str:
    return reverse("scrutiny:finding", args=[finding.pk])


def page_of_remedy(remedy: Remedy) -> str:
    return reverse("scrutiny:remedy_done", args=[remedy.pk])


def send(addresses: list[str], letter: Letter, *, once: str | None = None) -> int:
    """To each address once. Gives how many were written; `once` keeps each from being written twice."""
    mailbox = letter.partnership.mailbox
    signed = f"{letter.partnership}, {mailbox}" if mailbox else str(letter.partnership)
    text = f"{letter.sentence}\n\n{settings.ADDRESS}{letter.page}\n\n{CLOSING}\n\n{signed}\n"
    written = 0
    for address in {one.lower(): one for one in addresses if one}.values():
        message = outbox.write(
            to=address, subject=letter.subject, text=text, kind="scrutiny", partnership=letter.partnership,
            about=letter.about, once=f"{once} {address.lower()}" if once else None,
        )  # fmt: skip
        written += message is not None
    return written
