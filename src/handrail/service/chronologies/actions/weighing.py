"""Those who review mark key events, and decide of two lines whether they tell of one event. A job finds such pairs."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max, Q
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.audit.piecemeal import in_pieces
from handrail.service.cases.actions import NotDone
from handrail.service.cases.follow import locked_open
from handrail.service.chronologies.merging import order
from handrail.service.chronologies.merging.alike import Pair, pairs
from handrail.service.chronologies.merging.differ import differences
from handrail.service.chronologies.models import Chronology, KeyEvent, Line, Tie
from handrail.service.chronologies.reading.values import Sure

JOB = Job("comparing chronologies")
KEPT_OF_DIFFERENCES = 12


def _held(case_id: uuid.UUID) -> None:
    """Whoever reviews may hold a key to chronologies alone, and not to the folder's own row."""
    with audit.keeping(case_id):
        locked_open(case_id)


def _stand(*lines: Line) -> bool:
    """As they are now, and not as a page showed them."""
    return Line.objects.filter(pk__in=[line.pk for line in lines]).standing().count() == len(lines)


@transaction.atomic
def mark(line: Line, *, why: str, by: Person) -> KeyEvent:
    _held(line.case_id)
    if not _stand(line):
        raise NotDone("This line no longer stands. Mark the one that stands in its place.")
    if KeyEvent.objects.filter(line=line, ended_at__isnull=True).exists():
        raise NotDone("This line is marked as a key event already.")
    marked = KeyEvent.objects.create(case_id=line.case_id, line=line, why=why, marked_by=by)
    audit.record(by, "marked a key event", line)
    return marked


@transaction.atomic
def unmark(line: Line, *, by: Person) -> None:
    _held(line.case_id)
    if not KeyEvent.objects.filter(line=line, ended_at__isnull=True).update(ended_at=timezone.now()):
        raise NotDone("This line is not marked as a key event.")
    audit.record(by, "took a mark off", line)


@transaction.atomic
def tie(first: Line, second: Line, *, by: Person) -> Tie:
    """Hold two lines against each other that the search did not bring together."""
    _held(first.case_id)
    if first.chronology_id != second.chronology_id or first.pk == second.pk:
        raise NotDone("Choose two lines of one chronology.")
    if not _stand(first, second):
        raise NotDone("One of these lines no longer stands. Choose two that do.")
    first, second = _in_order(first, second)
    found, made = Tie.objects.get_or_create(
        first=first, second=second,
        defaults={
            "case_id": first.case_id, "chronology_id": first.chronology_id,
            "differ": list(differences(_light(first), _light(second))),
        },
    )  # fmt: skip
    if made:
        audit.record(by, "held two lines against each other", found)
    return found


def _in_order(first: Line, second: Line) -> tuple[Line, Line]:
    lines = {str(line.pk): line for line in (first, second)}
    one, other = order.in_order(_light(line) for line in lines.values())
    return lines[one.key], lines[other.key]


@transaction.atomic
def decide(tied: Tie, decided: str, *, note: str, by: Person) -> None:
    _held(tied.case_id)
    tied = Tie.objects.select_for_update().get(pk=tied.pk)
    tied.decided, tied.note, tied.decided_by, tied.decided_at = decided, note, by, timezone.now()
    tied.save(update_fields=["decided", "note", "decided_by", "decided_at"])
    audit.record(by, f"decided of two lines: {tied.get_decided_display().lower()}", tied)


def compare_changed() -> int:
    """Hold the lines of each chronology against each other in which a line came, was corrected or was taken out."""
    with unit_of_work(JOB):
        changed = list(_changed())
    for chronology_id in changed:
        with unit_of_work(JOB):
            chronology = Chronology.objects.get(pk=chronology_id)
            compare(chronology)
            audit.record(JOB, "held the lines of a chronology against each other", chronology)
    return len(changed)


def _changed() -> list[uuid.UUID]:
    latest = Chronology.objects.annotate(
        came_at=Max("lines__sent_at"), went_at=Max("lines__ended_at", filter=Q(lines__sent_at__isnull=False))
    )
    newer = Q(compared_at__isnull=True) | Q(came_at__gt=F("compared_at")) | Q(went_at__gt=F("compared_at"))
    return list(latest.filter(newer, came_at__isnull=False).values_list("pk", flat=True))


