"""What a body will do better: promised, done with what shows it, or given up with a reason. And what a round found."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.access.roles import CONTRIBUTION
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.cases.follow import locked_open
from handrail.service.cases.models import Case
from handrail.service.documents.actions import store
from handrail.service.partnerships.models import Body
from handrail.service.scrutiny.models import Promise, Return, Round, Sampled


@transaction.atomic
def promise(
    round_: Round, body: Body, *, words: str, owner: str, due_on: date, by: Person, sent_in: Return | None = None,
    standard: str = "",
) -> Promise:  # fmt: skip
    locked_open(round_.case_id)
    if due_on < timezone.localdate():
        raise NotDone("Give today or a later day.", "due_on")
    made = Promise.objects.create(
        case=round_.case, round=round_, sent_in=sent_in, body=body, standard=standard, words=words, owner=owner,
        due_on=due_on, recorded_by=by,
    )  # fmt: skip
    audit.record(by, f"recorded what {body} will do", made)
    return made


@transaction.atomic
def done(made: Promise, *, on: date, words: str, by: Person, file: tuple[str, bytes] | None = None) -> None:
    """Raises NotTaken for a file that cannot be kept."""
    with audit.keeping(made.case_id):
        held = _waiting(made)
        if on > timezone.localdate():
            raise NotDone("The day must be today or in the past.", "on")
        held.done_on, held.done_words = on, words
        if file is not None:
            name, bytes_ = file
            held.document = store(held.case.folder, name, bytes_, by=by, opens=CONTRIBUTION, for_body=held.body)
        held.save(update_fields=["done_on", "done_words", "document"])
        audit.record(by, "recorded that what was promised is done", held)


@transaction.atomic
def give_up(made: Promise, *, why: str, by: Person) -> None:
    held = _waiting(made)
    held.dropped_on, held.dropped_why = timezone.localdate(), why
    held.save(update_fields=["dropped_on", "dropped_why"])
    audit.record(by, "recorded that what was promised will not be done", held)


def _waiting(made: Promise) -> Promise:
    locked_open(made.case_id)
    held = Promise.objects.select_for_update(of=("self",)).select_related("case__folder", "body").get(pk=made.pk)
    if not held.waits:
        raise NotDone("It is recorded already what came of this.")
    return held


@transaction.atomic
def record_found(round_: Round, *, words: str, on: date, by: Person) -> None:
    """What all the returns together say, for those who read the round."""
    locked_open(round_.case_id)
    held = Round.objects.select_for_update(of=("self",)).get(pk=round_.pk)
    held.found, held.found_on = words, on
    held.save(update_fields=["found", "found_on"])
    audit.record(by, f"recorded what a round found: {held}", held)


@transaction.atomic
def sample(round_: Round, looked_at: Case, *, by: Person) -> Sampled:
    """Put a folder in an audit's sample, by the reference alone: its number there says nothing."""
    locked_open(round_.case_id)
    if round_.question_set.of != "audit":
        raise NotDone("Only an audit of practice has a sample.")
    if looked_at.pk == round_.case_id:
        raise NotDone("This is the audit's own folder. Give the reference of one to look at.", "reference")
    if Sampled.objects.filter(round=round_, sampled=looked_at, set_aside_at__isnull=True).exists():
        raise NotDone("This folder is in the sample already.", "reference")
    held = Round.objects.select_for_update(of=("self",)).get(pk=round_.pk)
    held.sampled_last += 1
    held.save(update_fields=["sampled_last"])
    made = Sampled.objects.create(
        round=held, case=round_.case, sampled=looked_at, number=held.sampled_last, recorded_by=by
    )
    audit.record(by, "put a folder in the sample of an audit", made, round_.case_id)
    return made


@transaction.atomic
def take_out(one: Sampled, *, why: str, by: Person) -> None:
    """A folder was put in the sample in error. Its number is given to no other."""
    locked_open(one.case_id)
    held = Sampled.objects.select_for_update(of=("self",)).get(pk=one.pk)
    if held.set_aside_at is not None:
        raise NotDone("It is out of the sample already.")
    held.set_aside_at, held.set_aside_why = timezone.now(), why
    held.save(update_fields=["set_aside_at", "set_aside_why"])
    audit.record(by, f"took number {held.number} out of the sample of an audit", held, held.case_id)
