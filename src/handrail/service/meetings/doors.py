"""Who may open a meeting: those who hold the whole folder, and the bodies that were sent its agenda and pack."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone

from handrail.service.access.doors import opens, person_of
from handrail.service.access.models import Person, Post
from handrail.service.access.roles import ALL, MEETING_PACK
from handrail.service.cases.doors import may_open, open_folder
from handrail.service.cases.models import Case
from handrail.service.meetings.models import Decision, Group, Meeting
from handrail.service.partnerships.models import Body, Kind, Membership

RUN = "run meetings"
MINUTE = "write minutes"
"""Of meetings of a review's panel, for whoever the review is commissioned from."""
COMMISSIONED = "reviews"
"""The key that a commission gives, and that ends with it."""


@dataclass(frozen=True)
class Seen:
    """A meeting as one person may see it. `bodies` are those of this person that were sent the pack."""

    meeting: Meeting
    runs: bool
    whole: bool
    bodies: frozenset[uuid.UUID]


def open_meeting(request: HttpRequest, case_id: uuid.UUID, meeting_id: uuid.UUID) -> Seen:
    """The meeting, for those who may read it. Raises Http404 for everyone else, as if there were none."""
    case = open_folder(request, case_id, what=MEETING_PACK)
    person = person_of(request)
    meeting = meetings_of(case, person).filter(pk=meeting_id).first()
    if meeting is None:
        raise Http404
    whole = may_open(person, case, what=ALL)
    bodies = sent_to(person, meeting)
    if not whole and not bodies:
        raise Http404
    return Seen(meeting, may_open(person, case, what=ALL, may=RUN), whole, bodies)


NOT_AGENCIES = (Kind.SCRUTINEER, Kind.LAY)
"""Where those work who sit with the agencies and are of none: a scrutineer, an independent chair, a lay member."""


def who_may_attend(partnership: Body) -> QuerySet[Body]:
    """The bodies that may be expected at a meeting, or invited to it: the members of the partnership today, and those
    at which somebody independent works for it."""
    today = timezone.localdate()
    members = Membership.objects.on(today).filter(partnership=partnership).values("body")
    posts = Post.objects.on(today).filter(partnership=partnership, body__kind__in=NOT_AGENCIES).values("body")
    return Body.objects.on(today).filter(Q(pk__in=members) | Q(pk__in=posts)).order_by("name")


def open_group(request: HttpRequest, case_id: uuid.UUID, group_id: uuid.UUID, may: str | None = None) -> Group:
    """Raises Http404 where the person holds no key to all of its folder, or there is none."""
    case = open_folder(request, case_id, what=ALL, may=may)
    group = Group.objects.filter(case=case, pk=group_id).first()
    if group is None:
        raise Http404
    group.case = case
    return group


def groups_for(person: Person) -> QuerySet[Group]:
    """Those whose whole folder this person may open. Http404 for whoever may open none at all."""
    if not any(ALL in post.in_role.reach for post in person.posts_today):
        raise Http404
    return Group.objects.filter(case__in=Case.objects.visible_to(person, {ALL})).select_related("case__partnership")


def runs_for(person: Person) -> list[Body]:
    """The partnerships whose meetings this person runs. Http404 where there is none."""
    held = {post.partnership_id: post.partnership for post in person.posts_today if RUN in post.in_role.may}
    if not held:
        raise Http404
    return sorted(held.values(), key=lambda body: body.name)


def running_group(request: HttpRequest, case_id: uuid.UUID, meeting_id: uuid.UUID) -> Meeting:
    """A meeting of the partnership, for who runs it."""
    meeting = running(request, case_id, meeting_id)
    if meeting.group is None:
        raise Http404
    return meeting


def running(request: HttpRequest, case_id: uuid.UUID, meeting_id: uuid.UUID) -> Meeting:
    """The meeting, for someone who runs meetings on this folder."""
    seen = open_meeting(request, case_id, meeting_id)
    if not seen.runs:
        raise Http404
    return seen.meeting


def minuting(request: HttpRequest, case_id: uuid.UUID, meeting_id: uuid.UUID) -> tuple[Meeting, Body]:
    """The meeting, for someone who writes its minutes, and the body for which they do."""
    seen = open_meeting(request, case_id, meeting_id)
    body = writes_minutes(person_of(request), seen)
    if body is None:
        raise Http404
    return seen.meeting, body


def writes_minutes(person: Person, seen: Seen) -> Body | None:
    """Whoever runs the meeting; and of a review's panel the reviewer, invited to it, while the commission lasts."""
    meeting = seen.meeting
    if seen.runs:
        return meeting.case.partnership
    if meeting.purpose != Meeting.For.REVIEW_PANEL:
        return None
    for post in person.posts_today:
        if (
            post.body_id in seen.bodies
            and MINUTE in post.in_role.may
            and opens(post, meeting.case.folder, COMMISSIONED)
        ):
            return post.body
    return None


def meetings_of(case: Case, person: Person) -> QuerySet[Meeting]:
    decisions = Prefetch(
        "decisions", Decision.objects.visible_to(person).select_related("owner", "item", "set_aside_by")
    )
    meetings = Meeting.objects.filter(case=case).select_related("case__partnership", "minutes_by", "group__case")
    return meetings.prefetch_related("agenda", "attendance__body", decisions)


def sent_to(person: Person, meeting: Meeting) -> frozenset[uuid.UUID]:
    """This person's bodies that were sent the pack, while their key lasts and the folder is open."""
    case = meeting.case
    if case.closed_at is not None or meeting.cancelled_at is not None:
        return frozenset()
    told = {one.body_id for one in meeting.attendance.all() if one.told_at is not None}
    theirs = {post.body_id for post in person.posts_today if opens(post, case.folder, MEETING_PACK)}
    return frozenset(told & theirs)


def meetings_for(person: Person) -> list[Meeting]:
    """Every meeting this person may open, the next one first and those gone by last."""
    whole = Case.objects.visible_to(person, {ALL})
    partly = Case.objects.visible_to(person, {MEETING_PACK})
    bodies = [body.pk for body in person.bodies]
    invited = Q(case__in=partly, attendance__body__in=bodies, attendance__told_at__isnull=False)
    found = Meeting.objects.filter(Q(case__in=whole) | invited).select_related("case__partnership").distinct()
    meetings = list(found.filter(case__closed_at__isnull=True).prefetch_related("attendance"))
    mine = [one for one in meetings if may_open(person, one.case, what=ALL) or sent_to(person, one)]
    to_come = sorted((one for one in mine if one.to_come), key=lambda one: one.starts_at)
    return to_come + sorted((one for one in mine if not one.to_come), key=lambda one: one.starts_at, reverse=True)