def compare(chronology: Chronology) -> int:
    """Find pairs anew. What a person decided stays; what is no longer found, and nobody decided, goes."""
    now = timezone.now()
    carry_over(chronology, now)
    lines = Line.objects.filter(chronology=chronology).standing().sent()
    found = {(pair.first.key, pair.second.key): pair for pair in pairs(_light(line) for line in in_pieces(lines))}
    known = {(str(tied.first_id), str(tied.second_id)): tied for tied in Tie.objects.filter(chronology=chronology)}
    gone = [tied.pk for key, tied in known.items() if key not in found and not tied.decided and tied.alike]
    Tie.objects.filter(pk__in=gone).delete()
    Tie.objects.bulk_create(_tie_of(chronology, pair) for key, pair in found.items() if key not in known)
    chronology.compared_at = now
    chronology.save(update_fields=["compared_at"])
    return len(found)


def carry_over(chronology: Chronology, now: datetime) -> None:
    """What people said of a line is said of the one that stands in its place: marks, and what was decided of two."""
    marks = KeyEvent.objects.filter(line__chronology=chronology, ended_at=None, line__ended_at__isnull=False)
    for marked in marks.select_related("line"):
        new = _stands_for(marked.line)
        if new is None:
            continue
        KeyEvent.objects.filter(pk=marked.pk).update(ended_at=now)
        if not KeyEvent.objects.filter(line=new, ended_at=None).exists():
            KeyEvent.objects.create(
                case_id=marked.case_id, line=new, why=marked.why, marked_by_id=marked.marked_by_id,
                marked_at=marked.marked_at,
            )  # fmt: skip
    ended = Q(first__ended_at__isnull=False) | Q(second__ended_at__isnull=False)
    ties = Tie.objects.filter(ended, chronology=chronology).exclude(decided="")
    for tied in ties.order_by("decided_at").select_related("first", "second"):
        first, second = _stands_for(tied.first), _stands_for(tied.second)
        if first is not None and second is not None and first != second:
            _decided_alike(tied, *_in_order(first, second))


def _stands_for(line: Line) -> Line | None:
    """The line itself; or what it was corrected to; or, in a file that took its place, the one of the same words."""
    while line.ended_at is not None:
        request = Line.objects.filter(request_id=line.request_id).sent()
        alike = request.standing().filter(fingerprint=line.fingerprint).exclude(pk=line.pk)
        following = request.filter(corrects=line).first() or alike.first()
        if following is None:
            return None
        line = following
    return line


def _decided_alike(tied: Tie, first: Line, second: Line) -> None:
    """The same decision of the lines that stand, by whoever made it then. What was decided since is left."""
    found, _ = Tie.objects.get_or_create(
        first=first, second=second,
        defaults={
            "case_id": tied.case_id, "chronology_id": tied.chronology_id, "alike": tied.alike, "shared": tied.shared,
            "differ": list(differences(_light(first), _light(second)))[:KEPT_OF_DIFFERENCES],
        },
    )  # fmt: skip
    if not found.decided:
        found.decided, found.note = tied.decided, tied.note
        found.decided_by_id, found.decided_at = tied.decided_by_id, tied.decided_at
        found.save(update_fields=["decided", "note", "decided_by", "decided_at"])


def _tie_of(chronology: Chronology, pair: Pair) -> Tie:
    return Tie(
        case_id=chronology.case_id, chronology=chronology, first_id=uuid.UUID(pair.first.key),
        second_id=uuid.UUID(pair.second.key), alike=pair.alike, shared=list(pair.shared),
        differ=list(pair.differ)[:KEPT_OF_DIFFERENCES],
    )  # fmt: skip


def _light(line: Line) -> order.Line:
    """A line as the merging wants it."""
    return order.Line(
        key=str(line.pk), body=str(line.body_id), from_on=line.from_on, until_on=line.until_on, sure=Sure(line.sure),
        at=line.at_time, about=line.about, words=f"{line.happened} {line.did}",
    )  # fmt: skip
