"""An action is owed by a body by a day, and every change to it leaves a word behind."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.audit.actions import name_actor
from handrail.service.audit.models import Entry
from handrail.service.cases.actions import NotDone, close_case
from handrail.service.cases.models import Case, KeptClock, MovedDate
from handrail.service.learning.actions import tracked as actions
from handrail.service.learning.models import Action, Progress
from handrail.service.partnerships.models import Body
from tests.rooms.cast import Cast, open_folder_for

SPRING, SUMMER = date(2027, 3, 1), date(2027, 7, 1)


@pytest.fixture
def case(cast: Cast) -> Case:
    return open_folder_for(cast)


@pytest.fixture
def coordinator(cast: Cast, case: Case) -> Person:
    """The coordinator, who acts from here on."""
    name_actor(cast["coordinator"])
    return cast["coordinator"]


def added(case: Case, by: Person, owner: Body | None = None, title: str = "Write to every school") -> Action:
    return actions.add_action(
        case, title=title, owner=owner, owner_name="", due_on=SPRING, source="Rapid review", by=by
    )


def clock_of(action: Action) -> KeptClock:
    return KeptClock.objects.get(paper_id=action.pk)


def test_an_action_is_owed_by_its_body_from_the_day_it_is_added(cast: Cast, case: Case, coordinator: Person) -> None:
    clock = clock_of(added(case, coordinator, cast.school))
    assert (clock.owed_by, clock.due_on, clock.ended) == (cast.school, SPRING, False)


def test_an_action_of_no_body_is_owed_by_the_partnership(cast: Cast, case: Case, coordinator: Person) -> None:
    assert clock_of(added(case, coordinator)).owed_by == cast.partnership


def test_recording_it_done_stops_its_clock_and_keeps_the_evidence(cast: Cast, case: Case, coordinator: Person) -> None:
    action = added(case, coordinator)
    today = timezone.localdate()
    actions.record_done(action, done_on=today, evidence="Audit of twelve records", by=coordinator)
    assert clock_of(action).stopped_on == today
    action.refresh_from_db()
    assert action.evidence == "Audit of twelve records"
    assert Entry.objects.filter(did="recorded an action as done", case_id=case.pk).exists()


def test_an_action_cannot_be_done_tomorrow(case: Case, coordinator: Person) -> None:
    action = added(case, coordinator)
    with pytest.raises(NotDone, match="cannot be after today"):
        actions.record_done(action, done_on=timezone.localdate() + timedelta(days=1), evidence="x", by=coordinator)


def test_of_two_people_who_record_it_done_the_second_is_told(case: Case, coordinator: Person) -> None:
    action = added(case, coordinator)
    actions.record_done(action, done_on=timezone.localdate(), evidence="Audit", by=coordinator)
    with pytest.raises(NotDone, match="already recorded"):
        actions.record_done(action, done_on=timezone.localdate(), evidence="Letter", by=coordinator)
    assert action.progress.count() == 1


def test_a_changed_day_moves_the_clock_and_leaves_the_old_day_with_its_reason(case: Case, coordinator: Person) -> None:
    action = added(case, coordinator)
    actions.change_due_day(action, due_on=SUMMER, reason="The trainer is ill.", by=coordinator)
    assert clock_of(action).due_on == SUMMER
    moved = MovedDate.objects.get(case=case, about=str(action.pk))
    assert (moved.was, moved.now, moved.why) == (SPRING, SUMMER, "The trainer is ill.")
    word = action.progress.get()
    assert (word.day_before, word.day_after, word.text) == (SPRING, SUMMER, "The trainer is ill.")


def test_the_day_of_what_is_done_cannot_be_changed(case: Case, coordinator: Person) -> None:
    action = added(case, coordinator)
    actions.record_done(action, done_on=timezone.localdate(), evidence="Audit", by=coordinator)
    with pytest.raises(NotDone, match="Open it again"):
        actions.change_due_day(action, due_on=SUMMER, reason="Later.", by=coordinator)


def test_changing_a_day_to_itself_is_no_change(case: Case, coordinator: Person) -> None:
    with pytest.raises(NotDone, match="1 March 2027 already"):
        actions.change_due_day(added(case, coordinator), due_on=SPRING, reason="Same.", by=coordinator)


def test_opened_again_it_is_owed_again_and_the_evidence_given_is_not_lost(case: Case, coordinator: Person) -> None:
    action = added(case, coordinator)
    actions.record_done(action, done_on=timezone.localdate(), evidence="Audit of twelve records", by=coordinator)
    actions.open_again(action, reason="The audit was of another team.", by=coordinator)
    assert not clock_of(action).ended
    said = [word.text for word in Progress.objects.filter(action=action).order_by("written_at")]
    assert said == ["Audit of twelve records", "The audit was of another team."]


def test_what_is_open_cannot_be_opened_again(case: Case, coordinator: Person) -> None:
    with pytest.raises(NotDone, match="is open"):
        actions.open_again(added(case, coordinator), reason="Why not.", by=coordinator)


def test_the_same_words_are_not_added_twice_while_open(case: Case, coordinator: Person) -> None:
    action = added(case, coordinator)
    with pytest.raises(NotDone, match="already has an open action"):
        added(case, coordinator, title="write to every school")
    actions.record_done(action, done_on=timezone.localdate(), evidence="Audit", by=coordinator)
    added(case, coordinator)


def test_nothing_is_added_to_a_closed_folder(case: Case, coordinator: Person) -> None:
    close_case(case, why="Finished.", by=coordinator)
    with pytest.raises(NotDone, match="folder is closed"):
        added(case, coordinator)
