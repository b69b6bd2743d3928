"""What the Panel's room refuses, in the words that whoever asks is told; and nothing is changed by it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from handrail.service.access.models import Person
from handrail.service.national_panel.actions import meetings, members
from handrail.service.national_panel.doors import told_to_panel
from handrail.service.national_panel.models import DocketItem, PanelMeeting, Told
from tests.rooms.cast import Cast
from tests.rooms.national_panel.test_put_right import coming
from tests.rooms.national_panel.test_the_panel import TODAY, before_a_meeting, decided, member, review, sorley
from tests.rooms.refused import refused

__all__ = ["review", "sorley"]
Asked = Callable[[], object]


def a_meeting_held(by: Person) -> PanelMeeting:
    meeting = coming(by)
    meetings.hold(meeting, [member(by)], by=by)
    return meeting


def an_appointment_twice(cast: Cast, by: Person) -> Asked:
    member(by)
    return lambda: member(by, "edith fairweather ")


def a_removal_without_why(cast: Cast, by: Person) -> Asked:
    edith = member(by)
    return lambda: members.end_membership(edith, on=TODAY(), removed=True, ended_by_name="The minister", why=" ", by=by)


def taking_back_an_end_that_nobody_recorded(cast: Cast, by: Person) -> Asked:
    edith = member(by)
    return lambda: members.take_back_end(edith, by=by)


def a_conflict_that_nobody_asked_about(cast: Cast, by: Person) -> Asked:
    edith, hugh = member(by), member(by, "Hugh Marlow")
    members.declare(edith, what="Advised it.", body=cast.partnership, declared_on=TODAY(), by=by)
    item = before_a_meeting(by, edith, hugh)
    return lambda: decided(item, by)


def adding_to_a_meeting_that_was_held(cast: Cast, by: Person) -> Asked:
    meeting = a_meeting_held(by)
    return lambda: meetings.put_on(meeting, told_to_panel(by).get(what=Told.What.RAPID_REVIEW), by=by)


def moving_a_meeting_that_was_held(cast: Cast, by: Person) -> Asked:
    meeting = a_meeting_held(by)
    return lambda: meetings.move(meeting, on=TODAY(), place="By video", by=by)


def calling_a_meeting_off_that_was_held(cast: Cast, by: Person) -> Asked:
    meeting = a_meeting_held(by)
    return lambda: meetings.call_off(meeting, why="Too few can come.", by=by)


def taking_up_again_at_a_meeting_that_was_held(cast: Cast, by: Person) -> Asked:
    item = before_a_meeting(by)
    decided(item, by)
    return lambda: meetings.take_up_again(item, item.meeting, why="A letter came.", by=by)


def taking_off_twice(cast: Cast, by: Person) -> Asked:
    item = meetings.put_on(coming(by), told_to_panel(by).get(what=Told.What.RAPID_REVIEW), by=by)
    meetings.take_off(DocketItem.objects.get(pk=item.pk), by=by)
    return lambda: meetings.take_off(item, by=by)


def a_meeting_with_nobody_there(cast: Cast, by: Person) -> Asked:
    meeting = coming(by)
    return lambda: meetings.hold(meeting, [], by=by)


def correcting_that_nobody_was_there(cast: Cast, by: Person) -> Asked:
    meeting = a_meeting_held(by)
    return lambda: meetings.correct_present(meeting, [], why="A slip.", by=by)


REFUSED: dict[str, list[Callable[[Cast, Person], Asked]]] = {
    "is a member on that day already": [an_appointment_twice],
    "Say why: the law allows it of somebody unfit": [a_removal_without_why],
    "No end of this appointment is recorded": [taking_back_an_end_that_nobody_recorded],
    "Ask first whether they have a conflict in this": [a_conflict_that_nobody_asked_about],
    "This meeting has been held. Choose another": [
        adding_to_a_meeting_that_was_held, moving_a_meeting_that_was_held, calling_a_meeting_off_that_was_held,
        taking_up_again_at_a_meeting_that_was_held,
    ],
    "This was taken off the agenda already": [taking_off_twice],
    "Say which members were there": [a_meeting_with_nobody_there, correcting_that_nobody_was_there],
}  # fmt: skip
EACH = [(sentence, asks) for sentence, several in REFUSED.items() for asks in several]


@pytest.mark.parametrize(("sentence", "asks"), EACH, ids=[asks.__name__ for _, asks in EACH])
def test_it_is_refused_and_nothing_is_changed(
    cast: Cast, sorley: Person, sentence: str, asks: Callable[[Cast, Person], Asked]
) -> None:
    asked = asks(cast, sorley)
    with refused(sentence, "national_panel"):
        asked()
