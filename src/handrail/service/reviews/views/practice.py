"""A local or serious case review: how it stands, and the steps towards its publication and after it."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.apps import apps
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.views.decorators.http import require_http_methods

from handrail.guidance import spoken
from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.roles import ALL
from handrail.service.cases.doors import may_open
from handrail.service.cases.models import Case, LateReason
from handrail.service.cases.ways import ways_of
from handrail.service.meetings.doors import RUN
from handrail.service.reviews import actions
from handrail.service.reviews.actions.practice import MADE_PUBLIC, REPORT_GIVEN, TAKEN_DOWN
from handrail.service.reviews.covering import is_hidden, shut_to
from handrail.service.reviews.doors import WORK, WRITE, folder_for, may_do, open_practice, opens_all
from handrail.service.reviews.facts import ALL_THREE, LOCAL, SERIOUS_CASE, What, standing
from handrail.service.reviews.forms.practice import GiveReport, PlanPublication, Published, TakenDown
from handrail.service.reviews.forms.shared import OnDay, SetAside
from handrail.service.reviews.found_before import beside_practice
from handrail.service.reviews.models import PracticeReview, ReviewCalled, Step
from handrail.service.reviews.overview import (
    covering,
    held_up,
    kind_of,
    late,
    meetings_of,
    next_of,
    twice_in,
    waits_for,
)
from handrail.service.reviews.public_here import done_here, public_here
from handrail.service.reviews.report_given import can_be_given, given_before_agreed
from handrail.service.reviews.times import Time, time_now, times_of
from handrail.service.reviews.under_way import UnderWay, due_on, reviews_under_way
from handrail.service.reviews.views.registry import PARTS, Part
from handrail.service.reviews.views.steps import due_by, page_of, step_page, to_write
from handrail.service.room import Room


@signed_in
@require_http_methods(["GET"])
def practice_reviews(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """The reviews of a folder; where there is only one, straight to it."""
    case = folder_for(request, case_id)
    going = reviews_under_way(case)
    here, person = {one.pk: (str(one), True) for one in going if not is_hidden(one.pk)}, person_of(request)
    for paper in PracticeReview.objects.filter(case=case).select_related("case__folder__partnership", "called"):
        here.setdefault(paper.pk, (str(paper), False))
        if not opens_all(person, paper):
            del here[paper.pk]
    if len(here) == 1 and not ReviewCalled.objects.filter(case=case).exists():
        return redirect("reviews:practice_review", case_id=case.pk, practice_id=next(iter(here)))
    may = case.closed_at is None and may_do(person, case, WRITE)
    elsewhere = [one for one in covering(case) if opens_all(person, one)]
    called = ReviewCalled.objects.filter(case=case).exclude(pk__in=shut_to(person))
    words = {"case": case, "reviews": here, "writes": may, "called": called, "elsewhere": elsewhere}
    return render(request, "reviews/practice_reviews.html", words)


@signed_in
@require_http_methods(["GET"])
def practice_review(request: HttpRequest, case_id: uuid.UUID, practice_id: uuid.UUID) -> HttpResponse:
    case, going, paper = open_practice(request, case_id, practice_id)
    about = going.about if going else paper.about if paper else ""
    local = going.local if going else paper is not None and kind_of(paper) == "local"
    publish_by = due_on(case, about, MADE_PUBLIC) if going else None
    times = times_of(paper) if paper else [Time(about)]
    now = times[-1]
    words = {
        "case": case,
        "practice_id": practice_id,
        "title": str(going or paper),
        "going": going,
        "local": local,
        "appointed": _standing(paper, What.APPOINTED),
        "checked": _standing(paper, What.CHECKED),
        "received": _last(paper, What.RECEIVED),
        "published": now.published,
        "planned": now.planned,
        "given": _given(now, local=local),
        "given_before": given_before_agreed(paper, now) if paper else {},
        "times": [time for time in times if time.published],
        "public_here": public_here(paper),
        "let_go": _standing(paper, What.LET_GO),
        "standing": _may_be_wrong(paper) if paper else [],
        "set_aside": paper.steps.filter(set_aside_at__isnull=False) if paper else [],
        "publish_by": publish_by,
        "give_by": _give_by(case, now.about, local=local) if going else [],
        "keep_until": due_on(case, now.about, TAKEN_DOWN),
        "late_reasons": LateReason.objects.filter(
            case=case, about__in=[time.about for time in times], duty__in=LATE
        ).select_related("given_by"),
        "writes": _may(request, case, going, WRITE),
        "works": _may(request, case, going, WORK),
        "called": (going.called if going else paper.called if paper else None),
        **_in_one_look(request, case, going, paper, publish_by),
    }
    return render(request, "reviews/practice_review.html", words)


def _may_be_wrong(paper: PracticeReview) -> list[Step]:
    """What somebody recorded here, in the order of the days: not what Handrail did itself."""
    stands = paper.steps.filter(set_aside_at__isnull=True).exclude(what=What.LET_GO).order_by("on", "recorded_at")
    return [step for step in stands.select_related("review") if not done_here(step)]


def _may(request: HttpRequest, case: Case, going: UnderWay | None, may: str) -> bool:
    return going is not None and case.closed_at is None and may_do(person_of(request), case, may)


def _in_one_look(
    request: HttpRequest, case: Case, going: UnderWay | None, paper: PracticeReview | None, publish_by: date | None
) -> dict[str, Any]:
    """What comes next, what each part holds, and what stands in the way."""
    person = person_of(request)
    whole = may_open(person, case, what=ALL)
    read = [part for part in PARTS if part.reads is None or may_do(person, case, part.reads)]
    return {
        "next": next_of(going, paper, publish_by, sees_meetings=whole) if going else [],
        "twice": twice_in(case, going, [one for one in covering(case) if opens_all(person, one)]) if going else [],
        "parts": [(part, counted(part, paper)) for part in read],
        "held_up": held_up(paper) if paper else [],
        "late": late(paper),
        "learning": ways_of("learning", case, person),
        "publishing": ways_of("publication", case, person),
        "meetings": meetings_of(paper) if paper else [],
        "plans": _may(request, case, going, RUN),
        "reads_meetings": whole,
        "others": list(paper.covered.select_related("other")) if paper else [],
        "chronology": chronology_of(case),
        "found_before": beside_practice(request, going, paper, case),
    }


LAST = 80
ALL_OF_THEM = 160
"""Letters of what a part holds, as the overview shows it."""


VERSIONS = ("terms", "drafts", "final", "media", "delays")
"""Parts of which the last one counts, and the earlier ones are only read."""


def counted(part: Part, paper: PracticeReview | None) -> str:
    """What a part holds, in words: the last version of what has versions, else how many and which."""
    rows = list(part.model._default_manager.filter(review=paper, set_aside_at__isnull=True)) if paper else []
    if not rows:
        return "None yet"
    if part.key in VERSIONS:
        words = Truncator(str(rows[-1])).chars(LAST)
    else:
        words = f"{len(rows)}: {Truncator('; '.join(str(one) for one in rows)).chars(ALL_OF_THEM)}"
    return words[0].upper() + words[1:] + (waits_for(paper) if part.key == "information" and paper else "")


def chronology_of(case: Case) -> str:
    """Where the folder's chronology is, once that room stands."""
    if not apps.is_installed("handrail.service.chronologies"):
        return ""
    room = apps.get_app_config("chronologies")
    assert isinstance(room, Room)
    return next((reverse(way.url_name, args=[case.pk]) for way in room.ways_on), "")


