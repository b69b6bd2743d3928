"""What is due, for a calendar program: read with a secret address, and with no word about any child."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.test import Client
from icalendar import Calendar

from handrail.guidance import spoken
from handrail.service.access.models import CalendarAddress, Person, Post
from handrail.service.audit.actions import name_actor
from handrail.service.audit.models import Entry
from handrail.service.cases import calendar_address
from handrail.service.cases.models import Case
from tests.rooms.cases.folders import LONG_AGO, asked_of, happened, page, signed_in, today
from tests.rooms.cast import Cast, open_folder_for


@pytest.fixture
def case(cast: Cast) -> Case:
    case = open_folder_for(cast)
    happened(case, "incident_known", today() - LONG_AGO)
    asked_of(case, cast.school, today() + timedelta(days=9), cast["notifier"], title="Say what Aoife told you")
    return case


def reading(person: Person) -> str:
    """Where their calendar program asks, by an address that they made."""
    held = calendar_address.address_of(person)
    if held is None:
        name_actor(person)
        held = calendar_address.make(person)
    return f"/calendar/{held.key}.ics"


def read(client: Client, person: Person) -> Calendar:
    answer = client.get(reading(person))
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


def test_it_is_the_same_in_a_browser_in_which_somebody_else_is_signed_in(
    cast: Cast, case: Case, client: Client
) -> None:
    read(client, cast["notifier"])
    client.force_login(cast["police partner"])
    summaries = {str(event["summary"]) for event in read(client, cast["notifier"]).walk("VEVENT")}
    assert f"Notify the Panel of a serious incident – {case.reference}" in summaries


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
    assert client.get(reading(cast["notifier"])).status_code == 404


def test_an_unknown_key_is_told_nothing(client: Client, cast: Cast) -> None:
    assert client.get(f"/calendar/{uuid.uuid4()}.ics").status_code == 404


def test_a_new_address_makes_the_old_one_useless(cast: Cast, case: Case, client: Client) -> None:
    old = reading(cast["notifier"])
    signed_in(client, cast["notifier"]).post("/calendar/")
    new = reading(cast["notifier"])
    assert new != old
    assert new in page(client, "/calendar/")
    assert client.get(old).status_code == 404
    assert client.get(new).status_code == 200


def test_nobody_has_an_address_who_made_none(cast: Cast, client: Client) -> None:
    shown = page(signed_in(client, cast["notifier"]), "/calendar/")
    assert "You have no address yet" in shown
    assert ".ics" not in shown
    assert not CalendarAddress.objects.exists()


def made_on(person: Person, day: date) -> None:
    CalendarAddress.objects.filter(person=person).update(made_on=day)


def test_an_address_opens_for_a_year_and_one_click_renews_it(cast: Cast, case: Case, client: Client) -> None:
    address, year = reading(cast["notifier"]), timedelta(days=365)
    made_on(cast["notifier"], today() - year)
    assert client.get(address).status_code == 200
    made_on(cast["notifier"], today() - year - timedelta(days=1))
    assert client.get(address).status_code == 404
    assert "This address has stopped" in page(signed_in(client, cast["notifier"]), "/calendar/")
    client.post("/calendar/", {"renew": "yes"})
    assert spoken(today() + year) in page(client, "/calendar/")
    assert client.get(address).status_code == 200


def test_an_address_goes_with_the_post_it_was_made_under(cast: Cast, case: Case, client: Client) -> None:
    person, address = cast["notifier"], reading(cast["notifier"])
    made_on(person, today() - timedelta(days=3))
    person.posts.update(from_on=None, until_on=today() - timedelta(days=1))
    Post.objects.create(
        person=person, role="notifier", body=cast.council, partnership=cast.partnership, from_on=today()
    )
    assert client.get(address).status_code == 404
    signed_in(client, person).post("/calendar/", {"renew": "yes"})
    assert client.get(address).status_code == 200


def test_the_page_says_the_last_day_of_the_post_where_that_comes_first(cast: Cast, client: Client) -> None:
    last = today() + timedelta(days=40)
    cast["notifier"].posts.update(until_on=last)
    reading(cast["notifier"])
    assert f"It works until {spoken(last)}" in page(signed_in(client, cast["notifier"]), "/calendar/")
