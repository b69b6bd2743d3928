"""Someone shut out of a folder asked for it, or works for a body that was given its key: who leads it is told."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import chain
from typing import Any, NamedTuple

from django.apps import apps
from django.contrib.postgres.search import SearchVector
from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from handrail.service.access.models import Attempt, Exclusion, Grant, Person, Post, ShutOut, TurnedAway
from handrail.service.access.practitioners import Practitioner
from handrail.service.access.shut import is_named
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Actor, Job, unit_of_work
from handrail.service.cases.finding import plain, question
from handrail.service.cases.hearing import in_roles, tell, who_hears
from handrail.service.cases.models import Case, PaperLine
from handrail.service.outbox.actions import write
from handrail.service.room import Room

WATCH = Job("watch over shut folders")
QUIET = timedelta(hours=1)
"""One message in this time about one person and folder; each attempt is on the folder's page all the same."""
AT_ONCE = 500
"""As many as are looked at in one transaction."""


def look_at_turned_away() -> int:
    """Look at everyone who was turned away since the last time, and forget them. Gives how many attempts there were."""
    attempts = 0
    while True:
        with unit_of_work(WATCH):
            some = list(TurnedAway.objects.select_for_update(skip_locked=True, of=("self",))[:AT_ONCE])
            for one in some:
                for folder_id, way in attempts_in(one):
                    attempts += 1
                    keep_attempt(folder_id, _who(one), way, one.at, by=WATCH)
            TurnedAway.objects.filter(pk__in=[one.pk for one in some]).delete()
        if len(some) < AT_ONCE:
            return attempts + look_at_keys_given()


def _who(asked: TurnedAway) -> Person | Practitioner:
    if asked.person is not None:
        return asked.person
    assert asked.practitioner_id is not None
    return Practitioner.objects.get(pk=asked.practitioner_id)


def look_at_keys_given() -> int:
    """Keep each key that a body got at which someone works who was shut out of the folder by then. Whoever gave it may
    know nothing of the exclusion, which may have been made in a folder joined to theirs. They stay shut out of it."""
    with unit_of_work(WATCH):
        new = sorted(_offers() - _offers_kept(), key=lambda one: one.at)
        people = Person.objects.in_bulk({one.person_id for one in new})
        for one in new:
            keep_attempt(one.folder_id, people[one.person_id], Attempt.Way.OFFERED, one.at, by=WATCH)
    return len(new)


class Offer(NamedTuple):
    """A key to a folder that is shut to someone where the key went."""

    folder_id: uuid.UUID
    """That in which the exclusion was made."""
    person_id: uuid.UUID
    at: datetime


def _offers() -> set[Offer]:
    shut = ShutOut.objects.select_related("exclusion")
    keys = defaultdict(set)
    for grant in Grant.objects.filter(folder__in=shut.values("folder")):
        keys[grant.folder_id, grant.body_id].add(grant.from_at)
    works_at = defaultdict(set)
    for post in Post.objects.on(timezone.localdate()).filter(person__in=shut.values("person")):
        works_at[post.person_id].add(post.body_id)
    return {
        Offer(one.exclusion.folder_id, one.person_id, at)
        for one in shut
        for body in works_at[one.person_id]
        for at in keys[one.folder_id, body]
        if at >= one.exclusion.made_at
    }


def _offers_kept() -> set[Offer]:
    kept = Attempt.objects.filter(way=Attempt.Way.OFFERED).values_list("folder", "person", "at")
    return {Offer(*one) for one in kept}


