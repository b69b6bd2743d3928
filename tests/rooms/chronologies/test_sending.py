"""What is sent stands: a correction takes its place and both can be read; an agency reads its own lines alone."""

from __future__ import annotations

import pytest

from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import NotDone
from handrail.service.chronologies.actions import writing
from handrail.service.chronologies.models import Line
from handrail.service.requests.models import Request
from tests.rooms.cast import Cast
from tests.rooms.chronologies.telling import AGREED, ask_one, begun, said, tell


@pytest.fixture
def asked(cast: Cast) -> Request:
    return ask_one(cast, begun(cast), cast.school)


def test_sending_stops_the_clock_and_keeps_who_agreed_it(cast: Cast, asked: Request) -> None:
    tell(asked, cast["school lead"], said("Visit"), said("Call"))
    asked.refresh_from_db()
    assert asked.received_at is not None
    assert asked.contribution.answers["lines"] == "2 lines"
    assert asked.contribution.approved_by_name == AGREED.approved_by
    assert asked.stage == "received"


def test_a_line_is_changed_in_place_before_it_is_sent_and_never_after(cast: Cast, asked: Request) -> None:
    name_actor(cast["school lead"])
    line = writing.write_line(asked, said("Visit"), by=cast["school lead"])
    same = writing.change_line(line, said("Home visit"), why="", by=cast["school lead"])
    assert (same.pk, Line.objects.count()) == (line.pk, 1)
    writing.send(asked, AGREED, by=cast["school lead"])
    line.refresh_from_db()
    with pytest.raises(NotDone, match="Say why the line is corrected. What was sent stays"):
        writing.change_line(line, said("Clinic visit"), why="", by=cast["school lead"])
    new = writing.change_line(line, said("Clinic visit"), why="Wrong diary", by=cast["school lead"])
    line.refresh_from_db()
    assert (line.happened, line.ended_why, new.corrects, new.sent_at is not None) == (
        "Home visit", "corrected", line, True,
    )  # fmt: skip
    with pytest.raises(NotDone, match="Open the one that stands now"):
        writing.change_line(line, said("Other"), why="x", by=cast["school lead"])


def test_a_line_that_was_sent_is_taken_out_with_a_reason_and_stays_readable(cast: Cast, asked: Request) -> None:
    (line,) = tell(asked, cast["school lead"], said("Visit to another child"))
    with pytest.raises(NotDone, match="Say why the line is taken out. What was sent stays"):
        writing.take_out(line, why="", by=cast["school lead"])
    assert Line.objects.standing().sent().get() == line
    writing.take_out(line, why="Another child's file", by=cast["school lead"])
    line.refresh_from_db()
    assert line.ended_why == "taken out: Another child's file"
    assert not Line.objects.standing()


def test_more_lines_are_sent_later_beside_the_first(cast: Cast, asked: Request) -> None:
    tell(asked, cast["school lead"], said("Visit"))
    writing.write_line(asked, said("Found in the archive"), by=cast["school lead"])
    writing.send(asked, writing.Declared("Hazel Plume", why="The archive"), by=cast["school lead"])
    asked.refresh_from_db()
    (addendum,) = asked.contribution.addenda.all()
    assert addendum.reason == "The archive"
    assert Line.objects.standing().sent().count() == 2


def test_nothing_is_sent_or_written_where_nothing_is_wanted(cast: Cast, asked: Request) -> None:
    name_actor(cast["school lead"])
    with pytest.raises(NotDone, match="There is no line to send"):
        writing.send(asked, AGREED, by=cast["school lead"])
    Request.objects.filter(pk=asked.pk).update(no_longer_needed_at=asked.asked_at)
    with pytest.raises(NotDone, match="no longer needed"):
        writing.write_line(asked, said("Visit"), by=cast["school lead"])


@pytest.mark.parametrize(
    ("said_of_it", "weight"),
    [("Key: first sign", "key"), ("RED", "key"), ("Significant", "significant"), ("Amber", "significant"),
     ("background", "background"), ("No", "background"), ("Shows neglect", ""), ("", "")],
)  # fmt: skip
def test_the_authors_own_word_says_how_significant_it_is(said_of_it: str, weight: str) -> None:
    assert writing.weight_of(said_of_it) == weight