def _give_by(case: Case, about: str, *, local: bool) -> list[tuple[str, date]]:
    """By when the report is still to be given, to whom. The regulations and the guidance differ in both."""
    given = (LOCAL if local else SERIOUS_CASE).given
    days = ((wanted, due_on(case, about, {kind})) for kind, wanted in given.items())
    return [("to all of them" if wanted == ALL_THREE else BUT_OFSTED, day) for wanted, day in days if day is not None]


BUT_OFSTED = "to the Secretary of State and the Panel"


LATE = (
    "publish_local_review", "provide_local_report", "send_local_report", "complete_serious_case_review",
    "send_serious_case_review",
)  # fmt: skip


def _standing(paper: PracticeReview | None, what: What) -> list[Step]:
    return standing(paper, what) if paper else []


def _last(paper: PracticeReview | None, what: What) -> Step | None:
    steps = _standing(paper, what)
    return steps[-1] if steps else None


def _given(time: Time, *, local: bool) -> list[tuple[str, Step | None]]:
    """Each of those to whom the report goes, with the step by which it went. Local reviews know one Panel only."""
    gone = {step.to: step for step in time.standing(What.GIVEN)}
    called = {Step.To.PANEL: "The Panel"} if local else {}
    return [(called.get(to, to.label), gone.get(to)) for to in Step.To]


