"""A file becomes lines that its agency alone works on until they are sent. Nothing of it is lost on the way."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import NotDone
from handrail.service.chronologies.actions import delivering, writing
from handrail.service.chronologies.actions.delivering import read_waiting
from handrail.service.chronologies.models import Delivery, Line, Unread
from handrail.service.requests.models import Request
from tests.rooms.cast import Cast
from tests.rooms.chronologies.telling import AGREED, ask_one, begun, csv_of, give, said, tell


@pytest.fixture
def asked(cast: Cast) -> Request:
    return ask_one(cast, begun(cast), cast.school)


def test_a_file_is_kept_as_it_came_and_its_rows_become_lines(cast: Cast, asked: Request) -> None:
    given = give(asked, csv_of("12/03/2019,Visit", "March 2019,A cold"), cast["school lead"])
    assert bytes(given.document.content.held) == csv_of("12/03/2019,Visit", "March 2019,A cold")
    assert given.document.for_body == cast.school
    lines = Line.objects.filter(request=asked).placed()
    assert [(line.when, line.happened, line.row) for line in lines] == [
        ("some time in March 2019", "A cold", 3), ("12 March 2019", "Visit", 2),
    ]  # fmt: skip
    assert not lines.sent()


def test_rows_to_be_mended_hold_up_the_sending_until_each_is_dealt_with(cast: Cast, asked: Request) -> None:
    give(asked, csv_of("12/03/2019,Visit", "never,A call", "soon,A total"), cast["school lead"])
    with pytest.raises(NotDone, match="2 rows of a file wait to be mended"):
        writing.send(asked, AGREED, by=cast["school lead"])
    first, second = Unread.objects.all()
    mended = writing.mend(first, said("A call"), by=cast["school lead"])
    writing.leave_out(second, by=cast["school lead"])
    assert (mended.row, mended.delivery) == (3, first.delivery)
    assert writing.send(asked, AGREED, by=cast["school lead"]) == 2
    with pytest.raises(NotDone, match="dealt with already"):
        writing.leave_out(first, by=cast["school lead"])


def test_an_agencys_own_columns_stay_with_a_line_that_is_changed_corrected_or_mended(
    cast: Cast, asked: Request, client: Client
) -> None:
    by = cast["school lead"]
    give(asked, b"Date from,What happened,Worker\n12/03/2019,Visit,Team Blue\nnever,A call,Team Red\n", by)
    writing.mend(Unread.objects.get(), said("A call", date(2019, 3, 14)), by=by)
    writing.change_line(Line.objects.get(happened="Visit"), said("Home visit"), why="", by=by)
    writing.send(asked, AGREED, by=by)
    writing.change_line(Line.objects.get(happened="Home visit"), said("A visit at home"), why="Clearer", by=by)
    standing = Line.objects.filter(request=asked).standing().placed()
    assert [(line.happened, line.other) for line in standing] == [
        ("A visit at home", {"Worker": "Team Blue"}), ("A call", {"Worker": "Team Red"}),
    ]  # fmt: skip
    client.force_login(by)
    page = client.get(reverse("chronologies:copy", args=[asked.case_id, asked.pk]))
    rows = list(load_workbook(BytesIO(b"".join(page))).active.iter_rows(values_only=True))  # type: ignore[union-attr]
    assert [row[rows[0].index("Worker")] for row in rows[1:]] == ["Team Blue", "Team Red"]


def test_a_line_sent_twice_is_taken_once(cast: Cast, asked: Request) -> None:
    give(asked, csv_of("12/03/2019,Visit"), cast["school lead"])
    with pytest.raises(NotDone, match="This very file was taken in before"):
        give(asked, csv_of("12/03/2019,Visit"), cast["school lead"])
    again = give(asked, csv_of("12 March 2019,  Visit ", "13/03/2019,Call"), cast["school lead"])
    assert (again.taken, again.there) == (1, 1)


def test_a_file_in_place_of_others_takes_it_only_when_it_is_sent(cast: Cast, asked: Request) -> None:
    (first,) = tell(asked, cast["school lead"], said("Seen at school"))
    instead = give(asked, csv_of("12/03/2019,Seen at the gate"), cast["school lead"], how=Delivery.How.REPLACE)
    assert list(Line.objects.filter(request=asked).standing().sent()) == [first]
    writing.send(asked, writing.Declared("Hazel Plume", why="A better list"), by=cast["school lead"])
    first.refresh_from_db()
    assert first.ended_why == "replaced by lines.csv"
    assert [line.delivery for line in Line.objects.filter(request=asked).standing().sent()] == [instead]


def test_a_file_is_taken_out_again_before_it_is_sent_and_not_after(cast: Cast, asked: Request) -> None:
    given = give(asked, csv_of("12/03/2019,Visit", "never,x"), cast["school lead"])
    delivering.stop(given, by=cast["school lead"])
    assert not Line.objects.filter(request=asked).standing()
    assert writing.to_mend(asked) == 0
    given = give(asked, csv_of("12/03/2019,Visit"), cast["school lead"])
    writing.send(asked, AGREED, by=cast["school lead"])
    with pytest.raises(NotDone, match="have been sent"):
        delivering.stop(given, by=cast["school lead"])


def test_a_file_of_no_use_is_refused_and_leaves_nothing(cast: Cast, asked: Request) -> None:
    for content, says in ((b"Colour\nred\n", "No row of headings"), (b"%PDF-1.7", "A PDF cannot"), (b"", "empty")):
        with pytest.raises(NotDone, match=says):
            give(asked, content, cast["school lead"])
    assert not Delivery.objects.exists()


def rows(count: int) -> bytes:
    return csv_of(*(f"{day % 28 + 1}/03/2019,Contact {day}" for day in range(count)), "never,The last")


def test_a_long_file_is_left_to_the_job_and_read_in_pieces(cast: Cast, asked: Request) -> None:
    given = give(asked, rows(2_000), cast["school lead"])
    assert given.waits
    with pytest.raises(NotDone, match="A file is still being read"):
        give(asked, csv_of("12/03/2019,Visit"), cast["school lead"])
    with pytest.raises(NotDone, match="A file is still being read"):
        writing.send(asked, AGREED, by=cast["school lead"])
    assert read_waiting() == 1
    given = Delivery.objects.get()
    assert (given.taken, given.refused, given.read_to, given.rows) == (2_000, 1, 2_001, 2_001)
    assert not given.waits
    assert set(Line.objects.filter(delivery=given).values_list("written_by", flat=True)) == {cast["school lead"].pk}


def test_a_reading_that_was_broken_off_goes_on_where_it_was(
    cast: Cast, asked: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = give(asked, rows(2_000), cast["school lead"])
    whole, pieces = delivering._take_piece, iter([True, True])

    def breaks_off(*args: Any) -> bool:
        if next(pieces, False):
            return whole(*args)
        raise SystemExit

    with monkeypatch.context() as broken:
        broken.setattr(delivering, "_take_piece", breaks_off)
        with pytest.raises(SystemExit):
            read_waiting()
    given.refresh_from_db()
    assert (given.read_to, given.waits) == (1_000, True)
    read_waiting()
    found = sorted(Line.objects.filter(delivery=given).values_list("row", flat=True))
    assert found == list(range(2, 2_002))


def test_a_long_file_can_be_stopped_between_pieces(cast: Cast, asked: Request, monkeypatch: pytest.MonkeyPatch) -> None:
    given = give(asked, rows(2_000), cast["school lead"])
    whole = delivering._take_piece

    def stops_after_one(*args: Any) -> bool:
        done = whole(*args)
        Delivery.objects.filter(pk=given.pk).update(cancelled_at=given.added_at)
        return done

    monkeypatch.setattr(delivering, "_take_piece", stops_after_one)
    assert read_waiting() == 0
    given.refresh_from_db()
    assert given.read_to == 500


def test_a_long_file_that_breaks_in_the_middle_leaves_no_half(
    cast: Cast, asked: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handrail.service.chronologies.reading.lines.MOST_LINES", 1_800)
    given = give(asked, rows(2_000), cast["school lead"])
    assert read_waiting() == 1
    given.refresh_from_db()
    assert "more than 60,000 lines" in given.fault
    assert not Line.objects.filter(delivery=given).standing()


def test_the_coordinator_takes_in_for_an_agency_what_came_another_way(cast: Cast, asked: Request) -> None:
    given = give(asked, csv_of("12/03/2019,Visit"), cast["coordinator"])
    name_actor(cast["coordinator"])
    writing.send(asked, AGREED, by=cast["coordinator"])
    line = Line.objects.get(delivery=given)
    assert (line.body, line.written_by) == (cast.school, cast["coordinator"])


def test_lines_outside_the_period_are_taken_and_can_be_seen_to_be(cast: Cast, asked: Request) -> None:
    give(asked, csv_of("12/03/2015,Visit"), cast["school lead"])
    assert Line.objects.get().from_on == date(2015, 3, 12)
