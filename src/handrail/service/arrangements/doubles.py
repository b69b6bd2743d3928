"""A school that stands twice, under two numbers: found by what the register gives both, and decided by people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from handrail.service.arrangements.models import School


@dataclass(frozen=True, slots=True)
class Double:
    first: School
    second: School
    by: str
    """What the two have in common."""


AFTER = "one postcode and phase"


def doubles_in(schools: Iterable[School]) -> list[Double]:
    """Pairs that may be one: of one authority with one establishment number, or of one name at one postcode; or of one
    phase at one postcode, where one of the two has closed. An academy takes over from the school before it under
    another number: that may stand open beside it still, or closed first, whose record would be left behind."""
    found: dict[tuple[str, str], Double] = {}
    alike: dict[tuple[str, ...], list[School]] = {}
    for one in schools:
        if one.joined_to_id is not None:
            continue
        if one.establishment_number:
            same = ("one establishment number", str(one.authority_id), one.establishment_number)
            alike.setdefault(same, []).append(one)
        if one.postcode:
            where = ("one name and postcode", one.name.casefold(), one.postcode.replace(" ", "").upper())
            alike.setdefault(where, []).append(one)
            alike.setdefault((AFTER, one.phase, where[2]), []).append(one)
    for (by, *_), held in alike.items():
        for first, second in combinations(sorted(held, key=lambda one: (not one.closed, one.urn)), 2):
            told = second.urn in first.other_urns or first.urn in second.other_urns
            if not told and not second.closed and (first.closed or by != AFTER):
                found.setdefault((first.urn, second.urn), Double(first, second, by))
    return list(found.values())
