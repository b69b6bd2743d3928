"""Sharing a draft with the partnership's scrutineers: a copy as it read then, until it is taken back."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.access.models import Person, Post
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.outbox.actions import write
from handrail.service.partnerships.models import Body, Kind
from handrail.service.scrutiny.doors import OF_A_SCRUTINEER
from handrail.service.scrutiny.models import Reading
from handrail.service.yearly import Told, kept


def scrutineers_of(partnership: Body) -> list[Person]:
    """Who signs in as a scrutineer of it today."""
    posts = Post.objects.on(timezone.localdate()).filter(partnership=partnership, body__kind=Kind.SCRUTINEER)
    held = {one.person for one in posts.select_related("person") if OF_A_SCRUTINEER in one.in_role.may}
    return sorted((one for one in held if one.is_active), key=lambda one: one.name)


def shared_now(of: uuid.UUID) -> Reading | None:
    found = Reading.objects.filter(of=of, folder__isnull=True, withdrawn_on__isnull=True)
    return found.select_related("shared_by").first()


@transaction.atomic
def share_draft(partnership: Body, of: uuid.UUID, title: str, parts: Iterable[Told], *, by: Person) -> Reading:
    """In place of what was shared of it before. Each scrutineer is told, and never what it says."""
    readers = scrutineers_of(partnership)
    if not readers:
        raise NotDone("Nobody signs in here as a scrutineer. Give the scrutineer a post first, under People.")
    today = timezone.localdate()
    withdraw_shared(of, f"A later draft was shared on {spoken(today)}.")
    made = Reading.objects.create(
        partnership=partnership, kind=Reading.Kind.DRAFT, of=of, title=title[:200], on=today,
        told=[kept(part) for part in parts], shared_by=by, shared_at=timezone.now(),
    )  # fmt: skip
    audit.record(by, f"shared a draft with the scrutineers: {title}", made)
    for reader in readers:
        write(
            to=reader.email, subject=f"{partnership}: a draft for you to read",
            text=f"{partnership} has shared a draft with you as its scrutineer: {title}.\n\n"
            f"{settings.ADDRESS}{reverse('scrutiny:reading', args=[made.pk])}\n",
            kind="scrutiny", once=f"shared {made.pk} {reader.pk}", partnership=partnership, about=[],
        )  # fmt: skip
    return made


@transaction.atomic
def take_draft_back(of: uuid.UUID, *, why: str, by: Person) -> None:
    """Its words are there no more; that it was shared, and why no longer, stays to be read."""
    if not why.strip():
        raise NotDone("Say why it is taken back.", "why")
    taken = withdraw_shared(of, why.strip()[:300])
    if taken is None:
        raise NotDone("No draft of it is shared now.")
    audit.record(by, f"took back a draft that was shared with the scrutineers: {taken}", taken)


def withdraw_shared(of: uuid.UUID, why: str) -> Reading | None:
    """What stands shared of it, if anything does; whoever calls it records why in the audit."""
    rows = Reading.objects.select_for_update(of=("self",))
    held = rows.filter(of=of, folder__isnull=True, withdrawn_on__isnull=True).first()
    if held is not None:
        held.told, held.withdrawn_on, held.withdrawn_why = [], timezone.localdate(), why
        held.save(update_fields=["told", "withdrawn_on", "withdrawn_why"])
    return held
