"""Putting on a hold, and lifting it. A hold beats every period and every agreement to delete."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.cases.follow import locked
from handrail.service.cases.models import Case
from handrail.service.partnerships.models import Body
from handrail.service.records.models import Hold


@transaction.atomic
def put_on(
    *, by: Person, reason: str, asked_by: str = "", asked_by_name: str = "", case: Case | None = None,
    partnership: Body | None = None,
) -> Hold:  # fmt: skip
    """Hold one folder, or with `partnership` every folder it has or will have."""
    if not reason.strip():
        raise NotDone("Say why nothing may be deleted.")
    if case is not None:
        case = locked(case.pk)
        partnership = case.partnership
    if partnership is None:
        raise ValueError("A hold is on a folder or over a partnership.")
    hold = Hold.objects.create(
        partnership=partnership, folder=case.folder if case else None, reason=reason.strip(), asked_by=asked_by,
        asked_by_name=asked_by_name.strip(), put_on_by=by,
    )  # fmt: skip
    where = "the folder" if case else f"every folder of {partnership}"
    audit.record(by, f"put a legal hold on {where}", hold, case.pk if case else None)
    return hold


@transaction.atomic
def lift(hold: Hold, *, why: str, by: Person) -> None:
    if not why.strip():
        raise NotDone("Say why it is lifted.")
    hold = Hold.objects.select_for_update(of=("self",)).get(pk=hold.pk)
    if hold.lifted_at is not None:
        raise NotDone("This hold has been lifted already.")
    hold.lifted_by, hold.lifted_at, hold.lifted_why = by, timezone.now(), why.strip()
    hold.save(update_fields=["lifted_by", "lifted_at", "lifted_why"])
    audit.record(by, "lifted a legal hold", hold, hold.folder_id)
