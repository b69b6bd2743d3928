"""One recommendation through time: what people have said to be the same, joined into a line, oldest first.

A link is followed only for whoever may open both its ends, so each reader has a line, and a count, of what they may
see, and learns nothing of the rest. The database's own wall keeps to the same.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from handrail.service.access.models import Person
from handrail.service.access.roles import RECOMMENDED
from handrail.service.cases.models import Case
from handrail.service.learning.models import Recommendation, SameAs
from handrail.service.learning.several import read_by

ORDINALS = (
    "", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth",
)  # fmt: skip
FARTHEST = 50
"""Steps along a line. A line of more would be a mistake somewhere; it is then shown as far as it was followed."""


@dataclass(frozen=True, slots=True)
class Made:
    """A recommendation on its line: the how-manieth time it was made, and the link that put it there."""

    recommendation: Recommendation
    time: int
    said: SameAs | None

    @property
    def in_words(self) -> str:
        return made_for_the(self.time)


def made_for_the(time: int) -> str:
    """ "made for the fourth time"; beyond twelve, "made 13 times"."""
    return f"made for the {ORDINALS[time]} time" if 0 < time < len(ORDINALS) else f"made {time} times"


def line_of(recommendation: Recommendation, reader: Person | None = None) -> list[Made]:
    """Everything said to be the same as this, with itself, oldest first; all of it where nobody reads."""
    links, keys = _links_from({recommendation.pk}, reader)
    found = Recommendation.objects.filter(pk__in=keys).select_related("case").prefetch_related("addressees__body")
    by_key = {made.pk: made for made in found if made.stands or made.pk == recommendation.pk}
    standing = sorted(by_key.values(), key=lambda made: (made.made_on, made.recorded_at))
    last = {link.later_id: link for link in links}
    return [Made(made, place, last.get(made.pk)) for place, made in enumerate(standing, 1)]


def times_made(recommendations: Iterable[Recommendation], reader: Person | None = None) -> dict[uuid.UUID, int]:
    """For each of these, the how-manieth time it was made, in a few queries for all of them."""
    keys = {made.pk for made in recommendations}
    links, reached = _links_from(keys, reader)
    days = {
        pk: (on, at)
        for pk, on, at, aside in Recommendation.objects.filter(pk__in=reached).values_list(
            "pk", "made_on", "recorded_at", "set_aside_on"
        )
        if aside is None or pk in keys
    }
    joined = _joined(links)
    return {key: 1 + sum(days[other] < days[key] for other in joined.get(key, ()) if other in days) for key in keys}


def _links_from(keys: set[uuid.UUID], reader: Person | None) -> tuple[list[SameAs], set[uuid.UUID]]:
    """The links that lead from these, step by step, and all that they reach."""
    reached, new = set(keys), set(keys)
    links: dict[uuid.UUID, SameAs] = {}
    seen = _seen_by(reader)
    for _ in range(FARTHEST):
        ends = Q(earlier__in=new) | Q(later__in=new)
        found = seen.filter(ends, parted_at__isnull=True)
        links |= {link.pk: link for link in found}
        new = {end for link in found for end in (link.earlier_id, link.later_id)} - reached
        reached |= new
        if not new:
            break
    return list(links.values()), reached


def _seen_by(reader: Person | None) -> QuerySet[SameAs]:
    if reader is None:
        return SameAs.objects.all()
    cases = Case.objects.visible_to(reader, what=["learning", RECOMMENDED])
    seen = SameAs.objects.filter(earlier__case__in=cases, later__case__in=cases)
    return read_by(reader, read_by(reader, seen, "earlier__review_id"), "later__review_id")


def _joined(links: Iterable[SameAs]) -> dict[uuid.UUID, set[uuid.UUID]]:
    """For each end of a link, everything that hangs together with it."""
    groups: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for link in links:
        together = {link.earlier_id, link.later_id, *groups[link.earlier_id], *groups[link.later_id]}
        for each in together:
            groups[each] = together
    return groups
