"""Partnerships suggested from the registers: one for each authority, or several authorities together as somebody says.
It is a suggestion, and nothing is written before somebody has said so."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.partnerships.actions import NotDone, add_body, add_member
from handrail.service.partnerships.models import Body, BodyCode, Coverage, Kind, Membership
from handrail.service.partnerships.register.sheet import Fault

PARTNERS = (Kind.LOCAL_AUTHORITY, Kind.POLICE_FORCE, Kind.INTEGRATED_CARE_BOARD)
ENDING = "Safeguarding Children Partnership"


@dataclass(frozen=True)
class Draft:
    """One partnership that could be: its authorities, and the forces and boards whose areas take in any of theirs."""

    name: str
    authorities: tuple[Body, ...]
    others: tuple[Body, ...]

    @property
    def lacks(self) -> list[str]:
        """The safeguarding partners of which the registers know none here."""
        kinds = {body.kind for body in (*self.authorities, *self.others)}
        return [str(kind.label).lower() for kind in PARTNERS if kind not in kinds]


def drafts(on: date, together: Iterable[Sequence[str]] = ()) -> list[Draft]:
    """For every authority of that day that has no place in a partnership yet. Raises Fault."""
    placed = set(
        Membership.objects.filter(partnership__kind=Kind.PARTNERSHIP, place=Membership.Place.SAFEGUARDING_PARTNER)
        .on(on)
        .values_list("body", flat=True)
    )
    groups = [_group(codes, on, placed) for codes in together]
    grouped = [body for group in groups for body in group]
    twice = next((body for body in grouped if grouped.count(body) > 1), None)
    if twice is not None:
        raise Fault(f"{twice} is in two groups. No authority’s area lies in two partnerships.")
    coded = BodyCode.objects.filter(body__kind=Kind.LOCAL_AUTHORITY).values("body")
    alone = Body.objects.filter(kind=Kind.LOCAL_AUTHORITY, pk__in=coded).on(on)
    groups += [(body,) for body in alone.order_by("name") if body.pk not in placed and body not in grouped]
    covering = _covering(on)
    return [_draft(group, covering) for group in groups]


def _group(codes: Sequence[str], on: date, placed: set[uuid.UUID]) -> tuple[Body, ...]:
    found: list[Body] = []
    for code in codes:
        held = BodyCode.objects.filter(code=code, body__kind=Kind.LOCAL_AUTHORITY).select_related("body")
        bodies = {one.body for one in held if one.body.holds_on(on)}
        if len(bodies) != 1:
            raise Fault(f"{code} is the code of no authority on that day. Load the authorities first.")
        (body,) = bodies
        if body.pk in placed:
            raise Fault(f"{body} has its place in a partnership already.")
        found.append(body)
    return tuple(found)


def _covering(on: date) -> dict[object, list[Body]]:
    found: dict[object, list[Body]] = {}
    kinds = (Kind.POLICE_FORCE, Kind.INTEGRATED_CARE_BOARD)
    for one in Coverage.objects.on(on).filter(body__kind__in=kinds).select_related("body"):
        if one.body.holds_on(on):
            found.setdefault(one.authority_id, []).append(one.body)
    return found


def _draft(group: tuple[Body, ...], covering: dict[object, list[Body]]) -> Draft:
    others = {body for authority in group for body in covering.get(authority.pk, ())}
    names = [body.register_name or body.name for body in group]
    whose = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    ordered = sorted(others, key=lambda body: (PARTNERS.index(Kind(body.kind)), body.name))
    return Draft(f"{whose} {ENDING}"[:200], group, tuple(ordered))


def write(found: Iterable[Draft], on: date) -> int:
    """All of them, or none. Raises Fault."""
    job, written = Job("areas draft"), 0
    try:
        with unit_of_work(job), transaction.atomic():
            for draft in found:
                partnership = add_body(name=draft.name, kind=Kind.PARTNERSHIP, from_on=on, until_on=None, by=job)
                for body in (*draft.authorities, *draft.others):
                    add_member(
                        partnership, body=body, place=Membership.Place.SAFEGUARDING_PARTNER, from_on=on, until_on=None,
                        by=job,
                    )  # fmt: skip
                written += 1
    except NotDone as refused:
        raise Fault(str(refused)) from None
    return written
