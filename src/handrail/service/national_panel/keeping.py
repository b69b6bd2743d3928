"""Keeps what bodies outside were told as the folders' papers say, whenever anything is filed; and makes it anew.

`handrail rebuild` compares and mends by the same function, so what is kept and what is made again cannot differ.
"""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from handrail.guidance.edition import Bound
from handrail.service.cases.models import Case, KeptClock
from handrail.service.national_panel.models import Mark, Timeliness, Told
from handrail.service.national_panel.models.told import TIMES, TOLD
from handrail.service.national_panel.telling import rows_of

KEPT_UNTIL = (Bound.FOR_AT_LEAST, Bound.NOT_BEFORE)
Times = Counter[tuple[Any, ...]]


def bring_up_to_date(cases: Sequence[Case], *, mend: bool) -> set[uuid.UUID]:
    """The folders of which others read something else than their papers say; mended, if that is wished."""
    clocks = list(KeptClock.objects.filter(case__in=cases, paper_id=None).order_by("started_on", "duty", "pk"))
    marks = {mark.folder_id: mark for mark in Mark.objects.filter(folder__in=[case.pk for case in cases])}
    wanted, times = rows_of(cases, clocks), _times_of(clocks)
    held, held_times = _held(marks), _held_times(marks)
    found = set()
    for case in cases:
        mine, kept = wanted[case.pk], held[case.pk]
        if mine == kept and times[case.pk] == held_times[case.pk]:
            continue
        found.add(case.pk)
        if mend:
            mark = marks.get(case.pk) or Mark.objects.create(folder_id=case.pk)
            _tell(mark, mine, kept)
            _keep_times(mark, times[case.pk], held_times[case.pk])
    return found


def _held(marks: dict[uuid.UUID, Mark]) -> dict[uuid.UUID, dict[uuid.UUID, dict[str, Any]]]:
    found: dict[uuid.UUID, dict[uuid.UUID, dict[str, Any]]] = defaultdict(dict)
    of = {mark.pk: folder for folder, mark in marks.items()}
    for row in Told.objects.filter(mark__in=of).values("mark_id", *TOLD):
        found[of[row.pop("mark_id")]][row["id"]] = row
    return found


def _tell(mark: Mark, wanted: dict[uuid.UUID, dict[str, Any]], held: dict[uuid.UUID, dict[str, Any]]) -> None:
    """What was told is never taken away: what is withdrawn says so. Only what no paper ever said is let go."""
    Told.objects.bulk_create(Told(mark=mark, **row) for key, row in wanted.items() if key not in held)
    for key, row in wanted.items():
        if key in held and held[key] != row:
            Told.objects.filter(pk=key).update(**row)
    if strange := [key for key in held if key not in wanted]:
        Told.objects.filter(pk__in=strange).delete()


def _times_of(clocks: Sequence[KeptClock]) -> dict[uuid.UUID, Times]:
    """Of duties to do something by a day. To keep something until a day at least is neither done in time nor late."""
    found: dict[uuid.UUID, Times] = defaultdict(Counter)
    for clock in clocks:
        if clock.due_on is not None and clock.bound not in KEPT_UNTIL:
            found[clock.case_id][tuple(getattr(clock, name) for name in TIMES)] += 1
    return found


def _held_times(marks: dict[uuid.UUID, Mark]) -> dict[uuid.UUID, Times]:
    found: dict[uuid.UUID, Times] = defaultdict(Counter)
    of = {mark.pk: folder for folder, mark in marks.items()}
    for mark, *row in Timeliness.objects.filter(mark__in=of).values_list("mark_id", *TIMES):
        found[of[mark]][tuple(row)] += 1
    return found


def _keep_times(mark: Mark, wanted: Times, held: Times) -> None:
    for row, number in (held - wanted).items():
        same = Timeliness.objects.filter(mark=mark, **dict(zip(TIMES, row, strict=True))).order_by("pk")
        Timeliness.objects.filter(pk__in=list(same.values_list("pk", flat=True)[:number])).delete()
    Timeliness.objects.bulk_create(
        Timeliness(mark=mark, **dict(zip(TIMES, row, strict=True))) for row in (wanted - held).elements()
    )
