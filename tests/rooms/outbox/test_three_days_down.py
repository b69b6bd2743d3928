"""The worker stands still for three days: every page says what it would have said, and nothing is written twice after.

Whether a duty is late is asked when a page is read. The worker only tells people of it.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.guidance import spoken
from handrail.guidance.days import published_working_days
from handrail.service.access.models import CalendarAddress, Person
from handrail.service.audit.actions import name_actor
from handrail.service.audit.sealing import seal_waiting
from handrail.service.cases.holidays import reach_folders
from handrail.service.cases.models import Case, KeptClock
from handrail.service.fields import instant
from handrail.service.outbox.models import DailyRound, Message
from handrail.service.outbox.rounds import go_round
from handrail.service.requests.models import Reminder, Request
from tests.house.oracle import rows
from tests.house.scene import parameters_of
from tests.rooms.cast import Cast, open_folder_for
from tests.rooms.outbox.test_digest import incident
from tests.rooms.requests.asking import ask_one

DAYS = published_working_days()


def _tuesday() -> date:
    """A Tuesday to come, with no bank holiday in the week before it or after: what is written now is past by then."""
    day = date.today() + timedelta(days=8)  # noqa: DTZ011 - any day will do
    while day.weekday() != 1 or DAYS.after(day, -5) != day - timedelta(days=7) or DAYS.after(day, 3).weekday() != 4:
        day += timedelta(days=1)
    return day


STOPPED_ON, STOPPED_AT = _tuesday(), time(8)  # after its rounds
KNOWN_ON = STOPPED_ON - timedelta(days=7)  # the Panel by that Tuesday
ASKED_BY = STOPPED_ON + timedelta(days=2)
BACK_ON = STOPPED_ON + timedelta(days=3)
DOWN = timedelta(hours=72)
NEW_EACH_TIME = re.compile(r'(csrfmiddlewaretoken|once)" value="[^"]+')


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """What time it is: the one instant in this list."""
    now = [instant(STOPPED_ON, STOPPED_AT)]
    monkeypatch.setattr(timezone, "now", lambda: now[0])
    return now


@pytest.fixture
def case(cast: Cast, clock: list[datetime]) -> Case:
    case = open_folder_for(cast)
    incident(case, cast, KNOWN_ON)
    clock[0] -= timedelta(days=4)  # asked on the Friday before
    ask_one(cast, case, cast.school, due_on=ASKED_BY)
    clock[0] += timedelta(days=4)
    the_worker_goes_round()
    return case


def the_worker_goes_round() -> None:
    """Whatever it has to do each minute."""
    go_round()
    for _ in reach_folders():
        pass
    seal_waiting()


DRAWN_ANEW = {"access:set_up_app"}
"""A page with a secret that is made each time it is shown."""


def pages_of(person: Person, case: Case) -> dict[str, str]:
    """What a person reads, without what is new in each drawing of a page."""
    client = Client(raise_request_exception=False)
    client.force_login(person)
    asked = [row.url for row in rows() if row.method == "GET" and row.url not in DRAWN_ANEW]
    addresses = [reverse(url) for url in asked if not parameters_of(url)]
    clocks = KeptClock.objects.filter(case=case)
    addresses += [reverse("cases:case", args=[case.pk]), reverse("cases:chronology", args=[case.pk])]
    addresses += [reverse("cases:clock", args=[case.pk, one.duty, one.about]) for one in clocks]
    calendars = CalendarAddress.objects.filter(person=person)
    addresses += [reverse("cases:feed", args=[calendar.key]) for calendar in calendars]
    read = {}
    for address in addresses:
        answer = client.get(address)
        readable = answer.headers.get("Content-Type", "").startswith("text/")
        words = answer.content.decode() if readable else ""
        read[address] = f"{answer.status_code} {NEW_EACH_TIME.sub('', words)}"
    return read


def without_messages(read: dict[str, str]) -> dict[str, str]:
    """All but the page of what was sent: nothing is, while nobody sends."""
    return {address: words for address, words in read.items() if address != reverse("outbox:sent")}


def test_every_page_says_what_it_would_have_said(cast: Cast, case: Case, clock: list[datetime]) -> None:
    readers = [cast[part] for part in ("coordinator", "notifier", "school lead", "senior officer")]
    for reader in readers:
        CalendarAddress.objects.get_or_create(person=reader)
    before = pages_of(cast["notifier"], case)
    stopped_at, point = clock[0], transaction.savepoint()
    for day in (1, 2, 3):
        clock[0] = stopped_at + timedelta(days=day)
        the_worker_goes_round()
    wanted = [without_messages(pages_of(reader, case)) for reader in readers]
    transaction.savepoint_rollback(point)
    clock[0] = stopped_at + DOWN
    found = [without_messages(pages_of(reader, case)) for reader in readers]
    for told, would in zip(found, wanted, strict=True):
        assert {at for at in told if told[at] != would[at]} == set()
    assert "3 working days late" in found[1]["/"]
    assert "3 working days late" not in before["/"], "or nothing would have changed in three days"


def test_when_it_comes_back_each_is_told_once_and_nothing_is_made_up_for_twice(
    cast: Cast, case: Case, clock: list[datetime]
) -> None:
    before = set(Message.objects.values_list("pk", flat=True))
    reminded = Reminder.objects.count()
    clock[0] += DOWN
    for _ in range(3):
        the_worker_goes_round()
    new = Message.objects.exclude(pk__in=before)
    digests = list(new.filter(kind="digest").values_list("to", flat=True))
    assert cast["notifier"].email in digests
    assert len(digests) == len(set(digests))
    assert all(f"On {spoken(BACK_ON)}" in text for text in new.filter(kind="digest").values_list("text", flat=True))
    asked = Request.objects.get(case=case)
    assert Reminder.objects.count() - reminded == asked.reminders.count() - reminded > 0
    reminders = new.exclude(kind="digest").values_list("to", "once")
    assert len(reminders) == len(set(reminders))
    assert not Message.objects.waiting().exists()
    made = DailyRound.objects.filter(on=BACK_ON).values_list("of", flat=True)
    assert len(made) == len(set(made)) > 1
    name_actor(cast["coordinator"])
    assert not DailyRound.objects.filter(on=STOPPED_ON + timedelta(days=1)).exists(), (
        "a day that is over is not made up for"
    )
