"""Names that the words of a report on child deaths may not tell, looked for before anybody approves it.

Whole names are looked for as in the partnership's yearly report. Forenames alone are those of the children whose deaths
are counted, as they are written: "May 2024" is a month. No name may stand, whoever's it is.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from datetime import date

from handrail.analysis.child_deaths import YEARS
from handrail.analysis.identity import Kind, Known, KnownPerson, Role, Surety, check
from handrail.service.arrangements.saying import digest_of
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.child_deaths.models import Death
from handrail.service.partnerships.models import Body
from handrail.service.reports.marking import keep_marks
from handrail.service.reports.models import DeathReport
from handrail.service.reports.models.deaths import PARTS
from handrail.service.reports.year.gathering import HALF
from handrail.service.reports.year.names import CHILD, Mark, Names, Whose, folded, marks_in, names_of

JOB = Job("reports")
AGAIN = "Why it is published again"


def texts_of(report: DeathReport) -> list[tuple[str, str]]:
    """What people wrote, each under its title."""
    return [*((title, getattr(report, name)) for name, title in PARTS), (AGAIN, report.revised_why)]


def _of_words(report: DeathReport) -> str:
    return digest_of({"said": texts_of(report)})[:HALF]


def is_looked_through(report: DeathReport) -> bool:
    return report.checked[:HALF] == _of_words(report)


def look_through_what_waits() -> int:
    """Every minute: those whose words changed, drafts since whose look others became known by name, and those approved
    before anybody looked. Gives how many there were."""
    with unit_of_work(JOB):
        waiting = DeathReport.objects.filter(second_at__isnull=True).select_for_update(skip_locked=True, of=("self",))
        return sum(_look_through(report) for report in waiting)


def _look_through(report: DeathReport) -> bool:
    if report.approved_at is not None and is_looked_through(report):
        return False
    names = _names(report)
    checked = _of_words(report) + names.digest[:HALF]
    if report.checked == checked:
        return False
    marks = _marks(report, texts_of(report), names)
    report.marks = [{"place": one.place, "words": one.words, "whose": one.whose} for one in marks if not one.folder]
    report.checked = checked
    report.save(update_fields=["marks", "checked"])
    keep_marks(report, marks, by=JOB)
    audit.record(JOB, "looked through a report on child deaths for names", report)
    return True


def reads_like_a_name(report: DeathReport, words: str) -> str:
    """The names in a sentence for the public, of those of whom its writer may read; empty where there is none."""
    return _named(_marks(report, [("", words)], _names(report)))


def names_it(report: DeathReport) -> str:
    """The names in its words, of those of whom whoever asks may read now; empty where there is none."""
    return _named(_marks(report, texts_of(report), _names(report)))


def _named(marks: Iterable[Mark]) -> str:
    return ", ".join(dict.fromkeys(f"“{mark.words}”" for mark in marks))


def _names(report: DeathReport) -> Names:
    known: dict[str, set[Whose]] = {}
    public: set[str] = set()
    for one in map(names_of, Body.objects.filter(pk__in=report.panels)):
        public |= one.public
        for words, whose in one.known.items():
            known.setdefault(words, set()).update(whose)
    return Names(known, frozenset(public))


def _marks(report: DeathReport, texts: list[tuple[str, str]], names: Names) -> list[Mark]:
    bodies = list(Body.objects.filter(pk__in=report.panels))
    return list(dict.fromkeys([*marks_in(texts, names), *_forenames_in(texts, report, bodies)]))


def _forenames_in(texts: list[tuple[str, str]], report: DeathReport, bodies: list[Body]) -> Iterator[Mark]:
    """One name at a time, so that one that is spelt otherwise too is known from its own child's folders alone."""
    counted = Death.objects.filter(case__partnership__in=bodies, died_on__gte=date(report.year - YEARS + 1, 4, 1))
    folders: dict[str, set[uuid.UUID]] = {}
    for given, folder in counted.values_list("child__given_names", "case"):
        for part in given.split():
            if len(part) > 2:
                folders.setdefault(part, set()).add(folder)
    for part, of in sorted(folders.items()):
        known = Known(people=(KnownPerson(Role.CHILD, part),))
        for place, text in texts:
            for one in check(text, known):
                if one.kind is Kind.NAME and one.surety is not Surety.POSSIBLE:
                    yield from (Mark(place, folded(one.words), CHILD, folder) for folder in of)


def of_the_same(report: DeathReport) -> list[DeathReport]:
    """What was approved on the same year for the same partnerships, whichever of them is named first; in order."""
    approved = DeathReport.objects.filter(year=report.year, approved_at__isnull=False).order_by("approved_at")
    return [one for one in approved if one.panels == report.panels]


def standing_public(report: DeathReport) -> list[DeathReport]:
    """Those of them that the public reads, or read before the newest took their place."""
    return [one for one in of_the_same(report) if one.is_public]
