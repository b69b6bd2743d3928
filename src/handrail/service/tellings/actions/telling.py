"""What a teller does: typing, and sending."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from handrail.service.access.practitioners import Teller
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.cases.drafts import AlreadySubmitted, put
from handrail.service.child_deaths.actions import judge
from handrail.service.tellings import letters
from handrail.service.tellings.journey import told_in
from handrail.service.tellings.models import Telling


def _held(telling: Telling) -> Telling:
    held = Telling.objects.select_for_update(of=("self",)).select_related("teller", "partnership").get(pk=telling.pk)
    if held.sent_at is not None:
        raise AlreadySubmitted
    return held


@transaction.atomic
def save_typed(telling: Telling, slug: str, typed: dict[str, list[str]], version: int, *, by: Teller) -> Telling:
    """Keep what was typed on one page. Raises Overtaken, and AlreadySubmitted."""
    held = _held(telling)
    if put(held, slug, typed, version=version):
        held.save(update_fields=["answers", "version", "saved_at"])
        audit.record(by, f"typed in what they tell, on the page {slug}", held)
    return held


@transaction.atomic
def send(telling: Telling, *, by: Teller) -> Telling:
    """It is told, and nothing opens it to the teller any more. The partnership hears of it once a job has compared it
    with the folders. Raises NotDone for what cannot be so."""
    held = _held(telling)
    held.sent_at = timezone.now()
    told = told_in(held)
    if told is None:
        raise NotDone("Some answers are still needed. They are named below.")
    judge.told(told)
    held.save(update_fields=["sent_at"])
    audit.record(by, "told of a child's death", held)
    letters.tell_received(held)
    Teller.objects.filter(pk=by.pk).update(ended_at=held.sent_at)
    return held
