"""The law on the command line: what editions say, how they differ, and when a duty would fall due."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent

import pytest

from handrail.guidance.compare import Comparison, compare
from handrail.guidance.compared import as_markdown, as_text
from handrail.guidance.shelf import read_editions
from tests.guidance.replaying import handrail

OLD = """
    title = "The old book"
    stage = "superseded"
    from = 2016-01-01
    until = 2017-12-31

    [duty.tell]
    title = "Tell the board"
    force = "should"
    owed_by = "local authority"
    owed_to = "LSCB"
    starts = ["incident_known"]
    stops = ["ofsted_and_lscb_notified"]
    within = "5 working days"
    cite = "chapter 1"
    says = "Tell it."
    seen = "seed"

    [duty.answer]
    title = "Answer"
    force = "should"
    owed_by = "LSCB"
    owed_to = "local authority"
    starts = ["ofsted_and_lscb_notified"]
    stops = ["serious_case_review_decided"]
    ended_by = "the new book"
    cite = "chapter 1"
    says = "Answer."
    seen = "seed"

    [definition.harm]
    term = "harm"
    says = "Hurt."
    cite = "page 1"
    seen = "seed"
"""
NEW = """
    title = "The new book"
    stage = "in force"
    from = 2018-01-01

    [duty.tell]
    title = "Tell the Panel"
    force = "must"
    owed_by = "safeguarding partners"
    owed_to = "the Panel"
    starts = ["incident_raised"]
    stops = ["panel_notified"]
    falls_away = ["incident_withdrawn"]
    within = "3 working days"
    late = "breach"
    cite = "chapter 9"
    says = "Tell it | now."
    seen = "text"

    [duty.learn]
    title = "Learn"
    force = "may"
    owed_by = "everyone"
    owed_to = "children"
    starts = ["incident_known"]
    stops = ["immediate_action_taken"]
    cite = "chapter 9"
    says = "Learn."
    seen = "text"

    [definition.harm]
    term = "harm"
    says = "Hurt, or the fear of it."
    cite = "page 2"
    seen = "text"
