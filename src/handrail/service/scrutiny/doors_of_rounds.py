"""The way to a round is that to its folder; a return opens to its own body and to who is asked to challenge it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.http import Http404, HttpRequest

from handrail.service.access.doors import opens, person_of
from handrail.service.access.models import Person
from handrail.service.access.roles import ALL, CONTRIBUTION
from handrail.service.cases.doors import may_open, open_folder
from handrail.service.cases.models import Case
from handrail.service.partnerships.models import Body
from handrail.service.scrutiny.doors import RUNS
from handrail.service.scrutiny.models import Challenge, Judgement, Promise, Return, Round

ANSWER = "send contributions"
MEETS = "answer scrutiny"
"""What a safeguarding partner's people may, who challenge as the partner that they are."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A return as one person comes to it, and the body for which they may challenge it."""

    person: Person
    sent: Return
    whole: bool
    """Whether they hold the key to the whole round."""
    runs: bool
    own: bool
    """Whether they answer for the body whose return it is."""
    may_challenge: bool
    challenges_as: Body | None
    """None for the partnership's lead."""


def open_round(request: HttpRequest, case_id: uuid.UUID, round_id: uuid.UUID, may: str | None = None) -> Round:
    """Raises Http404 where the person holds no key to all of it, or there is none."""
    case = open_folder(request, case_id, what=ALL, may=may)
    rows = Round.objects.select_related("question_set", "partnership")
    found = rows.filter(case=case, pk=round_id).first()
    if found is None:
        raise Http404
    found.case = case
    return found


def open_return(request: HttpRequest, case_id: uuid.UUID, return_id: uuid.UUID) -> Seen:
    """Raises Http404 for whoever neither holds the whole round, nor is of the body, nor is asked to challenge it."""
    case, person = open_folder(request, case_id, what=CONTRIBUTION), person_of(request)
    rows = Return.objects.select_related(
        "body", "challenger", "round__question_set"
    )  # a challenger may not read the request
    sent = rows.filter(case=case, pk=return_id).first()
    if sent is None:
        raise Http404
    sent.case = case
    whole = may_open(person, case, what=ALL)
    mine = bodies_at(person, case)
    if not (whole or {sent.body_id, sent.challenger_id} & set(mine)):
        raise Http404
    live = sent.replaced_at is None and case.closed_at is None
    runs = may_open(person, case, what=ALL, may=RUNS)
    asked = mine.get(sent.challenger_id) if live and sent.challenged_at is None and sent.challenger_id else None
    own = live and sent.body_id in mine
    return Seen(person, sent, whole, runs, own, may_challenge=asked is not None or (live and runs), challenges_as=asked)


def bodies_at(person: Person, case: Case) -> dict[uuid.UUID, Body]:
    """The bodies for which somebody answers in this folder."""
    return {
        post.body_id: post.body
        for post in person.posts_today
        if {ANSWER, MEETS} & post.in_role.may and opens(post, case.folder, CONTRIBUTION)
    }


def the_judgement(seen: Seen, judgement_id: uuid.UUID) -> Judgement:
    found = Judgement.objects.select_related("sent_in__round__question_set").filter(
        sent_in=seen.sent, pk=judgement_id
    )  # fmt: skip
    one = found.first()
    if one is None:
        raise Http404
    return one


def the_challenge(seen: Seen, challenge_id: uuid.UUID) -> Challenge:
    rows = Challenge.objects.select_related("judgement__sent_in__round__question_set", "by_body", "by", "answered_by")
    found = rows.filter(judgement__sent_in=seen.sent, pk=challenge_id).first()
    if found is None:
        raise Http404
    return found


def open_promise(request: HttpRequest, case_id: uuid.UUID, promise_id: uuid.UUID) -> tuple[Promise, bool, bool]:
    """The promise; whether the person may say that it is done; whether they run the round. Raises Http404."""
    case, person = open_folder(request, case_id, what=CONTRIBUTION), person_of(request)
    rows = Promise.objects.select_related("body", "round__question_set", "recorded_by", "document")
    found = rows.filter(case=case, pk=promise_id).first()
    own = found is not None and found.body_id in bodies_at(person, case)
    if found is None or not (own or may_open(person, case, what=ALL)):
        raise Http404
    found.case = case
    runs = may_open(person, case, what=ALL, may=RUNS)
    return found, (own or runs) and case.closed_at is None, runs and case.closed_at is None
