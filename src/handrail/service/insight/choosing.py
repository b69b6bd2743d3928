"""Which relevant agencies areas chose, from arrangements published here, by their entry in the regulations' list."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from handrail.service.partnerships.schedule import RELEVANT_AGENCIES
from handrail.service.publication.models import Release, Withdrawal

KIND = "arrangements"
NO_ENTRY = "no entry of the list given"


@dataclass(frozen=True, slots=True)
class Area:
    """A partnership, its newest published arrangements, and its agencies: by entry, names with why each was chosen."""

    name: str
    begins_on: str
    chosen: dict[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the list, and what each area chose under it, in the order of the areas."""

    title: str
    by_area: tuple[tuple[tuple[str, str], ...], ...]

    @property
    def areas(self) -> int:
        return sum(bool(chosen) for chosen in self.by_area)


def areas() -> list[Area]:
    """Those whose arrangements are published by this installation and not withdrawn, by name."""
    newest: dict[str, Release] = {}
    for one in Release.objects.filter(kind=KIND).order_by("address", "number"):
        newest[one.address] = one
    withdrawn = set(Withdrawal.objects.values_list("address", flat=True))
    found = [_area(json.loads(one.document)) for address, one in newest.items() if address not in withdrawn]
    return sorted(found, key=lambda area: area.name)


def _area(told: dict[str, object]) -> Area:
    publisher, said = told["publisher"], told["arrangements"]
    assert isinstance(publisher, dict)
    assert isinstance(said, dict)
    chosen: dict[str, list[tuple[str, str]]] = {}
    for line in said["relevant_agencies"]:
        entry = line["body"].get("category") or NO_ENTRY
        chosen.setdefault(entry, []).append((line["body"]["name"], line.get("why", "")))
    return Area(
        str(publisher["name"]), str(said["begins_on"]), {entry: tuple(lines) for entry, lines in chosen.items()}
    )


def compared(found: Iterable[Area]) -> Iterator[Entry]:
    """In the order of the regulations' list, then what stands under no entry of it; what nobody chose comes too."""
    found = list(found)
    other = sorted({entry for area in found for entry in area.chosen} - set(RELEVANT_AGENCIES))
    for title in (*RELEVANT_AGENCIES, *other):
        yield Entry(title, tuple(area.chosen.get(title, ()) for area in found))
