"""What is due and a folder's page ask the database as often for many lines as for few, and read no list to its end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import cycle, islice
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from handrail.guidance.days import LONDON
from handrail.service.cases.due import first_of, in_order, owed
from handrail.service.cases.models import KeptClock
from handrail.service.cases.timeliness import When
from tests.rooms.cases.folders import LONG_AGO, asked_of, filed, happened, signed_in, today
from tests.rooms.cast import Cast, open_folder_for

FEW, MANY = 2, 12


def due_days() -> Iterator[date | None]:
    """One of each time after another, so that a few lines are as various as many."""
    later = timedelta(days=21)
    return cycle((today() - timedelta(days=1), today() + later, None, today(), today() + timedelta(days=3)))


def owing(cast: Cast, lines: int) -> None:
    """As many lines each for the coordinator, the council and the school, every line on a folder of its own."""
    for day in islice(due_days(), lines):
        case = open_folder_for(cast)
        filed(case, "A paper")
        for body in (cast.partnership, cast.council, cast.school):
            asked_of(case, body, day, cast["notifier"])


def queries(client: Client, address: str) -> int:
    """Of a second visit: the first may read what is then remembered."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as taken:
        assert client.get(address).status_code == 200
    return len(taken)


@pytest.mark.parametrize("address", ["/", "/?of=others", "/?when=overdue", "/?when=no-day", "/?force=asked"])
@pytest.mark.parametrize("part", ["coordinator", "notifier", "school lead"])
def test_what_is_due_asks_as_often_for_many_lines_as_for_few(
    cast: Cast, client: Client, part: str, address: str
) -> None:
    client = signed_in(client, cast[part])
    owing(cast, 5)  # one of each time
    few = queries(client, address)
    owing(cast, MANY)
    assert queries(client, address) == few


def test_the_page_of_a_folder_asks_as_often_for_many_lines_as_for_few(cast: Cast, client: Client) -> None:
    case = open_folder_for(cast)
    client = signed_in(client, cast["coordinator"])
    happened(case, "incident_known", today() - LONG_AGO)
    clock = asked_of(case, cast.school, today(), cast["notifier"])
    more_of(clock, FEW)
    few = queries(client, f"/cases/{case.pk}/")
    more_of(clock, MANY)
    assert queries(client, f"/cases/{case.pk}/") == few


def more_of(clock: KeptClock, lines: int) -> None:
    """As many more papers in the folder, each of which asks the same body for something."""
    for number, day in enumerate(islice(due_days(), lines)):
        paper = filed(clock.case, f"Paper {number}", for_body=clock.owed_by)
        KeptClock.objects.create(**fields_of(clock) | {"paper_id": paper.paper_id, "due_on": day})


def fields_of(clock: KeptClock) -> dict[str, Any]:
    return {field.name: getattr(clock, field.name) for field in KeptClock._meta.fields if field.name != "id"}


def test_lists_that_are_asked_for_at_once_are_each_in_their_own_order(cast: Cast) -> None:
    case = open_folder_for(cast)
    clock = asked_of(case, cast.school, None, cast["notifier"])
    fields = fields_of(clock)
    for ahead in (3, 0, 1, 2):
        day = today() + timedelta(days=ahead)
        for at in (None, datetime.combine(day, time(23, 59, 58), LONDON), datetime.combine(day, time(23, 59), LONDON)):
            KeptClock.objects.create(**fields | {"due_on": day, "due_at": at})
            KeptClock.objects.create(**fields | {"due_on": day - timedelta(days=9)})
        KeptClock.objects.create(**fields | {"started_on": today() - timedelta(days=ahead)})
    now = timezone.now()
    lists = {time.value: in_order(owed(cast["school lead"]), time, now) for time in When}
    read = first_of(lists)
    assert read == {name: [clock.pk for clock in clocks] for name, clocks in lists.items()}
    assert all(read[time] for time in (When.OVERDUE, When.TODAY, When.WEEK, When.NO_DAY))
    assert first_of(lists, most=2) == {name: numbers[:2] for name, numbers in read.items()}
    assert first_of({}) == {}


def test_a_draft_is_looked_for_once_however_many_lines_there_are(cast: Cast, client: Client) -> None:
    client = signed_in(client, cast["coordinator"])
    owing(cast, 5)
    with CaptureQueriesContext(connection) as taken:
        assert client.get("/").status_code == 200
    assert sum("cases_draft" in query["sql"] for query in taken) == 1
