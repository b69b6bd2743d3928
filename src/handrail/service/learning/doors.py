"""Who may open a recommendation as it was put to a body, or an action: those with the key to learning, and that body
itself."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F, Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone

from handrail.service.access.doors import opens, person_of
from handrail.service.access.models import Grant, Person
from handrail.service.access.opening import not_shut
from handrail.service.access.roles import ALL, RECOMMENDED
from handrail.service.cases.doors import may_open, open_folder
from handrail.service.cases.models import Case
from handrail.service.learning.models import Action, Addressee
from handrail.service.learning.several import actions_read_by, heard_by
from handrail.service.learning.standing import with_what_is_needed
from handrail.service.reviews.covering import shut_to

OF_THE_REVIEW = "recommendation__review_id"
LOOK, CHANGE, RECORD, ANSWER = "read actions", "manage actions", "record learning", "send contributions"
"""Whoever reviews records what was found and what is recommended. Putting it to bodies, and all that follows, is for
those who manage it."""
LATELY = 28
"""Days for which what a body did stands on its list."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What this person may do about something that is a body's: manage it, or answer for the body."""

    whole: bool
    manages: bool
    answers: bool

    @property
    def writes(self) -> bool:
        return self.manages or self.answers


@dataclass(frozen=True, slots=True)
class SeenPut(Seen):
    put: Addressee


@dataclass(frozen=True, slots=True)
class SeenAction(Seen):
    action: Action


def open_put(request: HttpRequest, case_id: uuid.UUID, addressee_id: uuid.UUID) -> SeenPut:
    """Raises Http404 for whoever may not read it, as if there were none."""
    person = person_of(request)
    puts = heard_by(person, Addressee.objects.filter(case=case_id, pk=addressee_id), OF_THE_REVIEW)
    put = with_what_is_needed(puts).first()
    whole = put is not None and may_open(person, put.case, what="learning", may=LOOK) and _reads_whole(person, put)
    case = open_folder(request, case_id, what="learning" if whole else RECOMMENDED)
    if put is None or not (whole or _works_there(person, put.body_id, case)):
        raise Http404
    put.case = case
    manages = whole and may_open(person, case, what="learning", may=CHANGE)
    return SeenPut(whole, manages=manages, answers=_works_there(person, put.body_id, case, ANSWER), put=put)


def open_action(request: HttpRequest, case_id: uuid.UUID, action_id: uuid.UUID) -> SeenAction:
    """One that carries out what a review of several folders recommends takes the keys to all, or is one's own to do.
    Raises Http404 for whoever may not read it, as if there were none."""
    person = person_of(request)
    actions = Action.objects.select_related("owner", "recorded_by", "meeting", "case__folder__partnership")
    action = actions_read_by(person, actions.filter(case=case_id, pk=action_id)).first()
    whole = action is not None and may_open(person, action.case, what="learning", may=LOOK)
    case = open_folder(request, case_id, what="learning" if whole else RECOMMENDED)
    if action is None or not (whole or _works_there(person, action.owner_id, case)):
        raise Http404
    action.case = case
    manages = whole and may_open(person, case, what="learning", may=CHANGE)
    answers = _works_there(person, action.owner_id, case, ANSWER)
    return SeenAction(whole, manages=manages, answers=answers, action=action)


def writing_on(request: HttpRequest, case_id: uuid.UUID, addressee_id: uuid.UUID) -> SeenPut:
    """For the body's own people who answer for it, and for those who manage actions."""
    seen = open_put(request, case_id, addressee_id)
    if not seen.writes:
        raise Http404
    return seen


def managing(request: HttpRequest, case_id: uuid.UUID, addressee_id: uuid.UUID) -> SeenPut:
    seen = open_put(request, case_id, addressee_id)
    if not seen.manages:
        raise Http404
    return seen


def put_to_bodies_of(person: Person) -> QuerySet[Addressee]:
    """What is recommended to the bodies this person works for, on folders whose key to it they hold."""
    theirs = _of_bodies_of(person, "body")
    found = Addressee.objects.filter(theirs, not_shut(person, folder="case"), recommendation__set_aside_on__isnull=True)
    return with_what_is_needed(heard_by(person, found, OF_THE_REVIEW))


def to_do_by_bodies_of(person: Person) -> QuerySet[Action]:
    """What these bodies have still to do, and what they did a short while ago, so that it can be put right."""
    lately = timezone.localdate() - timedelta(days=LATELY)
    open_or_lately = Q(done_on__isnull=True) | Q(done_on__gte=lately)
    found = Action.objects.filter(
        _of_bodies_of(person, "owner"), open_or_lately, not_shut(person, folder="case"), set_aside_on__isnull=True
    )
    in_order = (F("done_on").asc(nulls_first=True), F("due_on").asc(nulls_last=True), "title")
    return actions_read_by(person, found).select_related("case", "owner").order_by(*in_order)


def _of_bodies_of(person: Person, body: str) -> Q:
    """Rows of the bodies this person works for, by the field that names the body."""
    theirs = Q(pk__in=[])
    for post in person.posts_today:
        keys = Grant.objects.live().opening(post.in_role.reach & {ALL, RECOMMENDED}).filter(body=post.body_id)
        theirs |= Q(**{body: post.body_id}, case__in=keys.values("folder"))
        if post.in_role.wide:
            theirs |= Q(**{body: post.body_id}, case__folder__partnership=post.partnership_id)
    return theirs


def _reads_whole(person: Person, put: Addressee) -> bool:
    """All of the recommendation, and not only as it was put to one body: of a review of several folders that needs more
    than the key to this one."""
    return put.recommendation.review_id not in shut_to(person)


def _works_there(person: Person, body: uuid.UUID | None, case: Case, may: str = "") -> bool:
    posts = (post for post in person.posts_today if post.body_id == body)
    return any(opens(post, case.folder, RECOMMENDED) and (not may or may in post.in_role.may) for post in posts)
