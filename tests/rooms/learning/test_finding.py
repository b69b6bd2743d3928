"""The finder takes what is numbered or bulleted under the headings that count, whole, and leaves the rest."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from pypdf import PdfWriter

from handrail.service.learning.finding.finder import Found, find
from handrail.service.learning.finding.pages import NotRead
from handrail.service.web.learning import learning

CONTENTS = "Contents\nRecommendations 4\nWhat needs to improve? 5\n"


def found(text: str) -> list[Found]:
    return find(text.encode())


def numbers(text: str) -> list[str | None]:
    return [one.number for one in found(text)]


def test_numbered_items_under_recommendations_are_found_with_their_line() -> None:
    text = f"{CONTENTS}Recommendations\n1. Ring back.\n2. Ring again\non the same day.\nConclusion\n3. No."
    (first, second) = found(text)
    assert (first.number, first.text, first.line, first.page) == ("1", "Ring back.", 5, None)
    assert (second.number, second.text, second.line) == ("2", "Ring again on the same day.", 6)


def test_a_form_feed_begins_a_page_and_page_furniture_is_no_part_of_an_item() -> None:
    bodies = ("Recommendations\n1. Ring every family back within the day and write at", "what hour.\n2. Listen.", "End")
    pages = [f"Report on the Wend Valley   {page}\n{body}\n" for page, body in enumerate(bodies, 1)]
    (first, second) = found("\f".join(pages))
    assert first.text == "Ring every family back within the day and write at what hour."
    assert (first.page, second.page) == (1, 2)


def test_an_item_goes_on_after_a_sentence_that_fills_its_line_and_a_heading_is_no_part_of_it() -> None:
    text = (
        "Areas for improvement\n"
        "1. Make plans that say who is responsible for what, and by when it is done.\n"
        "Ensure families have a copy of their plan, and that it is in their language\n"
        "and read.\n"
        "Leadership and partnership\n"
        "2. Bring agencies together in one room, on one day of each and every month.\n"
    )
    assert [one.text[-9:] for one in found(text)] == ["and read.", "ry month."]


def test_statements_that_are_numbered_on_after_the_list_are_not_recommendations() -> None:
    text = "Recommendations\n1. Ring back.\nWhat works here\n2. The council rings back.\n3. The police does too.\n"
    assert numbers(text) == ["1"]
    assert numbers("Recommendations\n1. Ring back.\nThe board’s strengths\n2. Ring again.\n") == ["1"]


def test_bullets_under_what_needs_to_improve_are_found_and_addressed_to_nobody() -> None:
    text = (
        "What needs to improve?1\n◼ The ringing back of families \n  within the day.\n• Records.\n"
        "The experiences of children\n1. Good."
    )
    assert [(one.number, one.addressed_to, one.text) for one in found(text)] == [
        (None, None, "The ringing back of families within the day."), (None, None, "Records."),
    ]  # fmt: skip


def test_whom_it_is_addressed_to_comes_from_the_heading_over_it_or_from_the_item() -> None:
    text = (
        "What does the LSCB need to improve?\nPriority and immediate action\n1. Ring back.\nAreas for improvement\n"
        "2. Listen.\n3. Wend Valley Police should listen too.\n"
    )
    assert [one.addressed_to for one in found(text)] == ["the LSCB", "the LSCB", "Wend Valley Police"]


def test_bullets_within_a_numbered_item_are_part_of_it() -> None:
    (only,) = found("Recommendations\n8. Do these:\n• ring back\n• listen.\n")
    assert only.text.endswith("ring back • listen.")


@pytest.mark.parametrize("text", ["", "Nothing here.", CONTENTS, "Recommendations\nNone were made.", "1. Alone.\n"])
def test_a_report_without_any_has_none(text: str) -> None:
    assert found(text) == []


def test_what_is_no_report_is_refused_in_a_sentence(tmp_path: Path) -> None:
    empty = BytesIO()
    PdfWriter().write(empty)
    bad = ((b"PK\x03\x04\0\0", "neither"), (b"%PDF-1.7 broken", "damaged"), (empty.getvalue(), "pictures"))
    for content, sentence in bad:
        with pytest.raises(NotRead, match=sentence):
            find(content)
    locked, kept = PdfWriter(), BytesIO()
    locked.add_blank_page(100, 100)
    locked.encrypt("secret")
    locked.write(kept)
    with pytest.raises(NotRead, match="password"):
        find(kept.getvalue())
    wrong = tmp_path / "report.pdf"
    wrong.write_bytes(b"%PDF-1.7 broken")
    answer = CliRunner().invoke(learning, ["find", str(wrong)])
    assert answer.exit_code == 2
    assert "damaged" in answer.output


def test_the_command_prints_a_list_for_machines_and_lines_for_people(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Recommendations\n1. Ring back.\n", encoding="utf-8")
    told = CliRunner().invoke(learning, ["find", str(report), "--json"])
    assert json.loads(told.output) == [
        {"number": "1", "addressed_to": None, "text": "Ring back.", "page": None, "line": 2}
    ]
    assert "1 recommendation found" in CliRunner().invoke(learning, ["find", str(report)]).output