def attempts_in(asked: TurnedAway) -> set[tuple[uuid.UUID, Attempt.Way]]:
    """The folders whose exclusions it met, and how. None, for nearly all who are turned away."""
    if asked.practitioner_id is not None:
        return {(folder, Attempt.Way.ASKED) for folder in _shut_by_name(asked.practitioner_id)}
    shut = ShutOut.objects.filter(person=asked.person_id)
    if not shut.exists():
        return set()
    if asked.folder_id is not None:
        return {(folder, Attempt.Way.ASKED) for folder in _shut_by(shut.filter(folder__in=behind(asked.folder_id)))}
    words = plain(asked.words)
    if not words:
        return set()
    folders = shut.values("folder")
    cases = Case.objects.filter(pk__in=folders).annotate(words=SearchVector("found_by", config="simple"))
    lines = PaperLine.objects.filter(case__in=folders).annotate(words=SearchVector("found_by", config="simple"))
    found = {*cases.filter(words=question(words)).values_list("pk", flat=True)}
    found |= {*lines.filter(words=question(words)).values_list("case", flat=True)}
    return {(folder, Attempt.Way.SEARCHED) for folder in _shut_by(shut.filter(folder__in=found))}


def behind(key: uuid.UUID) -> set[uuid.UUID]:
    """A key, and all to which it leads by what the rooms say of theirs: among them the folders, if there are any."""
    reached, waiting = {key}, [key]
    while waiting:
        found = set(_next_to(waiting.pop())) - reached
        reached |= found
        waiting += found
    return reached


def _next_to(key: uuid.UUID) -> Iterator[uuid.UUID]:
    for room in apps.get_app_configs():
        for one in room.behind if isinstance(room, Room) else ():
            rows = apps.get_model(one.model)._default_manager.filter(**{one.key: key})
            for found in chain.from_iterable(rows.values_list(*one.leads_to)):
                yield from found if isinstance(found, list) else [found] if found else []


def _shut_by(shut: QuerySet[ShutOut]) -> Iterator[uuid.UUID]:
    """The folders in which the exclusions were made: one joined to them may not be known to who is told."""
    yield from Exclusion.objects.filter(pk__in=shut.values("exclusion")).values_list("folder", flat=True)


def _shut_by_name(practitioner_id: uuid.UUID) -> Iterator[uuid.UUID]:
    """The same for somebody without an account, by the name and the address under which they were asked."""
    one = Practitioner.objects.filter(pk=practitioner_id).first()
    if one is None or not is_named([one.folder_id], names=[one.full_name], emails=[one.email]):
        return
    shutting = RawSQL("select access_folders_shutting(%s)", [one.folder_id])
    named = Exclusion.objects.filter(ended_at__isnull=True, known_by__overlap=one.known_by, folder__in=shutting)
    yield from named.values_list("folder", flat=True)
    yield from _shut_by(ShutOut.objects.filter(folder=one.folder_id, person__known_by__overlap=one.known_by))


def keep_attempt(folder_id: uuid.UUID, who: Person | Practitioner, way: str, at: datetime, *, by: Actor) -> Attempt:
    """Keep that someone was at a folder that is shut to them, and tell whoever leads it, if nobody was told lately."""
    with connection.cursor() as cursor:  # one at a time for a folder, so that one message is written and not two
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"attempts {folder_id}"])
    named: dict[str, Any] = {"person": who} if isinstance(who, Person) else {"by_code": str(who)}
    attempt = Attempt.objects.create(folder_id=folder_id, way=way, at=at, **named)
    now = timezone.now()
    if not Attempt.objects.filter(folder=folder_id, told_at__gt=now - QUIET, **named).exists():
        _tell_of(Case.objects.select_related("partnership", "lead").get(pk=folder_id))
        attempt.told_at = now
        attempt.save(update_fields=["told_at"])
    audit.record(by, "noted that someone shut out was at the folder", attempt, folder_id)
    return attempt


def _tell_of(case: Case) -> None:
    people = who_hears(case)
    if people:
        sentence = "Something on the page of this folder is for you to see. Please open it soon."
        tell(people, case, kind="folder", subject="please open the folder's page", sentence=sentence)
        return
    for administrator in in_roles(case.partnership, "administrator"):
        write(
            to=administrator.email, subject="Nobody can be told about a folder", kind="folder", about=[case.pk],
            text=f"There is something to be told about a folder of {case.partnership}, and nobody is left who may "
            "open it. Ask the delegated safeguarding partners whom to make a coordinator, and give them the post.\n",
        )  # fmt: skip
