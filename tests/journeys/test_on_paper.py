"""What is printed: no heading alone at the foot of a sheet, no row cut through, and the whole width written on."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from django.urls import reverse
from playwright.sync_api import Page
from pypdf import PdfReader

A_LONG_PAGE = """() => {
    const make = (over, tag, kind, words) => {
        const made = document.createElement(tag);
        made.className = kind;
        made.textContent = words;
        over.append(made);
        return made;
    };
    const column = make(document.querySelector("main"), "div", "govuk-grid-column-two-thirds", "");
    for (let part = 1; part <= 40; part++) {
        const lines = "said and done ".repeat(3 + (part * 7) % 30);
        make(column, "h2", "govuk-heading-m", `HEAD${part}`);
        make(column, "p", "govuk-body", `TEXT${part} ${lines}`);
        const row = make(make(make(column, "table", "govuk-table", ""), "tbody", "", ""), "tr", "govuk-table__row", "");
        make(row, "td", "govuk-table__cell", `ROW${part} ${lines} END${part}`);
    }
}"""


def sheets_of(page: Page) -> list[str]:
    reader = PdfReader(BytesIO(page.pdf(format="A4", print_background=True)))
    return [" ".join(sheet.extract_text().split()) for sheet in reader.pages]


def test_a_heading_stands_with_what_it_is_over_and_a_row_is_whole(at_work: Callable[..., Page]) -> None:
    page = at_work("coordinator")
    page.goto(reverse("reviews:every_review"))
    page.evaluate(A_LONG_PAGE)
    sheets = sheets_of(page)
    assert len(sheets) > 5
    for part in range(1, 41):
        on = {words: [n for n, sheet in enumerate(sheets) if f"{words}{part} " in f"{sheet} "] for words in PARTS}
        assert on["HEAD"] == on["TEXT"], f"the heading {part} stands alone"
        assert on["ROW"] == on["END"], f"the row {part} is cut through"


PARTS = ("HEAD", "TEXT", "ROW", "END")


def test_the_whole_width_of_the_sheet_is_written_on(at_work: Callable[..., Page]) -> None:
    page = at_work("coordinator")
    page.goto(reverse("reviews:every_review"))
    page.evaluate(A_LONG_PAGE)
    page.emulate_media(media="print")
    width = "part => document.querySelector(part).getBoundingClientRect().width"
    column = page.evaluate(width, "main .govuk-grid-column-two-thirds")
    assert column > 0.95 * page.evaluate(width, "main")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgba(0, 0, 0, 0)"
