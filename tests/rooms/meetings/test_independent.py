"""A scrutineer, an independent chair and lay members are expected at meetings, invited, and read what they are sent."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.audit.actions import name_actor
from handrail.service.meetings.actions import grouping, holding, inviting
from handrail.service.meetings.forms.groups import SeatForm
from handrail.service.meetings.models import AgendaItem, Group, Meeting
from handrail.service.meetings.quorum import quorum_of
from handrail.service.meetings.views.inviting import bodies_for
from handrail.service.outbox.models import Message
from handrail.service.partnerships.models import Body, Kind, Membership
from tests.rooms.cast import Cast, employ
from tests.rooms.meetings.grouped import Came, an_executive, held, planned
from tests.rooms.scrutiny.scrutinised import the_scrutineer_signs_in


@pytest.fixture
def scrutineer(cast: Cast) -> Person:
    return the_scrutineer_signs_in(cast)


def seated(cast: Cast, body: Body, name: str) -> Group:
    group = an_executive(cast)
    grouping.expect(
        group, body, office="Independent", name=name, email="seat@farsight.example", by=cast["coordinator"],
        from_on=timezone.localdate() - timedelta(days=400),
    )  # fmt: skip
    return group


def sent(cast: Cast, group: Group) -> Meeting:
    meeting = planned(cast, group, 3)
    inviting.send_pack(meeting, by=cast["coordinator"])
    return meeting


def page(meeting: Meeting) -> str:
    return f"/cases/{meeting.case_id}/meetings/{meeting.pk}/"


def test_both_lists_offer_whoever_is_independent(cast: Cast, scrutineer: Person) -> None:
    group = an_executive(cast)
    (body,) = scrutineer.bodies
    assert body in SeatForm(group=group).members
    assert body in bodies_for(group.case)


def test_a_scrutineer_with_a_seat_reads_the_meeting_and_nothing_else_of_the_folder(
    cast: Cast, scrutineer: Person, client: Client
) -> None:
    (body,) = scrutineer.bodies
    group = seated(cast, body, "Isolde Farsight")
    meeting = sent(cast, group)
    client.force_login(scrutineer)
    assert page(meeting) in client.get("/meetings/").content.decode()
    assert 'href="/meetings/"' in client.get(page(meeting)).content.decode(), "it stands in the menu"
    assert client.get(f"/cases/{meeting.case_id}/").status_code == 404
    assert client.get(f"/cases/{meeting.case_id}/groups/{group.pk}/").status_code == 404


def test_one_who_is_not_invited_reads_no_meeting(cast: Cast, scrutineer: Person, client: Client) -> None:
    meeting = sent(cast, an_executive(cast))
    client.force_login(scrutineer)
    assert client.get(page(meeting)).status_code == 404


def test_a_lay_member_is_a_member_with_a_seat(cast: Cast, client: Client) -> None:
    name_actor(cast["administrator"])
    body = Body.objects.create(kind=Kind.LAY, name="Lay members of Wend Valley")
    Membership.objects.create(partnership=cast.partnership, body=body, place=Membership.Place.INDEPENDENT)
    person = employ("Lettice Fold", "contributor", body, cast.partnership)
    meeting = sent(cast, seated(cast, body, "Lettice Fold"))
    client.force_login(person)
    assert client.get(page(meeting)).status_code == 200


def test_a_scrutineer_makes_no_quorum_and_is_missed_in_none(cast: Cast, scrutineer: Person) -> None:
    (body,) = scrutineer.bodies
    meeting = held(cast, seated(cast, body, "Isolde Farsight"), 3)
    missing = meeting.attendance.get(body=body)
    missing.came = Came.DID_NOT_COME
    missing.save()
    again = Meeting.objects.select_related("group__case").get(pk=meeting.pk)
    assert "4 of 4 bodies were there" in quorum_of(again).words


def test_whoever_was_invited_is_sent_agreed_minutes_and_reads_them(
    cast: Cast, scrutineer: Person, client: Client
) -> None:
    (body,) = scrutineer.bodies
    group = seated(cast, body, "Isolde Farsight")
    meeting = sent(cast, group)
    AgendaItem.objects.create(meeting=meeting, place=9, title="Supervision", notes="It was said that time is short.")
    now = timezone.now()
    Meeting.objects.filter(pk=meeting.pk).update(held_at=now, minutes_kept_at=now, minutes_by=cast["coordinator"])
    client.force_login(scrutineer)
    assert "time is short" not in client.get(page(meeting)).content.decode(), "not while they are not agreed"
    name_actor(cast["coordinator"])
    holding.agree_minutes(Meeting.objects.get(pk=meeting.pk), by=cast["coordinator"])
    told = Message.objects.filter(subject__contains="the minutes of")
    assert "seat@farsight.example" in {one.to for one in told}
    assert not any("time is short" in one.text for one in told)
    assert "time is short" in client.get(page(meeting)).content.decode()
