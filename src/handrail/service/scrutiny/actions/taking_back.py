"""What was recorded in error as having come to its end is open again. Why is in the audit."""

from __future__ import annotations

from django.db import transaction

from handrail.guidance import spoken
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.cases.follow import locked_open
from handrail.service.scrutiny import letters
from handrail.service.scrutiny.models import Activity, Inspection, Promise, Remedy, Scrutineer


@transaction.atomic
def work_again(activity: Activity, *, why: str, by: Person) -> None:
    """It was not done, or will be done after all. What it found is set aside first: nothing is found by what was not
    done."""
    held = Activity.objects.select_for_update(of=("self",)).select_related("plan", "scrutineer").get(pk=activity.pk)
    if held.waits:
        raise NotDone("Nothing is recorded that came of this piece of scrutiny.")
    if held.findings.filter(set_aside_at__isnull=True).exists():
        raise NotDone("It has findings. Set those aside first, if they too were recorded in error.")
    before = was(held)
    held.done_on, held.done_how, held.done_words, held.dropped_on, held.dropped_why = None, "", "", None, ""
    held.save(update_fields=["done_on", "done_how", "done_words", "dropped_on", "dropped_why"])
    audit.record(by, f"took back that a piece of scrutiny {before}: {why}", held)


@transaction.atomic
def answer_again(inspection: Inspection, *, why: str, by: Person) -> None:
    held = Inspection.objects.select_for_update(of=("self",)).get(pk=inspection.pk)
    if held.answered_on is None:
        raise NotDone("It is not recorded that an answer was sent.")
    was, held.answered_on = held.answered_on, None
    held.save(update_fields=["answered_on"])
    audit.record(by, f"took back that an inspection was answered on {spoken(was)}: {why}", held)


@transaction.atomic
def remedy_again(remedy: Remedy, *, why: str, by: Person) -> None:
    """The body that is to do it is told."""
    rows = Remedy.objects.select_for_update(of=("self",)).select_related("partnership", "body", "inspection")
    held = rows.get(pk=remedy.pk)
    if held.waits:
        raise NotDone("Nothing is recorded that came of this.")
    if held.inspection.set_aside_at is not None:
        raise NotDone("The inspection was set aside, so nothing is done about it.")
    before = was(held)
    held.done_on, held.done_words, held.dropped_on, held.dropped_why = None, "", None, ""
    held.save(update_fields=["done_on", "done_words", "dropped_on", "dropped_why"])
    audit.record(by, f"took back that something about an inspection {before}: {why}", held)
    letters.tell_remedy(held)


@transaction.atomic
def promise_again(promise: Promise, *, why: str, by: Person) -> None:
    """A file that was to show it stays with it, until another takes its place."""
    locked_open(promise.case_id)
    held = Promise.objects.select_for_update(of=("self",)).select_related("case__folder", "body").get(pk=promise.pk)
    if held.waits:
        raise NotDone("Nothing is recorded that came of this promise.")
    before = was(held)
    held.done_on, held.done_words, held.dropped_on, held.dropped_why = None, "", None, ""
    held.save(update_fields=["done_on", "done_words", "dropped_on", "dropped_why"])
    audit.record(by, f"took back that what was promised {before}: {why}", held)


@transaction.atomic
def appointed_still(scrutineer: Scrutineer, *, why: str, by: Person) -> None:
    """What others took over from them stays with those."""
    held = Scrutineer.objects.select_for_update(of=("self",)).get(pk=scrutineer.pk)
    if held.ended_on is None:
        raise NotDone(f"It is not recorded that {held} has ended.")
    same = {"partnership": held.partnership_id, "body": held.body_id, "name": held.name, "ended_on__isnull": True}
    if Scrutineer.objects.filter(**same).exists():
        raise NotDone(f"{held} was appointed again since, and is appointed now.")
    was, held.ended_on, held.ended_why = held.ended_on, None, ""
    held.save(update_fields=["ended_on", "ended_why"])
    audit.record(by, f"took back that {held} ended on {spoken(was)} as independent scrutineer: {why}", held)


def was(held: Activity | Remedy | Promise) -> str:
    """What is recorded that came of it."""
    if held.done_on is not None:
        return f"was done on {spoken(held.done_on)}"
    return "will not be done"