"""
KINDS = frozenset(
    "incident_known incident_raised incident_withdrawn panel_notified ofsted_and_lscb_notified "
    "serious_case_review_decided immediate_action_taken".split()
)


def compared(folder: Path, old: str, new: str, beside: str = "") -> Comparison:
    for name, text in (("book/old", old), ("book/new", new), ("letter/only", beside)):
        file = folder / f"{name}.toml"
        file.parent.mkdir(exist_ok=True)
        if text:
            file.write_text(dedent(text), encoding="utf-8")
    shelf = read_editions(folder, KINDS)
    named = {edition.key: edition for edition in shelf}
    return compare(named["old"], named["new"], shelf)


def test_what_was_added_dropped_and_moved_is_told_aspect_by_aspect(tmp_path: Path) -> None:
    duties = next(part for part in compared(tmp_path, OLD, NEW).parts if part.name == "duties")
    assert [line.key for line in duties.added] == ["learn"]
    assert [line.key for line in duties.dropped] == ["answer"]
    (moved,) = duties.moved
    assert [(move.aspect, move.before, move.after) for move in moved.moves] == [
        ("force", "should", "must"),
        ("span", "no later than 5 working days", "no later than 3 working days"),
        ("bearer", "local authority", "safeguarding partners"),
        ("recipient", "LSCB", "the Panel"),
        ("start", "incident_known", "incident_raised"),
        ("stop", "ofsted_and_lscb_notified", "panel_notified"),
        ("falling away", "nothing", "incident_withdrawn"),
        ("lateness", "explain", "breach"),
        ("words", "Tell it.", "Tell it | now."),
    ]


def test_a_comparison_turned_round_adds_what_was_dropped(tmp_path: Path) -> None:
    there = compared(tmp_path, OLD, NEW)
    back = compare(there.newer, there.older, [there.older, there.newer])
    for one, other in zip(there.parts, back.parts, strict=True):
        assert [line.key for line in one.added] == [line.key for line in other.dropped]
        assert [line.key for line in one.dropped] == [line.key for line in other.added]
        assert [row.key for row in one.moved] == [row.key for row in other.moved]


def test_an_edition_does_not_differ_from_itself(tmp_path: Path) -> None:
    found = compared(tmp_path, OLD, NEW)
    assert "\nNothing that is encoded differs between them." in list(as_text(compare(found.older, found.older, [])))


def test_a_duty_that_came_from_another_document_says_from_which(tmp_path: Path) -> None:
    letter = NEW.replace("The new book", "A letter").replace("2018-01-01", "2017-01-01\nuntil = 2017-12-31")
    letter = letter.replace('"in force"', '"superseded"').replace("duty.tell", "duty.whisper")
    text = "\n".join(as_text(compared(tmp_path, OLD, NEW, beside=letter)))
    assert "Before then it stood in letter/only." in text


def test_a_markdown_cell_keeps_to_its_cell(tmp_path: Path) -> None:
    page = "\n".join(as_markdown(compared(tmp_path, OLD, NEW)))
    assert "| `tell` | words | Tell it. | Tell it \\| now. |" in page
    assert "| `harm` | words | Hurt. | Hurt, or the fear of it. |" in page
    assert "### Added" in page
    assert "### Dropped" in page


def test_the_fifteen_days_came_into_working_together_from_the_panel() -> None:
    said = handrail("law", "compare", "2018", "2023")
    assert said.code == 0
    assert "  rapid_review: Complete the rapid review\n    should, no later than 15 working days" in said.out
    assert "Before then it stood in panel_guidance/2022." in said.out


def test_two_editions_compared_for_other_programs() -> None:
    found = json.loads(handrail("law", "compare", "working_together/2015", "2018", "--json").out)
    assert (found["older"]["edition"], found["newer"]["edition"]) == ("2015", "2018")
    assert "notify_panel" in [row["key"] for row in found["duties"]["added"]]
    assert "notify_ofsted_and_lscb" in [row["key"] for row in found["duties"]["dropped"]]
    assert {"criteria", "definitions", "roles", "contents", "agencies"} <= found.keys()


def test_a_draft_and_an_unread_edition_are_compared_with_a_caution() -> None:
    assert "is a draft: it never governed." in handrail("law", "compare", "2017-draft", "2018").out
    assert "has not been read: what it says is not known here." in handrail("law", "compare", "2023", "2026").out


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("2081", 'There is no edition "2081". Did you mean working_together/2018?'),
        ("panel_guidence/2019", 'There is no edition "panel_guidence/2019". Did you mean panel_guidance/2019?'),
    ],
)
def test_an_edition_nobody_has(name: str, sentence: str) -> None:
    said = handrail("law", "compare", name, "2018")
    assert (said.code, said.out) == (2, "")
    assert said.err == f'{sentence} "handrail law list" lists them.\n'


def test_when_a_duty_would_fall_due() -> None:
    # Tue 16 April 2019: 17 18 (2) [19 Good Friday, 22 Easter Monday] 23-26 (6) 29-30 1-3 (11) [6 May] 7-10 (15)
    said = handrail("law", "due", "rapid_review", "--from", "2019-04-16")
    assert said.code == 0
    assert said.out.splitlines()[0] == "10 May 2019"
    assert "15 working days, counted from 16 April 2019; 9 days were skipped." in said.out
    assert "not checked against the published text" in said.out


def test_when_a_duty_would_fall_due_for_other_programs() -> None:
    row = json.loads(handrail("law", "due", "notify_panel", "--from", "2023-12-15", "--json").out)
    # Fri 15 December 2023: 18-22 (5)
    assert (row["due"], row["edition"], row["instrument"]) == ("2023-12-22", "2023", "working_together")


def test_an_area_lives_under_the_old_chapters_until_its_own_arrangements_begin(tmp_path: Path) -> None:
    words = ("law", "due", "decide_serious_case_review", "--from", "2019-03-01")
    refused = handrail(*words)
    assert refused.code == 2
    assert "No edition in force on 1 March 2019" in refused.err
    assert "working_together/2015 has it from 26 March 2015 to 28 June 2018." in refused.err
    assert handrail(*words, "--area", "2019-09-02").out.startswith("1 April 2019\n")
    areas = tmp_path / "areas.csv"
    areas.write_text(
        "code,safeguarding_arrangements_began_on,child_death_arrangements_began_on\nE1,2019-09-02,2019-09-02\n"
    )
    assert handrail(*words, "--area", "E1", "--areas", str(areas)).out.startswith("1 April 2019\n")
    assert handrail(*words, "--area", "2018-09-02,2019-09-02").code == 2


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("notify_panle", "--from", "2019-04-16"), 'There is no duty "notify_panle". Did you mean notify_panel?'),
        (("notify_panel", "--from", "16/04/2019"), '"16/04/2019" is not a date that can be read. Write 2019-04-16'),
        (("notify_panel", "--from", "2019-13-01"), '"2019-13-01" is no day or time that there is.'),
        (("notify_panel", "--from", "1900-01-01"), "No edition in force on 1 January 1900"),
        (("notify_panel", "--from", "2990-01-01"), "Bank holidays are known from"),
        (("notify_panel", "--from", "2019-04-16", "--area", "E06000001"), "--area: write the day its arrangements"),
        (("notify_panel", "--from", "2019-04-16", "--area", "2019-01-01,2019-01-02,2019-01-03"), "at most two days"),
        (("initial_investigation", "--from", "2018-01-08"), "Only a draft or an edition kept for comparison has it."),
    ],
)
def test_what_due_cannot_use_it_refuses_in_a_sentence(words: tuple[str, ...], sentence: str) -> None:
    said = handrail("law", "due", *words)
    assert (said.code, said.out) == (2, "")
    assert sentence in said.err


def test_one_edition_is_listed_alone() -> None:
    alone = handrail("law", "list", "2018").out
    assert "working_together/2018" in alone
    assert "panel_guidance" not in alone


def test_a_criterion_and_a_definition_are_shown_too() -> None:
    assert "Includes serious or long-term impairment" in handrail("law", "show", "serious_harm").out
    assert "(criteria)" in handrail("law", "show", "harmed_in_area").out


def test_the_law_lists_its_duties_and_its_facts() -> None:
    listed = handrail("law", "list")
    assert listed.code == 0
    assert (
        "  notify_panel: Notify the Panel of a serious incident. should, no later than 5 working days\n" in listed.out
    )
    assert (
        "keep_local_report_available: Keep the published local review available. must, for at least 1 year"
        in listed.out
    )
    assert (
        "Working Together to Safeguard Children 2026 (working_together/2026), in force from 18 March 2026; not read yet"
        in listed.out
    )
    facts = handrail("law", "facts").out
    assert "incident_known: the local authority became aware of the incident\n" in facts
    assert (
        "local_review_publication_planned: a day was set for publishing the local review (may be a day still to come)"
        in facts
    )


def test_the_law_shows_a_duty_in_every_edition() -> None:
    shown = handrail("law", "show", "rapid_review").out
    assert [line for line in shown.splitlines() if line.startswith("  Complete")] == [
        "  Complete the rapid review: expected, no later than 15 working days",
        "  Complete the rapid review: expected, no later than 15 working days",
        "  Complete the rapid review: expected, no later than 15 working days",
        "  Complete the rapid review: should, no later than 15 working days",
    ]
    assert "Stands in this edition until 14 December 2023." in shown
    local = handrail("law", "show", "publish_local_review").out
    assert "Began in each area with safeguarding arrangements." in local
    assert "a draft of 25 October 2017, which never governs" in local


def test_a_duty_nobody_wrote_down() -> None:
    said = handrail("law", "show", "notify_pannel")
    assert (said.code, said.out) == (2, "")
    assert said.err == 'There is no duty "notify_pannel". Did you mean notify_panel? "handrail law list" lists them.\n'
