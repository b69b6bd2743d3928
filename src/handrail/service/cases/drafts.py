"""Keeping what is being typed. Two people at one draft lose nothing: the one overtaken is shown both texts."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, Protocol

from django.db import models, transaction
from django.utils import timezone

from handrail.service.access.models import Person, Writer, written_by
from handrail.service.audit import actions as audit
from handrail.service.cases.journey import Answers
from handrail.service.cases.models import Case, Draft
from handrail.service.partnerships.models import Body


class Typed(Protocol):
    """What is being typed, a page at a time: a draft, or what somebody without an account writes."""

    answers: dict[str, Any]
    version: int
    saved_at: datetime

    @property
    def saved_by_whom(self) -> object: ...


class Overtaken(Exception):
    """Someone saved this page after it was opened. `theirs` is what they typed; nothing was written."""

    def __init__(self, draft: Typed, theirs: dict[str, list[str]]) -> None:
        super().__init__(f"{draft.saved_by_whom} changed this page while you were typing.")
        self.draft, self.theirs = draft, theirs


class AlreadySubmitted(Exception):
    """The draft became a paper, perhaps by another's hand a moment ago."""


@transaction.atomic
def begin_draft(
    journey: str,
    *,
    body: Body,
    partnership: Body,
    by: Writer,
    case: Case | None = None,
    paper_id: uuid.UUID | None = None,
    answers: Answers | None = None,
) -> Draft:
    """A new draft; for a paper that has one open at this body, that one. `answers` stand in it from the start."""
    if paper_id is not None:
        standing = _open().filter(journey=journey, paper_id=paper_id, body=body).first()
        if standing is not None:
            return standing
    draft = Draft.objects.create(
        journey=journey, body=body, partnership=partnership, case=case, paper_id=paper_id, answers=dict(answers or {}),
        **written_by("begun_by", by), **written_by("saved_by", by),
    )  # fmt: skip
    audit.record(by, f"began {draft}", draft)
    return draft


def drafts_of(person: Person, journey: str) -> list[Draft]:
    """Open drafts of one journey at the bodies this person works for, latest first."""
    return list(_open().filter(journey=journey, body__in=person.bodies).select_related("saved_by", "body"))


@transaction.atomic
def save_page(draft_id: uuid.UUID, slug: str, typed: dict[str, list[str]], *, version: int, by: Writer) -> Draft:
    """Keep what was typed on one page.

    Raises Overtaken where another save changed this page since `version`, and AlreadySubmitted.
    """
    draft = locked_draft(draft_id)
    if not put(draft, slug, typed, version=version):
        return draft
    draft.save(update_fields=["answers", "version", "saved_at", *_saved(draft, by)])
    audit.record(by, f"typed in {draft}, on the page {slug}", draft)
    return draft


def put(held: Typed, slug: str, typed: dict[str, list[str]], *, version: int) -> bool:
    """Put what was typed on one page with the rest; False where it stood there already. Raises Overtaken."""
    theirs: dict[str, Any] = held.answers.get(slug, {})
    if theirs == typed:
        return False
    if held.answers.get("_saves", {}).get(slug, 0) > version:
        raise Overtaken(held, theirs)
    held.version += 1
    held.answers[slug] = typed
    held.answers["_saves"] = {**held.answers.get("_saves", {}), slug: held.version}
    held.saved_at = timezone.now()
    return True


@transaction.atomic
def submitted(draft: Draft, *, by: Writer) -> Draft:
    """Mark a draft as submitted, once: of two people who submit at once, the second is told."""
    held = locked_draft(draft.pk)
    held.submitted_at = timezone.now()
    held.save(update_fields=["submitted_at", *_saved(held, by)])
    return held


@transaction.atomic
def discard(draft: Draft, *, by: Person) -> None:
    held = locked_draft(draft.pk)
    held.discarded_at = timezone.now()
    held.save(update_fields=["discarded_at"])
    audit.record(by, f"discarded {held}", held)


@transaction.atomic
def restore(draft: Draft, *, by: Person) -> None:
    """Take back a discard."""
    Draft.objects.filter(pk=draft.pk, submitted_at__isnull=True).update(discarded_at=None)
    audit.record(by, f"took back {draft}", draft)


def locked_draft(draft_id: uuid.UUID) -> Draft:
    drafts = Draft.objects.select_for_update(of=("self",)).select_related("saved_by", "saved_by_practitioner__body")
    draft = drafts.get(pk=draft_id)
    if draft.submitted_at is not None or draft.discarded_at is not None:
        raise AlreadySubmitted
    return draft


def _saved(draft: Draft, by: Writer) -> list[str]:
    """Note who typed last. Gives the columns that this changes."""
    columns = written_by("saved_by", by)
    for column, writer in columns.items():
        setattr(draft, column, writer)
    return list(columns)


def _open() -> models.QuerySet[Draft]:
    return Draft.objects.filter(submitted_at__isnull=True, discarded_at__isnull=True)
