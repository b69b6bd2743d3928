"""A year's report was sent once any version that stands was; what was withdrawn counts nowhere."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.guidance import Clock
from handrail.service.audit.actions import name_actor
from handrail.service.cases.own_clocks import own_rows
from handrail.service.reports.actions import years as act
from handrail.service.reports.facts import SENT, clocks_of, to_whom
from handrail.service.reports.models import YearReport
from tests.rooms.cast import Cast
from tests.rooms.reports.a_year import begun, published

FIRST_OUT = datetime(2026, 9, 7, 12, tzinfo=UTC)


def sending(cast: Cast) -> list[Clock]:
    return [clock for clock in clocks_of(cast.partnership) if SENT in clock.duty.stops]


def corrected(cast: Cast, report: YearReport) -> YearReport:
    name_actor(cast["coordinator"])
    return published(cast, act.correct_year(report, why="A figure was wrong.", by=cast["coordinator"]))


def withdrawn(cast: Cast, report: YearReport) -> None:
    name_actor(cast["coordinator"])
    act.withdraw_year(report, why="A table counted twice.", by=cast["coordinator"])


def send(cast: Cast, report: YearReport, *to: str) -> None:
    name_actor(cast["coordinator"])
    for one in to or to_whom(report):
        act.send_year(report, to=one, how="On their own site", sent_on=timezone.localdate(), by=cast["coordinator"])


def test_the_correction_of_a_report_that_was_never_sent_ends_the_clock_once_it_is(cast: Cast) -> None:
    with time_machine.travel(FIRST_OUT, tick=False):
        report = published(cast)
    with time_machine.travel(FIRST_OUT + timedelta(days=3), tick=False):
        again = corrected(cast, report)
        (runs,) = sending(cast)
        assert (runs.started_on, runs.stopped_by) == (date(2026, 9, 7), None)
        send(cast, again)
        (done,) = sending(cast)
        assert done.stopped_by is not None
        assert done.stopped_by.day == date(2026, 9, 10)


def test_one_who_was_sent_the_first_version_and_one_who_was_sent_its_correction_are_both(
    cast: Cast, client: Client
) -> None:
    with time_machine.travel(FIRST_OUT, tick=False):
        report = published(cast)
        send(cast, report, "The Panel")
    with time_machine.travel(FIRST_OUT + timedelta(days=4), tick=False):
        again = corrected(cast, report)
        assert [clock.stopped_by for clock in sending(cast)] == [None]
        client.force_login(cast["coordinator"])
        page = client.get(reverse("reports:year", args=[again.pk])).content.decode()
        assert "The Panel: sent on 7 September 2026, On their own site, version 1" in page
        assert "Foundations: not sent yet" in page
        send(cast, again, "Foundations")
        assert [clock.stopped_by.day for clock in sending(cast) if clock.stopped_by] == [date(2026, 9, 11)]


def test_what_was_withdrawn_counts_nowhere_once_the_year_is_published_anew(cast: Cast) -> None:
    with time_machine.travel(FIRST_OUT, tick=False):
        first = published(cast)
        send(cast, first)
    with time_machine.travel(FIRST_OUT + timedelta(days=20), tick=False):
        withdrawn(cast, first)
    with time_machine.travel(FIRST_OUT + timedelta(days=30), tick=False):
        anew = published(cast, begun(cast))
        met = [clock for clock in clocks_of(cast.partnership) if clock.duty.key == "yearly_report_by_september"]
        assert [clock.stopped_by.day for clock in met if clock.stopped_by] == [date(2026, 10, 7)]
        (_, yearly) = [clock for clock in clocks_of(cast.partnership) if clock.duty.key == "yearly_report"]
        assert (yearly.started_on, yearly.due) == (date(2026, 10, 7), date(2027, 10, 7))
        (runs,) = sending(cast)
        assert (runs.started_on, runs.stopped_by) == (date(2026, 10, 7), None)
        send(cast, anew)
        assert [clock.stopped_by.day for clock in sending(cast) if clock.stopped_by] == [date(2026, 10, 7)]


def test_a_correction_under_a_later_edition_goes_to_those_whom_the_first_ones_edition_names(cast: Cast) -> None:
    with time_machine.travel(datetime(2023, 12, 13, 12, tzinfo=UTC), tick=False):
        report = published(cast, begun(cast, date(2022, 4, 1)))
        to = to_whom(report)
        assert "Foundations" not in to
    with time_machine.travel(datetime(2023, 12, 18, 12, tzinfo=UTC), tick=False):
        again = corrected(cast, report)
        assert to_whom(again) == to
        send(cast, again)
        (done,) = sending(cast)
        assert done.stopped_by is not None


def test_a_report_that_waits_to_be_sent_leads_to_its_own_page_and_not_to_a_later_years(cast: Cast) -> None:
    earlier = published(cast, begun(cast, date(2024, 4, 1)))
    later = published(cast, begun(cast, date(2025, 4, 1)))
    again = corrected(cast, later)
    send(cast, again)
    rows = own_rows(cast["coordinator"], timezone.now())
    pages = [row.clock.link for row in rows if row.clock.title.startswith("Send the yearly report")]
    assert pages == [reverse("reports:year", args=[earlier.pk])]
