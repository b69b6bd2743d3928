"""Setting a text to leave, its release by the worker, and giving it up. At release everything is judged again."""

from __future__ import annotations

from datetime import datetime, time

from django.db import transaction
from django.utils import timezone

from handrail.guidance.days import LONDON
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Job
from handrail.service.cases.actions import NotDone
from handrail.service.publication.actions.held import held, held_whatever
from handrail.service.publication.checking import checked_of_all, hold_against_case
from handrail.service.publication.gate import (
    current,
    going_of,
    has_left,
    latest_release,
    planned_on,
    unmet,
    waits_for_a_day,
    withdrawal_of,
)
from handrail.service.publication.models import Publication, Release
from handrail.service.publication.public import public_of
from handrail.service.publication.rendering import document_of, hash_of
from handrail.service.publication.written import on_one_line
from handrail.service.reviews.actions import record_published
from handrail.service.reviews.actions.practice import MADE_PUBLIC
from handrail.service.reviews.actions.steps import explain_lateness

SETTING = "set"
"""The one condition that is met by setting it to leave, and so is not asked for before."""


@transaction.atomic
def set_to_leave(publication: Publication, *, at: time | None, by: Person, late_reason: str = "") -> Publication:
    """Let the worker release it on the planned day at this time, by London's clock. A revision leaves at once, and so
    does a learning document, which no day is set for."""
    publication = held(publication)
    _refuse_unmet(publication, but=SETTING)
    version, day = current(publication), planned_on(publication)
    if waits_for_a_day(publication):
        if day is None or at is None:
            raise NotDone("Set the day of publication, and say at what time it is to leave.")
        explain_lateness(publication.review, MADE_PUBLIC, day, late_reason, by)
        goes_at = datetime.combine(day, at, LONDON)
    else:
        _refuse_unchanged(publication)
        goes_at = timezone.now()
    publication.goes_at, publication.goes_version = goes_at, version.number
    publication.set_by, publication.set_at = by, timezone.now()
    publication.stayed_at, publication.stayed_why = None, ""
    publication.save(update_fields=["goes_at", "goes_version", "set_by", "set_at", "stayed_at", "stayed_why"])
    audit.record(by, f"set version {version.number} of a public text to leave", publication)
    return publication


def _refuse_unmet(publication: Publication, *, but: str = "") -> None:
    waits = unmet(publication, but=but)
    if waits:
        raise NotDone("It cannot leave yet. " + " ".join(f"{one.title}: not yet. {one.says}" for one in waits))


def _refuse_unchanged(publication: Publication) -> None:
    """What was released is not released again as it was."""
    if has_left(publication) and publication.goes_version == current(publication).number:
        raise NotDone("This version has been released. Change the text first, and say why it is revised.")


@transaction.atomic
def stop_leaving(publication: Publication, *, by: Person) -> Publication:
    """It no longer leaves by itself. Everything else stays as it is."""
    publication = held_whatever(publication)
    if publication.goes_at is None:
        raise NotDone("It is not set to leave.")
    _unset(publication)
    audit.record(by, "stopped a public text from leaving", publication)
    return publication


def _unset(publication: Publication) -> None:
    publication.goes_at = publication.goes_version = publication.set_by = publication.set_at = None
    publication.save(update_fields=["goes_at", "goes_version", "set_by", "set_at"])


@transaction.atomic
def release(publication: Publication, *, by: Job) -> Release:
    """Publish the version that was set to leave: one row of its very bytes. Raises NotDone."""
    publication = held(publication)
    if publication.goes_at is None or publication.goes_at > timezone.now():
        raise NotDone("Its time has not come.")
    version, earlier = current(publication), latest_release(publication)
    if not checked_of_all(version):
        hold_against_case(version)
    _refuse_unmet(publication)
    if has_left(publication):
        raise NotDone("It has left.")
    if earlier is None and publication.is_owed:
        _record_published(publication, by)
    today = timezone.localdate()
    public = public_of(publication, version, earlier, today)
    document = document_of(public)
    made = Release.objects.create(
        publication_key=publication.pk, address=publication.address, kind=publication.what, number=public.number,
        document=document, sha256=hash_of(document), published_on=public.published_on,
    )  # fmt: skip
    audit.record(by, f"released version {version.number} of a public text", publication)
    return made


def keep_why_it_stayed(publication: Publication, why: str, *, by: Job) -> None:
    """For its page, where whoever was told that it stayed looks next. Kept once, not each minute."""
    if publication.stayed_why != why:
        publication.stayed_at, publication.stayed_why = timezone.now(), why
        publication.save(update_fields=["stayed_at", "stayed_why"])
        audit.record(by, "kept why a public text that was set to leave has stayed", publication)


def _record_published(publication: Publication, by: Job) -> None:
    """In the review, whose clocks hear of it; in the name of whoever set it to leave, by the worker's hand."""
    going, text = going_of(publication), current(publication).text
    assert going is not None
    assert publication.set_by is not None
    whole = publication.what == Publication.What.REPORT
    record_published(
        publication.case, going, on=timezone.localdate(), whole=whole, by=publication.set_by, hand=by,
        where=f"The public site: {publication.address}", reasons=text["why_not_the_report"],
        improvements=on_one_line([section["body"] for section in text["sections"]]),
    )  # fmt: skip


@transaction.atomic
def give_up(publication: Publication, *, why: str, by: Person) -> None:
    """Nothing more comes of it. What was released and not withdrawn stays public, so that is withdrawn first."""
    publication = held_whatever(publication)
    if publication.ended_at is not None:
        raise NotDone("This was given up already.")
    if latest_release(publication) is not None and withdrawal_of(publication) is None:
        raise NotDone("It is public. Withdraw it first.")
    if not why.strip():
        raise NotDone("Say why it is given up.")
    if publication.goes_at is not None:
        _unset(publication)
    publication.ended_at, publication.ended_by, publication.ended_why = timezone.now(), by, why.strip()
    publication.save(update_fields=["ended_at", "ended_by", "ended_why"])
    audit.record(by, "gave up a publication", publication)
