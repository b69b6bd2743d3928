"""What is owed: by this person's own bodies, and by others on the folders of the partnerships they run.

Every query is led by an index on the one who owes or the partnership, and by the day; none counts past MOST.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import NoReverseMatch, reverse

from handrail.service.access.models import Person
from handrail.service.access.roles import ALL
from handrail.service.cases.models import ASKED, Case, KeptClock, PaperLine
from handrail.service.cases.rules import marks_of, source_of
from handrail.service.cases.timeliness import When, falling, in_words, shade, when

MOST = 100
"""Counting stops here, and "100+" is said."""

SPEAKS_FOR_PARTNERSHIP = {"manage folders", "sign off review"}
"""Who may do these is one of those the partnership's own duties wait for."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of clocks is narrowed to. Empty means all."""

    partnership: str = ""
    body: str = ""
    force: str = ""
    duty: str = ""
    reference: str = ""

    def __bool__(self) -> bool:
        return any((self.partnership, self.body, self.force, self.duty, self.reference))

    def among(self, clocks: QuerySet[KeptClock]) -> QuerySet[KeptClock]:
        named = {"partnership": self.partnership, "owed_by": self.body, "force": self.force, "duty": self.duty}
        narrowed = clocks.filter(**{field: value for field, value in named.items() if value})
        return narrowed.filter(case__reference__istartswith=self.reference) if self.reference else narrowed


@dataclass(frozen=True, slots=True)
class Row:
    """One thing owed, as a line of a list. `link` leads to its explanation, or to the paper that asked for it."""

    clock: KeptClock
    when: When
    how_long: str
    shade: str
    owes: str
    source: str
    marks: tuple[str, ...]
    link: str
    case_link: str


def owing_bodies(person: Person) -> set[uuid.UUID]:
    """The bodies for which this person works, and the partnerships whose own duties they share."""
    shared = {post.partnership_id for post in person.posts_today if post.in_role.may & SPEAKS_FOR_PARTNERSHIP}
    return {body.pk for body in person.bodies} | shared


def owed(person: Person) -> QuerySet[KeptClock]:
    """What this person's bodies still have to do, in the folders they may see."""
    return KeptClock.objects.running().filter(owed_by__in=owing_bodies(person)).in_folders_open_to(person)


def awaited(person: Person) -> QuerySet[KeptClock]:
    """What others still have to do on the folders of the partnerships this person runs."""
    run = {post.partnership_id for post in person.posts_today if post.in_role.wide}
    others = Q(owed_by__isnull=True) | ~Q(owed_by__in=owing_bodies(person))
    return KeptClock.objects.running().filter(others, partnership__in=run).in_folders_open_to(person)


def runs_a_partnership(person: Person) -> bool:
    return any(post.in_role.wide for post in person.posts_today)


def in_order(clocks: QuerySet[KeptClock], time: When, now: datetime) -> QuerySet[KeptClock]:
    """Those that fall due at one time, the soonest first; with no fixed day, the longest running first."""
    order = ("started_on", "id") if time is When.NO_DAY else ("due_on", "due_at", "id")
    chosen = clocks.filter(falling(time, now)).order_by(*order)
    return chosen.select_related("case", "owed_by", "partnership")


def capped(clocks: QuerySet[KeptClock]) -> int:
    """How many there are, up to one more than MOST."""
    return clocks.order_by()[: MOST + 1].count()


def rows(clocks: Iterable[KeptClock], person: Person, now: datetime) -> list[Row]:
    """Clocks as lines of a list, with links only to what this person may open."""
    listed = list(clocks)
    cases = {clock.case_id for clock in listed}
    whole = set(Case.objects.visible_to(person, {ALL}).filter(pk__in=cases).values_list("pk", flat=True))
    lines = papers_asking(listed)
    return [_row(clock, now, whole=clock.case_id in whole, line=lines.get(clock.paper_id)) for clock in listed]


def papers_asking(clocks: Sequence[KeptClock]) -> dict[uuid.UUID | None, PaperLine]:
    """The papers in which things were asked for, by their id."""
    asking = [clock.paper_id for clock in clocks if clock.paper_id]
    cases = {clock.case_id for clock in clocks if clock.paper_id}
    return {line.paper_id: line for line in PaperLine.objects.filter(case__in=cases, paper_id__in=asking)}


def _row(clock: KeptClock, now: datetime, *, whole: bool, line: PaperLine | None) -> Row:
    explained = ""
    if clock.instrument != ASKED:
        explained = reverse("cases:clock", args=[clock.case_id, clock.duty, clock.about]) if whole else ""
    return Row(
        clock=clock,
        when=when(clock, now),
        how_long=in_words(clock, now),
        shade=shade(clock, now),
        owes=str(clock.owed_by) if clock.owed_by else clock.owed_by_kind,
        source=source_of(clock),
        marks=marks_of(clock),
        link=explained or (paper_link(line) if line else ""),
        case_link=reverse("cases:case", args=[clock.case_id]) if whole else "",
    )


def paper_link(line: PaperLine) -> str:
    """Where a paper is read; empty while its room has no page for it."""
    try:
        return reverse(line.url_name, args=[line.case_id, line.paper_id])
    except NoReverseMatch:
        return ""
