"""A folder's findings and recommendations, the recommendations of every folder, and recording new ones."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import F, Prefetch, QuerySet
from django.db.models.functions import Length
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, require, signed_in
from handrail.service.access.models import Person
from handrail.service.access.turned_away import turned_away
from handrail.service.audit.kinds import searched
from handrail.service.cases.acting import once_answered
from handrail.service.cases.doors import may_open, open_folder
from handrail.service.cases.finding import plain
from handrail.service.cases.models import Case
from handrail.service.cases.paging import page_of
from handrail.service.learning.actions import recommending
from handrail.service.learning.doors import CHANGE, LOOK, RECORD, put_to_bodies_of, to_do_by_bodies_of
from handrail.service.learning.forms.answering import ListForm, OfUsForm
from handrail.service.learning.forms.recommending import FindingForm, MadeForm, RecommendationForm, WhyForm
from handrail.service.learning.lineage import times_made
from handrail.service.learning.models import Addressee, Briefing, Finding, Recommendation
from handrail.service.learning.several import briefings_read_by, read_by
from handrail.service.learning.standing import how_it_stands, narrowed, so, with_what_is_needed
from handrail.service.partnerships.models import Body

ON_A_PAGE = 25
Page = Callable[[Person, dict[str, Any]], Any]


AS_IN_THEIR_REPORTS = ("-made_on", "source", Length("number"), "number", "recorded_at")
"""The newest review first, and what it recommends in the order of its numbers: 2 before 10."""


@signed_in
@require_http_methods(["GET"])
def everywhere(request: HttpRequest) -> HttpResponse:
    """The recommendations of every folder this person may open, newest first."""
    person = person_of(request)
    require(person, LOOK)
    seen = read_by(person, Recommendation.objects.filter(case__in=Case.objects.visible_to(person, what=["learning"])))
    bodies = Body.objects.filter(pk__in=Addressee.objects.filter(recommendation__in=seen).values("body"))
    years = [day.year for day in seen.dates("made_on", "year", order="DESC")]
    asked = ListForm({"words": "", **request.GET.dict()}, bodies=list(bodies), years=years)
    if not asked.is_valid():
        raise Http404
    said = {name: asked.cleaned_data[name] for name in ("stands", "to", "year", "words")}
    chosen = with_puts(narrowed(seen, **said).select_related("case").order_by(*AS_IN_THEIR_REPORTS))
    page = Paginator(chosen, ON_A_PAGE).get_page(request.GET.get("page"))
    if said["words"].strip():
        cases = {one.case_id for one in page}
        searched(person, words=plain(said["words"]).split(), found=len(cases), room="learning")
        turned_away(person, words=said["words"])
    words = {
        "form": asked, "page": page, "times": times_made(list(page), person), "none_at_all": not seen.exists(),
        "kept": _kept_filter(request), "how_it_stands": how_it_stands,
    }  # fmt: skip
    return render(request, "learning/recommendations.html", words)


@signed_in
@require_http_methods(["GET"])
def of_us(request: HttpRequest) -> HttpResponse:
    """What is recommended to the bodies this person works for, and theirs to do; lists that may be empty."""
    person = person_of(request)
    asked = OfUsForm({"words": "", **request.GET.dict()})
    if not asked.is_valid():
        raise Http404
    every = put_to_bodies_of(person)
    chosen = so(every, stands=asked.cleaned_data["stands"], words=asked.cleaned_data["words"])
    shown = page_of(request, chosen.order_by(F("carried_out_on").asc(nulls_first=True), "due_on", "pk"))
    if (typed := asked.cleaned_data["words"]).strip():
        found = len({put.recommendation.case_id for put in shown.items})
        searched(person, words=plain(typed).split(), found=found, room="learning")
        turned_away(person, words=typed)
    times = times_made([put.recommendation for put in shown.items], person)
    words = {
        "puts": shown.items, "shown": shown, "form": asked, "none_at_all": not shown.items and not every.exists(),
        "how_it_stands": how_it_stands, "times": times, "actions": list(to_do_by_bodies_of(person)),
        "today": timezone.localdate(),
    }  # fmt: skip
    return render(request, "learning/of_us.html", words)


@signed_in
@require_http_methods(["GET"])
def of_folder(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    case = open_folder(request, case_id, what="learning", may=LOOK)
    person = person_of(request)
    made = list(with_puts(read_by(person, Recommendation.objects.filter(case=case))))
    words = {
        "case": case,
        "findings": read_by(person, Finding.objects.filter(case=case)).prefetch_related(seen_with(person)),
        "recommendations": made,
        "times": times_made(made, person),
        "how_it_stands": how_it_stands,
        "may_change": may_change(request, case),
        "may_record": may_record(request, case),
        "briefings": briefings_read_by(person, Briefing.objects.filter(case=case)),
    }
    return render(request, "learning/folder_learning.html", words)


@signed_in
@require_http_methods(["GET"])
def finding(request: HttpRequest, case_id: uuid.UUID, finding_id: uuid.UUID) -> HttpResponse:
    case = open_folder(request, case_id, what="learning", may=LOOK)
    found = _found(request, case, finding_id)
    words = {"case": case, "found": found, "may_record": may_record(request, case)}
    return render(request, "learning/finding.html", words)


@signed_in
@require_http_methods(["GET", "POST"])
def add_finding(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    case = open_folder(request, case_id, what="learning", may=RECORD)
    posted = request.POST if request.method == "POST" else None
    form = FindingForm(posted, case=case, reader=person_of(request), initial={"of": "improvement"})
    made: list[Finding] = []

    def act() -> None:
        made.append(recommending.record_finding(case, form.found, whence=form.whence, by=person_of(request)))

    on = once_answered(request, form, act, say="The finding was recorded.", go=lambda: _page_of(made[0]))
    return on or page_of_form(request, case, form, heading="Record a finding", button_words="Record the finding")


@signed_in
@require_http_methods(["GET", "POST"])
def add_recommendation(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    case = open_folder(request, case_id, what="learning", may=RECORD)
    meant = {"findings": request.GET.getlist("finding"), "made_on": timezone.localdate()}
    posted = request.POST if request.method == "POST" else None
    puts = may_change(request, case)
    kind = RecommendationForm if puts else MadeForm
    form = kind(posted, case=case, reader=person_of(request), initial=meant)
    made: list[Recommendation] = []

    def act() -> None:
        said: dict[str, Any] = {
            name: form.cleaned_data.get(name) for name in ("text", "made_on", "number", "measure", "due_on")
        }
        made.append(
            recommending.recommend(
                case,
                whence=form.whence,
                findings=form.answers,
                to=form.whom if isinstance(form, RecommendationForm) else (),
                by=person_of(request),
                **said,
            )
        )

    told = "The recommendation was recorded, and the bodies it is addressed to were told."
    on = once_answered(
        request, form, act, say=told if puts else "The recommendation was recorded. The partnership puts it to bodies.",
        go=lambda: reverse("learning:recommendation", args=[case.pk, made[0].pk]),
    )  # fmt: skip
    return on or page_of_form(
        request, case, form, heading="Record a recommendation",
        button_words="Record it, and tell the bodies" if puts else "Record the recommendation",
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def set_finding_aside(request: HttpRequest, case_id: uuid.UUID, finding_id: uuid.UUID) -> HttpResponse:
    case = open_folder(request, case_id, what="learning", may=RECORD)
    found = _found(request, case, finding_id)
    form = WhyForm(request.POST if request.method == "POST" else None)
    on = once_answered(
        request, form, lambda: recommending.set_aside(found, why=form.cleaned_data["why"], by=person_of(request)),
        say="The finding was set aside. It can still be read.", go=_page_of(found),
    )  # fmt: skip
    return on or page_of_form(request, case, form, heading="Set this finding aside", button_words="Set it aside")


def page_of_form(
    request: HttpRequest, case: Case, form: forms.Form, *, heading: str, button_words: str, about: str = "",
    back: str = "",
) -> HttpResponse:  # fmt: skip
    """A page of a folder with one form."""
    words = {"case": case, "form": form, "heading": heading, "button_words": button_words, "about": about, "back": back}
    return render(request, "learning/form.html", words)


def _found(request: HttpRequest, case: Case, finding_id: uuid.UUID) -> Finding:
    person = person_of(request)
    there = read_by(person, Finding.objects.select_related("recorded_by")).prefetch_related(seen_with(person))
    return get_object_or_404(there, case=case, pk=finding_id)


def seen_with(person: Person) -> Prefetch[str]:
    """Of a finding, the recommendations that its reader may read too."""
    return Prefetch("recommendations", read_by(person, Recommendation.objects.all()))


def _page_of(found: Finding) -> str:
    return reverse("learning:finding", args=[found.case_id, found.pk])


def with_puts(seen: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
    return seen.prefetch_related(Prefetch("addressees", with_what_is_needed(Addressee.objects.all())))


def may_change(request: HttpRequest, case: Case) -> bool:
    return may_open(person_of(request), case, what="learning", may=CHANGE)


def may_record(request: HttpRequest, case: Case) -> bool:
    return may_open(person_of(request), case, what="learning", may=RECORD)


def _kept_filter(request: HttpRequest) -> str:
    kept = request.GET.copy()
    kept.pop("page", None)
    return kept.urlencode()
