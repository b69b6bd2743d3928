"""The reference pages are what the editions and the worked examples make of them, and can be read by anybody."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handrail.guidance.shelf import every_edition
from tests.guidance.examples.reading import Example
from tools.law_reference.drawing import drawn
from tools.law_reference.pages import REFERENCE, every_page, pages_there_are
from tools.law_reference.words import paragraph, plain, point

WIDTH = 120
LINK = re.compile(r"\]\(([^)#]+)\)")
MEND = "Run tools/reference, which makes it anew."


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return every_page()


def drawing_of(**parts: str) -> list[str]:
    """The timeline of an incident known on the Tuesday before Easter, or of one that differs from it."""
    facts = tuple(parts.pop("facts", "2019-04-16 incident_known\n2019-04-25 panel_notified").splitlines())
    usual = {
        "topic": "t", "says": "s", "duty": "notify_panel", "count": "five", "due": "2019-04-25", "state": "met",
        "today": "2019-04-30", "edition": "working_together/2018",
    }  # fmt: skip
    return list(drawn(Example(facts=facts, **{**usual, **parts})))


def test_the_reference_pages_are_current(pages: dict[str, str]) -> None:
    stale = [path for path, text in pages.items() if _kept(path) != text]
    assert stale == [], MEND


def test_no_page_is_left_of_what_the_law_no_longer_has(pages: dict[str, str]) -> None:
    assert pages_there_are() - pages.keys() == set(), MEND


def test_making_the_pages_twice_makes_the_same(pages: dict[str, str]) -> None:
    assert every_page() == pages


def test_every_duty_has_a_page_and_the_first_page_leads_to_it(pages: dict[str, str]) -> None:
    keys = {key for edition in every_edition() for key in edition.duties}
    assert {path for path in pages if path.startswith("law/duties/")} == {f"law/duties/{key}.md" for key in keys}
    assert set(LINK.findall(pages["law/README.md"])) >= {f"duties/{key}.md" for key in keys}


def test_every_link_leads_to_a_page(pages: dict[str, str]) -> None:
    broken = [
        f"{path}: {link}"
        for path, text in pages.items()
        for link in LINK.findall(text)
        if not (REFERENCE / path).parent.joinpath(link).is_file()
    ]
    assert broken == []


def test_no_line_is_too_long_for_an_editor(pages: dict[str, str]) -> None:
    long = [
        f"{path}: {line}"
        for path, text in pages.items()
        for line in text.splitlines()
        if len(line) > WIDTH and " " in line.removeprefix("- ").strip()  # the address of a link cannot be broken
    ]
    assert long == []


def test_a_timeline_has_a_line_for_each_day_with_its_number_or_why_it_was_skipped() -> None:
    assert drawing_of() == [
        "Tue 16 Apr 2019     START: the local authority became aware of the incident (incident_known)",
        "Wed 17 Apr 2019  1",
        "Thu 18 Apr 2019  2",
        "Fri 19 Apr 2019  -  skipped: Good Friday",
        "Sat 20 Apr 2019  -  skipped: Saturday",
        "Sun 21 Apr 2019  -  skipped: Sunday",
        "Mon 22 Apr 2019  -  skipped: Easter Monday",
        "Tue 23 Apr 2019  3",
        "Wed 24 Apr 2019  4",
        "Thu 25 Apr 2019  5  DUE; STOP: the Panel was notified (panel_notified)",
        "On 30 April 2019: met.",
        "Counted by hand: five",
    ]


def test_a_timeline_in_hours_has_a_line_for_each_instant() -> None:
    lines = drawing_of(
        facts="2021-03-27T14:00+00:00 joint_response_called_for", duty="visit_scene", due="2021-03-28T15:00+01:00",
        edition="child_death_review/2018", state="overdue", today="2021-03-29",
    )  # fmt: skip
    assert [line[:32] for line in lines if "2021, " in line] == [
        "Sat 27 Mar 2021, 14:00 GMT  STAR", "Sun 28 Mar 2021, 15:00 BST  DUE",
    ]  # fmt: skip


def test_a_long_timeline_draws_quiet_days_together() -> None:
    lines = drawing_of(
        facts="2019-03-01 referral_received", duty="conclude_assessment", due="2019-05-08", state="running",
        today="2019-04-30",
    )  # fmt: skip
    assert any("1 to 5" in line for line in lines)
    assert any("skipped: Saturday, Sunday" in line for line in lines)
    assert any("Wed  8 May 2019" in line and "45" in line and "DUE" in line for line in lines)


@pytest.mark.parametrize(("parts", "line"), [
    ({"area": "2019-09-02 2019-09-02"}, "The area's own arrangements began on 2 September 2019."),
    ({"area": "2019-09-02 2019-05-01"},
     "Safeguarding arrangements began on 2 September 2019, child death arrangements on 1 May 2019."),
    ({"known_by": "2019-04-20T09:00+01:00"}, "By what was known on 20 April 2019 at 9:00am."),
    ({"under": "working_together/2017-draft"}, "As if working_together/2017-draft had come into force."),
])  # fmt: skip
def test_a_timeline_begins_with_what_is_unusual_of_its_case(parts: dict[str, str], line: str) -> None:
    assert drawing_of(**parts)[0] == line


def test_a_count_that_differs_is_told_below_the_timeline() -> None:
    assert " ".join(drawing_of(due="2019-04-24")[-2:]).split("The two differ.")[1].split() == (
        "By hand: due 2019-04-24, met, by working_together/2018. "
        "By Handrail: due 2019-04-25, met, by working_together/2018."
    ).split()  # fmt: skip


def test_words_of_the_law_are_not_taken_for_marks_of_markdown() -> None:
    assert plain("1* of [two] <b> in yearly_report") == r"1\* of \[two\] \<b\> in `yearly_report`"


def test_a_number_that_begins_a_line_does_not_begin_a_list() -> None:
    words = f"{'a' * 114} 30. June"
    assert paragraph(words).splitlines()[1] == r"30\. June"
    assert point(words).splitlines()[1] == r"  30\. June"


def _kept(path: str) -> str:
    file: Path = REFERENCE / path
    return file.read_text(encoding="utf-8") if file.is_file() else ""
