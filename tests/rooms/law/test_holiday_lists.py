"""The lists of bank holidays that are kept: in their order, never changed, and the newest counted by everywhere."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from email.message import Message
from io import BytesIO
from urllib.error import URLError

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from handrail.guidance import published_working_days
from handrail.guidance.days import working_days
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.audit.models import Entry
from handrail.service.law import actions, govuk
from handrail.service.law.actions import NotTakenIn, keep_installed, take_in, unreached
from handrail.service.law.govuk import ADDRESS, NotFetched, fetch
from handrail.service.law.kept import LOCK, kept_calendar, kept_working_days
from handrail.service.law.models import HolidayList, Reached
from handrail.service.web.commands import keep_bank_holidays
from tests.rooms.cases.holidays import ANNOUNCED, FUNERAL, WITH, WITHOUT, first_list, taken_in

pytestmark = pytest.mark.django_db

BY = Job("holidays load")
LAST = published_working_days().known_until


def installed() -> HolidayList | None:
    with unit_of_work(BY):
        return keep_installed(BY)


def without_list(monkeypatch: pytest.MonkeyPatch, *years: int) -> None:
    """An installation whose package knows less."""
    fewer = {day: name for day, name in WITH.items() if day.year not in years}
    monkeypatch.setattr(actions, "published_working_days", lambda: working_days(fewer))


def test_before_any_list_is_kept_days_are_counted_by_the_packages() -> None:
    assert kept_working_days() is published_working_days()


def test_the_packages_list_is_kept_first_and_every_folder_is_counted_by_it_already() -> None:
    assert installed() is None
    kept = HolidayList.objects.get()
    assert kept.source.startswith("the package govuk-bank-holidays ")
    assert kept.working_days.holidays == WITH
    assert unreached() is None
    assert installed() is None
    assert HolidayList.objects.count() == 1


def test_a_list_taken_in_first_of_all_comes_after_the_packages() -> None:
    kept = taken_in(WITHOUT)
    first, second = HolidayList.objects.all()
    assert (first.working_days.holidays, second) == (WITH, kept)
    assert [at for at, _ in kept_calendar().later] == [second.taken_in_at]
    assert FUNERAL not in kept_working_days().holidays


def test_an_upgrade_that_changes_days_of_known_years_changes_no_list(monkeypatch: pytest.MonkeyPatch) -> None:
    first_list(WITHOUT)
    assert installed() is None
    assert kept_working_days().holidays == WITHOUT


def test_an_upgrade_that_brings_a_later_year_adds_that_year_and_leaves_the_others() -> None:
    until = LAST.replace(year=LAST.year - 1)
    first_list({day: name for day, name in WITHOUT.items() if day <= until})
    kept = installed()
    assert kept is not None
    assert kept_working_days().holidays == WITHOUT
    assert kept_working_days().known_until == LAST


def test_the_same_list_twice_is_kept_once() -> None:
    first_list(WITHOUT)
    assert taken_in(WITH) is not None
    assert taken_in(WITH, at=ANNOUNCED + timedelta(days=1)) is None
    assert HolidayList.objects.count() == 2


def test_who_took_it_in_and_from_where_is_kept_and_recorded() -> None:
    first_list(WITHOUT)
    kept = taken_in(WITH)
    assert kept is not None
    assert (kept.source, kept.taken_in_by) == ("the file bank-holidays.json", "holidays load")
    entry = Entry.objects.get(paper_id=str(kept.pk))
    assert entry.did == "took in a list of bank holidays from the file bank-holidays.json"


def test_a_list_comes_after_the_one_before_even_where_the_machines_clock_was_set_back() -> None:
    first_list(WITHOUT)
    taken_in(WITH)
    later = taken_in(WITHOUT, at=ANNOUNCED - timedelta(days=2))
    assert later is not None
    assert later.taken_in_at > ANNOUNCED
    assert FUNERAL not in kept_working_days().holidays


def test_a_list_that_leaves_years_out_is_refused_and_nothing_is_kept() -> None:
    far = {date(LAST.year + 3, 1, 1): "New Year’s Day", date(LAST.year + 3, 12, 25): "Christmas Day"}
    with pytest.raises(NotTakenIn, match="the years between them are missing"):
        taken_in(far)
    assert not HolidayList.objects.exists()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda: HolidayList.objects.update(source="elsewhere"),
        lambda: HolidayList.objects.all().delete(),
        lambda: Reached.objects.all().delete(),
    ],
)
def test_a_kept_list_cannot_be_changed_or_removed(spoil: Callable[[], object]) -> None:
    first_list(WITH)
    with pytest.raises(DatabaseError), transaction.atomic():
        spoil()
    with connection.cursor() as cursor, pytest.raises(DatabaseError), transaction.atomic():
        cursor.execute("truncate law_holidaylist cascade")
    assert HolidayList.objects.count() == 1


def test_a_unit_of_work_asks_once_and_the_next_one_asks_again() -> None:
    first_list(WITHOUT)
    kept_working_days()
    with CaptureQueriesContext(connection) as asked, unit_of_work(BY):
        for _ in range(20):
            assert FUNERAL not in kept_working_days().holidays
    assert len([one for one in asked if "law_holidaylist" in one["sql"]]) == 1
    taken_in(WITH)
    assert FUNERAL in kept_working_days().holidays
    assert kept_calendar() is kept_calendar()


def test_within_a_unit_of_work_a_list_just_taken_in_counts_at_once() -> None:
    first_list(WITHOUT)
    with unit_of_work(BY):
        assert FUNERAL not in kept_working_days().holidays
        take_in(WITH, source="a file", by=BY)
        assert FUNERAL in kept_working_days().holidays


def test_the_page_that_tells_a_due_day_counts_by_the_newest_list(client: Client) -> None:
    first_list(WITHOUT)
    address = reverse("law:row", args=["duties", "notify_panel"])
    asked = {"start_day": "12", "start_month": "9", "start_year": "2022"}
    assert "19 September 2022" in client.get(address, asked).content.decode()
    taken_in(WITH)
    assert "20 September 2022" in client.get(address, asked).content.decode()


# ---- asking GOV.UK; no test does


class Answer(BytesIO):
    headers = Message()


def test_the_file_is_fetched_from_govuk_and_from_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def answer(request: object, timeout: float) -> Answer:
        asked.append((getattr(request, "full_url", ""), timeout > 0))
        return Answer(b"{}")

    monkeypatch.setattr(govuk, "urlopen", answer)
    assert fetch() == b"{}"
    assert asked == [(ADDRESS, True)]
    assert ADDRESS == "https://www.gov.uk/bank-holidays.json"


def test_when_govuk_cannot_be_reached_it_is_said_what_to_do_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_way(*_: object, **__: object) -> None:
        raise URLError("no route to host")

    monkeypatch.setattr(govuk, "urlopen", no_way)
    with pytest.raises(NotFetched) as said:
        fetch()
    assert str(said.value) == (
        "GOV.UK could not be reached (no route to host). Download https://www.gov.uk/bank-holidays.json where it can "
        "be, and give the file: handrail holidays load FILE"
    )


@pytest.fixture
def others_recording(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Somebody is always in the middle of keeping a day."""
    monkeypatch.setattr(actions, "TRIES", 1)
    monkeypatch.setattr(actions, "PAUSE", 0)
    with psycopg.connect(os.environ["HANDRAIL_ZONE_URL"]) as other:
        other.execute("select pg_advisory_lock_shared(%s)", [LOCK])
        yield


def test_a_start_that_brings_nothing_new_waits_for_nobody(others_recording: None) -> None:
    first_list(WITH)
    assert installed() is None


def test_a_start_that_brings_later_years_comes_up_and_says_that_they_wait(
    monkeypatch: pytest.MonkeyPatch, others_recording: None, capsys: pytest.CaptureFixture[str]
) -> None:
    until = LAST.replace(year=LAST.year - 1)
    first_list({day: name for day, name in WITHOUT.items() if day <= until})
    keep_bank_holidays()
    assert "taken in when Handrail next starts" in capsys.readouterr().out
    assert kept_working_days().known_until == until
