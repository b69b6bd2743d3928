"""The daily digest: how much is overdue and due, how many days moved, and in which folders. Numbers and references,
nothing else."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date, datetime, time

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from handrail.guidance import spoken
from handrail.guidance.lateness import DAYS, late_in_words
from handrail.service.access.models import Grant, Person
from handrail.service.access.roles import ALL
from handrail.service.access.shut import may_not_hear
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import unit_of_work
from handrail.service.cases.due import awaited, owed
from handrail.service.cases.models import ASKED, KeptClock, MovedDate
from handrail.service.cases.timeliness import unit_in
from handrail.service.fields import instant
from handrail.service.law.kept import kept_working_days
from handrail.service.outbox.actions import write
from handrail.service.outbox.models import DailyRound
from handrail.service.outbox.sending import OUTBOX
from handrail.service.partnerships.models import Body

SOON = 5  # working days
ROUND = "handrail.service.cases.digest.write_digests"


@dataclass(frozen=True, slots=True)
class Due:
    """Something owed on a folder: which, its reference and partnership, the day, and what its days are counted in."""

    folder: uuid.UUID
    reference: str
    due_on: date
    partnership: Body
    unit: str = DAYS


@dataclass(frozen=True, slots=True)
class Moved:
    """A day that moved on something still owed: which clock it is, the folder, its reference and partnership."""

    clock: tuple[str, str]
    folder: uuid.UUID
    reference: str
    partnership: Body


@dataclass(frozen=True, slots=True)
class Digest:
    """What one reader owes, what they wait for from others, and what moved of what they owe."""

    owed: tuple[Due, ...]
    awaited: tuple[Due, ...] = ()
    moved: frozenset[Moved] = frozenset()

    @property
    def folders(self) -> set[uuid.UUID]:
        return {one.folder for one in (*self.owed, *self.awaited)} | {one.folder for one in self.moved}

    def without(self, folders: Set[uuid.UUID]) -> Digest:
        """The same, saying nothing of some folders."""
        return Digest(
            tuple(one for one in self.owed if one.folder not in folders),
            tuple(one for one in self.awaited if one.folder not in folders),
            frozenset(one for one in self.moved if one.folder not in folders),
        )


def write_digests(today: date) -> int:
    """Write the day's digests, to people and to the shared mailboxes of bodies. None on a day that is not worked."""
    if not kept_working_days().includes(today):
        return 0
    with unit_of_work(OUTBOX):
        since = _since(today)
        return _to_people(today, since) + _to_mailboxes(today, since)


def _since(today: date) -> datetime | None:
    """When the last digests were written, on the working day before; None where no day moved since."""
    before = kept_working_days().after(today, -1)
    made = DailyRound.objects.filter(of=ROUND, on=before).first()
    since = made.made_at if made else instant(before, time.min)
    return since if MovedDate.objects.filter(noticed_at__gt=since).exists() else None


def digest_for(person: Person, by: date, since: datetime | None = None) -> Digest:
    """What this person is shown as due by a day on the page of what is due, and what of it moved since an instant."""
    mine = owed(person)
    return Digest(_due(mine, by), _due(awaited(person), by), _moved(mine, since))


def digest_of(body: Body, by: date, since: datetime | None = None) -> Digest:
    """What a body owes by a day: on its own folders and those it holds the key to, and what it was itself asked for."""
    keys = Grant.objects.live().filter(body=body)
    whole = Q(partnership=body) | Q(case__in=keys.opening([ALL]).values("folder"))
    part = Q(case__in=keys.values("folder"), instrument=ASKED)
    theirs = KeptClock.objects.running().filter(whole | part, owed_by=body)
    return Digest(_due(theirs, by), moved=_moved(theirs, since))


def text_of(digest: Digest, today: date) -> tuple[str, str]:
    """The subject and the text of a digest."""
    mine, others = _counted(digest.owed, today), _counted(digest.awaited, today)
    lines = [f"On {spoken(today)}:", "", *mine]
    if others:
        lines += ["", "Waiting for others:", "", *others]
    if digest.moved:
        lines += ["", f"{_moved_in_words(digest)}. The page of each day says from when, to when and why."]
    return f"Handrail: {_subject(digest, mine, others)}", "\n".join(
        [*lines, "", f"See what is due: {settings.ADDRESS}/", ""]
    )


