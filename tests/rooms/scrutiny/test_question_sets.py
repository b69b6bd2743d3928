"""Question sets as data: those brought, those loaded, and what is wrong with a file."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from handrail.service.access.listed import list_as_csv
from handrail.service.scrutiny.models import QuestionSet
from handrail.service.scrutiny.sets import COLUMNS, NotASet, as_kept, brought, read, read_toml, rows_of
from tests.rooms.cast import Cast
from tests.rooms.scrutiny.assessed import SMALL, small


def test_every_set_that_is_brought_is_read_and_is_the_same_when_it_was_kept() -> None:
    assert len(brought()) == 5
    assert all(as_kept(one.kept()) == one for one in brought().values())


def test_a_sheet_taken_away_and_loaded_again_is_the_same_set() -> None:
    for one in brought().values():
        sheet = bytes(list_as_csv("set", COLUMNS, rows_of(one)).content)
        assert read("set.csv", sheet, like=one) == one


@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [
        ('of = "agencies"', 'of = "anybody"', "one of agencies"),
        ('key = "told"', 'key = "top"', "stands twice"),
        ('key = "told"', 'key = "Top!"', "cannot be a key"),
        ("level = 1", "level = 2", "two levels at least, each once"),
        ('title = "Small return"', 'title = " "', "a title"),
        ('words = "Not met"', 'words = "Fully met"', "words of its own"),
        ("[[standard.question]]", "[[standard.other]]", "standard"),
        ('title = "Small return"', 'title = "Small', "cannot be read"),
    ],
)
def test_a_file_that_is_no_set_says_what_is_wrong(was: str, becomes: str, says: str) -> None:
    with pytest.raises(NotASet, match=says):
        read_toml(SMALL.replace(was, becomes))


@pytest.mark.parametrize(
    ("held", "says"),
    [
        (b"\xff\xfe\x00", "UTF-8"),
        (b"a,b\n1,2\n", "columns are missing"),
        (",".join(COLUMNS).encode() + b"\nlead,Leads,,,What?,\n", "Line 2"),
        (b"x" * 600_000, "half a megabyte"),
    ],
)
def test_a_sheet_that_cannot_be_read_says_how_to_mend_it(held: bytes, says: str) -> None:
    with pytest.raises(NotASet, match=says):
        read("set.csv", held, like=small())


def test_a_changed_sheet_is_the_next_version_and_the_same_is_none(cast: Cast, client: Client) -> None:
    client.force_login(cast["coordinator"])
    slug = "section-11-self-assessment"
    sheet = client.get(f"/self-assessment/sets/{slug}/0/sheet").content.decode("utf-8-sig")
    for text in (sheet, sheet.replace("A named person", "One person"), sheet.replace("A named person", "One person")):
        file = SimpleUploadedFile("ours.csv", text.encode(), "text/csv")
        answer = client.post("/self-assessment/sets/load", {"like": slug, "file": file})
        assert answer.status_code == 302, answer.content.decode()
    versions = QuestionSet.objects.filter(partnership=cast.partnership, slug=slug).order_by("version")
    assert [one.version for one in versions] == [1, 2]
    assert "One person" in client.get(f"/self-assessment/sets/{slug}/2").content.decode()
    file = SimpleUploadedFile("ours.csv", b"a,b\n", "text/csv")
    said = client.post("/self-assessment/sets/load", {"like": slug, "file": file}).content.decode()
    assert "These columns are missing" in said
