"""Whether an area is large enough, by counts that somebody loads; bad lines are told by their number."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from handrail.service.access.models import Post
from handrail.service.audit.actions import name_actor
from handrail.service.child_deaths.costs import by_response
from handrail.service.child_deaths.models import JointDecision, TimeSpent
from handrail.service.partnerships.models import Body, BodyCode, Kind
from handrail.service.reports.counted_areas import read_counts
from handrail.service.reports.footprint import Areas, asked_in_drafts, asked_on
from handrail.service.reports.models import AreaDeaths, CountsLoaded
from tests.rooms.cast import Cast, employ
from tests.rooms.reports.deaths import died, spent

HEAD = "authority_code,year,deaths,neighbours\n"


@pytest.fixture
def coded(cast: Cast) -> dict[str, Body]:
    """Wend Valley's council and three around it, by invented codes."""
    name_actor(cast["administrator"])
    found = {"E10999001": cast.council}
    for code, name in (("E10999002", "Farhollow"), ("E10999003", "Nethermere"), ("E10999004", "Overcombe")):
        found[code] = Body.objects.create(name=name, kind=Kind.LOCAL_AUTHORITY, from_on=date(2010, 4, 1), invented=True)
    for code, body in found.items():
        BodyCode.objects.get_or_create(body=body, scheme="ons", code=code, defaults={"from_on": date(2010, 4, 1)})
    return found


def load(client: Client, lines: str) -> str:
    file = SimpleUploadedFile("counts.csv", (HEAD + lines).encode(), "text/csv")
    answer = client.post("/reports/area", {"file": file, "source": "An invented release."}, follow=True)
    return answer.content.decode()


LINES = (
    "E10999001,2023,40,E10999002 E10999003\nE10999001,2024,44,\nE10999002,2023,25,\nE10999002,2024,15,\n"
    "E10999003,2023,55,\nE10999003,2024,50,\nE10999004,2024,9,\n"
)


def test_the_number_comes_from_the_edition_that_governs_on_the_day() -> None:
    now = asked_on(date(2026, 11, 22))
    assert now is not None
    assert (now.number, now.edition.title) == (
        "at least 60 deaths a year", "Working Together to Safeguard Children 2023",
    )  # fmt: skip
    assert asked_on(date(2017, 12, 1)) is None
    assert [draft.number for draft in asked_in_drafts()] == ["80 to 120 deaths a year"]


def test_the_draft_asked_for_a_number_between_two() -> None:
    (draft,) = asked_in_drafts()
    said = [draft.of(deaths) for deaths in (79.9, 80, 120, 120.1)]
    assert said == ["Too few", "Enough", "Enough", "More than it says"]


def test_the_area_alone_and_joined_with_each_neighbour(cast: Cast, coded: dict[str, Body], client: Client) -> None:
    client.force_login(cast["coordinator"])
    load(client, LINES)
    areas = Areas(CountsLoaded.objects.get(), {code: body.pk for code, body in coded.items()})
    alone = areas.joined([cast.council.pk])
    assert alone is not None
    assert (alone.deaths, alone.years, alone.a_year) == (84, (2023, 2024), 42.0)
    joined = list(areas.with_neighbours([cast.council.pk]))
    assert sorted(one.a_year for one in joined) == [62.0, 94.5, 114.5]


def test_the_number_says_that_it_was_not_checked(cast: Cast, client: Client) -> None:
    client.force_login(cast["coordinator"])
    assert client.get("/reports/area").content.decode().count("Not checked against the published text.") == 2


def test_only_years_that_all_of_them_have_are_counted(cast: Cast, coded: dict[str, Body], client: Client) -> None:
    client.force_login(cast["coordinator"])
    page = load(client, LINES)
    assert "Too few" in page
    page = client.get("/reports/area", {"with": str(coded["E10999004"].pk)}).content.decode()
    assert "53.0" in page


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("X1,2024,5,\n", "Line 2: “X1” is not the code of a local authority here"),
        ("E10999001,24,5,\n", "Line 2: “24” is not a year"),
        ("E10999001,2024,c,\n", "Line 2: the deaths are “c” (kept back)"),
        ('E10999001,2024,"1,200",\n', "Line 2: “1,200” is not a number of deaths"),
        ("E10999001,2024,-3,\n", "Line 2: “-3” is not a number of deaths"),
        ("E10999001,2024,5,E1\n", "Line 2: the neighbour “E1” is not the code"),
        ("E10999001,2024,5,\nE10999001,2024,6,\n", "Line 3: this authority and year stand on line 2 too"),
        ("", "The file has no lines under its headings"),
    ],
)
def test_a_bad_line_is_told_by_its_number_and_nothing_is_loaded(
    cast: Cast, coded: dict[str, Body], client: Client, lines: str, told: str
) -> None:
    client.force_login(cast["coordinator"])
    assert told in load(client, lines)
    assert not AreaDeaths.objects.exists()


