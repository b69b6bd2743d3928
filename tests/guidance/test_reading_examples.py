"""Files of worked examples: what is right is read, what is wrong is told, and both counts stand side by side."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.guidance.examples.answering import beside, by_engine, by_hand
from tests.guidance.examples.reading import Example, Examples, read_examples

EASTER = """
[[example]]
says = "An incident known on the Tuesday before Easter is notified on the last day"
facts = ["2019-04-16 incident_known", "2019-04-25 panel_notified"]
duty = "notify_panel"
count = "Tue 16 Apr: 17 (1) 18 (2) [19 Good Friday, 20-21, 22 Easter Monday] 23 24 25 (5)"
due = "2019-04-25"
state = "met"
today = "2019-04-30"
edition = "working_together/2018"
"""
TWO_THINGS = """
[[example]]
says = "Of two incidents in one folder only the fire was notified"
facts = ["2019-04-16 incident_known fall", "2019-04-16 incident_known fire", "2019-04-25 panel_notified fire"]
duty = "notify_panel"
about = "fall"
count = "Tue 16 Apr: 17 18 (2) [19-22] 23 24 25 (5)"
due = "2019-04-25"
state = "overdue"
today = "2019-04-30"
edition = "working_together/2018"
"""


def reading(folder: Path, text: str) -> Examples:
    (folder / "incidents.toml").write_text(text, encoding="utf-8")
    return read_examples(folder)


def one(folder: Path, text: str) -> Example:
    read = reading(folder, text)
    assert read.faults == ()
    (example,) = read.read
    return example


def changed(example: str, **parts: str) -> str:
    """The example with some of its lines written anew; an empty one is taken out."""
    lines = example.strip().splitlines()
    for key, words in parts.items():
        line = [f"{key} = {words}"] if words else []
        places = [place for place, had in enumerate(lines) if had.startswith(f"{key} =")]
        lines[places[0] : places[0] + 1] = line if places else lines[places[0] : places[0] + 1]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("text", [EASTER, TWO_THINGS])
def test_an_example_counted_rightly_agrees_with_the_engine(text: str, tmp_path: Path) -> None:
    example = one(tmp_path, text)
    assert by_engine(example) == by_hand(example)


@pytest.mark.parametrize(
    ("key", "wrong"),
    [("due", '"2019-04-24"'), ("state", '"late"'), ("edition", '"working_together/2023"'), ("due", '"-"')],
)
def test_an_example_counted_wrongly_does_not(key: str, wrong: str, tmp_path: Path) -> None:
    example = one(tmp_path, changed(EASTER, **{key: wrong}))
    assert by_engine(example) != by_hand(example)


def test_the_count_by_hand_is_shown_beside_the_engines(tmp_path: Path) -> None:
    example = one(tmp_path, changed(EASTER, due='"2019-04-24"'))
    assert beside(example, by_engine(example)).splitlines() == [
        "incidents: An incident known on the Tuesday before Easter is notified on the last day",
        "  by hand:   due 2019-04-24, met, by working_together/2018",
        "             Tue 16 Apr: 17 (1) 18 (2) [19 Good Friday, 20-21, 22 Easter Monday] 23 24 25 (5)",
        "  by engine: due 2019-04-25, met, by working_together/2018",
        "             Tue 16 Apr: 17 (1) 18 (2) [19 Good Friday] [20 Saturday] [21 Sunday] [22 Easter Monday] "
        "23 (3) 24 (4) 25 (5)",
    ]


def test_a_clock_that_does_not_start_is_an_answer(tmp_path: Path) -> None:
    never = changed(EASTER, facts='["2017-05-09 incident_known"]', due='"-"', state='"none"', edition='"-"')
    example = one(tmp_path, never)
    assert by_engine(example) == by_hand(example)


def test_a_duty_always_owed_has_no_clock_and_runs_while_its_edition_stands(tmp_path: Path) -> None:
    owed = changed(
        EASTER, facts="[]", duty='"publish_threshold_document"', due='"-"', state='"running"',
        edition='"working_together/2018"',
    )  # fmt: skip
    example = one(tmp_path, owed)
    assert by_engine(example) == by_hand(example)
    before = one(tmp_path, changed(owed, today='"2018-06-28"'))
    assert by_engine(before).edition == "working_together/2015"


def test_under_a_draft_the_draft_stands_in_the_place_of_every_edition_of_its_instrument(tmp_path: Path) -> None:
    draft = changed(
        EASTER, facts='["2017-12-22 incident_information_received"]', duty='"initial_investigation"',
        due='"2018-01-03"', state='"overdue"', edition='"working_together/2017-draft"',
    ) + 'under = "working_together/2017-draft"\n'  # fmt: skip
    example = one(tmp_path, draft)
    assert by_engine(example) == by_hand(example)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (changed(EASTER, duty='"notify_pannel"'), 'there is no duty "notify_pannel". Did you mean notify_panel?'),
        (changed(EASTER, state='"meet"'), 'there is no state "meet". Did you mean met?'),
        (changed(EASTER, edition='"working_together/2081"'), 'there is no edition "working_together/2081"'),
        (changed(EASTER, facts='["2019-04-16 incident_know"]'), 'there is no kind of fact "incident_know"'),
        (changed(EASTER, facts='["16 April incident_known"]'), '"16 April incident_known" cannot be read'),
        (changed(EASTER, facts='"2019-04-16 incident_known"'), "facts: expected a list of lines"),
        (changed(EASTER, count=""), "count is missing"),
        (changed(EASTER, due="2019-04-25"), "due: expected words in quotation marks"),
        (changed(EASTER, due='"25 April"'), 'due: "25 April" is not what was expected'),
        (changed(EASTER, today='"2019-04-30T09:00Z"'), 'today: "2019-04-30T09:00Z" is not what was expected'),
        (changed(EASTER, state='"none"'), 'state "none" goes with edition "-"'),
        (EASTER + 'known_by = "2019-05-01"\n', 'known_by: "2019-05-01" is not what was expected'),
        (EASTER + 'area = "2019-01-01 2019-02-01 2019-03-01"\n', "area: at most two days"),
        (EASTER + 'abuot = "fall"\n', "abuot is not known here. Did you mean about?"),
    ],
)
def test_what_is_wrong_is_told_with_its_file_and_its_sentence(text: str, fault: str, tmp_path: Path) -> None:
    (told, *_) = reading(tmp_path, text).faults
    assert told.startswith('incidents.toml, "An incident known on the Tuesday before Easter')
    assert fault in told


def test_a_file_that_is_not_toml_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("[[example]\n", encoding="utf-8")
    read = reading(tmp_path, EASTER)
    assert [str(example) for example in read.read] == [
        "incidents: An incident known on the Tuesday before Easter is notified on the last day"
    ]
    (fault,) = read.faults
    assert fault.startswith("broken.toml: ")


def test_a_file_without_examples_and_two_examples_of_one_sentence_are_faults(tmp_path: Path) -> None:
    assert reading(tmp_path, 'title = "Incidents"\n').faults == (
        "incidents.toml: it should hold nothing but [[example]] tables",
    )
    (fault,) = reading(tmp_path, EASTER + EASTER).faults
    assert fault.endswith("2 examples say this; each needs a sentence of its own")


def test_of_several_clocks_of_one_duty_the_example_tells_of_the_last(tmp_path: Path) -> None:
    facts = ["2019-04-16 incident_known", "2019-04-17 incident_withdrawn", "2019-05-07 incident_known"]
    again = changed(EASTER, facts=json.dumps(facts), due='"2019-05-14"', state='"running"', today='"2019-05-08"')
    example = one(tmp_path, again)
    assert by_engine(example) == by_hand(example)
