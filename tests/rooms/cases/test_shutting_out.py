"""Shutting a named person out of a folder: whom it finds, what follows it, and who may end it."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from handrail.service.access.actions import add_person, change_person
from handrail.service.access.grounds import ASKING
from handrail.service.access.models import Attempt, Exclusion, Folder, Grant, Person, ShutOut
from handrail.service.audit.actions import Job, act_as, name_actor
from handrail.service.cases import shutting_out
from handrail.service.cases.actions import NotDone, change_details, join_folders, part_folders
from handrail.service.cases.attempts import look_at_turned_away
from handrail.service.cases.models import Case
from handrail.service.cases.shutting_out import Named, shut_out
from tests.house.wall import acting_as
from tests.rooms.cases.folders import next_doors_folder
from tests.rooms.cast import Cast, employ, open_folder_for

PARENT = Exclusion.Stands.PARENT


@pytest.fixture
def folder(cast: Cast) -> Case:
    case = open_folder_for(cast)
    name_actor(cast["coordinator"])
    return case


def out(case: Case) -> set[str]:
    return set(ShutOut.objects.filter(folder=case.pk).values_list("person__email", flat=True))


def named(*names: str, emails: tuple[str, ...] = ()) -> Named:
    return Named(names, emails, PARENT)


def test_every_account_of_the_name_or_address_is_shut_out(cast: Cast, folder: Case) -> None:
    one = employ("Ann-Marie O'Neill", "contributor", cast.school, cast.partnership)
    two = employ("Somebody Else", "contributor", cast.school, cast.partnership)
    employ("Ann O'Neill", "contributor", cast.school, cast.partnership)
    shut_out(folder, named("oneill, annmarie", emails=(two.email.upper(),)), why="Mother", by=cast["coordinator"])
    assert out(folder) == {one.email, two.email}


def test_an_alias_is_as_good_as_the_name(cast: Cast, folder: Case) -> None:
    one = employ("Zoë Müller", "contributor", cast.school, cast.partnership)
    shut_out(folder, named("Nobody Here", "muller zoe"), why="Mother", by=cast["coordinator"])
    assert out(folder) == {one.email}


def test_an_account_made_later_is_shut_out_at_once(cast: Cast, folder: Case) -> None:
    shut_out(folder, named("Zoë Müller"), why="Mother", by=cast["coordinator"])
    assert not out(folder)
    add_person(email="z@wendvalley.example", name="Zoe Muller", by=cast["coordinator"])
    assert out(folder) == {"z@wendvalley.example"}


def test_an_account_renamed_to_it_is_shut_out_and_stays_so_when_renamed_again(cast: Cast, folder: Case) -> None:
    person = employ("Somebody Else", "contributor", cast.school, cast.partnership)
    shut_out(folder, named("Zoë Müller"), why="Mother", by=cast["coordinator"])
    change_person(person, email=person.email, name="Zoe Muller", by=cast["coordinator"])
    assert out(folder) == {person.email}
    change_person(person, email=person.email, name="Zoe Smith", by=cast["coordinator"])
    assert out(folder) == {person.email}


def test_joined_folders_follow_however_far_and_parted_ones_only_as_long_as_joined(cast: Cast, folder: Case) -> None:
    coordinator = cast["coordinator"]
    near, far = open_folder_for(cast), open_folder_for(cast)
    name_actor(coordinator)
    person = employ("Zoë Müller", "contributor", cast.school, cast.partnership)
    between = join_folders(near, far, why="One family", by=coordinator)
    shut_out(folder, named("Zoe Muller"), why="Mother", by=coordinator)
    assert not out(far)
    join_folders(near, folder, why="One family", by=coordinator)
    assert out(near) == out(far) == {person.email}
    part_folders(between, by=coordinator)
    assert (out(near), out(far)) == ({person.email}, set())


def test_the_database_itself_shuts_a_joined_folder_of_another_partnership_to_its_own_coordinator(
    client: Client, cast: Cast, folder: Case
) -> None:
    """Made here by somebody who cannot see the other folder, and felt there by somebody who cannot see this one."""
    shut = employ("Zoë Müller", "coordinator", cast.neighbour, cast.neighbour)
    theirs = next_doors_folder(cast)
    act_as(cast["coordinator"])
    made = shut_out(folder, named("Zoe Muller"), why="Mother", by=cast["coordinator"])
    assert theirs.pk in behind_the_wall(shut)
    act_as(cast["deputy coordinator"])
    join_folders(folder, theirs, why="One family", by=cast["deputy coordinator"], ground=ASKING)
    assert not behind_the_wall(shut)
    act_as(Job("tests"))
    client.force_login(shut)
    assert client.get(reverse("cases:case", args=[theirs.pk])).status_code == 404
    assert look_at_turned_away() == 1
    assert Attempt.objects.get().folder_id == folder.pk
    act_as(cast["coordinator"])
    shutting_out.end_exclusion(made, why="She is a namesake", by=cast["coordinator"])
    assert theirs.pk in behind_the_wall(shut)


def behind_the_wall(person: Person) -> set[uuid.UUID]:
    """The folders of which the database shows them anything, with no rule of ours between."""
    with acting_as(person):
        folders = Folder.objects.values_list("pk", flat=True)
        cases = Case.objects.values_list("pk", flat=True)
        return {*folders, *cases, *Grant.objects.values_list("folder", flat=True)}


def test_ending_it_lets_the_accounts_back(cast: Cast, folder: Case) -> None:
    employ("Zoë Müller", "contributor", cast.school, cast.partnership)
    made = shut_out(folder, named("Zoe Muller"), why="Mother", by=cast["coordinator"])
    shutting_out.end_exclusion(made, why="She is a namesake", by=cast["coordinator"])
    assert not out(folder)
    with pytest.raises(NotDone, match="ended already"):
        shutting_out.end_exclusion(made, why="Again", by=cast["coordinator"])


def test_another_name_found_later_is_added(cast: Cast, folder: Case) -> None:
    person = employ("Zoë Müller", "contributor", cast.school, cast.partnership)
    made = shut_out(folder, named("Z. M."), why="Mother", by=cast["coordinator"])
    shutting_out.add_names(made, names=["Zoe Muller"], emails=[], by=cast["coordinator"])
    assert out(folder) == {person.email}
    made.refresh_from_db()
    with pytest.raises(NotDone, match="known by these already"):
        shutting_out.add_names(made, names=["muller zoe"], emails=[], by=cast["coordinator"])


def test_an_account_of_somebody_else_is_let_through_by_two_people(cast: Cast, folder: Case) -> None:
    first, second = cast["coordinator"], employ("Secunda Cole", "coordinator", cast.partnership, cast.partnership)
    namesake = employ("Zoë Müller", "contributor", cast.school, cast.partnership)
    made = shut_out(folder, named("Zoe Muller"), why="Mother", by=first)
    taken = made.taken.get()
    shutting_out.ask_to_lift(taken, why="Another Zoe Muller, born in 1961", by=first)
    assert out(folder) == {namesake.email}
    with pytest.raises(NotDone, match="Somebody else"):
        shutting_out.confirm_lift(taken, by=first)
    name_actor(second)
    shutting_out.confirm_lift(taken, by=second)
    assert not out(folder)
    with pytest.raises(NotDone, match="not shut out any more"):
        shutting_out.ask_to_lift(taken, why="Again", by=second)


def test_the_second_person_may_keep_the_account_shut_out(cast: Cast, folder: Case) -> None:
    second = employ("Secunda Cole", "coordinator", cast.partnership, cast.partnership)
    employ("Zoë Müller", "contributor", cast.school, cast.partnership)
    taken = shut_out(folder, named("Zoe Muller"), why="Mother", by=cast["coordinator"]).taken.get()
    shutting_out.ask_to_lift(taken, why="I think not", by=cast["coordinator"])
    name_actor(second)
    shutting_out.refuse_lift(taken, by=second)
    assert out(folder)
    with pytest.raises(NotDone, match="Nobody has said"):
        shutting_out.confirm_lift(taken, by=second)


def test_nobody_shuts_themselves_out_by_name_address_or_choice(cast: Cast, folder: Case) -> None:
    me = cast["coordinator"]
    words = me.name.split()
    for who in (named(" ".join(reversed(words))), named("Other", emails=(me.email,))):
        with pytest.raises(NotDone, match="your own name"):
            shut_out(folder, who, why="?", by=me)
    with pytest.raises(NotDone, match="your own name"):
        shut_out(folder, named("Other"), why="?", by=me, also=[me])
    made = shut_out(folder, named("Other"), why="?", by=me)
    with pytest.raises(NotDone, match="your own name"):
        shutting_out.add_names(made, names=[me.name], emails=[], by=me)


def test_nobody_sees_or_ends_or_lifts_an_exclusion_of_themselves(cast: Cast, folder: Case) -> None:
    shut = employ("Secunda Cole", "coordinator", cast.partnership, cast.partnership)
    made = shut_out(folder, named("Secunda Cole"), why="An aunt", by=cast["coordinator"])
    assert not shutting_out.seen_by(shut, folder).exists()
    name_actor(shut)
    with pytest.raises(NotDone):
        shutting_out.end_exclusion(made, why="It is me", by=shut)
    with pytest.raises(NotDone):
        shutting_out.ask_to_lift(made.taken.get(), why="It is me", by=shut)


def test_somebody_must_be_named_and_otherwise_be_explained(cast: Cast, folder: Case) -> None:
    with pytest.raises(NotDone, match="Enter a name"):
        shut_out(folder, named(" ", "-"), why="?", by=cast["coordinator"])
    with pytest.raises(NotDone, match="few words"):
        shut_out(folder, Named(("A B",), (), Exclusion.Stands.OTHER), why="?", by=cast["coordinator"])


def test_a_lead_who_is_shut_out_leads_no_longer_and_is_not_chosen_again(cast: Cast, folder: Case) -> None:
    lead = employ("Secunda Cole", "coordinator", cast.partnership, cast.partnership)
    change_details(folder, lead=lead, local_reference="", by=cast["coordinator"])
    shut_out(folder, named("Secunda Cole"), why="An aunt", by=cast["coordinator"])
    folder.refresh_from_db()
    assert folder.lead is None
    with pytest.raises(NotDone, match="another lead"):
        change_details(folder, lead=lead, local_reference="", by=cast["coordinator"])


def test_a_middle_name_left_out_is_asked_about_not_assumed(cast: Cast, folder: Case) -> None:
    person = employ("Zoë Anna Müller", "contributor", cast.school, cast.partnership)
    who = named("Zoe Muller")
    assert shutting_out.like(who, folder, cast["coordinator"]) == [person]
    assert person not in shutting_out.accounts_of(who)
    shut_out(folder, who, why="Mother", by=cast["coordinator"], also=[person])
    assert out(folder) == {person.email}


def test_the_application_cannot_write_who_is_shut_out(cast: Cast, folder: Case) -> None:
    from django.db import transaction
    from django.db.utils import ProgrammingError

    employ("Zoë Müller", "contributor", cast.school, cast.partnership)
    shut_out(folder, named("Zoe Muller"), why="Mother", by=cast["coordinator"])
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        ShutOut.objects.all().delete()
    assert out(folder)


def test_everyone_is_known_by_their_name_and_address(cast: Cast) -> None:
    assert not [person for person in Person.objects.all() if not person.known_by]
