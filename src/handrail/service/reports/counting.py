"""Counts what a report waits for. The worker does it: what one person may not open is counted all the same."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from handrail.analysis.child_deaths import (
    NOT_KNOWN,
    YEAR,
    YEARS,
    Counting,
    DeathRow,
    Question,
    age_band,
    drawn,
    drawn_from,
    figures_shown,
    half_took_no_longer,
    year_named,
    year_of,
)
from handrail.analysis.disclosure.figures import Release
from handrail.analysis.several_panels import of_several, printed_of, said_of
from handrail.guidance.days import LONDON
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.child_deaths.models import Death, JointDecision, PlaceOfDeath, ReviewMeeting, ScopeDecision
from handrail.service.children.models import Child
from handrail.service.partnerships.models import Body
from handrail.service.reports.keeping import Figures, kept, read
from handrail.service.reports.models import DeathReport

NOTIFIED, DECIDED, MET, REPORTED = (
    "The first notification", "The joint decision on a response", "The review meeting", "Its report to the panel"
)  # fmt: skip
STEPS = (NOTIFIED, DECIDED, MET, REPORTED)
SEX, PLACE, RESPONSE, CATEGORY, MODIFIABLE = "sex", "place", "response", "category", "modifiable"
CALLED_FOR, NOT_CALLED_FOR, NOT_DECIDED = "Called for", "Not called for", "Not decided yet"
TITLES = {
    "area": "Where the child lived", "age": "Age", SEX: "Sex", PLACE: "Place of death",
    RESPONSE: "Joint agency response", CATEGORY: "Category of death", MODIFIABLE: "Modifiable factors",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Analysed:
    """What an overview panel found of one death, by whichever room holds it. An empty word was not said."""

    category: str = ""
    modifiable: str = ""
    factors: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Findings:
    """What the overview panel found of the deaths it has reviewed, and every answer its form has."""

    of: Mapping[uuid.UUID, Analysed]
    categories: tuple[str, ...] = ()
    modifiable: tuple[str, ...] = ()
    factors: tuple[str, ...] = ()


NO_FINDINGS = Findings({})


def count_what_waits() -> int:
    """Every minute: the reports that were begun, or are to be counted anew. Gives how many were counted."""
    with unit_of_work(Job("reports")):
        waiting = DeathReport.objects.filter(counted_at__isnull=True, approved_at__isnull=True)
        reports = list(waiting.select_for_update(skip_locked=True, of=("self",)).select_related("partnership"))
        for report in reports:
            count(report)
    return len(reports)


def count(report: DeathReport, findings: Findings = NO_FINDINGS) -> None:
    """Its figures as things are now, with what may be shown beside every report that was approved before."""
    countings, left_out = _countings(report, findings)
    before = approved_before(report)
    earlier, new = [read(one.figures).release for one in before], f"{year_named(report.year)} ({report.number})"
    whole = together(list(countings.values()))
    if len(countings) == 1 and not any(one.beside for one in before):
        found = drawn(whole, new, earlier)
        printed = figures_shown(found.release, earlier)
    else:
        earlier = [said_of(one, before_one.panels) for one, before_one in zip(earlier, before, strict=True)]
        each = {key: replace(whole, rows=counting.rows) for key, counting in countings.items()}
        release = of_several(whole, each, new) if len(each) > 1 else said_of(_release(whole, new), report.panels)
        found = drawn_from(release, earlier)
        printed = printed_of(figures_shown(found.release, earlier), report.panels)
    figures = Figures(
        found.release, whole.tables, {name: TITLES.get(name, name) for name in whole.tables}, dict(_middles(whole)),
        printed, left_out,
    )  # fmt: skip
    report.figures, report.counted_at = kept(found, figures), timezone.now()
    report.save(update_fields=["figures", "counted_at"])


def _release(counting: Counting, name: str) -> Release:
    return Release(name, counting.counts(), counting.wanted, splits=counting.splits)


def _countings(report: DeathReport, findings: Findings) -> tuple[dict[str, Counting], int]:
    """Of each of its partnerships apart, and how many deaths are left out of all."""
    found, left_out = {}, 0
    for key in report.panels:
        found[key], more = counting_of([Body.objects.get(pk=key)], report.year, findings)
        left_out += more
    return found, left_out


def together(countings: Sequence[Counting]) -> Counting:
    """Several panels' deaths as one count."""
    areas = tuple(sorted({area for one in countings for area in one.areas}))
    return replace(countings[0], rows=[row for one in countings for row in one.rows], areas=areas)


