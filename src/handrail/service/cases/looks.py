"""Who has looked at a folder, who has changed something in it, who took a copy and who was refused."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from django.db.models import Count, Max, Q, QuerySet
from django.db.models.functions import TruncDate

from handrail.guidance.days import LONDON
from handrail.service.access.models import Post
from handrail.service.access.practitioners import FORM
from handrail.service.audit.kinds import COPY, REFUSAL
from handrail.service.audit.models import Entry

LOOKS = Q(looked=True) & ~Q(paper=COPY)
DEEDS = Q(looked=False) & ~Q(paper=REFUSAL)
BY_PEOPLE = Q(actor__regex=r"^(form:)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
"""Not what Handrail did by itself: on the folder's own page its lines would stand before those of people."""
KINDS = {
    "looks": ("Looked", LOOKS),
    "deeds": ("Changed something", DEEDS),
    "copies": ("Took a copy", Q(paper=COPY)),
    "refusals": ("Was refused", Q(paper=REFUSAL)),
}


@dataclass(frozen=True, slots=True)
class Looked:
    """One line of the page: somebody on a day, or one thing that they did."""

    at: datetime
    who: str
    agencies: str
    what: str


def days_of(case_id: uuid.UUID) -> QuerySet[Entry, dict[str, Any]]:
    """A line for each person and London day, the latest first."""
    entries = Entry.objects.filter(case_id=case_id).order_by().annotate(on=TruncDate("at", tzinfo=LONDON))
    counts = {kind: Count("pk", filter=which) for kind, (_, which) in KINDS.items()}
    grouped = entries.values("actor", "actor_name", "on").annotate(last=Max("at"), **counts)
    return cast("QuerySet[Entry, dict[str, Any]]", grouped.order_by("-last", "actor_name", "actor"))


def in_words(lines: Iterable[dict[str, Any]]) -> list[Looked]:
    """Days as they are read: "looked 3 times, changed something once"."""
    lines = list(lines)
    agencies = agencies_of({line["actor"] for line in lines})
    return [
        Looked(line["last"], line["actor_name"], _at_the_time(agencies, line["actor"], line["on"]), _counted(line))
        for line in lines
    ]


def entries_of(case_id: uuid.UUID, *, actor: str = "", on: date | None = None) -> QuerySet[Entry]:
    """Each single entry, the latest first; of one person or one London day, if they are named."""
    entries = Entry.objects.filter(case_id=case_id).annotate(on=TruncDate("at", tzinfo=LONDON))
    if actor:
        entries = entries.filter(actor=actor)
    if on is not None:
        entries = entries.filter(on=on)
    return entries.order_by("-at", "-number")


def singly(entries: Iterable[Entry]) -> list[Looked]:
    entries = list(entries)
    agencies = agencies_of({entry.actor for entry in entries})
    return [
        Looked(entry.at, entry.actor_name, _at_the_time(agencies, entry.actor, _day(entry.at)), entry.did)
        for entry in entries
    ]  # fmt: skip


def people_in(case_id: uuid.UUID) -> list[tuple[str, str]]:
    """Everyone in the folder's audit, by name, for choosing among them."""
    named = Entry.objects.filter(case_id=case_id).order_by("actor_name").values_list("actor", "actor_name").distinct()
    return list(dict(named).items())


def agencies_of(actors: set[str]) -> dict[str, list[Post]]:
    """The posts of each person; a job has none."""
    people = [uuid.UUID(actor) for actor in actors if _is_a_person(actor)]
    found: dict[str, list[Post]] = {}
    for post in Post.objects.filter(person__in=people).select_related("body"):
        found.setdefault(str(post.person_id), []).append(post)
    return found


def _at_the_time(posts: dict[str, list[Post]], actor: str, on: date) -> str:
    bodies = dict.fromkeys(post.body.name for post in posts.get(actor, []) if post.holds_on(on))
    if bodies:
        return ", ".join(bodies)
    if actor.startswith(FORM):
        return "By a one-time code"
    return "No agency that day" if _is_a_person(actor) else "Handrail itself"


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()


def _counted(line: dict[str, Any]) -> str:
    told = [f"{words} {_times(line[kind])}" for kind, (words, _) in KINDS.items() if line[kind]]
    return ", ".join([*told[:1], *(words[0].lower() + words[1:] for words in told[1:])])


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count:,} times")


def _is_a_person(actor: str) -> bool:
    try:
        uuid.UUID(actor)
    except ValueError:
        return False
    return True
