"""Letting a folder go: every row that hangs on it, in an order that leaves nothing pointing at what is gone.

No cascade does this. The register of holdings says what there is; the database refuses to let go of a folder that
two people have not agreed on, that is held, or whose days of waiting are not over.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from collections import Counter

from django.db import IntegrityError, connection, models, transaction
from django.db.models import Q
from django.utils import timezone
from psycopg.sql import SQL, Identifier

from handrail.service.access.models import Person, ShutOut
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Actor
from handrail.service.cases.actions import NotDone
from handrail.service.cases.follow import all_locked, locked
from handrail.service.cases.models import Case, SpentNumber
from handrail.service.documents.models import Content, Document
from handrail.service.outbox.models import Message
from handrail.service.partnerships.models import Body
from handrail.service.records.actions.joined_deaths import joined_folders, leave_joined_whole
from handrail.service.records.holds import REVIEWED_ELSEWHERE, holds_over, open_deletion, reviewed_elsewhere
from handrail.service.records.keeping import kept
from handrail.service.records.models import AccessRequest, Deletion, Period, Tombstone
from handrail.service.records.register import holdings
from handrail.service.records.went import Went, values_of


def agreed() -> list[uuid.UUID]:
    """The folders that two people have agreed on and whose days of waiting are over."""
    now = timezone.now()
    return list(
        Deletion.objects.filter(ended_at__isnull=True, goes_at__lte=now)
        .order_by("goes_at")
        .values_list("folder", flat=True)
    )


@transaction.atomic
def let_go(folder_id: uuid.UUID, *, by: Actor) -> Tombstone:
    """Let one agreed folder go, whole, and leave a tombstone. Everything is judged again before anything goes."""
    case = _held(folder_id)
    deletion = _judged(case)
    assert deletion.confirmed_by_id is not None
    assert deletion.confirmed_at is not None
    leave_joined_whole(case, by=by)
    held = _rows_of(case)
    stone = Tombstone.objects.create(
        partnership=case.partnership, digest=digest_of(case), period=deletion.period, kept_until=deletion.kept_until,
        held={model._meta.label: len(keys) for model, keys in held.items() if keys}, proposed_by=deletion.proposed_by,
        proposed_at=deletion.proposed_at, confirmed_by_id=deletion.confirmed_by_id,
        confirmed_at=deletion.confirmed_at, done_at=timezone.now(),
    )  # fmt: skip
    _spend_number(case)
    audit.record(by, "let a folder go, as two people had agreed", stone, case.pk)
    _take_away(case, held)
    return stone


@transaction.atomic
def let_go_again(folder_id: uuid.UUID, went: Went, *, by: Actor) -> Tombstone | None:
    """A folder that went, and that an older backup brought back. Two people had agreed on it then, so nothing is
    judged; the database lets it go where its owner has found it on the list. Where who agreed, or the period, came
    only after the backup, no tombstone can name them: None, and the line stays on the list."""
    case = _held(folder_id)
    leave_joined_whole(case, by=by)
    held = _rows_of(case)
    stone = _stone_again(went)
    _spend_number(case)
    audit.record(by, "let a folder go again: it had gone, and a backup had brought it back", stone or case, case.pk)
    _take_away(case, held)
    return stone


def _held(folder_id: uuid.UUID) -> Case:
    """The folder, with those that its deaths are joined to held too: of these something is written as it goes."""
    all_locked({folder_id, *joined_folders(folder_id)})
    return locked(folder_id)


def _stone_again(went: Went) -> Tombstone | None:
    named = (
        Body.objects.filter(pk=went.partnership_id).exists() and Period.objects.filter(pk=went.period_id).exists()
        and Person.objects.filter(pk__in=(went.proposed_by_id, went.confirmed_by_id)).count() == 2
    )  # fmt: skip
    return Tombstone.objects.get_or_create(pk=went.id, defaults=values_of(went))[0] if named else None


def _take_away(case: Case, held: dict[type[models.Model], list[object]]) -> None:
    asked_about = list(AccessRequest.objects.filter(matches__child__folder=case.pk).distinct())
    contents = set(Document.objects.filter(folder=case.pk).values_list("content", flat=True))
    try:
        _let_shut_out_go(case)
        for model, keys in held.items():
            _delete(model, keys)
        _delete(Content, [key for key in contents if not Document.objects.filter(content=key).exists()])
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
            cursor.execute("set constraints all deferred")
        _forget_names(asked_about)
    except IntegrityError as pointed_at:
        raise NotDone(f"Something outside this folder points into it, so nothing was deleted: {pointed_at}") from None


def _let_shut_out_go(case: Case) -> None:
    """Only the database writes who is shut out; it takes that away where it sees that the folder is agreed to go."""
    with connection.cursor() as cursor:
        cursor.execute("select records_shut_out_goes(%s)", [case.pk])


def _forget_names(requests: list[AccessRequest]) -> None:
    """Who asked, and about whom, is known no longer than anything that was found for them."""
    for request in requests:
        if not request.matches.exists():
            request.asked_by_name = request.about_name = request.identity_how = request.extended_why = ""
            request.extended_on = None
            request.save(update_fields=["asked_by_name", "about_name", "identity_how", "extended_why", "extended_on"])


def digest_of(case: Case) -> str:
    """What a tombstone keeps of a folder: nobody can go back from it, and who has both parts can make it again."""
    return hashlib.sha256(f"{case.pk}|{case.reference}".encode()).hexdigest()


def _judged(case: Case) -> Deletion:
    deletion = open_deletion(case.folder)
    if deletion is None or deletion.confirmed_at is None or deletion.goes_at is None:
        raise NotDone("Two people have not agreed to delete this folder.")
    if deletion.goes_at > timezone.now():
        raise NotDone("The days in which somebody may object are not over.")
    if holds_over(case.folder):
        raise NotDone("A legal hold stands.")
    if reviewed_elsewhere(case.folder):
        raise NotDone(REVIEWED_ELSEWHERE)
    if AccessRequest.objects.filter(matches__child__folder=case.pk, answered_on__isnull=True).exists():
        raise NotDone("Somebody has asked to see what this folder holds of them, and is not answered yet.")
    if not kept(case, timezone.localdate()).over(timezone.localdate()):
        raise NotDone("By the period now in force this folder is not due.")
    return deletion


def _rows_of(case: Case) -> dict[type[models.Model], list[object]]:
    """The keys of all that goes, table by table: each table before those it points at, the agreement last but two."""
    held: dict[type[models.Model], list[object]] = {Message: list(_messages(case).values_list("pk", flat=True))}
    for holding in (one for one in holdings() if one.model is not Message):
        held[holding.model] = list(holding.rows(case.pk).values_list("pk", flat=True))
    del held[ShutOut]
    agreement = held.pop(Deletion)
    return {**held, Deletion: agreement}


def _messages(case: Case) -> models.QuerySet[Message]:
    """Messages carry nothing of a folder but its reference, and the addresses of its pages. They say what they are
    about; those written before they did are found by what they carry."""
    reference = rf"\m{re.escape(case.reference)}\M"
    return Message.objects.filter(
        Q(about__contains=[case.pk])
        | Q(subject__regex=reference) | Q(text__regex=reference) | Q(text__contains=str(case.pk))
    )  # fmt: skip


def _spend_number(case: Case) -> None:
    stem, _, number = case.reference.rpartition("-")
    if number.isdecimal():
        SpentNumber.objects.get_or_create(partnership=case.partnership, stem=f"{stem}-", number=int(number))


def _delete(model: type[models.Model], keys: list[object]) -> None:
    if keys:
        table, key = Identifier(model._meta.db_table), Identifier(str(model._meta.pk.column))
        with connection.cursor() as cursor:
            cursor.execute(SQL("delete from {} where {} = any(%s)").format(table, key), [keys])


def kinds_in(stone: Tombstone) -> Counter[str]:
    """What went, by room."""
    kinds: Counter[str] = Counter()
    for label, number in stone.held.items():
        kinds[label.split(".")[0]] += number
    return kinds
