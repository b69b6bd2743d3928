"""The overview panel's annual report is due each year to the child death review partners, and sent to each of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.guidance import AreaDays, Clock, clocks, law_in, london_day
from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import NotDone
from handrail.service.cases.own_clocks import own_rows
from handrail.service.outbox.models import Message
from handrail.service.partnerships.models import Body
from handrail.service.reports.actions.earlier import record_earlier, set_earlier_aside
from handrail.service.reports.actions.sending import send_deaths, set_sending_aside
from handrail.service.reports.facts import ANNUAL, next_months, of_overview_panel
from handrail.service.reports.facts import clocks_of as clocks_of_the_year
from handrail.service.reports.models import DeathReport, DeathReportSent, EarlierYear
from handrail.service.reports.panel_year import clocks_of, partners_of, partners_told
from handrail.service.reports.year.releasing import day_letters
from tests.rooms.cast import Cast
from tests.rooms.reports.test_yearly_report import approved, begun, counted

DEATHS = EarlierYear.Of.DEATHS
TITLE = "Make the overview panel's annual report"


def made(cast: Cast, year: int = 2024) -> DeathReport:
    report = approved(cast, counted(begun(cast, year)))
    name_actor(cast["coordinator"])
    return report


def running(cast: Cast) -> Clock:
    (runs,) = [clock for clock in clocks_of(cast.partnership) if not clock.stopped_by]
    return runs


def with_mailboxes(*bodies: Body) -> None:
    for number, body in enumerate(bodies):
        body.mailbox = f"partner{number}@wend.example"
        body.save(update_fields=["mailbox"])


def test_it_is_due_a_year_after_the_area_began_and_each_year_after_it_was_last_made(cast: Cast) -> None:
    first = running(cast)
    began = london_day(first.started_by.at)
    assert (first.duty.key, first.due) == ("make_overview_panel_annual_report", began.replace(year=began.year + 1))
    name_actor(cast["coordinator"])
    record_earlier(
        cast.partnership, date(2026, 3, 31), date(2026, 9, 24), "The old site", by=cast["coordinator"], of=DEATHS
    )
    assert running(cast).due == date(2027, 9, 24)


def test_where_arrangements_are_older_than_the_guidance_the_first_year_runs_from_the_guidance(cast: Cast) -> None:
    law = law_in(AreaDays(date(2018, 8, 1), date(2018, 8, 1)))
    facts = of_overview_panel(cast.partnership, law, [])
    (runs,) = [one for one in clocks(law, facts) if ANNUAL in one.duty.stops]
    assert runs.due == date(2019, 10, 1)


def test_an_earlier_report_of_one_kind_counts_for_no_other(cast: Cast) -> None:
    by, years = cast["coordinator"], (date(2025, 3, 31), date(2025, 9, 24))
    name_actor(by)
    before, due = next_months(cast.partnership), running(cast).due
    deaths = record_earlier(cast.partnership, *years, "", by=by, of=DEATHS)
    assert next_months(cast.partnership) == before
    assert not any(clock.stopped_by for clock in clocks_of_the_year(cast.partnership))
    record_earlier(cast.partnership, *years, "", by=by)
    with pytest.raises(NotDone, match="recorded already"):
        record_earlier(cast.partnership, *years, "", by=by, of=DEATHS)
    set_earlier_aside(deaths.pk, by=by)
    assert running(cast).due == due
    made(cast, 2024)
    with pytest.raises(NotDone, match="is kept here, and begins on 1 April 2024"):
        record_earlier(cast.partnership, *years, "", by=by, of=DEATHS)


def test_the_partners_are_the_councils_and_the_boards_and_not_the_police(cast: Cast) -> None:
    assert set(partners_of(cast.partnership)) == {cast.council, cast.other_council, cast.icb, cast.other_icb}
    report = made(cast)
    with pytest.raises(NotDone, match="goes to the child death review partners of the report’s own area"):
        send_deaths(report, [cast.police], by=cast["coordinator"])
    assert not DeathReportSent.objects.exists()


def test_the_year_is_reported_on_the_day_it_had_gone_to_the_last_of_them(cast: Cast) -> None:
    report, by, today = made(cast), cast["coordinator"], timezone.localdate()
    *three, last = partners_of(cast.partnership)
    due = running(cast).due
    send_deaths(report, three, by=by, sent_on=today, how="At their meeting")
    assert running(cast).due == due
    with_mailboxes(last)
    (sent,) = send_deaths(report, [last], by=by)
    assert running(cast).due == due
    message = Message.objects.get(kind="child death report")
    assert (message.to_body, message.to) == (last, "partner0@wend.example")
    assert reverse("reports:report", args=[report.pk]) in message.text
    Message.objects.update(sent_at=timezone.now())
    assert day_letters() == 1
    sent.refresh_from_db()
    assert sent.sent_on == today
    assert london_day(running(cast).started_by.at) == today


def test_a_later_version_of_a_years_report_makes_no_second_year(cast: Cast) -> None:
    report, by, today = made(cast), cast["coordinator"], timezone.localdate()
    partners = partners_of(cast.partnership)
    send_deaths(report, partners, by=by, sent_on=today, how="By post")
    DeathReportSent.objects.update(sent_on=today - timedelta(days=60))
    again = made(cast)
    send_deaths(again, partners, by=by, sent_on=today, how="By post")
    assert london_day(running(cast).started_by.at) == today - timedelta(days=60)


def test_what_may_not_be_sent_is_refused_and_nothing_goes(cast: Cast) -> None:
    draft, by, today = begun(cast), cast["coordinator"], timezone.localdate()
    with pytest.raises(NotDone, match="A report is sent once it is approved, and while it stands."):
        send_deaths(draft, [cast.council], by=by, sent_on=today, how="By post")
    report = approved(cast, counted(draft))
    name_actor(by)
    with pytest.raises(NotDone, match="It was approved on .* Give that day or a later one."):
        send_deaths(report, [cast.council], by=by, sent_on=today - timedelta(days=1), how="By post")
    with_mailboxes(cast.council)
    cast.icb.mailbox = ""
    cast.icb.save(update_fields=["mailbox"])
    with pytest.raises(NotDone, match=f"No mailbox of {cast.icb} is known"):
        send_deaths(report, [cast.icb], by=by)
    (sent,) = send_deaths(report, [cast.council], by=by)
    with pytest.raises(NotDone, match="was written to already"):
        send_deaths(report, [cast.council], by=by)
    with pytest.raises(NotDone, match="A message of ours cannot be taken back"):
        set_sending_aside(sent, why="An error.", by=by)
    assert DeathReportSent.objects.count() == 1


def test_what_was_recorded_in_error_is_set_aside_with_its_reason_and_the_year_is_due_again(
    cast: Cast, client: Client
) -> None:
    report, by, today = made(cast), cast["coordinator"], timezone.localdate()
    due = running(cast).due
    client.force_login(by)
    page = reverse("reports:report", args=[report.pk])
    assert f"{cast.council}: not sent yet" in client.get(page).text
    day = {"sent_on_day": today.day, "sent_on_month": today.month, "sent_on_year": today.year}
    said = {"to": [str(one.pk) for one in partners_told(report)], "by": "otherwise", "how": "At their meeting", **day}
    assert client.post(reverse("reports:send_deaths", args=[report.pk]), {**said, "how": ""}).status_code == 200
    assert client.post(reverse("reports:send_deaths", args=[report.pk]), said).status_code == 302
    name_actor(by)
    assert running(cast).due != due
    sent = DeathReportSent.objects.filter(to=cast.council).get()
    aside = reverse("reports:sent_aside", args=[report.pk, sent.pk])
    assert client.post(aside, {"why": ""}).status_code == 200
    assert client.post(aside, {"why": "They were not there."}).status_code == 302
    name_actor(by)
    assert running(cast).due == due
    assert "They were not there." in client.get(page).text
    name_actor(by)
    with pytest.raises(NotDone, match="It is set aside already."):
        set_sending_aside(sent, why="Again.", by=by)


def test_it_stands_under_what_is_due_and_leads_to_the_report_and_to_why_this_day(cast: Cast, client: Client) -> None:
    report = made(cast)
    rows = [row.clock for row in own_rows(cast["coordinator"], timezone.now()) if row.clock.title == TITLE]
    home = reverse("reports:reports")
    assert [(row.link, row.why) for row in rows] == [
        (reverse("reports:report", args=[report.pk]), f"{home}#why-{cast.partnership.pk}")
    ]
    client.force_login(cast["coordinator"])
    shown = client.get(home).text
    assert f'id="why-{cast.partnership.pk}"' in shown
    assert "Make the overview panel" in shown
    asked = client.get(f"{reverse('reports:earlier_year')}?of=deaths").text
    assert "drew for several partnerships together" in asked


def test_a_report_drawn_with_a_neighbour_counts_for_each_partnership_by_its_own_partners(cast: Cast) -> None:
    by, today = cast["coordinator"], timezone.localdate()
    name_actor(by)
    report = DeathReport.objects.create(
        partnership=cast.partnership, beside=[cast.neighbour.pk], year=2024, begun_by=by, approved_at=timezone.now()
    )
    partners = partners_told(report)
    assert partners[cast.neighbour_council] == [cast.neighbour]
    before = [clock.due for clock in clocks_of(cast.neighbour) if not clock.stopped_by]
    send_deaths(report, [cast.neighbour_council], by=by, sent_on=today, how="By post")
    assert [clock.due for clock in clocks_of(cast.neighbour) if not clock.stopped_by] != before
    assert not any(clock.stopped_by for clock in clocks_of(cast.partnership))
