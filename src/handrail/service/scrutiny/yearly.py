"""What the yearly report tells of scrutiny and of outcomes: what was done and found, and what figures were used for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.db.models import Q
from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.partnerships.models import Body
from handrail.service.scrutiny.comparing import lines_of
from handrail.service.scrutiny.models import Activity, Finding, Indicator, Inspection, Promise, Round, Use
from handrail.service.scrutiny.series import Compared, compared
from handrail.service.scrutiny.standing import come_of
from handrail.service.yearly import Rows, Told, Year, many

SCRUTINY = ("independent_scrutiny", "how_effective")
OUTCOMES = ("impact", "how_effective")
YEARS = 5


def told(partnership: Body, year: Year) -> Iterator[Told]:
    yield _scrutiny(partnership, year)
    yield from _outcomes(partnership, year)
    yield from _of_themselves(partnership, year)
    yield from _inspections(partnership, year)


def _of_themselves(partnership: Body, year: Year) -> Iterator[Told]:
    """Rounds that were due in these twelve months, in numbers: what a body answered is its own and the lead's."""
    rows = []
    for one in Round.objects.filter(partnership=partnership, **year.days("due_on")).order_by("due_on", "pk"):
        came = [line for line in lines_of(one) if line.sent is not None]
        promises = Promise.objects.filter(round=one, dropped_on__isnull=True)
        done = promises.filter(done_on__lte=year.last).count()
        rows.append((str(one), f"{len(came)} of {len(lines_of(one))}", f"{done} of {promises.count()}"))
    if rows:
        header = ("Round", "Answered", "Of what was promised, done")
        tables = (Rows("What bodies answered about themselves", header, tuple(rows)),)
        yield Told("self_assessment", "Self-assessment and audits of practice", SCRUTINY, (), tables)


def _inspections(partnership: Body, year: Year) -> Iterator[Told]:
    """Reports published in these twelve months. The judgement is public, in the report's own words."""
    found = Inspection.objects.filter(partnership=partnership, set_aside_at__isnull=True, **year.days("published_on"))
    found = found.order_by("published_on")
    rows = []
    for one in found:
        done = one.remedies.filter(done_on__lte=year.last).count()
        assert one.published_on is not None
        rows.append(
            (one.of_what, one.by_whom, spoken(one.published_on), one.judgement, f"{done} of {one.remedies.count()}")
        )
    if rows:
        header = ("What was inspected", "By whom", "Published on", "The judgement", "Of what is to be done, done")
        tables = (Rows("Inspections whose report was published", header, tuple(rows)),)
        yield Told("inspections", "Inspections", SCRUTINY, (), tables)


def _scrutiny(partnership: Body, year: Year) -> Told:
    work = Activity.objects.filter(plan__partnership=partnership)
    done = list(work.filter(**year.days("done_on")).select_related("scrutineer"))
    dropped = work.filter(**year.days("dropped_on")).count()
    found = Finding.objects.filter(activity__plan__partnership=partnership, set_aside_at__isnull=True)
    found = found.filter(**year.days("found_on")).select_related("activity", "to_body")
    findings = list(found.prefetch_related("responses", "follow_ups"))
    kinds = Counter(one.get_kind_display() for one in findings)
    of_kinds = "; ".join(f"{words.lower()}: {number}" for words, number in sorted(kinds.items()))
    lines = [
        f"Scrutiny done in these twelve months: {many(len(done), 'piece')} of work"
        + (f"; planned and dropped: {dropped}." if dropped else "."),
        f"Findings: {len(findings)}" + (f" ({of_kinds})." if kinds else "."),
    ]
    tables = []
    if done:
        rows = tuple((one.title, one.question, one.get_done_how_display() or one.get_how_display(),
                      spoken(one.done_on)) for one in done if one.done_on)  # fmt: skip
        tables.append(Rows("What was scrutinised", ("Work", "The question", "How", "Done on"), rows))
    if findings:
        tables.append(
            Rows(
                "What was found, and what became of it",
                ("Finding", "Put to", "Answer", "How far it has come"),
                tuple(_finding(one) for one in findings),
            )
        )
    return Told("scrutiny", "Independent scrutiny", SCRUTINY, tuple(lines), tuple(tables))


def _finding(one: Finding) -> tuple[str, str, str, str]:
    answers = list(one.responses.all())
    answer = f"{answers[0].get_says_display()}: {answers[0].words}" if answers else "None asked for"
    if not answers and one.kind != Finding.Kind.STRENGTH:
        answer = "Not answered yet"
    return one.words, one.to_whom, answer, come_of(one, timezone.localdate()).words


def _outcomes(partnership: Body, year: Year) -> Iterator[Told]:
    """The indicators that were watched in the year, over five years, and each use that they were put to."""
    watched = Indicator.objects.filter(partnership=partnership, chosen_on__lte=year.last)
    watched = watched.exclude(ended_on__lt=year.first)
    held = list(watched)
    if not held:
        return
    figures = compared(partnership, {one.measure for one in held}, year.last)
    tables = tuple(
        table for one in held for beside in figures[one.measure] if (table := _figures(one, beside)) is not None
    )
    in_year = Q(**year.days("used_on")) | Q(used_for=Use.For.REPORT, report_year=year.first.year)
    uses = Use.objects.filter(in_year, indicator__in=held, set_aside_at__isnull=True).select_related("indicator")
    used = tuple((one.indicator.outcome, one.get_used_for_display(), one.words, one.seen) for one in uses)
    unused = len(held) - len({one.indicator_id for one in uses})
    watched_words = many(len(held), "indicator")
    lines = [f"Watched: {watched_words}; used for nothing in these twelve months or in this report: {unused}."]
    if used:
        tables += (Rows("What the figures were used for", ("Outcome", "Used for", "What", "As they stood"), used),)
    yield Told("outcomes", "Outcomes for children, in published figures", OUTCOMES, tuple(lines), tables)


def _figures(indicator: Indicator, beside: Compared) -> Rows | None:
    years = beside.years[-YEARS:]
    if not years:
        return None
    rows = tuple(
        (one.area.name, *(one.cells[year].said if year in one.cells else "None published" for year in years))
        for one in beside.all
    )
    caption = f"{beside.own.measure.title}, {beside.own.area.name} ({indicator.outcome})"
    return Rows(caption, ("Area", *(str(year) for year in years)), rows)
