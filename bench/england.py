"""Folders for a whole country of partnerships, all invented, made in bulk for measuring only."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import TypeVar

from django.utils import timezone

from handrail.service.access.models import Folder, Person, Post
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.cases.models import Case
from handrail.service.incidents.models import Incident, Limb, Nature, Notice
from handrail.service.partnerships.models import Body, Kind

BATCH = 5_000
BENCH = Job("bench")
FIRST_DAY = date(2018, 7, 2)
T = TypeVar("T")


def fill(start: int, end: int, partnerships: int) -> None:
    """Folders number `start` to `end`, dealt out to the partnerships; one in ten still has its clocks running."""
    with unit_of_work(BENCH):
        areas = list(_areas(partnerships))
    for chunk in _chunks(range(start, end), BATCH):
        with unit_of_work(BENCH):
            _make(chunk, areas)


def someone_who_looks(pages_login: str) -> tuple[str, str]:
    """The session of a coordinator of the first partnership, and the id of one of its folders."""
    with unit_of_work(BENCH):
        person = Person.objects.get(email="looks@handrail.example")
        case = Case.objects.visible_to(person).order_by("reference").first()
    assert case is not None
    return session_of(person, pages_login), str(case.pk)


def session_of(person: Person, pages_login: str) -> str:
    """The key of a session that was opened by two factors. It is made in a process of its own, with the login of the
    pages: no other is told what a session is bound to. The person is written by now, for others to read."""
    env = {**os.environ, "HANDRAIL_ZONE_URL": pages_login}
    asked = [sys.executable, str(Path(__file__).with_name("session.py")), str(person.pk)]
    return subprocess.run(asked, env=env, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


def _areas(count: int) -> Iterator[tuple[Body, Body, Person]]:
    for number in range(count):
        partnership, new = Body.objects.get_or_create(name=f"Partnership {number}", kind=Kind.PARTNERSHIP)
        authority, _ = Body.objects.get_or_create(name=f"Council {number}", kind=Kind.LOCAL_AUTHORITY)
        email = f"{'looks' if number == 0 else f'works{number}'}@handrail.example"
        person = Person.objects.filter(email=email).first() or Person.objects.create_person(email=email, name="Someone")
        if new:
            Post.objects.create(person=person, body=partnership, partnership=partnership, role="coordinator")
        yield partnership, authority, person


def _make(numbers: list[int], areas: list[tuple[Body, Body, Person]]) -> None:
    dealt = [(number, *areas[number % len(areas)]) for number in numbers]
    folders = Folder.objects.bulk_create(Folder(partnership=partnership) for _, partnership, _, _ in dealt)
    cases = Case.objects.bulk_create(
        Case(
            folder=folder,
            partnership=folder.partnership,
            authority=authority,
            reference=f"EN-{number:07d}",
            invented=True,
        )
        for folder, (number, _, authority, _) in zip(folders, dealt, strict=True)
    )
    incidents = Incident.objects.bulk_create(
        Incident(
            case=case, raised_by=authority, authority=authority, limb=Limb.IN_AREA, nature=Nature.SERIOUS_HARM,
            became_aware_on=_aware(number), what_is_known="Invented for measuring.", recorded_by=person,
        )
        for case, (number, _, authority, person) in zip(cases, dealt, strict=True)
    )  # fmt: skip
    Notice.objects.bulk_create(
        Notice(
            incident=incident, to=to, on=_aware(number) + timedelta(days=3), by_name="Someone",
            national_reference=f"N{number:07d}", recorded_by=person,
        )
        for incident, (number, _, _, person) in zip(incidents, dealt, strict=True)
        if number % 10
        for to in (Notice.To.PANEL, Notice.To.SAFEGUARDING_PARTNERS)
    )  # fmt: skip


def _aware(number: int) -> date:
    """Spread over the years since the law began; those still running became known in the last month."""
    if number % 10 == 0:
        return timezone.localdate() - timedelta(days=number // 10 % 28)
    return FIRST_DAY + timedelta(days=number % 2_900)


def _chunks(numbers: range, size: int) -> Iterator[list[int]]:
    left = iter(numbers)
    while chunk := list(islice(left, size)):
        yield chunk
