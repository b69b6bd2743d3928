"""An agency gives a file: it is kept as it came, and its rows become lines. A long one is read by a job, in pieces."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from itertools import islice

from django.db import transaction
from django.utils import timezone

from handrail.service.access.models import Writer, written_by
from handrail.service.access.roles import CONTRIBUTION
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.cases.actions import NotDone
from handrail.service.chronologies.actions.writing import TAKEN_OUT, Words, fingerprint, held, new_line
from handrail.service.chronologies.models import Chronology, Delivery, Line, Unread
from handrail.service.chronologies.reading.lines import Reading
from handrail.service.chronologies.reading.tables import Opened, open_file
from handrail.service.chronologies.reading.values import NotRead, Refused, Sure, Told
from handrail.service.documents.actions import store
from handrail.service.documents.kinds import NotTaken
from handrail.service.requests.models import Request

AT_ONCE = 1_500
"""Rows that are read while the sender waits; more are left to the job."""
PIECE = 500
JOB = Job("reading chronologies")


@transaction.atomic
def deliver(asked: Request, name: str, content: bytes, *, how: str, by: Writer) -> Delivery:
    """Keep the file and read it, now or by the job. Raises NotDone with what is wrong with it and how to mend it."""
    asked = held(asked)
    if Delivery.objects.filter(request=asked, read_at__isnull=True, cancelled_at__isnull=True).exists():
        raise NotDone("A file is still being read. Wait until it is done, or stop it, then give this one.")
    try:
        opened = open_file(name, content)
        document = store(asked.case.folder, name, content, by=by, opens=CONTRIBUTION, for_body=asked.body)
    except (NotRead, NotTaken) as fault:
        raise NotDone(str(fault)) from None
    _refuse_again(asked, document.content_id, how)
    delivery = Delivery.objects.create(
        case=asked.case,
        request=asked,
        body=asked.body,
        document=document,
        name=document.name,
        how=how,
        rows=opened.count,
        **written_by("added_by", by),
    )
    audit.record(by, f"gave a file for the chronology of {asked.body}", delivery)
    if opened.count <= AT_ONCE:
        _read_now(delivery, opened)
    return delivery


def _refuse_again(asked: Request, sha256: str, how: str) -> None:
    standing = Delivery.objects.filter(request=asked, document__content=sha256, cancelled_at__isnull=True, fault="")
    if how == Delivery.How.ADD and standing.exists():
        raise NotDone("This very file was taken in before, and nothing in it has changed since. Choose another.")


def _read_now(delivery: Delivery, opened: Opened) -> None:
    reading = Reading(opened, timezone.localdate())
    try:
        with transaction.atomic():
            _take(delivery, list(reading.lines()))
    except NotRead as fault:
        raise NotDone(str(fault)) from None
    _finish(delivery, reading.notes)


def read_waiting() -> int:
    """Read each file that waits, in pieces, each in a unit of work of its own. Gives how many were read through."""
    with unit_of_work(JOB):
        waiting = list(
            Delivery.objects.filter(read_at__isnull=True, cancelled_at__isnull=True).values_list("pk", flat=True)
        )
    return sum(_read_through(delivery_id) for delivery_id in waiting)


def _read_through(delivery_id: uuid.UUID) -> bool:
    """Go on where the reading stopped, should a worker have been ended in the middle of it."""
    with unit_of_work(JOB):
        delivery = Delivery.objects.select_related("document__content").get(pk=delivery_id)
        name, content, read_to = delivery.name, bytes(delivery.document.content.held), delivery.read_to
    try:
        reading = Reading(open_file(name, content), timezone.localdate())
        lines = reading.lines()
        for _ in islice(lines, read_to):
            pass
        while piece := list(islice(lines, PIECE)):
            if not _take_piece(delivery_id, piece):
                return False
    except NotRead as fault:
        return _end(delivery_id, [], str(fault))
    return _end(delivery_id, reading.notes, "")


def _take_piece(delivery_id: uuid.UUID, piece: list[Told | Refused]) -> bool:
    """False where somebody has stopped it."""
    with unit_of_work(JOB):
        delivery = _locked(delivery_id)
        if delivery.waits:
            _take(delivery, piece)
            audit.record(JOB, f"read {len(piece):,} rows of a file for a chronology", delivery)
        return delivery.waits


def _end(delivery_id: uuid.UUID, notes: list[str], fault: str) -> bool:
    with unit_of_work(JOB):
        delivery = _locked(delivery_id)
        if not delivery.waits:
            return False
        delivery.fault = fault
        if fault:
            _end_lines(Line.objects.filter(delivery=delivery).standing(), "its file could not be read to the end")
        _finish(delivery, notes)
        audit.record(JOB, "read a file for a chronology", delivery)
    return True


def _locked(delivery_id: uuid.UUID) -> Delivery:
    found = Delivery.objects.select_for_update(of=("self",)).select_related(
        "request", "added_by", "added_by_practitioner", "case"
    )
    return found.get(pk=delivery_id)


def _take(delivery: Delivery, piece: Iterable[Told | Refused]) -> None:
    piece = list(piece)
    lines = [_line_of(delivery, told) for told in piece if isinstance(told, Told)]
    there = set() if delivery.how == Delivery.How.REPLACE else _standing(delivery, lines)
    new = [line for line in lines if line.fingerprint not in there]
    Line.objects.bulk_create(new)
    Unread.objects.bulk_create(
        Unread(delivery=delivery, sheet=row.sheet, row=row.row, cells=dict(row.cells), why=list(row.why))
        for row in piece
        if isinstance(row, Refused)
    )
    delivery.read_to += len(piece)
    delivery.taken += len(new)
    delivery.there += len(lines) - len(new)
    delivery.refused += len(piece) - len(lines)
    delivery.save(update_fields=["read_to", "taken", "there", "refused"])


def _standing(delivery: Delivery, lines: list[Line]) -> set[str]:
    """Which of these are here already from an earlier file, word for word. Twice in one file is meant, or is mended."""
    alike = Line.objects.filter(request=delivery.request, fingerprint__in={line.fingerprint for line in lines})
    return set(alike.standing().exclude(delivery=delivery).values_list("fingerprint", flat=True))


def _line_of(delivery: Delivery, told: Told) -> Line:
    words = Words(
        when=replace(told.when, sure=Sure(told.when.sure)), about=told.about, source=told.source,
        happened=told.happened, did=told.did, voice=told.voice, significance=told.significance, comment=told.comment,
        as_written=told.as_written, other=told.other,
    )  # fmt: skip
    by = delivery.added_by_whom
    assert by is not None  # the database holds that one of the two is named
    line = new_line(delivery.request, words, by=by)
    line.delivery, line.sheet, line.row = delivery, told.sheet[:100], told.row
    line.fingerprint = fingerprint(words)
    return line


def _finish(delivery: Delivery, notes: list[str]) -> None:
    delivery.read_at, delivery.notes, delivery.rows = timezone.now(), notes, delivery.read_to
    delivery.save(update_fields=["read_at", "notes", "rows", "fault"])
    if delivery.how == Delivery.How.REPLACE and not delivery.fault:
        unsent = Line.objects.filter(request=delivery.request, sent_at__isnull=True).exclude(delivery=delivery)
        _end_lines(unsent.standing(), f"replaced by {delivery.name}")


@transaction.atomic
def stop(delivery: Delivery, *, by: Writer) -> None:
    """Stop reading a file, or take its lines out again before they are sent."""
    held(delivery.request)
    delivery = _locked(delivery.pk)
    if delivery.cancelled_at is not None:
        raise NotDone("This file was taken out already.")
    if Line.objects.filter(delivery=delivery, sent_at__isnull=False).exists():
        raise NotDone(
            "Lines of this file have been sent. Take out or correct single lines, or give a file in its place."
        )
    delivery.cancelled_at = timezone.now()
    delivery.save(update_fields=["cancelled_at"])
    _end_lines(Line.objects.filter(delivery=delivery).standing(), TAKEN_OUT)
    audit.record(by, "took a file out of the chronology", delivery)


def _end_lines(lines: object, why: str, at: datetime | None = None) -> None:
    lines.update(ended_at=at or timezone.now(), ended_why=why[:300])  # type: ignore[attr-defined]


def chronology_of(asked: Request) -> Chronology:
    return Chronology.objects.get(pk=asked.about)
