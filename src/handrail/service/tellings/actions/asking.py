"""Letting professionals in without an account: the page opened and closed, and somebody who comes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from handrail.service.access import form_codes as codes
from handrail.service.access.models import Person
from handrail.service.access.practitioners import Teller
from handrail.service.access.tries import address_of
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.partnerships.models import Body
from handrail.service.requests.naming import WEBMAIL
from handrail.service.tellings.actions import limits
from handrail.service.tellings.models import OpenPage, Telling

DOMAIN = re.compile(r"(?!-)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+")


@dataclass(frozen=True)
class Named:
    """Who somebody says they are."""

    full_name: str
    job: str
    employer: str
    email: str


@dataclass(frozen=True)
class Keeps:
    """For how many days what came to nothing is kept, and by what rule. Handrail brings no days of its own."""

    unsent: int | None = None
    refused: int | None = None
    by_rule: str = ""

    @property
    def is_whole(self) -> bool:
        return self.unsent is not None and self.refused is not None and bool(self.by_rule)


@transaction.atomic
def set_page(
    partnership: Body, *, is_open: bool, domains: Iterable[str], otherwise: str, keeps: Keeps, by: Person
) -> OpenPage:
    """Open the page, close it, or change whom it lets in. Those who have begun may go on either way."""
    wanted = sorted({one.strip().lower().removeprefix("@") for one in domains} - {""})
    _refuse_domains(wanted)
    if is_open and not wanted:
        raise NotDone("Give at least one domain, such as nhs.net: without one nobody could use the page.", "domains")
    if is_open and not keeps.is_whole:
        raise NotDone("Say for how many days what came to nothing is kept, and by what rule.", "keeps_unsent")
    held = OpenPage.objects.select_for_update(of=("self",)).filter(partnership=partnership).first()
    held = held or OpenPage(partnership=partnership)
    now = timezone.now()
    held.open_since = (held.open_since or now) if is_open else None
    held.domains, held.otherwise, held.changed_by, held.changed_at = wanted, otherwise, by, now
    held.keeps_unsent, held.keeps_refused, held.kept_by = keeps.unsent, keeps.refused, keeps.by_rule
    held.save()
    audit.record(
        by,
        f"{'opened' if is_open else 'closed'} the page to tellers, for {', '.join(wanted) or 'nobody'}; keeps what was "
        f"not sent for {_days(keeps.unsent)}, what was refused for {_days(keeps.refused)}",
        held,
    )
    return held


def _days(number: int | None) -> str:
    return "no set time" if number is None else f"{number} days"


def _refuse_domains(wanted: list[str]) -> None:
    for one in wanted:
        if not DOMAIN.fullmatch(one):
            raise NotDone(f"“{one}” is no domain. Write what stands after the @, such as nhs.net.", "domains")
        if one in WEBMAIL:
            raise NotDone(
                f"Anybody can have an address at {one}. Take it out, and name where agencies work.", "domains"
            )


def is_trusted(page: OpenPage, email: str) -> bool:
    """Whether the address is at a trusted domain itself; one below it may be let to anybody."""
    return email.rpartition("@")[2].lower() in page.domains


@transaction.atomic
def come(request: HttpRequest, page: OpenPage, named: Named) -> str:
    """Somebody comes to tell of a death. Gives why not, in words, or nothing: a code is then on its way.

    Nothing is looked up of any child, and the answer is the same whatever is known of whoever asks.
    """
    if not is_trusted(page, named.email):
        return f"This page is for work addresses that {page.partnership} knows. {page.otherwise}"
    now, place = timezone.now(), f"address {address_of(request)}"
    with codes.at_the_door():
        if limits.past(page.partnership, named.email, place, now):
            return f"This page has been used too often of late. {page.otherwise}"
        number = codes.new_number()
        teller = Teller.objects.create(
            partnership=page.partnership, full_name=named.full_name, job=named.job, employer=named.employer,
            email=named.email, number=number, door=codes.door_of(number, named.email), place=place, asked_at=now,
        )  # fmt: skip
        if codes.asked_for(request, teller.door, now, teller) is not None:
            transaction.set_rollback(True)
            return f"This page has been used too often of late. {page.otherwise}"
    return ""


def begin(teller: Teller) -> Telling:
    """What they tell, once a code has shown that the address is theirs; what they had begun, if they come again."""
    begun = Telling.objects.filter(teller=teller).first()
    if begun is not None:
        return begun
    made = Telling.objects.create(teller=teller, partnership=teller.partnership)
    audit.record(teller, "began to tell of a child's death", made)
    return made
