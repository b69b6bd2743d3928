"""A folder is found by names and references in its papers, by those who may open the paper, and by nobody else."""

from __future__ import annotations

import pytest
from django.test import Client

from handrail.service.access.grounds import ASKING
from handrail.service.access.models import Person
from handrail.service.access.roles import CONTRIBUTION, MEETING_PACK
from handrail.service.audit.actions import name_actor
from handrail.service.audit.kinds import SEARCH, digest_of
from handrail.service.audit.models import Entry
from handrail.service.cases.actions import change_details, give_key, take_key_back
from handrail.service.cases.finding import MOST, find, plain, searchable
from handrail.service.cases.models import Case
from tests.rooms.cases.folders import asked_of, filed, next_doors_folder, page, signed_in, today
from tests.rooms.cast import Cast, open_folder_for

NAME = "Aoife O'Brien-Lindqvist"


@pytest.fixture
def case(cast: Cast) -> Case:
    case = open_folder_for(cast)
    filed(case, "Incident: serious harm", found_by=(NAME, "CSIN-2026-00417"), opens="incidents")
    return case


def found(person: Person, typed: str) -> set[str]:
    return {one.case.reference for one in find(person, typed)}


@pytest.mark.parametrize(
    "typed",
    ["Aoife", "aoife", "AOIFE O'BRIEN", "obrien", "o brien", "O'Brien-Lindqvist", "lindq", "aoife lind",
     "Lindqvist Aoife", "CSIN-2026-00417", "csin 2026", "CSIN202600417"],
)  # fmt: skip
def test_a_name_or_national_reference_is_found_however_it_is_typed(cast: Cast, case: Case, typed: str) -> None:
    assert found(cast["coordinator"], typed) == {case.reference}


@pytest.mark.parametrize("typed", ["", "   ", "!!!", "aoife smith", "rien", "' | z:*", "z & !q", "\\", "<->"])
def test_what_is_not_there_or_means_nothing_finds_nothing(cast: Cast, case: Case, typed: str) -> None:
    assert found(cast["coordinator"], typed) == set()


def test_accents_are_not_needed(cast: Cast) -> None:
    case = open_folder_for(cast)
    filed(case, "Incident", found_by=("Zoë Núñez",))
    assert found(cast["coordinator"], "zoe nunez") == found(cast["coordinator"], "Zoë") == {case.reference}
    assert plain("Núñez") == "nunez"
    assert searchable("O'Brien") == "o brien obrien"


def test_a_folder_is_found_by_either_reference_and_by_its_number_alone(cast: Cast) -> None:
    case = open_folder_for(cast)
    name_actor(cast["coordinator"])
    change_details(case, lead=None, local_reference="SIN 22/7", by=cast["coordinator"])
    for typed in (case.reference, case.reference.lower(), "1", "0001", "sin 22", "22/7"):
        assert found(cast["coordinator"], typed) == {case.reference}, typed


def test_a_folder_is_found_by_its_authority_and_by_a_body_that_was_asked(cast: Cast, case: Case) -> None:
    asked_of(case, cast.school, today(), cast["notifier"])
    assert found(cast["coordinator"], "Wendshire") == {case.reference}
    assert found(cast["coordinator"], "otter lane") == {case.reference}
    assert found(cast["coordinator"], "Marlbrook") == set()


def test_nobody_elsewhere_finds_anything(cast: Cast, case: Case) -> None:
    for part in ("stranger", "strange notifier", "other notifier", "administrator", "school lead", "hospital lead"):
        for typed in ("Aoife", case.reference, "CSIN-2026-00417", "Wendshire"):
            assert found(cast[part], typed) == set(), (part, typed)


def test_an_agency_that_was_asked_does_not_find_the_folder_by_a_name_in_a_paper_it_may_not_open(
    cast: Cast, case: Case
) -> None:
    asked_of(case, cast.school, today(), cast["notifier"])
    assert found(cast["school lead"], "Aoife") == set()
    assert found(cast["school lead"], "otter lane") == {case.reference}


def test_a_body_finds_its_own_contribution_and_not_anothers(cast: Cast, case: Case) -> None:
    for body in (cast.school, cast.trust):
        name_actor(cast["notifier"])
        give_key(case, body, opens=CONTRIBUTION, why="asked", ground=ASKING, by=cast["notifier"])
    filed(case, "Asked of the trust", found_by=("Winterbourne",), opens=CONTRIBUTION, for_body=cast.trust)
    assert found(cast["hospital lead"], "winterbourne") == {case.reference}
    assert found(cast["school lead"], "winterbourne") == set()


