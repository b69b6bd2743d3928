"""What the system holds that one body hands to another, kind by kind, as whoever counts it may see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, Max, Min, Model, OuterRef, Q, QuerySet

from handrail.service.access.models import Person
from handrail.service.access.roles import ALL
from handrail.service.arrangements.models import Arrangements, Transition
from handrail.service.cases.models import Case, KeptFact
from handrail.service.child_deaths.models import Death
from handrail.service.chronologies.models import Chronology
from handrail.service.documents.models import Document
from handrail.service.incidents.models import Incident
from handrail.service.learning.models import Recommendation
from handrail.service.meetings.models import Meeting
from handrail.service.reports.models import HandoverLine
from handrail.service.reviews.models import PracticeReview, RapidReview


@dataclass(frozen=True, slots=True)
class Held:
    """So many of one kind; of folders, the oldest and the newest day in them."""

    key: str
    what: str
    how_many: int
    from_on: date | None = None
    until_on: date | None = None


IN_FOLDERS: tuple[tuple[str, str, type[Model], Q], ...] = (
    ("other reviews", "Local and other practice reviews of which a step is recorded", PracticeReview,
     Q(decision__isnull=True)),
    ("rapid reviews", "Rapid reviews", RapidReview, Q()),
    ("chronologies", "Chronologies", Chronology, Q()),
    ("meetings", "Meetings, with their minutes", Meeting, Q()),
    ("recommendations", "Recommendations, with what was done on each", Recommendation, Q()),
)  # fmt: skip
"""What stands in folders: its key, its words, and how it is found."""
OF_THE_BOARD = (
    ("serious case reviews", "Serious case reviews that the board decided to hold", "serious_case_review_initiated"),
    ("serious case reviews published", "Of these, published", "serious_case_review_published"),
    ("serious case reviews declined", "Decisions against a serious case review", "serious_case_review_declined"),
)
"""What is known by its facts, whether or not anything more was recorded of it."""


def first_day(plan: Transition) -> date | None:
    """What came to be on it or after was never the old body's."""
    return min((one.begins_on for one in plan.passings.filter(taken_out_at=None)), default=plan.begins_on)


def folders_of(plan: Transition, person: Person) -> QuerySet[Case]:
    """Those that this person may open and in which something happened before the day, whenever it was recorded."""
    cases = Case.objects.visible_to(person, {ALL}).filter(partnership=plan.partnership)
    facts = KeptFact.objects.filter(case=OuterRef("pk"), replaced_at__isnull=True)
    day = first_day(plan)
    return cases.filter(Exists(facts.filter(on__lt=day) if day is not None else facts))


def held(plan: Transition, person: Person) -> list[Held]:
    """Kinds of which there is something, folders first."""
    folders = folders_of(plan, person)
    return [one for one in (*_folders(plan, folders), *_in_folders(folders), *_beside(plan)) if one.how_many]


def not_in(lines: Iterable[HandoverLine], found: Iterable[Held]) -> list[str]:
    """What the system holds and the inventory does not name, or names with another number, in sentences."""
    named = {line.counted: line for line in lines if line.counted}
    said = []
    for one in found:
        line = named.get(one.key)
        if line is None:
            said.append(f"{one.what}: {one.how_many} held, and no line of the inventory names them.")
        elif line.how_many != one.how_many:
            said.append(f"{one.what}: {one.how_many} held, and the inventory says {line.how_many}.")
    return said


def _folders(plan: Transition, folders: QuerySet[Case]) -> Iterator[Held]:
    incident, death = (Exists(model._default_manager.filter(case=OuterRef("pk"))) for model in (Incident, Death))
    for key, words, which in (
        ("incidents", "Folders of serious incidents", folders.filter(incident)),
        ("deaths", "Folders of children who died", folders.filter(death).exclude(incident)),
        ("others", "Other folders", folders.exclude(incident).exclude(death)),
    ):
        for end, closed in (("open", False), ("closed", True)):
            cases = which.filter(closed_at__isnull=not closed)
            yield _dated(f"{key} {end}", f"{words}, {end}", cases, plan)


def _dated(key: str, what: str, cases: QuerySet[Case], plan: Transition) -> Held:
    facts = KeptFact.objects.filter(case__in=cases, replaced_at__isnull=True)
    day = first_day(plan)
    facts = facts.filter(on__lt=day) if day is not None else facts
    days = facts.aggregate(first=Min("on"), last=Max("on"))
    return Held(key, what, cases.count(), days["first"], days["last"])


def _in_folders(folders: QuerySet[Case]) -> Iterator[Held]:
    for key, what, kind in OF_THE_BOARD:
        facts = KeptFact.objects.filter(case__in=folders, kind=kind, replaced_at__isnull=True)
        yield Held(key, what, facts.values("case", "about").distinct().count())
    for key, what, model, which in IN_FOLDERS:
        rows: QuerySet[Any] = model._default_manager.filter(which, case__in=folders)
        yield Held(key, what, rows.distinct().count())
    yield Held("files", "Files kept with them", Document.objects.filter(folder__case__in=folders).count())


def _beside(plan: Transition) -> Iterator[Held]:
    versions = Arrangements.objects.filter(partnership=plan.partnership)
    day = first_day(plan)
    rows = versions.filter(begun_at__date__lt=day) if day is not None else versions
    yield Held("arrangements", "Papers of the arrangements: versions and drafts", rows.count())
