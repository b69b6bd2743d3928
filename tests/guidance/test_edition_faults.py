"""Everything wrong in an edition file is told at once: file, line, key, what was expected and what was found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from handrail.guidance import shelf
from handrail.guidance.commands.law import law
from handrail.guidance.shelf import EditionFault, read_editions
from tests.guidance.timeline import duty

KINDS = frozenset({"call_noted", "note_filed"})
HEADING = 'title = "T"\nstage = "in force"\nfrom = 2020-01-01\n'
TELL = duty("tell", "call_noted", "note_filed")
"""Its heading stands on line 5 of the file below the heading above; its keys on 6 to 14."""
CONTENTS = '[contents.report]\ntitle = "R"\ncite = "c"\nseen = "text"\n'
ITEM = '[[contents.report.item]]\nkey = "{}"\nsays = "s"\nforce = "must"\n'


def faults_in(text: str, folder: Path, name: str = "2020") -> list[str]:
    (folder / "small").mkdir(exist_ok=True)
    (folder / "small" / f"{name}.toml").write_bytes(text.encode())
    with pytest.raises(EditionFault) as told:
        read_editions(folder, KINDS)
    assert str(told.value) == "\n".join(told.value.faults)
    return list(told.value.faults)


def slips_of_words() -> Iterator[tuple[str, str]]:
    tell = "[duty.tell]"
    yield (
        TELL.replace('"should"', '"shall"'),
        (f'7: {tell} force: expected one of must, should, expected, may; found "shall"'),
    )
    yield TELL + 'whithin = "5 days"\n', f"15: {tell} whithin: is not known here. Did you mean within?"
    yield (
        TELL + "zzz = 1\n",
        (
            f"15: {tell} zzz: is not known here. Known are title, force, owed_by, owed_to, starts, stops, says, cite, "
            "seen, falls_away, within, by, month_end, bound, begins, ends, from, until, late, note, ended_by, "
            "at_least, at_most."
        ),
    )
    yield TELL.replace('owed_to = "the Panel"\n', ""), f"5: {tell} owed_to: is missing. Whom it is owed to."
    yield TELL.replace('"A duty"', '""'), f'6: {tell} title: expected words, and it is empty; found ""'
    yield (
        TELL.replace('"local authority"', f'"{"a" * 61}"'),
        f"8: {tell} owed_by: expected at most 60 letters; found 61",
    )
    yield TELL.replace('"A duty"', "5"), f"6: {tell} title: expected words in quotation marks; found 5"
    yield (
        TELL.replace("note_filed", "note_filled"),
        (f"11: {tell} stops: note_filled is not in facts.toml. Did you mean note_filed?"),
    )
    yield (
        TELL.replace("['note_filed']", '"note_filed"'),
        (f'11: {tell} stops: expected a list, such as ["incident_known"]; found "note_filed"'),
    )
    yield (
        TELL.replace("['note_filed']", '["note_filed", "note_filed"]'),
        (f"11: {tell} stops: note_filed is there twice; leave one"),
    )


def slips_of_time() -> Iterator[tuple[str, str]]:
    tell = "[duty.tell]"
    yield (
        TELL + 'within = "5 fortnights"\n',
        (
            f"15: {tell} within: '5 fortnights' is not a span: write a number and one of hours, days, working days, "
            "weeks, months, years"
        ),
    )
    yield TELL + "within = 5\n", f'15: {tell} within: 5 is not a span: write, for example, "5 working days"'
    yield TELL + "month_end = true\n", f"15: {tell} month_end: the end of which month? Give a span in within"
    yield TELL + 'month_end = "yes"\n', f'15: {tell} month_end: expected true or false; found "yes"'
    yield (
        TELL + 'by = "31 June"\n',
        (f"15: {tell} by: '31 June' is not a day of the year: write, for example, \"30 September\""),
    )
    yield (
        TELL + "from = 2020-02-01T12:00:00\n",
        (f'15: {tell} from: expected a day, such as 2018-06-29; found "2020-02-01 12:00:00"'),
    )
    yield TELL + "from = 2019-02-01\n", f"15: {tell} from: 2019-02-01 is not one of the edition's own days"
    yield TELL + "until = 2019-02-01\n", f"15: {tell} until: 2019-02-01 comes before the edition's own first day"
    yield (
        TELL + "from = 2020-03-01\nuntil = 2020-02-01\n",
        (f"16: {tell} until: its last day comes before its first, 2020-03-01"),
    )


def slips_of_tables() -> Iterator[tuple[str, str]]:
    yield "[duty]\ntell = 5\n", "5: [duty.tell]: expected a table; found 5"
    yield "duty = 5\n", "4: duty: expected a table of tables; found 5"
    yield (
        TELL.replace("duty.tell", 'duty."Tell them"'),
        ('5: [duty.Tell them]: expected a name of small letters, digits and underscores; found "Tell them"'),
    )
    yield TELL.replace("duty.tell", "dutty.tell"), "5: dutty: is not known here. Did you mean duty?"
    yield "until = 2019-12-31\n", "4: until: its last day comes before its first, 2020-01-01"
    yield (
        '[criterion.c]\ndecides = "d"\nuse = "weigh"\nsays = "s"\ncite = "c"\nseen = "text"\n',
        ('6: [criterion.c] use: expected one of trigger, consider; found "weigh"'),
    )
    yield (
        CONTENTS,
        "4: [contents.report] item: is missing. What it must or should hold, one [[contents.NAME.item]] each.",
    )
    yield (
        CONTENTS + ITEM.format("a") + ITEM.format("b").replace("must", "ought"),
        ('15: [contents.report] item 2 force: expected one of must, should, expected, may; found "ought"'),
    )
    yield (
        CONTENTS.replace('"text"', '"read"') + ITEM.format("a"),
        '7: [contents.report] seen: expected one of text, restated, seed, recalled; found "read"',
    )
    yield CONTENTS + ITEM.format("a") + ITEM.format("a"), "8: [contents.report] item: a is there twice; leave one"
    relaxation = '[relaxation.r]\ntitle = "r"\nfrom = 2020-02-01\nuntil = 2020-02-29\nsays = "s"\ncite = "c"\n'
    yield (
        TELL + relaxation + 'seen = "text"\nduties = ["tel"]\n',
        ("22: [relaxation.r] duties: no edition has tel. Did you mean tell?"),
    )


@pytest.mark.parametrize(("text", "told"), [*slips_of_words(), *slips_of_time(), *slips_of_tables()])
def test_a_slip_is_told_with_its_line_and_key_and_what_was_expected(text: str, told: str, tmp_path: Path) -> None:
    assert faults_in(HEADING + text, tmp_path) == [f"small/2020.toml line {told}"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("from = soon\n", "line 4: Invalid value"),
        ("[duty.tell]\n[duty.tell]\n", "line 5: Cannot declare ('duty', 'tell') twice"),
        ('note = """never closed\n\n', "line 4: Unterminated string"),
    ],
)
def test_what_is_not_toml_is_told_with_its_line(text: str, told: str, tmp_path: Path) -> None:
    assert faults_in(HEADING + text, tmp_path) == [f"small/2020.toml {told}"]


