"""What made a folder somebody's work on a day, as far as the folder itself tells."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import F

from handrail.guidance.days import LONDON
from handrail.service.access.models import Grant, Person, Post
from handrail.service.access.roles import ALL
from handrail.service.audit.kinds import REFUSAL
from handrail.service.audit.models import Entry
from handrail.service.cases.finding import plain
from handrail.service.cases.models import Case, KeptClock
from handrail.service.children.models import Child

AROUND = timedelta(days=14)
"""Whoever wrote something in a folder has work in it for so long before and after."""

Span = tuple[date, date | None]


@dataclass(slots=True)
class Tasks:
    """What is known of some folders and some people, read at once."""

    cases: dict[str, Case] = field(default_factory=dict)
    posts: dict[str, list[Post]] = field(default_factory=dict)
    asked: dict[tuple[str, uuid.UUID], list[tuple[datetime, datetime | None]]] = field(default_factory=dict)
    owed: dict[tuple[str, uuid.UUID], list[Span]] = field(default_factory=dict)
    wrote: dict[tuple[str, str], list[date]] = field(default_factory=dict)
    names: dict[str, set[str]] = field(default_factory=dict)

    def has_task(self, person: str, folder: str, at: datetime) -> bool:
        """Their own lead, what they wrote, a narrower key or a duty of their body's, or the office's open folder."""
        case, on = self.cases[folder], at.astimezone(LONDON).date()
        posts = [post for post in self.posts.get(person, []) if post.holds_on(on)]
        if str(case.lead_id) == person or any(abs(on - day) <= AROUND for day in self.wrote.get((person, folder), [])):
            return True
        if not self.closed(folder, at) and any(
            post.in_role.wide and post.partnership_id == case.partnership_id for post in posts
        ):
            return True
        return any(
            any(start <= at and (end is None or at < end) for start, end in self.asked.get((folder, post.body_id), []))
            or any(
                start <= on and (end is None or on <= end) for start, end in self.owed.get((folder, post.body_id), [])
            )
            for post in posts
        )

    def closed(self, folder: str, at: datetime) -> bool:
        closed_at = self.cases[folder].closed_at
        return closed_at is not None and closed_at <= at

    def own_name(self, person: Person, folder: str) -> bool:
        return _family_name(person.name) in self.names.get(folder, set())

    def role(self, person: str, on: date) -> str:
        return next((post.role for post in self.posts.get(person, []) if post.holds_on(on)), "")


def tasks_of(cases: Collection[Case], people: Collection[Person], since: datetime) -> Tasks:
    """A key to everything is no task by itself: a council or a force holds one to every folder of its area."""
    tasks = Tasks(cases={str(case.pk): case for case in cases})
    posts, asked, owed = defaultdict(list), defaultdict(list), defaultdict(list)
    for post in Post.objects.filter(person__in=[person.pk for person in people]):
        posts[str(post.person_id)].append(post)
    for grant in Grant.objects.filter(folder__in=[case.pk for case in cases]).exclude(opens=ALL):
        asked[str(grant.folder_id), grant.body_id].append((grant.from_at, grant.until_at))
    for clock in KeptClock.objects.filter(case__in=cases, owed_by__isnull=False):
        if clock.owed_by_id is not None:
            until = clock.stopped_on or clock.fell_away_on
            owed[str(clock.case_id), clock.owed_by_id].append((clock.started_on, until if clock.ended else None))
    tasks.posts, tasks.asked, tasks.owed = dict(posts), dict(asked), dict(owed)
    tasks.wrote, tasks.names = _wrote(tasks, since), _names(tasks)
    return tasks


def _wrote(tasks: Tasks, since: datetime) -> dict[tuple[str, str], list[date]]:
    wrote = defaultdict(list)
    deeds = Entry.objects.filter(case_id__in=tasks.cases, looked=False, at__gt=since - AROUND).exclude(paper=REFUSAL)
    for actor, case_id, at in deeds.order_by().values_list("actor", "case_id", "at"):
        wrote[actor, str(case_id)].append(at.astimezone(LONDON).date())
    return dict(wrote)


def _names(tasks: Tasks) -> dict[str, set[str]]:
    names = defaultdict(set)
    for folder, family in Child.objects.filter(folder__in=[case.pk for case in tasks.cases.values()]).values_list(
        F("folder_id"), "family_name"
    ):
        if plain(family):
            names[str(folder)].add(plain(family))
    return dict(names)


def _family_name(name: str) -> str:
    """The last word of a name; two words with a hyphen between them are one."""
    return plain(name.split()[-1]) if name.split() else ""
