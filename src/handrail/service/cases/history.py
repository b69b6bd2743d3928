"""What a folder's page tells of it: what happened, who may open it, who has looked, what it is joined to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from handrail.guidance.shelf import kinds_of_fact
from handrail.service.access.models import Grant, Person
from handrail.service.access.roles import ALL
from handrail.service.cases.models import Case, Join, KeptFact, PaperLine
from handrail.service.cases.work import paper_link


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the chronology. `at` is empty where only the day is known."""

    on: date
    at: datetime | None
    words: str
    recorded_at: datetime
    replaced_at: datetime | None
    paper: str
    link: str


def chronology(case: Case) -> list[Event]:
    """All that is recorded to have happened, in order; replaced words stand where they stood."""
    lines = {line.paper_id: line for line in case.lines.all()}
    return [event_of(fact, lines.get(fact.paper_id)) for fact in KeptFact.objects.filter(case=case)]


def event_of(fact: KeptFact, line: PaperLine | None) -> Event:
    known = kinds_of_fact().get(fact.kind)
    words = known.says if known else fact.kind.replace("_", " ")
    return Event(
        on=fact.on,
        at=fact.at,
        words=words[0].upper() + words[1:],
        recorded_at=fact.recorded_at,
        replaced_at=fact.replaced_at,
        paper=line.title if line else "",
        link=paper_link(line) if line else "",
    )


def papers(case: Case) -> list[tuple[PaperLine, str]]:
    """The papers of a folder, the latest first, each with its address."""
    return [(line, paper_link(line)) for line in case.lines.select_related("for_body").order_by("-filed_at")]


def keys(case: Case) -> tuple[list[Grant], list[Grant]]:
    """Who may open what: the keys that open it now, and those that no longer do."""
    given = Grant.objects.filter(folder=case.folder_id).select_related("body", "given_by").order_by("from_at", "pk")
    return [grant for grant in given if grant.lives], [grant for grant in given if not grant.lives]


def joined(case: Case, person: Person) -> list[tuple[Join, Case]]:
    """Folders joined to this one, but only those the reader may open: of others they learn nothing."""
    joins = Join.objects.filter(Q(first=case) | Q(second=case), parted_at__isnull=True).order_by("joined_at")
    joins = joins.select_related("joined_by")
    others = {join.pk: join.second_id if join.first_id == case.pk else join.first_id for join in joins}
    seen = Case.objects.visible_to(person, {ALL}).select_related("partnership").in_bulk(list(others.values()))
    return [(join, seen[others[join.pk]]) for join in joins if others[join.pk] in seen]


def together(case: Case, person: Person) -> QuerySet[Case]:
    """Folders that go with this one, joined by people or because one death was notified twice; but only those the
    reader may open."""
    others = RawSQL("select access_folders_with(%s)", [case.pk])
    return Case.objects.visible_to(person, {ALL}).filter(pk__in=others).exclude(pk=case.pk)


def newest(events: Sequence[Event], count: int) -> Sequence[Event]:
    """The last few of a chronology, still in order."""
    return events[-count:]
