"""A child in two folders: found by the job, shown to whoever may open both, joined by people, and undone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.access.grounds import ASKING
from handrail.service.access.models import Exclusion, Grant, Person, Post
from handrail.service.audit.actions import Job, act_as, unit_of_work
from handrail.service.audit.models import Entry
from handrail.service.cases.actions import NotDone, give_key, join_folders, open_case, part_folders
from handrail.service.cases.models import Case, Join
from handrail.service.cases.shutting_out import Named, shut_out
from handrail.service.children.actions import Known, add_child, set_right
from handrail.service.children.models import Child
from handrail.service.partnerships.models import Body, Kind
from handrail.service.same_child.actions.comparing import compare_children
from handrail.service.same_child.actions.deciding import decide, undo
from handrail.service.same_child.comparing import MOST, candidates, digests_of, sharing
from handrail.service.same_child.models import Resemblance, Trace
from handrail.service.same_child.shown import shown_to, undecided
from handrail.service.web.postgres import Cluster
from tests.house.walls_down import second_wall_down
from tests.rooms.cast import Cast, employ
from tests.rooms.child_deaths.telling import tell_of
from tests.rooms.records.going import see_off

pytestmark = pytest.mark.django_db
WREN = Known(given_names="Wren", family_name="Fairlight", born_on=date(2018, 5, 24), sex="female")
LIST = "/same-child/"
REASONS = "The school nurse confirmed the number."


def folder_with(cast: Cast, known: Known = WREN, *, of: Body | None = None) -> Case:
    """A folder with this child in it, of Wend Valley if not said."""
    act_as(cast["coordinator"] if of is None else Job("tests"))
    by: Any = cast["coordinator"] if of is None else Job("tests")
    case = open_case(partnership=of or cast.partnership, authority=cast.council, by=by)
    add_child(case.folder, known, by=by)
    return case


def compared() -> int:
    act_as(Job("tests"))
    return compare_children()


def again(person: Person) -> Person:
    """As whoever comes anew: what they are shut out of, and their keys, are asked again."""
    act_as(person)
    return Person.objects.get(pk=person.pk)


@pytest.fixture
def two(cast: Cast) -> tuple[Case, Case]:
    cases = folder_with(cast), folder_with(cast, Known(**{**WREN.__dict__, "family_name": "Fairlite"}))
    assert compared() == 1
    return cases


def the_pair() -> Resemblance:
    act_as(Job("tests"))
    return Resemblance.objects.get()


def page_of(pair: Resemblance, name: str = "pair") -> str:
    return reverse(f"same_child:{name}", args=[pair.pk])


def pages(client: Client, *cases: Case) -> dict[str, bool]:
    """Whether each page speaks of the pair to whoever is signed in."""
    act_as(Job("tests"))
    asked = {
        "list": LIST,
        "cases": "/cases/",
        **{case.reference: reverse("cases:case", args=[case.pk]) for case in cases},
    }
    pair = Resemblance.objects.get()
    told = {name: client.get(page).content.decode() for name, page in asked.items()}
    return {name: str(pair.pk) in text or "may be in two" in text for name, text in told.items()} | {
        "pair": client.get(page_of(pair)).status_code == 200
    }


def test_a_child_of_two_folders_is_found_once_however_often_the_job_goes_round(two: tuple[Case, Case]) -> None:
    pair = the_pair()
    assert pair.likely
    assert pair.says == ["Born on the same day", "The same first name", "The surnames sound alike or are a slip apart"]
    assert {pair.first_folder_id, pair.second_folder_id} == {case.pk for case in two}
    written = Entry.objects.count()
    assert compared() == 0
    Child.objects.update(compared_at=None)
    assert compared() == 0
    assert Resemblance.objects.get() == pair
    entries = Entry.objects.filter(actor=Job("comparing children").actor_key)
    assert Entry.objects.count() == written + 2, "each unit of work that writes says so"
    assert {entry.did for entry in entries.filter(paper="Child")} == {"compared a child with those of other folders"}
    assert {entry.case_id for entry in entries.filter(paper="Resemblance")} == {None}, "it is said of neither folder"


def test_two_children_of_one_folder_are_not_compared(cast: Cast) -> None:
    case = folder_with(cast)
    add_child(case.folder, WREN, by=cast["coordinator"])
    assert compared() == 0


def test_a_child_who_is_set_right_is_compared_anew_and_a_pair_that_holds_no_more_goes(
    cast: Cast, two: tuple[Case, Case]
) -> None:
    by = again(cast["coordinator"])
    child = Child.objects.get(folder=two[0].folder)
    set_right(child, Known(**{**WREN.__dict__, "ethnicity": "Not asked"}), by=by)
    assert not Child.objects.filter(compared_at=None).exists(), "nothing by which they are compared has changed"
    set_right(child, Known(**{**WREN.__dict__, "given_names": "Robin"}), by=by)
    assert list(Child.objects.filter(compared_at=None)) == [child]
    assert compared() == 0
    assert not Resemblance.objects.exists()
    by = again(by)
    set_right(child, WREN, by=by)
    assert compared() == 1


def test_whoever_may_open_both_is_shown_the_pair_on_each_page(
    cast: Cast, client: Client, two: tuple[Case, Case]
) -> None:
    for part in ("coordinator", "notifier", "police partner"):
        client.force_login(cast[part])
        assert set(pages(client, *two).values()) == {True}, part


@pytest.mark.parametrize("hidden", [0, 1])
def test_whoever_may_open_only_one_of_the_two_learns_of_no_pair_in_each_wall_alone(
    cast: Cast, client: Client, cluster: Cluster, two: tuple[Case, Case], hidden: int
) -> None:
    """One without a key to the other, and one who is shut out of it."""
    by = again(cast["coordinator"])
    Grant.objects.filter(folder=two[hidden].folder, body=cast.police).update(until_at=timezone.now())
    deputy = cast["deputy coordinator"]
    shut_out(two[hidden], Named((deputy.name,), (), Exclusion.Stands.RELATIVE), why="An aunt.", by=by)
    for person in (cast["police partner"], deputy, cast["stranger"]):
        act_as(person)
        assert not Resemblance.objects.exists(), person
        client.force_login(person)
        assert set(pages(client, *two).values()) == {False}, person
        with second_wall_down(cluster):
            assert set(pages(client, *two).values()) == {False}, person


def test_between_two_partnerships_nobody_learns_of_it_until_somebody_may_open_both(cast: Cast, client: Client) -> None:
    act_as(Job("tests"))
    elsewhere = Body.objects.create(kind=Kind.PARTNERSHIP, name="Partnership of the Reach")
    neighbour = employ("Nadia Reach", "coordinator", elsewhere, elsewhere)
    mine, theirs = folder_with(cast), folder_with(cast, of=elsewhere)
    assert compared() == 1
    for person in (cast["coordinator"], neighbour):
        assert not undecided(again(person)).exists()
        client.force_login(person)
        assert set(pages(client, mine, theirs).values()) == {False}
    by = again(neighbour)
    give_key(theirs, cast.police, opens="all", why="The family moved", ground=ASKING, by=by)
    assert undecided(again(cast["police partner"])).exists(), "a force works in both areas"
    client.force_login(cast["police partner"])
    assert pages(client, mine, theirs)["pair"]
    assert client.post(page_of(the_pair()), {"decided": "same", "reasons": REASONS}).status_code == 404
    assert not undecided(again(neighbour)).exists()


def test_the_same_child_joins_the_folders_and_shuts_out_of_both_whoever_is_shut_out_of_one(
    cast: Cast, client: Client, two: tuple[Case, Case]
) -> None:
    by = again(cast["coordinator"])
    deputy = cast["deputy coordinator"]
    client.force_login(by)
    said = {"decided": "same", "reasons": REASONS}
    assert client.post(page_of(the_pair()), said).status_code == 302
    act_as(by)
    join = Join.objects.get()
    assert {join.first, join.second} == set(two)
    assert pages(client, *two) == {"list": True, "cases": False, "pair": True} | {case.reference: False for case in two}
    assert two[1].reference in client.get(reverse("cases:case", args=[two[0].pk])).content.decode()
    by = again(by)
    shut_out(two[0], Named((deputy.name,), (), Exclusion.Stands.RELATIVE), why="An aunt.", by=by)
    act_as(deputy)
    assert not Case.objects.filter(pk__in=[case.pk for case in two]).exists()
    entries = Entry.objects.filter(did="decided of two children: the same child")
    act_as(Job("tests"))
    assert {entry.case_id for entry in entries} == {case.pk for case in two}


def test_whoever_is_shut_out_of_a_folder_stays_so_of_every_other_of_the_child_when_it_is_deleted(
    cast: Cast, two: tuple[Case, Case]
) -> None:
    third = folder_with(cast, Known(**{**WREN.__dict__, "given_names": "Wrenn"}))
    compared()
    uncle = employ("Uncle Wend", "coordinator", cast.partnership, cast.partnership)
    goes = two[0]
    act_as(Job("tests"))
    for pair in Resemblance.objects.filter(Q(first_folder=goes.pk) | Q(second_folder=goes.pk)):
        decide(pair, "same", reasons=REASONS, by=again(cast["coordinator"]))
    shut_out(goes, Named((uncle.name,), (), Exclusion.Stands.RELATIVE), why="An uncle.", by=again(cast["coordinator"]))
    act_as(Job("tests"))
    see_off(goes, cast)
    act_as(again(uncle))
    assert not Case.objects.filter(pk__in=[two[1].pk, third.pk]).exists()
    act_as(Job("tests"))
    assert Case.objects.filter(pk__in=[two[1].pk, third.pk]).count() == 2
    assert not Case.objects.filter(pk=goes.pk).exists()


def test_what_was_decided_is_undone_and_asked_anew(cast: Cast, client: Client, two: tuple[Case, Case]) -> None:
    by = again(cast["coordinator"])
    decide(the_pair(), "same", reasons=REASONS, by=again(by))
    act_as(by)
    with pytest.raises(NotDone, match="decided already"):
        decide(Resemblance.objects.get(), "different", reasons="Cousins.", by=by)
    client.force_login(by)
    assert client.post(page_of(Resemblance.objects.get(), "undo"), {"why": "Cousins of one name."}).status_code == 302
    act_as(by)
    assert Join.objects.get().parted_at is not None
    assert undecided(again(by)).count() == 1
    page = client.get(page_of(the_pair())).content.decode()
    assert "Cousins of one name." in page
    assert REASONS in page
    act_as(by)
    with pytest.raises(NotDone, match="Nothing is decided"):
        undo(Resemblance.objects.get(), why="Again.", by=by)


def test_two_children_are_not_asked_about_again(cast: Cast, two: tuple[Case, Case]) -> None:
    decide(the_pair(), "different", reasons="Cousins.", by=again(cast["coordinator"]))
    act_as(Job("tests"))
    Child.objects.update(compared_at=None)
    assert compared() == 0
    assert not undecided(again(cast["coordinator"])).exists()
    assert not Join.objects.exists()


def test_a_brother_who_is_in_both_folders_too_goes_on_joining_them(cast: Cast, two: tuple[Case, Case]) -> None:
    by = again(cast["coordinator"])
    first = the_pair()
    by = again(by)
    decide(first, "same", reasons=REASONS, by=by)
    for case in two:
        add_child(case.folder, Known(given_names="Jay", family_name="Fairlight", born_on=date(2020, 2, 3)), by=by)
    compared()
    by = again(by)
    second = Resemblance.objects.exclude(pk=first.pk).get()
    decide(second, "same", reasons=REASONS, by=by)
    undo(first, why="A slip.", by=by)
    assert Join.objects.get().parted_at is None
    undo(second, why="A slip.", by=by)
    assert Join.objects.get().parted_at is not None


def test_folders_that_somebody_joined_before_are_not_asked_about_and_stay_joined(
    cast: Cast, two: tuple[Case, Case]
) -> None:
    by = again(cast["coordinator"])
    joining = join_folders(*two, why="One household.", by=by)
    assert not undecided(by).exists()
    assert shown_to(by).exists()
    pair = Resemblance.objects.get()
    decide(pair, "same", reasons=REASONS, by=by)
    undo(pair, why="A slip.", by=by)
    joining.refresh_from_db()
    assert joining.parted_at is None
    part_folders(joining, by=by)
    assert undecided(by).exists()


def test_two_folders_of_two_partnerships_are_joined_for_a_purpose_and_on_a_ground(cast: Cast, client: Client) -> None:
    act_as(Job("tests"))
    elsewhere = Body.objects.create(kind=Kind.PARTNERSHIP, name="Partnership of the Reach")
    both = employ("Bo Wend", "coordinator", cast.partnership, cast.partnership)
    Post.objects.create(person=both, body=elsewhere, partnership=elsewhere, role="coordinator")
    folder_with(cast), folder_with(cast, of=elsewhere)
    compared()
    client.force_login(both)
    pair = the_pair()
    said = {"decided": "same", "reasons": REASONS}
    answer = client.post(page_of(pair), said)
    assert answer.status_code == 200
    assert "for what purpose, and what allows it" in answer.content.decode()
    assert not the_pair().decided


def test_two_deaths_are_compared_by_their_own_room_alone_and_a_death_with_another_folder_here(cast: Cast) -> None:
    death = tell_of(cast)
    tell_of(cast, by="school lead")
    held = Known.of(death.child)
    assert compared() == 0, "the room of child deaths asks whether it is one death"
    folder_with(cast, held)
    assert compared() == 2


def test_nobody_but_a_job_reads_what_a_child_is_found_by(cast: Cast, two: tuple[Case, Case]) -> None:
    assert Trace.objects.values("child").distinct().count() == 2
    for part in ("coordinator", "notifier", "administrator"):
        act_as(cast[part])
        assert not Trace.objects.exists()


MANY = """
insert into access_folder (id, partnership_id, made_by_id) select gen_random_uuid(), %(partnership)s, null
  from generate_series(1, 20000);
