"""A school whose number changed is the same school in each round: what it said is carried, and it is asked once."""

from __future__ import annotations

import pytest
from django.test import Client

from handrail.service.arrangements import actions as arranging
from handrail.service.arrangements.models import School
from handrail.service.arrangements.reached import schools_of
from handrail.service.audit.actions import name_actor
from handrail.service.outbox.models import Message
from handrail.service.partnerships.models import BodyCode
from handrail.service.requests.models import Request
from handrail.service.room import AtSchool
from handrail.service.scrutiny.actions import asking, promising
from handrail.service.scrutiny.models import Judgement, Return, Round
from tests.rooms.arrangements.test_schools import AFTER, BEFORE, loaded
from tests.rooms.cast import Cast
from tests.rooms.scrutiny.assessed import a_round
from tests.rooms.scrutiny.scrutinised import in_days
from tests.rooms.scrutiny.test_many_schools import at, for_schools


@pytest.fixture
def round_(cast: Cast) -> Round:
    loaded(cast, BEFORE.replace("Closed", "Open"))
    return a_round(cast, asks=for_schools())


def asked(cast: Cast, round_: Round) -> list[Request]:
    return asking.ask_schools(round_, schools_of(cast.partnership), by=cast["coordinator"])


def test_last_years_answers_and_open_promises_are_carried_to_a_school_under_another_number(
    cast: Cast, round_: Round
) -> None:
    by = cast["coordinator"]
    (one,) = asked(cast, round_)
    sent = Return.objects.create(case=round_.case, round=round_, request=one, body=one.body)
    Judgement.objects.create(sent_in=sent, place=1, question="lead__top", judged="full", stands="full")
    made = promising.promise(round_, one.body, words="A deputy.", owner="The head", due_on=in_days(9), by=by)
    assert loaded(cast, BEFORE, AFTER)["renumbered"] == 1
    following = a_round(cast, 2027, asks=for_schools())
    (again,) = asked(cast, following)
    assert again.body == one.body
    assert again.sheet["carried"]["lead__top"]["judged"] == "full"
    assert asking.promised_before(following, by, again.body) == [made]


def test_two_that_were_said_to_be_one_carry_on_as_well(cast: Cast, round_: Round) -> None:
    (one,) = asked(cast, round_)
    loaded(cast, BEFORE, AFTER.replace("199101,,", ",,"))
    first, second = School.objects.order_by("urn")
    arranging.is_the_same(first, second, same=True, by=cast["coordinator"])
    (again,) = asked(cast, a_round(cast, 2027, asks=for_schools()))
    assert again.body == one.body


def test_a_school_renumbered_while_a_round_runs_is_not_asked_twice(cast: Cast, round_: Round, client: Client) -> None:
    (one,) = asked(cast, round_)
    loaded(cast, BEFORE, AFTER)
    name_actor(cast["coordinator"])
    assert asked(cast, round_) == []
    assert Request.objects.filter(case=round_.case_id).count() == 1
    client.force_login(cast["coordinator"])
    assert "Secondary: 1" not in client.get(at(round_, "ask")).content.decode(), "nor offered to be asked"
    name_actor(cast["coordinator"])
    assert list(BodyCode.objects.filter(scheme="urn", body=one.body).values_list("code", flat=True)) == ["199101"]


def test_a_school_that_was_asked_under_both_numbers_goes_by_that_of_today(cast: Cast, round_: Round) -> None:
    by = cast["coordinator"]
    (before,), (now,) = (
        asking.bodies_of([AtSchool(urn, f"Mill Lane {urn}", "", "")], by=by) for urn in ("199101", "199201")
    )
    school = AtSchool("199201", "Mill Lane Academy", "", "", earlier=("199101",))
    assert asking.bodies_of([school], by=by) == [(school, now[1])]
    assert before[1] != now[1]


def test_a_school_without_an_address_is_told_under_its_new_number(cast: Cast, round_: Round) -> None:
    asked(cast, round_)
    assert not Message.objects.filter(kind="form").exists()
    loaded(cast, BEFORE, AFTER.replace("199101,,", "199101,Ada Marsh,ada@milllane.example"))
    assert asking.tell_schools(round_, schools_of(cast.partnership), by=cast["coordinator"]) == 1
    assert {one.to for one in Message.objects.filter(kind="form")} == {"ada@milllane.example"}
