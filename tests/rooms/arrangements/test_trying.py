"""A change tried out before it is made: what would move, begin, fall away or pass on, and that nothing is written."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from handrail.guidance.law import begun_on
from handrail.guidance.shelf import every_edition
from handrail.service.access.models import Exclusion
from handrail.service.arrangements import actions as act
from handrail.service.arrangements.forms.trying import TryPassingForm
from handrail.service.arrangements.models import Transition
from handrail.service.arrangements.views import trying
from handrail.service.audit.actions import Job, name_actor, unit_of_work
from handrail.service.cases.models import Case, KeptClock
from handrail.service.cases.shutting_out import Named, shut_out
from handrail.service.partnerships.models import Body, Kind
from tests.rooms.arrangements.changing import planned
from tests.rooms.cast import Cast
from tests.rooms.incidents.telling import record
from tests.rooms.reviews.reviewing import begun

EDITION = next(one for one in every_edition() if (one.instrument, one.key) == ("working_together", "2023"))


def day(name: str, on: date) -> dict[str, str]:
    return {f"{name}_day": str(on.day), f"{name}_month": str(on.month), f"{name}_year": str(on.year)}


def tried(client: Client, plan: Transition, said: dict[str, str]) -> str:
    return client.get(reverse("arrangements:try_days", args=[plan.pk]), said).content.decode()


def a_folder(cast: Cast) -> Case:
    return Case.objects.get(pk=record(cast).case_id)


@pytest.mark.parametrize("wrong", [date(2018, 6, 29), date(2026, 3, 18)])
def test_an_edition_begins_after_the_one_before_it_and_before_it_is_over(wrong: date) -> None:
    with pytest.raises(ValueError, match="cannot begin"):
        begun_on(EDITION, wrong, every_edition())
    moved = begun_on(EDITION, date(2025, 1, 1), every_edition())
    days = {one.key: (one.from_, one.until) for one in moved if one.instrument == "working_together"}
    assert days["2018"] == (date(2018, 6, 29), date(2024, 12, 31))
    assert days["2023"] == (date(2025, 1, 1), date(2026, 3, 17))


def test_guidance_that_began_on_another_day_would_move_what_it_counts(cast: Cast, client: Client) -> None:
    case = a_folder(cast)
    plan = planned(cast, "working_together_2023", title="By December 2024")
    before = list(KeptClock.objects.order_by("pk").values())
    client.force_login(cast["coordinator"])
    assert "Try the change out" in client.get(reverse("arrangements:plan", args=[plan.pk])).content.decode()
    page = tried(client, plan, day("began", date(2026, 3, 17)))
    assert "begins on 17 March 2026, not on 15 December 2023" in page
    assert 'govuk-tag--yellow">Trial</strong>' in page
    assert "1 of 1 open folder would change" in page
    assert "Another law: 2 duties" in page
    assert "Working Together to Safeguard Children 2018)" in page
    assert "Stays as it is" in page
    stays = tried(client, plan, day("began", date(2023, 12, 15)))
    assert "0 of 1 open folder" in stays
    assert case.reference not in stays
    assert "Give a day between them" in tried(client, plan, day("began", date(2018, 6, 29)))
    assert list(KeptClock.objects.order_by("pk").values()) == before


def test_a_council_that_ends_would_pass_on_what_it_owes(cast: Cast, client: Client) -> None:
    case = a_folder(cast)
    name_actor(Job("tests"))
    new = Body.objects.create(kind=Kind.LOCAL_AUTHORITY, name="New Wendshire Council")
    plan = planned(cast, "authorities_reorganised", title="One for two", law="The order", begins_on=date(2027, 4, 1))
    client.force_login(cast["coordinator"])
    assert "There is nothing to try yet" in tried(client, plan, {})
    name_actor(cast["coordinator"])
    on, by = date(2027, 4, 1), cast["coordinator"]
    passing = act.add_passing(plan, before=cast.council, after=new, begins_on=on, ends=True, by=by)
    before = list(KeptClock.objects.order_by("pk").values())
    page = tried(client, plan, {"passing": str(passing.pk)} | day("on", on))
    assert case.reference in page
    assert "Passes on" in page
    assert "New Wendshire Council from 1 April 2027" in page
    name_actor(cast["coordinator"])
    assert list(KeptClock.objects.order_by("pk").values()) == before
    case.refresh_from_db()
    assert case.answers == cast.council


def test_whoever_is_shut_out_of_a_folder_is_shown_nothing_of_it_in_a_trial(cast: Cast, client: Client) -> None:
    case, deputy = a_folder(cast), cast["deputy coordinator"]
    name_actor(Job("tests"))
    new = Body.objects.create(kind=Kind.LOCAL_AUTHORITY, name="New Wendshire Council")
    plan = planned(cast, "authorities_reorganised", title="One for two", law="The order", begins_on=date(2027, 4, 1))
    on, by = date(2027, 4, 1), cast["coordinator"]
    passing = act.add_passing(plan, before=cast.council, after=new, begins_on=on, ends=True, by=by)
    shut_out(case, Named((deputy.name,), (), Exclusion.Stands.RELATIVE), why="An uncle", by=cast["coordinator"])
    client.force_login(deputy)
    asked = {"passing": str(passing.pk)} | day("on", on)
    assert case.reference not in tried(client, plan, asked)
    with unit_of_work(Job("tests")):
        assert Case.objects.filter(pk=case.pk).exists(), "the database shows a job every folder"
        form = TryPassingForm(asked, passings=[passing])
        assert form.is_valid()
        shown = {
            who: trying.tried_for(cast[who], plan, form)["looked"] for who in ("coordinator", "deputy coordinator")
        }
    assert shown == {"coordinator": 1, "deputy coordinator": 0}, "the application holds to it by itself"


def test_what_was_asked_of_a_body_that_ends_would_wait_for_the_one_that_takes_over(cast: Cast, client: Client) -> None:
    case = a_folder(cast)
    name_actor(Job("tests"))
    new = Body.objects.create(kind=Kind.POLICE_FORCE, name="Two Rivers Police")
    KeptClock.objects.create(
        case=case, partnership=cast.partnership, paper_id=uuid.uuid4(), about="asked", duty="asked", instrument="asked",
        title="Give a summary", source="asked by Wend Valley", owed_by=cast.police, owed_by_kind="police force",
        started_on=date(2024, 5, 21), due_on=date(2024, 6, 3),
    )  # fmt: skip
    plan = planned(cast, "described_here", title="One force", law="The order", begins_on=date(2027, 4, 1))
    on, by = date(2027, 4, 1), cast["coordinator"]
    passing = act.add_passing(plan, before=cast.police, after=new, begins_on=on, ends=True, by=by)
    client.force_login(by)
    page = tried(client, plan, {"passing": str(passing.pk)} | day("on", on))
    assert "Give a summary" in page
    assert "overdue (Two Rivers Police from 1 April 2027; asked by Wend Valley)" in page
    assert "Passes on: 1 duty" in page


def of_partnerships(cast: Cast, **other: Any) -> tuple[Transition, dict[str, str]]:
    name_actor(Job("tests"))
    new = Body.objects.create(kind=Kind.PARTNERSHIP, name="New Wendshire Safeguarding Children Partnership")
    plan = planned(cast, "authorities_reorganised", title="One for two", law="The order", begins_on=date(2027, 4, 1))
    said: dict[str, Any] = {"before": cast.partnership, "after": new, "ends": True} | other
    passing = act.add_passing(plan, begins_on=date(2027, 4, 1), by=cast["coordinator"], **said)
    return plan, {"passing": str(passing.pk)} | day("on", date(2027, 4, 1))


def test_a_trial_of_partnerships_looks_at_the_folders_of_the_one_that_ends(cast: Cast, client: Client) -> None:
    case = Case.objects.get(pk=begun(cast).case_id)
    plan, asked = of_partnerships(cast)
    client.force_login(cast["coordinator"])
    page = tried(client, plan, asked)
    assert case.reference in page
    assert "goes over from Wend Valley" in page
    assert "New Wendshire Safeguarding Children Partnership from 1 April 2027" in page
    assert "Nobody may manage folders in New Wendshire" in page


def test_a_trial_says_of_a_plan_of_the_one_that_takes_over_that_its_own_folders_stay(
    cast: Cast, client: Client
) -> None:
    case = Case.objects.get(pk=begun(cast).case_id)
    plan, asked = of_partnerships(cast, before=cast.neighbour, after=cast.partnership)
    client.force_login(cast["coordinator"])
    page = tried(client, plan, asked)
    assert case.reference not in page
    assert "There is no open folder that this would be about and that you may open" in page


def test_a_trial_says_which_folders_wait_for_their_authority(cast: Cast, client: Client) -> None:
    begun(cast)
    plan, asked = of_partnerships(cast, ends=False)
    client.force_login(cast["coordinator"])
    page = tried(client, plan, asked)
    assert "1 open folder stays with Wend Valley" in page
    assert "goes over from" not in page
