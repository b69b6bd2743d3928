"""What the worker does for a draft each minute: gather what the rooms tell, and look through its words for names."""

from __future__ import annotations

import uuid

from django.utils import timezone

from handrail.service.arrangements.saying import digest_of
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.cases.actions import NotDone
from handrail.service.partnerships.models import Body
from handrail.service.reports.marking import keep_marks
from handrail.service.reports.models import YearReport
from handrail.service.reports.year.kept import told_of
from handrail.service.reports.year.names import Names, known_in, marks_in, names_of
from handrail.service.reports.year.saying import every_text, said_in
from handrail.service.yearly import Year, kept

JOB = Job("reports")
HALF = 32
"""`checked` is the digest of the words, so many signs of it, and then as many of the names that were known."""


def gather_what_waits() -> int:
    """Gives in how many drafts something was done. Each by itself, so that whoever writes in one waits for no other."""
    with unit_of_work(JOB):
        waiting = list(YearReport.objects.drafts().select_related("partnership"))
    return sum(_see_to(report.pk, report.partnership) for report in waiting)


def _see_to(key: uuid.UUID, partnership: Body) -> bool:
    with unit_of_work(JOB):
        names = names_of(partnership)
        drafts = YearReport.objects.drafts().select_for_update(skip_locked=True, of=("self",))
        report = drafts.select_related("partnership").filter(pk=key).first()
        if report is None:
            return False
        gathered = report.gathered_at is None
        if gathered:
            gather(report)
        return look_through(report, names) or gathered


def gather(report: YearReport) -> None:
    """Of the whole partnership, as things are now: no one person may see all that is counted."""
    year = Year(report.first_on, report.last_on)
    report.told = [kept(one) for one in told_of(report.partnership, year)]
    report.gathered_at = timezone.now()
    report.save(update_fields=["told", "gathered_at"])
    audit.record(JOB, "gathered what the rooms tell of a year", report)


def look_through(report: YearReport, names: Names) -> bool:
    """Whether it read otherwise, or others were known by name, than when it was last looked through."""
    checked = _of_words(report) + names.digest[:HALF]
    if report.checked == checked:
        return False
    marks = marks_in(every_text(said_in(report)), names.letting_stand(report.let_stand))
    report.marks = [{"place": one.place, "words": one.words, "whose": one.whose} for one in marks if not one.folder]
    report.checked = checked
    report.save(update_fields=["marks", "checked"])
    keep_marks(report, marks, by=JOB)
    audit.record(JOB, "looked through a yearly report for names", report)
    return True


def is_looked_through(report: YearReport) -> bool:
    """As it reads now. The worker looks again each minute whether anybody has become known since."""
    return report.checked[:HALF] == _of_words(report)


def _of_words(report: YearReport) -> str:
    return digest_of({**said_in(report), "let_stand": report.let_stand})[:HALF]


def refuse_names_known_since(report: YearReport) -> None:
    """By what whoever acts may read, at the moment in which it leaves: somebody may have become known since the worker
    looked. Raises NotDone. For those alone to whom every folder is open."""
    names = names_of(report.partnership).letting_stand(report.let_stand)
    found = dict.fromkeys((mark.words, mark.whose) for mark in known_in(every_text(said_in(report)), names))
    if found:
        told = " ".join(f"“{words}” may be the name of {whose}." for words, whose in found)
        raise NotDone(f"{told} That became known since it was looked through. Its page says where within a minute.")
