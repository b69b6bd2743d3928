"""A question set is taken up or loaded; a round of it is begun; bodies and schools are asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone, open_case
from handrail.service.cases.follow import follow, locked_open
from handrail.service.cases.models import Case
from handrail.service.partnerships.models import Body, BodyCode, Contact, Kind, Membership
from handrail.service.requests.actions import ask_for_summaries
from handrail.service.requests.models import Request
from handrail.service.requests.naming import Named, ask_practitioner
from handrail.service.room import AtSchool
from handrail.service.scrutiny.models import Promise, QuestionSet, Return, Round
from handrail.service.scrutiny.sets import QuestionsAsked, brought

URN = "urn"
"""The scheme of codes by which the national register of schools knows one."""


@dataclass(frozen=True, slots=True)
class Put:
    """What a round puts: the set, for which year, what about, by when, and what bodies are told."""

    asks: QuestionSet
    year: int
    due_on: date
    letter: str
    theme: str = ""
    after: Round | None = None


@transaction.atomic
def keep_set(partnership: Body, asks: QuestionsAsked, *, file_name: str = "", by: Person) -> QuestionSet:
    """The next version of a set, unless the newest is the same."""
    newest = QuestionSet.objects.filter(partnership=partnership, slug=asks.slug).order_by("-version").first()
    if newest is not None and newest.asked == asks:
        return newest
    kept = QuestionSet.objects.create(
        partnership=partnership, slug=asks.slug, version=newest.version + 1 if newest else 1, title=asks.title,
        of=asks.of, asks=asks.kept(), file_name=file_name, recorded_by=by,
    )  # fmt: skip
    audit.record(by, f"kept the question set {kept}", kept)
    return kept


def set_called(partnership: Body, slug: str, *, by: Person) -> QuestionSet:
    """The newest version of the partnership's own, or one that Handrail brings, taken up now."""
    own = QuestionSet.objects.filter(partnership=partnership, slug=slug).order_by("-version").first()
    if own is not None:
        return own
    if slug not in brought():
        raise NotDone("Choose one of the question sets.", "asks")
    return keep_set(partnership, brought()[slug], by=by)


@transaction.atomic
def begin_round(partnership: Body, put: Put, *, by: Person) -> Round:
    """Open its folder to the safeguarding partners. Nobody is asked yet."""
    today = timezone.localdate()
    places = Membership.objects.on(today).filter(partnership=partnership, place=Membership.Place.SAFEGUARDING_PARTNER)
    partners = list(Body.objects.filter(pk__in=places.values("body")))
    authority = next((body for body in partners if body.kind == Kind.LOCAL_AUTHORITY), None)
    if authority is None:
        raise NotDone("Say first which local authority is a safeguarding partner here, under Bodies.")
    case = open_case(partnership=partnership, authority=authority, by=by, partners=partners)
    return put_round(case, put, by=by)


@transaction.atomic
def put_round(case: Case, put: Put, *, by: Person) -> Round:
    if put.due_on < timezone.localdate():
        raise NotDone("Give today or a later day.", "due_on")
    made = Round.objects.create(
        case=case, partnership=case.partnership, question_set=put.asks, year=put.year, theme=put.theme,
        after=put.after.pk if put.after else None, due_on=put.due_on, letter=put.letter, recorded_by=by,
    )  # fmt: skip
    audit.record(by, f"began a round: {made}", made)
    follow(made)
    return made


def round_before(partnership: Body, slug: str, year: int) -> Round | None:
    """The round from which answers are carried."""
    rounds = Round.objects.filter(partnership=partnership, question_set__slug=slug, year__lt=year)
    return rounds.order_by("-year", "-recorded_at").first()


@transaction.atomic
def ask_bodies(round_: Round, bodies: Iterable[Body], *, by: Person) -> list[Request]:
    """Ask each at its own addresses; its people answer on their own page."""
    bodies = list(bodies)
    if not bodies:
        raise NotDone("Tick somebody to ask.")
    return [_ask(round_, body, by=by) for body in bodies]


@transaction.atomic
def ask_schools(round_: Round, schools: Iterable[AtSchool], *, by: Person) -> list[Request]:
    """Ask each by a code sent to the one whom it named. One without an address is asked, and told by nobody yet."""
    asked = []
    for school in schools:
        body = body_of(school, by=by)
        if Request.objects.filter(case=round_.case_id, body=body, no_longer_needed_at__isnull=True).exists():
            continue
        one = _ask(round_, body, by=by, by_code=True)
        if school.email:
            ask_practitioner(one, Named(school.contact or "The designated safeguarding lead", school.email), by=by)
        asked.append(one)
    return asked


def body_of(school: AtSchool, *, by: Person) -> Body:
    """The body that stands for a school here: known by its number, made with the first thing asked of it."""
    known = BodyCode.objects.filter(scheme=URN, code=school.urn).select_related("body").first()
    if known is not None:
        body = known.body
    else:
        body = Body.objects.create(name=school.name, kind=Kind.RELEVANT_AGENCY)
        BodyCode.objects.create(body=body, scheme=URN, code=school.urn)
        audit.record(by, f"added {body}, a school, to ask it", body)
    if school.email and not body.contacts.filter(email__iexact=school.email).exists():
        Contact.objects.create(body=body, name=school.contact or "Safeguarding lead", email=school.email)
    return body


def _ask(round_: Round, body: Body, *, by: Person, by_code: bool = False) -> Request:
    case = locked_open(round_.case_id)
    (asked,) = ask_for_summaries(
        case, bodies=[body], about=str(round_.pk), children_named=str(round_), what=round_.letter, due_on=round_.due_on,
        by=by, by_code=by_code, of=Request.Of.RETURN, sheet=sheet_for(round_, body),
    )  # fmt: skip
    return asked


def sheet_for(round_: Round, body: Body) -> dict[str, Any]:
    """What is put to one body: the set whole, and what it answered the year before."""
    asks = round_.question_set.asked
    sheet: dict[str, Any] = {"set": asks.kept(), "title": str(round_)}
    earlier = the_one_before(round_)
    if earlier is None or asks.of == "audit":
        return sheet
    before = Return.objects.filter(round=earlier, body=body, replaced_at__isnull=True).first()
    return sheet | carried_from(before, earlier.years) if before else sheet


def the_one_before(round_: Round) -> Round | None:
    """None also where its folder has gone."""
    rounds = Round.objects.select_related("question_set")
    return rounds.filter(pk=round_.after).first() if round_.after else None


def carried_from(before: Return, years: str) -> dict[str, Any]:
    answers: Mapping[str, Any] = {
        one.question: {"judged": one.stands, "evidence": one.evidence} for one in before.judgements.all()
    }
    return {"carried": answers, "years_before": years, "was": {name: one["judged"] for name, one in answers.items()}}


def promised_before(round_: Round, body: Body | None = None) -> list[Promise]:
    """What was promised in earlier rounds of this set and is not done: it is carried into this one."""
    earlier = Promise.objects.filter(
        round__partnership=round_.partnership_id, round__question_set__slug=round_.question_set.slug,
        round__recorded_at__lt=round_.recorded_at, done_on__isnull=True, dropped_on__isnull=True,
    ).select_related("round__question_set", "body")  # fmt: skip
    return list(earlier.filter(body=body) if body else earlier)
