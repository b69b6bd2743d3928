"""Why a yearly report is withdrawn, and why arrangements are taken down, is read by the public, and names nobody."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from handrail.service.access.models import Person
from handrail.service.arrangements.models import Arrangements
from handrail.service.audit.actions import name_actor, unit_of_work
from handrail.service.cases.models import Case
from handrail.service.cases.shutting_out import Named, shut_out
from handrail.service.children.models import Child
from handrail.service.reports.models import YearReport
from handrail.service.reports.year.names import reads_like_a_name
from tests.rooms.arrangements.complete import published as arrangements_published
from tests.rooms.cast import Cast, open_folder_for
from tests.rooms.reports.a_year import published

CHILD = "Quillan Marrowby"


@pytest.fixture
def case(cast: Cast) -> Case:
    case = open_folder_for(cast)
    name_actor(cast["coordinator"])
    Child.objects.create(folder_id=case.folder_id, given_names="Quillan Rook", family_name="Marrowby")
    return case


@pytest.mark.parametrize("whose", ["child", "practitioner", "title"])
@pytest.mark.parametrize("what", ["year", "arrangements"])
def test_a_reason_that_names_somebody_is_refused_and_said_without_is_kept(
    cast: Cast, case: Case, client: Client, what: str, whose: str
) -> None:
    one: YearReport | Arrangements = published(cast) if what == "year" else arrangements_published(cast)
    page = "reports:year_withdraw" if what == "year" else "arrangements:take_down"
    name = {"child": CHILD, "practitioner": cast["police partner"].name, "title": "Dr Hollis Venn"}[whose]
    client.force_login(cast["coordinator"])
    shown = client.post(reverse(page, args=[one.pk]), {"why": f"It told of {name}’s time in care."})
    assert "may be somebody’s name. Say it without." in shown.content.decode()
    name_actor(cast["coordinator"])
    one.refresh_from_db()
    assert _gone_why(one) == ""
    client.post(reverse(page, args=[one.pk]), {"why": "It told of one family."})
    name_actor(cast["coordinator"])
    one.refresh_from_db()
    assert _gone_why(one) == "It told of one family."


def _gone_why(one: YearReport | Arrangements) -> str:
    return one.withdrawn_why if isinstance(one, YearReport) else one.taken_down_why


def test_whom_the_arrangements_name_is_no_reason_either(cast: Cast) -> None:
    one = arrangements_published(cast)
    lead = next(row["lead_name"] for row in one.document["said"]["partner"] if row["lead_name"])
    with unit_of_work(cast["coordinator"]):
        assert reads_like_a_name(cast.partnership, f"{lead} is not to be named.") == f"“{lead.casefold()}”"


def test_whoever_is_shut_out_is_not_told_that_a_name_is_known(cast: Cast, case: Case) -> None:
    kin: Person = cast["deputy coordinator"]
    name_actor(cast["coordinator"])
    shut_out(case, Named((kin.name,), (), "relative"), why="They are kin", by=cast["coordinator"])
    told = []
    for person in (cast["coordinator"], kin):
        with unit_of_work(person):
            told.append(reads_like_a_name(cast.partnership, f"It told of {CHILD}."))
    assert told == ["“quillan marrowby”", ""]
