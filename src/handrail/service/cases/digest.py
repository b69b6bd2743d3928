"""The daily digest: how many things are overdue and due, and in which folders. Numbers and references, nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Q, QuerySet

from handrail.guidance import published_working_days, spoken
from handrail.service.access.models import Grant, Person
from handrail.service.access.roles import ALL
from handrail.service.cases.due import awaited, owed
from handrail.service.cases.models import ASKED, KeptClock
from handrail.service.outbox.actions import write
from handrail.service.partnerships.models import Body

SOON = 5  # working days


@dataclass(frozen=True, slots=True)
class Due:
    """Something owed on a folder: the folder's reference and partnership, and the day."""

    reference: str
    due_on: date
    partnership: Body


@dataclass(frozen=True, slots=True)
class Digest:
    """What one reader owes, and what they wait for from others."""

    owed: tuple[Due, ...]
    awaited: tuple[Due, ...] = ()


def write_digests(today: date) -> int:
    """Write the day's digests, to people and to the shared mailboxes of bodies. None on a day that is not worked."""
    if not published_working_days().includes(today):
        return 0
    return _to_people(today) + _to_mailboxes(today)


def digest_for(person: Person, by: date) -> Digest:
    """What this person is shown as due by a day on the page of what is due."""
    return Digest(_due(owed(person), by), _due(awaited(person), by))


def digest_of(body: Body, by: date) -> Digest:
    """What a body owes by a day: on its own folders and those it holds the key to, and what it was itself asked for."""
    keys = Grant.objects.live().filter(body=body)
    whole = Q(partnership=body) | Q(case__in=keys.opening([ALL]).values("folder"))
    part = Q(case__in=keys.values("folder"), instrument=ASKED)
    return Digest(_due(KeptClock.objects.running().filter(whole | part, owed_by=body), by))


def text_of(digest: Digest, today: date) -> tuple[str, str]:
    """The subject and the text of a digest."""
    mine, others = _counted(digest.owed, today), _counted(digest.awaited, today)
    lines = [f"On {spoken(today)}:", "", *mine]
    if others:
        lines += ["", "Waiting for others:", "", *others]
    first = [words.partition(":")[0] for words in mine or others][:2]
    subject = ", ".join(first) if mine else f"waiting for others, {', '.join(first)}"
    return f"Handrail: {subject}", "\n".join([*lines, "", f"See what is due: {settings.ADDRESS}/", ""])


def _counted(due: Iterable[Due], today: date) -> list[str]:
    """A line for what is overdue, what is due today and what is due soon: how many, and in which folders."""
    parts: dict[str, list[str]] = {"overdue": [], "due today": [], f"due in the next {SOON} working days": []}
    overdue, at_once, soon = parts.values()
    for one in due:
        (overdue if one.due_on < today else at_once if one.due_on == today else soon).append(one.reference)
    return [f"{len(some)} {words}: {', '.join(sorted(set(some)))}" for words, some in parts.items() if some]


def _to_people(today: date) -> int:
    by = published_working_days().after(today, SOON)
    wanting = Person.objects.filter(is_active=True, digest=True)
    return sum(_write(person.email, digest_for(person, by), today, whose=person) for person in wanting)


def _to_mailboxes(today: date) -> int:
    by = published_working_days().after(today, SOON)
    owing = KeptClock.objects.running().filter(due_on__lte=by).values("owed_by")
    bodies = Body.objects.on(today).exclude(mailbox="").filter(pk__in=owing)
    return sum(_write(body.mailbox, digest_of(body, by), today, whose=body) for body in bodies)


def _write(to: str, digest: Digest, today: date, *, whose: Person | Body) -> bool:
    folders_of = {one.partnership for one in (*digest.owed, *digest.awaited)}
    if not folders_of:
        return False
    subject, text = text_of(digest, today)
    message = write(
        to=to,
        to_body=whose if isinstance(whose, Body) else None,
        partnership=folders_of.pop() if len(folders_of) == 1 else None,
        subject=subject,
        text=text,
        kind="digest",
        once=f"digest:{today.isoformat()}:{whose.pk}",
    )
    return message is not None


def _due(clocks: QuerySet[KeptClock], by: date) -> tuple[Due, ...]:
    chosen = clocks.filter(due_on__lte=by).select_related("case", "partnership").order_by("due_on", "id")
    return tuple(Due(clock.case.reference, clock.due_on, clock.partnership) for clock in chosen if clock.due_on)