def approved_before(report: DeathReport) -> list[DeathReport]:
    """Whatever was let out that bears on it, in order: by its partnerships, and by those that ever reported together
    with one of them, or with one of those."""
    approved = list(DeathReport.objects.filter(approved_at__isnull=False).order_by("approved_at"))
    panels, grown = set(report.panels), True
    while grown:
        near = [one for one in approved if panels & set(one.panels)]
        grown = any(set(one.panels) - panels for one in near)
        panels |= {panel for one in near for panel in one.panels}
    return [one for one in approved if panels & set(one.panels)]


def counting_of(partnerships: Collection[Body], last: int, findings: Findings = NO_FINDINGS) -> tuple[Counting, int]:
    """What is counted for a year, for one panel or for several, and how many deaths of these five years are not."""
    rows, left_out = [], 0
    for death in deaths_of(partnerships, last):
        if is_reviewed_here(death):
            rows.append(row_of(death, findings))
        else:
            left_out += 1
    questions = [
        Question(SEX, TITLES[SEX], tuple(Child.Sex.labels)),
        Question(PLACE, TITLES[PLACE], tuple(str(label) for label in PlaceOfDeath.labels)),
        Question(RESPONSE, TITLES[RESPONSE], (CALLED_FOR, NOT_CALLED_FOR, NOT_DECIDED)),
    ]
    if findings.categories:
        questions.append(Question(CATEGORY, TITLES[CATEGORY], (*findings.categories, NOT_KNOWN)))
    if findings.modifiable:
        questions.append(Question(MODIFIABLE, TITLES[MODIFIABLE], (*findings.modifiable, NOT_KNOWN)))
    areas = tuple(sorted({row.area for row in rows}))
    return Counting(last, rows, areas, tuple(questions), findings.factors, STEPS), left_out


def deaths_of(partnerships: Collection[Body], last: int) -> Iterator[Death]:
    first_day, end = date(last - YEARS + 1, 4, 1), date(last + 1, 4, 1)
    deaths = Death.objects.filter(
        case__partnership__in=partnerships, died_on__gte=first_day, died_on__lt=end, superseded_at__isnull=True
    )
    beside = ("notifications", "scope_decisions", "joint_decisions", Prefetch("review_meetings", _meetings()))
    return deaths.select_related("child", "lived_in", "case__authority").prefetch_related(*beside).iterator(2_000)


def _meetings() -> QuerySet[ReviewMeeting]:
    return ReviewMeeting.objects.select_related("meeting")


def is_reviewed_here(death: Death) -> bool:
    """What was decided of it last; where nothing was, what it is."""
    decided = list(death.scope_decisions.all())
    return decided[-1].why == ScopeDecision.Why.CHILD_DEATH if decided else death.counts_as_child_death


def row_of(death: Death, findings: Findings = NO_FINDINGS) -> DeathRow:
    found = findings.of.get(death.pk, Analysed())
    said = {
        SEX: death.child.get_sex_display(), PLACE: str(death.get_place_kind_display()), RESPONSE: _response(death),
        CATEGORY: found.category or NOT_KNOWN, MODIFIABLE: found.modifiable or NOT_KNOWN,
    }  # fmt: skip
    area = death.lived_in or death.case.authority
    return DeathRow(
        year_of(death.died_on), area.name, age_band(death.child.born_on, death.died_on), said, found.factors,
        {step: (on - death.died_on).days for step, on in _steps(death) if on >= death.died_on},
    )  # fmt: skip


def _response(death: Death) -> str:
    decided = list(death.joint_decisions.all())
    return (CALLED_FOR if decided[-1].called_for else NOT_CALLED_FOR) if decided else NOT_DECIDED


def _steps(death: Death) -> Iterator[tuple[str, date]]:
    """The first day of each step that was taken."""
    told = [one.on for one in death.notifications.all() if one.set_aside_at is None]
    decided: Iterable[JointDecision] = death.joint_decisions.all()
    met = [one.meeting.held_at.astimezone(LONDON).date() for one in death.review_meetings.all() if one.meeting.held_at]
    reported = [one.reported_on for one in death.review_meetings.all() if one.reported_on]
    for step, days in (
        (NOTIFIED, told), (DECIDED, [one.decided_on for one in decided]), (MET, met), (REPORTED, reported),
    ):  # fmt: skip
        if days:
            yield step, min(days)


def _middles(counting: Counting) -> Iterator[tuple[str, float]]:
    for step in counting.steps:
        middle = half_took_no_longer(counting.rows, step, lambda row: row.year == counting.last)
        if middle is not None:
            yield step, middle


def group_of(year: str, *labels: tuple[str, str]) -> frozenset[tuple[str, str]]:
    return frozenset({(YEAR, year), *labels})
