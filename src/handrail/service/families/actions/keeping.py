"""Keeping anything of the family, once, and setting aside what is wrong: it stays readable and counts no more."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.cases.follow import follow, locked_open
from handrail.service.cases.models import Case, KeptFact
from handrail.service.families.facts import DIED
from handrail.service.families.models import Answer, Family, Kept, Leaflet, Question, Reach, Relative, SafeRule

PAST = ("on", "asked_on", "decided_on", "from_on")
DID: dict[str, str] = {
    "Relative": "recorded one of the family",
    "Reach": "recorded how one of the family is reached",
    "SafeRule": "made a safe-contact rule",
    "Wish": "recorded a wish of one of the family",
    "KeyWorker": "named a key worker",
    "Telling": "recorded what the family may be told",
    "TellingLook": "looked again at what the family may be told",
    "Leaflet": "recorded that a guide was offered",
    "Question": "recorded a question of the family",
    "Answer": "recorded an answer to the family",
    "ToldBack": "recorded that an answer was told back",
}
Row = TypeVar("Row", bound=Kept)


def family_in(case: Case, by: Person) -> Family:
    """The folder's record of the family, begun with the first thing that is written in it.

    The deaths that other papers have filed since are taken up, so that a key worker named before counts for them.
    """
    family, _ = Family.objects.get_or_create(case=case, defaults={"recorded_by": by})
    family.case = case
    return _with_deaths(family)


def _with_deaths(family: Family) -> Family:
    died = KeptFact.objects.filter(case=family.case_id, kind=DIED, replaced_at__isnull=True)
    known = sorted(set(died.values_list("about", flat=True)))
    if known != family.about:
        family.about = known
        family.save(update_fields=["about"])
    return family


@transaction.atomic
def write(case: Case, row: Row, *, by: Person) -> Row:
    """Keep one thing of the family: a relative, a way to reach them, a rule, a wish, a guide offered, a question."""
    with audit.keeping(case.pk):
        held = locked_open(case.pk)
    refuse_to_come(row)
    match row:
        case SafeRule(kind=SafeRule.Kind.NOT_HERE, reach=None):
            raise NotDone("Choose the number or address that must never be used.", "reach")
        case Reach() | SafeRule():
            _refuse_set_aside(row.relative)
        case Leaflet():
            row.title = row.title.strip() or "When a Child Dies"
        case Question(meeting=None) | Answer():
            pass
    return kept(row, held, by)


def kept(row: Row, case: Case, by: Person) -> Row:
    """Keep it in the folder that is held, and count what the law hears of it."""
    row.case, row.recorded_by = case, by
    row.family = family_in(case, by)
    row.save(force_insert=True)
    audit.record(by, DID[type(row).__name__], row, case.pk)
    count(row.family)
    return row


def count(family: Family) -> None:
    follow(family, "the family's record changed")


@transaction.atomic
def set_aside(case: Case, row: Kept, *, why: str, by: Person) -> None:
    """What is wrong, or no longer so. A safe-contact rule is never set aside with its person: it is ended."""
    with audit.keeping(case.pk):
        held = locked_open(case.pk)
    row.refresh_from_db()
    if row.set_aside_at is not None:
        raise NotDone("This is set aside already.")
    if not why.strip():
        raise NotDone("Say what is wrong with it, or why it is no longer so.", "why")
    if isinstance(row, Relative) and any(rule.binds for rule in row.rules.all()):
        raise NotDone("A safe-contact rule of theirs stands, and would be overlooked. End it first, and say why.")
    row.set_aside_at, row.set_aside_why = timezone.now(), why.strip()[:300]
    row.save(update_fields=["set_aside_at", "set_aside_why"])
    audit.record(by, f"set aside: {row._meta.verbose_name}", row, case.pk)
    count(family_in(held, by))


def _refuse_set_aside(relative: Relative) -> None:
    if not relative.stands:
        raise NotDone("This person was set aside. Record them anew first.")


def refuse_to_come(row: Kept) -> None:
    """What is recorded has happened; a key worker may be named from a day to come."""
    today = timezone.localdate()
    for name in PAST:
        day = getattr(row, name, None)
        if isinstance(day, date) and day > today and type(row).__name__ != "KeyWorker":
            raise NotDone("Record it once it has been done: the day must be today or in the past.", name)


def refuse_before(day: date, earliest: date, what: str, name: str) -> None:
    if day < earliest:
        raise NotDone(f"{what} {spoken(earliest)}: give that day or a later one.", name)