@signed_in
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, case_id: uuid.UUID, practice_id: uuid.UUID) -> HttpResponse:
    case, going, paper = to_write(request, case_id, practice_id)
    form, last = PlanPublication(request.POST or None), time_now(paper).planned if paper else None
    says = ["The report is given to others some days before; those days are counted back from this one."]
    if last is not None:
        says.insert(0, f"The day set now is {spoken(last.on)}. The new one takes its place.")
    return step_page(
        request, case, going, form, says, title="Set the day of publication", press="Set the day",
        say="The day of publication is set.",
        act=lambda: actions.plan_publication(case, going, on=form.cleaned_data["on"], by=person_of(request)),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, case_id: uuid.UUID, practice_id: uuid.UUID) -> HttpResponse:
    """Record to whom the report was given."""
    case, going, paper = to_write(request, case_id, practice_id)
    now = time_now(paper) if paper else Time(going.about)
    waiting = can_be_given(paper, now)
    if not waiting:
        messages.warning(request, "The report is recorded as given to all of them.")
        return redirect(page_of(case, going.pk))
    form = GiveReport(request.POST or None, waiting=waiting, local=going.local)
    return step_page(
        request, case, going, form, due_by(due_on(case, now.about, REPORT_GIVEN)),
        title="Record that the report was given", press="Record it", say="It is recorded that the report was given.",
        act=lambda: actions.give_report(
            case, going, to=form.cleaned_data["to"], on=form.cleaned_data["on"],
            improvements=form.cleaned_data["improvements"],
            late_reason=form.cleaned_data["late_reason"], by=person_of(request),
        ),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def published(request: HttpRequest, case_id: uuid.UUID, practice_id: uuid.UUID) -> HttpResponse:
    """Record that it was published: the report, or only what was thought fit of the improvements."""
    case, going, _ = to_write(request, case_id, practice_id)
    form = Published(request.POST or None)

    def act() -> None:
        said = form.cleaned_data
        actions.record_published(
            case, going, on=said["on"], whole=said["whole"] == "yes", where=said["where"], reasons=said["reasons"],
            improvements=said["improvements"], late_reason=said["late_reason"], by=person_of(request),
        )  # fmt: skip

    return step_page(
        request, case, going, form, due_by(due_on(case, going.about, MADE_PUBLIC)),
        title="Record that it was published", press="Record it", say="The publication is recorded.", act=act,
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def withholding_told(request: HttpRequest, case_id: uuid.UUID, practice_id: uuid.UUID) -> HttpResponse:
    """Record that it was told why a serious case review is not published."""
    case, going, _ = to_write(request, case_id, practice_id)
    form = OnDay(request.POST or None, label="On which day was it told?", what="The day it was told")
    says = [
        "Where the LSCB decides not to publish a serious case review, the Panel is told the decision and why; before "
        "July 2018, the national panel of independent experts."
    ]
    return step_page(
        request, case, going, form, says, title="Told why the serious case review is withheld", press="Record it",
        say="It is recorded that it was told.",
        act=lambda: actions.record_withholding_told(case, going, on=form.cleaned_data["on"], by=person_of(request)),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def taken_down(request: HttpRequest, case_id: uuid.UUID, practice_id: uuid.UUID) -> HttpResponse:
    """Record that what was published is no longer publicly available."""
    case, going, paper = to_write(request, case_id, practice_id)
    here = public_here(paper)
    if here is not None:
        messages.warning(request, "Handrail itself published this. Withdraw it here: the review hears of it.")
        return redirect(here.href)
    form = TakenDown(request.POST or None)
    until = due_on(case, time_now(paper).about if paper else going.about, TAKEN_DOWN)
    says = [f"It is to stay publicly available until at least {spoken(until)}."] if until else []
    return step_page(
        request, case, going, form, says, title="No longer publicly available", press="Record it",
        say="It is recorded that it is no longer publicly available.",
        act=lambda: actions.record_taken_down(
            case, going, on=form.cleaned_data["on"], reasons=form.cleaned_data["reasons"], by=person_of(request)
        ),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def set_step_aside(
    request: HttpRequest, case_id: uuid.UUID, practice_id: uuid.UUID, step_id: uuid.UUID
) -> HttpResponse:
    case, going, paper = to_write(request, case_id, practice_id)
    step = paper.steps.filter(pk=step_id, set_aside_at__isnull=True).first() if paper else None
    if step is None:
        raise Http404
    form = SetAside(request.POST or None)
    says = [f"{step}, {spoken(step.on)}. It stays readable and counts for nothing: days that it met are due again."]
    if step.what == What.APPOINTED:
        says.append("The commission that came with it ends too, and what it opened to the reviewer is shut.")
    return step_page(
        request, case, going, form, says, title="Set it aside: recorded in error", press="Set it aside",
        say="It is set aside.",
        act=lambda: actions.set_step_aside(step, why=form.cleaned_data["why"], by=person_of(request)),
    )  # fmt: skip
