"""The Panel's year in numbers as one paper, drawn as Word and PDF from the same parts as the page on screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from handrail.guidance import spoken
from handrail.service.national_panel.counting import Year
from handrail.service.national_panel.models import PanelReport, PublishedFinding
from handrail.service.reviews.blocks import Block, Heading, Paragraph, Whole, table

FEW = "Too few to show"
KEPT_BACK = (
    "Counts below five by nature, partnership, criterion and theme are kept back, and where one alone is small, the "
    "next with it."
)
BROUGHT_TOGETHER = (
    "They are brought together by what their words mean, by a program on this machine: an order to read them in, which "
    "nobody decided. What stands together may differ, and what stands apart may be the same: read them before saying "
    "that a theme came back."
)
WIDE = (3, 1)


PARTS = (
    ("introduction", "Introduction"),
    ("learnt", "What was learnt"),
    ("came_back", "What came back, and why"),
    ("asked", "What the Panel asks, and of whom"),
    ("own_work", "The Panel’s own work"),
)
"""What the Panel writes of a year, in the order in which it is read; the counts follow."""


def whole_of(year: Year, made_on: date, report: PanelReport | None = None) -> Whole:
    written = tuple(_written(report)) if report else ()
    return Whole(
        title=f"The Panel’s report on {year.number}" if written else f"{year.number} in numbers",
        whose="The Child Safeguarding Practice Review Panel", reference="The Panel",
        made=f"{_stands(report) if report and written else ''}Made on {spoken(made_on)} from what partnerships "
        f"recorded that they sent and the Panel that it decided. {KEPT_BACK}",
        blocks=(*written, *_told(year), *_decided(year), *_themes(year), *_found(year)),
    )  # fmt: skip


def _stands(report: PanelReport) -> str:
    meeting = report.approved_at
    if meeting is None:
        return "A draft: the Panel has not approved it. "
    return f"Approved by the Panel at its meeting of {spoken(meeting.on)}. "


def _written(report: PanelReport) -> Iterator[Block]:
    for name, title in PARTS:
        lines = [line.strip() for line in getattr(report, name).splitlines() if line.strip()]
        if lines:
            yield Heading(1, title)
            yield from map(Paragraph, lines)


def _told(year: Year) -> Iterator[Block]:
    yield Heading(1, "What the Panel was told")
    if not year.told:
        yield Paragraph("Nothing in this year.")
        return
    rows = [(what, str(n), str(year.in_time[what]), str(year.late[what])) for what, n in year.told.items()]
    yield table(("What", "How many", "In time", "Late"), rows, (3, 1, 1, 1))
    withdrawn = f" Withdrawn: {year.withdrawn}." if year.withdrawn else ""
    yield Paragraph(f"Rapid reviews after which the partners hold a local review: {year.local_reviews}.{withdrawn}")
    yield from _counts("Notices of serious incidents, by nature", "Nature", year.natures)
    yield from _counts("Notices of serious incidents, by partnership", "Partnership", year.partnerships)


def _decided(year: Year) -> Iterator[Block]:
    yield Heading(1, "What the Panel decided")
    took = ""
    if year.middle is not None:
        took = (
            f" Half of them came no later than {round(year.middle, 1):g} days after the Panel was told; "
            f"the longest took {year.days[-1]}."
        )
    yield Paragraph(f"Meetings held: {year.meetings}. Decisions: {year.decided}.{took}")
    yield from _counts("On a national review", "Decision", year.national)
    yield from _counts("Criteria for a national review, answered yes", "Criterion", year.criteria)
    yield from _counts("On the partners’ own decisions", "View", year.views)


def _themes(year: Year) -> Iterator[Block]:
    yield Heading(1, "Themes that the Panel named")
    if not year.themes:
        yield Paragraph("No decision of this year names a theme.")
    yield from _counts("Decisions in which a theme was named", "Theme", year.themes)


def _found(year: Year) -> Iterator[Block]:
    yield Heading(1, "What published reviews found")
    if not year.found.findings:
        yield Paragraph("No review was published here in this year.")
        return
    yield Paragraph(f"{year.found.in_words} {BROUGHT_TOGETHER}")
    rows = [
        (
            one.called,
            str(len(one.findings)),
            str(one.reviews),
            f"{len(one.before)}, since {one.since}" if one.before else "No",
        )
        for one in year.found.themes
    ]
    if rows:
        yield table(("In the words of one of them", "Findings", "Published in", "Found before"), rows, (4, 1, 1, 1))
    for one in year.found.themes:
        yield Heading(2, one.called)
        yield from (Paragraph(in_a_line(finding)) for finding in one.findings)
    if year.found.alone:
        yield Heading(2, "Findings near to no other")
        yield from (Paragraph(in_a_line(one.findings[0])) for one in year.found.alone)


def in_a_line(finding: PublishedFinding) -> str:
    return f"{finding.whole} ({finding.publisher}, {finding.title}, {spoken(finding.published_on)})"


def _counts(heading: str, head: str, counts: Mapping[str, int | None]) -> Iterator[Block]:
    """A table of counts under its heading; nothing where there are none."""
    if counts:
        yield Heading(2, heading)
        yield table((head, "How many"), [(words, FEW if n is None else str(n)) for words, n in counts.items()], WIDE)
