"""Planning a meeting, its agenda, changing its hour and calling it off."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from handrail.service.access.models import Grant
from handrail.service.cases.actions import NotDone, close_case
from handrail.service.cases.models import PaperLine
from handrail.service.meetings.actions import holding, planning
from handrail.service.meetings.agenda import RAPID_REVIEW_AGENDA
from handrail.service.meetings.models import AgendaItem, Meeting
from handrail.service.outbox.models import Message
from tests.rooms.cast import Cast
from tests.rooms.meetings.meeting import (
    PLACE,
    a_meeting_that_has_begun,
    arranged,
    in_hours,
    invite,
    page_of,
    plan,
    send_pack,
)
from tests.rooms.requests.asking import a_folder, working_days_from_today


def posted(**more: object) -> dict[str, object]:
    day = working_days_from_today(5)
    return {
        "day_day": day.day, "day_month": day.month, "day_year": day.year, "hour": "9:30am", "lasts": "90",
        "place": PLACE, "chair": "Percival Lawes",
    } | more  # fmt: skip


def test_the_coordinator_plans_a_meeting_with_the_agenda_of_a_rapid_review(cast: Cast, client: Client) -> None:
    case = a_folder(cast)
    client.force_login(cast["coordinator"])
    page = client.post(f"/cases/{case.pk}/meetings/plan", posted(), follow=True).text
    meeting = Meeting.objects.get(case=case)
    local = timezone.localtime(meeting.starts_at)
    assert (local.date(), local.hour, local.minute) == (working_days_from_today(5), 9, 30)
    assert [item.title for item in meeting.agenda.all()] == list(RAPID_REVIEW_AGENDA)
    assert "for 1½ hours" in page
    assert PaperLine.objects.get(paper_id=meeting.pk).opens == "meeting pack"


def test_planning_tells_nobody(cast: Cast) -> None:
    invite(cast, plan(cast), cast.school)
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"hour": ""}, "Enter the time at which it starts"),
        ({"hour": "half past"}, "Enter a time, such as 2:30pm or 14:30"),
        ({"day_day": "31", "day_month": "2"}, "must be a real date"),
        ({"day_year": "1918"}, "Check the year"),
        ({"day_year": "2099"}, "within a year"),
        ({"place": " "}, "Say where it is held"),
        ({"lasts": "9999"}, "Choose how long it lasts"),
    ],
)
def test_what_is_wrong_on_the_page_is_said(cast: Cast, client: Client, typed: dict[str, object], said: str) -> None:
    client.force_login(cast["coordinator"])
    answer = client.post(f"/cases/{a_folder(cast).pk}/meetings/plan", posted(**typed))
    assert said in answer.text
    assert not Meeting.objects.exists()


def test_a_meeting_on_a_sunday_is_questioned_and_kept(cast: Cast, client: Client) -> None:
    sunday = timezone.localdate() + timedelta(days=13 - timezone.localdate().weekday())
    client.force_login(cast["coordinator"])
    typed = posted(day_day=sunday.day, day_month=sunday.month, day_year=sunday.year)
    answer = client.post(f"/cases/{a_folder(cast).pk}/meetings/plan", typed, follow=True)
    assert "is not a working day" in answer.text
    assert Meeting.objects.exists()


def test_no_meeting_is_planned_on_a_closed_folder(cast: Cast) -> None:
    case = a_folder(cast)
    close_case(case, why="opened in error", by=cast["notifier"])
    with pytest.raises(NotDone, match="closed"):
        plan(cast, case)


def titles(meeting: Meeting) -> list[str]:
    return [item.title for item in AgendaItem.objects.filter(meeting=meeting)]


def test_items_are_added_moved_and_taken_out(cast: Cast, client: Client) -> None:
    meeting = plan(cast)
    client.force_login(cast["coordinator"])
    client.post(page_of(meeting, "agenda"), {"add": "yes", "title": "The coroner"})
    last = AgendaItem.objects.filter(meeting=meeting).last()
    assert last is not None
    assert last.title == "The coroner"
    client.post(page_of(meeting, "agenda"), {"up": last.pk})
    assert titles(meeting)[-2:] == ["The coroner", RAPID_REVIEW_AGENDA[-1]]
    client.post(page_of(meeting, "agenda"), {"down": last.pk})
    assert titles(meeting)[-1] == "The coroner"
    client.post(page_of(meeting, "agenda"), {"remove": last.pk})
    assert titles(meeting) == list(RAPID_REVIEW_AGENDA)


def test_the_first_item_moved_up_stays_first(cast: Cast) -> None:
    meeting = plan(cast)
    first = meeting.agenda.all()[0]
    planning.move_item(first, up=True, by=cast["coordinator"])
    assert titles(meeting) == list(RAPID_REVIEW_AGENDA)


def test_an_item_without_words_is_not_added(cast: Cast, client: Client) -> None:
    meeting = plan(cast)
    client.force_login(cast["coordinator"])
    assert "Write the item" in client.post(page_of(meeting, "agenda"), {"add": "yes", "title": " "}).text
    assert meeting.agenda.count() == len(RAPID_REVIEW_AGENDA)


@pytest.mark.parametrize("typed", ["0", "-1", "none", "9" * 40])
def test_an_item_that_is_not_on_this_agenda_is_not_found(cast: Cast, client: Client, typed: str) -> None:
    meeting = plan(cast)
    client.force_login(cast["coordinator"])
    assert client.post(page_of(meeting, "agenda"), {"remove": typed}).status_code == 404


def test_an_item_with_minutes_is_not_taken_out(cast: Cast) -> None:
    meeting = plan(cast)
    item = meeting.agenda.all()[0]
    AgendaItem.objects.filter(pk=item.pk).update(notes="All were welcomed.")
    with pytest.raises(NotDone, match="minutes under this item"):
        planning.remove_item(item, by=cast["coordinator"])


def test_a_changed_hour_is_told_to_those_who_were_told_the_first(cast: Cast) -> None:
    meeting = plan(cast)
    invite(cast, meeting, cast.school)
    send_pack(cast, meeting)
    invite(cast, meeting, cast.trust)
    Message.objects.all().delete()
    told = planning.change_meeting(meeting, arranged(in_hours(96)), by=cast["coordinator"])
    assert [one.body for one in told] == [cast.school]
    assert "the meeting has changed" in Message.objects.get().subject


def test_another_chair_is_nobodys_news(cast: Cast) -> None:
    meeting = plan(cast)
    invite(cast, meeting, cast.school)
    send_pack(cast, meeting)
    Message.objects.all().delete()
    planning.change_meeting(meeting, arranged(meeting.starts_at, chair="Hetty Welby"), by=cast["coordinator"])
    assert not Message.objects.exists()


def test_a_meeting_that_was_held_is_neither_changed_nor_cancelled(cast: Cast) -> None:
    meeting = a_meeting_that_has_begun(cast)
    holding.mark_held(meeting, held_at=meeting.starts_at, by=cast["coordinator"])
    with pytest.raises(NotDone, match="was held on"):
        planning.change_meeting(meeting, arranged(), by=cast["coordinator"])
    with pytest.raises(NotDone, match="was held on"):
        planning.cancel_meeting(meeting, why="no", by=cast["coordinator"])


def test_a_cancelled_meeting_tells_the_invited_and_ends_their_keys(cast: Cast, client: Client) -> None:
    meeting = plan(cast)
    invite(cast, meeting, cast.school)
    send_pack(cast, meeting)
    Message.objects.all().delete()
    client.force_login(cast["coordinator"])
    page = client.post(page_of(meeting, "cancel"), {"why": "The chair is ill."}, follow=True).text
    assert "The chair is ill." in page
    assert "is cancelled" in Message.objects.get().subject
    assert not Grant.objects.live().filter(body=cast.school, opens="meeting pack").exists()


def test_a_body_invited_to_another_meeting_on_the_folder_keeps_its_key(cast: Cast) -> None:
    first = plan(cast)
    second = plan(cast, first.case)
    for meeting in (first, second):
        invite(cast, meeting, cast.school)
        send_pack(cast, meeting)
    planning.cancel_meeting(first, why="One is enough.", by=cast["coordinator"])
    assert Grant.objects.live().filter(body=cast.school, opens="meeting pack").count() == 1


def test_cancelling_needs_a_reason(cast: Cast, client: Client) -> None:
    meeting = plan(cast)
    client.force_login(cast["coordinator"])
    assert "Say why it is cancelled" in client.post(page_of(meeting, "cancel"), {}).text
    meeting.refresh_from_db()
    assert meeting.cancelled_at is None


def test_the_calendar_entry_says_when_and_where_and_nothing_of_the_case_but_its_reference(
    cast: Cast, client: Client
) -> None:
    meeting = plan(cast)
    client.force_login(cast["coordinator"])
    answer = client.get(page_of(meeting, "calendar.ics"))
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event.decoded("dtstart") == meeting.starts_at
    assert event.decoded("dtend") == meeting.starts_at + timedelta(hours=2)
    assert str(event["summary"]) == f"Meeting, {meeting.case.reference}"
    assert str(event["location"]) == PLACE
    assert set(event.keys()) == {
        "UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "URL", "CLASS", "STATUS"
    }  # fmt: skip


def test_a_changed_meeting_takes_the_place_of_its_entry(cast: Cast, client: Client) -> None:
    meeting = plan(cast)
    client.force_login(cast["coordinator"])
    (before,) = Calendar.from_ical(client.get(page_of(meeting, "calendar.ics")).content).walk("VEVENT")
    planning.change_meeting(meeting, arranged(in_hours(96)), by=cast["coordinator"])
    (after,) = Calendar.from_ical(client.get(page_of(meeting, "calendar.ics")).content).walk("VEVENT")
    assert str(after["uid"]) == str(before["uid"])
    assert [int(str(event["sequence"])) for event in (before, after)] == [0, 1]
