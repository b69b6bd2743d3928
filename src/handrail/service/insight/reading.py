"""Who reads far outside their work, as one person may be told of it: never of themselves, nor of a folder that they
may not open."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from handrail.analysis.insiders import Act, Finding, Kind, findings
from handrail.guidance.days import LONDON
from handrail.service.access.models import Person, Post
from handrail.service.access.roles import ALL
from handrail.service.audit.kinds import COPY, REFUSAL, SEARCH
from handrail.service.audit.models import Entry
from handrail.service.audit.piecemeal import in_pieces
from handrail.service.cases.models import Case
from handrail.service.insight.models import ReadingNote
from handrail.service.insight.tasks_of_people import Tasks, tasks_of
from handrail.service.partnerships.models import Body

ASKS = "ask about reading"
SEARCHED_BESIDE = ("access", "arrangements")
"""Rooms in which people, bodies and schools are searched for, and no child."""
OWN_BODY_ONLY = frozenset({"safeguarding partner"})
"""Speaks for one body: is told of that body's people, wherever in the partnership they read."""

SHOWN = timedelta(weeks=4)
COMPARED = timedelta(weeks=8)


@dataclass(frozen=True, slots=True)
class Day:
    """What stood out on one day of one person, with what was asked and answered."""

    person: Person
    on: date
    findings: tuple[Finding, ...]
    notes: tuple[ReadingNote, ...]

    @property
    def answered(self) -> bool:
        return any(note.says != ReadingNote.Says.ASKED for note in self.notes)


def partnerships_asked_about(viewer: Person) -> list[Body]:
    held = {post.partnership_id: post.partnership for post in viewer.posts_today if ASKS in post.in_role.may}
    return sorted(held.values(), key=lambda body: body.name)


def people_asked_about(viewer: Person, partnership: Body) -> dict[str, Person]:
    """Whose reading this person may be told of: everybody with a post for the partnership, or at their own body."""
    posts = [p for p in viewer.posts_today if p.partnership_id == partnership.pk and ASKS in p.in_role.may]
    if not posts:
        return {}
    held = Post.objects.filter(partnership=partnership)
    if all(post.role in OWN_BODY_ONLY for post in posts):
        held = held.filter(body__in=[post.body_id for post in posts])
    people = Person.objects.filter(pk__in=held.values("person")).exclude(pk=viewer.pk)
    return {str(person.pk): person for person in people}


def days_that_stand_out(viewer: Person, partnership: Body, now: datetime | None = None) -> list[Day]:
    """The last four weeks, the latest day first; the four weeks before tell what is usual."""
    now = now or timezone.now()
    people = people_asked_about(viewer, partnership)
    cases = Case.objects.visible_to(viewer, {ALL}).filter(partnership=partnership).select_related("folder")
    tasks = tasks_of(list(cases), list(people.values()), now - COMPARED)
    acts = list(_acts(people, tasks, now - COMPARED))
    grouped: dict[tuple[str, date], list[Finding]] = {}
    for finding in findings(acts, since=(now - SHOWN).astimezone(LONDON).date()):
        grouped.setdefault((finding.person, finding.on), []).append(finding)
    notes = notes_on(partnership)
    return [
        Day(people[person], on, tuple(found), tuple(notes.get((person, on), ())))
        for (person, on), found in grouped.items()
    ]


def notes_on(partnership: Body) -> dict[tuple[str, date], list[ReadingNote]]:
    kept: dict[tuple[str, date], list[ReadingNote]] = {}
    for note in ReadingNote.objects.filter(partnership=partnership).select_related("noted_by"):
        kept.setdefault((str(note.person_id), note.on), []).append(note)
    return kept


def _acts(people: dict[str, Person], tasks: Tasks, since: datetime) -> Iterator[Act]:
    """What they did, with what was then known of it. Pages of one's own agency's work are most of it."""
    wanted = Q(looked=True, case_id__in=tasks.cases) | Q(paper__in=(REFUSAL, SEARCH))
    entries = Entry.objects.filter(wanted, actor__in=list(people), at__gt=since).exclude(paper=COPY)
    entries = entries.exclude(paper=SEARCH, room__in=SEARCHED_BESIDE).order_by("at")
    columns = entries.values_list("actor", "at", "paper", "paper_id", "case_id")
    for actor, at, paper, paper_id, case_id in in_pieces(columns, size=5_000):
        london = at.astimezone(LONDON).replace(tzinfo=None)
        role = tasks.role(actor, london.date())
        if paper == SEARCH:
            yield Act(actor, role, london, Kind.SEARCHED, words=paper_id)
        elif paper == REFUSAL:
            yield Act(actor, role, london, Kind.REFUSED, folder=str(case_id) if case_id else "")
        elif case_id is not None:
            yield _read(actor, role, at, case_id, tasks, people[actor])


def _read(actor: str, role: str, at: datetime, case_id: uuid.UUID, tasks: Tasks, person: Person) -> Act:
    folder = str(case_id)
    return Act(
        actor, role, at.astimezone(LONDON).replace(tzinfo=None), Kind.READ, folder,
        task=tasks.has_task(actor, folder, at), closed=tasks.closed(folder, at),
        own_name=tasks.own_name(person, folder),
    )  # fmt: skip
