"""A clock explains its day: what started it, each day counted or skipped, who says so, and what was known when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from handrail.guidance.explain import CountedDay
from handrail.service.cases.models import Case, KeptFact, LateReason, MovedDate
from handrail.service.law.month import months
from tests.rooms.cases.folders import asked_of, happened, london, page, signed_in, today
from tests.rooms.cast import Cast, open_folder_for

EASTER = date(2019, 4, 16)


@pytest.fixture
def case(cast: Cast) -> Case:
    """Known on the Tuesday before Easter 2019: Good Friday and Easter Monday are not counted."""
    case = open_folder_for(cast)
    happened(case, "incident_known", EASTER)
    return case


def address(case: Case, duty: str = "notify_panel") -> str:
    return f"/cases/{case.pk}/clocks/{duty}/incident"


def test_each_day_is_counted_or_skipped_with_the_reason(cast: Cast, case: Case, client: Client) -> None:
    told = page(signed_in(client, cast["notifier"]), address(case))
    assert "25 April 2019" in told
    assert "not counted: Good Friday" in told
    assert "not counted: Easter Monday" in told
    assert "Saturday 20 April 2019" in told
    assert "Working Together to Safeguard Children 2018" in told
    assert "statutory guidance: it should be done" in told
    assert "not checked against the published text" in told


def test_the_count_is_drawn_as_a_month_that_is_a_table(cast: Cast, case: Case, client: Client) -> None:
    told = page(signed_in(client, cast["notifier"]), address(case))
    assert '<td class="handrail-month__start">16 <span class="handrail-month__words">start</span></td>' in told
    assert (
        '<td class="handrail-month__skipped">22 <span class="handrail-month__words">Easter Monday</span></td>' in told
    )
    assert '<td class="handrail-month__due">25 <span class="handrail-month__words">day 5, due</span></td>' in told


def test_a_count_over_a_months_end_is_drawn_as_two_months() -> None:
    days = [CountedDay(date(2026, 4, 30), None, "the day it happened"), CountedDay(date(2026, 5, 1), 1, None)]
    drawn = months(days)
    assert [month.title for month in drawn] == ["April 2026", "May 2026"]
    assert all(len(week) == 7 for month in drawn for week in month.weeks)
    assert months(()) == []


def test_what_was_known_on_an_earlier_day_is_answered(cast: Cast, case: Case, client: Client) -> None:
    KeptFact.objects.filter(case=case, kind="incident_known").update(recorded_at=london(2019, 4, 17, 10))
    stop = happened(case, "panel_notified", date(2019, 4, 18))
    KeptFact.objects.filter(pk=stop.pk).update(recorded_at=london(2019, 4, 29, 9))
    client = signed_in(client, cast["notifier"])
    before = page(client, f"{address(case)}?on_day=16&on_month=4&on_year=2019&at=")
    assert "Nothing was recorded by then" in before
    between = page(client, f"{address(case)}?on_day=28&on_month=4&on_year=2019&at=")
    told_then = between[between.index('id="then"') :].partition("</div>")[0]
    assert "It is overdue: 1 working day late." in told_then
    after = page(client, f"{address(case)}?on_day=29&on_month=4&on_year=2019&at=9:01am")
    assert "It stopped on 18 April 2019" in after[after.index('id="then"') :].partition("</div>")[0]


def test_a_day_that_cannot_be_is_told_beside_the_field(cast: Cast, case: Case, client: Client) -> None:
    told = page(signed_in(client, cast["notifier"]), f"{address(case)}?on_day=31&on_month=2&on_year=2019&at=")
    assert "The day must be a real date" in told


def test_a_reason_for_lateness_is_kept_with_its_author_and_stands_beside_another(
    cast: Cast, case: Case, client: Client
) -> None:
    client = signed_in(client, cast["notifier"])
    for reason in ("The duty team was not told.", "The form was down on the last day."):
        assert client.post(address(case), {"reason": reason}).status_code == 302
    told = page(client, address(case))
    assert "The duty team was not told." in told
    assert "The form was down on the last day." in told
    assert {late.given_by for late in LateReason.objects.filter(case=case)} == {cast["notifier"]}


def test_an_empty_reason_is_refused(cast: Cast, case: Case, client: Client) -> None:
    told = signed_in(client, cast["notifier"]).post(address(case), {"reason": " "}).content.decode()
    assert "Give the reason" in told
    assert not LateReason.objects.exists()


def test_a_day_that_moved_is_told_with_why(cast: Cast, case: Case, client: Client) -> None:
    KeptFact.objects.filter(case=case).update(replaced_at=timezone.now())
    happened(case, "incident_known", EASTER - timedelta(days=1))
    assert MovedDate.objects.filter(case=case, duty="notify_panel").exists()
    told = page(signed_in(client, cast["notifier"]), address(case))
    assert "From 25 April 2019 to 24 April 2019" in told


def test_a_duty_with_no_number_says_to_do_it_promptly(cast: Cast, case: Case, client: Client) -> None:
    happened(case, "panel_notified", EASTER)
    happened(case, "rapid_review_completed", today())
    told = page(signed_in(client, cast["police partner"]), address(case, "send_rapid_review"))
    assert "No fixed day" in told
    assert "do it promptly" in told


@pytest.mark.parametrize("part", ["school lead", "stranger", "administrator"])
def test_who_may_not_open_the_folder_is_not_shown_its_clocks(cast: Cast, case: Case, client: Client, part: str) -> None:
    asked_of(case, cast.school, today(), cast["notifier"])
    client = signed_in(client, cast[part])
    assert client.get(address(case)).status_code == 404
    assert client.post(address(case), {"reason": "Mine."}).status_code == 404
    assert not LateReason.objects.exists()


@pytest.mark.parametrize("duty", ["rapid_review", "no_such_duty", "asked"])
def test_a_clock_that_does_not_run_is_not_there(cast: Cast, case: Case, client: Client, duty: str) -> None:
    assert signed_in(client, cast["notifier"]).get(address(case, duty)).status_code == 404
