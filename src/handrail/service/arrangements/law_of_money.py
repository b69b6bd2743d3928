"""What the editions say of money, each sentence with its force, its source and how far it was confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handrail.guidance.edition import Contents, Edition, Item
from handrail.service.arrangements.facts import law_of
from handrail.service.arrangements.wanted import ARRANGEMENTS
from handrail.service.partnerships.models import Body

DUTIES = (
    "pay_towards_arrangements", "agencies_pay_towards_arrangements", "agree_funding", "pay_towards_lscb",
)  # fmt: skip
ITEM = "funding"


@dataclass(frozen=True, slots=True)
class Said:
    title: str
    says: str
    source: str
    force: str
    seen: str
    note: str = ""
    unread: str = ""


def law_told(partnership: Body, day: date) -> list[Said]:
    """As it stood on a day in the partnership's area."""
    law = law_of(partnership)
    governing = [one for one in law.versions() if one.duty.key in DUTIES and one.governs(day)]
    found = [
        Said(
            one.duty.title, one.duty.says, f"{one.edition.title}, {one.duty.cite}", one.duty.force.value,
            one.duty.seen.sentence, one.duty.note, newer.title if (newer := one.unread_on(day)) else "",
        )
        for one in sorted(governing, key=lambda one: DUTIES.index(one.duty.key))
    ]  # fmt: skip
    titles = {id(one): edition for edition in law.editions for one in edition.contents.values()}
    for contents in law.contents(ARRANGEMENTS, day):
        found += [_asked(item, contents, titles[id(contents)]) for item in contents.items if item.key == ITEM]
    return found


def _asked(item: Item, contents: Contents, edition: Edition) -> Said:
    source = f"{edition.title}, {item.cite or contents.cite}"
    return Said("What published arrangements hold on money", item.says, source, item.force.value, item.seen.sentence)
