"""An area has two hundred schools: they are asked by phase or by name, at once, and told once there is an address."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from handrail.service.arrangements.models import School, SchoolsLoaded
from handrail.service.audit.actions import name_actor
from handrail.service.outbox.models import Message
from handrail.service.requests.models import Request
from handrail.service.room import AtSchool
from handrail.service.scrutiny.actions import asking
from handrail.service.scrutiny.models import Round
from handrail.service.scrutiny.sets import QuestionsAsked, brought
from tests.rooms.cast import Cast
from tests.rooms.scrutiny.assessed import a_round


def for_schools() -> QuestionsAsked:
    return next(one for one in brought().values() if one.of == "schools")


def schools(many: int, first: int = 0) -> list[AtSchool]:
    return [
        AtSchool(f"99{n:04}", f"Fairfold School {n}", f"Lead {n}", f"lead@school{n}.example")
        for n in range(first, first + many)
    ]


def listed(cast: Cast, many: int, *, phase: str = "Primary", reached: bool = True, first: int = 0) -> list[School]:
    name_actor(cast["coordinator"])
    return [
        School.objects.create(
            partnership=cast.partnership, authority=cast.council, urn=f"98{n:04}", name=f"Otterbank {phase} {n}",
            type="Academy", phase=phase, contact_name=f"Lead {n}" if reached else "",
            contact_email=f"lead@otterbank{n}.example" if reached else "",
        )
        for n in range(first, first + many)
    ]  # fmt: skip


@pytest.fixture
def round_(cast: Cast) -> Round:
    return a_round(cast, asks=for_schools())


def at(round_: Round, name: str = "") -> str:
    return f"/cases/{round_.case_id}/rounds/{round_.pk}/{name}"


def test_each_school_more_costs_a_few_statements_and_not_the_folder_again(cast: Cast, round_: Round) -> None:
    def statements(first: int, many: int) -> int:
        with CaptureQueriesContext(connection) as seen:
            assert len(asking.ask_schools(round_, schools(many, first), by=cast["coordinator"])) == many
        return len(seen)

    few, more = statements(0, 5), statements(100, 25)
    assert (more - few) / 20 <= 12, "its message is written by itself; everything else at once"
    assert len(Message.objects.filter(kind="form")) == 30
    assert Request.objects.filter(case=round_.case_id, by_code=True).count() == 30


def test_schools_are_asked_by_phase_or_by_name(cast: Cast, round_: Round, client: Client) -> None:
    listed(cast, 2), listed(cast, 2, phase="Secondary", first=10), listed(cast, 1, reached=False, first=20)
    client.force_login(cast["coordinator"])
    page = client.get(at(round_, "ask")).content.decode()
    assert "Primary: 3, 1 of them without an address" in page
    assert client.post(at(round_, "ask"), {"phases": ["Secondary"]}).status_code == 302
    assert set(asked(round_)) == {"Otterbank Secondary 10", "Otterbank Secondary 11"}
    assert client.post(at(round_, "ask"), {"some": "Otterbank Primary 1\n980000"}).status_code == 302
    assert len(asked(round_)) == 4
    said = client.post(at(round_, "ask"), {"some": "Nowhere School"}).content.decode()
    assert "No school that is still to be asked is called “Nowhere School”" in said


def test_those_without_an_address_may_be_left_out(cast: Cast, round_: Round, client: Client) -> None:
    listed(cast, 1), listed(cast, 2, reached=False, first=20)
    client.force_login(cast["coordinator"])
    client.post(at(round_, "ask"), {"phases": ["Primary"], "reached": ["only"]})
    assert asked(round_) == ["Otterbank Primary 0"]


def asked(round_: Round) -> list[str]:
    return [one.body.name for one in Request.objects.filter(case=round_.case_id).select_related("body")]


def test_a_school_asked_without_an_address_is_told_once_there_is_one(cast: Cast, round_: Round, client: Client) -> None:
    (known, unknown) = [*listed(cast, 1), *listed(cast, 1, reached=False, first=20)]
    client.force_login(cast["coordinator"])
    client.post(at(round_, "ask"), {"phases": ["Primary"]})
    assert {one.to for one in Message.objects.filter(kind="form")} == {known.contact_email}
    assert "Send to those who now have an address" not in client.get(at(round_)).content.decode()
    School.objects.filter(pk=unknown.pk).update(contact_name="Ada Fell", contact_email="ada@otterbank20.example")
    assert "Send to those who now have an address" in client.get(at(round_)).content.decode()
    assert "sent to 1 school." in client.post(at(round_, "tell"), follow=True).content.decode()
    assert {one.to for one in Message.objects.filter(kind="form")} == {known.contact_email, "ada@otterbank20.example"}
    assert "Send to those who now have an address" not in client.get(at(round_)).content.decode()


def test_the_round_stands_on_pages_and_its_warning_counts(cast: Cast, round_: Round, client: Client) -> None:
    asking.ask_schools(round_, [AtSchool(f"97{n:04}", f"Fell School {n:02}", "", "") for n in range(30)],
                       by=cast["coordinator"])  # fmt: skip
    client.force_login(cast["coordinator"])
    first = client.get(at(round_)).content.decode()
    assert "Fell School 00" in first
    assert "Fell School 29" not in first
    assert "Fell School 29" in client.get(f"{at(round_)}?waits=2").content.decode()
    said = client.post(at(round_, "chase"), follow=True).content.decode()
    assert "30 have no e-mail address" in said
    assert "No e-mail address is known for Fell" not in said


def test_the_list_of_schools_has_pages_and_is_narrowed(cast: Cast, client: Client) -> None:
    listed(cast, 55), listed(cast, 2, phase="Secondary", reached=False, first=80)
    client.force_login(cast["coordinator"])
    SchoolsLoaded.objects.create(partnership=cast.partnership, file_name="a.csv", loaded_by=cast["coordinator"])
    page = client.get("/arrangements/schools/").content.decode()
    assert "57 schools" in page
    assert "page=2" in page
    nobody = client.get("/arrangements/schools/?show=nobody").content.decode()
    assert "2 schools" in nobody
    assert "Otterbank Secondary 80" in nobody
    assert "2 schools" in client.get("/arrangements/schools/?phase=Secondary").content.decode()
