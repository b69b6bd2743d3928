"""Until when those who were invited to a group of the partnership read its packs; and who finds a decision."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from handrail.guidance import london_day
from handrail.service.access.grounds import MEETING
from handrail.service.access.models import Grant, Person
from handrail.service.audit.actions import Job, name_actor, unit_of_work
from handrail.service.cases.actions import give_key
from handrail.service.cases.shutting_out import Named, shut_out
from handrail.service.meetings.actions import deciding, grouping
from handrail.service.meetings.actions.deciding import Decided
from handrail.service.meetings.actions.inviting import Guest, invite, send_pack
from handrail.service.meetings.actions.planning import cancel_meeting
from handrail.service.meetings.models import Decision, Group, Meeting
from handrail.service.partnerships.models import Body
from tests.rooms.cast import Cast, employ, open_folder_for
from tests.rooms.meetings.grouped import DAY, an_executive, held, planned

BEFORE_ANY, LONG_AFTER = 0 * DAY, 400 * DAY


def _sent_with_a_guest(cast: Cast, group: Group) -> Meeting:
    """To those with a seat, and to a school that has none, in five days."""
    meeting = planned(cast, group, 5)
    invite(meeting, [Guest(cast.school, "Somebody")], by=cast["coordinator"])
    send_pack(meeting, by=cast["coordinator"])
    return meeting


def _reads(group: Group, body: Body, after: timedelta) -> bool:
    at = timezone.now() + after
    return Grant.objects.live(at).filter(folder=group.case_id, body=body, opens="meeting pack").exists()


def test_a_guest_of_one_meeting_reads_its_pack_until_28_days_after_it_and_who_has_a_seat_reads_on(cast: Cast) -> None:
    group = an_executive(cast)
    meeting = _sent_with_a_guest(cast, group)
    after = london_day(meeting.starts_at) - timezone.localdate()
    assert [_reads(group, cast.school, after + days * DAY) for days in (0, 27, 30)] == [True, True, False]
    assert _reads(group, cast.trust, LONG_AFTER)
    send_pack(meeting, by=cast["coordinator"])
    (key,) = Grant.objects.filter(folder=group.case_id, body=cast.school)
    assert key.until_at is not None
    assert london_day(key.until_at) - london_day(meeting.starts_at) == 29 * DAY


def test_a_key_that_somebody_gave_by_hand_stands_whatever_is_cancelled(cast: Cast) -> None:
    group = an_executive(cast)
    give_key(group.case, cast.school, opens="meeting pack", why="they wrote it", ground=MEETING, by=cast["coordinator"])
    meeting = _sent_with_a_guest(cast, group)
    cancel_meeting(meeting, why="Nobody can come", by=cast["coordinator"])
    assert _reads(group, cast.school, LONG_AFTER)


def test_a_guest_who_is_given_a_seat_reads_on(cast: Cast) -> None:
    group = an_executive(cast)
    _sent_with_a_guest(cast, group)
    by = cast["coordinator"]
    grouping.expect(group, cast.school, office="Head", name="Somebody", email="", from_on=timezone.localdate(), by=by)
    assert _reads(group, cast.school, LONG_AFTER)


def test_with_its_last_seat_a_body_s_key_ends(cast: Cast) -> None:
    group = an_executive(cast)
    meeting = _sent_with_a_guest(cast, group)
    seat = group.seats.get(body=cast.trust)
    grouping.end_seat(seat, until_on=timezone.localdate() + 2 * DAY, by=cast["coordinator"])
    assert not _reads(group, cast.trust, LONG_AFTER)
    cancel_meeting(meeting, why="Nobody can come", by=cast["coordinator"])
    assert [_reads(group, cast.trust, days * DAY) for days in (1, 4)] == [True, False]
    assert not _reads(group, cast.school, BEFORE_ANY)


def test_when_a_group_ends_so_do_the_keys_to_its_packs(cast: Cast) -> None:
    group = an_executive(cast)
    cancel_meeting(_sent_with_a_guest(cast, group), why="Nobody can come", by=cast["coordinator"])
    grouping.end_group(group, on=timezone.localdate(), why="Others do it now", by=cast["coordinator"])
    assert not any(_reads(group, body, 2 * DAY) for body in (cast.trust, cast.school))


def _decided_about_a_folder(cast: Cast) -> tuple[Decision, Person]:
    """And a coordinator who is shut out of that folder, and not of the group's."""
    about = open_folder_for(cast)
    name_actor(Job("tests"))
    kin = employ("Merrily Sedge", "coordinator", cast.council, cast.partnership)
    meeting = held(cast, an_executive(cast), 1)
    decided = Decided("Ask again in June.", matter="recommendation", matter_key=about.pk, matter_folder=about.pk)
    made = deciding.decide_together(meeting, decided, by=cast["coordinator"])
    shut_out(about, Named((kin.name,), (), "relative"), why="They are kin", by=cast["coordinator"])
    return made, kin


def test_a_decision_about_a_folder_is_not_there_for_whoever_is_shut_out_of_that(cast: Cast, client: Client) -> None:
    made, kin = _decided_about_a_folder(cast)
    pages = ("/meetings/groups/decisions", f"/cases/{made.meeting.case_id}/meetings/{made.meeting_id}/")
    for person, finds in ((cast["coordinator"], True), (kin, False)):
        client.force_login(person)
        assert [made.text in client.get(page).text for page in pages] == [finds, finds]


def test_nor_does_the_database_or_the_application_alone_show_it(cast: Cast) -> None:
    made, kin = _decided_about_a_folder(cast)
    with unit_of_work(kin):
        assert not Decision.objects.filter(pk=made.pk).exists()
        assert Meeting.objects.filter(pk=made.meeting_id).exists()
    with unit_of_work(Job("tests")):
        assert not Decision.objects.visible_to(Person.objects.get(pk=kin.pk)).filter(pk=made.pk).exists()
