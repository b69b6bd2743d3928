"""What the editions in force have published arrangements hold: the checklist, read from them and never written here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handrail.guidance import Law
from handrail.guidance.edition import Force, Seen

ARRANGEMENTS, THRESHOLDS, OURS = "published_arrangements", "threshold_document", "also"
LISTS = (ARRANGEMENTS, THRESHOLDS)
RELATIONS = "relations"
"""Asked by no edition that was read, and by partnerships of one another."""


@dataclass(frozen=True, slots=True)
class Asked:
    """By one edition."""

    says: str
    source: str
    force: Force
    seen: Seen


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that must or should be there, with each edition that asks for it."""

    of_list: str
    key: str
    asked: tuple[Asked, ...]

    @property
    def binds(self) -> bool:
        """Whether an Act or regulations ask for it, so that no reason excuses from it."""
        return any(one.force is Force.MUST for one in self.asked)


def items_on(law: Law, day: date, lists: Sequence[str] = LISTS) -> list[Item]:
    """In the order of the editions' lists, those of the arrangements first. A thing that two ask for stands once."""
    titles = {id(one): edition.title for edition in law.editions for one in edition.contents.values()}
    found: dict[tuple[str, str], list[Asked]] = {}
    for name in lists:
        for contents in reversed(law.contents(name, day)):
            title = titles.get(id(contents), contents.title)
            for item in contents.items:
                source = f"{title}, {item.cite or contents.cite}"
                found.setdefault((name, item.key), []).append(Asked(item.says, source, item.force, item.seen))
    return [Item(name, key, tuple(asked)) for (name, key), asked in found.items()]


ALSO = {
    RELATIONS: "How the partnership works with the safeguarding adults board, the community safety partnership, the "
    "health and wellbeing board and others.",
}
"""What may be said beside what an edition asks for."""
