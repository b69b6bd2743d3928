"""Published statistics as they stand: marks kept, codes joined, revisions seen, faults told by their line."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from handrail.service.audit.actions import Job, name_actor
from handrail.service.partnerships.models import Body, BodyCode, Kind, Succession
from handrail.service.partnerships.register.sheet import Fault
from handrail.service.scrutiny.loading import load_statistics
from handrail.service.scrutiny.measures import MEASURES
from handrail.service.scrutiny.models import Area, Figure, Revised
from handrail.service.scrutiny.series import compared, everywhere
from tests.rooms.cast import Cast
from tests.rooms.scrutiny.scrutinised import PERCENT, a_file, coded, in_days, of_england, of_the_region, years

STEADY = ["90", "91", "90", "91", "90", "91", "90", "91", "90", "91", "90", "60"]
DATA = Path(__file__).parents[4] / "shared/data/statistics"


@pytest.fixture
def folder(cast: Cast, tmp_path: Path) -> Path:
    coded(cast)
    return tmp_path


def figure(year: int) -> tuple[Decimal | None, str]:
    found = Figure.objects.get(measure=PERCENT, year=year, area__code="E10999001")
    return found.value, found.mark


def test_figures_stand_beside_those_of_the_region_and_of_england(cast: Cast, folder: Path) -> None:
    rows = [*years(STEADY), *of_the_region(["88"] * 12), *of_england(["85"] * 12)]
    (found,) = load_statistics([a_file(folder, rows)])
    assert (found.added, found.authorities, found.years[0], found.years[-1]) == (36 * 3, 1, 2013, 2024)
    (one,) = compared(cast.partnership, [PERCENT], in_days(0))[PERCENT]
    assert [series.area.name for series in one.all] == ["Wendshire", "The Vales", "England"]
    assert list(one.own.stands_out) == [2024]
    assert one.said == (
        "Plans of three months or more all of whose reviews were in time, Wendshire, 2024: 60.0% "
        "(The Vales 88.0%; England 85.0%). It is below its limits."
    )


@pytest.mark.parametrize(
    ("mark", "means"),
    [("c", "Suppressed"), ("x", "Not available"), ("z", "Not applicable"), (":", "Not available"),
     ("u", "Too unreliable to print")],
)  # fmt: skip
def test_a_mark_is_kept_as_it_stands_and_is_never_nought(cast: Cast, folder: Path, mark: str, means: str) -> None:
    load_statistics([a_file(folder, years([*STEADY[:5], mark, *STEADY[6:]]))])
    assert figure(2018) == (None, mark)
    (one,) = compared(cast.partnership, [PERCENT], in_days(0))[PERCENT]
    assert one.own.cells[2018].said == means
    assert one.own.points[5].value is None
    assert one.own.limits is not None
    assert one.own.limits.years == 11


def test_nought_is_a_number(cast: Cast, folder: Path) -> None:
    load_statistics([a_file(folder, years(["0", "0.0"]))])
    assert (figure(2013), figure(2014)) == ((Decimal(0), ""), (Decimal(0), ""))


@pytest.mark.parametrize("typed", ["", "low", "1,234", "12%", "-", "n/a", "c c", "1e5"])
def test_what_is_neither_a_number_nor_a_mark_is_told_by_its_line(folder: Path, typed: str) -> None:
    with pytest.raises(Fault, match=r"d6.csv, line 3: .*neither a number nor one of the marks"):
        load_statistics([a_file(folder, years(["90", typed]))])
    assert not Figure.objects.exists()


def test_an_authority_that_is_not_known_asks_for_the_register(folder: Path) -> None:
    with pytest.raises(Fault, match=r"line 2: E10999077 \(Wendshire\) is no authority known here"):
        load_statistics([a_file(folder, years(["90"], code="E10999077"))])


def test_a_year_of_an_area_stands_on_one_line(folder: Path) -> None:
    with pytest.raises(Fault, match="is already on line 2"):
        load_statistics([a_file(folder, [*years(["90"]), *years(["91"])])])


def test_a_file_that_is_not_known_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    with pytest.raises(Fault, match="not one we know"):
        load_statistics([tmp_path / "x.csv"])


def test_loading_again_changes_nothing_and_a_preview_writes_nothing(folder: Path) -> None:
    file = a_file(folder, years(STEADY))
    assert load_statistics([file], dry_run=True)[0].added == 36
    assert not Figure.objects.exists()
    assert [load_statistics([file])[0].added for _ in range(2)] == [36, 0]


def test_a_revised_figure_stands_beside_what_it_was(folder: Path) -> None:
    load_statistics([a_file(folder, years(["90", "c", "91"]))])
    (found,) = load_statistics([a_file(folder, years(["89", "95", "91"]), "d6_later.csv")])
    assert found.revised == 4  # the count that was reviewed, and the percentage, of two years
    assert (figure(2013), figure(2014)) == ((Decimal(89), ""), (Decimal(95), ""))
    was = {(one.figure.year, one.was, one.was_mark) for one in Revised.objects.filter(figure__measure=PERCENT)}
    assert was == {(2013, Decimal(90), ""), (2014, None, "c")}
    assert {one.was_loaded.file_name for one in Revised.objects.all()} == {"d6.csv"}


def test_a_code_that_changed_leads_to_the_same_authority(cast: Cast, folder: Path) -> None:
    """Barnsley and Sheffield in 2025, Gateshead and Northumberland in 2013: another code and the same council."""
    name_actor(cast["administrator"])
    BodyCode.objects.create(body=cast.council, scheme="ons", code="E10999009", from_on=date(2025, 5, 1))
    rows = [*years(STEADY[:6]), *years(STEADY[6:], first=2019, code="E10999009")]
    (found,) = load_statistics([a_file(folder, rows)])
    assert found.authorities == 1
    (one,) = compared(cast.partnership, [PERCENT], in_days(0))[PERCENT]
    assert one.years == list(range(2013, 2025))


def test_an_authority_that_took_over_one_area_whole_goes_on_from_its_figures(cast: Cast, folder: Path) -> None:
    """A county that became one unitary council; where it was divided, the figures of before are nobody's."""
    name_actor(Job("tests"))
    county = Body.objects.create(kind=Kind.LOCAL_AUTHORITY, name="Old Wend County", until_on=date(2019, 3, 31))
    BodyCode.objects.create(body=county, scheme="ons", code="E10999008")
    Succession.objects.create(before=county, after=cast.council, on=date(2019, 4, 1))
    rows = [*years(STEADY[:6], code="E10999008", name="Old Wend"), *years(STEADY[6:], first=2019)]
    load_statistics([a_file(folder, rows)])
    (one,) = compared(cast.partnership, [PERCENT], in_days(0))[PERCENT]
    assert (one.own.points[0].year, one.own.before, one.own.before_until) == (2013, "Old Wend County", 2018)
    name_actor(Job("tests"))
    Succession.objects.create(before=county, after=cast.other_council, on=date(2019, 4, 1))
    (alone,) = compared(cast.partnership, [PERCENT], in_days(0))[PERCENT]
    assert (alone.own.points[0].year, alone.own.before) == (2019, "")