def test_a_meeting_pack_is_found_while_its_key_lives(cast: Cast, case: Case) -> None:
    filed(case, "Rapid review meeting", found_by=("Otterburn Room",), opens=MEETING_PACK)
    give_key(case, cast.trust, opens=MEETING_PACK, why="comes to the meeting", ground=ASKING, by=cast["notifier"])
    assert found(cast["hospital lead"], "otterburn") == {case.reference}
    take_key_back(case, cast.trust, opens=MEETING_PACK, by=cast["notifier"])
    assert found(cast["hospital lead"], "otterburn") == set()


def test_a_search_is_recorded_with_the_person_and_what_was_typed_only_as_a_digest(
    cast: Cast, case: Case, client: Client
) -> None:
    told = page(signed_in(client, cast["coordinator"]), "/search?q=Aoife")
    assert case.reference in told
    assert "Found by: Incident: serious harm" in told
    entry = Entry.objects.get(paper=SEARCH)
    assert (entry.actor, entry.looked) == (str(cast["coordinator"].pk), True)
    assert (entry.did, entry.paper_id) == ("searched, and was shown 1 folder", digest_of("aoife"))
    assert "aoife" not in f"{entry.did} {entry.paper_id}".casefold()


def test_the_page_of_a_stranger_says_the_same_of_a_hidden_folder_as_of_none(
    cast: Cast, case: Case, client: Client
) -> None:
    client = signed_in(client, cast["stranger"])
    hidden, none = page(client, "/search?q=Aoife"), page(client, "/search?q=Nobody")
    assert main_of(hidden).replace("Aoife", "?") == main_of(none).replace("Nobody", "?")


def main_of(told: str) -> str:
    """The part of a page that differs from other pages of the same person."""
    return told[told.index("<main") : told.index("</main>")]


def test_very_many_are_cut_short_and_it_is_said(cast: Cast, client: Client) -> None:
    name_actor(cast["notifier"])
    case = open_folder_for(cast)
    for number in range(MOST + 5):
        filed(case, f"Paper {number}", found_by=("Commonplace",))
    told = page(signed_in(client, cast["coordinator"]), "/search?q=commonplace")
    assert f"More than {MOST} found" in told
    assert told.count("Found by: Paper") == MOST


def test_the_list_of_cases_shows_only_folders_whose_key_one_holds(cast: Cast, case: Case, client: Client) -> None:
    elsewhere = next_doors_folder(cast)
    asked_of(case, cast.school, today(), cast["notifier"])
    for part, sees in (("coordinator", True), ("notifier", True), ("police partner", True), ("school lead", False)):
        told = page(signed_in(client, cast[part]), "/cases/")
        assert (case.reference in told) is sees, part
        assert elsewhere.reference not in told, part


def test_the_list_of_cases_can_be_narrowed_and_put_in_order(cast: Cast, case: Case, client: Client) -> None:
    second = open_folder_for(cast)
    client = signed_in(client, cast["coordinator"])
    newest, oldest = page(client, "/cases/"), page(client, "/cases/?sort=oldest")
    assert newest.index(second.reference) < newest.index(case.reference)
    assert oldest.index(case.reference) < oldest.index(second.reference)
    assert "No folder is like that" in page(client, "/cases/?stands=closed")
    assert "No folder is like that" in page(client, f"/cases/?authority={cast.other_council.pk}")
    assert case.reference in page(client, f"/cases/?authority={cast.council.pk}&partnership={cast.partnership.pk}")


def test_a_key_to_one_rooms_papers_opens_those_and_only_to_a_role_that_reaches_them(cast: Cast, case: Case) -> None:
    name_actor(cast["notifier"])
    take_key_back(case, cast.police, opens="all", by=cast["notifier"])
    give_key(case, cast.police, opens="incidents", why="for the incident alone", ground=ASKING, by=cast["notifier"])
    filed(case, "Rapid review", found_by=("Confidentia",), opens="reviews")
    assert found(cast["police partner"], "Aoife") == {case.reference}
    assert found(cast["police partner"], "Confidentia") == set()
    assert found(cast["police author"], "Aoife") == set()
