"""What is whose to do at a panel. Its chair or deputy completes a death; its clerk, or they, see to everything that is
laid before it; everybody who sits there reads, asks, and withdraws. The database holds to it by itself: see `web/wall`.
"""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest
from django.utils import timezone

from handrail.service.access.doors import person_of
from handrail.service.access.models import Person
from handrail.service.overview_panels.doors import at_panel, death_there, own_meeting, own_seat
from handrail.service.overview_panels.models import Member, PanelDeath, Sitting
from handrail.service.partnerships.models import Body

LEADS = (Member.Office.CHAIR, Member.Office.DEPUTY)
KEEPS = (*LEADS, Member.Office.CLERK)


def leads(person: Person, panel: Body) -> bool:
    """Whether they are its chair or deputy today."""
    return any(one.office in LEADS for one in _seats(person, panel) if one.sits_on(timezone.localdate()))


def keeps(person: Person, panel: Body) -> bool:
    """Whether they see to its papers today: its clerk, chair or deputy; or who has a post there and never a seat."""
    seats = _seats(person, panel)
    return not seats or any(one.office in KEEPS for one in seats if one.sits_on(timezone.localdate()))


def _seats(person: Person, panel: Body) -> list[Member]:
    return list(Member.objects.filter(person=person, panel=panel))


def led_by_nobody(panel: Body) -> bool:
    """Whether no chair or deputy who signs in sits there today, so that nobody can complete a death."""
    led = Member.objects.filter(panel=panel, office__in=LEADS, person__isnull=False)
    return not any(one.sits_on(timezone.localdate()) for one in led)


def kept_panel(request: HttpRequest, body_id: uuid.UUID) -> Body:
    return _kept(request, at_panel(request, body_id))


def _kept(request: HttpRequest, panel: Body) -> Body:
    if not keeps(person_of(request), panel):
        raise Http404
    return panel


def kept_death(request: HttpRequest, death_id: uuid.UUID) -> PanelDeath:
    found = death_there(request, death_id)
    _kept(request, found.panel)
    return found


def led_death(request: HttpRequest, death_id: uuid.UUID) -> PanelDeath:
    found = death_there(request, death_id)
    if not leads(person_of(request), found.panel):
        raise Http404
    return found


def kept_meeting(request: HttpRequest, sitting_id: uuid.UUID) -> Sitting:
    found = own_meeting(request, sitting_id)
    _kept(request, found.panel)
    return found


def kept_seat(request: HttpRequest, seat_id: uuid.UUID) -> Member:
    found = own_seat(request, seat_id)
    _kept(request, found.panel)
    return found