insert into children_child (id, folder_id, given_names, family_name, also_known_as, unborn, born_on,
    born_on_is_estimated, sex, ethnicity, disability, nhs_number, compared_at)
  select gen_random_uuid(), id, 'Wren', 'Otter', '', false, date '2006-01-01' + (n %% 6570)::int, false, 'female',
    '', '', '', now()
  from (select id, row_number() over () as n from access_folder) as folder;
insert into same_child_trace (child_id, handle)
  select id, handle from children_child cross join lateral (values (hashtextextended('day' || born_on, 0)),
    (hashtextextended(id::text, 0)), (hashtextextended('year' || extract(year from born_on), 0))) as had(handle)
  where family_name = 'Otter';
"""


@pytest.mark.full
def test_among_twenty_thousand_children_few_rows_are_read_for_a_new_one(cast: Cast) -> None:
    """Twenty thousand of one name, over eighteen years. PostgreSQL has counted none of these rows, so it is told not to
    read a table whole where an index serves; where none may be used, behind the wall, it would read all the same."""
    twin_of_many = Known(given_names="Wren", family_name="Fairlight", born_on=date(2018, 5, 24))
    folder_with(cast, twin_of_many)
    compared()
    with connection.cursor() as cursor:
        for statement in MANY.split(";\n")[:-1]:
            cursor.execute(statement, {"partnership": cast.partnership.pk})
        for way in ("seqscan", "hashjoin", "mergejoin"):
            cursor.execute(f"set local enable_{way} = off")
    case = folder_with(cast, twin_of_many)
    assert compared() == 1
    child = Child.objects.get(folder=case.folder)
    with unit_of_work(Job("comparing children")):
        held = digests_of(child)
        for asked, index in ((sharing(held), "traces_by_handle"), (candidates(child, held), "children_child_pkey")):
            (plan,) = json.loads(asked.explain(format="json", analyze=True))
            nodes = list(every_node(plan["Plan"]))
            assert {node["Index Name"] for node in nodes if "Index Name" in node} == {index}
            assert sum(rows_read(node) for node in nodes) < MOST
    with unit_of_work(Job("comparing children")):
        (plan,) = json.loads(Child.objects.filter(compared_at=None).order_by().explain(format="json"))
    assert any(node.get("Index Name") == "children_to_compare" for node in every_node(plan["Plan"]))


def rows_read(node: dict[str, Any]) -> int:
    left_out = sum(rows for name, rows in node.items() if name.startswith("Rows Removed by"))
    return int((node["Actual Rows"] + left_out) * node["Actual Loops"])


def every_node(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for under in plan.get("Plans", ()):
        yield from every_node(under)
