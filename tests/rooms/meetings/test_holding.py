"""Holding a meeting: that it was held, who came, the minutes, and what was decided."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import Draft, KeptClock, KeptFact
from handrail.service.meetings.actions import holding
from handrail.service.meetings.models import AgendaItem, Attendance, Decision, Meeting
from handrail.service.outbox.models import Message
from tests.rooms.cast import Cast
from tests.rooms.meetings.meeting import a_meeting_that_has_begun, in_hours, invite, page_of, plan


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return a_meeting_that_has_begun(cast)


def typed_at(meeting: Meeting) -> dict[str, object]:
    starts = timezone.localtime(meeting.starts_at)
    return {
        "day_day": starts.day, "day_month": starts.month, "day_year": starts.year, "hour": f"{starts:%H:%M}",
    }  # fmt: skip


def test_a_meeting_marked_as_held_is_a_fact_about_its_incident(cast: Cast, meeting: Meeting, client: Client) -> None:
    client.force_login(cast["coordinator"])
    client.post(page_of(meeting, "held"), typed_at(meeting))
    fact = KeptFact.objects.get(kind="rapid_review_meeting_held")
    assert (fact.about, fact.at) == (meeting.about, meeting.starts_at)


def test_a_meeting_is_not_marked_as_held_in_the_future(cast: Cast, client: Client) -> None:
    meeting = plan(cast)
    with pytest.raises(NotDone, match="still to come"):
        holding.mark_held(meeting, held_at=in_hours(1), by=cast["coordinator"])
    client.force_login(cast["coordinator"])
    answer = client.post(page_of(meeting, "held"), typed_at(meeting))
    assert "must be today or in the past" in answer.text
    assert not KeptFact.objects.filter(kind="rapid_review_meeting_held").exists()


def test_the_hour_is_put_right_and_the_old_fact_is_kept(cast: Cast, meeting: Meeting) -> None:
    holding.mark_held(meeting, held_at=meeting.starts_at, by=cast["coordinator"])
    right = meeting.starts_at + timedelta(minutes=30)
    holding.mark_held(meeting, held_at=right, by=cast["coordinator"])
    facts = KeptFact.objects.filter(kind="rapid_review_meeting_held")
    assert facts.get(replaced_at__isnull=True).at == right
    assert facts.count() == 2


def test_who_came_is_recorded(cast: Cast, meeting: Meeting, client: Client) -> None:
    invite(cast, meeting, cast.school, cast.trust)
    school, trust = (Attendance.objects.get(body=body) for body in (cast.school, cast.trust))
    client.force_login(cast["coordinator"])
    client.post(page_of(meeting, "attendance"), {f"came_{school.pk}": "came", f"came_{trust.pk}": "apologies"})
    assert {one.body: one.came for one in Attendance.objects.all()} == {cast.school: "came", cast.trust: "apologies"}


def test_an_answer_that_was_not_offered_is_refused(cast: Cast, meeting: Meeting, client: Client) -> None:
    invite(cast, meeting, cast.school)
    client.force_login(cast["coordinator"])
    answer = client.post(page_of(meeting, "attendance"), {f"came_{meeting.attendance.get().pk}": "perhaps"})
    assert "Say whether Guest of Otter Lane Primary School came" in answer.text


def minute(client: Client, meeting: Meeting, place: int, words: str, version: int) -> int:
    item = meeting.agenda.all()[place]
    typed = {f"notes_{item.pk}": words, "version": version}
    return client.post(page_of(meeting, f"minutes/item-{item.pk}"), typed).status_code


def test_minutes_are_typed_under_each_item_and_put_on_record(cast: Cast, meeting: Meeting, client: Client) -> None:
    client.force_login(cast["coordinator"])
    client.post(page_of(meeting, "minutes/begin"))
    minute(client, meeting, 0, "All were welcomed.", 0)
    minute(client, meeting, 2, "He is three, and likes tractors.", 1)
    assert "likes tractors" in client.get(page_of(meeting, "minutes/check")).text
    assert "likes tractors" not in client.get(page_of(meeting)).text
    page = client.post(page_of(meeting, "minutes/check"), follow=True).text
    assert "likes tractors" in page
    assert [item.notes for item in meeting.agenda.all()[:3]] == [
        "All were welcomed.",
        "",
        "He is three, and likes tractors.",
    ]


def test_of_two_who_minute_one_item_neither_loses_a_word(cast: Cast, meeting: Meeting, client: Client) -> None:
    client.force_login(cast["coordinator"])
    client.post(page_of(meeting, "minutes/begin"))
    minute(client, meeting, 0, "Hers, typed first.", 0)
    item = meeting.agenda.all()[0]
    client.force_login(cast["deputy coordinator"])
    typed = {f"notes_{item.pk}": "His, typed at the same time.", "version": 0}
    answer = client.post(page_of(meeting, f"minutes/item-{item.pk}"), typed)
    assert answer.status_code == 409
    assert "Hers, typed first." in answer.text
    assert "His, typed at the same time." in answer.text


def test_minutes_on_record_are_taken_up_again_where_they_stood(cast: Cast, meeting: Meeting, client: Client) -> None:
    client.force_login(cast["coordinator"])
    client.post(page_of(meeting, "minutes/begin"))
    minute(client, meeting, 0, "All were welcomed.", 0)
    client.post(page_of(meeting, "minutes/check"))
    client.post(page_of(meeting, "minutes/begin"))
    client.post(page_of(meeting, "minutes/check"))
    assert meeting.agenda.all()[0].notes == "All were welcomed."


def test_minutes_of_an_item_taken_out_meanwhile_are_left_in_the_draft(
    cast: Cast, meeting: Meeting, client: Client
) -> None:
    client.force_login(cast["coordinator"])
    client.post(page_of(meeting, "minutes/begin"))
    minute(client, meeting, 0, "All were welcomed.", 0)
    gone = meeting.agenda.all()[0]
    client.post(page_of(meeting, "agenda"), {"remove": gone.pk})
    client.post(page_of(meeting, "minutes/check"))
    assert not AgendaItem.objects.filter(pk=gone.pk).exists()
    assert Draft.objects.get(paper_id=meeting.pk).answers[f"item-{gone.pk}"] == {
        f"notes_{gone.pk}": ["All were welcomed."]
    }


def test_minutes_are_agreed_once_the_meeting_was_held_and_they_are_on_record(
    cast: Cast, meeting: Meeting, client: Client
) -> None:
    by = cast["coordinator"]
    with pytest.raises(NotDone, match="not marked as held"):
        holding.agree_minutes(meeting, by=by)
    holding.mark_held(meeting, held_at=meeting.starts_at, by=by)
    with pytest.raises(NotDone, match="no minutes on record"):
        holding.agree_minutes(meeting, by=by)
    client.force_login(by)
    client.post(page_of(meeting, "minutes/begin"))
    minute(client, meeting, 0, "All were welcomed.", 0)
    client.post(page_of(meeting, "minutes/check"))
    assert "agreed on" in client.post(page_of(meeting, "minutes/agree"), follow=True).text
    assert "The minutes were agreed on" in client.post(page_of(meeting, "minutes/begin"), follow=True).text


def test_minutes_still_being_typed_are_not_agreed(cast: Cast, meeting: Meeting, client: Client) -> None:
    by = cast["coordinator"]
    holding.mark_held(meeting, held_at=meeting.starts_at, by=by)
    client.force_login(by)
    client.post(page_of(meeting, "minutes/begin"))
    client.post(page_of(meeting, "minutes/check"))
    client.post(page_of(meeting, "minutes/begin"))
    with pytest.raises(NotDone, match="not yet on record"):
        holding.agree_minutes(meeting, by=by)


def decided(cast: Cast, meeting: Meeting, **more: object) -> dict[str, object]:
    return {"kind": "action", "text": "Walk her home each day.", "owner": str(cast.school.pk)} | more


def test_an_immediate_action_is_owed_by_its_agency_until_the_day_it_was_done(
    cast: Cast, meeting: Meeting, client: Client
) -> None:
    client.force_login(cast["coordinator"])
    due = timezone.localdate() + timedelta(days=2)
    typed = decided(cast, meeting, due_on_day=due.day, due_on_month=due.month, due_on_year=due.year)
    client.post(page_of(meeting, "decide"), typed)
    decision = Decision.objects.get()
    owed = KeptClock.objects.get(about=f"decision-{decision.pk}")
    assert (owed.owed_by, owed.due_on, owed.ended) == (cast.school, due, False)
    today = timezone.localdate()
    done = {"done_on_day": today.day, "done_on_month": today.month, "done_on_year": today.year}
    client.post(page_of(meeting, f"done/{decision.pk}"), done)
    assert KeptClock.objects.get(about=f"decision-{decision.pk}").ended
    assert KeptFact.objects.filter(kind="immediate_action_taken", on=today).exists()


def test_the_agency_is_told_that_something_is_asked_and_not_what(cast: Cast, meeting: Meeting, client: Client) -> None:
    client.force_login(cast["coordinator"])
    client.post(page_of(meeting, "decide"), decided(cast, meeting))
    assert {message.to for message in Message.objects.all()} >= {cast.school.mailbox}
    assert all("Walk" not in message.text for message in Message.objects.all())


def test_an_agency_that_was_not_sent_the_pack_is_to_be_told_otherwise(
    cast: Cast, meeting: Meeting, client: Client
) -> None:
    client.force_login(cast["coordinator"])
    answer = client.post(page_of(meeting, "decide"), decided(cast, meeting), follow=True)
    assert "Tell them yourself" in answer.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"owner": ""}, "Choose the agency that is to act"),
        ({"text": " "}, "Write what was decided"),
        ({"kind": "wish"}, "Choose whether it is a decision"),
        ({"owner": "nobody"}, "Choose from the list"),
        ({"due_on_day": "1", "due_on_month": "1", "due_on_year": "2019"}, "before the meeting"),
        ({"due_on_day": "1"}, "must include a month and a year"),
    ],
)
def test_what_is_wrong_with_a_decision_is_said(
    cast: Cast, meeting: Meeting, client: Client, typed: dict[str, object], said: str
) -> None:
    client.force_login(cast["coordinator"])
    assert said in client.post(page_of(meeting, "decide"), decided(cast, meeting, **typed)).text
    assert not Decision.objects.exists()


def test_a_decision_needs_no_agency(cast: Cast, meeting: Meeting) -> None:
    holding.decide(
        meeting, text="No local review.", immediate_action=False, owner=None, due_on=None, by=cast["coordinator"]
    )
    assert not KeptClock.objects.filter(duty="asked").exists()


def test_an_action_is_not_done_in_the_future(cast: Cast, meeting: Meeting) -> None:
    by = cast["coordinator"]
    decision = holding.decide(
        meeting, text="Walk her home.", immediate_action=True, owner=cast.school, due_on=None, by=by
    )
    with pytest.raises(NotDone, match="still to come"):
        holding.record_done(decision, done_on=timezone.localdate() + timedelta(days=1), by=by)


def test_an_action_of_another_meeting_is_not_found_here(cast: Cast, meeting: Meeting, client: Client) -> None:
    other = plan(cast, starts_at=in_hours(-2))
    decision = holding.decide(
        other, text="Elsewhere.", immediate_action=False, owner=None, due_on=None, by=cast["coordinator"]
    )
    client.force_login(cast["coordinator"])
    assert client.get(page_of(meeting, f"done/{decision.pk}")).status_code == 404
    assert client.get(page_of(meeting, "done/99999999999999999999")).status_code == 404
