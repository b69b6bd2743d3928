"""On every day, in every kind of area, one version of a duty governs: no two at once, no hole, every ending told."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from handrail.guidance import AreaDays, law_in
from handrail.guidance.edition import Edition, Stage
from handrail.guidance.shelf import EDITIONS, every_edition, kinds_of_fact, read_editions
from tests.guidance.agreement import AREAS, by_key, disagreements, law
from tests.guidance.timeline import duty, small_shelf

HEADING = 'title = "T"\nstage = "superseded"\nfrom = {}\nuntil = {}\n'
TODAY = date(2026, 11, 22)
Change = Callable[[str], str]


def test_the_editions_agree_on_every_day_in_every_kind_of_area() -> None:
    assert disagreements(every_edition(), date.today()) == []  # noqa: DTZ011 - the horizon is a year away


def test_each_kind_of_area_has_days_of_its_own() -> None:
    assert len(set(AREAS.values())) == len(AREAS) == 8


@pytest.mark.parametrize("key", ["notify_panel", "notify_panel_act", "tell_safeguarding_partners", "rapid_review"])
@pytest.mark.parametrize("area", AREAS.values(), ids=AREAS)
def test_from_29_june_2018_no_day_is_without_the_duty(area: AreaDays, key: str) -> None:
    versions = by_key(law_in(area))[key]
    assert versions[0].first_day == date(2018, 6, 29)
    assert versions[-1].last_day == date.max


def test_one_duty_in_two_editions_at_once_is_refused() -> None:
    shelf = small_shelf({
        "one": HEADING.format("2018-01-01", "2019-01-01") + duty("tell", "call_noted", "note_filed"),
        "two": HEADING.format("2019-01-01", "2030-12-31") + duty("tell", "call_noted", "note_filed"),
    })  # fmt: skip
    assert "began at once: tell on 2019-01-01: small/one and small/two both govern" in disagreements(shelf, TODAY)


def test_a_hole_between_two_versions_is_refused() -> None:
    shelf = small_shelf({
        "one": HEADING.format("2018-01-01", "2018-12-30") + duty("tell", "call_noted", "note_filed"),
        "two": HEADING.format("2019-01-01", "2030-12-31") + duty("tell", "call_noted", "note_filed"),
    })  # fmt: skip
    fault = "began at once: tell on 2018-12-31: no version governs, and one did before and one does after"
    assert fault in disagreements(shelf, TODAY)


def test_a_hole_only_in_an_area_that_began_late_is_refused() -> None:
    begins = '"with safeguarding arrangements"'
    shelf = small_shelf({
        "one": HEADING.format("2015-03-26", "2018-06-28") + duty("tell", "call_noted", "note_filed"),
        "two": HEADING.format("2018-06-29", "2030-12-31") + duty("tell", "call_noted", "note_filed", begins=begins),
    })  # fmt: skip
    areas = {fault.split(":")[0] for fault in disagreements(shelf, TODAY) if "on 2018-06-29: no version" in fault}
    assert areas == {
        "began both on 1 September 2018", "safeguarding first", "child death first",
        "began both on the last day allowed", "child death never began",
    }  # fmt: skip


def test_a_duty_always_owed_is_held_to_the_same() -> None:
    shelf = small_shelf({
        "one": HEADING.format("2018-01-01", "2019-01-31") + duty("stand", "", ""),
        "two": HEADING.format("2019-01-01", "2030-12-31") + duty("stand", "", ""),
    })  # fmt: skip
    assert "began at once: stand on 2019-01-01: small/one and small/two both govern" in disagreements(shelf, TODAY)


def test_a_duty_that_ended_says_what_ended_it_and_one_that_goes_on_does_not() -> None:
    ended = '"Not carried into the next edition"'
    shelf = small_shelf({
        "one": HEADING.format("2018-01-01", "2018-12-31")
        + duty("gone", "call_noted", "note_filed")
        + duty("told", "call_noted", "note_filed", ended_by=ended)
        + duty("kept", "call_noted", "note_filed", ended_by=ended),
        "two": HEADING.format("2019-01-01", "2030-12-31") + duty("kept", "call_noted", "note_filed", ended_by=ended),
    })  # fmt: skip
    assert disagreements(shelf, TODAY) == [
        "gone: small/one ended on 2018-12-31 and does not say what ended it (ended_by)",
        "kept: small/one says what ended it (ended_by), and it has not ended",
        "kept: small/two says what ended it (ended_by), and it has not ended",
    ]


@pytest.mark.parametrize(
    ("edition", "change", "fault"),
    [
        (
            "panel_guidance/2022",
            lambda text: text.replace("until = 2023-12-14\n", ""),
            "rapid_review on 2023-12-15: panel_guidance/2022 and working_together/2023 both govern",
        ),
        (
            "working_together/2018",
            lambda text: text.replace("until = 2023-12-14", "until = 2023-12-13"),
            "notify_panel on 2023-12-14: no version governs",
        ),
        (
            "working_together/2015",
            lambda text: "".join(line for line in text.splitlines(True) if not line.startswith("ended_by")),
            "complete_serious_case_review: working_together/2015 ended on 2018-06-28 and does not say",
        ),
    ],
)
def test_a_slip_in_the_editions_themselves_fails_the_build(
    edition: str, change: Change, fault: str, tmp_path: Path
) -> None:
    assert any(fault in told for told in disagreements(with_a_slip(edition, change, tmp_path), TODAY))


def shared_with_the_law(editions: Sequence[Edition]) -> list[str]:
    """Keys that a draft, or an edition kept for comparison, shares with another instrument's law of the same days."""
    return [
        f"{each.instrument}/{each.key} and {other.instrument}/{other.key} both have {key}"
        for each in editions
        if each.stage in (Stage.DRAFT, Stage.HISTORY)
        for other in editions
        if other.governs and other.instrument != each.instrument and other.until >= each.from_
        if each.stage is Stage.DRAFT or other.from_ <= each.until
        for key in sorted(each.duties.keys() & other.duties.keys())
    ]


