"""A question set is taken up or loaded; a round of it is begun; bodies and schools are asked."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.access.opening import not_shut
from handrail.service.access.practitioners import Practitioner
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone, open_case
from handrail.service.cases.follow import follow, locked_open
from handrail.service.cases.models import Case
from handrail.service.partnerships.models import Body, BodyCode, Contact, Kind, Membership
from handrail.service.requests.actions import ask_each, refuse_asked_twice, refuse_past
from handrail.service.requests.models import Request
from handrail.service.requests.naming import Named, ask_practitioners
from handrail.service.room import AtSchool
from handrail.service.scrutiny.models import Promise, QuestionSet, Return, Round, Sampled
from handrail.service.scrutiny.sets import QuestionsAsked, brought

URN = "urn"
"""The scheme of codes by which the national register of schools knows one."""
LEAD = "The designated safeguarding lead"


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


def round_before(partnership: Body, slug: str, year: int, *, by: Person) -> Round | None:
    """The round from which answers are carried; none that is shut to whoever begins the next."""
    rounds = Round.objects.filter(not_shut(by, folder="case"), partnership=partnership, question_set__slug=slug)
    rounds = rounds.filter(year__lt=year)
    return rounds.order_by("-year", "-recorded_at").first()


@transaction.atomic
def ask_bodies(round_: Round, bodies: Iterable[Body], *, by: Person) -> list[Request]:
    """Ask each at its own addresses; its people answer on their own page."""
    bodies = list(bodies)
    if not bodies:
        raise NotDone("Tick somebody to ask.")
    return _ask(round_, bodies, by=by)


@transaction.atomic
def ask_schools(round_: Round, schools: Iterable[AtSchool], *, by: Person) -> list[Request]:
    """Ask each by a code sent to the one whom it named. One without an address is asked, and told by nobody yet."""
    asked_before = Request.objects.filter(case=round_.case_id, no_longer_needed_at__isnull=True).values("body")
    to_ask = not_known_by(schools, BodyCode.objects.filter(scheme=URN, body__in=asked_before))
    by_body = {body.pk: (body, school) for school, body in bodies_of(to_ask, by=by)}
    if not by_body:
        return []
    asked = _ask(round_, [body for body, _ in by_body.values()], by=by, by_code=True)
    reached = [(one, school) for one in asked if (school := by_body[one.body_id][1]).email]
    _tell(round_.case_id, reached, by=by)
    return asked


@transaction.atomic
def tell_schools(round_: Round, schools: Iterable[AtSchool], *, by: Person) -> int:
    """Send the form to those that were asked while no address was known, and have one now. Gives how many."""
    known = {school.urn: school for school in schools if school.email}
    waiting = list(untold(round_, known))
    bodies_of([school for _, school in waiting], by=by)
    _tell(round_.case_id, waiting, by=by)
    return len(waiting)


def untold(round_: Round, known: Mapping[str, AtSchool]) -> Iterator[tuple[Request, AtSchool]]:
    """Requests of schools that nobody was ever told of, for which there is an address now; `known` is by number."""
    waiting = Request.objects.filter(
        case=round_.case_id, of=Request.Of.RETURN, by_code=True, no_longer_needed_at__isnull=True,
        received_at__isnull=True,
    ).exclude(pk__in=Practitioner.objects.filter(folder=round_.case_id).values("paper_id"))  # fmt: skip
    by_number = {number: school for school in known.values() for number in reversed(school.numbers)}
    by_number |= known
    numbers = dict(BodyCode.objects.filter(scheme=URN, code__in=list(by_number)).values_list("body_id", "code"))
    for one in waiting.filter(body__in=list(numbers)).select_related("body", "case__partnership"):
        yield one, by_number[numbers[one.body_id]]


def not_known_by(schools: Iterable[AtSchool], codes: QuerySet[BodyCode]) -> list[AtSchool]:
    """Those that have none of these numbers, and had none before."""
    numbers = set(codes.values_list("code", flat=True))
    return [school for school in schools if numbers.isdisjoint(school.numbers)]


def _tell(case_id: uuid.UUID, told: Sequence[tuple[Request, AtSchool]], *, by: Person) -> None:
    if told:
        named = [(one, Named(school.contact or LEAD, school.email)) for one, school in told]
        ask_practitioners(locked_open(case_id), named, by=by)


def bodies_of(schools: Iterable[AtSchool], *, by: Person) -> list[tuple[AtSchool, Body]]:
    """The bodies that stand for schools here: known by their numbers, those of before too, so that what a school said
    under one goes on under the next; made with the first thing asked of them."""
    schools = list({school.urn: school for school in schools}.values())
    wanted = [number for school in schools for number in school.numbers]
    codes = BodyCode.objects.filter(scheme=URN, code__in=wanted).select_related("body")
    by_number = {code.code: code.body for code in codes}
    known = {
        school.urn: by_number[number]
        for school in schools
        for number in reversed(school.numbers)
        if number in by_number
    }
    new = [school for school in schools if school.urn not in known]
    made = Body.objects.bulk_create(Body(name=school.name, kind=Kind.RELEVANT_AGENCY) for school in new)
    BodyCode.objects.bulk_create(
        BodyCode(body=body, scheme=URN, code=school.urn) for school, body in zip(new, made, strict=True)
    )
    audit.record_several(by, [(f"added {body}, a school, to ask it", body, None) for body in made])
    known |= {school.urn: body for school, body in zip(new, made, strict=True)}
    held = Contact.objects.filter(body__in=list(known.values())).values_list("body_id", "email")
    reached = {(body, email.lower()) for body, email in held}
    Contact.objects.bulk_create(
        Contact(body=known[school.urn], name=school.contact or "Safeguarding lead", email=school.email)
        for school in schools
        if school.email and (known[school.urn].pk, school.email.lower()) not in reached
    )
    return [(school, known[school.urn]) for school in schools]


def _ask(round_: Round, bodies: Sequence[Body], *, by: Person, by_code: bool = False) -> list[Request]:
    case = locked_open(round_.case_id)
    sheets = sheets_for(round_, bodies, by=by)
    about, told = str(round_.pk), str(round_)
    refuse_past(round_.due_on)
    refuse_asked_twice(case, bodies, about, Request.Of.RETURN)
    return ask_each(case, [
        Request(
            case=case, body=body, about=about, children_named=told, what=round_.letter, due_on=round_.due_on,
            recorded_by=by, by_code=by_code, of=Request.Of.RETURN, sheet=sheets[body.pk],
        )
        for body in bodies
    ], by=by)  # fmt: skip


def sheets_for(round_: Round, bodies: Sequence[Body], *, by: Person) -> dict[uuid.UUID, dict[str, Any]]:
    """What is put to each body: the set whole, and what it answered the year before."""
    asks = round_.question_set.asked
    sheet: dict[str, Any] = {"set": asks.kept(), "title": str(round_)}
    earlier = the_one_before(round_, by)
    if asks.of == "audit":
        sheet["sample"] = sampled_numbers(round_)
    if earlier is None or asks.of == "audit":
        return {body.pk: sheet for body in bodies}
    sent = Return.objects.filter(round=earlier, body__in=bodies, replaced_at__isnull=True)
    before = {one.body_id: one for one in sent.prefetch_related("judgements")}
    return {
        body.pk: sheet | carried_from(before[body.pk], earlier.years) if body.pk in before else sheet for body in bodies
    }


def sampled_numbers(round_: Round) -> list[int]:
    """The cases that a body is asked about, by their numbers, also of those to which whoever asks holds no key."""
    last = Round.objects.values_list("sampled_last", flat=True).get(pk=round_.pk)
    out = Sampled.objects.filter(round=round_, set_aside_at__isnull=False).values_list("number", flat=True)
    return sorted(set(range(1, last + 1)) - set(out))


def the_one_before(round_: Round, reader: Person) -> Round | None:
    """None also where its folder has gone, or is shut to whoever reads."""
    rounds = Round.objects.filter(not_shut(reader, folder="case")).select_related("question_set")
    return rounds.filter(pk=round_.after).first() if round_.after else None


def carried_from(before: Return, years: str) -> dict[str, Any]:
    answers: Mapping[str, Any] = {
        one.question: {"judged": one.stands, "evidence": one.evidence} for one in before.judgements.all()
    }
    return {"carried": answers, "years_before": years, "was": {name: one["judged"] for name, one in answers.items()}}


def promised_before(round_: Round, reader: Person, body: Body | None = None) -> list[Promise]:
    """What was promised in earlier rounds of this set and is not done: it is carried into this one. Not out of a round
    that is shut to whoever reads."""
    earlier = Promise.objects.filter(
        not_shut(reader, folder="case"),
        round__partnership=round_.partnership_id, round__question_set__slug=round_.question_set.slug,
        round__recorded_at__lt=round_.recorded_at, done_on__isnull=True, dropped_on__isnull=True,
    ).select_related("round__question_set", "body")  # fmt: skip
    return list(earlier.filter(body=body) if body else earlier)
