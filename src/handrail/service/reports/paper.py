"""A report as one structured paper, from which the page on screen, Word and PDF are drawn. Only what may be shown is
here: a figure that is kept back comes no further than `keeping`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handrail.analysis.child_deaths import DONE, OF_PANEL, PANEL, REVIEWED, YEARS, label_of, span_named, year_named
from handrail.analysis.disclosure.groups import Label
from handrail.analysis.disclosure.keeping_back import FEWEST
from handrail.guidance import spoken
from handrail.service.overview_panels.models.wording import beside
from handrail.service.partnerships.models import Body
from handrail.service.reports.actions import PARTS
from handrail.service.reports.counting import CATEGORY, COMPLETED, MODIFIABLE, group_of
from handrail.service.reports.drawing import chart
from handrail.service.reports.keeping import Figures, read
from handrail.service.reports.models import DeathReport
from handrail.service.reviews.blocks import Block, Heading, Paragraph, Table, Whole, paragraphs, table

KEPT_BACK = "Kept back"
DAYS_OF_A_MONTH = 365.25 / 12
FACTOR, STEP = "factor: ", "step: "
BY_PANEL = OF_PANEL + FACTOR
HOW_TO_READ = (
    f"A number from 1 to {FEWEST - 1} is not printed, since it could tell of one child. Where it could be worked out "
    "from a total, from another table or from an earlier report, other numbers are kept back with it: those may be "
    "larger. Nought is always printed. A number for an earlier year may be the one that was printed before: it is "
    "changed once the change is large enough to tell of no one."
)
RECALLED = "(recalled)"
HOW_RECALLED = (
    "“Recalled” stands beside words of the overview panel’s form that have not been checked against the form as it was "
    "published. It says nothing of the number."
)
NO_FINDINGS = (
    "The category of death, modifiable factors and other factors come from the overview panel’s analysis form. None "
    "is recorded here for these years, so this report has no tables of them."
)


def whole_of(report: DeathReport) -> Whole:
    named = year_named(report.year)
    state = (
        f"Approved on {spoken(report.approved_at)}."
        if report.approved_at
        else "A draft, which nobody has approved yet."
    )
    return Whole(
        title=f"Child deaths in {named}: the yearly report",
        whose=f"Child death review, {'; '.join(names_of(report))}",
        reference=f"Report {named}" + (f", version {report.number}" if report.number > 1 else ""),
        made=state,
        blocks=tuple(_blocks(report)),
    )


def names_of(report: DeathReport) -> list[str]:
    """Of the partnerships for which it is drawn: whose it is first."""
    others = Body.objects.filter(pk__in=report.beside).order_by("name") if report.beside else ()
    return [report.partnership.name, *(one.name for one in others)]


def _blocks(report: DeathReport) -> Iterator[Block]:
    yield from _numbers(report)
    for name, title in PARTS:
        yield Heading(1, title)
        yield from paragraphs(getattr(report, name), "Not written yet.")


def _numbers(report: DeathReport) -> Iterator[Block]:
    yield Heading(1, "The numbers")
    if report.counted_at is None:
        yield Paragraph("They are being counted. This takes about a minute.")
        return
    figures = read(report.figures)
    if figures.withheld:
        yield Paragraph(
            "No new figures can be told: beside an earlier report, even where nought stands would tell of one child."
        )
    yield Paragraph(HOW_TO_READ)
    if any(RECALLED in answer for answers in (figures.tables, *figures.tables.values()) for answer in answers):
        yield Paragraph(HOW_RECALLED)
    yield from _by_year(report, figures)
    for dimension in figures.tables:
        if not dimension.startswith((FACTOR, BY_PANEL, STEP)):
            yield from _answers(report, figures, dimension)
    yield from _factors(report, figures)
    yield from _times(report, figures)
    if OF_PANEL + CATEGORY not in figures.tables:
        yield Paragraph(NO_FINDINGS)
    yield Paragraph(
        f"Counted on {spoken(report.counted_at)}, by the day of the death, in years from 1 April to 31 March. "
        "Deaths that another area reviews, stillbirths and late losses are not counted."
    )


def _by_year(report: DeathReport, figures: Figures) -> Iterator[Block]:
    yield Heading(2, "Deaths by year")
    years = [year_named(year) for year in range(report.year - YEARS + 1, report.year + 1)]
    rows = [(year, figures.printed.get(group_of(year))) for year in years]
    yield chart("Deaths by year", rows)
    yield table(("Year", "Deaths"), [(year, _told(count)) for year, count in rows], (3, 1))


def _answers(report: DeathReport, figures: Figures, dimension: str) -> Iterator[Block]:
    title, answers = figures.titles[dimension], figures.tables[dimension]
    this, all_five = year_named(report.year), span_named(report.year)
    five = [(answer, figures.printed.get(group_of(all_five, label_of(dimension, answer)))) for answer in answers]
    every = [(PANEL, REVIEWED)] if dimension.startswith(OF_PANEL) else []
    yield Heading(2, title)
    said = beside(report.partnership) if dimension == OF_PANEL + MODIFIABLE else ""
    if said:
        yield Paragraph(said)
    yield chart(f"{title}, {all_five}", five)
    rows = [
        (answer, _told(figures.printed.get(group_of(this, label_of(dimension, answer)))), _told(count))
        for answer, count in five
    ]
    whole, whole_of_five = (_told(figures.printed.get(group_of(when, *every))) for when in (this, all_five))
    rows.append((REVIEWED if every else "All", whole, whole_of_five))
    yield table((title, this, f"Five years, {all_five}"), rows, (4, 2, 3))


def _factors(report: DeathReport, figures: Figures) -> Iterator[Block]:
    factors = [dimension for dimension in figures.tables if dimension.startswith(FACTOR)]
    if factors:
        yield Heading(2, "Factors")
        yield Paragraph("A death can have several factors, or none, so these do not add up to the deaths.")
        yield _each(report, figures, factors, FACTOR, "yes", "Factor")
    domains = [dimension for dimension in figures.tables if dimension.startswith(BY_PANEL)]
    if domains:
        yield Heading(2, "What contributed")
        yield Paragraph(
            "Of the deaths that the overview panel reviewed, those in which it found that something in a domain of the "
            "form may have contributed, or explains the death. A death can be counted in several domains, or in none."
        )
        yield _each(report, figures, domains, BY_PANEL, "yes", "Domain")


def _times(report: DeathReport, figures: Figures) -> Iterator[Block]:
    steps = [dimension for dimension in figures.tables if dimension.startswith(STEP)]
    yield Heading(2, "Time to each step")
    yield Paragraph("Of the deaths of each year, how many had come to each step when this was counted.")
    by_step = {step.removeprefix(STEP): (step, DONE) for step in steps}
    if PANEL in figures.tables:
        by_step[COMPLETED] = (PANEL, REVIEWED)
    yield _counted(report, figures, by_step, "Step")
    this = year_named(report.year)
    told = [
        (step, _days(figures.middles[step]))
        for step, label in by_step.items()
        if step in figures.middles and group_of(this, label) in figures.printed
    ]
    if told:
        yield Heading(2, "Days to each step")
        yield Paragraph(f"Half of the deaths of {this} that came to a step did so within this many days of the death.")
        yield table(("Step", "Half within"), told, (3, 1))


def _each(report: DeathReport, figures: Figures, dimensions: list[str], stem: str, answer: str, head: str) -> Table:
    labels = {dimension.removeprefix(stem): label_of(dimension, answer) for dimension in dimensions}
    return _counted(report, figures, labels, head)


def _counted(report: DeathReport, figures: Figures, labels: Mapping[str, Label], head: str) -> Table:
    this, all_five = year_named(report.year), span_named(report.year)
    rows = [
        (name, *(_told(figures.printed.get(group_of(when, label))) for when in (this, all_five)))
        for name, label in labels.items()
    ]
    return table((head, this, f"Five years, {all_five}"), rows, (4, 2, 3))


def _told(count: int | None) -> str:
    return KEPT_BACK if count is None else f"{count:,}"


def _days(days: float) -> str:
    said = f"{days:g} day" if days == 1 else f"{days:g} days"
    return f"{said} (about {days / DAYS_OF_A_MONTH:.0f} months)" if days >= 2 * DAYS_OF_A_MONTH else said
