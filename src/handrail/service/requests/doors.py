"""Who may open a request: those who hold the whole folder, and the body that was asked, while its key lasts."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from handrail.service.access.doors import opens, person_of
from handrail.service.access.models import Grant, Person, Post
from handrail.service.access.opening import not_shut
from handrail.service.access.roles import ALL, CONTRIBUTION
from handrail.service.cases.doors import may_open, open_folder
from handrail.service.cases.models import Case
from handrail.service.requests.models import Request

ANSWER = "send contributions"
ASK = "ask agencies"


@dataclass(frozen=True)
class Seen:
    """A request as one person may see it: as the body that answers it, as the one who asks, or both, or neither."""

    asked: Request
    answers: bool
    asks: bool


def open_request(request: HttpRequest, case_id: uuid.UUID, request_id: uuid.UUID) -> Seen:
    """The request, for those who may read it. Raises Http404 for everyone else, as if there were none."""
    case = open_folder(request, case_id, what=CONTRIBUTION)
    person = person_of(request)
    asked = requests_of(case).filter(pk=request_id).first()
    if asked is None or not (may_open(person, case, what=ALL) or _is_of(person, asked)):
        raise Http404
    return Seen(asked, answers_for(person, asked), may_open(person, case, what=ALL, may=ASK))


def answer_request(request: HttpRequest, case_id: uuid.UUID, request_id: uuid.UUID) -> Request:
    """The request, for someone who answers for the body that was asked."""
    seen = open_request(request, case_id, request_id)
    if not seen.answers:
        raise Http404
    return seen.asked


def asking(request: HttpRequest, case_id: uuid.UUID, request_id: uuid.UUID) -> Request:
    """The request, for someone who asks agencies on this folder."""
    seen = open_request(request, case_id, request_id)
    if not seen.asks:
        raise Http404
    return seen.asked


def requests_of(case: Case) -> QuerySet[Request]:
    return Request.objects.filter(case=case).select_related(
        "body",
        "recorded_by",
        "contribution__document",
        "contribution__sent_by",
        "contribution__sent_by_practitioner__body",
        "case__partnership",
    )


def answers_for(person: Person, asked: Request) -> bool:
    """Whether this person may write and send the answer: by a post at the body that was asked."""
    return any(ANSWER in post.in_role.may for post in _posts_at_body(person, asked))


def _is_of(person: Person, asked: Request) -> bool:
    """A closed folder, and a key taken back, shut the page to the body; what it sent stays on the folder."""
    return asked.case.closed_at is None and asked.no_longer_needed_at is None and bool(_posts_at_body(person, asked))


def _posts_at_body(person: Person, asked: Request) -> list[Post]:
    posts = [post for post in person.posts_today if post.body_id == asked.body_id]
    return [post for post in posts if opens(post, asked.case.folder, CONTRIBUTION)]


def asked_of(person: Person) -> list[Request]:
    """What the bodies this person works for are asked, on folders whose key they hold; what waits comes first."""
    found: dict[uuid.UUID, Request] = {}
    for post in person.posts_today:
        reach = post.in_role.reach & {ALL, CONTRIBUTION}
        keys = Grant.objects.live().opening(reach).filter(body=post.body_id)
        theirs = Request.objects.filter(
            body=post.body_id, case__in=keys.values("folder"), case__closed_at__isnull=True,
            no_longer_needed_at__isnull=True,
        ).filter(not_shut(person, folder="case"))  # fmt: skip
        found |= {asked.pk: asked for asked in theirs.select_related("case__partnership", "body")}
    return overdue_first(found.values())


def overdue_first(requests: Iterable[Request]) -> list[Request]:
    """As people read them: overdue, still awaited, received, let go; of those that are over the newest first."""

    def place(asked: Request) -> tuple[int, int, str]:
        rank = 0 if asked.overdue else 1 if asked.waits else 3 if asked.no_longer_needed_at else 2
        day = asked.due_on.toordinal()
        return rank, day if rank < 2 else -day, str(asked.body)

    return sorted(requests, key=place)
