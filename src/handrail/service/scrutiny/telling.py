"""Keeps what scrutineers read of agreed minutes and closed rounds as their folders say, whenever anything is filed.

Nothing is told of a child's folder: an item under which something of a folder was decided is left out whole; so are
papers, names, what bodies gave as evidence, and the cases of a sample. `handrail rebuild` compares by the same
function.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence

from django.db.models import Exists, OuterRef
from django.utils import timezone

from handrail.guidance import london_day, spoken
from handrail.service.cases.models import Case
from handrail.service.meetings.models import AgendaItem, Attendance, Decision, Group, Meeting, Voice
from handrail.service.scrutiny.comparing import lines_of, promises_of, spread_by_standard
from handrail.service.scrutiny.models import Promise, Reading, Round
from handrail.service.yearly import Rows, Told, kept

COLUMNS = ("kind", "of", "title", "on", "told", "withdrawn_why")
OPENED = "It was opened again."


def bring_up_to_date(cases: Sequence[Case], *, mend: bool) -> set[uuid.UUID]:
    """The folders of which scrutineers read something else than their papers say; mended, if that is wished."""
    of = {case.pk: case for case in cases}
    groups, rounds = (Exists(model.objects.filter(case=OuterRef("pk"))) for model in (Group, Round))
    keys = Case.objects.filter(groups | rounds, pk__in=of).values_list("pk", flat=True)
    return {key for key in keys if _wrong(of[key], mend=mend)}


def _wrong(case: Case, *, mend: bool) -> bool:
    held = {row.pk: row for row in Reading.objects.filter(folder=case.pk)}
    wanted = {row.pk: row for row in (*_minutes(case), *_results(case))}
    gone = [row for key, row in held.items() if key not in wanted and row.withdrawn_on is None]
    differ = [row for key, row in wanted.items() if key not in held or _columns(row) != _columns(held[key])]
    if mend:
        for row in gone:
            row.told, row.withdrawn_on, row.withdrawn_why = [], timezone.localdate(), OPENED
        for row in (*gone, *differ):
            row.save(force_insert=row.pk not in held, force_update=row.pk in held)
    return bool(gone or differ)


def _columns(row: Reading) -> list[object]:
    return [getattr(row, name) for name in COLUMNS]


def _row(case: Case, kind: Reading.Kind, of: uuid.UUID, **other: object) -> Reading:
    """Always with the same key, so that it can be made anew as it was."""
    return Reading(
        pk=uuid.uuid5(of, "read by scrutineers"), partnership_id=case.partnership_id, folder_id=case.pk, kind=kind,
        of=of, **other,
    )  # fmt: skip


def _minutes(case: Case) -> Iterator[Reading]:
    agreed = Meeting.objects.filter(
        case=case, group__isnull=False, minutes_agreed_at__isnull=False, cancelled_at__isnull=True
    )
    for one in agreed.prefetch_related("agenda", "attendance__body", "decisions__voices__attendance__body"):
        on = london_day(one.held_at or one.starts_at)
        told = [kept(part) for part in _of_meeting(one)]
        yield _row(case, Reading.Kind.MINUTES, one.pk, title=f"{one}, {spoken(on)}"[:200], on=on, told=told)


def _of_meeting(meeting: Meeting) -> Iterator[Told]:
    yield Told("there", "Who was there", (), (), (_there(list(meeting.attendance.all())),))
    decisions = list(meeting.decisions.all())
    of_folders = {one.item_id for one in decisions if one.matter_folder}
    for item in meeting.agenda.all():
        if item.pk not in of_folders:
            yield _item(item, [one for one in decisions if one.item_id == item.pk])
    if apart := [one for one in decisions if one.item_id is None and not one.matter_folder]:
        yield Told("apart", "Decided besides", (), (), (_decided(apart),))


def _there(came: Sequence[Attendance]) -> Rows:
    """By body and office: who they were stands in the minutes themselves."""
    rows = [(str(one.body), one.job or "Not said", one.get_came_display()) for one in came]
    return Rows("Who was there, and who was not", ("Body", "Office", "How"), tuple(sorted(rows)))


def _item(item: AgendaItem, decisions: Sequence[Decision]) -> Told:
    brought = f"Brought by {item.brought_by}" if item.brought_by else ""
    lines = tuple(filter(None, (". ".join(filter(None, (item.get_to_display(), brought))), item.notes)))
    return Told(f"item-{item.pk}", item.title, (), lines, (_decided(decisions),) if decisions else ())


def _decided(decisions: Sequence[Decision]) -> Rows:
    rows = tuple((_text(one), *(_who(one, says) for says in Voice.Says)) for one in decisions)
    return Rows("Decided", ("Decision", *(str(label) for label in Voice.Says.labels)), rows)


def _text(decision: Decision) -> str:
    if decision.set_aside_at is None:
        return decision.text
    return f"{decision.text} Set aside on {spoken(london_day(decision.set_aside_at))}: {decision.set_aside_why}"


def _who(decision: Decision, says: str) -> str:
    return (
        ", ".join(sorted({str(one.attendance.body) for one in decision.voices.all() if one.says == says})) or "Nobody"
    )


def _results(case: Case) -> Iterator[Reading]:
    if case.closed_at is None:
        return
    for one in Round.objects.filter(case=case):
        told = [kept(part) for part in _of_round(one)]
        on = london_day(case.closed_at)
        yield _row(case, Reading.Kind.RESULTS, one.pk, title=str(one)[:200], on=on, told=told)


def _of_round(round_: Round) -> Iterator[Told]:
    lines, standards = lines_of(round_), round_.question_set.asked.standard
    yield Told("found", "What it found", (), (round_.found or "What it found over all was not written.",))
    rows = tuple(
        (str(line.body), *(", ".join(filter(None, (cell.words, cell.moved))) for cell in line.cells))
        if line.sent else (str(line.body), *("Not answered" for _ in standards))
        for line in lines
    )  # fmt: skip
    header = ("Body", *(one.title for one in standards))
    came = sum(line.sent is not None for line in lines)
    yield Told(
        "bodies", "Bodies beside one another", (),
        (f"{came} of {len(lines)} answered.",
         "Under each standard stands the lowest judgement, challenge and all, with how many questions stand there."),
        (Rows("How each body stands under each standard", header, rows),),
    )  # fmt: skip
    spread = tuple((one.title, one.words) for one in spread_by_standard(round_, lines))
    yield Told("over-all", "Over all who answered", (), (), (Rows("All judgements", ("Standard", "Judged"), spread),))
    promised = tuple((str(one.body), one.words, spoken(one.due_on), _kept(one)) for one in promises_of(round_))
    if promised:
        header = ("Body", "What will be done", "By", "How it stands")
        yield Told("promised", "What was promised", (), (), (Rows("What was promised", header, promised),))


def _kept(promise: Promise) -> str:
    if promise.done_on is not None:
        return f"Done on {spoken(promise.done_on)}"
    return f"Will not be done: {promise.dropped_why}" if promise.dropped_on else "Not done when it was closed"
