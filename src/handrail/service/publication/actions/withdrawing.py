"""Taking down what was published, with the reason that the public reads, and giving that reason in other words."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.publication.actions.held import held_whatever
from handrail.service.publication.gate import going_of, latest_release, withdrawal_of
from handrail.service.publication.models import Publication, PublicReason, Withdrawal
from handrail.service.publication.telling import what_a_reason_tells
from handrail.service.publication.written import on_one_line
from handrail.service.reviews.actions import record_taken_down


@transaction.atomic
def withdraw(publication: Publication, *, reason: str, by: Person, stays_because: str = "") -> Withdrawal:
    """Take what was published down everywhere, for good, with the reason that the public is given."""
    publication = held_whatever(publication)
    if latest_release(publication) is None:
        raise NotDone("Nothing of this has been published. To keep it from leaving, stop it or give it up.")
    if withdrawal_of(publication) is not None:
        raise NotDone("It has been withdrawn already.")
    given = _reason_given(publication, reason, stays_because, by)
    made = Withdrawal.objects.create(
        address=publication.address, kind=publication.what, on=timezone.localdate(), reason=given.reason,
        withdrawn_by=by,
    )  # fmt: skip
    if publication.goes_at is not None:
        publication.goes_at = publication.goes_version = publication.set_by = publication.set_at = None
        publication.save(update_fields=["goes_at", "goes_version", "set_by", "set_at"])
    audit.record(by, "withdrew what was published", publication)
    _record_taken_down(publication, reason, by)
    return made


@transaction.atomic
def replace_reason(publication: Publication, *, reason: str, by: Person, stays_because: str = "") -> Withdrawal:
    """Give the public other words for why it was withdrawn. Those before stay in the folder alone."""
    publication = held_whatever(publication)
    withdrawal = withdrawal_of(publication)
    if withdrawal is None:
        raise NotDone("Nothing of this was withdrawn.")
    if on_one_line([reason]) == withdrawal.reason:
        raise NotDone("The public reads these words already. Give others, or go back.")
    if not publication.public_reasons.exists():
        PublicReason.objects.create(
            publication=publication, reason=withdrawal.reason, given_by=withdrawal.withdrawn_by,
            given_at=withdrawal.withdrawn_at,
        )  # fmt: skip
    withdrawal.reason = _reason_given(publication, reason, stays_because, by).reason
    withdrawal.save(update_fields=["reason"])
    audit.record(by, "replaced the public reason of a withdrawal", publication)
    return withdrawal


def _reason_given(publication: Publication, reason: str, stays_because: str, by: Person) -> PublicReason:
    if not reason.strip():
        raise NotDone("Say why it is withdrawn, in words for the public.")
    tells = what_a_reason_tells(publication, reason)
    if tells.surely:
        raise NotDone(
            f"The public would read these words, and they may tell who it is about: {tells.surely}. "
            "Say it without them."
        )
    if tells.perhaps and not stays_because.strip():
        raise NotDone(
            f"The public would read these words, and they may tell who it is about: {tells.perhaps}. "
            "Say it without them, or say why they may stay."
        )
    return PublicReason.objects.create(
        publication=publication, reason=on_one_line([reason]), given_by=by, marked=tells.perhaps,
        stays_because=stays_because.strip() if tells.perhaps else "",
    )  # fmt: skip


def _record_taken_down(publication: Publication, reason: str, by: Person) -> None:
    """In the review, as far as that can still be written in: nothing keeps a withdrawal from taking effect."""
    going = going_of(publication)
    if going is not None and publication.case.closed_at is None and publication.is_owed:
        try:
            with transaction.atomic():
                record_taken_down(publication.case, going, on=timezone.localdate(), reasons=reason, by=by)
        except NotDone as kept_as_it_was:
            audit.record(by, f"could not record the withdrawal in the review: {kept_as_it_was}", publication)
