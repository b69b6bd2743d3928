"""A report as lines that know their page and line, from a PDF or from text; and what is not the report is refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handrail.service.documents.words import MOST_PAGES, Fault, NoPages, pages_of_pdf

MOST_BYTES = 30 * 1024 * 1024
MOST_LETTERS = 5_000_000


class NotRead(ValueError):
    """A file that cannot be read as a report, in a sentence that says how to mend it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the report. `number` is counted through the whole of a text file, and is None in a PDF."""

    text: str
    page: int | None
    number: int | None


def lines_of(content: bytes) -> list[Line]:
    """By what the file holds, whatever it is called. Raises NotRead."""
    if len(content) > MOST_BYTES:
        raise NotRead(f"This file is larger than {MOST_BYTES // 1024 // 1024} MB. Give the report without its annexes.")
    return list(_of_pdf(content) if content[:1024].lstrip().startswith(b"%PDF-") else _of_text(content))


def _of_text(content: bytes) -> Iterator[Line]:
    if b"\0" in content:
        raise NotRead("This is neither a PDF nor a text file. Save the report as PDF, and give that.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    paged = "\f" in text
    page = 1
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        page += line.count("\f")
        yield Line(line.replace("\f", ""), page if paged else None, number)


def _of_pdf(content: bytes) -> Iterator[Line]:
    letters = 0
    for page, text in enumerate(_pages(content), 1):
        letters += len(text)
        if letters > MOST_LETTERS:
            raise NotRead("This PDF holds more text than a report does.")
        for line in text.split("\n"):
            yield Line(line, page, None)
    if not letters:
        raise NotRead("This PDF holds pictures of pages and no text. Give one whose words can be selected.")


def _pages(content: bytes) -> Iterator[str]:
    try:
        for words, _ in pages_of_pdf(content):
            yield words
    except NoPages as why:
        raise NotRead(SAYS[why.fault]) from why


SAYS = {
    Fault.LOCKED: "This PDF is locked with a password. Save it without one.",
    Fault.LONG: f"This PDF has more than {MOST_PAGES} pages. Give the report alone.",
    Fault.DAMAGED: "This PDF is damaged and cannot be read. Save it anew, or give its text.",
}