def test_on_the_command_line_the_faults_are_told_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "small").mkdir()
    (tmp_path / "small" / "2020.toml").write_text(HEADING + TELL.replace('"should"', '"shall"'), encoding="utf-8")
    monkeypatch.setattr(shelf, "EDITIONS", tmp_path)
    shelf.every_edition.cache_clear()
    try:
        said = CliRunner().invoke(law, ["list"])
    finally:
        shelf.every_edition.cache_clear()
    assert said.exit_code == 2
    assert said.stdout == ""
    assert said.stderr == (
        'small/2020.toml line 7: [duty.tell] force: expected one of must, should, expected, may; found "shall"\n'
    )


def test_a_letter_in_another_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "small").mkdir()
    (tmp_path / "small" / "2020.toml").write_bytes(b'title = "T"\ncite = "caf\xe9"\n')
    with pytest.raises(EditionFault, match=r"^small/2020\.toml line 2: a letter in it is not written in UTF-8$"):
        read_editions(tmp_path, KINDS)


def test_all_that_is_wrong_in_all_files_is_told_at_once_in_the_order_of_the_lines(tmp_path: Path) -> None:
    (tmp_path / "small").mkdir()
    (tmp_path / "small" / "2019.toml").write_text('title = "T"\nfrom = 2019-01-01\n', encoding="utf-8")
    late = duty("ask", "call_noted", "note_filed", from_="2019-06-01")
    text = HEADING + TELL.replace('"should"', '"shall"').replace("says", "sayz") + 'within = "5 fortnights"\n' + late
    places = [fault.split(": ")[0] for fault in faults_in(text, tmp_path)]
    assert places == [
        "small/2019.toml line 1", "small/2020.toml line 5", "small/2020.toml line 7", "small/2020.toml line 12",
        "small/2020.toml line 15", "small/2020.toml line 27",
    ]  # fmt: skip


def test_an_unread_edition_may_hold_a_recorded_change_and_nothing_that_would_bind(tmp_path: Path) -> None:
    unread = HEADING.replace("in force", "unread")
    (tmp_path / "small").mkdir()
    file = tmp_path / "small" / "2020.toml"
    file.write_text(unread + '[change.c]\non = 2020-02-01\nsays = "s"\nseen = "text"\n', encoding="utf-8")
    assert not read_editions(tmp_path, KINDS)[0].governs
    assert faults_in(unread + TELL, tmp_path) == [
        "small/2020.toml line 5: duty: an unread edition has no rows of this kind; read it first"
    ]
