"""Who sits on the panel, who withdraws, what it finds by the edition's form, and what comes back to the folder."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from handrail.service.access.models import Exclusion
from handrail.service.audit.actions import name_actor, unit_of_work
from handrail.service.cases.models import KeptClock, KeptFact
from handrail.service.cases.shutting_out import Named, end_exclusion, shut_out
from handrail.service.child_deaths.form_editions import RECALLED, form_on
from handrail.service.overview_panels.actions import sitting
from handrail.service.overview_panels.actions.carrying import carry
from handrail.service.overview_panels.models import Analysis, Factor, PanelDeath, PanelPack, Withdrawal
from handrail.service.partnerships.actions import NotDone
from handrail.service.partnerships.models import Body, Kind
from handrail.service.web.postgres import Cluster
from tests.house.walls_down import second_wall_down
from tests.rooms.cast import Cast, employ
from tests.rooms.overview_panels.panels import ABOUT, a_death, before_the_panel, day, found, sits, the_panel


def test_the_form_is_that_of_the_day_with_what_is_recalled_marked() -> None:
    earlier, later = form_on(date(2015, 6, 1)), form_on(date(2026, 3, 3))
    assert (earlier.edition, later.edition) == ("2008", "2019")
    assert [key for key, _ in later.domains] == [
        "intrinsic", "social_environment", "physical_environment", "service_provision"
    ]  # fmt: skip
    assert "family_and_environment" in dict(earlier.domains)
    assert len(later.scale) == 3 < len(earlier.scale)
    assert any(RECALLED in words for _, words in later.scale)
    assert RECALLED not in dict(later.categories)["5"]
    assert "changed" in later.modifiable


def test_whoever_withdrew_finds_nothing_of_that_death_on_any_page_or_in_any_row(cast: Cast, client: Client) -> None:
    death = before_the_panel(cast, a_death(cast))
    (person, member), (other, _) = sits(cast), sits(cast, "Bertram Lisle", "chair")
    sitting.analyse(death, found(death), by=other)
    address = reverse("overview_panels:death", args=[death.pk])
    client.force_login(person)
    assert client.get(address).status_code == 200
    sitting.withdraw(death, member, why="Taught the child.", by=other)
    assert client.get(address).status_code == 404
    assert "Death 1<" not in client.get(reverse("overview_panels:desk", args=[the_panel().pk])).content.decode()
    with unit_of_work(person):
        assert [model.objects.count() for model in (PanelDeath, Analysis, Factor)] == [0, 0, 0]
    with unit_of_work(other):
        assert [model.objects.count() for model in (PanelDeath, Analysis, Factor)] == [1, 1, 4]


@pytest.mark.parametrize("seated", [True, False])
def test_whoever_is_shut_out_of_the_folder_finds_nothing_of_it_at_the_panel_at_once_and_nobody_is_told(
    cast: Cast, client: Client, seated: bool
) -> None:
    """No job has to run for it, it needs no seat, and it ends with the exclusion."""
    case = a_death(cast)
    death = before_the_panel(cast, case)
    (other, withdrew), (analyst, _) = sits(cast, "Bertram Lisle", "chair"), sits(cast, "Anselm Grey", "deputy")
    sitting.analyse(death, found(death), by=analyst)
    sitting.withdraw(death, withdrew, why="Taught the child.", by=analyst)
    name = "Ottoline Frost"
    person = sits(cast, name)[0] if seated else employ(name, "outside reader", the_panel(), cast.partnership)
    name_actor(cast["coordinator"])
    made = shut_out(case, Named((name,), (), Exclusion.Stands.RELATIVE), why="An aunt.", by=cast["coordinator"])
    address, desk = (
        reverse("overview_panels:death", args=[death.pk]),
        reverse("overview_panels:desk", args=[the_panel().pk]),
    )
    client.force_login(person)
    assert client.get(address).status_code == 404
    assert "Death 1<" not in client.get(desk).content.decode()
    with unit_of_work(person):
        assert [model.objects.count() for model in (PanelDeath, Analysis, Factor, Withdrawal)] == [0, 0, 0, 0]
    carry()
    assert [one.member for one in Withdrawal.objects.all()] == [withdrew]
    client.force_login(analyst)
    assert name not in client.get(address).content.decode()
    name_actor(cast["coordinator"])
    end_exclusion(made, why="Somebody else.", by=cast["coordinator"])
    client.force_login(person)
    assert client.get(address).status_code == 200
    assert "Death 1<" in client.get(desk).content.decode()
    assert other.pk != person.pk


@pytest.mark.parametrize("down", ["the doors", "the database"])
def test_either_wall_alone_keeps_whoever_is_shut_out_from_the_death(
    cast: Cast, client: Client, cluster: Cluster, monkeypatch: pytest.MonkeyPatch, down: str
) -> None:
    case = a_death(cast)
    death = before_the_panel(cast, case)
    person, _ = sits(cast)
    name_actor(cast["coordinator"])
    shut_out(case, Named((person.name,), (), Exclusion.Stands.RELATIVE), why="An aunt.", by=cast["coordinator"])
    client.force_login(person)
    with ExitStack() as taken:
        if down == "the database":
            taken.enter_context(second_wall_down(cluster))
        else:
            monkeypatch.setattr("handrail.service.overview_panels.doors.deaths_shut", list)
        desk = client.get(reverse("overview_panels:desk", args=[the_panel().pk]))
        assert "Death 1<" not in desk.content.decode()
        assert client.get(reverse("overview_panels:death", args=[death.pk])).status_code == 404


def test_another_panel_and_another_outside_reader_read_nothing(cast: Cast, client: Client) -> None:
    death = before_the_panel(cast, a_death(cast))
    elsewhere = Body.objects.create(kind=Kind.OVERVIEW_PANEL, name="The Overview Panel of the Moor")
    scrutineer = Body.objects.create(kind=Kind.SCRUTINEER, name="Dr Isolde Farsight")
    for body, name in ((elsewhere, "Moira Fell"), (scrutineer, "Isolde Farsight")):
        person = employ(name, "outside reader", body, cast.partnership)
        client.force_login(person)
        assert client.get(reverse("overview_panels:death", args=[death.pk])).status_code == 404
        with unit_of_work(person):
            assert not PanelDeath.objects.exists()


def test_the_highest_category_that_applies_is_taken(cast: Cast) -> None:
    death = before_the_panel(cast, a_death(cast))
    person, _ = sits(cast)
    assert sitting.analyse(death, found(death, applies=["10", "2", "6"]), by=person).category == "2"


def test_factors_that_could_be_changed_are_named_where_they_are_said_to_be_identified(cast: Cast) -> None:
    death = before_the_panel(cast, a_death(cast))
    person, _ = sits(cast)
    unsaid = found(death)
    with pytest.raises(NotDone, match="do neither"):
        sitting.analyse(death, sitting.Found("x", ["2"], "identified", unsaid.graded), by=person)
    said = found(death, modifiable="identified")
    with pytest.raises(NotDone, match="do neither"):
        sitting.analyse(death, sitting.Found("x", ["2"], "none_identified", said.graded), by=person)
    assert sitting.analyse(death, said, by=person).factors.exclude(modifiable="").count() == 4


def test_what_the_panel_completed_comes_back_to_the_folder_and_starts_its_clocks(cast: Cast) -> None:
    case = a_death(cast)
    death = before_the_panel(cast, case)
    person, _ = sits(cast)
    sitting.put_on(death, sitting.plan(the_panel(), on=day(-2), theme="", joined_by="", by=person), by=person)
    with pytest.raises(NotDone, match="Fill in the analysis form first"):
        sitting.complete(death, on=day(-2), by=person)
    sitting.analyse(death, found(death, abuse_why="Bruises.", cause_why="Not asthma."), by=person)
    with pytest.raises(NotDone, match="that meeting or a later one"):
        sitting.complete(death, on=day(-3), by=person)
    sitting.complete(death, on=day(-2), by=person)
    carry()
    pack = PanelPack.objects.get(case=case)
    assert (pack.completed_on, pack.category, pack.learning) == (day(-2), "2", ["Ask directly."])
    facts = KeptFact.objects.filter(case=case, about=ABOUT, replaced_at=None, paper_id=pack.pk)
    assert set(facts.values_list("kind", flat=True)) == {
        "child_death_review_completed", "modifiable_factors_recorded", "overview_panel_suspected_abuse",
        "registered_cause_found_wrong", "partners_told_of_suspected_abuse",
    }  # fmt: skip
    duties = set(KeptClock.objects.filter(case=case, ended=False).values_list("duty", flat=True))
    assert "tell_certifier_of_wrong_cause" in duties
    told = KeptClock.objects.get(case=case, duty="tell_partners_of_suspected_abuse")
    assert told.ended, "an incident was opened, and its partners were told"
    with pytest.raises(NotDone, match="Nothing of it is changed"):
        sitting.analyse(death, found(death), by=person)


def test_an_address_without_a_post_at_the_panel_is_not_a_members(cast: Cast) -> None:
    person, _ = sits(cast)
    with pytest.raises(NotDone, match="has a post"):
        sitting.add_member(
            the_panel(), name="x", office="member", agency="", from_on=day(0), until_on=None,
            email=cast["hospital lead"].email, by=person,
        )  # fmt: skip
