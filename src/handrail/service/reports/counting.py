"""Counts what a report waits for. The worker does it: what one person may not open is counted all the same."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from handrail.analysis.child_deaths import (
    OF_PANEL,
    PANEL,
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
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.audit.piecemeal import in_pieces
from handrail.service.child_deaths.form_editions import CONTRIBUTED, AnalysisForm, form_called
from handrail.service.child_deaths.models import (
    Correction,
    Death,
    PlaceOfDeath,
    ReviewMeeting,
)
from handrail.service.child_deaths.standing import RESPONSES, born_alive, decisions_of, response_of, standing
from handrail.service.children.models import Child
from handrail.service.overview_panels.knowing import key_of
from handrail.service.overview_panels.models import PanelPack
from handrail.service.partnerships.models import Body
from handrail.service.reports.keeping import Figures, kept, read
from handrail.service.reports.models import DeathReport

NOTIFIED, DECIDED, MET, REPORTED = (
    "The first notification", "The joint decision on a response", "The review meeting", "Its report to the panel"
)  # fmt: skip
STEPS = (NOTIFIED, DECIDED, MET, REPORTED)
COMPLETED = "The overview panel’s completed review"
"""Not a table of its own: how many have come to it is what the panel has reviewed, and is kept back as that is."""
SEX, PLACE, RESPONSE, CATEGORY, MODIFIABLE = "sex", "place", "response", "category", "modifiable"
BY_PANEL = {OF_PANEL + CATEGORY: "Category of death", OF_PANEL + MODIFIABLE: "Modifiable factors"}
TITLES = {
    "area": "Where the child lived", "age": "Age", SEX: "Sex", PLACE: "Place of death",
    RESPONSE: "Joint agency response", PANEL: "Review by the overview panel", **BY_PANEL,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Analysed:
    """What an overview panel found of one death, by whichever room holds it. An empty word was not said."""

    category: str = ""
    modifiable: str = ""
    factors: frozenset[str] = frozenset()
    """The domains that it graded as having contributed."""
    completed_on: date | None = None
    """The day on which it first completed its review."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What the overview panel found of the deaths it has reviewed, and every answer its form has."""

    of: Mapping[uuid.UUID, Analysed]
    categories: tuple[str, ...] = ()
    modifiable: tuple[str, ...] = ()
    factors: tuple[str, ...] = ()


NO_FINDINGS = Findings({})
JOB = Job("reports")


def count_what_waits() -> int:
    """Every minute: the reports that were begun, or are to be counted anew. Gives how many were counted."""
    with unit_of_work(JOB):
        waiting = DeathReport.objects.filter(counted_at__isnull=True, approved_at__isnull=True)
        reports = list(waiting.select_for_update(skip_locked=True, of=("self",)).select_related("partnership"))
        for report in reports:
            bodies: list[Body] = list(Body.objects.filter(pk__in=report.panels))
            count(report, findings_of(bodies))
            audit.record(JOB, "counted the figures of a report on child deaths", report)
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
        Question(RESPONSE, TITLES[RESPONSE], RESPONSES),
    ]
    asked = ((CATEGORY, findings.categories), (MODIFIABLE, findings.modifiable))
    by_panel = tuple(Question(key, BY_PANEL[OF_PANEL + key], answers) for key, answers in asked if answers)
    areas = tuple(sorted({row.area for row in rows}))
    counting = Counting(
        last, rows, areas, tuple(questions), steps=STEPS, by_panel=by_panel, domains=findings.factors
    )  # fmt: skip
    return counting, left_out


def findings_of(partnerships: Collection[Body]) -> Findings:
    """What overview panels found of the deaths of these partnerships, in the words of the form that each was put on.

    A death that two panels reviewed is counted as the later one found it.
    """
    packs = PanelPack.objects.filter(case__partnership__in=partnerships, completed_on__isnull=False)
    of: dict[uuid.UUID, Analysed] = {}
    forms: dict[str, AnalysisForm] = {}
    for pack in packs.order_by("completed_on", "recorded_at"):
        form = forms.setdefault(pack.form_edition, form_called(pack.form_edition))
        if (death := key_of(pack.about)) is not None:
            of[death] = _analysed(pack, form)
    used = [forms[edition] for edition in sorted(forms)]
    return Findings(
        of, _every(one.categories for one in used), _every(one.outcomes for one in used),
        _every(one.domains for one in used),
    )  # fmt: skip


