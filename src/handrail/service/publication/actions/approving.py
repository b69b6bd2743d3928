"""Two approvals by others than the writers, the word to the family, and legal holds."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.partnerships.models import Body
from handrail.service.publication.actions.held import held, held_whatever
from handrail.service.publication.checking import checked_of_all, open_marks
from handrail.service.publication.gate import current, has_left, lacks, standing_approvals
from handrail.service.publication.models import Approval, ApprovalTakenBack, FamilyTold, Hold, Publication


@transaction.atomic
def approve(publication: Publication, *, number: int, body: Body, by: Person) -> Approval:
    """Approve one version, as it was read. Whoever wrote any of the text approves none of it."""
    publication = held(publication)
    version = current(publication)
    if version.number != number:
        raise NotDone(f"The text was changed while you read it: there is a version {version.number}. Read that one.")
    if publication.versions.filter(written_by=by).exists():
        raise NotDone("You wrote some of this text. It has to be approved by two people who did not.")
    if lacking := list(lacks(publication, version)):
        raise NotDone(f"The text is not complete. Still to be written: {', '.join(lacking)}.")
    if open_marks(version) or not checked_of_all(version):
        raise NotDone("Marks are still open, or the folder knows more than the check did. They are resolved first.")
    if version.approvals.filter(approved_by=by, taken_back__isnull=False).exists():
        raise NotDone("You took your approval of this version back. Somebody else approves it, or you a later one.")
    if version.approvals.filter(approved_by=by).exists():
        raise NotDone("You have approved this version already. A second person has to.")
    approval = Approval.objects.create(version=version, approved_by=by, body=body)
    audit.record(by, f"approved version {number} of a public text", approval, publication.case_id)
    return approval


@transaction.atomic
def take_back(publication: Publication, *, why: str, by: Person) -> ApprovalTakenBack:
    """Take one's own approval of the version that is to leave back, for a reason: it leaves with two others, or not."""
    publication = held(publication)
    version = current(publication)
    if has_left(publication):
        raise NotDone("It has left. If it should not be public, withdraw it.")
    approval = standing_approvals(version).filter(approved_by=by).first()
    if approval is None:
        raise NotDone("No approval of yours stands for this version.")
    if not why.strip():
        raise NotDone("Say why you take it back.")
    taken = ApprovalTakenBack.objects.create(approval=approval, why=why.strip(), taken_back_by=by)
    audit.record(by, f"took the approval of version {version.number} of a public text back", taken, publication.case_id)
    return taken


@transaction.atomic
def record_family(
    publication: Publication, *, by: Person, told_on: date | None = None, how: str = "", why_not: str = ""
) -> FamilyTold:
    """Record when and how the family was told what will be published, or why they were not."""
    publication = held(publication)
    if told_on is not None and told_on > timezone.localdate():
        raise NotDone("Record it once they have been told: the day must be today or in the past.")
    if told_on is not None and not how.strip():
        raise NotDone("Say who was told, how, and what they said.")
    if told_on is None and not why_not.strip():
        raise NotDone("Say when the family was told, or why they were not.")
    word = FamilyTold.objects.create(
        publication=publication, told_on=told_on, how=how.strip() if told_on else "",
        why_not="" if told_on else why_not.strip(), recorded_by=by,
    )  # fmt: skip
    audit.record(by, f"recorded that {word}", word, publication.case_id)
    return word


@transaction.atomic
def put_on_hold(publication: Publication, *, ground: str, reason: str, by: Person) -> Hold:
    publication = held(publication)
    if ground not in Hold.Ground.values or not reason.strip():
        raise NotDone("Say what holds it, and why.")
    hold = Hold.objects.create(publication=publication, ground=ground, reason=reason.strip(), put_on_by=by)
    audit.record(by, "put a legal hold on a publication", hold, publication.case_id)
    return hold


@transaction.atomic
def lift_hold(hold: Hold, *, why: str, by: Person) -> None:
    held_whatever(hold.publication)
    hold = Hold.objects.select_for_update(of=("self",)).get(pk=hold.pk)
    if hold.lifted_at is not None:
        raise NotDone("This hold has been lifted already.")
    if not why.strip():
        raise NotDone("Say why it is lifted.")
    hold.lifted_by, hold.lifted_at, hold.lifted_why = by, timezone.now(), why.strip()
    hold.save(update_fields=["lifted_by", "lifted_at", "lifted_why"])
    audit.record(by, "lifted a legal hold on a publication", hold, hold.publication.case_id)