def test_a_draft_shares_no_key_with_another_instrument_so_that_it_can_be_tried_beside_it() -> None:
    assert any(edition.stage is Stage.DRAFT for edition in every_edition())
    assert shared_with_the_law(every_edition()) == []


def test_a_key_shared_by_a_draft_and_another_instrument_is_refused() -> None:
    draft = next(edition for edition in every_edition() if edition.stage is Stage.DRAFT and edition.duties)
    copied = replace(draft, instrument="another", key="2018", stage=Stage.IN_FORCE)
    told = shared_with_the_law([draft, copied])
    assert told[0] == f"{draft.instrument}/{draft.key} and another/2018 both have {min(draft.duties)}"


def relaxed_without_a_duty(editions: Sequence[Edition]) -> list[str]:
    """Every day of a relaxation on which a duty that it names is nobody's."""
    versions = by_key(law(editions, AREAS["began at once"]))
    return [
        f"{relaxation.key} {key} {day}"
        for edition in editions
        if edition.governs
        for relaxation in edition.relaxations.values()
        for key in sorted(relaxation.duties)
        for day in map(date.fromordinal, range(relaxation.from_.toordinal(), relaxation.until.toordinal() + 1))
        if not any(version.governs(day) and relaxation in version.relaxations for version in versions.get(key, ()))
    ]


def test_a_relaxation_relaxes_duties_that_govern_on_each_of_its_days() -> None:
    assert any(edition.relaxations for edition in every_edition())
    assert relaxed_without_a_duty(every_edition()) == []


def test_a_relaxation_of_days_on_which_nothing_governed_is_refused(tmp_path: Path) -> None:
    def earlier(text: str) -> str:
        return text.replace("from = 2020-03-30\nuntil = 2020-06-30", "from = 2018-06-28\nuntil = 2018-06-29")

    shelf = with_a_slip("panel_guidance/2019", earlier, tmp_path)
    assert relaxed_without_a_duty(shelf) == [
        "spring_2020 publish_local_review 2018-06-28", "spring_2020 rapid_review 2018-06-28",
    ]  # fmt: skip


def with_a_slip(edition: str, change: Change, folder: Path) -> tuple[Edition, ...]:
    shutil.copytree(EDITIONS, folder / "editions")
    file = folder / "editions" / f"{edition}.toml"
    text = file.read_text(encoding="utf-8")
    assert change(text) != text
    file.write_text(change(text), encoding="utf-8")
    return read_editions(folder / "editions", frozenset(kinds_of_fact()))
