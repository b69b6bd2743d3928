"""What each edition holds, set down again by hand: number, start, recipient, force, and how far it was confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from handrail.guidance import AreaDays, Law, law_in
from handrail.guidance.law import Version
from handrail.guidance.shelf import EditionFault, every_edition, kinds_of_fact, read_editions
from tests.guidance.timeline import duty, law_of_files, small_law

ROWS = """
children_act_2004/2018   notify_panel_act                 must      -                       incident_known                    text
panel_guidance/2018      rapid_review                     expected  15 working days         panel_notified                    restated
panel_guidance/2019      rapid_review                     expected  15 working days         panel_notified                    restated
panel_guidance/2022      rapid_review                     expected  15 working days         panel_notified                    restated
review_regulations/2018  provide_local_report             must      7 days before           local_review_publication_planned  text
review_regulations/2018  keep_local_report_available      must      1 year                  local_review_published            text
working_together/2015    notify_ofsted_and_lscb           should    5 working days          incident_known                    restated
working_together/2015    decide_serious_case_review       should    1 month                 ofsted_and_lscb_notified+panel_notified  recalled
working_together/2015    complete_serious_case_review     should    6 months                serious_case_review_initiated     recalled
working_together/2017-draft  initial_investigation        should    5 working days          incident_information_received     seed
working_together/2017-draft  copy_initial_investigation   should    -                       initial_investigation_completed   seed
working_together/2017-draft  answer_initial_investigation should    5 working days          initial_investigation_copied      seed
working_together/2017-draft  publish_local_review         should    6 months                local_review_initiated            seed
working_together/2018    notify_panel                     should    5 working days          incident_known                    restated
working_together/2018    tell_safeguarding_partners       should    5 working days          incident_known                    restated
working_together/2018    notify_looked_after_child_death  should    5 working days          looked_after_child_died           restated
working_together/2018    send_rapid_review                should    -                       rapid_review_completed            restated
working_together/2018    tell_local_review_decision       should    -                       local_review_decided              seed
working_together/2018    publish_local_review             should    6 months                local_review_initiated            restated
working_together/2018    send_local_report                should    7 working days before   local_review_publication_planned  recalled
working_together/2023    notify_panel                     should    5 working days          incident_known                    restated
working_together/2023    tell_safeguarding_partners       should    5 working days          incident_known                    restated
working_together/2023    notify_looked_after_child_death  should    5 working days          looked_after_child_died           restated
working_together/2023    notify_care_leaver_death         should    -                       care_leaver_died                  restated
working_together/2023    rapid_review                     should    15 working days         panel_notified                    restated
working_together/2023    send_rapid_review                should    -                       rapid_review_completed            restated
working_together/2023    tell_local_review_decision       should    -                       local_review_decided              recalled
working_together/2023    publish_local_review             should    6 months                local_review_initiated            recalled
working_together/2023    send_local_report                should    7 working days before   local_review_publication_planned  recalled
"""  # noqa: E501 - a table
AREAS = [AreaDays(), AreaDays(date(2019, 9, 2), date(2019, 5, 1)), AreaDays(date(2019, 9, 29), date(2019, 9, 29))]


def test_every_row_of_every_edition_is_as_it_was_set_down() -> None:
    held = {
        f"{edition.instrument}/{edition.key} {key} {duty.force} {duty.within or '-'} {'+'.join(sorted(duty.starts))} "
        f"{duty.seen}"
        for edition in every_edition()
        for key, duty in edition.duties.items()
    }
    assert held == {" ".join(row.split()) for row in ROWS.splitlines() if row}


def test_the_days_on_which_each_edition_stood() -> None:
    held = {f"{e.instrument}/{e.key}": (e.from_.isoformat(), e.until.isoformat()) for e in every_edition()}
    assert held == {
        "children_act_2004/2018": ("2018-06-29", "9999-12-31"),
        "panel_guidance/2018": ("2018-06-29", "2019-03-31"),
        "panel_guidance/2019": ("2019-04-01", "2022-08-31"),
        "panel_guidance/2022": ("2022-09-01", "2025-05-31"),
        "panel_guidance/2025": ("2025-06-01", "9999-12-31"),
        "review_regulations/2018": ("2018-06-29", "9999-12-31"),
        "working_together/2015": ("2015-03-26", "2018-06-28"),
        "working_together/2017-draft": ("2017-10-25", "2018-06-28"),
        "working_together/2018": ("2018-06-29", "2023-12-14"),
        "working_together/2023": ("2023-12-15", "2026-03-17"),
        "working_together/2026": ("2026-03-18", "9999-12-31"),
    }


def test_criteria_compelled_until_2018_and_are_weighed_since() -> None:
    uses = {
        (edition.key, c.decides): c.use
        for edition in every_edition()
        for c in edition.criteria.values()
        if c.decides.endswith("review")
    }
    assert uses == {
        ("2015", "serious_case_review"): "trigger",
        ("2018", "local_review"): "consider",
        ("2018", "national_review"): "consider",
    }


@pytest.mark.parametrize("area", AREAS)
def test_on_every_day_at_most_one_version_of_a_duty_governs(area: AreaDays) -> None:
    law = law_in(area)
    for versions in by_key(law).values():
        for one, next_one in pairwise(versions):
            assert one.last_day < next_one.first_day


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("key", ["notify_panel", "notify_panel_act", "tell_safeguarding_partners", "rapid_review"])
def test_from_29_june_2018_no_day_is_without_the_duty(area: AreaDays, key: str) -> None:
    versions = by_key(law_in(area))[key]
    assert versions[0].first_day == date(2018, 6, 29)
    assert versions[-1].last_day == date.max
    for one, next_one in pairwise(versions):
        assert next_one.first_day == one.last_day + timedelta(days=1)


def test_a_hole_between_two_versions_would_be_seen() -> None:
    heading = 'title = "T"\nstage = "in force"\nfrom = {}\nuntil = {}\n'
    tell = duty("tell", "call_noted", "note_filed")
    law = law_of_files({
        "one": heading.format("2018-01-01", "2018-12-30") + tell,
        "two": heading.format("2019-01-01", "2019-12-31") + tell,
    })  # fmt: skip
    one, two = by_key(law)["tell"]
    assert two.first_day != one.last_day + timedelta(days=1)


def by_key(law: Law) -> dict[str, list[Version]]:
    keyed: dict[str, list[Version]] = {}
    for version in sorted(law.versions(), key=lambda version: version.first_day):
        keyed.setdefault(version.duty.key, []).append(version)
    return keyed


def test_every_kind_of_fact_has_words_that_complete_a_sentence() -> None:
    for kind in kinds_of_fact().values():
        assert kind.says
        assert not kind.says.endswith(".")


def test_duties_name_only_parties_the_service_knows() -> None:
    assert {duty.owed_by for edition in every_edition() for duty in edition.duties.values()} == {
        "local authority", "safeguarding partners", "LSCB", "the Panel",
    }  # fmt: skip


def faults() -> Iterator[tuple[str, str]]:
    good = duty("tell", "call_noted", "note_filed")
    yield good.replace('"should"', '"shall"'), "expected one of must, should, expected, may"
    yield good.replace("says", "sayz"), "missing says"
    yield good + 'whithin = "5 days"\n', "does not know whithin"
    yield good + 'within = "5 fortnights"\n', "is not a span"
    yield good + "month_end = true\n", "Give a span in within"
    yield good + 'by = "31 June"\n', "day of the year"
    yield good + "from = 2018-06-29T12:00:00\n", "must be a day"
    yield good + "from = soon\n", "Invalid value"
    relaxation = '[relaxation.r]\ntitle = "r"\nfrom = 2020-01-01\nuntil = 2020-02-01\nsays = "s"\ncite = "c"\n'
    yield good + relaxation + 'seen = "text"\nduties = ["tel"]\n', "no edition has tel"


@pytest.mark.parametrize(("text", "fault"), list(faults()))
def test_a_slip_in_an_edition_is_told_with_its_place(text: str, fault: str, tmp_path: Path) -> None:
    shelf = tmp_path / "small"
    shelf.mkdir()
    (shelf / "2020.toml").write_text('title = "T"\nstage = "in force"\nfrom = 2020-01-01\n' + text)
    with pytest.raises(EditionFault, match=fault) as said:
        read_editions(tmp_path, frozenset({"call_noted", "note_filed"}))
    assert "small/2020.toml" in str(said.value)


def test_a_kind_of_fact_nobody_listed_is_refused(tmp_path: Path) -> None:
    shelf = tmp_path / "small"
    shelf.mkdir()
    (shelf / "2020.toml").write_text(
        'title = "T"\nstage = "in force"\nfrom = 2020-01-01\n' + duty("tell", "call_noted", "note_filled")
    )
    with pytest.raises(EditionFault, match=r"note_filled is not in facts\.toml"):
        read_editions(tmp_path, frozenset({"call_noted", "note_filed"}))


def test_an_unread_edition_may_hold_no_duty_and_none_may_end_before_it_begins() -> None:
    tell = duty("tell", "call_noted", "note_filed")
    with pytest.raises(EditionFault, match="read it first"):
        small_law('title = "T"\nstage = "unread"\nfrom = 2020-01-01\n' + tell)
    with pytest.raises(EditionFault, match="last day comes before its first"):
        small_law('title = "T"\nstage = "in force"\nfrom = 2020-01-01\nuntil = 2019-01-01\n' + tell)
