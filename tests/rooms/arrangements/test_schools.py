"""The area's schools from the register's own file: bad lines, changed numbers, a school listed twice."""

from __future__ import annotations

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.demonstration.arranging import CODES, give_codes, schools_of_the_area
from handrail.service.arrangements import actions as act
from handrail.service.arrangements.doubles import doubles_in
from handrail.service.arrangements.models import School
from handrail.service.arrangements.register_file import NEEDED, OPTIONAL, read_register
from handrail.service.audit.actions import name_actor
from handrail.service.partnerships.actions import NotDone
from tests.rooms.cast import Cast

HERE = uuid.uuid4()
KNOWN = {CODES[0]: HERE}
BEFORE = f"199101,{CODES[0]},Mill Lane School,Community school,Closed,Secondary,4001,WD9 1AA,,,"
AFTER = f"199201,{CODES[0]},Mill Lane Academy,Academy converter,Open,Secondary,4001,WD9 1AA,199101,,"


def file_of(*lines: str) -> bytes:
    return "\n".join([",".join((*NEEDED[:6], *OPTIONAL)), *lines]).encode()


def loaded(cast: Cast, *lines: str) -> dict[str, int]:
    name_actor(cast["coordinator"])
    reading = read_register(file_of(*lines), {CODES[0]: cast.council.pk})
    assert reading.faults == []
    came: dict[str, int] = act.load_schools(
        cast.partnership, reading.rows, name="schools.csv", elsewhere=reading.elsewhere, by=cast["coordinator"]
    ).came
    return came


def test_every_bad_line_is_named_and_nothing_is_taken() -> None:
    reading = read_register(
        file_of(
            f"19x,{CODES[0]},A School,Community school,Open,Primary,1,,,,",
            f"199101,{CODES[0]},,Community school,Open,Primary,1,,,,",
            f"199102,{CODES[0]},A School,Community school,,Primary,1,,,,nobody",
            f"199103,{CODES[0]},A School,Community school,Open,Primary,1,,199103,,",
        ),
        KNOWN,
    )
    assert [fault.partition(":")[0] for fault in reading.faults] == ["Line 2", "Line 3", "Line 4", "Line 4", "Line 5"]
    assert "five to seven figures" in reading.faults[0]


def test_a_character_that_cannot_be_kept_is_refused_and_not_dropped() -> None:
    reading = read_register(file_of(f"199101,{CODES[0]},A\0School,Community school,Open,Primary,1,,,,"), KNOWN)
    assert reading.faults == ["Line 2: there is a character that cannot be kept. Delete it."]


def test_a_number_on_two_lines_is_refused_with_both_lines() -> None:
    line = f"199101,{CODES[0]},A School,Community school,Open,Primary,1,,,,"
    assert read_register(file_of(line, line), KNOWN).faults == [
        "Line 3: 199101 is on line 2 too. Take one of them out."
    ]


def test_schools_of_other_authorities_are_passed_over_and_a_file_of_them_alone_is_told() -> None:
    reading = read_register(file_of("199101,888,A School,Community school,Open,Primary,1,,,,"), KNOWN)
    assert (reading.rows, reading.elsewhere) == ([], 1)
    assert "no school of these authorities: 990" in reading.faults[0]


def test_the_register_writes_as_windows_does() -> None:
    reading = read_register(
        file_of(f"199101,{CODES[0]},St Aldhelm’s,Community school,Open,Primary,1,,,,").decode().encode("cp1252"), KNOWN
    )
    assert [row.name for row in reading.rows] == ["St Aldhelm’s"]


def test_a_missing_column_is_named() -> None:
    faults = read_register(b"URN,EstablishmentName\n1,A", KNOWN).faults
    assert "LA (code)" in faults[0]


def test_a_school_whose_number_changed_goes_on_with_its_record(cast: Cast) -> None:
    assert loaded(cast, BEFORE.replace("Closed", "Open")) == {"elsewhere": 0, "new": 1}
    school, by = School.objects.get(), cast["coordinator"]
    act.tried(school, on=timezone.localdate(), how="A call", came_of_it="No answer.", by=by)
    assert loaded(cast, BEFORE, AFTER) == {"elsewhere": 0, "renumbered": 1, "known by an earlier number": 1}
    one = School.objects.get()
    assert (one.pk, one.urn, one.earlier_urns, one.closed) == (school.pk, "199201", ["199101"], False)
    assert one.attempts.count() == 1
    assert loaded(cast, BEFORE, AFTER) == {"elsewhere": 0, "unchanged": 1, "known by an earlier number": 1}


def test_a_school_listed_twice_under_two_numbers_is_found_and_made_one_by_people(cast: Cast) -> None:
    loaded(cast, BEFORE.replace("Closed", "Open"), AFTER.replace("199101,,", ",,"))
    first, second = School.objects.order_by("urn")
    (double,) = doubles_in(School.objects.all())
    assert {double.first.pk, double.second.pk} == {first.pk, second.pk}
    by = cast["coordinator"]
    act.tried(first, on=timezone.localdate(), how="A call", came_of_it="No answer.", by=by)
    kept = act.is_the_same(first, second, same=True, by=by)
    assert (kept.urn, kept.earlier_urns, kept.attempts.count()) == ("199201", ["199101"], 1)
    assert doubles_in(School.objects.filter(closed=False)) == []


def test_two_that_are_alike_and_are_two_are_not_asked_about_again(cast: Cast) -> None:
    loaded(cast, BEFORE.replace("Closed", "Open"), AFTER.replace("199101,,", ",,"))
    first, second = School.objects.order_by("urn")
    act.is_the_same(first, second, same=False, by=cast["coordinator"])
    assert doubles_in(School.objects.filter(closed=False)) == []


def test_a_school_that_closed_is_no_longer_asked_about_and_stays(cast: Cast) -> None:
    loaded(cast, BEFORE.replace("Closed", "Open"))
    assert loaded(cast, BEFORE)["closed"] == 1
    assert School.objects.get().closed


def test_a_school_takes_part_in_some_way(cast: Cast) -> None:
    loaded(cast, BEFORE.replace("Closed", "Open"))
    nobody = {f"contact_{name}": "" for name in ("name", "job", "email", "telephone")}
    with pytest.raises(NotDone, match="Choose the way"):
        act.say_of_school(School.objects.get(), engages=School.Engages.YES, way=None, by=cast["coordinator"], **nobody)


def test_the_file_is_loaded_on_its_page_and_a_bad_one_says_why(cast: Cast, client: Client) -> None:
    give_codes(cast)
    client.force_login(cast["coordinator"])
    page = reverse("arrangements:load_schools")
    shown = client.post(page, {"file": SimpleUploadedFile("s.csv", b"URN\n1")}).content.decode()
    assert "Nothing was loaded" in shown
    assert "LA (code)" in shown
    assert not School.objects.exists()
    assert client.post(page, {"file": SimpleUploadedFile("s.csv", schools_of_the_area(cast))}).status_code == 302
    assert School.objects.count() == 6
    listed = client.get(reverse("arrangements:schools"), {"show": "no way", "name": "otter"}).content.decode()
    assert "Otter Lane Primary School" in listed
    assert "Marsh End" not in listed
