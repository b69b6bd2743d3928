"""A national review takes in a further case, or lets one go again, while it runs."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.national_panel.joining import may_join, runs
from handrail.service.national_panel.models import CaseJoined, DocketItem, PanelDecision
from handrail.service.partnerships.actions import NotDone


@transaction.atomic
def join_case(decision: PanelDecision, item: DocketItem, *, why: str, by: Person) -> CaseJoined:
    decision = _running(decision)
    if not why.strip():
        raise NotDone("Say why this case belongs to the review.", "why")
    if not may_join(by, decision).filter(pk=item.pk).exists():
        raise NotDone("Choose a case that is before the Panel and in no national review yet.", "item")
    joined = CaseJoined.objects.create(decision=decision, item=item, why=why.strip()[:300], recorded_by=by)
    audit.record(by, f"took a further case into a national review: {item}", joined)
    return joined


@transaction.atomic
def take_case_out(joined: CaseJoined, *, why: str, by: Person) -> None:
    """It stays to be read that the case was in the review, and why it is not."""
    joined = CaseJoined.objects.select_for_update(of=("self",)).select_related("decision", "item").get(pk=joined.pk)
    _running(joined.decision)
    if joined.taken_out_at is not None:
        raise NotDone("This case was taken out already.")
    if not why.strip():
        raise NotDone("Say why the case is taken out.", "why")
    joined.taken_out_at, joined.taken_out_by, joined.taken_out_why = timezone.now(), by, why.strip()[:300]
    joined.save(update_fields=["taken_out_at", "taken_out_by", "taken_out_why"])
    audit.record(by, f"took a case out of a national review: {joined.item}", joined)


def _running(decision: PanelDecision) -> PanelDecision:
    held = PanelDecision.objects.select_for_update(of=("self",)).select_related("item__meeting").get(pk=decision.pk)
    if not runs(held):
        raise NotDone("Cases are taken in and out while the review runs: it is not held, was published, or called off.")
    return held
