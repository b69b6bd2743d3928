"""Writing the Panel's report on a year, and recording that the Panel approved it."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.national_panel.bodies import PANEL
from handrail.service.national_panel.counting import year_of
from handrail.service.national_panel.models import PanelMeeting, PanelReport
from handrail.service.national_panel.report import PARTS, whole_of
from handrail.service.one_text import SAVED, as_read
from handrail.service.partnerships.actions import NotDone, one_at_a_time
from handrail.service.partnerships.models import Body
from handrail.service.reviews.pdf import pdf_of
from handrail.service.reviews.word import word_of


@transaction.atomic
def write_report(year: int, words: Mapping[str, str], *, by: Person, over: str | None = None) -> PanelReport:
    """`over` is `as_read` of what it was written over."""
    panel = Body.objects.get(pk=PANEL.key)
    one_at_a_time(panel)
    report = PanelReport.objects.filter(panel=panel, year=year).first() or PanelReport(panel=panel, year=year)
    if report.approved_at is not None:
        raise NotDone("The Panel approved this report, so its words stand. Take the approval back first.")
    if over is not None and over != as_read({name: getattr(report, name) for name, _ in PARTS}):
        raise NotDone(SAVED)
    for name, _ in PARTS:
        setattr(report, name, words.get(name, "").strip())
    report.written_by, report.written_at = by, timezone.now()
    report.save()
    audit.record(by, f"wrote at the Panel's report on {year}", report)
    return report


@transaction.atomic
def approve_report(report: PanelReport, meeting: PanelMeeting, *, by: Person) -> None:
    """The Panel approved it in a meeting that was held. From now it is given out as it was drawn then."""
    one_at_a_time(report.panel)
    report = PanelReport.objects.get(pk=report.pk)
    if report.approved_at is not None:
        raise NotDone("It is recorded already that the Panel approved this.")
    if not any(getattr(report, name) for name, _ in PARTS):
        raise NotDone("Nothing is written yet: write the report first.")
    if meeting.held_at is None:
        raise NotDone("That meeting is not recorded as held. Record that first, with who was there.", "meeting")
    if meeting.on.year < report.year:
        raise NotDone("That meeting was before the year that the report is on.", "meeting")
    report.approved_at, report.approval_recorded_by = meeting, by
    whole = whole_of(year_of(report.year, by), timezone.localdate(), report)
    report.word, report.pdf = word_of(whole), pdf_of(whole)
    report.save(update_fields=["approved_at", "approval_recorded_by", "word", "pdf"])
    audit.record(by, f"recorded that the Panel approved its report on {report.year} on {spoken(meeting.on)}", report)


@transaction.atomic
def take_approval_back(report: PanelReport, *, why: str, by: Person) -> None:
    """It is a draft again. What was given out before stands where it was sent; the audit keeps why."""
    one_at_a_time(report.panel)
    report = PanelReport.objects.get(pk=report.pk)
    if report.approved_at is None:
        raise NotDone("The Panel has not approved this report.")
    report.approved_at = report.approval_recorded_by = report.word = report.pdf = None
    report.save(update_fields=["approved_at", "approval_recorded_by", "word", "pdf"])
    audit.record(by, f"took back that the Panel approved its report on {report.year}: {why.strip()}", report)
