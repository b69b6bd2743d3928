"""Nothing of a folder is given to another body without a purpose and what allows it."""

from __future__ import annotations

import csv
import io

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from handrail.service.access.grounds import ASKING, BASES, MEETING, NOT_RECORDED, PURPOSES, Ground
from handrail.service.access.models import Grant, Share
from handrail.service.access.sharing import share
from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import NotDone, give_again, give_key, join_folders, open_case
from handrail.service.cases.models import Case
from tests.rooms.cast import Cast, open_folder_for


@pytest.fixture
def case(cast: Cast) -> Case:
    case = open_folder_for(cast)
    name_actor(cast["coordinator"])
    return case


def test_every_key_stands_on_a_share_with_purpose_basis_and_recipient(cast: Cast, case: Case) -> None:
    give_key(case, cast.school, opens="own contribution", why="asked", ground=ASKING, by=cast["coordinator"])
    for grant in Grant.objects.filter(folder=case.folder).select_related("share"):
        assert grant.share.to_body_id == grant.body_id
        assert grant.share.purpose in PURPOSES
        assert grant.share.basis in BASES


def test_a_key_given_twice_is_one_share(cast: Cast, case: Case) -> None:
    for _ in range(2):
        give_key(case, cast.school, opens="own contribution", why="asked", ground=ASKING, by=cast["coordinator"])
    assert Share.objects.filter(folder=case.folder, to_body=cast.school).count() == 1


def test_a_ground_that_is_not_in_the_lists_is_refused() -> None:
    for purpose, basis in (("", "16H"), ("review", ""), ("review", "because"), (NOT_RECORDED, NOT_RECORDED)):
        with pytest.raises(ValueError, match="lawful basis"):
            Ground(purpose, basis)


def test_the_database_refuses_a_key_without_a_share(cast: Cast, case: Case) -> None:
    with pytest.raises(DatabaseError, match="share_id"), transaction.atomic():
        Grant.objects.create(folder=case.folder, body=cast.school, opens="all", why="no reason")


@pytest.mark.parametrize(("purpose", "basis"), [("", ""), ("review", ""), (NOT_RECORDED, NOT_RECORDED), ("x", "y")])
def test_the_database_refuses_a_share_without_purpose_and_basis(
    cast: Cast, case: Case, purpose: str, basis: str
) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Share.objects.create(
            folder=case.folder, to_body=cast.school, how="key", what="x", words="x", purpose=purpose, basis=basis
        )


def test_what_was_shared_is_never_rewritten(cast: Cast, case: Case) -> None:
    with pytest.raises(DatabaseError, match="stands"), transaction.atomic():
        Share.objects.filter(folder=case.folder).update(basis="10")


def test_a_key_from_before_says_that_it_was_not_recorded_and_is_not_given_again(cast: Cast, case: Case) -> None:
    grant = give_key(case, cast.school, opens="meeting pack", why="asked", ground=MEETING, by=cast["coordinator"])
    grant.share.purpose = grant.share.basis = NOT_RECORDED
    assert "Not recorded before" in grant.share.purpose_in_words
    assert "Not recorded before" in grant.share.basis_in_words
    with pytest.raises(NotDone, match="was not recorded"):
        give_again(case, grant, by=cast["coordinator"])


def test_folders_of_two_partnerships_are_joined_for_a_reason(cast: Cast, case: Case) -> None:
    other = open_case(partnership=cast.neighbour, authority=cast.neighbour_council, by=cast["coordinator"])
    with pytest.raises(NotDone, match="another partnership"):
        join_folders(case, other, why="One family.", by=cast["coordinator"])
    join_folders(case, other, why="One family.", ground=Ground("protect", "10"), by=cast["coordinator"])
    told = Share.objects.filter(how=Share.How.JOINED).values_list("folder", "to_body")
    assert set(told) == {(case.pk, cast.neighbour.pk), (other.pk, cast.partnership.pk)}


def test_a_citation_that_was_not_read_says_so(cast: Cast, case: Case) -> None:
    for basis, unseen in (("16H", False), ("safeguarding", True)):
        one = share(
            case.folder, to="A court", how=Share.How.SENT, what="a paper", words="ordered", by=cast["coordinator"],
            ground=Ground("legal", basis),
        )  # fmt: skip
        assert ("not checked against" in one.basis_in_words) == unseen


def test_the_list_for_one_agency_holds_its_shares_alone_and_no_formula(cast: Cast, case: Case, client: Client) -> None:
    for body, why in ((cast.school, '=cmd|"/c calc"'), (cast.trust, "asked")):
        give_key(case, body, opens="own contribution", why=why, ground=ASKING, by=cast["coordinator"])
    client.force_login(cast["coordinator"])
    address = reverse("records:shares_with", kwargs={"case_id": case.pk, "body_id": cast.school.pk})
    rows = list(csv.DictReader(io.StringIO(client.get(address).content.decode())))
    assert [row["With"] for row in rows] == [cast.school.name]
    assert rows[0]["Why"].startswith("'=")
    assert rows[0]["What allows it"].startswith(BASES["16H"].title)
