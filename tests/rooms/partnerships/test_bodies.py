"""Bodies begin, change, join, and end with a last day; nothing is deleted and everything is on record."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from handrail.service.audit.actions import name_actor
from handrail.service.audit.models import Entry
from handrail.service.partnerships import actions
from handrail.service.partnerships.actions import NotDone
from handrail.service.partnerships.models import Body, Coverage, Kind, Membership
from tests.rooms.cast import Cast

TOOK_OVER = date(2026, 4, 1)
NO_DAYS: dict[str, Any] = {"from_on": None, "until_on": None}


@pytest.fixture
def ada(cast: Cast) -> Cast:
    name_actor(cast["administrator"])
    return cast


def new_board(cast: Cast) -> Body:
    return actions.add_body(
        name="NHS Wend Integrated Care Board", kind=Kind.INTEGRATED_CARE_BOARD, from_on=TOOK_OVER, until_on=None,
        by=cast["administrator"],
    )  # fmt: skip


def test_the_same_name_twice_is_refused(ada: Cast) -> None:
    with pytest.raises(NotDone, match="already one of this kind") as refused:
        actions.add_body(name="wendshire council", kind=Kind.LOCAL_AUTHORITY, **NO_DAYS, by=ada["administrator"])
    assert refused.value.field == "name"


def test_an_end_before_the_beginning_is_refused_at_its_field(ada: Cast) -> None:
    with pytest.raises(NotDone) as refused:
        actions.add_body(
            name="A trust", kind=Kind.RELEVANT_AGENCY, from_on=TOOK_OVER, until_on=date(2026, 3, 31),
            by=ada["administrator"],
        )  # fmt: skip
    assert refused.value.field == "until_on"


def test_a_change_says_from_what_to_what(ada: Cast) -> None:
    said = {"name": "Wendshire County Council", "mailbox": ada.council.mailbox, **NO_DAYS}
    assert actions.change_body(ada.council, by=ada["administrator"], **said)
    assert Entry.objects.latest("at").did.endswith("name from Wendshire Council to Wendshire County Council")
    assert not actions.change_body(ada.council, by=ada["administrator"], **said)


def test_a_board_that_takes_over_takes_the_area_with_it(ada: Cast) -> None:
    board = new_board(ada)
    actions.record_successor(ada.icb, after=board, on=TOOK_OVER, by=ada["administrator"])
    ada.icb.refresh_from_db()
    assert ada.icb.until_on == date(2026, 3, 31)
    assert Coverage.objects.get(body=ada.icb).until_on == date(2026, 3, 31)
    assert Coverage.objects.get(body=board, authority=ada.council).from_on == TOOK_OVER


def test_two_boards_may_go_into_one_and_one_into_two(ada: Cast) -> None:
    board = new_board(ada)
    for old in (ada.icb, ada.other_icb):
        actions.record_successor(old, after=board, on=TOOK_OVER, by=ada["administrator"])
    other = Body.objects.create(name="NHS Far Wend", kind=Kind.INTEGRATED_CARE_BOARD, from_on=TOOK_OVER)
    actions.record_successor(ada.icb, after=other, on=TOOK_OVER, by=ada["administrator"])
    assert board.predecessions.count() == 2
    assert ada.icb.successions.count() == 2


@pytest.mark.parametrize("on", [date(2026, 5, 1), date(2026, 3, 1)])
def test_a_body_ends_once(ada: Cast, on: date) -> None:
    board = new_board(ada)
    actions.record_successor(ada.icb, after=board, on=TOOK_OVER, by=ada["administrator"])
    with pytest.raises(NotDone, match="another last day"):
        actions.record_successor(ada.icb, after=ada.other_icb, on=on, by=ada["administrator"])


def test_nothing_takes_over_from_itself(ada: Cast) -> None:
    with pytest.raises(NotDone, match="from itself"):
        actions.record_successor(ada.icb, after=ada.icb, on=TOOK_OVER, by=ada["administrator"])


def test_a_member_joins_once_at_a_time(ada: Cast) -> None:
    place = Membership.Place.RELEVANT_AGENCY
    with pytest.raises(NotDone, match="already a member"):
        actions.add_member(ada.partnership, body=ada.school, place=place, **NO_DAYS, by=ada["administrator"])


def test_no_authority_is_a_safeguarding_partner_in_two_partnerships_at_once(ada: Cast) -> None:
    place = Membership.Place.SAFEGUARDING_PARTNER
    with pytest.raises(NotDone, match="lies in two partnerships"):
        actions.add_member(ada.neighbour, body=ada.council, place=place, **NO_DAYS, by=ada["administrator"])
    held = Membership.objects.get(partnership=ada.partnership, body=ada.council)
    days = {"from_on": None, "until_on": date(2026, 3, 31)}
    actions.change_membership(held, place=place, **days, by=ada["administrator"])
    later = {"from_on": date(2026, 4, 1), "until_on": None}
    actions.add_member(ada.neighbour, body=ada.council, place=place, **later, by=ada["administrator"])
    with pytest.raises(NotDone, match="lies in two partnerships"):
        actions.change_membership(held, place=place, **NO_DAYS, by=ada["administrator"])


def test_a_force_is_a_safeguarding_partner_in_as_many_partnerships_as_it_covers(ada: Cast) -> None:
    place = Membership.Place.SAFEGUARDING_PARTNER
    made = actions.add_member(ada.neighbour, body=ada.police, place=place, **NO_DAYS, by=ada["administrator"])
    assert made.partnership == ada.neighbour


def test_a_member_that_left_can_come_back(ada: Cast) -> None:
    held = Membership.objects.get(partnership=ada.partnership, body=ada.school)
    days = {"from_on": None, "until_on": date(2024, 7, 31)}
    actions.change_membership(held, place=held.place, **days, by=ada["administrator"])
    again = {"from_on": date(2025, 9, 1), "until_on": None}
    actions.add_member(ada.partnership, body=ada.school, place=held.place, **again, by=ada["administrator"])
    with pytest.raises(NotDone, match="another membership"):
        actions.change_membership(held, place=held.place, **NO_DAYS, by=ada["administrator"])


def test_a_body_that_has_ended_joins_nothing(ada: Cast) -> None:
    gone = Body.objects.create(name="Old Trust", kind=Kind.RELEVANT_AGENCY, until_on=date(2020, 3, 31))
    with pytest.raises(NotDone, match="ended on 31 March 2020"):
        actions.add_member(
            ada.partnership, body=gone, place=Membership.Place.RELEVANT_AGENCY, **NO_DAYS, by=ada["administrator"]
        )


def test_a_contact_must_be_reachable(ada: Cast) -> None:
    with pytest.raises(NotDone, match="nobody can reach them") as refused:
        actions.add_contact(
            ada.school, name="Skye Learmonth", email="", telephone="", **NO_DAYS, by=ada["administrator"]
        )
    assert refused.value.field == "email"
