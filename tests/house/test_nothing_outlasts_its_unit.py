"""No answer and no row is read on when its unit of work is over: it would be read as nobody, past both walls."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import handrail.service
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.audit.piecemeal import LeftItsUnit, in_pieces
from handrail.service.partnerships.models import Body
from tests.rooms.cast import Cast

SERVICE = Path(handrail.service.__file__).parent
STREAMED = {"StreamingHttpResponse", "FileResponse", "streaming_content", "aiterator"}
"""What is sent bit by bit is made bit by bit, after the transaction of its request."""
ONE_PLACE = SERVICE / "audit" / "piecemeal.py"
"""Rows that are fetched as they are needed are fetched here, which sees whether their unit of work still lasts."""
READERS = [Job("one reader"), Job("another")]


def faults_in(source: str, *, is_the_place: bool = False) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        names = {getattr(node, "attr", ""), getattr(node, "id", ""), *(one.name for one in getattr(node, "names", [])
                 if isinstance(one, ast.alias))}  # fmt: skip
        for name in names & STREAMED:
            yield f"line {getattr(node, 'lineno', 0)}: {name}"
        if isinstance(node, ast.Attribute) and node.attr == "iterator" and not is_the_place:
            yield f"line {node.lineno}: iterator"


def test_nothing_is_streamed_and_rows_in_pieces_come_from_one_place() -> None:
    found = [
        f"{path.relative_to(SERVICE)}, {fault}"
        for path in sorted(SERVICE.rglob("*.py"))
        if path.parent.name != "migrations"  # the owner's, which act as nobody and answer nobody
        for fault in faults_in(path.read_text(), is_the_place=path == ONE_PLACE)
    ]
    assert not found, "Give a whole HttpResponse, and read rows by `in_pieces`: " + "; ".join(found)


@pytest.mark.parametrize(
    "line",
    [
        "from django.http import StreamingHttpResponse", "import django.http as h\nh.FileResponse(x)",
        "rows = Body.objects.all().iterator()", "read = Body.objects.iterator",
    ],
)  # fmt: skip
def test_each_way_to_outlast_it_is_seen(line: str) -> None:
    assert list(faults_in(line))


@pytest.mark.django_db
def test_rows_are_read_within_the_unit_that_asked_for_them_and_not_after(cast: Cast) -> None:
    with unit_of_work(READERS[0]):
        rows = in_pieces(Body.objects.order_by("pk"), size=2)
        assert next(rows).name
    with pytest.raises(LeftItsUnit):
        next(rows)


@pytest.mark.django_db
def test_nor_in_a_unit_of_somebody_elses(cast: Cast) -> None:
    with unit_of_work(READERS[0]):
        rows = in_pieces(Body.objects.order_by("pk"))
    with unit_of_work(READERS[1]), pytest.raises(LeftItsUnit):
        next(rows)


@pytest.mark.django_db
def test_within_it_they_come_to_the_end(cast: Cast) -> None:
    with unit_of_work(READERS[0]):
        assert len(list(in_pieces(Body.objects.all(), size=2))) == Body.objects.count() > 2
