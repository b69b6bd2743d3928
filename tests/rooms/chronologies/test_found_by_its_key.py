"""A line is found where it belongs: in its chronology once it is sent, and in the answer it is part of. To know its key
opens nothing."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from handrail.service.audit.actions import act_as, name_actor
from handrail.service.chronologies.actions import asking, writing
from handrail.service.chronologies.models import Chronology, Line
from handrail.service.requests.models import Request
from tests.rooms.cast import Cast
from tests.rooms.chronologies.telling import SCOPE, ask_one, begun, said, tell


@pytest.fixture
def there(cast: Cast) -> tuple[Chronology, Request, Line]:
    """A chronology to which the school has sent one line."""
    chronology = begun(cast)
    asked = ask_one(cast, chronology, cast.school)
    (line,) = tell(asked, cast["school lead"], said("It rang."))
    name_actor(cast["coordinator"])
    return chronology, asked, line


def page(chronology: Chronology, line: Line) -> str:
    return reverse("chronologies:line", args=[chronology.case_id, chronology.pk, line.pk])


def own(asked: Request, line: Line, name: str = "change_line") -> str:
    return reverse(f"chronologies:{name}", args=[asked.case_id, asked.pk, line.pk])


def test_a_line_is_not_found_in_another_chronology_of_the_same_folder(
    client: Client, cast: Cast, there: tuple[Chronology, Request, Line]
) -> None:
    chronology, _, line = there
    other = asking.begin(
        chronology.case, asking.Scope(**{**vars(SCOPE), "title": "The second year"}), by=cast["coordinator"]
    )
    client.force_login(cast["coordinator"])
    assert client.get(page(chronology, line)).status_code == 200
    assert client.get(page(other, line)).status_code == 404


def test_a_line_that_is_not_sent_is_not_found_by_those_who_review(
    client: Client, cast: Cast, there: tuple[Chronology, Request, Line]
) -> None:
    chronology, asked, _ = there
    name_actor(cast["school lead"])
    unsent = writing.write_line(asked, said("It was not sure of this."), by=cast["school lead"])
    client.force_login(cast["coordinator"])
    assert client.get(page(chronology, unsent)).status_code == 404


def test_a_line_is_not_found_in_another_answer_of_the_same_folder(
    client: Client, cast: Cast, there: tuple[Chronology, Request, Line]
) -> None:
    """Whoever takes in what came by another way opens every agency's answer, and finds in each its own lines."""
    chronology, asked, line = there
    other = ask_one(cast, chronology, cast.trust)
    for name in ("change_line", "take_out"):
        client.force_login(cast["coordinator"])
        assert client.get(own(asked, line, name)).status_code == 200, name
        assert client.get(own(other, line, name)).status_code == 404, name


def test_another_agency_finds_it_neither_by_a_page_nor_in_the_database(
    client: Client, cast: Cast, there: tuple[Chronology, Request, Line]
) -> None:
    chronology, asked, line = there
    theirs = ask_one(cast, chronology, cast.trust)
    client.force_login(cast["hospital lead"])
    for address in (page(chronology, line), own(asked, line), own(theirs, line)):
        assert client.get(address).status_code == 404, address
    act_as(cast["hospital lead"])
    assert not Line.objects.filter(pk=line.pk).exists()
    act_as(cast["school lead"])
    assert Line.objects.filter(pk=line.pk).exists()
    name_actor(cast["coordinator"])