def _subject(digest: Digest, mine: Iterable[str], others: Iterable[str]) -> str:
    owed_first, others_first = ([words.partition(":")[0] for words in some][:2] for some in (mine, others))
    moved = [_moved_in_words(digest).partition(":")[0]] if digest.moved else []
    if owed_first or moved:
        return ", ".join([*owed_first, *moved])
    return f"waiting for others, {', '.join(others_first)}"


def _moved_in_words(digest: Digest) -> str:
    count = len(digest.moved)
    folders = ", ".join(sorted({one.reference for one in digest.moved}))
    return f"{count} {'day' if count == 1 else 'days'} moved: {folders}"


def _counted(due: Iterable[Due], today: date) -> list[str]:
    """A line for what is overdue, what is due today and what is due soon: how many, and in which folders."""
    parts: dict[str, list[str]] = {"overdue": [], "due today": [], f"due in the next {SOON} working days": []}
    overdue, at_once, soon = parts.values()
    for one in due:
        if one.due_on < today:
            late = late_in_words(one.due_on, today, one.unit, kept_working_days())
            overdue.append(f"{one.reference} ({late})")
        else:
            (at_once if one.due_on == today else soon).append(one.reference)
    return [f"{len(some)} {words}: {', '.join(sorted(set(some)))}" for words, some in parts.items() if some]


def _to_people(today: date, since: datetime | None) -> int:
    by = kept_working_days().after(today, SOON)
    wanting = Person.objects.filter(is_active=True, digest=True)
    return sum(_write(person.email, digest_for(person, by, since), today, whose=person) for person in wanting)


def _to_mailboxes(today: date, since: datetime | None) -> int:
    by = kept_working_days().after(today, SOON)
    due = Q(due_on__lte=by)
    if since is not None:
        due |= Q(case__in=MovedDate.objects.filter(noticed_at__gt=since).order_by().values("case"))
    owing = KeptClock.objects.running().filter(due).values("owed_by")
    bodies = Body.objects.on(today).exclude(mailbox="").filter(pk__in=owing)
    return sum(_write(body.mailbox, digest_of(body, by, since), today, whose=body) for body in bodies)


def _write(to: str, digest: Digest, today: date, *, whose: Person | Body) -> bool:
    digest = digest.without({folder for folder in digest.folders if may_not_hear(to, [folder])})
    folders_of = {one.partnership for one in (*digest.owed, *digest.awaited)}
    folders_of |= {one.partnership for one in digest.moved}
    if not folders_of:
        return False
    subject, text = text_of(digest, today)
    message = write(
        to=to,
        to_body=whose if isinstance(whose, Body) else None,
        partnership=folders_of.pop() if len(folders_of) == 1 else None,
        subject=subject,
        text=text,
        about=sorted(digest.folders),
        kind="digest",
        once=f"digest:{today.isoformat()}:{whose.pk}",
    )
    if message is None:
        return False
    audit.record(OUTBOX, f"wrote the day's digest, of {len(digest.folders):,} folders", message)
    return True


def _due(clocks: QuerySet[KeptClock], by: date) -> tuple[Due, ...]:
    chosen = clocks.filter(due_on__lte=by).select_related("case", "partnership").order_by("due_on", "id")
    return tuple(
        Due(clock.case_id, clock.case.reference, clock.due_on, clock.partnership, unit_in(clock))
        for clock in chosen
        if clock.due_on
    )


def _moved(clocks: QuerySet[KeptClock], since: datetime | None) -> frozenset[Moved]:
    """The clocks among these whose day moved since an instant; one that moved twice counts once."""
    if since is None:
        return frozenset()
    theirs = clocks.filter(case=OuterRef("case"), duty=OuterRef("duty"), about=OuterRef("about"))
    moved = MovedDate.objects.filter(Exists(theirs), noticed_at__gt=since).select_related("case__partnership")
    return frozenset(
        Moved((one.duty, one.about), one.case_id, one.case.reference, one.case.partnership) for one in moved
    )