def test_a_missing_column_is_told() -> None:
    assert read_counts(b"code,year\n1,2\n", {}).faults == ["Line 1 has no column authority_code and no column deaths."]


def test_the_newest_file_stands_and_the_older_is_kept(cast: Cast, coded: dict[str, Body], client: Client) -> None:
    client.force_login(cast["coordinator"])
    load(client, LINES)
    load(client, "E10999001,2024,70,\n")
    assert "70.0" in client.get("/reports/area").content.decode()
    assert CountsLoaded.objects.count() == 2


def test_staff_time_is_totalled_by_step_and_for_each_death(cast: Cast, client: Client) -> None:
    first, second = died(cast, date(2024, 6, 1)), died(cast, date(2024, 6, 2))
    spent(cast, first, 90, TimeSpent.Step.REVIEW_MEETING, "Wend Valley Hospitals")
    spent(cast, second, 30, TimeSpent.Step.REVIEW_MEETING)
    spent(cast, second, 45, TimeSpent.Step.FAMILY)
    client.force_login(cast["coordinator"])
    page = client.get("/reports/staff-time").content.decode().replace("&nbsp;", " ")
    assert "Recorded for 2 deaths" in page
    assert "2 h 45 min" in page
    assert "1 h 0 min" in page


def test_staff_time_is_told_apart_by_what_was_decided_of_a_joint_response(cast: Cast, client: Client) -> None:
    called, first, second, open_yet = (died(cast, date(2024, 6, day)) for day in (1, 2, 3, 4))
    name_actor(cast["coordinator"])
    for death, called_for in ((called, False), (called, True), (first, False), (second, False)):
        JointDecision.objects.create(
            death=death, called_for=called_for, decided_on=death.died_on, reasons="-", recorded_by=cast["coordinator"]
        )
    for death, minutes in ((called, 90), (called, 30), (first, 10), (second, 20), (open_yet, 7)):
        spent(cast, death, minutes, TimeSpent.Step.REVIEW_MEETING)
    found = by_response(TimeSpent.objects.select_related("death"))
    assert [(one.of, one.minutes, one.deaths, one.each) for one in found] == [
        ("Called for", 120, 1, 120), ("Not called for", 30, 2, 15), ("Not decided yet", 7, 1, 7),
    ]  # fmt: skip
    client.force_login(cast["coordinator"])
    for address in ("/reports/staff-time", reverse("child_deaths:time_totals")):
        page = client.get(address).content.decode().replace("&nbsp;", " ")
        assert "By whether a joint agency response was called for" in page
        assert "0 h 15 min" in page


def test_counts_are_loaded_for_each_partnership_of_whoever_works_for_several(
    cast: Cast, client: Client, coded: dict[str, Body]
) -> None:
    both = employ("Beatrix Twofold", "coordinator", cast.partnership, cast.partnership)
    Post.objects.create(
        person=both, role="coordinator", body=cast.neighbour, partnership=cast.neighbour, from_on=date(2020, 1, 1)
    )
    client.force_login(both)
    assert "For which partnership?" in client.get("/reports/area").content.decode()
    for number, (partnership, deaths) in enumerate(((cast.partnership, 40), (cast.neighbour, 33))):
        file = SimpleUploadedFile(f"{number}.csv", f"{HEAD}E10999001,2023,{deaths},\n".encode(), "text/csv")
        said = {"file": file, "source": "An invented release.", "partnership": str(partnership.pk)}
        client.post("/reports/area", said)
    loaded = {one.partnership: one.file_name for one in CountsLoaded.objects.all()}
    assert loaded == {cast.partnership: "0.csv", cast.neighbour: "1.csv"}
    for partnership, name in loaded.items():
        page = client.get("/reports/area", {"whose": str(partnership.pk)}).content.decode()
        assert f"Counts from {name}" in page
    assert CountsLoaded.objects.count() == 2
