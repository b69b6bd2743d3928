"""The coordinator's part: who is late, reminding, moving a day, letting go."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.access.models import Grant
from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import Draft, KeptClock, KeptFact, MovedDate
from handrail.service.outbox.models import Message
from handrail.service.requests import actions
from handrail.service.requests.doors import overdue_first
from handrail.service.requests.models import Reminder, Request
from tests.rooms.cast import Cast
from tests.rooms.requests.asking import (
    a_folder,
    an_incident_on,
    ask,
    ask_one,
    days_later,
    send,
    type_summary,
    working_days_from_today,
)


def test_the_overview_names_the_overdue_first(cast: Cast, client: Client) -> None:
    case = a_folder(cast)
    ask(cast, case, cast.police, cast.school, cast.trust)
    days_later(Request.objects.get(body=cast.trust), 40)
    send(Request.objects.get(body=cast.police), cast["police partner"])
    client.force_login(cast["coordinator"])
    page = client.get(f"/cases/{case.pk}/requests/").text
    assert "2 of 3 still awaited, 1 overdue" in page
    assert page.index(cast.trust.name) < page.index(cast.school.name) < page.index(cast.police.name)


def test_what_waits_comes_by_its_day_and_what_came_the_newest_first() -> None:
    def asked(day: int, *, waits: bool, overdue: bool = False) -> Any:
        return SimpleNamespace(
            due_on=date(2026, 6, day), waits=waits, overdue=overdue, no_longer_needed_at=None, body="A school"
        )

    rows = [asked(1, waits=False), asked(9, waits=False), asked(20, waits=True), asked(12, waits=True)]
    rows.append(asked(3, waits=True, overdue=True))
    assert [one.due_on.day for one in overdue_first(rows)] == [3, 12, 20, 9, 1]


def test_the_overview_of_a_folder_on_which_nobody_was_asked_says_what_to_do(cast: Cast, client: Client) -> None:
    client.force_login(cast["coordinator"])
    assert "No agency has been asked" in client.get(f"/cases/{a_folder(cast).pk}/requests/").text


def test_reminding_writes_to_every_address_and_is_counted_once(cast: Cast, client: Client) -> None:
    asked = ask_one(cast, a_folder(cast), cast.school)
    Message.objects.all().delete()
    client.force_login(cast["coordinator"])
    client.post(f"/cases/{asked.case_id}/requests/{asked.pk}/chase")
    assert Message.objects.filter(kind="reminder").count() == Reminder.objects.count() == 3
    assert "1, last on" in client.get(f"/cases/{asked.case_id}/requests/").text


def test_what_has_come_is_not_chased(cast: Cast) -> None:
    asked = ask_one(cast, a_folder(cast), cast.school)
    send(asked, cast["school lead"])
    with pytest.raises(NotDone, match="was received on"):
        actions.chase(asked, by=cast["coordinator"])


def test_an_agency_that_cannot_be_written_to_is_to_be_telephoned(cast: Cast, client: Client) -> None:
    asked = ask_one(cast, a_folder(cast), cast.college)
    cast.college.mailbox = ""
    cast.college.save()
    client.force_login(cast["coordinator"])
    answer = client.post(f"/cases/{asked.case_id}/requests/{asked.pk}/chase", follow=True)
    assert "Telephone them and note the call" in answer.text
    assert not Reminder.objects.exists()


def test_a_moved_day_keeps_the_old_one_and_the_reason(cast: Cast) -> None:
    asked = ask_one(cast, a_folder(cast), cast.school)
    before, after = asked.due_on, working_days_from_today(10)
    actions.move_due_day(asked, due_on=after, why="The head teacher is away.", by=cast["coordinator"])
    moved = MovedDate.objects.get(about=str(asked.pk))
    assert (moved.was, moved.now, moved.why) == (before, after, "The head teacher is away.")
    assert KeptClock.objects.get(duty="asked", about=str(asked.pk)).due_on == after
    assert Message.objects.filter(subject__contains=spoken(after)).exists()


def test_both_sides_see_that_the_day_moved_and_why(cast: Cast, client: Client) -> None:
    asked = ask_one(cast, a_folder(cast), cast.school)
    day = working_days_from_today(10)
    client.force_login(cast["coordinator"])
    typed = {"due_on_day": day.day, "due_on_month": day.month, "due_on_year": day.year, "why": "Half term."}
    client.post(f"/cases/{asked.case_id}/requests/{asked.pk}/due-day", typed)
    for part in ("coordinator", "school lead"):
        client.force_login(cast[part])
        assert "Half term." in client.get(f"/cases/{asked.case_id}/requests/{asked.pk}/").text


def test_a_day_is_not_moved_to_the_past_to_itself_or_after_the_answer_came(cast: Cast) -> None:
    asked = ask_one(cast, a_folder(cast), cast.school)
    with pytest.raises(NotDone, match="past"):
        actions.move_due_day(asked, due_on=timezone.localdate() - timedelta(days=1), why="no", by=cast["coordinator"])
    with pytest.raises(NotDone, match="already due"):
        actions.move_due_day(asked, due_on=asked.due_on, why="no", by=cast["coordinator"])
    send(asked, cast["school lead"])
    with pytest.raises(NotDone, match="received"):
        actions.move_due_day(asked, due_on=working_days_from_today(9), why="no", by=cast["coordinator"])


def test_moving_a_day_needs_a_reason(cast: Cast, client: Client) -> None:
    asked = ask_one(cast, a_folder(cast), cast.school)
    day = working_days_from_today(10)
    client.force_login(cast["coordinator"])
    typed = {"due_on_day": day.day, "due_on_month": day.month, "due_on_year": day.year}
    answer = client.post(f"/cases/{asked.case_id}/requests/{asked.pk}/due-day", typed)
    assert "Say why the day moves" in answer.text
    asked.refresh_from_db()
    assert asked.due_on != day


def test_what_is_no_longer_needed_ends_the_key_the_clock_and_the_page(cast: Cast, client: Client) -> None:
    asked = ask_one(cast, a_folder(cast), cast.school)
    client.force_login(cast["coordinator"])
    client.post(f"/cases/{asked.case_id}/requests/{asked.pk}/no-longer-needed", {"why": "Another school."})
    assert not Grant.objects.live().filter(folder=asked.case.folder, body=cast.school).exists()
    assert KeptFact.objects.filter(kind="summary_no_longer_needed", about=str(asked.pk)).exists()
    clock = KeptClock.objects.get(duty="asked", about=str(asked.pk))
    assert clock.ended
    assert clock.stopped_on is None
    client.force_login(cast["school lead"])
    assert client.get(f"/cases/{asked.case_id}/requests/{asked.pk}/").status_code == 404


def test_the_key_stays_while_the_body_is_asked_for_something_else_on_the_folder(cast: Cast) -> None:
    case = a_folder(cast)
    first = ask_one(cast, case, cast.school)
    ask(cast, case, cast.school, about=an_incident_on(case))
    actions.let_go(first, why="Asked about the wrong incident.", by=cast["coordinator"])
    assert Grant.objects.live().filter(folder=case.folder, body=cast.school).exists()


def test_a_body_asked_again_finds_what_it_had_typed(cast: Cast) -> None:
    case = a_folder(cast)
    first = ask_one(cast, case, cast.school)
    typed = type_summary(first, cast["school lead"])
    name_actor(cast["coordinator"])
    actions.let_go(first, why="Thought to be the wrong school.", by=cast["coordinator"])
    again = ask_one(cast, case, cast.school)
    assert Draft.objects.get(pk=typed.pk).paper_id == again.pk


def test_an_answer_that_has_come_is_not_let_go(cast: Cast) -> None:
    asked = ask_one(cast, a_folder(cast), cast.school)
    send(asked, cast["school lead"])
    with pytest.raises(NotDone, match="received"):
        actions.let_go(asked, why="no", by=cast["coordinator"])


def test_the_folders_page_leads_to_its_requests_and_its_meetings(cast: Cast, client: Client) -> None:
    case = a_folder(cast)
    client.force_login(cast["coordinator"])
    page = client.get(f"/cases/{case.pk}/").text
    assert f'href="/cases/{case.pk}/requests/"' in page
    assert f'href="/cases/{case.pk}/meetings/"' in page