def test_regions_are_known_whatever_the_order_of_the_lines(cast: Cast, folder: Path) -> None:
    load_statistics([a_file(folder, [*years(STEADY[:2]), *of_the_region(["88", "88"])])])
    assert Area.objects.get(code="E10999001").region == Area.objects.get(code="E12000099")


@pytest.mark.skipif(not DATA.exists(), reason="the published statistics are not on this machine")
def test_all_authorities_of_england_are_loaded_and_drawn(cast: Cast) -> None:
    register = DATA.parent / "register"
    from handrail.service.partnerships.register.load import load_register

    load_register([register / "dfe_las.csv", register / "derived_england_upper_tier_register.csv"])
    found = load_statistics([DATA / "d6_cpps_reviewed_within_timescales_2013_to_2024.csv"])
    assert (found[0].added, found[0].authorities) == (5_901, 161)
    assert found[0].marks == {"c": 42, "x": 27, "z": 12, "u": 3}
    england = everywhere(MEASURES[PERCENT])
    assert sum(2024 in one.cells for one in england.authorities) == 153
    assert england.england is not None
    assert england.england.cells[2024].said == "89.8%"
    name_actor(Job("tests"))
    barnsley = BodyCode.objects.get(scheme="ons", code="E08000038").body
    assert Area.objects.get(authority=barnsley).code == "E08000016"
