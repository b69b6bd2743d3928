"""What the worker does for a draft each minute: gather what the rooms tell, and look through its words for names."""

from __future__ import annotations

from django.utils import timezone

from handrail.service.arrangements.saying import digest_of
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.reports.marking import keep_marks
from handrail.service.reports.models import YearReport
from handrail.service.reports.year.kept import told_of
from handrail.service.reports.year.names import marks_in, names_of
from handrail.service.reports.year.saying import every_text, said_in
from handrail.service.yearly import Year, kept

JOB = Job("reports")


def gather_what_waits() -> int:
    """Gives in how many drafts something was done."""
    with unit_of_work(JOB):
        drafts = YearReport.objects.drafts().select_for_update(skip_locked=True, of=("self",))
        return sum(_see_to(report) for report in drafts.select_related("partnership"))


def _see_to(report: YearReport) -> bool:
    gathered = report.gathered_at is None
    if gathered:
        gather(report)
    return look_through(report) or gathered


def gather(report: YearReport) -> None:
    """Of the whole partnership, as things are now: no one person may see all that is counted."""
    year = Year(report.first_on, report.last_on)
    report.told = [kept(one) for one in told_of(report.partnership, year)]
    report.gathered_at = timezone.now()
    report.save(update_fields=["told", "gathered_at"])
    audit.record(JOB, "gathered what the rooms tell of a year", report)


def look_through(report: YearReport) -> bool:
    """Whether it read otherwise than when it was last looked through."""
    said = said_in(report)
    digest = digest_of({**said, "let_stand": report.let_stand})
    if report.checked == digest:
        return False
    marks = marks_in(every_text(said), names_of(report.partnership, report.let_stand))
    report.marks = [{"place": one.place, "words": one.words, "whose": one.whose} for one in marks if not one.folder]
    report.checked = digest
    report.save(update_fields=["marks", "checked"])
    keep_marks(report, marks, by=JOB)
    audit.record(JOB, "looked through a yearly report for names", report)
    return True


def is_looked_through(report: YearReport) -> bool:
    return report.checked == digest_of({**said_in(report), "let_stand": report.let_stand})
