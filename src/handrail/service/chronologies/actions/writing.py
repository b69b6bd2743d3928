"""An agency writes its lines, mends those that could not be read, corrects what it sent, and sends."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.db import transaction
from django.utils import timezone

from handrail.service.access.models import Person, Writer, written_by
from handrail.service.access.practitioners import Practitioner
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.cases.follow import locked_open
from handrail.service.chronologies.models import Delivery, Line, Unread, vague_days
from handrail.service.chronologies.reading.columns import BY_KEY
from handrail.service.chronologies.reading.values import When
from handrail.service.requests import actions as requests
from handrail.service.requests.models import Contribution, Request

TAKEN_OUT = "taken out before it was sent"
QUESTIONS = (
    ("lines", "How many lines"),
    ("approved_by", "Who in the agency agreed it, and their job"),
    ("searched", "Which records were searched, and what could not be found"),
    ("limits", "What may not be shared further, and why"),
)
PAGE = "The chronology"


@dataclass(frozen=True)
class Words:
    """A line as somebody tells it."""

    when: When
    about: str
    source: str
    happened: str
    did: str = ""
    voice: str = ""
    significance: str = ""
    comment: str = ""
    as_written: str = ""
    other: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Declared:
    """What an agency says of its chronology as a whole when it sends it."""

    approved_by: str
    searched: str = ""
    limits: str = ""
    why: str = ""
    """Why there are more lines, where some were sent before."""


def weight_of(significance: str) -> str:
    """How much weight the author gives it, by the word with which their own words begin."""
    said = re.match(
        r"\W*(key|critical|high|red|significant|medium|amber|yes|background|low|green|routine|no)\b", significance, re.I
    )
    word = said[1].lower() if said else ""
    if word in ("key", "critical", "high", "red"):
        return Line.Weight.KEY
    if word in ("significant", "medium", "amber", "yes"):
        return Line.Weight.SIGNIFICANT
    return Line.Weight.BACKGROUND if word else Line.Weight.UNSAID


def fingerprint(words: Words) -> str:
    """The same for the same words on the same days, however they were spaced."""
    parts = (
        str(words.when.from_on), str(words.when.until_on), words.when.sure, str(words.when.at or ""), words.about,
        words.source, words.happened, words.did, words.voice, words.significance, words.comment,
    )  # fmt: skip
    return hashlib.sha256("\x1f".join(" ".join(part.split()) for part in parts).encode()).hexdigest()


def new_line(asked: Request, words: Words, *, by: Writer) -> Line:
    """A line, not yet kept."""
    when = words.when
    return Line(
        case_id=asked.case_id, chronology_id=asked.about, request=asked, body_id=asked.body_id,
        from_on=when.from_on, until_on=when.until_on, sure=when.sure.value, at_time=when.at,
        vague_days=vague_days(when.from_on, when.until_on, when.sure.value), as_written=words.as_written[:200],
        about=words.about, source=words.source, happened=words.happened, did=words.did, voice=words.voice,
        significance=words.significance, weight=weight_of(words.significance), comment=words.comment,
        other=dict(words.other), fingerprint=fingerprint(words), **written_by("written_by", by),
    )  # fmt: skip


def held(asked: Request) -> Request:
    """The request, held with its folder while lines change. Raises NotDone where nothing is wanted any more."""
    with audit.keeping(asked.case_id):
        case = locked_open(asked.case_id)
        asked = Request.objects.select_for_update(of=("self",)).select_related("body", "recorded_by").get(pk=asked.pk)
        asked.case = case
    if asked.no_longer_needed_at is not None:
        raise NotDone("This is no longer needed. Nothing has to be sent.")
    return asked


@transaction.atomic
def write_line(asked: Request, words: Words, *, by: Writer) -> Line:
    """A line typed in Handrail. It stays with the agency until it is sent."""
    asked = held(asked)
    line = new_line(asked, words, by=by)
    line.save(force_insert=True)
    audit.record(by, "wrote a line of the chronology", line)
    return line


@transaction.atomic
def change_line(line: Line, words: Words, *, why: str, by: Writer) -> Line:
    """Before it is sent it is simply changed. After, a new line stands in its place and both can be read."""
    asked = held(line.request)
    line = Line.objects.select_for_update(of=("self",)).get(pk=line.pk)
    if line.ended_at is not None:
        raise NotDone(f"This line was {line.ended_why or 'changed'} a moment ago. Open the one that stands now.")
    new = new_line(asked, replace(words, other=line.other), by=by)
    new.delivery_id, new.sheet, new.row = line.delivery_id, line.sheet, line.row
    if new.fingerprint == line.fingerprint:
        return line
    if line.sent_at is None:
        new.pk, new.written_by_id, new.written_at = line.pk, line.written_by_id, line.written_at
        new.written_by_practitioner_id = line.written_by_practitioner_id
        new.save(force_update=True)
        audit.record(by, "changed a line of the chronology before it was sent", new)
        return new
    if not why:
        raise NotDone("Say why the line is corrected. What was sent stays and can still be read.")
    now = timezone.now()
    new.sent_at, new.corrects, new.why_corrected = now, line, why
    line.ended_at, line.ended_why = now, "corrected"
    line.save(update_fields=["ended_at", "ended_why"])
    new.save(force_insert=True)
    audit.record(by, "corrected a line of the chronology", new)
    return new


@transaction.atomic
def take_out(line: Line, *, why: str, by: Writer) -> None:
    """A line that does not belong there. One that was sent stays readable, with the reason."""
    held(line.request)
    line = Line.objects.select_for_update(of=("self",)).get(pk=line.pk)
    if line.ended_at is not None:
        raise NotDone(f"This line was {line.ended_why or 'taken out'} already.")
    if line.sent_at is not None and not why:
        raise NotDone("Say why the line is taken out. What was sent stays and can still be read.")
    line.ended_at, line.ended_why = timezone.now(), (f"taken out: {why}"[:300] if line.sent_at else TAKEN_OUT)
    line.save(update_fields=["ended_at", "ended_why"])
    audit.record(by, "took a line out of the chronology", line)


@transaction.atomic
def mend(unread: Unread, words: Words, *, by: Writer) -> Line:
    """A row that could not be read, typed as it was meant."""
    held(unread.delivery.request)
    unread = _still_waiting(unread)
    own = {name: cell for name, cell in unread.cells.items() if name not in BY_KEY}
    line = new_line(unread.delivery.request, replace(words, other=own), by=by)
    line.delivery, line.sheet, line.row = unread.delivery, unread.sheet, unread.row
    line.save(force_insert=True)
    unread.mended_as = line
    unread.save(update_fields=["mended_as"])
    audit.record(by, "mended a row of a file", line)
    return line


@transaction.atomic
def leave_out(unread: Unread, *, by: Writer) -> None:
    """A row that is no line: a heading in the middle, a total. It stays listed as left out."""
    asked = held(unread.delivery.request)
    unread = _still_waiting(unread)
    unread.left_out_at = timezone.now()
    for column, whom in written_by("left_out_by", by).items():
        setattr(unread, column, whom)
    unread.save(update_fields=["left_out_at", "left_out_by", "left_out_by_practitioner"])
    audit.record(by, f"left out a row of the file from {asked.body}", unread.delivery)


def _still_waiting(unread: Unread) -> Unread:
    unread = Unread.objects.select_for_update(of=("self",)).select_related("delivery__request").get(pk=unread.pk)
    if not unread.waits or unread.delivery.cancelled_at is not None:
        raise NotDone("This row was dealt with already.")
    return unread


def to_mend(asked: Request) -> int:
    return Unread.objects.filter(
        delivery__request=asked, delivery__cancelled_at__isnull=True, mended_as__isnull=True, left_out_at__isnull=True
    ).count()


@transaction.atomic
def send(asked: Request, declared: Declared, *, by: Person) -> int:
    """Send what is ready: now the others read it. Gives how many lines went."""
    asked, count = _let_go(asked)
    if asked.received_at is None:
        _send_first(asked, declared, count, by)
    else:
        requests.add_addendum(
            asked.contribution, text=f"{_lines(count)} more. Agreed by {declared.approved_by}.",
            reason=declared.why or "more lines", by=by,
        )  # fmt: skip
    return count


@transaction.atomic
def send_by_code(asked: Request, declared: Declared, *, by: Practitioner) -> Contribution:
    """The same for a practitioner, once: nothing is open to them after. Gives what was sent, to be shown to them."""
    asked, count = _let_go(asked)
    if asked.received_at is not None:
        raise NotDone("A colleague sent it a moment ago. Nothing was sent twice.")
    return _send_first(asked, declared, count, by)


def _let_go(asked: Request) -> tuple[Request, int]:
    """What is ready goes: the others read it from here on."""
    asked = held(asked)
    if Delivery.objects.filter(request=asked, read_at__isnull=True, cancelled_at__isnull=True).exists():
        raise NotDone("A file is still being read. Wait until it is done, or stop it.")
    if waiting := to_mend(asked):
        rows = "1 row of a file waits" if waiting == 1 else f"{waiting} rows of a file wait"
        raise NotDone(f"{rows} to be mended. Mend each, or leave it out, so that nothing is lost.")
    ready = Line.objects.filter(request=asked, sent_at__isnull=True).standing()
    count = ready.count()
    if not count:
        raise NotDone("There is no line to send. Give a file, or write a line.")
    _replace_what_was_sent(asked)
    ready.update(sent_at=timezone.now())
    return asked, count


def _send_first(asked: Request, declared: Declared, count: int, by: Writer) -> Contribution:
    words = {
        "lines": _lines(count), "approved_by": declared.approved_by, "searched": declared.searched,
        "limits": declared.limits,
    }  # fmt: skip
    questions = [[name, PAGE, question] for name, question in QUESTIONS]
    answers = requests.Answers(questions, words, declared.approved_by[:200])
    return requests.receive_answers(asked, answers, did="sent the chronology", by=by)


def _replace_what_was_sent(asked: Request) -> None:
    """A file that was given in place of the others takes their place when it is sent, and not before."""
    unsent = Line.objects.filter(request=asked, sent_at__isnull=True).standing()
    instead = Delivery.objects.filter(
        request=asked, how=Delivery.How.REPLACE, cancelled_at__isnull=True, lines__in=unsent
    ).first()
    if instead is not None:
        before = Line.objects.filter(request=asked, sent_at__isnull=False).standing()
        before.update(ended_at=timezone.now(), ended_why=f"replaced by {instead.name}"[:300])


def _lines(count: int) -> str:
    return "1 line" if count == 1 else f"{count:,} lines"
