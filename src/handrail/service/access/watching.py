"""What is written in the audit of every page, whatever room it is of: what left as a file, what was refused, which
list was shown. And what may leave at all: nothing of a folder without the entry that says who was shown it."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Final

from django.http import HttpRequest, HttpResponse

from handrail.service.access.form_codes import holder_of
from handrail.service.access.listed import Listed
from handrail.service.access.measure import past_the_measure
from handrail.service.access.models import Person
from handrail.service.access.practitioners import Practitioner, Teller
from handrail.service.access.views.more import stopped
from handrail.service.audit import kinds
from handrail.service.audit.actions import unit_of_work
from handrail.service.audit.noticing import folders_looked_at, noticed

REFUSED: Final = (403, 404)
NO_FOLDERS: Final = frozenset({"", "access", "law", "web"})
"""Rooms whose pages show nothing of any folder."""


class NotWrittenDown(RuntimeError):
    """A page of a folder was about to leave without an entry that says who was shown it."""


def before_it_leaves(
    request: HttpRequest, answer: HttpResponse, person: Person | None, began: datetime
) -> HttpResponse:
    """The answer, recorded; or another in its place. Inside the unit of work of this person, which began then."""
    room, holder = _room(request), holder_of(request)
    if answer.status_code >= 400:
        return answer
    if holder is not None:
        _by_a_code(request, answer, holder)
    if person is None:
        return answer
    lines = _taken(request, answer, person)
    if answer.status_code == 200:
        _written_down(request, person, room)
    past = past_the_measure(person, folders=folders_looked_at(), lines=lines, began=began)
    return answer if past is None else stopped(request, past)


def after_a_refusal(request: HttpRequest, answer: HttpResponse, person: Person | None) -> None:
    """In a unit of work of its own, because whatever the page began is undone.

    Of somebody who is signed out nothing is kept: nobody is named, and anybody on the internet could fill the audit.
    """
    asked, who = request.resolver_match, person or holder_of(request)
    if answer.status_code not in REFUSED or who is None or asked is None:
        return
    thing = str(next(reversed(asked.kwargs.values()), ""))
    with unit_of_work(who):
        kinds.refused(
            who, asked=f"{request.method} {_in_words(request)}", room=_room(request), thing=thing,
            case_id=_case_id(request, who),
        )  # fmt: skip


def _by_a_code(request: HttpRequest, answer: HttpResponse, holder: Practitioner | Teller) -> None:
    """Of whoever has something open by a code no address names the folder: each page that shows it has its entry."""
    _taken(request, answer, holder)
    if answer.status_code == 200 and not noticed():
        raise NotWrittenDown(_in_words(request))


def _taken(request: HttpRequest, answer: HttpResponse, person: Person | Practitioner | Teller) -> int:
    """How many lines leave as a file; a file that is no list counts as one."""
    if not answer.get("Content-Disposition", "").startswith("attachment") or _room(request) == "law":
        return 0
    lines = answer.lines if isinstance(answer, Listed) else 1
    kinds.took_away(
        person, what=_in_words(request), lines=lines, room=_room(request), case_id=_case_id(request, person)
    )
    return lines


def _written_down(request: HttpRequest, person: Person, room: str) -> None:
    """A folder's page has its entry; any other page of a room that holds folders gets one here."""
    asked = request.resolver_match.kwargs if request.resolver_match else {}
    if "case_id" in asked:
        if asked["case_id"] not in {entry.case_id for entry in noticed()}:
            raise NotWrittenDown(_in_words(request))
    elif request.method == "GET" and room not in NO_FOLDERS and not noticed():
        kinds.saw_a_list(person, what=_in_words(request), room=room)


def _case_id(request: HttpRequest, who: Person | Practitioner | Teller) -> uuid.UUID | None:
    """Of an address that opens by a code, the folder of the one form that is open."""
    if isinstance(who, Practitioner):
        return who.folder_id
    return request.resolver_match.kwargs.get("case_id") if request.resolver_match else None


def _room(request: HttpRequest) -> str:
    return request.resolver_match.namespace if request.resolver_match else ""


def _in_words(request: HttpRequest) -> str:
    """The name of the address, as people can read it: "cases: write note"."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    return name.replace(":", ": ").replace("_", " ")