def _analysed(pack: PanelPack, form: AnalysisForm) -> Analysed:
    domains = dict(form.domains)
    return Analysed(
        dict(form.categories)[pack.category], dict(form.outcomes)[pack.modifiable],
        frozenset(domains[one["domain"]] for one in pack.factors if one["grade"] in CONTRIBUTED),
        pack.first_completed_on,
    )  # fmt: skip


def _every(lists: Iterable[Iterable[tuple[str, str]]]) -> tuple[str, ...]:
    """Every answer of the forms that were used, once, in their order."""
    return tuple(dict.fromkeys(words for one in lists for _, words in one))


def deaths_of(partnerships: Collection[Body], last: int) -> Iterator[Death]:
    """Of these five years by the day of the death as last corrected: a day put right may bring a death in or take it
    out."""
    first, end = date(last - YEARS + 1, 4, 1), date(last + 1, 4, 1)
    in_time = Q(died_on__gte=first, died_on__lt=end) | Q(
        pk__in=Correction.objects.filter(field="died_on").values("death")
    )
    deaths = Death.objects.filter(in_time, case__partnership__in=partnerships, superseded_at__isnull=True)
    beside = (
        "corrections", "notifications", "scope_decisions", "joint_decisions", Prefetch("review_meetings", _meetings())
    )  # fmt: skip
    found = in_pieces(deaths.select_related("child", "lived_in", "case__authority").prefetch_related(*beside))
    return (death for death in found if first <= standing(death, "died_on") < end)


def _meetings() -> QuerySet[ReviewMeeting]:
    return ReviewMeeting.objects.select_related("meeting")


def is_reviewed_here(death: Death) -> bool:
    """What was decided of it last; where nothing was, what it is."""
    decided = list(death.scope_decisions.all())
    return bool(decided[-1].for_review) if decided else born_alive(death)


def row_of(death: Death, findings: Findings = NO_FINDINGS) -> DeathRow:
    """Each answer as it stands, whatever was notified first."""
    found, died_on = findings.of.get(death.pk), standing(death, "died_on")
    said = {
        SEX: death.child.get_sex_display(), PLACE: str(PlaceOfDeath(standing(death, "place_kind")).label),
        RESPONSE: response_of(death),
    }  # fmt: skip
    area = standing(death, "lived_in") or death.case.authority
    return DeathRow(
        year_of(died_on), area.name, age_band(death.child.born_on, died_on), said,
        days={step: (on - died_on).days for step, on in _steps(death, found) if on >= died_on},
        found={CATEGORY: found.category, MODIFIABLE: found.modifiable} if found else None,
        contributed=found.factors if found else frozenset(),
    )  # fmt: skip


def _steps(death: Death, found: Analysed | None) -> Iterator[tuple[str, date]]:
    """The first day of each step that was taken."""
    told = [one.on for one in death.notifications.all() if one.set_aside_at is None]
    decided = decisions_of(death)
    met = [one.meeting.held_at.astimezone(LONDON).date() for one in death.review_meetings.all() if one.meeting.held_at]
    reported = [one.reported_on for one in death.review_meetings.all() if one.reported_on]
    completed = [found.completed_on] if found and found.completed_on else []
    for step, days in (
        (NOTIFIED, told), (DECIDED, [one.decided_on for one in decided]), (MET, met), (REPORTED, reported),
        (COMPLETED, completed),
    ):  # fmt: skip
        if days:
            yield step, min(days)


def _middles(counting: Counting) -> Iterator[tuple[str, float]]:
    for step in (*counting.steps, COMPLETED):
        middle = half_took_no_longer(counting.rows, step, lambda row: row.year == counting.last)
        if middle is not None:
            yield step, middle


def group_of(year: str, *labels: tuple[str, str]) -> frozenset[tuple[str, str]]:
    return frozenset({(YEAR, year), *labels})
