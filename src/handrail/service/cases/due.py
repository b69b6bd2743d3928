"""What is owed: by this person's own bodies, and by others on the folders of the partnerships they run.

Every query is led by an index on the one who owes or the partnership, and by the day; none counts past MOST.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db.models import Q, QuerySet, Value
from django.urls import reverse

from handrail.service.access.models import Person
from handrail.service.access.roles import ALL
from handrail.service.cases.models import ASKED, Case, KeptClock
from handrail.service.cases.rules import marks_of, source_of
from handrail.service.cases.timeliness import When, falling, in_words, shade, when
from handrail.service.cases.work import Desk, desk_of

MOST = 100
"""Counting stops here, and "100+" is said."""

NEVER = datetime.max.replace(tzinfo=UTC)

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

    @property
    def apart(self) -> bool:
        """Whether duties that stand beside another are listed by themselves: their companion may be left out."""
        return bool(self.force or self.duty)

    def among(self, clocks: QuerySet[KeptClock]) -> QuerySet[KeptClock]:
        named = {"partnership": self.partnership, "owed_by": self.body, "force": self.force, "duty": self.duty}
        narrowed = clocks.filter(**{field: value for field, value in named.items() if value})
        return narrowed.filter(case__reference__istartswith=self.reference) if self.reference else narrowed


@dataclass(frozen=True, slots=True)
class Also:
    """A duty without a number that the law lays on the same thing, and the page that explains it."""

    title: str
    source: str
    why: str


@dataclass(frozen=True, slots=True)
class Row:
    """One thing owed, as a line of a list. `link` leads to the paper where it is done, `why` to its explanation.

    `in_short` tells its folder from others; it is empty for who may not open the whole folder.
    """

    clock: KeptClock
    when: When
    how_long: str
    shade: str
    owes: str
    source: str
    marks: tuple[str, ...]
    link: str
    why: str
    case_link: str
    in_short: str
    also: tuple[Also, ...]


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


def in_order(clocks: QuerySet[KeptClock], time: When, now: datetime, *, apart: bool = True) -> QuerySet[KeptClock]:
    """Those that fall due at one time, the soonest first; with no fixed day, the longest running first.

    Unless `apart`, what stands beside a duty with a number is left to that duty's line.
    """
    order = ("started_on", "id") if time is When.NO_DAY else ("due_on", "due_at", "id")
    chosen = clocks.filter(falling(time, now)).order_by(*order)
    if time is When.NO_DAY and not apart:
        chosen = chosen.filter(beside="")
    return chosen.select_related("case", "owed_by")


def told_elsewhere(clocks: QuerySet[KeptClock]) -> QuerySet[KeptClock]:
    """One of those without a number that are left to the line of a duty that has one, if there is any."""
    return clocks.filter(due_on__isnull=True, beside__gt="").order_by()[:1]


def first_of(lists: Mapping[str, QuerySet[KeptClock]], most: int = MOST + 1) -> dict[str, list[int]]:
    """The numbers of the first of each list, in its order, asked for in one query; no list is read further."""
    asked = [
        clocks.values_list(Value(name), "started_on", "due_on", "due_at", "pk")[:most] for name, clocks in lists.items()
    ]
    found: dict[str, list[int]] = {name: [] for name in lists}
    if not asked:
        return found
    for name, *_, number in sorted(asked[0].union(*asked[1:], all=True), key=_as_ordered):
        found[name].append(number)
    return found


def _as_ordered(read: tuple[str, date, date | None, datetime | None, int]) -> tuple[date, bool, datetime, int]:
    """As `in_order` puts the clocks of one time, whose lines either all have a day or none."""
    _, started_on, due_on, due_at, number = read
    return due_on or started_on, due_at is None, due_at or NEVER, number


def in_full(numbers: Iterable[int]) -> dict[int, KeptClock]:
    """The clocks of these numbers, with what their lines tell."""
    return KeptClock.objects.select_related("case", "owed_by").in_bulk(list(numbers))


def rows(clocks: Iterable[KeptClock], person: Person, now: datetime, *, apart: bool = False) -> list[Row]:
    """Clocks as lines of a list, with links only to what this person may open.

    Unless `apart`, a clock that stands beside another is told in that one's line, where both are listed.
    """
    listed = list(clocks)
    cases = {clock.case_id for clock in listed}
    whole = set(Case.objects.visible_to(person, {ALL}).filter(pk__in=cases).values_list("pk", flat=True))
    desk, told = desk_of(cases), beside(whole)
    here = {_place(clock, clock.duty) for clock in listed}
    return [
        _row(clock, person, now, whole=clock.case_id in whole, desk=desk, told=told.get(_place(clock, clock.duty), []))
        for clock in listed
        if apart or not (clock.beside and _place(clock, clock.beside) in here)
    ]


Place = tuple[uuid.UUID, str, date, str]
"""A folder, a thing in it, the day a clock about it started, and a duty."""


def _place(clock: KeptClock, duty: str) -> Place:
    return clock.case_id, clock.about, clock.started_on, duty


def beside(case_ids: Iterable[uuid.UUID]) -> dict[Place, list[KeptClock]]:
    """In these folders, what stands beside a duty with a number, by the place of that duty."""
    found: dict[Place, list[KeptClock]] = {}
    for clock in KeptClock.objects.filter(case__in=case_ids).exclude(beside=""):
        found.setdefault(_place(clock, clock.beside), []).append(clock)
    return found


def _row(
    clock: KeptClock, person: Person, now: datetime, *, whole: bool, desk: Desk, told: Iterable[KeptClock]
) -> Row:  # fmt: skip
    by_law = clock.instrument != ASKED
    why = explanation_of(clock) if by_law and whole else ""
    work = (desk.work_on(clock, person) if whole else "") if by_law else desk.asking(clock)
    return Row(
        clock=clock,
        when=when(clock, now),
        how_long=in_words(clock, now),
        shade=shade(clock, now),
        owes=str(clock.owed_by) if clock.owed_by else clock.owed_by_kind,
        source=source_of(clock),
        marks=marks_of(clock),
        link=work or why,
        why=why,
        case_link=reverse("cases:case", args=[clock.case_id]) if whole else "",
        in_short=desk.in_short(clock.case_id) if whole else "",
        also=tuple(Also(one.title, source_of(one), explanation_of(one)) for one in told),
    )


def explanation_of(clock: KeptClock) -> str:
    """The page that explains a clock of the law."""
    return reverse("cases:clock", args=[clock.case_id, clock.duty, clock.about])
