"""The yearly report as one structured paper: Word, PDF, the page on screen and the public document come from it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from handrail.guidance import london_day, spoken
from handrail.service.reports.models import YearReport
from handrail.service.reports.year.saying import items_of, placed, title_of, what_was_said
from handrail.service.reviews.blocks import Block, Bullets, Heading, Paragraph, Whole, paragraphs, table
from handrail.service.yearly import Told, read

GATHERED = "The tables and numbers were gathered from what the partnership recorded"


def whole_of(report: YearReport) -> Whole:
    return Whole(
        title=f"Yearly report, {spoken(report.first_on)} to {spoken(report.last_on)}",
        whose=report.partnership.name,
        reference=f"Yearly report {report.years}",
        made=_made(report),
        blocks=tuple(blocks_of(report)),
    )


def _made(report: YearReport) -> str:
    if report.published_at:
        return f"Published on {spoken(london_day(report.published_at))}."
    return "A draft. Nothing of it is published."


def keys_of(report: YearReport) -> list[str]:
    """The items in the order in which they are read: of a published report as they were when it was."""
    if report.published_at is not None:
        return [one["key"] for one in report.document["items"]]
    return [item.key for item in items_of(report.partnership)]


def blocks_of(report: YearReport) -> Iterator[Block]:
    said = what_was_said(report)
    if said["corrected_why"]:
        yield Heading(1, "Why this report was corrected")
        yield from paragraphs(said["corrected_why"], "")
    keys = keys_of(report)
    sections = {one["item"]: one for one in said["sections"]}
    under = placed([read(part) for part in said["told"]], keys)
    for key in dict.fromkeys((*keys, *under)):
        section = sections.get(key, {"text": "", "why_not": ""})
        if not (section["text"] or section["why_not"] or under.get(key)) and report.published_at:
            continue
        yield Heading(1, title_of(key))
        if section["why_not"] and not section["text"]:
            yield Paragraph(f"The report does not have this. {section['why_not']}")
        elif section["text"] or not under.get(key):
            yield from _typed(section["text"])
        for part in under.get(key, ()):
            yield from _part(part)
    yield Heading(1, "How this report was made")
    yield from _how(report)


def _typed(text: str) -> Iterator[Block]:
    """What somebody wrote: lines that begin with “- ” are a list."""
    for one in paragraphs(text, "Nothing is written on it yet."):
        yield from _lists(one.text.split("\n"))


def _lists(lines: list[str]) -> Iterator[Block]:
    plain: list[str] = []
    items: list[str] = []
    for line in lines:
        if line.startswith("- "):
            items.append(line[2:].strip())
        else:
            if items:
                yield from _both(plain, items)
                plain, items = [], []
            plain.append(line)
    yield from _both(plain, items)


def _both(plain: list[str], items: list[str]) -> Iterator[Block]:
    if plain:
        yield Paragraph("\n".join(plain))
    if items:
        yield Bullets(tuple(items))


def _part(part: Told) -> Iterator[Block]:
    yield Heading(2, part.heading)
    plain = [line for line in part.lines if not line.startswith("- ")]
    yield from (Paragraph(line) for line in plain)
    yield from _lists([line for line in part.lines if line.startswith("- ")])
    for rows in part.tables:
        yield Paragraph(f"{rows.caption}.")
        yield table(rows.header, rows.rows, _widths(rows.header, rows.rows))


def _widths(header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> tuple[int, ...]:
    """By the longest words of each column, within bounds: a column of numbers is narrow, one of sentences wide."""
    longest = [max(len(row[place]) for row in (header, *rows)) for place in range(len(header))]
    return tuple(min(max(length, 6), 40) for length in longest)


def _how(report: YearReport) -> Iterator[Block]:
    day = f" on {spoken(london_day(report.gathered_at))}" if report.gathered_at else ""
    yield Paragraph(f"{GATHERED}{day}. People wrote the rest.")
    if report.published_at is not None:
        agreed = tuple(
            f"{one['body']} agreed to it on {spoken(date.fromisoformat(one['on']))}"
            for one in report.document["agreed"]
        )
        yield Bullets(agreed)
        sources = sorted({source for one in report.document["items"] for source in one["asked_by"]})
        yield Paragraph(f"It was held against: {'; '.join(sources)}.")
