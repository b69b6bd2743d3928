"""What the partnership's yearly report tells of child deaths: what the approved report printed, and no more."""

from __future__ import annotations

from collections.abc import Iterator

from handrail.analysis.child_deaths import YEARS, span_named, year_named
from handrail.guidance import london_day, spoken
from handrail.service.partnerships.models import Body
from handrail.service.reports.counting import group_of
from handrail.service.reports.keeping import read
from handrail.service.reports.models import DeathReport
from handrail.service.reports.paper import KEPT_BACK
from handrail.service.yearly import Rows, Told, Year


def told(partnership: Body, year: Year) -> Iterator[Told]:
    """Of the last year from April to March that had ended with the report's own, as it was approved."""
    ended = year.last.year - (1 if (year.last.month, year.last.day) >= (3, 31) else 2)
    approved = DeathReport.objects.filter(
        partnership=partnership, approved_at__isnull=False, year__lte=ended, beside=[]
    )
    one = approved.order_by("-year", "-number").first()
    if one is None or one.approved_at is None:
        yield Told("child_deaths", "Child deaths", ("what_was_done",), ("No report on child deaths is approved yet.",))
        return
    printed = read(one.figures).printed
    years = [year_named(each) for each in range(one.year - YEARS + 1, one.year + 1)]
    rows = [(name, _told(printed.get(group_of(name)))) for name in years]
    rows.append((f"Five years, {span_named(one.year)}", _told(printed.get(group_of(span_named(one.year))))))
    day = spoken(london_day(one.approved_at))
    lines = (
        f"From the report on child deaths of {year_named(one.year)}, approved on {day}. Small numbers are kept back as "
        "they are there.",
    )
    yield Told("child_deaths", "Child deaths", ("what_was_done",), lines,
               (Rows("Deaths by year, from 1 April", ("Year", "Deaths"), tuple(rows)),))  # fmt: skip


def _told(count: int | None) -> str:
    return KEPT_BACK if count is None else f"{count:,}"
