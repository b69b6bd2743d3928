"""Lists across folders: the deaths one may read, what is awaited, what looks alike, and the time that was spent."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict

from django.db.models import CharField, DateField, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from handrail.service.access.asking import typed
from handrail.service.access.doors import person_of, require, signed_in
from handrail.service.access.models import Person
from handrail.service.access.roles import ALL, CONTRIBUTION
from handrail.service.audit import actions as audit
from handrail.service.audit.kinds import saw_a_list
from handrail.service.cases.acting import once_answered
from handrail.service.cases.models import Case, KeptFact
from handrail.service.cases.paging import page_of
from handrail.service.child_deaths import doors
from handrail.service.child_deaths.actions import alike as joining
from handrail.service.child_deaths.costs import by_response
from handrail.service.child_deaths.forms import later
from handrail.service.child_deaths.forms.draft import posts_to_notify
from handrail.service.child_deaths.happenings import AWAITED, NOT_REGISTERED_HERE, Awaited
from handrail.service.child_deaths.lines import told_of
from handrail.service.child_deaths.models import (
    Birth,
    Correction,
    Death,
    Event,
    Joining,
    Likeness,
    ScopeDecision,
    TimeSpent,
)
from handrail.service.child_deaths.views.asking import ask, page

ROOM = "child_deaths"
REVIEWED = (ScopeDecision.Why.CHILD_DEATH, ScopeDecision.Why.VISITING)
LAST_SCOPE = ScopeDecision.objects.filter(death=OuterRef("pk")).order_by("-recorded_at", "-pk")
PUT_RIGHT = Correction.objects.filter(death=OuterRef("pk")).order_by("-made_at", "-pk")
LAST_DAY = Correction.objects.filter(death=OuterRef("pk"), field="died_on").order_by("-made_at", "-pk")


@signed_in
@require_http_methods(["GET"])
def deaths(request: HttpRequest) -> HttpResponse:
    """Those one may read, the latest first; and to an agency, those it notified."""
    person = person_of(request)
    if not posts_to_notify(person):
        raise Http404
    readable = readable_by(person)
    sent_in = Death.objects.filter(
        sent_by__in=person.bodies, case__in=Case.objects.visible_to(person, {CONTRIBUTION})
    ).exclude(pk__in=readable.values("pk")).select_related("case").order_by("-recorded_at")  # fmt: skip
    words = {
        "shown": page_of(request, readable.order_by(F("day").desc(), "-recorded_at")),
        "sent": list(sent_in[:50]),
        "why": dict(ScopeDecision.Why.choices),
        "CHILD_DEATH": ScopeDecision.Why.CHILD_DEATH,
        "reads": readable.exists(),
        "works": person.may(doors.WORK),
        "alike": undecided(person).count() if person.may(doors.WORK) else 0,
    }
    saw_a_list(person, what="child deaths", room=ROOM)
    return render(request, "child_deaths/deaths.html", words)


def readable_by(person: Person) -> QuerySet[Death]:
    """Deaths this person may read, each with its day as last corrected, and what was last decided of whether it is
    reviewed here."""
    seen = Death.objects.filter(case__in=Case.objects.visible_to(person, {ALL}))
    return seen.select_related("case", "child").annotate(
        scope=Subquery(LAST_SCOPE.values("why")[:1]),
        day=Coalesce(Cast(Subquery(LAST_DAY.values("now")[:1]), DateField()), F("died_on")),
    )


def undecided(person: Person) -> QuerySet[Likeness]:
    """Pairs found alike, of deaths that this person may both read."""
    seen = Case.objects.visible_to(person, {ALL})
    pairs = Likeness.objects.filter(decided="", first__case__in=seen, second__case__in=seen)
    return pairs.filter(first__superseded_at__isnull=True, second__superseded_at__isnull=True).select_related(
        "first__case", "first__child", "second__case", "second__child"
    )


def waiting_for(person: Person, awaited: Awaited) -> QuerySet[Death]:
    """Open folders' deaths for which this was begun and has not come."""
    standing = Event.objects.filter(death=OuterRef("pk"), set_aside_at__isnull=True)
    found = readable_by(person).filter(
        ~Exists(standing.filter(kind__in=awaited.until)), case__closed_at__isnull=True, superseded_at__isnull=True
    )
    if awaited.over_with:
        known = KeptFact.objects.filter(case=OuterRef("case"), replaced_at__isnull=True, kind__in=awaited.over_with)
        found = found.filter(~Exists(known.filter(about=Cast(OuterRef("pk"), CharField()))))
    since: Combinable = Subquery(standing.filter(kind__in=awaited.begun_by).order_by("on").values("on")[:1])
    if awaited.each:
        left = _left_of(awaited.each, standing)
        found = found.filter(~Exists(standing.filter(kind=awaited.each[1])) | Exists(left))
        since = Coalesce(Subquery(left.filter(kind__in=awaited.begun_by).order_by("on").values("on")[:1]), since)
    if awaited.begun_by:
        found = found.filter(Exists(standing.filter(kind__in=awaited.begun_by)))
        return found.annotate(since=since).order_by("since", F("day"))
    found = found.annotate(now_born=_stands("born"), now_died_in=_stands("died_in"))
    alive = Q(now_born=Birth.ALIVE) & (Q(scope__in=REVIEWED) | Q(scope__isnull=True))
    here = ~Q(now_died_in__in=NOT_REGISTERED_HERE) | Exists(standing.filter(kind="child_death_registered"))
    return found.filter(alive, here).annotate(since=F("day")).order_by("since")


