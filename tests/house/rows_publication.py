"""A row of each model of publication that the scene's own doings do not make."""

from __future__ import annotations

from django.utils import timezone

from handrail.service.publication.gate import current
from handrail.service.publication.models import (
    Approval,
    ApprovalTakenBack,
    FamilyTold,
    Publication,
    PublicReason,
    Release,
    Withdrawal,
)
from tests.house.scene import Scene


def of_publication(scene: Scene) -> None:
    publication, coordinator = Publication.objects.get(pk=scene.things["publication_id"]), scene.cast["coordinator"]
    approver = scene.cast["senior officer"]
    approval = Approval.objects.create(
        version=current(publication), approved_by=approver, body=scene.cast.council
    )  # fmt: skip
    PublicReason.objects.create(publication=approval.version.publication, reason="A day is wrong.", given_by=approver)
    ApprovalTakenBack.objects.create(approval=approval, why="A name is in it.", taken_back_by=approver)
    FamilyTold.objects.create(publication=publication, why_not="They cannot be found.", recorded_by=coordinator)
    today = timezone.localdate()
    Release.objects.create(
        publication_key=publication.pk, address="reviews/scene", kind="report", number=1, document="{}",
        sha256="0" * 64, published_on=today,
    )  # fmt: skip
    Withdrawal.objects.create(
        address="reviews/elsewhere", kind="report", on=today, reason="Asked for.", withdrawn_by=coordinator
    )
