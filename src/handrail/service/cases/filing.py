"""What a room tells the folder about one of its papers: a line, the facts in it, and what it asks of whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from handrail.guidance import At
from handrail.service.access.roles import ALL
from handrail.service.partnerships.models import Body


@dataclass(frozen=True, slots=True)
class Happened:
    """A fact of a kind the guidance speaks about, about one thing (an id, as text)."""

    kind: str
    at: At
    about: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Something a body was asked to do by a day: owed because it was asked, not because an edition says so."""

    title: str
    of: Body
    by: str
    about: str
    asked_at: At
    due_on: date | None
    done_at: At | None = None
    fell_away_on: date | None = None


@dataclass(frozen=True, slots=True)
class Filing:
    """A paper as `cases` keeps it. `opens` is the grant that opens it; `for_body` whose contribution it is.

    `found_by` are the names and references that a search finds it by; only who may open the paper finds it.
    `in_short` tells the folder from others by initials, never by a name; only who may open the whole folder reads it.
    """

    title: str
    url_name: str
    filed_at: datetime
    facts: tuple[Happened, ...] = ()
    asked: tuple[Asked, ...] = ()
    opens: str = ALL
    for_body: Body | None = None
    found_by: tuple[str, ...] = ()
    in_short: str = ""
