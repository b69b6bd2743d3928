"""Reminders: two working days before, on the day, and each second working day after; each once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from handrail.guidance.days import published_working_days
from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import close_case
from handrail.service.outbox.models import Message
from handrail.service.outbox.rounds import rounds
from handrail.service.requests import actions
from handrail.service.requests.models import Reminder, Request
from handrail.service.requests.reminders import reminder_day, write_due_reminders
from tests.rooms.cast import Cast
from tests.rooms.requests.asking import a_folder, ask_one, send, working_days_from_today

pytestmark = pytest.mark.django_db
days = published_working_days()


@pytest.fixture
def asked(cast: Cast) -> Request:
    asked = ask_one(cast, a_folder(cast), cast.school, due_on=working_days_from_today(8))
    Message.objects.all().delete()
    return asked


def reminded_over(asked: Request, first: int, last: int) -> list[int]:
    """The working days, counted from the due day, on which the round wrote something."""
    return [place for place in range(first, last + 1) if write_due_reminders(_day(asked.due_on, place))]


def _day(due_on: date, place: int) -> date:
    return due_on if place == 0 else days.after(due_on, place)


def test_they_go_two_days_before_on_the_day_and_each_second_day_after(asked: Request) -> None:
    assert reminded_over(asked, -5, 7) == [-2, 0, 2, 4, 6]


def test_the_same_day_twice_writes_nothing_twice(asked: Request) -> None:
    assert write_due_reminders(asked.due_on) == 3
    assert write_due_reminders(asked.due_on) == 0
    assert Reminder.objects.count() == Message.objects.count() == 3


def test_a_worker_that_was_down_on_the_day_writes_on_the_next(asked: Request) -> None:
    assert write_due_reminders(_day(asked.due_on, 1)) == 3
    assert write_due_reminders(_day(asked.due_on, 2)) == 3


def test_none_goes_on_a_day_when_nobody_works(asked: Request) -> None:
    saturday = asked.due_on + timedelta(days=(5 - asked.due_on.weekday()) % 7)
    assert saturday.weekday() == 5
    assert write_due_reminders(saturday) == 0


def test_a_due_day_that_is_no_working_day_is_reminded_of_on_the_working_day_before() -> None:
    saturday = date(2024, 5, 18)
    written = {reminder_day(saturday, date(2024, 5, day)) for day in range(15, 22)}
    assert written == {None, date(2024, 5, 16), date(2024, 5, 17), date(2024, 5, 21)}


def test_an_answer_ends_them(cast: Cast, asked: Request) -> None:
    send(asked, cast["school lead"])
    assert write_due_reminders(asked.due_on) == 0


def test_what_is_no_longer_needed_and_a_closed_folder_are_not_reminded_of(cast: Cast, asked: Request) -> None:
    other = ask_one(cast, a_folder(cast), cast.school, due_on=asked.due_on)
    name_actor(cast["coordinator"])
    actions.let_go(asked, why="Another school.", by=cast["coordinator"])
    close_case(other.case, why="All is done.", by=cast["coordinator"])
    assert write_due_reminders(asked.due_on) == 0


def test_a_body_asked_today_is_not_reminded_today(cast: Cast) -> None:
    asked = ask_one(cast, a_folder(cast), cast.school, due_on=working_days_from_today(1))
    before = working_days_from_today(-1)
    assert reminder_day(asked.due_on, asked.due_on) == asked.due_on
    assert write_due_reminders(before) == 0


def test_a_moved_day_moves_its_reminders(cast: Cast, asked: Request) -> None:
    later = days.after(asked.due_on, 5)
    before = asked.due_on
    actions.move_due_day(asked, due_on=later, why="Half term.", by=cast["coordinator"])
    asked.refresh_from_db()
    assert write_due_reminders(before) == 0
    assert write_due_reminders(days.after(later, -2)) == 3


def test_a_reminder_says_nothing_of_the_child(asked: Request) -> None:
    write_due_reminders(asked.due_on)
    for message in Message.objects.filter(kind="reminder"):
        assert "Testerton" not in message.subject + message.text
        assert asked.case.reference in message.subject


def test_the_worker_finds_this_round() -> None:
    assert "handrail.service.requests.reminders.write_due_reminders" in set(rounds())
