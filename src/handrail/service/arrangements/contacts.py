"""Whom to reach at a school, where a register's file is loaded again: what a person entered is never written over.

What the file leaves empty changes nothing. What it changes takes the place of what an earlier file gave; in place of
what somebody entered here it is offered, and a person decides.
"""

from __future__ import annotations

from typing import Any

from handrail.service.arrangements.models import School
from handrail.service.arrangements.register_file import Row

NOTHING_OFFERED = {"offered_name": "", "offered_email": "", "offer_refused": False}


def contact_in(school: School, row: Row) -> dict[str, Any]:
    """What a line of the file changes of a school's contact. An address goes with its person: where an earlier file
    gave both and this one gives another person alone, the address was not theirs."""
    file = {"contact_name": row.contact_name, "contact_email": row.contact_email}
    said = {name: value for name, value in file.items() if value and _other(value, getattr(school, name))}
    instead = [name for name in said if getattr(school, name)]
    if not instead:
        return said
    if not school.contact_entered:
        return said | ({"contact_email": row.contact_email} if "contact_name" in said else {}) | NOTHING_OFFERED
    offer = {"offered_name": row.contact_name, "offered_email": row.contact_email}
    same = not any(_other(value, getattr(school, name)) for name, value in offer.items())
    return {} if same else offer | {"offer_refused": False}


def _other(one: str, held: str) -> bool:
    return one.casefold() != held.casefold()
