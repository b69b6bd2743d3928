"""A body that held folders has ended: one that takes over all goes on with them, and where several do, people say."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.access.models import Grant
from handrail.service.access.roles import ALL
from handrail.service.arrangements import actions as act
from handrail.service.arrangements.models import Passing, Transition
from handrail.service.arrangements.rounds import write_what_was_given
from handrail.service.audit.actions import Job, name_actor
from handrail.service.cases.actions import NotDone
from handrail.service.cases.going_on import choose, waiting_for
from handrail.service.cases.models import Case, KeptClock
from handrail.service.cases.rebuild import differs
from handrail.service.partnerships.models import Body, Kind
from tests.rooms.arrangements.changing import planned
from tests.rooms.cast import Cast
from tests.rooms.incidents.telling import record

TODAY = timezone.localdate


def successor(name: str) -> Body:
    name_actor(Job("tests"))
    return Body.objects.create(kind=Kind.LOCAL_AUTHORITY, name=name)


def reorganised(cast: Cast, *after: Body, **other: object) -> Transition:
    """The council ends, and the others begin today."""
    said: dict[str, object] = {"title": "One council for two", "law": "The order", "begins_on": TODAY()}
    plan = planned(cast, "authorities_reorganised", **said | other)
    for one in after:
        act.add_passing(
            plan, before=cast.council, after=one, begins_on=TODAY(), ends=True, by=cast["coordinator"]
        )  # fmt: skip
    return plan


def a_folder(cast: Cast) -> Case:
    return Case.objects.get(pk=record(cast).case_id)


def holds(body: Body, case: Case) -> bool:
    return Grant.objects.live().filter(folder=case.folder_id, body=body, opens=ALL).exists()


def owed_by(case: Case) -> set[Body | None]:
    return {one.owed_by for one in KeptClock.objects.filter(case=case, owed_by_kind="local authority", ended=False)}


def test_the_one_that_takes_over_has_the_keys_and_owes_what_is_not_done(cast: Cast) -> None:
    case, new = a_folder(cast), successor("New Wendshire Council")
    assert owed_by(case) == {cast.council}
    reorganised(cast, new)
    write_what_was_given()
    name_actor(Job("tests"))
    case.refresh_from_db()
    assert holds(new, case)
    assert (case.authority, case.answers) == (cast.council, new)
    assert owed_by(case) == {new}
    assert not differs(case.pk)
    assert Passing.objects.get().folders == Case.objects.filter(succeeded_by=new).count()
    assert write_what_was_given() == 0


def test_where_two_take_over_nobody_is_given_a_key_until_somebody_says_who_goes_on(cast: Cast, client: Client) -> None:
    case, other = a_folder(cast), a_folder(cast)
    north, south = successor("North Wendshire Council"), successor("South Wendshire Council")
    reorganised(cast, north, south)
    write_what_was_given()
    name_actor(cast["coordinator"])
    case.refresh_from_db()
    assert not holds(north, case)
    assert not holds(south, case)
    assert owed_by(case) == {cast.council}
    client.force_login(cast["coordinator"])
    page = reverse("cases:goes_on", args=[case.pk])
    assert page in client.get(reverse("cases:case", args=[case.pk])).content.decode()
    listed = client.get(reverse("cases:going_on")).content.decode()
    assert case.reference in listed
    assert reverse("cases:going_on") in client.get(reverse("cases:cases")).content.decode()

    assert "Choose the one that goes on with it" in client.post(page, {}).content.decode()
    assert client.post(page, {"after": str(south.pk)}).status_code == 302
    case.refresh_from_db()
    assert holds(south, case)
    assert not holds(north, case)
    assert owed_by(case) == {south}
    name_actor(cast["coordinator"])
    assert case not in waiting_for(cast["coordinator"])
    assert other in waiting_for(cast["coordinator"])
    assert "there is nothing to say" in client.get(page).content.decode()


def test_nobody_goes_on_with_a_folder_who_did_not_take_over(cast: Cast) -> None:
    case = a_folder(cast)
    reorganised(cast, successor("North Wendshire Council"), successor("South Wendshire Council"))
    write_what_was_given()
    name_actor(cast["coordinator"])
    with pytest.raises(NotDone, match="said meanwhile"):
        choose(case, cast.council, cast.other_council, by=cast["coordinator"])
    assert not holds(cast.other_council, case) or case.answers == cast.council


def test_what_is_only_tried_out_passes_nothing_on(cast: Cast) -> None:
    case, new = a_folder(cast), successor("New Wendshire Council")
    reorganised(cast, new, invented=True)
    write_what_was_given()
    name_actor(Job("tests"))
    case.refresh_from_db()
    assert not holds(new, case)
    assert case.answers == cast.council


def test_what_begins_later_passes_nothing_on_yet(cast: Cast) -> None:
    case, new = a_folder(cast), successor("New Wendshire Council")
    plan = planned(cast, "authorities_reorganised", title="Next week", law="The order", begins_on=TODAY())
    act.add_passing(
        plan, before=cast.council, after=new, begins_on=TODAY() + timedelta(days=7), ends=True, by=cast["coordinator"]
    )
    write_what_was_given()
    name_actor(Job("tests"))
    case.refresh_from_db()
    assert not holds(new, case)
    assert case.succeeded_by is None


def test_who_may_not_manage_the_folder_says_nothing_of_it(cast: Cast, client: Client) -> None:
    case = a_folder(cast)
    client.force_login(cast["police partner"])
    assert client.get(reverse("cases:goes_on", args=[case.pk])).status_code == 404
