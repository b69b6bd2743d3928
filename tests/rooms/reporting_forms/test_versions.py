"""The forms as data: which version is in use on a day, what changed, and every fault of a file told with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from handrail.guidance.edition import Seen
from handrail.guidance.faults import EditionFault
from handrail.service.reporting_forms.pages import MARKS, field_for
from handrail.service.reporting_forms.shelf import (
    every_version,
    raw_questions,
    read_versions,
    version_called,
    version_on,
)
from handrail.service.reporting_forms.written import Form, Question

GOOD = """\
title = "Forms of a test"
from = 2030-01-01
cite = "nowhere"

[form.notification]
title = "Notification form"
use = "notification"
seen = "recalled"
cite = "nowhere"
[[form.notification.section]]
key = "child"
title = "The child"
[[form.notification.section.question]]
key = "sex"
asks = "Sex"
kind = "line"
seen = "recalled"

[form.reporting]
title = "Reporting form"
use = "reporting"
seen = "text"
cite = "nowhere"
[[form.reporting.section]]
key = "child"
title = "The child"
[[form.reporting.section.question]]
key = "poverty"
asks = "Was there poverty?"
kind = "yes, no or not known"
seen = "text"
[[form.reporting.section.question]]
key = "poverty_how"
asks = "How?"
kind = "text"
only_if = { question = "poverty", answer = ["Yes"] }
seen = "recalled"
"""


def question(form: Form, key: str) -> Question | None:
    return next((one for _, one in form.questions() if one.key == key), None)


@pytest.mark.parametrize(
    ("day", "key"),
    [
        (date(2008, 3, 31), None),
        (date(2008, 4, 1), "2008"),
        (date(2019, 3, 31), "2008"),
        (date(2019, 4, 1), "2019"),
        (date(2021, 3, 31), "2019"),
        (date(2021, 4, 1), "2021"),
        (date(2022, 3, 31), "2021"),
        (date(2022, 4, 1), "2022"),
        (date(2030, 1, 1), "2022"),
    ],
)
def test_one_version_is_in_use_on_each_day(day: date, key: str | None) -> None:
    found = version_on(day)
    assert (found.key if found else None) == key


def test_what_april_2021_added_is_there_from_then_on_and_not_before() -> None:
    for key in ("poverty", "barrier_charged", "barrier_language", "barrier_money"):
        assert question(version_called("2019").reporting, key) is None
        for version in ("2021", "2022"):
            asked = question(version_called(version).reporting, key)
            assert asked is not None
            assert asked.seen is Seen.TEXT
    stillbirth = [question(version.notification, "stillbirth_at_home") for version in every_version()]
    assert [one is not None for one in stillbirth] == [False, False, True, True]


def test_what_april_2022_changed() -> None:
    before, after = version_called("2021"), version_called("2022")
    for key in ("mother_bmi", "height", "weight", "bereavement_offered", "bereavement_what"):
        assert question(before.reporting, key) is None
        assert question(after.reporting, key) is not None
    anomalies = "chromosomal_genetic_congenital"
    assert question(before.forms[anomalies], "mother_bmi") is not None
    assert question(after.forms[anomalies], "mother_bmi") is None
    neonatal = "delivery_suite_or_neonatal_unit"
    infections = [question(version.forms[neonatal], "infection_which") for version in (before, after)]
    assert [one is not None and "Neonatal herpes" in one.choices for one in infections] == [False, True]
    assert "care_pathway" not in before.forms
    assert "care_pathway" in after.forms
    without_number = question(after.notification, "no_nhs_number_because")
    assert without_number is not None
    assert without_number.choices == ("Child non-resident in England", "NHS number not currently available")


def test_the_old_forms_had_numbered_supplementary_forms_and_other_domains() -> None:
    old = version_called("2008")
    assert [section.key for section in old.reporting.sections][-3:] == [
        "family_and_environment", "parenting_capacity", "services",
    ]  # fmt: skip
    assert {"neonatal_death", "road_traffic", "apparent_suicide", "sudden_infant_death"} <= set(old.forms)


def test_how_many_supplementary_forms_are_not_known_is_said() -> None:
    current = version_called("2022")
    assert len(current.supplements) == 7
    assert current.not_named == 13


def test_every_question_that_is_not_confirmed_says_so_where_it_is_put() -> None:
    for version in every_version():
        for form, section, asked in raw_questions(version):
            said = field_for(asked, section).help_text
            assert MARKS[asked.seen] in said
            assert bool(MARKS[asked.seen]) == (asked.seen is not Seen.TEXT), form.key


def test_a_good_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "2030.toml").write_text(GOOD, encoding="utf-8")
    (found,) = read_versions(tmp_path)
    assert (found.key, found.title) == ("2030", "Forms of a test")


QUESTION = "[[form.reporting.section.question]]"
FAULTY = [
    ('kind = "line"', 'kind = "lines"', "line 16: [form.notification] section 1 question 1 kind: expected"),
    ('asks = "Sex"\n', "", "question 1 asks: is missing"),
    ('asks = "Sex"', 'ask = "Sex"', "question 1 ask: is not known here"),
    (f'seen = "text"\n{QUESTION}', f'seen = "text"\nunit = "kg"\n{QUESTION}', "a number, and nothing else, has a unit"),
    ('key = "poverty_how"', 'key = "poverty"', "poverty is asked on this form already"),
    ('question = "poverty"', 'question = "wealth"', "wealth is not asked earlier on this page"),
    ('answer = ["Yes"]', 'answer = ["Often"]', "poverty cannot be answered so"),
    ('kind = "text"', 'kind = "one of"', "what is chosen from has choices"),
    ('kind = "text"', 'kind = "some of"\nchoices = ["One, or so", "Two"]', "a choice of several has no comma"),
    ('kind = "text"', 'kind = "number"\nunit = "kg"\nleast = 3.0\nmost = 2.0', "the most is not above the least"),
    ('use = "notification"', 'use = "supplementary"\nwhen = "Ever."', "there has to be one form for notification"),
    ('use = "notification"', 'use = "supplementary"', "says in `when` for which kind of death"),
    (f'The child"\n{QUESTION}', f'The child"\nrepeats = 3\n{QUESTION}', "a page that repeats says how often"),
    (f'"child"\ntitle = "The child"\n{QUESTION}', f'"approved"\ntitle = "A"\n{QUESTION}', "names another page already"),
]


@pytest.mark.parametrize(("was", "becomes", "told"), FAULTY)
def test_a_fault_is_told_with_its_file_and_line(tmp_path: Path, was: str, becomes: str, told: str) -> None:
    assert was in GOOD
    (tmp_path / "2030.toml").write_text(GOOD.replace(was, becomes, 1), encoding="utf-8")
    with pytest.raises(EditionFault) as fault:
        read_versions(tmp_path)
    assert "2030.toml line " in str(fault.value)
    assert told in str(fault.value)


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "2030.toml").write_text(
        GOOD.replace('kind = "line"', 'kind = "lines"').replace('seen = "text"', 'seen = "sure"')
    )
    (tmp_path / "2031.toml").write_text("title = ")
    with pytest.raises(EditionFault) as fault:
        read_versions(tmp_path)
    assert len(fault.value.faults) == 4
    assert {one.partition(" ")[0].rstrip(":") for one in fault.value.faults} == {"2030.toml", "2031.toml"}


def test_versions_leave_no_day_between_them_and_share_none(tmp_path: Path) -> None:
    (tmp_path / "2030.toml").write_text(GOOD.replace("from = 2030-01-01", "from = 2030-01-01\nuntil = 2030-12-30"))
    (tmp_path / "2031.toml").write_text(GOOD.replace("from = 2030-01-01", "from = 2031-01-01"))
    with pytest.raises(EditionFault, match="is not the day after the last of 2030.toml"):
        read_versions(tmp_path)
