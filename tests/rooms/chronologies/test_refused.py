"""What may not be done with a line or a file of a chronology: refused in a sentence, and nothing changes."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import NotDone
from handrail.service.chronologies.actions import delivering, weighing, writing
from handrail.service.chronologies.models import Delivery, KeyEvent, Line, Tie
from handrail.service.requests.models import Request
from tests.rooms.cast import Cast
from tests.rooms.chronologies.telling import ask_one, begun, csv_of, give, said, tell


@pytest.fixture
def asked(cast: Cast) -> Request:
    return ask_one(cast, begun(cast), cast.school)


@pytest.mark.parametrize("sent", [False, True])
def test_a_line_is_taken_out_once_and_its_first_reason_stands(cast: Cast, asked: Request, sent: bool) -> None:
    by = cast["school lead"]
    if sent:
        (line,) = tell(asked, by, said("Visit"))
    else:
        name_actor(by)
        line = writing.write_line(asked, said("Visit"), by=by)
    writing.take_out(line, why="Another child's file", by=by)
    line.refresh_from_db()
    with pytest.raises(NotDone, match=f"This line was {line.ended_why} already"):
        writing.take_out(line, why="Another reason", by=by)
    assert list(Line.objects.values_list("ended_at", "ended_why")) == [(line.ended_at, line.ended_why)]


def test_a_file_is_taken_out_once(cast: Cast, asked: Request) -> None:
    by = cast["school lead"]
    given = give(asked, csv_of("12/03/2019,Visit"), by)
    delivering.stop(given, by=by)
    taken_out = Delivery.objects.get().cancelled_at
    with pytest.raises(NotDone, match="This file was taken out already"):
        delivering.stop(given, by=by)
    assert taken_out is not None
    assert Delivery.objects.get().cancelled_at == taken_out


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ("nothing", "Choose two lines of one chronology."),
        ("itself", "Choose two lines of one chronology."),
        ("nowhere", "Choose a line that still stands."),
        ("not sent", "Choose a line that still stands."),
        ("taken out", "Choose a line that still stands."),
        ("of another", "Choose a line that still stands."),
    ],
)
def test_a_line_is_held_against_another_that_still_stands(
    cast: Cast, asked: Request, client: Client, other: str, sentence: str
) -> None:
    by = cast["school lead"]
    held, gone = tell(asked, by, said("Visit"), said("Call"))
    writing.take_out(gone, why="Another child's file", by=by)
    unsent = writing.write_line(asked, said("Letter"), by=by)
    (strange,) = tell(ask_one(cast, begun(cast), cast.school), by, said("Visit"))
    chosen = {
        "nothing": "", "itself": held.pk, "nowhere": uuid.uuid4(), "not sent": unsent.pk, "taken out": gone.pk,
        "of another": strange.pk,
    }  # fmt: skip
    client.force_login(cast["coordinator"])
    assert sentence in client.post(address_of(held), {"other": str(chosen[other])}, follow=True).text
    assert not Tie.objects.exists()


def test_a_line_that_no_longer_stands_is_held_against_none(cast: Cast, asked: Request, client: Client) -> None:
    by = cast["school lead"]
    held, gone, third = tell(asked, by, said("Visit"), said("Call"), said("Letter"))
    writing.take_out(gone, why="Another child's file", by=by)
    client.force_login(cast["coordinator"])
    answer = client.post(address_of(gone), {"other": str(held.pk)}, follow=True).text
    assert "One of these lines no longer stands. Choose two that do." in answer
    name_actor(cast["coordinator"])
    with pytest.raises(NotDone, match="One of these lines no longer stands"):
        weighing.tie(held, gone, by=cast["coordinator"])
    assert not Tie.objects.exists()
    client.post(address_of(third), {"other": str(held.pk)})
    assert {Tie.objects.get().first, Tie.objects.get().second} == {held, third}


def test_a_line_that_was_taken_out_after_its_page_was_read_is_not_marked(cast: Cast, asked: Request) -> None:
    by = cast["school lead"]
    (line,) = tell(asked, by, said("Visit"))
    writing.take_out(Line.objects.get(), why="Another child's file", by=by)
    name_actor(cast["coordinator"])
    with pytest.raises(NotDone, match="This line no longer stands. Mark the one that stands"):
        weighing.mark(line, why="The first sign.", by=cast["coordinator"])
    assert not KeyEvent.objects.exists()


def address_of(line: Line) -> str:
    where = {"case_id": line.case_id, "chronology_id": line.chronology_id, "line_id": line.pk}
    return reverse("chronologies:hold_against", kwargs=where)
