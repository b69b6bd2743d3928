"""What meetings of the partnership asked for: actions, as the next meeting takes them up. And recommendations, as a
decision of the partnership may be about one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse

from handrail.guidance import london_day
from handrail.service.access.models import Person
from handrail.service.access.roles import ALL
from handrail.service.cases.models import Case
from handrail.service.learning.models import Action, Recommendation
from handrail.service.learning.several import read_by
from handrail.service.partnerships.models import Body
from handrail.service.room import Carried, Matter


def carried(case: Case, before: datetime, since: date | None) -> list[Carried]:
    """Asked for by a meeting that began before that instant; not done, or done on that day or later."""
    asked = Action.objects.filter(case=case, set_aside_on__isnull=True, meeting__isnull=False)
    asked = asked.filter(meeting__starts_at__lt=before)
    waits = Q(done_on__isnull=True)
    asked = asked.filter(waits | Q(done_on__gte=since) if since else waits)
    return [_as_carried(one) for one in asked.select_related("meeting", "owner", "case__partnership")
            .prefetch_related("progress")]  # fmt: skip


def _as_carried(action: Action) -> Carried:
    assert action.meeting is not None
    last = next(iter(action.progress.all()), None)
    owner = str(action.owner or action.case.partnership)
    return Carried(
        title=action.title, href=reverse("learning:action", args=[action.case_id, action.pk]),
        owner=f"{owner}, {action.owner_name}" if action.owner_name else owner,
        asked_on=london_day(action.meeting.starts_at), due_on=action.due_on, done_on=action.done_on,
        says=last.text if last else "",
    )  # fmt: skip


def matters(person: Person, partnership: Body) -> Iterator[Matter]:
    """Recommendations of the folders that this person may open the whole of."""
    folders = Case.objects.visible_to(person, {ALL}).filter(partnership=partnership)
    made = Recommendation.objects.filter(case__in=folders, set_aside_on__isnull=True).select_related("case")
    for one in read_by(person, made):
        href = reverse("learning:recommendation", args=[one.case_id, one.pk])
        yield Matter("recommendation", one.pk, f"{one.case.reference}, {one}: {one.text[:60]}", href, one.case_id)
