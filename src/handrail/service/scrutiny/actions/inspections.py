"""An inspection is recorded, its report is published, an answer is sent, and what is done about it comes to an end."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.partnerships.models import Body
from handrail.service.scrutiny import letters
from handrail.service.scrutiny.models import Inspection, Remedy


@transaction.atomic
def record_inspection(
    partnership: Body, *, by_whom: str, of_what: str, of_body: Body | None, began_on: date, by: Person
) -> Inspection:
    made = Inspection.objects.create(
        partnership=partnership, by_whom=by_whom, of_what=of_what, of_body=of_body, began_on=began_on, recorded_by=by
    )
    audit.record(by, f"recorded an inspection: {made}", made)
    return made


@transaction.atomic
def record_report(
    inspection: Inspection, *, published_on: date, judgement: str, where: str, answer_due_on: date | None, by: Person
) -> None:
    """The judgement as it was published; recorded again, it is put right."""
    held = Inspection.objects.select_for_update(of=("self",)).get(pk=inspection.pk)
    if published_on < held.began_on:
        raise NotDone("It is published on or after the day on which the inspection began.", "published_on")
    if answer_due_on is not None and answer_due_on < published_on:
        raise NotDone("An answer is wanted on or after the day of publishing.", "answer_due_on")
    held.published_on, held.judgement, held.where, held.answer_due_on = published_on, judgement, where, answer_due_on
    held.save(update_fields=["published_on", "judgement", "where", "answer_due_on"])
    audit.record(by, f"recorded what an inspection judged: {held}", held)


@transaction.atomic
def record_answer(inspection: Inspection, *, on: date, by: Person) -> None:
    held = Inspection.objects.select_for_update(of=("self",)).get(pk=inspection.pk)
    if held.published_on is None:
        raise NotDone("Record first what the report says.")
    if held.answered_on is not None:
        raise NotDone("It is recorded already that the answer was sent.")
    if not held.published_on <= on <= timezone.localdate():
        raise NotDone("It was sent after the report was published, and not in the future.", "on")
    held.answered_on = on
    held.save(update_fields=["answered_on"])
    audit.record(by, f"recorded that an inspection was answered: {held}", held)


@transaction.atomic
def set_inspection_aside(inspection: Inspection, *, why: str, by: Person) -> None:
    """It was recorded in error: it stays to be read, and nothing of it is waited for."""
    held = Inspection.objects.select_for_update(of=("self",)).get(pk=inspection.pk)
    if held.set_aside_at is not None:
        raise NotDone("It is set aside already.")
    held.set_aside_at, held.set_aside_why = timezone.now(), why
    held.save(update_fields=["set_aside_at", "set_aside_why"])
    waiting = Remedy.objects.filter(inspection=held, done_on__isnull=True, dropped_on__isnull=True)
    waiting.update(dropped_on=timezone.localdate(), dropped_why="The inspection was set aside.")
    audit.record(by, f"set aside an inspection: {held}", held)


@transaction.atomic
def add_remedy(
    inspection: Inspection, *, finding: str, words: str, body: Body, owner: str, due_on: date, by: Person
) -> Remedy:
    if inspection.published_on is None:
        raise NotDone("Record first what the report says; then what is done about it.")
    if due_on < inspection.published_on:
        raise NotDone("Give a day after the report was published.", "due_on")
    made = Remedy.objects.create(
        partnership=inspection.partnership, inspection=inspection, finding=finding, words=words, body=body, owner=owner,
        due_on=due_on, recorded_by=by,
    )  # fmt: skip
    audit.record(by, "recorded what is done about an inspection", made)
    letters.tell_remedy(made)
    return made


@transaction.atomic
def remedy_done(remedy: Remedy, *, on: date, words: str, by: Person) -> None:
    held = _waiting(remedy)
    if on > timezone.localdate():
        raise NotDone("The day must be today or in the past.", "on")
    held.done_on, held.done_words = on, words
    held.save(update_fields=["done_on", "done_words"])
    audit.record(by, "recorded that something was done about an inspection", held)


@transaction.atomic
def move_remedy(remedy: Remedy, *, due_on: date, body: Body, owner: str, why: str, by: Person) -> None:
    """Another day, another body, somebody else who sees to it. The body that does it now is told."""
    held = _waiting(remedy)
    if due_on < timezone.localdate():
        raise NotDone("Give today or a later day.", "due_on")
    was = f"{held.owner}, {held.body}, by {spoken(held.due_on)}"
    held.due_on, held.body, held.owner = due_on, body, owner
    held.save(update_fields=["due_on", "body", "owner"])
    audit.record(by, f"moved what is done about an inspection (it was {was}): {why}", held)
    letters.tell_remedy(held)


@transaction.atomic
def drop_remedy(remedy: Remedy, *, on: date, why: str, by: Person) -> None:
    held = _waiting(remedy)
    held.dropped_on, held.dropped_why = on, why
    held.save(update_fields=["dropped_on", "dropped_why"])
    audit.record(by, "recorded that something about an inspection will not be done", held)


def _waiting(remedy: Remedy) -> Remedy:
    rows = Remedy.objects.select_for_update(of=("self",)).select_related("partnership", "body")
    held = rows.get(pk=remedy.pk)
    if not held.waits:
        raise NotDone("It is recorded already what came of this.")
    return held
