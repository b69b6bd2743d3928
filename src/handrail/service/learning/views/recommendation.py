"""A recommendation's whole story on one page, and what is done about it as a whole."""

from __future__ import annotations

import uuid

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.models import Person
from handrail.service.access.turned_away import turned_away
from handrail.service.audit.kinds import searched
from handrail.service.cases.acting import once_answered
from handrail.service.cases.doors import open_folder
from handrail.service.cases.finding import plain
from handrail.service.cases.models import Case
from handrail.service.learning.actions import lineage as said_of
from handrail.service.learning.actions import recommending
from handrail.service.learning.alike import Near, nearest
from handrail.service.learning.doors import CHANGE, LOOK
from handrail.service.learning.forms.recommending import SameForm, ToWhomForm, WhyForm
from handrail.service.learning.lineage import line_of
from handrail.service.learning.models import Finding, Meaning, Recommendation, SameAs
from handrail.service.learning.several import read_by
from handrail.service.learning.standing import how_it_stands
from handrail.service.learning.views.findings import may_change, page_of_form, with_puts


@signed_in
@require_http_methods(["GET"])
def recommendation(request: HttpRequest, case_id: uuid.UUID, recommendation_id: uuid.UUID) -> HttpResponse:
    case = open_folder(request, case_id, what="learning", may=LOOK)
    made = _made(request, case, recommendation_id)
    puts = list(made.addressees.all())
    for put in puts:
        put.recommendation = made
    words = {
        "case": case,
        "made": made,
        "puts": puts,
        "line": line_of(made, person_of(request)),
        "how_it_stands": how_it_stands,
        "may_change": may_change(request, case),
    }
    return render(request, "learning/recommendation.html", words)


@signed_in
@require_http_methods(["GET", "POST"])
def put_to_more(request: HttpRequest, case_id: uuid.UUID, recommendation_id: uuid.UUID) -> HttpResponse:
    """Address it to further bodies."""
    case = open_folder(request, case_id, what="learning", may=CHANGE)
    made = _made(request, case, recommendation_id)
    form = ToWhomForm(request.POST if request.method == "POST" else None, case=case)

    def act() -> None:
        recommending.put_to_all(made, form.whom, due_on=form.cleaned_data["due_on"], by=person_of(request))

    on = once_answered(request, form, act, say="It was put to them, and they were told.", go=_page(made))
    words = {"heading": "Put it to another body", "button_words": "Put it to them"}
    return on or page_of_form(request, case, form, about=made.text, back=_page(made), **words)


@signed_in
@require_http_methods(["GET", "POST"])
def set_aside(request: HttpRequest, case_id: uuid.UUID, recommendation_id: uuid.UUID) -> HttpResponse:
    case = open_folder(request, case_id, what="learning", may=CHANGE)
    made = _made(request, case, recommendation_id)
    form = WhyForm(request.POST if request.method == "POST" else None)
    on = once_answered(
        request, form, lambda: recommending.set_aside(made, why=form.cleaned_data["why"], by=person_of(request)),
        say="The recommendation was set aside. It can still be read.", go=_page(made),
    )  # fmt: skip
    words = {"heading": "Set this recommendation aside", "button_words": "Set it aside"}
    return on or page_of_form(request, case, form, about=made.text, back=_page(made), **words)


@signed_in
@require_http_methods(["GET", "POST"])
def same_as(request: HttpRequest, case_id: uuid.UUID, recommendation_id: uuid.UUID) -> HttpResponse:
    """Say which recommendation it is again, from the nearest that this person may read."""
    case = open_folder(request, case_id, what="learning", may=CHANGE)
    made, person = _made(request, case, recommendation_id), person_of(request)
    words = request.GET.get("words", "").replace("\0", "")[:400]
    near = _offered(made, person, words)
    if words.strip():
        searched(
            person,
            words=plain(words).split(),
            found=len(near),
            room="learning",
            of=("recommendation", "recommendations"),
        )
        turned_away(person, words=words)
    offered = [(str(one.paper.pk), one.words) for one in near]
    hints = {str(one.paper.pk): one.whence for one in near}
    form = SameForm(request.POST if request.method == "POST" else None, offered=offered, hints=hints)

    def act() -> None:
        other = Recommendation.objects.get(pk=form.cleaned_data["other"])
        said_of.say_same(made, other, why=form.cleaned_data["why"], by=person)

    on = once_answered(request, form, act, say="It now stands on one line with the other.", go=_page(made))
    shown = {"case": case, "made": made, "form": form, "near": near, "words": words}
    return on or render(request, "learning/same_as.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def part(request: HttpRequest, case_id: uuid.UUID, recommendation_id: uuid.UUID, same_id: uuid.UUID) -> HttpResponse:
    """Take back that two recommendations are the same."""
    case = open_folder(request, case_id, what="learning", may=CHANGE)
    made = _made(request, case, recommendation_id)
    said = get_object_or_404(SameAs.objects.select_related("earlier", "later"), pk=same_id)
    if made not in (said.earlier, said.later):
        raise Http404
    form = WhyForm(request.POST if request.method == "POST" else None)
    on = once_answered(
        request, form, lambda: said_of.part(said, why=form.cleaned_data["why"], by=person_of(request)),
        say="They are no longer on one line.", go=_page(made),
    )  # fmt: skip
    words = {"heading": "Take back that they are the same", "button_words": "Take it back"}
    return on or page_of_form(request, case, form, about=made.text, back=_page(made), **words)


def _offered(made: Recommendation, person: Person, words: str) -> list[Near]:
    """The nearest to it, or to the words asked for, that are not on its line already."""
    on_line = {each.recommendation.pk for each in line_of(made, person)}
    return nearest(words or made.text, reader=person, of=Meaning.Of.RECOMMENDATION, but_not=on_line)


def _made(request: HttpRequest, case: Case, recommendation_id: uuid.UUID) -> Recommendation:
    """All of it, for whoever may open each folder that its review is of."""
    person = person_of(request)
    found = with_puts(read_by(person, Recommendation.objects.select_related("recorded_by")))
    answers = Prefetch("findings", read_by(person, Finding.objects.all()))
    return get_object_or_404(found.prefetch_related(answers, "actions"), case=case, pk=recommendation_id)


def _page(made: Recommendation) -> str:
    return reverse("learning:recommendation", kwargs={"case_id": made.case_id, "recommendation_id": made.pk})


def _to(made: Recommendation) -> HttpResponse:
    return redirect(_page(made))
