"""The ways in: to a panel's own pages for those who work there, and to what a folder gives it."""

from __future__ import annotations

import uuid

from django.db import connection
from django.db.models import Q
from django.http import Http404, HttpRequest
from django.utils import timezone

from handrail.service.access.doors import opens, person_of
from handrail.service.access.models import Person
from handrail.service.access.roles import ALL
from handrail.service.audit import actions as audit
from handrail.service.cases.doors import open_folder
from handrail.service.cases.models import Case
from handrail.service.overview_panels.models import Joining, Member, PanelDeath, PanelPack, Sitting, Withdrawal
from handrail.service.partnerships.models import Body, Kind

SITS = "sit on an overview panel"
GIVE = "write reviews"


def panels_of(person: Person) -> list[Body]:
    """The panels at which somebody has a post today, but for those at which their seat has ended."""
    found = {
        post.body_id: post.body
        for post in person.posts_today
        if SITS in post.in_role.may and post.body.kind == Kind.OVERVIEW_PANEL
    }
    return [panel for key, panel in found.items() if key not in seats_ended(person)] if found else []


def seats_ended(person: Person) -> set[uuid.UUID]:
    """Panels at which they had a seat and have none any more. Whoever never had one, such as a clerk, is not meant."""
    seats, today = list(Member.objects.filter(person=person)), timezone.localdate()
    return {one.panel_id for one in seats} - {one.panel_id for one in seats if not one.has_gone_by(today)}


def at_panel(request: HttpRequest, body_id: uuid.UUID) -> Body:
    panel = next((one for one in panels_of(person_of(request)) if one.pk == body_id), None)
    if panel is None:
        raise Http404
    return panel


def deaths_before(person: Person, panel: Body) -> list[PanelDeath]:
    """Without those from which this person withdrew, or whose folder is shut to them. The database holds to both by
    itself: see `web/wall`."""
    gone = Withdrawal.objects.filter(member__person=person, taken_back_at=None).values("death")
    there = PanelDeath.objects.filter(panel=panel, recalled_at=None).exclude(pk__in=gone).exclude(pk__in=deaths_shut())
    return list(there.select_related("sitting", "analysis"))


def deaths_shut() -> list[uuid.UUID]:
    """Of the folders that are not there for whoever acts. Which folder a death is of they may not read, so the database
    answers this one question."""
    with connection.cursor() as cursor:
        cursor.execute("select wall.panel_deaths_shut()")
        (shut,) = cursor.fetchone() or ([],)
    return list(shut)


def death_there(request: HttpRequest, death_id: uuid.UUID) -> PanelDeath:
    """One death, and that it was looked at. One they withdrew from, or that is shut to them, is not there."""
    person = person_of(request)
    found = (
        PanelDeath.objects.filter(pk=death_id, panel__in=panels_of(person), recalled_at=None)
        .select_related("sitting", "panel")
        .first()
    )
    gone = Withdrawal.objects.filter(death=death_id, member__person=person, taken_back_at=None).exists()
    if found is None or death_id in deaths_shut() or gone:
        raise Http404
    audit.looked(person, "a death before the overview panel", found)
    return found


def seats_of(person: Person) -> list[Member]:
    """Where they sit today, on panels at which they have a post."""
    seats = Member.objects.filter(person=person, panel__in=panels_of(person)).select_related("panel")
    return [one for one in seats if one.sits_on(timezone.localdate())]


def shared_with(person: Person) -> dict[uuid.UUID, Member]:
    """Meetings shared between panels that are not over, each with the seat by which this person is there."""
    found: dict[uuid.UUID, Member] = {}
    going = Sitting.objects.filter(until_at__gt=timezone.now())
    for seat in seats_of(person):
        who = [Joining.Who.MEMBERS] + [Joining.Who.DOCTORS] * (seat.office == Member.Office.DESIGNATED_DOCTOR)
        joined = going.filter(joinings__panel=seat.panel, joinings__who__in=who)
        for key in (*going.filter(panel=seat.panel).values_list("pk", flat=True), *joined.values_list("pk", flat=True)):
            found.setdefault(key, seat)
    return found


def meeting_there(request: HttpRequest, sitting_id: uuid.UUID) -> Sitting:
    """A meeting of a panel of theirs, or one that is shared with it and not over."""
    person = person_of(request)
    theirs = Q(panel__in=panels_of(person)) | Q(pk__in=shared_with(person))
    found = Sitting.objects.filter(theirs, pk=sitting_id).select_related("panel").first()
    if found is None:
        raise Http404
    audit.looked(person, "what lies before a meeting of overview panels", found)
    return found


def laid_before(person: Person, sitting: Sitting) -> list[PanelDeath]:
    """The deaths on its agenda that they may read: their own panel's; every panel's, while a shared meeting lasts."""
    gone = Withdrawal.objects.filter(member__person=person, taken_back_at=None).values("death")
    on_it = (
        PanelDeath.objects.filter(sitting=sitting, recalled_at=None).exclude(pk__in=gone).exclude(pk__in=deaths_shut())
    )
    if sitting.pk not in shared_with(person):
        on_it = on_it.filter(panel__in=panels_of(person))
    return list(on_it.select_related("panel").order_by("panel__name", "number"))


def own_meeting(request: HttpRequest, sitting_id: uuid.UUID) -> Sitting:
    found = Sitting.objects.filter(pk=sitting_id, panel__in=panels_of(person_of(request))).select_related("panel")
    sitting = found.first()
    if sitting is None:
        raise Http404
    return sitting


def own_seat(request: HttpRequest, seat_id: uuid.UUID) -> Member:
    """A seat at a panel of theirs."""
    found = Member.objects.filter(pk=seat_id, panel__in=panels_of(person_of(request))).select_related("panel").first()
    if found is None:
        raise Http404
    return found


def to_give(request: HttpRequest, case_id: uuid.UUID) -> Case:
    """The folder, for somebody of its own partnership who writes its reviews."""
    case, person = open_folder(request, case_id, what=ALL, may=GIVE), person_of(request)
    if not may_give(person, case):
        raise Http404
    return case


def may_give(person: Person, case: Case) -> bool:
    return any(
        GIVE in post.in_role.may and post.partnership_id == case.partnership_id and opens(post, case.folder, ALL)
        for post in person.posts_today
    )


def pack_there(case: Case, pack_id: uuid.UUID) -> PanelPack:
    found = PanelPack.objects.filter(case=case, pk=pack_id).select_related("panel").first()
    if found is None:
        raise Http404
    found.case = case
    return found
