"""Two notifications of one death: found, shown to who may see both, joined with nothing lost, and parted."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.access.models import Exclusion, Person
from handrail.service.access.shut import may_not_hear
from handrail.service.audit.actions import Job, name_actor, unit_of_work
from handrail.service.cases.actions import NotDone
from handrail.service.cases.shutting_out import Named, shut_out
from handrail.service.child_deaths.actions.alike import join, look_for_likenesses, say_different, undo
from handrail.service.child_deaths.models import Death, Joining, Likeness
from handrail.service.child_deaths.views.lists import undecided
from tests.house.wall import acting_as
from tests.rooms.cast import Cast, employ
from tests.rooms.child_deaths.telling import as_person, clock, duties, known, tell_of, teller

pytestmark = pytest.mark.django_db
NONE = {"no_number_because": "not available"}


def looked() -> list[str]:
    name_actor(Job("tests"))
    look_for_likenesses()
    return list(Likeness.objects.values_list("how", flat=True))


def again(death: Death) -> Death:
    return Death.objects.get(pk=death.pk)


def test_one_death_told_by_two_agencies_is_found_by_its_number(cast: Cast) -> None:
    tell_of(cast)
    tell_of(cast, by="school lead", circumstances="Heard from the mother.")
    assert looked() == [Likeness.How.NUMBER]
    assert looked() == [Likeness.How.NUMBER], "it is found once"


def test_without_a_number_it_is_found_by_name_and_days(cast: Cast) -> None:
    tell_of(cast, known=known(nhs_number=""), **NONE)
    tell_of(cast, by="school lead", died_on=date(2024, 5, 21), teller=teller(told_at=date(2024, 5, 22)))
    assert looked() == [Likeness.How.NAME_AND_DAYS]


def test_one_number_of_two_children_is_said_to_be_twins_or_a_slip(cast: Cast) -> None:
    tell_of(cast)
    tell_of(cast, by="school lead", known=known(given_names="Robin"))
    assert looked() == [Likeness.How.NUMBER_OF_TWO]


def test_two_children_are_not_taken_for_one(cast: Cast) -> None:
    tell_of(cast)
    tell_of(cast, known=known(given_names="Robin", nhs_number=""), **NONE)
    tell_of(cast, known=known(family_name="Underbridge", nhs_number=""), **NONE)
    assert looked() == []


def test_a_pair_is_shown_to_who_may_read_both_alone(cast: Cast) -> None:
    tell_of(cast)
    tell_of(cast, by="school lead")
    looked()
    assert undecided(as_person(cast["coordinator"])).count() == 1
    assert undecided(as_person(cast["stranger"])).count() == 0
    assert undecided(as_person(cast["school lead"])).count() == 0


@pytest.mark.parametrize("hidden", [0, 1])
def test_whoever_may_read_only_one_of_the_two_is_shown_no_pair(cast: Cast, client: Client, hidden: int) -> None:
    """Either of the two: a pair would tell them of a folder that is not there for them."""
    deaths = (tell_of(cast), tell_of(cast, by="school lead"))
    looked()
    pair, person = Likeness.objects.get(), cast["deputy coordinator"]
    assert undecided(as_person(person)).count() == 1
    by = as_person(cast["coordinator"])
    shut_out(deaths[hidden].case, Named((person.name,), (), Exclusion.Stands.RELATIVE), why="An aunt.", by=by)
    person = Person.objects.get(pk=person.pk)
    assert undecided(as_person(person)).count() == 0
    with unit_of_work(person):
        assert Death.objects.count() == 1
        assert not Likeness.objects.exists()
    client.force_login(person)
    assert client.get(reverse("child_deaths:decide_alike", args=[pair.pk])).status_code == 404
    assert str(pair.pk) not in client.get(reverse("child_deaths:alike")).content.decode()


def joined(cast: Cast) -> tuple[Death, Death, Joining]:
    first = tell_of(cast, teller=teller(told_at=date(2024, 5, 22)))
    second = tell_of(cast, by="school lead", circumstances="Heard from the mother.")
    looked()
    by = as_person(cast["coordinator"])
    return first, second, join(first, second, why="One number, one day.", by=by, likeness=Likeness.objects.get())


def test_nothing_is_lost_when_two_are_joined(cast: Cast) -> None:
    first, second, _ = joined(cast)
    told = {one.said for one in first.notifications.all()}
    assert "Heard from the mother." in told
    assert first.notifications.count() == 2
    assert clock(first, "notify_child_death").stopped_on == date(2024, 5, 20), "the earlier of the two"
    assert duties(second) == set(), "the other folder counts nothing"
    assert again(second).circumstances == "Heard from the mother."
    assert Likeness.objects.get().decided == Likeness.Decided.SAME


def test_a_wrong_join_is_undone_and_each_counts_again(cast: Cast) -> None:
    first, second, joining = joined(cast)
    undo(joining, why="Cousins of one name.", by=cast["coordinator"])
    assert again(second).superseded_at is None
    assert "send_death_to_database" in duties(second)
    assert clock(first, "notify_child_death").stopped_on == date(2024, 5, 22)
    assert first.notifications.count() == 2, "what was brought stays readable"
    with pytest.raises(NotDone, match="undone already"):
        undo(joining, why="Again.", by=cast["coordinator"])


def test_a_death_is_joined_to_one_other_at_a_time(cast: Cast) -> None:
    first, second, _ = joined(cast)
    third = tell_of(cast, known=known(nhs_number=""), **NONE)
    with pytest.raises(NotDone, match="joined to another folder already"):
        join(third, second, why="Perhaps.", by=cast["coordinator"])
    with pytest.raises(NotDone, match="two different deaths"):
        join(first, first, why="Perhaps.", by=cast["coordinator"])


def test_two_deaths_found_to_be_two_are_not_asked_again(cast: Cast) -> None:
    tell_of(cast)
    tell_of(cast, by="school lead", known=known(given_names="Robin"))
    looked()
    by = as_person(cast["coordinator"])
    say_different(Likeness.objects.get(), reasons="Twins.", by=by)
    Death.objects.update(compared_at=None)
    looked()
    assert undecided(as_person(cast["coordinator"])).count() == 0
    assert timezone.now() >= Likeness.objects.get().decided_at  # type: ignore[operator]


@pytest.mark.parametrize("before", [True, False])
def test_whoever_is_shut_out_of_one_of_the_two_is_shut_out_of_the_other_while_they_are_joined(
    cast: Cast, client: Client, before: bool
) -> None:
    """What was notified in the one stands in the other."""
    uncle = employ("Uncle Wend", "coordinator", cast.partnership, cast.partnership)
    named = Named(("Uncle Wend",), ("uncle@home.example",), Exclusion.Stands.RELATIVE)
    first, second = tell_of(cast), tell_of(cast, by="school lead", circumstances="Heard from the uncle.")
    by = as_person(cast["coordinator"])
    if before:
        shut_out(second.case, named, why="An uncle.", by=by)
    joining = join(first, second, why="One number, one day.", by=by)
    if not before:
        shut_out(second.case, named, why="An uncle.", by=by)
    assert may_not_hear("uncle@home.example", [first.case_id])
    page = reverse("child_deaths:death", args=[first.case_id, first.pk])
    client.force_login(uncle)
    assert client.get(page).status_code == 404
    with acting_as(uncle):
        assert not Death.objects.exists()
    undo(joining, why="Cousins of one name.", by=as_person(by))
    assert not may_not_hear("uncle@home.example", [first.case_id])
    assert client.get(page).status_code == 200
    with acting_as(uncle):
        assert list(Death.objects.all()) == [first]


def test_deaths_joined_one_after_another_are_shut_together(cast: Cast) -> None:
    uncle = employ("Uncle Wend", "coordinator", cast.partnership, cast.partnership)
    first, second = tell_of(cast), tell_of(cast, by="school lead")
    third = tell_of(cast, known=known(nhs_number=""), **NONE)
    by = as_person(cast["coordinator"])
    shut_out(third.case, Named(("Uncle Wend",), (), Exclusion.Stands.RELATIVE), why="An uncle.", by=by)
    join(second, third, why="One day.", by=by)
    join(first, second, why="One number.", by=by)
    with acting_as(uncle):
        assert not Death.objects.exists()
