"""What is due, for a calendar program: read with a secret address, and with no word about any child."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from icalendar import Calendar

from handrail.service.access.models import Person
from handrail.service.audit.models import Entry
from handrail.service.cases.models import Case
from tests.rooms.cases.folders import LONG_AGO, asked_of, happened, page, signed_in, today
from tests.rooms.cast import Cast, open_folder_for


@pytest.fixture
def case(cast: Cast) -> Case:
    case = open_folder_for(cast)
    happened(case, "incident_known", today() - LONG_AGO)
    asked_of(case, cast.school, today() + timedelta(days=9), cast["notifier"], title="Say what Aoife told you")
    return case


def read(client: Client, person: Person) -> Calendar:
    answer = client.get(f"/calendar/{person.calendar_key}.ics")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert "no-store" in answer.headers["Cache-Control"]
    calendar = Calendar.from_ical(answer.content)
    assert isinstance(calendar, Calendar)
    return calendar


def test_a_calendar_reads_what_is_due_without_signing_in(cast: Cast, case: Case, client: Client) -> None:
    events = {str(event["summary"]): event for event in read(client, cast["notifier"]).walk("VEVENT")}
    event = events[f"Notify the Panel of a serious incident – {case.reference}"]
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(days=1)
    assert str(event["url"]) == f"{settings.ADDRESS}/cases/{case.pk}/clocks/notify_panel/incident"


def test_what_somebody_typed_does_not_leave_in_a_calendar(cast: Cast, case: Case, client: Client) -> None:
    (event,) = read(client, cast["school lead"]).walk("VEVENT")
    assert str(event["summary"]) == f"Asked by the partnership – {case.reference}"
    assert event.decoded("dtstart") == today() + timedelta(days=9)
    assert b"Aoife" not in read(client, cast["school lead"]).to_ical()


def test_two_readings_name_each_day_alike_so_that_none_is_doubled(cast: Cast, case: Case, client: Client) -> None:
    first, second = ({str(e["uid"]) for e in read(client, cast["notifier"]).walk("VEVENT")} for _ in range(2))
    assert first == second
    assert len(first) >= 2


def test_each_reading_is_recorded_as_the_persons_own(cast: Cast, case: Case, client: Client) -> None:
    read(client, cast["notifier"])
    assert Entry.objects.get(did="looked at their calendar of what is due").actor == str(cast["notifier"].pk)


def test_someone_who_may_no_longer_sign_in_is_told_nothing(cast: Cast, case: Case, client: Client) -> None:
    Person.objects.filter(pk=cast["notifier"].pk).update(is_active=False)
    assert client.get(f"/calendar/{cast['notifier'].calendar_key}.ics").status_code == 404


def test_an_unknown_key_is_told_nothing(client: Client, cast: Cast) -> None:
    assert client.get(f"/calendar/{uuid.uuid4()}.ics").status_code == 404


def test_a_new_address_makes_the_old_one_useless(cast: Cast, case: Case, client: Client) -> None:
    old = cast["notifier"].calendar_key
    signed_in(client, cast["notifier"]).post("/calendar/")
    new = Person.objects.get(pk=cast["notifier"].pk).calendar_key
    assert new != old
    assert str(new) in page(client, "/calendar/")
    assert client.get(f"/calendar/{old}.ics").status_code == 404
    assert client.get(f"/calendar/{new}.ics").status_code == 200