def _left_of(each: tuple[str, str], standing: QuerySet[Event]) -> QuerySet[Event]:
    """`next_steps.left_of` in the database: those of several that have no answer of their own."""
    first, answer = each
    came = Event.objects.filter(death=OuterRef("death"), kind=answer, set_aside_at__isnull=True)
    answers = came.filter(
        Q(of=OuterRef("pk")) | Q(Q(of__isnull=True) | Q(of__set_aside_at__isnull=False), on__gte=OuterRef("on"))
    )
    return standing.filter(~Exists(answers), kind=first)


def _stands(field: str) -> Coalesce:
    """An answer as last corrected."""
    return Coalesce(Subquery(PUT_RIGHT.filter(field=field).values("now")[:1]), F(field), output_field=CharField())


@signed_in
@require_http_methods(["GET"])
def waiting(request: HttpRequest) -> HttpResponse:
    """What the next steps hang on, across folders, by what is awaited."""
    person = person_of(request)
    require(person, doors.WORK)
    found = [(one, waiting_for(person, one)) for one in AWAITED]
    chosen = next((one for one in AWAITED if one.slug == request.GET.get("for")), AWAITED[0])
    words = {
        "counts": [(one, deaths.count()) for one, deaths in found],
        "chosen": chosen,
        "shown": page_of(request, waiting_for(person, chosen)),
    }
    saw_a_list(person, what=f"child deaths that wait for {chosen.words.lower()}", room=ROOM)
    return render(request, "child_deaths/waiting.html", words)


@signed_in
@require_http_methods(["GET"])
def time_totals(request: HttpRequest) -> HttpResponse:
    """What the reviews cost in time, by step, over the folders one may read."""
    person = person_of(request)
    require(person, doors.WORK)
    spent = TimeSpent.objects.filter(death__in=readable_by(person).values("pk"), set_aside_at__isnull=True)
    minutes: Counter[str] = Counter()
    folders: dict[str, set[uuid.UUID]] = defaultdict(set)
    for step, death_id, length in spent.values_list("step", "death_id", "minutes"):
        minutes[step] += length
        folders[step].add(death_id)
    rows = [
        (label, minutes[step], len(folders[step]), minutes[step] // len(folders[step]))
        for step, label in TimeSpent.Step.choices if folders[step]
    ]  # fmt: skip
    every = {death for found in folders.values() for death in found}
    words = {
        "rows": rows, "total": sum(minutes.values()), "deaths": len(every),
        "responses": by_response(spent.select_related("death").prefetch_related("death__joint_decisions")),
    }  # fmt: skip
    return render(request, "child_deaths/time_totals.html", words)


@signed_in
@require_http_methods(["GET"])
def alike(request: HttpRequest) -> HttpResponse:
    """Deaths that a job found alike, and that nobody has decided of."""
    person = person_of(request)
    require(person, doors.WORK)
    saw_a_list(person, what="child deaths that look alike", room=ROOM)
    return render(request, "child_deaths/alike.html", {"pairs": list(undecided(person)[:100])})


@signed_in
@require_http_methods(["GET", "POST"])
def decide_alike(request: HttpRequest, likeness_id: uuid.UUID) -> HttpResponse:
    """The two beside each other: one death or two."""
    person = person_of(request)
    require(person, doors.WORK)
    found = undecided(person).filter(pk=likeness_id).first()
    if found is None or not all(doors.may_work(person, one) for one in (found.first, found.second)):
        raise Http404
    for one in (found.first, found.second):
        audit.looked(person, ALL, one.case, one.case_id)
    form = later.JoinWith(typed(request), first=found.first, second=found.second)
    goes_on: list[Death | None] = []

    def act() -> None:
        goes_on.append(_decide(found, form.cleaned_data["decided"], form.cleaned_data["why"], person))

    on = once_answered(
        request, form, act, say="It is decided, and can be undone on the page of the death.",
        go=lambda: page(goes_on[0]) if goes_on[0] else reverse("child_deaths:alike"),
    )  # fmt: skip
    if on is not None:
        return on
    rows = list(zip(told_of(found.first), told_of(found.second), strict=True))
    words = {"likeness": found, "form": form, "rows": rows, "judged": request.method == "POST", "page": page}
    return render(request, "child_deaths/decide_alike.html", words)


def _decide(likeness: Likeness, decided: str, why: str, by: Person) -> Death | None:
    if decided == "different":
        joining.say_different(likeness, reasons=why, by=by)
        return None
    first, second = likeness.first, likeness.second
    goes_on, other = (first, second) if decided == str(first.pk) else (second, first)
    joining.join(goes_on, other, why=why, by=by, likeness=likeness)
    return goes_on


@signed_in
@require_http_methods(["GET", "POST"])
def undo_joining(request: HttpRequest, case_id: uuid.UUID, death_id: uuid.UUID, joining_id: uuid.UUID) -> HttpResponse:
    """Two deaths after all: for who may work on both."""
    death = doors.open_death(request, case_id, death_id, may=doors.WORK)
    person = person_of(request)
    found = Joining.objects.select_related("goes_on__case", "superseded__case").filter(
        Q(goes_on=death) | Q(superseded=death), pk=joining_id
    ).first()  # fmt: skip
    if found is None or not all(doors.may_work(person, one) for one in (found.goes_on, found.superseded)):
        raise Http404
    form = later.Why(typed(request))

    def act() -> None:
        joining.undo(found, why=form.cleaned_data["why"], by=person)

    says = [
        "Each folder counts again as it did before, with what was recorded in it since. Nothing is taken away.",
        "Forms that were no longer waited for because of the joining are not asked for again: ask for them anew.",
    ]
    return ask(
        request, death, form, act, title="Two deaths after all", button="Undo the joining", says=says,
        said="The joining is undone.",
    )  # fmt: skip
