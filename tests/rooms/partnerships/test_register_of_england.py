"""The real registers, where they are at hand: every council of England, its codes, and who took over from whom."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.db.models import Count

from handrail.service.partnerships.models import Body, BodyCode, Coverage, Kind, Succession
from handrail.service.partnerships.register.load import Loaded, load_register
from tests.house.house import TREE

REGISTER = TREE.parent / "shared" / "data" / "register"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not REGISTER.is_dir(), reason="the public registers are not beside the repository"),
]


def load(*names: str) -> Loaded:
    return load_register([REGISTER / name for name in names])


def everything() -> Loaded:
    return load_register(sorted(REGISTER.glob("*.csv"), reverse=True))


def authority(code: str) -> Body:
    return BodyCode.objects.get(scheme="ons", code=code, body__kind=Kind.LOCAL_AUTHORITY).body


def successors(code: str) -> set[str]:
    return set(Succession.objects.filter(before=authority(code)).values_list("after__register_name", flat=True))


def test_the_list_alone_gives_every_authority_with_its_successors() -> None:
    loaded = load("dfe_las.csv")
    assert loaded.summary[0].startswith("153 live and 19 ended upper-tier authorities")
    assert not loaded.remarks
    councils = Body.objects.filter(kind=Kind.LOCAL_AUTHORITY)
    assert councils.filter(until_on=None).count() == 153
    assert councils.exclude(until_on=None).count() == 15
    ended_codes = BodyCode.objects.filter(scheme="ons").exclude(until_on=None)
    assert ended_codes.count() == 19
    assert not councils.exclude(until_on=None).filter(successions=None)


@pytest.mark.parametrize(
    ("old", "new", "on"),
    [
        ("E08000016", "E08000038", date(2025, 5, 1)),
        ("E08000019", "E08000039", date(2025, 5, 1)),
        ("E08000020", "E08000037", date(2013, 4, 1)),
        ("E06000048", "E06000057", date(2013, 4, 1)),
    ],
)
def test_a_code_that_was_renewed_is_the_same_council(old: str, new: str, on: date) -> None:
    load("dfe_las.csv")
    council = authority(old)
    assert council == authority(new)
    assert council.until_on is None
    assert not council.successions.exists()
    assert council.codes.get(code=new).from_on == on
    assert council.codes.filter(scheme="dfe").count() == 1


def test_an_area_may_go_to_two_councils() -> None:
    load("dfe_las.csv")
    assert successors("E10000009") == {"Dorset", "Bournemouth, Christchurch and Poole"}
    assert successors("E06000029") == {"Bournemouth, Christchurch and Poole"}
    assert successors("E10000001") == {"Bedford", "Central Bedfordshire"}


@pytest.mark.parametrize(
    ("county", "unitary", "number"),
    [("E10000023", "E06000065", "815"), ("E10000027", "E06000066", "933"), ("E10000002", "E06000060", "825")],
)
def test_a_dfe_number_outlives_the_county_it_was_given_to(county: str, unitary: str, number: str) -> None:
    load("dfe_las.csv")
    before, after = authority(county), authority(unitary)
    assert before != after
    held = BodyCode.objects.filter(scheme="dfe", code=number).order_by("from_on")
    assert {code.body for code in held} == {before, after}
    assert before.codes.get(scheme="dfe").until_on == before.until_on
    assert after.codes.get(scheme="dfe").from_on == after.from_on


def test_a_letter_in_place_of_a_number_is_no_number() -> None:
    load("dfe_las.csv")
    assert not authority("E10000010").codes.filter(scheme="dfe").exists()


def test_names_with_commas_stay_whole_and_double_rows_are_left_out() -> None:
    load("dfe_las.csv")
    assert authority("E06000019").name == "Herefordshire, County of"
    assert not Body.objects.filter(name__contains=" / ").exists()


def test_every_authority_has_one_force_and_ten_have_several_boards() -> None:
    loaded = everything()
    assert "10 of 153 authorities lie in two or more integrated care boards." in loaded.summary
    forces = Coverage.objects.filter(body__kind=Kind.POLICE_FORCE)
    assert forces.count() == forces.values("authority").distinct().count() == 153
    boards = Coverage.objects.filter(body__kind=Kind.INTEGRATED_CARE_BOARD).values("authority")
    assert boards.annotate(several=Count("body")).filter(several__gt=1).count() == 10
    assert Body.objects.filter(kind=Kind.POLICE_FORCE).count() == 39


def test_a_look_up_that_uses_the_old_code_finds_the_council_of_today() -> None:
    load("derived_utla_police_force_2024.csv", "dfe_las.csv", "dfe_police-force-areas.csv")
    covered = Coverage.objects.get(authority=authority("E08000038"))
    assert covered.body.name == "South Yorkshire"


def test_boards_began_in_july_2022_and_groups_ended_the_day_before() -> None:
    everything()
    boards = Body.objects.filter(kind=Kind.INTEGRATED_CARE_BOARD)
    assert set(boards.values_list("from_on", flat=True)) == {date(2022, 7, 1)}
    groups = Body.objects.filter(kind=Kind.CLINICAL_COMMISSIONING_GROUP)
    assert groups.count() == 244
    assert not groups.filter(until_on=None).exists()
    assert groups.filter(until_on=date(2022, 6, 30)).count() == 105


def test_a_group_that_one_list_prints_without_its_code_did_not_end_there() -> None:
    everything()
    group = BodyCode.objects.get(scheme="nhs", code="06H").body
    assert group.until_on == date(2022, 6, 30)


def test_a_group_is_one_body_while_its_nhs_code_stays() -> None:
    everything()
    cumbria = BodyCode.objects.get(scheme="nhs", code="01H").body
    assert cumbria.name == "NHS North Cumbria CCG"
    assert set(cumbria.codes.filter(scheme="ons").values_list("code", flat=True)) == {"E38000041", "E38000215"}


def test_loading_everything_twice_changes_nothing() -> None:
    assert not everything().nothing_changed
    again = everything()
    assert again.nothing_changed
    assert load("dfe_las.csv").nothing_changed


def test_where_the_register_and_an_order_differ_the_line_is_named() -> None:
    loaded = load("dfe_las.csv", "derived_england_upper_tier_register.csv")
    (bedfordshire,) = [remark for remark in loaded.remarks if "Bedfordshire" in remark]
    assert bedfordshire.startswith("derived_england_upper_tier_register.csv, line 140:")
    assert "names nobody as successor" in bedfordshire
    assert successors("E10000001") == {"Bedford", "Central Bedfordshire"}


def test_the_other_register_adds_full_names_that_stay() -> None:
    load("dfe_las.csv")
    load("dfe_las.csv", "derived_england_upper_tier_register.csv")
    assert authority("E10000016").name == "Kent County Council"
    load("dfe_las.csv")
    assert authority("E10000016").name == "Kent County Council"


def test_files_of_no_use_here_are_named_and_refused_nothing() -> None:
    assert Path(REGISTER / "dfe_regions.csv").exists()
    assert load("dfe_regions.csv").summary == ("dfe_regions.csv: recognised, but nothing in it is kept here.",)
