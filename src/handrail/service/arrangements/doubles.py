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


def doubles_in(schools: Iterable[School]) -> list[Double]:
    """Pairs of open schools that may be one: of one authority with one establishment number, or of one name at one
    postcode. An academy takes over from the school before it under another number."""
    found: dict[tuple[str, str], Double] = {}
    alike: dict[tuple[str, ...], list[School]] = {}
    for one in schools:
        if one.establishment_number:
            same = ("one establishment number", str(one.authority_id), one.establishment_number)
            alike.setdefault(same, []).append(one)
        if one.postcode:
            where = ("one name and postcode", one.name.casefold(), one.postcode.replace(" ", "").upper())
            alike.setdefault(where, []).append(one)
    for (by, *_), held in alike.items():
        for first, second in combinations(sorted(held, key=lambda one: one.urn), 2):
            if second.urn not in first.other_urns and first.urn not in second.other_urns:
                found.setdefault((first.urn, second.urn), Double(first, second, by))
    return list(found.values())
