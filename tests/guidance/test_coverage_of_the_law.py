"""Nothing in the fact base is forgotten: each row of it became part of an edition, or says why not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handrail.guidance.shelf import every_edition
from tools.law_reference.coverage import COVERAGE, NOT_ENCODED, Covered, faults_of, not_encoded, read_coverage

FACT_BASE = COVERAGE.parents[3] / "shared" / "domain.md"
"""It stands beside the repository where the house is built, and nowhere else."""
DUTY_ROW = re.compile(r"^\| ([A-Z][A-Z0-9-]+) \|", re.MULTILINE)
SEED_ITEM = re.compile(r"\bS\d-(?:Q?\d+|NUM)\b")
ROWS = read_coverage(COVERAGE)


def section(number: int) -> str:
    """One numbered section of the fact base."""
    text = FACT_BASE.read_text(encoding="utf-8")
    found = re.search(rf"^## {number}\. .*?(?=^## )", text, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[0]


def forgotten(names: set[str]) -> list[str]:
    named = {word.strip(",;()") for row in ROWS for word in row.item.split()}
    return sorted(names - named)


beside_the_fact_base = pytest.mark.skipif(not FACT_BASE.is_file(), reason="the fact base is not beside this folder")


def test_every_key_named_stands_in_the_table_named() -> None:
    assert list(faults_of(ROWS, every_edition())) == []


@beside_the_fact_base
def test_every_duty_of_the_fact_base_is_there() -> None:
    names = set(DUTY_ROW.findall(section(2)))
    assert len(names) > 100
    assert forgotten(names) == []


@beside_the_fact_base
def test_everything_the_seed_papers_say_is_there() -> None:
    names = set(SEED_ITEM.findall(section(8)))
    assert len(names) > 140
    assert forgotten(names) == []


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (Covered("A", "a", "duty", ("notify_pannel",), ""), "no duty has the key notify_pannel. Did you mean notify_"),
        (Covered("A", "a", "criterion", ("notify_panel",), ""), "no criterion has the key notify_panel."),
        (Covered("A", "a", "duty role", ("notify_panel",), ""), "became role, and none of its keys is one"),
        (Covered("A", "a", "duty", (), ""), "became duty, and none of its keys is one"),
        (Covered("A", "a", "rule", ("notify_panel",), ""), 'became "rule": expected some of duty, criterion'),
        (Covered("A", "a", "", (), "why"), 'became "": expected some of duty'),
        (Covered("A", "a", NOT_ENCODED, (), " "), "it is not encoded, and does not say why"),
        (Covered("A", "a", NOT_ENCODED, ("notify_panel",), "why"), "it is not encoded, and yet has a key"),
        (Covered("A", "", "duty", ("notify_panel",), ""), "it needs a name and a few words"),
    ],
)  # fmt: skip
def test_a_row_that_does_not_hold_is_told(row: Covered, fault: str) -> None:
    assert any(told.startswith(f"A: {fault}") for told in faults_of([row], every_edition()))


def test_a_row_may_be_an_item_of_a_document_or_a_whole_edition() -> None:
    item = Covered("A", "a", "contents", ("published_arrangements.partners",), "")
    whole = Covered("A", "a", "edition", ("working_together/2018",), "")
    assert list(faults_of([item, whole], every_edition())) == []


def test_the_page_of_what_was_left_out_has_its_reason() -> None:
    rows = [Covered("A", "a", NOT_ENCODED, (), "Not law."), Covered("B", "b", "duty", ("notify_panel",), "")]
    text = not_encoded(rows)
    assert "- **A**, a: Not law." in text
    assert "**B**" not in text


def test_a_table_with_other_columns_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "coverage.csv"
    file.write_text("item,key\nA,b\n", encoding="utf-8")
    with pytest.raises(ValueError, match="its first line should be item,in words,became,key,why"):
        read_coverage(file)
