"""What follows by itself from a new list: the worker asks for it where it may, goes on with it, and tells who owes."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.apps import apps
from django.conf import LazySettings
from django.utils import timezone

from handrail.service.cases import holidays
from handrail.service.cases.digest import ROUND, write_digests
from handrail.service.cases.models import KeptClock, MovedDate
from handrail.service.cases.tasks import each_minute
from handrail.service.law.actions import unreached
from handrail.service.law.govuk import ADDRESS, NotFetched
from handrail.service.law.models import HolidayList
from handrail.service.outbox import rounds
from handrail.service.outbox.models import DailyRound, Message
from tests.rooms.cases.folders import london
from tests.rooms.cases.holidays import (
    THEN_DUE,
    WITH,
    WITHOUT,
    due,
    file_of,
    first_list,
    reached,
    taken_in,
    under_review,
)
from tests.rooms.cast import Cast

ASKING = "handrail.service.cases.holidays.ask_govuk"
TODAY = date(2026, 6, 9)  # a Tuesday


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """GOV.UK, and how often it was asked."""
    asked: list[str] = []

    def fetch() -> bytes:
        asked.append(ADDRESS)
        return file_of(WITH)

    monkeypatch.setattr(holidays, "fetch", fetch)
    return asked


def test_an_installation_that_says_nothing_of_it_never_asks_govuk(cast: Cast, asked: list[str]) -> None:
    first_list(WITHOUT)
    rounds.make_round(ASKING, TODAY)
    assert (asked, HolidayList.objects.count()) == ([], 1)


def test_where_it_may_govuk_is_asked_once_a_day_and_the_worker_goes_on_with_what_is_new(
    cast: Cast, asked: list[str], settings: LazySettings
) -> None:
    settings.ASK_GOVUK = True
    first_list(WITHOUT)
    case = under_review(cast)
    for _ in range(2):
        rounds.make_round(ASKING, TODAY)
    assert asked == [ADDRESS]
    assert DailyRound.objects.get(of=ASKING).wrote == 1
    each_minute(0)
    assert due(case) == THEN_DUE
    assert unreached() is None


def test_a_day_on_which_govuk_cannot_be_reached_is_let_pass(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, settings: LazySettings, caplog: pytest.LogCaptureFixture
) -> None:
    def no_way() -> bytes:
        raise NotFetched("GOV.UK could not be reached.")

    settings.ASK_GOVUK = True
    monkeypatch.setattr(holidays, "fetch", no_way)
    rounds.make_round(ASKING, TODAY)
    assert DailyRound.objects.get(of=ASKING).wrote == 0
    assert "GOV.UK could not be reached." in caplog.text


def test_a_page_that_is_not_the_list_is_let_pass_too(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, settings: LazySettings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.ASK_GOVUK = True
    monkeypatch.setattr(holidays, "fetch", lambda: b"<html>Sorry</html>")
    rounds.make_round(ASKING, TODAY)
    assert not HolidayList.objects.exists()
    assert "This is not a list of bank holidays." in caplog.text


def test_the_worker_looks_each_minute_for_a_list_to_go_on_with() -> None:
    app = apps.get_app_config("procrastinate").app  # type: ignore[attr-defined]
    crons = {periodic.task.name: periodic.cron for periodic in app.periodic_registry.periodic_tasks.values()}
    assert crons["cases.reach_folders"] == "* * * * *"


# ---- the digest


def digests(today: date = TODAY) -> dict[str, Message]:
    write_digests(today)
    return {message.to: message for message in Message.objects.filter(kind="digest")}


def moved_at(instant: datetime) -> None:
    MovedDate.objects.update(noticed_at=instant)


@pytest.fixture
def moved(cast: Cast) -> str:
    """A folder of which the rapid review moved; it is long overdue. Its reference."""
    first_list(WITHOUT)
    case = under_review(cast)
    taken_in(WITH)
    reached()
    moved_at(london(2026, 6, 8, 12))
    return case.reference


def test_who_owes_is_told_how_many_days_moved_and_in_which_folders(cast: Cast, moved: str) -> None:
    count = MovedDate.objects.filter(duty="rapid_review").count()
    told = digests()[cast["coordinator"].email]
    assert count == 1
    assert "1 day moved" in told.subject
    assert f"1 day moved: {moved}. The page of each day says from when, to when and why." in told.text
    assert "Canarytree" not in told.text
    assert "rapid review" not in told.text.lower()


def test_nobody_else_is_told(cast: Cast, moved: str) -> None:
    assert not digests().keys() & {cast["stranger"].email, cast["strange notifier"].email}


def test_a_day_that_is_far_ahead_is_told_of_too_when_it_moves(cast: Cast, moved: str) -> None:
    far = timezone.localdate().replace(year=2027)
    KeptClock.objects.update(due_on=far)
    assert digests()[cast["coordinator"].email].subject == "Handrail: 1 day moved"


def test_it_is_told_once_by_the_digest_after_it(cast: Cast, moved: str) -> None:
    DailyRound.objects.create(of=ROUND, on=TODAY - timedelta(days=1), made_at=london(2026, 6, 8, 13))
    assert all("moved" not in message.text for message in digests().values())


def test_what_moved_over_a_weekend_is_told_on_monday(cast: Cast, moved: str) -> None:
    friday, saturday, monday = date(2026, 6, 5), date(2026, 6, 6), date(2026, 6, 8)
    for day in (friday, saturday):
        DailyRound.objects.create(of=ROUND, on=day, made_at=london(day.year, day.month, day.day, 7))
    moved_at(london(2026, 6, 5, 16))
    assert "1 day moved" in digests(monday)[cast["coordinator"].email].text


def test_a_day_of_something_done_since_is_not_told_of(cast: Cast, moved: str) -> None:
    KeptClock.objects.filter(duty="rapid_review").update(ended=True)
    assert all("moved" not in message.text for message in digests().values())
