"""What may not be done with a group, a list of those invited, an agenda or a decision: refused, and nothing changes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.cases.actions import NotDone
from handrail.service.meetings.actions import deciding, grouping, holding, inviting, planning
from handrail.service.meetings.actions.deciding import Decided
from handrail.service.meetings.models import Attendance, Decision, Group, Meeting, Seat
from handrail.service.outbox.models import Message
from tests.rooms.cast import Cast
from tests.rooms.meetings.grouped import DAY, an_executive, held, planned
from tests.rooms.meetings.meeting import a_meeting_that_has_begun, arranged, in_hours, invite, plan


@pytest.mark.parametrize("title", ["Executive", "EXECUTIVE"])
def test_two_groups_that_stand_have_not_one_name(cast: Cast, title: str) -> None:
    first = an_executive(cast)
    again = grouping.Terms(title, "Leads the partnership.", fewest=3)
    with pytest.raises(NotDone, match="There is a group of this name already") as refused:
        grouping.begin_group(cast.partnership, again, by=cast["coordinator"])
    assert refused.value.field == "title"
    assert Group.objects.get() == first
    grouping.end_group(first, on=timezone.localdate(), why="It was merged.", by=cast["coordinator"])
    assert grouping.begin_group(cast.partnership, again, by=cast["coordinator"]).pk != first.pk


def test_nobody_is_expected_twice(cast: Cast) -> None:
    group = an_executive(cast)
    name = f"Head of {cast.police}"
    before = Seat.objects.count()
    with pytest.raises(NotDone, match=f"{name} of {cast.police} is expected already") as refused:
        grouping.expect(
            group, cast.police, office="Director", name=name, email="", from_on=timezone.localdate(),
            by=cast["coordinator"],
        )  # fmt: skip
    assert refused.value.field == "name"
    assert Seat.objects.count() == before


def test_a_meeting_on_a_day_on_which_nobody_has_a_seat_is_not_planned(cast: Cast) -> None:
    group = an_executive(cast)
    with pytest.raises(NotDone, match="Nobody has a seat in this group on that day"):
        planned(cast, group, -401)
    assert not Meeting.objects.exists()
    assert planned(cast, group, -399).attendance.count() == 4


def test_an_invitation_to_nobody_is_refused(cast: Cast) -> None:
    meeting = plan(cast)
    with pytest.raises(NotDone, match="Tick someone to invite, or type their name"):
        inviting.invite(meeting, [], by=cast["coordinator"])
    assert not Attendance.objects.exists()


def test_of_those_invited_before_nobody_is_invited_again_nor_the_others_with_them(cast: Cast) -> None:
    meeting = plan(cast)
    invite(cast, meeting, cast.school)
    guest = meeting.attendance.get().name
    with pytest.raises(NotDone, match=f"Already invited: {guest}"):
        invite(cast, meeting, cast.trust, cast.school)
    assert [one.body for one in meeting.attendance.all()] == [cast.school]


def test_what_is_owed_by_a_day_is_owed_by_somebody(cast: Cast) -> None:
    meeting = a_meeting_that_has_begun(cast)
    with pytest.raises(NotDone, match="Choose the agency that owes it by that day"):
        holding.decide(
            meeting, text="Write to every school.", immediate_action=False, owner=None,
            due_on=timezone.localdate() + 7 * DAY, by=cast["coordinator"],
        )  # fmt: skip
    assert not Decision.objects.exists()


def test_an_item_under_which_something_was_decided_stays_on_the_agenda(cast: Cast) -> None:
    meeting = held(cast, an_executive(cast), 1)
    item = meeting.agenda.order_by("place")[1]
    deciding.decide_together(meeting, Decided("Buy two more days.", item=item), by=cast["coordinator"])
    before = list(meeting.agenda.values_list("pk", "place"))
    with pytest.raises(NotDone, match="A decision was made under this item, so it stays"):
        planning.remove_item(item, by=cast["coordinator"])
    assert list(meeting.agenda.values_list("pk", "place")) == before


def test_of_a_meeting_that_was_called_off_nothing_goes_on(cast: Cast) -> None:
    meeting = plan(cast)
    invite(cast, meeting, cast.school)
    planning.cancel_meeting(meeting, why="It is not needed.", by=cast["coordinator"])
    item, by = meeting.agenda.order_by("place")[0], cast["coordinator"]
    tried: list[Callable[[], object]] = [
        lambda: invite(cast, meeting, cast.trust),
        lambda: inviting.send_pack(meeting, by=by),
        lambda: planning.remove_item(item, by=by),
        lambda: planning.cancel_meeting(meeting, why="Once more.", by=by),
        lambda: planning.change_meeting(meeting, arranged(in_hours(96)), by=by),
        lambda: holding.mark_held(meeting, held_at=meeting.starts_at, by=by),
        lambda: holding.decide(meeting, text="No.", immediate_action=False, owner=None, due_on=None, by=by),
    ]
    for attempt in tried:
        with pytest.raises(NotDone, match=f"The meeting was cancelled on {spoken(timezone.localdate())}"):
            attempt()
    stands = Meeting.objects.get()
    assert (stands.held_at, stands.pack_sent_at, stands.cancelled_why) == (None, None, "It is not needed.")
    assert (stands.starts_at, stands.agenda.filter(pk=item.pk).exists()) == (meeting.starts_at, True)
    assert [one.body for one in meeting.attendance.all()] == [cast.school]
    assert not Decision.objects.exists()
    assert not Message.objects.exists()
