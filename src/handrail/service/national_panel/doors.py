"""Who may come to the Panel's own pages, and what of its work is there for them."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest

from handrail.service.access.doors import person_of
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.national_panel.bodies import PANEL, works_for_panel
from handrail.service.national_panel.models import DocketItem, Interest, Member, PanelMeeting, Told
from handrail.service.national_panel.models.told import ToldQuerySet


def at_the_panel(request: HttpRequest) -> Person:
    """Somebody to whom the Panel itself gave a post; to everybody else its pages are not there."""
    person = person_of(request)
    if not works_for_panel(person):
        raise Http404
    return person


def told_to_panel(person: Person) -> ToldQuerySet:
    return Told.objects.visible_to(person).filter(to=Told.To.PANEL).select_related("partnership", "authority")


def member_there(member_id: uuid.UUID) -> Member:
    found = Member.objects.filter(panel=PANEL.key, pk=member_id).select_related("person").first()
    if found is None:
        raise Http404
    return found


def interest_there(interest_id: uuid.UUID) -> Interest:
    found = Interest.objects.filter(member__panel=PANEL.key, pk=interest_id).select_related("member").first()
    if found is None:
        raise Http404
    return found


def meeting_there(meeting_id: uuid.UUID) -> PanelMeeting:
    found = PanelMeeting.objects.filter(panel=PANEL.key, pk=meeting_id).first()
    if found is None:
        raise Http404
    return found


def item_there(person: Person, item_id: uuid.UUID) -> DocketItem:
    """One item, and that it was looked at. One that was told of a folder shut to this person is not there."""
    items = DocketItem.objects.visible_to(person).select_related("meeting", "partnership", "authority", "decision")
    found = items.filter(meeting__panel=PANEL.key, pk=item_id).first()
    if found is None:
        raise Http404
    audit.looked(person, "an item before the Panel", found)
    return found
