"""The last day of a plan: under what is due until the change is done, and open again where that was an error."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.arrangements import actions as act
from handrail.service.arrangements.models import Transition
from handrail.service.arrangements.reminders import write_due_reminders
from handrail.service.audit.actions import Job, name_actor
from handrail.service.audit.models import Entry
from handrail.service.cases.own_clocks import own_rows
from handrail.service.outbox.models import Message
from handrail.service.partnerships.actions import NotDone
from handrail.service.partnerships.models import Body
from tests.rooms.arrangements.changing import planned
from tests.rooms.cast import Cast

BEGINS, LAST = date(2026, 1, 5), date(2027, 3, 31)
REMINDED = date(2027, 3, 3)


def a_plan(cast: Cast, **other: object) -> Transition:
    said: dict[str, object] = {"title": "One council for two", "law": "The order", "begins_on": BEGINS, "due_on": LAST}
    return planned(cast, "authorities_reorganised", **said | other)


def due_of(cast: Cast, who: str = "coordinator") -> list[tuple[str, date | None]]:
    return [
        (row.clock.title, row.clock.due_on)
        for row in own_rows(cast[who], timezone.now())
        if "One council" in row.clock.title
    ]


def test_the_last_day_stands_under_what_is_due_for_whoever_speaks_for_the_partnership(
    cast: Cast, client: Client
) -> None:
    plan = a_plan(cast)
    assert due_of(cast) == [("One council for two: to be done", LAST)]
    assert not due_of(cast, "stranger")
    client.force_login(cast["coordinator"])
    assert reverse("arrangements:plan", args=[plan.pk]) in client.get("/").content.decode()


@pytest.mark.parametrize("other", [{"invented": True}, {"due_on": None}])
def test_a_plan_that_only_tries_days_out_or_has_no_last_day_is_not_due(cast: Cast, other: dict[str, object]) -> None:
    a_plan(cast, **other)
    assert not due_of(cast)


def test_what_is_done_is_due_no_longer_and_what_was_recorded_in_error_is_due_again(cast: Cast, client: Client) -> None:
    plan, by = a_plan(cast), cast["coordinator"]
    client.force_login(by)
    said = {"done_on_day": "2", "done_on_month": "11", "done_on_year": "2026"}
    assert client.post(reverse("arrangements:plan_done", args=[plan.pk]), said).status_code == 302
    name_actor(by)
    plan.refresh_from_db()
    assert (plan.done_on, plan.done_by) == (date(2026, 11, 2), by)
    assert not due_of(cast)
    page = client.get(reverse("arrangements:plan", args=[plan.pk])).content.decode()
    assert f"as {by} recorded" in page
    back = reverse("arrangements:plan_not_done", args=[plan.pk])
    assert "Take back" in client.get(back).content.decode()
    assert client.post(back, {"why": ""}).status_code == 200
    assert client.post(back, {"why": "It was another plan."}).status_code == 302
    name_actor(by)
    plan.refresh_from_db()
    assert (plan.done_on, plan.done_by) == (None, None)
    assert due_of(cast)
    words = "took back that the change was done on 2 November 2026: It was another plan."
    assert Entry.objects.filter(did=words).exists()


@pytest.mark.parametrize("change", ["boards_to_partners", "groups_to_boards", "working_together_2023"])
def test_a_plan_of_a_change_of_law_is_done_and_what_the_law_asks_is_due_no_longer(
    cast: Cast, client: Client, change: str
) -> None:
    plan, by = planned(cast, change, title="The change"), cast["coordinator"]
    client.force_login(by)
    page = client.get(reverse("arrangements:plan_done", args=[plan.pk])).content.decode()
    waits = change != "groups_to_boards"
    assert ("is not all done" in page) == waits
    linked = [row for row in own_rows(by, timezone.now()) if str(plan.pk) in row.clock.link]
    assert bool(linked) == waits
    name_actor(by)
    act.record_done(plan, done_on=timezone.localdate(), by=by)
    assert not [row for row in own_rows(by, timezone.now()) if str(plan.pk) in row.clock.link]
    with pytest.raises(NotDone, match="recorded already"):
        act.record_done(plan, done_on=timezone.localdate(), by=by)


def test_what_is_not_done_is_not_taken_back(cast: Cast) -> None:
    with pytest.raises(NotDone, match="It is not recorded that the change is done"):
        act.take_back_done(a_plan(cast), why="A slip.", by=cast["coordinator"])


def test_the_partnership_is_reminded_four_weeks_before_and_once(cast: Cast) -> None:
    name_actor(Job("tests"))
    Body.objects.filter(pk=cast.partnership.pk).update(mailbox="team@wendvalley.example")
    plan = a_plan(cast)
    assert write_due_reminders(REMINDED - timedelta(days=1)) == 0
    written = write_due_reminders(REMINDED)
    assert written
    assert write_due_reminders(REMINDED) == 0
    name_actor(cast["coordinator"])
    message = Message.objects.filter(kind="change of law").first()
    assert message is not None
    assert "to be done by 31 March 2027" in message.subject
    assert "One council" not in message.text
    assert reverse("arrangements:plan", args=[plan.pk]) in message.text
    act.record_done(plan, done_on=timezone.localdate(), by=cast["coordinator"])
    assert write_due_reminders(date(2027, 3, 24)) == 0


LATER = date(2027, 6, 30)


def test_the_last_day_is_changed_with_a_reason_and_what_it_was_stays_on_the_plan(cast: Cast, client: Client) -> None:
    plan, by = a_plan(cast), cast["coordinator"]
    client.force_login(by)
    page = reverse("arrangements:move_last_day", args=[plan.pk])
    assert page in client.get(reverse("arrangements:plan", args=[plan.pk])).content.decode()
    said = {"due_on_day": "30", "due_on_month": "6", "due_on_year": "2027"}
    assert "Say why" in client.post(page, said | {"why": ""}).content.decode()
    shown = client.post(page, said | {"why": "The order was laid late."}, follow=True).content.decode()
    assert "The last day was 31 March 2027 until" in shown
    assert "The order was laid late." in shown
    name_actor(by)
    assert due_of(cast) == [("One council for two: to be done", LATER)]
    words = "changed the last day of a plan from 31 March 2027 to 30 June 2027"
    assert Entry.objects.filter(did=words, actor=by.actor_key).count() == 1


def test_reminders_follow_the_new_last_day(cast: Cast) -> None:
    name_actor(Job("tests"))
    Body.objects.filter(pk=cast.partnership.pk).update(mailbox="team@wendvalley.example")
    act.move_last_day(a_plan(cast), due_on=LATER, why="The order was laid late.", by=cast["coordinator"])
    assert write_due_reminders(REMINDED) == 0
    assert write_due_reminders(date(2027, 6, 2))
    name_actor(cast["coordinator"])
    assert "30 June 2027" in Message.objects.filter(kind="change of law")[0].subject


def test_no_reminder_is_written_of_a_day_that_went_by_before_the_last_day_was_changed(cast: Cast) -> None:
    today = timezone.localdate()
    plan = a_plan(cast, begins_on=today - timedelta(days=60))
    Transition.objects.filter(pk=plan.pk).update(begun_at=timezone.now() - timedelta(days=50))
    name_actor(Job("tests"))
    Body.objects.filter(pk=cast.partnership.pk).update(mailbox="team@wendvalley.example")
    name_actor(cast["coordinator"])
    act.move_last_day(plan, due_on=today + timedelta(days=20), why="It is sooner.", by=cast["coordinator"])
    assert write_due_reminders(today) == 0


@pytest.mark.parametrize(
    ("due_on", "why", "said"),
    [
        (LAST, "A slip.", "already"),
        (BEGINS - timedelta(days=1), "A slip.", "It begins on"),
        (LATER, " ", "Say why the day is changed"),
    ],
)
def test_a_last_day_is_not_changed_to_what_cannot_be_or_without_a_reason(
    cast: Cast, due_on: date, why: str, said: str
) -> None:
    plan = a_plan(cast)
    with pytest.raises(NotDone, match=said):
        act.move_last_day(plan, due_on=due_on, why=why, by=cast["coordinator"])


def test_a_plan_that_is_done_keeps_its_last_day(cast: Cast) -> None:
    plan, by = a_plan(cast), cast["coordinator"]
    act.record_done(plan, done_on=timezone.localdate(), by=by)
    with pytest.raises(NotDone, match="Take that back first"):
        act.move_last_day(plan, due_on=LATER, why="A slip.", by=by)
