"""Recording what a review found and recommends, putting it to bodies, and setting aside what was recorded in error."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from handrail.service.access.grounds import Ground
from handrail.service.access.models import Person
from handrail.service.access.roles import RECOMMENDED
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone, give_key, take_key_back
from handrail.service.cases.follow import follow, locked
from handrail.service.cases.models import Case
from handrail.service.learning import letters
from handrail.service.learning.actions.meanings import keep_meaning
from handrail.service.learning.models import Action, Addressee, DayMoved, Finding, Recommendation
from handrail.service.partnerships.models import Body

PUTTING = Ground("oversee", "16E")
"""A body is told what is recommended to it, or its to do, and answers for its own part."""


@dataclass(frozen=True, slots=True)
class Whence:
    """The review something comes out of: its paper, if it stands in this folder, and words that hold without it."""

    source: str
    review_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Whom:
    """Somebody a recommendation is addressed to: a body known here, or the name of one that is not."""

    to: str
    body: Body | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found. Without why it happened it is not taken."""

    of: str
    title: str
    what_happened: str
    why: str
    again: str
    conditions: str
    found_on: date


@transaction.atomic
def record_finding(case: Case, found: Found, *, whence: Whence, by: Person) -> Finding:
    case = _folder(case.pk)
    _refuse_future(found.found_on)
    finding = Finding.objects.create(
        case=case, of=found.of, title=found.title, what_happened=found.what_happened, why=found.why,
        again=found.again, conditions=found.conditions, found_on=found.found_on, source=whence.source,
        review_id=whence.review_id, recorded_by=by,
    )  # fmt: skip
    keep_meaning(finding)
    audit.record(by, "recorded a finding", finding)
    follow(finding)
    return finding


@transaction.atomic
def recommend(
    case: Case, *, text: str, made_on: date, whence: Whence, by: Person, number: str = "", measure: str = "",
    findings: Iterable[Finding] = (), to: Iterable[Whom] = (), due_on: date | None = None,
) -> Recommendation:  # fmt: skip
    """Record a recommendation, and put it to each body named."""
    case = _folder(case.pk)
    _refuse_future(made_on)
    made = Recommendation.objects.create(
        case=case, text=text, number=number, measure=measure, made_on=made_on, source=whence.source,
        review_id=whence.review_id, recorded_by=by,
    )  # fmt: skip
    made.findings.add(*findings)
    keep_meaning(made)
    audit.record(by, "recorded a recommendation", made)
    follow(made)
    put_to_all(made, to, due_on=due_on, by=by)
    return made


@transaction.atomic
def put_to_all(recommendation: Recommendation, to: Iterable[Whom], *, due_on: date | None, by: Person) -> None:
    for whom in to:
        put_to(recommendation, whom, due_on=due_on, by=by)


@transaction.atomic
def put_to(recommendation: Recommendation, whom: Whom, *, due_on: date | None, by: Person) -> Addressee:
    """Address it to a body by a day. A body of ours gets the key to this recommendation alone, and is written to."""
    case = locked(recommendation.case_id)
    if not recommendation.stands:
        raise NotDone("This recommendation was set aside, so it is put to nobody.")
    put_before = Addressee.objects.filter(recommendation=recommendation, withdrawn_on__isnull=True)
    if put_before.filter(body=whom.body, name=whom.name).exists():
        raise NotDone(f"This recommendation is addressed to {whom.body or whom.name} already.")
    put = Addressee.objects.create(
        case=case, recommendation=recommendation, to=whom.to, body=whom.body, name=whom.name, due_on=due_on,
        recorded_by=by,
    )  # fmt: skip
    if whom.body is not None:
        give_key(case, whom.body, opens=RECOMMENDED, why="a recommendation is addressed to it", ground=PUTTING, by=by)
    audit.record(by, f"put a recommendation to {put.whom}", put)
    follow(put)
    letters.tell_put(put)
    return put


@transaction.atomic
def take_back(put: Addressee, *, why: str, by: Person) -> None:
    """It was put to the wrong body, or in words that were wrong. The body is told, and reads no more of it: its key
    ends, unless something else of this folder is recommended to it or its to do. What it answered stays with the
    folder."""
    put = held(put)
    body, put.withdrawn_from = put.body, put.body
    if body is not None:
        put.body, put.name = None, str(body)
    put.withdrawn_on, put.withdrawn_why = timezone.localdate(), why
    put.save(update_fields=["body", "name", "withdrawn_on", "withdrawn_why", "withdrawn_from"])
    if body is not None:
        shut_again(put.case, body, by=by)
    audit.record(by, f"took a recommendation back from {put.whom}", put)
    follow(put, why)
    if body is not None:
        letters.tell_taken_back(put, body)


def shut_again(case: Case, body: Body, *, by: Person) -> None:
    """End the key of a body to which nothing more of this folder is recommended, and which has nothing to do in it."""
    theirs = (Addressee.objects.filter(case=case, body=body), Action.objects.filter(case=case, owner=body))
    if not any(one.exists() for one in theirs):
        take_key_back(case, body, opens=RECOMMENDED, by=by)


@transaction.atomic
def move_day(put: Addressee, *, due_on: date, why: str, by: Person) -> None:
    """Give another day. The day before it and the reason stay, and are counted."""
    put = held(put)
    if put.carried_out_on is not None:
        raise NotDone("It was carried out, so it has no day to move.")
    if put.due_on == due_on:
        raise NotDone("It is due on that day already. Give another day.")
    before, put.due_on = put.due_on, due_on
    put.save(update_fields=["due_on"])
    DayMoved.objects.create(addressee=put, before=before, after=due_on, why=why, moved_by=by)
    audit.record(by, "moved the day by which a recommendation is to be carried out", put)
    follow(put, why)
    letters.tell_day_moved(put)


@transaction.atomic
def set_aside(paper: Finding | Recommendation, *, why: str, by: Person) -> None:
    """It was recorded in error. It stays to be read, marked so, and nothing of it is waited for."""
    _folder(paper.case_id)
    paper.refresh_from_db()
    if not paper.stands:
        raise NotDone("It was set aside already.")
    paper.set_aside_on, paper.set_aside_why = timezone.localdate(), why
    paper.save(update_fields=["set_aside_on", "set_aside_why"])
    keep_meaning(paper)
    audit.record(by, f"set a {paper._meta.verbose_name} aside", paper)
    follow(paper, why)
    if isinstance(paper, Recommendation):
        for put in paper.addressees.all():
            follow(put, why)


def _folder(case_id: uuid.UUID) -> Case:
    """Held, for whoever reviews too: their keys open what comes of the review, and not the folder itself."""
    with audit.keeping(case_id):
        return locked(case_id)


def held(put: Addressee) -> Addressee:
    """As it is now, with its folder held. Learning goes on after a folder is closed, so a closed one is no bar."""
    case = locked(put.case_id)
    found = Addressee.objects.select_related("body", "recommendation").get(pk=put.pk)
    found.case = case
    if not found.recommendation.stands:
        raise NotDone("This recommendation was set aside, so nothing more is recorded of it.")
    if not found.stands:
        raise NotDone(f"It was taken back from {found.whom}, so nothing more is recorded of it.")
    return found


def _refuse_future(on: date) -> None:
    if on > timezone.localdate():
        raise NotDone("Give the day of the review, which cannot be after today.")
