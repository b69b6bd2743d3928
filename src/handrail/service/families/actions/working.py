"""Ending a key worker's time without a next one, and ending a rule of safe contact."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.cases.follow import locked_open
from handrail.service.cases.models import Case
from handrail.service.families.actions.keeping import count, family_in, refuse_before
from handrail.service.families.models import KeyWorker, SafeRule


@transaction.atomic
def end_key_worker(case: Case, worker: KeyWorker, *, on: date, why: str, handed_over: str, by: Person) -> None:
    """The family has no key worker after that day, until another is named."""
    with audit.keeping(case.pk):
        held = locked_open(case.pk)
    worker.refresh_from_db()
    if worker.until_on is not None or not worker.stands:
        raise NotDone("This key worker's time has ended already.")
    refuse_before(on, worker.from_on, f"{worker.name} is the key worker from", "on")
    worker.until_on, worker.ended_why, worker.handed_over = on, why.strip()[:300], handed_over.strip()
    worker.save(update_fields=["until_on", "ended_why", "handed_over"])
    audit.record(by, "ended a key worker's time", worker, case.pk)
    count(family_in(held, by))


@transaction.atomic
def end_rule(case: Case, rule: SafeRule, *, on: date, why: str, by: Person) -> None:
    """From now on messages are not refused by this rule. Who ended it, and why, stays."""
    with audit.keeping(case.pk):
        locked_open(case.pk)
    rule.refresh_from_db()
    if not rule.binds:
        raise NotDone("This rule has ended already.")
    refuse_before(on, rule.from_on, "The rule stands from", "on")
    rule.ended_on, rule.ended_why = on, why.strip()[:300]
    rule.save(update_fields=["ended_on", "ended_why"])
    audit.record(by, "ended a safe-contact rule", rule, case.pk)
