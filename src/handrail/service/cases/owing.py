"""Which body owes a duty: the guidance names a kind of body, the folder's place and partnership name the body."""

from __future__ import annotations

from datetime import date

from django.db.models import prefetch_related_objects

from handrail.guidance import london_day
from handrail.service.cases.models import Case, WentOn
from handrail.service.partnerships.models import Body


def body_owing(case: Case, kind: str, board: Body | None, done_on: date | None = None) -> Body | None:
    """The body that owes it on this folder, or None for one that keeps no account here, such as the Panel. What was
    done before another body went on with the folder was the first one's."""
    match kind:
        case "local authority":
            before = done_on is not None and case.succeeded_on is not None and done_on < case.succeeded_on
            return case.authority if before else case.answers
        case "safeguarding partners":
            return partnership_on(case, done_on)
        case "LSCB":
            return board or partnership_on(case, done_on)
        case _:
            return None


def partnership_on(case: Case, day: date | None) -> Body:
    """Whose folder it was on a day; without one, on the day it was closed, or now."""
    day = day or (london_day(case.closed_at) if case.closed_at else None)
    body = case.partnership
    if day is None:
        return body
    for went in sorted(passings_of(case), key=lambda one: one.on, reverse=True):
        if day >= went.on:
            break
        body = went.before
    return body


def owed_now(case: Case, body: Body, done_on: date | None) -> Body:
    """Who owes what this body was asked for: a partnership that the folder has gone on from owes nothing more."""
    if body.pk == case.partnership_id or body.pk in {one.before_id for one in passings_of(case)}:
        return partnership_on(case, done_on)
    return body


def passings_of(case: Case) -> list[WentOn]:
    """Read once of a folder, and by those who look at many for all of them together."""
    prefetch_related_objects([case], "went_on__before")
    return [one for one in case.went_on.all() if one.moved_at is not None and one.taken_back_at is None]
