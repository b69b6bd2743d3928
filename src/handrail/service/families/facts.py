"""What the folder needs to know of the family: a key worker was named, a guide offered, and what is looked at again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from handrail.service.cases.filing import Asked, Filing, Happened
from handrail.service.families.models import Family, Telling, TellingLook

NAMED, OFFERED = "key_worker_named", "bereavement_guide_offered"
DIED = "child_died"


def filing_of(family: Family) -> Filing:
    return Filing(
        title=str(family),
        url_name="families:line",
        filed_at=family.recorded_at,
        facts=tuple(_facts(family)),
        asked=tuple(_looks_to_come(family)),
    )


def _facts(family: Family) -> Iterator[Happened]:
    """For each death: the day the first key worker was named, and the day the guide was first offered."""
    for about in family.about:
        for kind, days in (
            (NAMED, [one.from_on for one in family.keyworkers.all() if one.stands]),
            (OFFERED, [one.on for one in family.leaflets.all() if one.stands]),
        ):  # fmt: skip
            if days:
                yield Happened(kind, min(days), about)


def looks_at(telling: Telling) -> list[TellingLook]:
    return [one for one in telling.looks.all() if one.stands]


def ended_on(telling: Telling) -> date | None:
    """The day it no longer held; None while it does."""
    return next((one.on for one in looks_at(telling) if one.ends), None)


def next_look(telling: Telling) -> date | None:
    """The day on which it is looked at again, as was said last."""
    looks = looks_at(telling)
    return looks[-1].look_on if looks else telling.look_on


def _looks_to_come(family: Family) -> Iterator[Asked]:
    """Each day set for looking again, until that was done. The line says nothing of what is held back, or from whom."""
    for telling in family.tellings.all():
        asked_on, look_on, number = telling.decided_on, telling.look_on, 0
        for look in [*looks_at(telling), None]:
            if look_on is not None:
                yield Asked(
                    title="Look again at what the family may be told", of=family.case.partnership,
                    by=str(family.case.partnership), about=f"telling-{number}-{telling.pk}"[:60], asked_at=asked_on,
                    due_on=look_on, done_at=look.on if look else None,
                    fell_away_on=None if telling.stands or look else asked_on,
                )  # fmt: skip
            if look is not None:
                asked_on, look_on, number = look.on, look.look_on, number + 1
