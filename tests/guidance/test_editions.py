"""What the editions hold, set down again by hand: number, start, force, days, and how far it was confirmed."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import combinations

from handrail.guidance.edition import Stage
from handrail.guidance.shelf import every_edition

ROWS = """
children_act_2004/2018   notify_panel_act                 must      -                       incident_known                    text
panel_guidance/2018      rapid_review                     expected  15 working days         panel_notified                    restated
panel_guidance/2019      rapid_review                     expected  15 working days         panel_notified                    restated
panel_guidance/2022      rapid_review                     expected  15 working days         panel_notified                    restated
review_regulations/2018  provide_local_report             must      7 days before           local_review_publication_planned  text
review_regulations/2018  keep_local_report_available      must      1 year                  local_review_improvements_published+local_review_published  text
working_together/2015    notify_ofsted_and_lscb           should    5 working days          child_died_looked_after_or_in_regulated_setting+incident_known                    restated
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
"""The rows on which the rooms of today stand; the worked examples hold the others to their numbers."""
DAYS = {
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


def test_the_rows_set_down_by_hand_are_as_they_were_set_down() -> None:
    held = {
        f"{edition.instrument}/{edition.key} {key} {duty.force} {duty.within or '-'} {'+'.join(sorted(duty.starts))} "
        f"{duty.seen}"
        for edition in every_edition()
        for key, duty in edition.duties.items()
    }
    assert {" ".join(row.split()) for row in ROWS.splitlines() if row} - held == set()


def test_the_days_on_which_each_edition_stood() -> None:
    held = {f"{e.instrument}/{e.key}": (e.from_.isoformat(), e.until.isoformat()) for e in every_edition()}
    assert {name: held.get(name) for name in DAYS} == DAYS


def test_criteria_compelled_until_2018_and_are_weighed_since() -> None:
    uses = {
        (edition.key, criterion.decides): criterion.use
        for edition in every_edition()
        if edition.instrument == "working_together" and edition.governs
        for criterion in edition.criteria.values()
        if criterion.decides in ("serious_case_review", "local_review", "national_review")
    }
    assert uses == {
        ("2015", "serious_case_review"): "trigger",
        ("2018", "local_review"): "consider",
        ("2018", "national_review"): "consider",
        ("2023", "local_review"): "consider",
        ("2023", "national_review"): "consider",
    }


def test_only_one_edition_of_an_instrument_is_in_force_and_none_is_after_its_last_day() -> None:
    in_force = [edition.instrument for edition in every_edition() if edition.stage is Stage.IN_FORCE]
    assert len(in_force) == len(set(in_force))


def test_a_body_has_one_name_in_every_edition() -> None:
    names = {duty.owed_by for edition in every_edition() for duty in edition.duties.values()}
    alike = [
        (one, other) for one, other in combinations(sorted(names), 2) if SequenceMatcher(None, one, other).ratio() > 0.9
    ]
    assert alike == []
    assert {"local authority", "safeguarding partners", "LSCB", "the Panel"} <= names
