"""Two notifications of one death: found, shown to who may see both, joined with nothing lost, and parted."""

from __future__ import annotations

from datetime import date
from typing import Any

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
from handrail.service.child_deaths.actions.correct import correct
from handrail.service.child_deaths.actions.notify import add_known, set_notification_aside
from handrail.service.child_deaths.models import Death, Joining, Likeness, YesNo
from handrail.service.child_deaths.next_steps import steps_of
from handrail.service.child_deaths.told import KnewTheChild
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


def told_more(cast: Cast, **said: Any) -> tuple[Death, Death]:
    """The first is told of with little known; the second by somebody who knew more."""
    first = tell_of(cast, known=known(nhs_number=""), **NONE, knew=(KnewTheChild(name="Dr Ines Quarrie"),))
    more: dict[str, Any] = {
        "carers": "Marta Fairlight, mother", "other_children": "Ottilie, 4, safe with her aunt", "place": "2 Wharf Row",
        "looked_after": YesNo.YES, "child_protection_plan": YesNo.YES, "abuse_suspected": YesNo.YES,
        "known": known(also_known_as="Jenny Wren"), "circumstances": "Heard from the mother.",
        "knew": (KnewTheChild(body=cast.trust), KnewTheChild(name="Dr Ines Quarrie", part="GP")),
    }  # fmt: skip
    return first, tell_of(cast, by="school lead", **more | said)


def said_in(death: Death) -> str:
    return "\n".join(one.said for one in death.notifications.filter(set_aside_at=None))


def knew_in(death: Death) -> set[str]:
    return {str(one) for one in death.known_to.filter(set_aside_at=None)}


def steps(death: Death) -> str:
    return "\n".join(one.words for one in steps_of(again(death), []))


TELL = "Abuse or neglect is known or suspected: tell the local authority"
QUARRIE = "Dr Ines Quarrie – GP"


def test_every_answer_of_the_folder_that_does_not_go_on_stands_in_the_one_that_does(cast: Cast) -> None:
    first, second = told_more(cast)
    by = as_person(cast["coordinator"])
    correct(second, "place", now="The landing of 2 Wharf Row", reason="The police saw it.", by=by)
    join(first, second, why="One name, one day.", by=by)
    said = said_in(first)
    for words in (
        "Heard from the mother.", "Parents and carers: Marta Fairlight, mother", "Other names: Jenny Wren",
        "Other children in the home: Ottilie, 4, safe with her aunt", "NHS number: 999 000 1235", "Looked after: Yes",
        "On a child protection plan: Yes", "Abuse or neglect known or suspected: Yes",
        "Place of the death: The landing of 2 Wharf Row", f"Knew the child: {QUARRIE}",
    ):  # fmt: skip
        assert words in said, words
    assert "Hour of the death" not in said, "what stands alike in both is not said twice"
    assert knew_in(first) == {"Dr Ines Quarrie", cast.trust.name}


def test_abuse_suspected_by_either_of_the_two_is_a_step_of_the_folder_that_goes_on(cast: Cast) -> None:
    first, second = told_more(cast)
    assert TELL not in steps(first)
    by = as_person(cast["coordinator"])
    joining = join(first, second, why="One name, one day.", by=by)
    assert TELL in steps(first)
    undo(joining, why="Cousins of one name.", by=by)
    assert TELL not in steps(first)
    assert TELL in steps(second)


def test_to_undo_a_joining_takes_away_all_that_it_brought(cast: Cast) -> None:
    first, second = told_more(cast)
    by = as_person(cast["coordinator"])
    before = said_in(first), knew_in(first)
    joining = join(first, second, why="One name, one day.", by=by)
    assert (said_in(first), knew_in(first)) != before
    undo(joining, why="Cousins of one name.", by=by)
    assert (said_in(first), knew_in(first)) == before
    assert knew_in(second) == {QUARRIE, cast.trust.name}


def test_who_is_named_again_in_the_folder_that_goes_on_stays_there(cast: Cast) -> None:
    first, second = told_more(cast)
    by = as_person(cast["coordinator"])
    joining = join(first, second, why="One name, one day.", by=by)
    add_known(first, KnewTheChild(body=cast.trust), by=by)
    undo(joining, why="Cousins of one name.", by=by)
    assert cast.trust.name in knew_in(first)


def test_of_three_joined_one_after_another_the_last_joining_is_undone_first(cast: Cast) -> None:
    first, second = told_more(cast)
    third = tell_of(cast, known=known(nhs_number=""), **NONE)
    by = as_person(cast["coordinator"])
    inner = join(second, third, why="One day.", by=by)
    outer = join(first, second, why="One number.", by=by)
    with pytest.raises(NotDone, match="Undo that joining first"):
        undo(inner, why="Cousins of one name.", by=by)
    undo(outer, why="Cousins of one name.", by=by)
    undo(inner, why="Cousins of one name.", by=by)
    assert again(third).superseded_at is None


def test_a_further_notification_that_suspects_abuse_is_a_step_until_it_is_set_aside(cast: Cast, client: Client) -> None:
    first = tell_of(cast)
    client.force_login(cast["coordinator"])
    page = reverse("child_deaths:add_notification", args=[first.case_id, first.pk])
    said = {"by_name": "A ward sister", "said": "There were bruises.", "abuse_suspected": "yes"}
    client.post(page, said | {"told_on_day": "21", "told_on_month": "5", "told_on_year": "2024"})
    as_person(cast["coordinator"])
    made = first.notifications.get(by_name="A ward sister")
    assert TELL in steps(first)
    death_page = reverse("child_deaths:death", args=[first.case_id, first.pk])
    assert "Said that abuse or neglect is known or suspected." in client.get(death_page).content.decode()
    set_notification_aside(made, why="Of another child.", by=as_person(cast["coordinator"]))
    assert TELL not in steps(first)


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
