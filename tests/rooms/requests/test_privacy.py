"""Each agency sees its own request and nothing else of the folder, from the day it was asked until its time ends."""

from __future__ import annotations

import pytest
from django.test import Client

from handrail.service.access.roles import CONTRIBUTION
from handrail.service.audit.actions import name_actor
from handrail.service.audit.models import Entry
from handrail.service.cases.actions import close_case, reopen_case, take_key_back
from handrail.service.cases.models import Case
from handrail.service.requests.models import Request
from tests.rooms.cast import Cast
from tests.rooms.requests.asking import a_folder, ask, send


@pytest.fixture
def case(cast: Cast) -> Case:
    """The school, the hospital and the police are asked, and all have answered."""
    case = a_folder(cast)
    ask(cast, case, cast.school, cast.trust, cast.police)
    for body, part in ((cast.school, "school lead"), (cast.trust, "hospital lead"), (cast.police, "police author")):
        send(Request.objects.get(body=body), cast[part])
    return case


def status(client: Client, cast: Cast, part: str, address: str) -> int:
    client.force_login(cast[part])
    return client.get(address).status_code


@pytest.mark.parametrize("part", ["school lead", "hospital lead", "police author"])
def test_an_agency_opens_its_own_request_and_no_others(cast: Cast, case: Case, client: Client, part: str) -> None:
    own = {"school lead": cast.school, "hospital lead": cast.trust, "police author": cast.police}[part]
    opened = {
        asked.body
        for asked in Request.objects.filter(case=case)
        if status(client, cast, part, f"/cases/{case.pk}/requests/{asked.pk}/") == 200
    }
    assert opened == {own}


@pytest.mark.parametrize("part", ["school lead", "hospital lead"])
def test_an_agency_reads_no_name_of_others_who_were_asked(cast: Cast, case: Case, client: Client, part: str) -> None:
    own, others = (cast.school, (cast.trust, cast.police)) if part == "school lead" else (
        cast.trust, (cast.school, cast.police)
    )  # fmt: skip
    asked = Request.objects.get(case=case, body=own)
    client.force_login(cast[part])
    for address in ("/requests/", f"/cases/{case.pk}/requests/{asked.pk}/"):
        page = client.get(address)
        assert page.status_code == 200
        assert own.name in page.text
        for other in others:
            assert other.name not in page.text


@pytest.mark.parametrize("part", ["school lead", "hospital lead"])
def test_an_agency_opens_neither_the_folder_nor_its_list_of_requests(
    cast: Cast, case: Case, client: Client, part: str
) -> None:
    for address in (f"/cases/{case.pk}/", f"/cases/{case.pk}/requests/", f"/cases/{case.pk}/requests/ask"):
        assert status(client, cast, part, address) == 404


def test_an_agency_that_was_not_asked_finds_nothing(cast: Cast, client: Client) -> None:
    case = a_folder(cast)
    ask(cast, case, cast.school)
    asked = Request.objects.get(case=case)
    assert status(client, cast, "hospital lead", f"/cases/{case.pk}/requests/{asked.pk}/") == 404
    assert "Nothing is asked of your agency" in client.get("/requests/").text


def test_another_partnerships_coordinator_and_the_administrator_find_nothing(
    cast: Cast, case: Case, client: Client
) -> None:
    asked = Request.objects.filter(case=case).first()
    assert asked is not None
    for part in ("stranger", "administrator", "strange notifier"):
        for address in (f"/cases/{case.pk}/requests/", f"/cases/{case.pk}/requests/{asked.pk}/"):
            assert status(client, cast, part, address) == 404


def test_a_request_of_one_folder_does_not_open_under_another(cast: Cast, case: Case, client: Client) -> None:
    other = a_folder(cast)
    ask(cast, other, cast.school)
    asked = Request.objects.get(case=case, body=cast.school)
    assert status(client, cast, "school lead", f"/cases/{other.pk}/requests/{asked.pk}/") == 404


def test_a_key_taken_back_shuts_the_page_and_the_list(cast: Cast, case: Case, client: Client) -> None:
    name_actor(cast["coordinator"])
    take_key_back(case, cast.school, opens=CONTRIBUTION, by=cast["coordinator"])
    asked = Request.objects.get(case=case, body=cast.school)
    assert status(client, cast, "school lead", f"/cases/{case.pk}/requests/{asked.pk}/") == 404
    assert "Nothing is asked of your agency" in client.get("/requests/").text


def test_a_closed_folder_shuts_the_page_and_an_opened_one_opens_it_again(
    cast: Cast, case: Case, client: Client
) -> None:
    asked = Request.objects.get(case=case, body=cast.school)
    name_actor(cast["coordinator"])
    close_case(case, why="All is done.", by=cast["coordinator"])
    assert status(client, cast, "school lead", f"/cases/{case.pk}/requests/{asked.pk}/") == 404
    assert "Nothing is asked of your agency" in client.get("/requests/").text
    assert status(client, cast, "coordinator", f"/cases/{case.pk}/requests/{asked.pk}/") == 200
    name_actor(cast["coordinator"])
    reopen_case(case, why="A late word.", by=cast["coordinator"])
    assert status(client, cast, "school lead", f"/cases/{case.pk}/requests/{asked.pk}/") == 200


def test_a_partner_who_holds_the_whole_folder_reads_and_does_not_answer_for_another(
    cast: Cast, case: Case, client: Client
) -> None:
    asked = Request.objects.get(case=case, body=cast.school)
    address = f"/cases/{case.pk}/requests/{asked.pk}/"
    assert status(client, cast, "police partner", address) == 200
    assert status(client, cast, "police partner", f"{address}add") == 404
    assert client.post(f"{address}chase").status_code == 404


def test_looking_is_recorded(cast: Cast, case: Case, client: Client) -> None:
    asked = Request.objects.get(case=case, body=cast.school)
    before = Entry.objects.filter(looked=True, case_id=case.pk).count()
    status(client, cast, "school lead", f"/cases/{case.pk}/requests/{asked.pk}/")
    assert Entry.objects.filter(looked=True, case_id=case.pk).count() == before + 1
