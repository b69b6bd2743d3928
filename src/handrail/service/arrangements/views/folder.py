"""In a folder: reviews that an old board left open, and what the partners answer to new information about a case in
which it had decided against one."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from handrail.guidance import spoken
from handrail.service.access.asking import Page, typed
from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.roles import ALL
from handrail.service.arrangements import actions
from handrail.service.arrangements.actions.passing_on import began_on, declined
from handrail.service.arrangements.doors import WRITES
from handrail.service.arrangements.forms.change import AnswerForm, LaterWordForm, PassOnForm
from handrail.service.arrangements.forms.lines import WhyForm
from handrail.service.arrangements.models import LaterWord, PassedOn
from handrail.service.arrangements.views.telling import told_of
from handrail.service.cases.acting import ask, trail_to
from handrail.service.cases.doors import may_open, open_folder
from handrail.service.cases.models import Case
from handrail.service.cases.ways import ways_of
from handrail.service.partnerships.models import Body, Kind, Membership

LEFT_OPEN = "Reviews that the old board left open"
LATER = "New information after a decision against a review"
NOT_ANSWERED = (
    "Whether the partners may then hold a review of their own was asked when the law changed (Kent, 2017, question "
    "27). No text that answers it was found. The Act (section 16F) has the partners review a case where they consider "
    "it appropriate, and does not ask when it happened; that this reaches back is our reading of it, and has not been "
    "confirmed. No serious case review can be begun any more. So the partners look at it anew by a rapid review, or "
    "record here why not."
)


@signed_in
@require_http_methods(["GET"])
def left_open(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    case = open_folder(request, case_id, what=ALL)
    words = {
        "case": case,
        "trail": trail_to(case),
        "title": LEFT_OPEN,
        "open": told_of(case),
        "papers": PassedOn.objects.filter(case=case).select_related("to"),
        "writes": _writes(request, case),
    }
    return render(request, "arrangements/left_open.html", words)


def _writes(request: HttpRequest, case: Case) -> bool:
    return case.closed_at is None and may_open(person_of(request), case, what=ALL, may=WRITES)


@signed_in
@require_http_methods(["GET", "POST"])
def pass_on(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    case = open_folder(request, case_id, what=ALL, may=WRITES)
    person, back = person_of(request), reverse("arrangements:left_open", args=[case.pk])
    waiting = [told.one for told in told_of(case) if not told.one.ended]
    reviews = [(one.about, f"{one.of.label}, open since before {spoken(one.since)}") for one in waiting]
    form = PassOnForm(typed(request), reviews=reviews, bodies=_takers(case), initial={"to": str(case.partnership_id)})
    says = [] if waiting else ["No review of an old board’s is open here, so that there is nothing to pass on."]
    says += [
        f"The board had until the end of {spoken(one.until)} for it. It may pass it on sooner." for one in waiting
    ]  # fmt: skip
    page = Page(
        "Record that a review was passed on", [*trail_to(case), (LEFT_OPEN, back)], "Record it",
        "It is recorded that the review was passed on.", back, says, over=case.reference,
    )  # fmt: skip
    return ask(request, page, form, lambda: actions.pass_on(case, by=person, **form.said()))


def _takers(case: Case) -> Sequence[Body]:
    """The partnership, and the partners in it: whoever may have taken the papers over."""
    places = Membership.objects.filter(
        partnership=case.partnership, place=Membership.Place.SAFEGUARDING_PARTNER
    ).select_related("body")
    bodies = sorted({place.body for place in places if place.body.kind != Kind.LSCB}, key=lambda body: body.name)
    return [case.partnership, *bodies]


@signed_in
@require_http_methods(["GET"])
def passed_on(request: HttpRequest, case_id: uuid.UUID, passed_on_id: uuid.UUID) -> HttpResponse:
    case = open_folder(request, case_id, what=ALL)
    paper = _paper(case, passed_on_id)
    back = reverse("arrangements:left_open", args=[case.pk])
    words = {"case": case, "paper": paper, "trail": [*trail_to(case), (LEFT_OPEN, back)],
             "writes": paper.set_aside_at is None and _writes(request, case)}  # fmt: skip
    return render(request, "arrangements/passed_on.html", words)


def _paper(case: Case, passed_on_id: uuid.UUID) -> PassedOn:
    paper = PassedOn.objects.filter(case=case, pk=passed_on_id).select_related("to", "recorded_by").first()
    if paper is None:
        raise Http404
    return paper


@signed_in
@require_http_methods(["GET", "POST"])
def set_passed_on_aside(request: HttpRequest, case_id: uuid.UUID, passed_on_id: uuid.UUID) -> HttpResponse:
    case = open_folder(request, case_id, what=ALL, may=WRITES)
    paper, person = _paper(case, passed_on_id), person_of(request)
    form = WhyForm(typed(request))
    back = reverse("arrangements:passed_on", args=[case.pk, paper.pk])
    page = Page(
        "Set this record aside", [*trail_to(case), (str(paper), back)], "Set it aside", "The record is set aside.",
        back, ["For what was recorded in error. It stays readable and counts for nothing."], over=case.reference,
    )  # fmt: skip
    return ask(request, page, form, lambda: actions.set_passed_on_aside(paper, why=form.cleaned_data["why"], by=person))


@signed_in
@require_http_methods(["GET"])
def later_words(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    case = open_folder(request, case_id, what=ALL)
    words = {
        "case": case,
        "trail": trail_to(case),
        "title": LATER,
        "declined": sorted(declined(case).values()),
        "began": began_on(case),
        "papers": LaterWord.objects.filter(case=case).select_related("recorded_by"),
        "answers": NOT_ANSWERED,
        "rapid": [way for way in ways_of("reviews", case, person_of(request)) if "rapid" in way[0]],
        "writes": _writes(request, case) and bool(declined(case)),
    }
    return render(request, "arrangements/later_words.html", words)


@signed_in
@require_http_methods(["GET", "POST"])
def add_later_word(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    case = open_folder(request, case_id, what=ALL, may=WRITES)
    person, back = person_of(request), reverse("arrangements:later_words", args=[case.pk])
    found = declined(case)
    decisions = [(about, f"The board decided against a review on {spoken(on)}") for about, on in found.items()]
    form = LaterWordForm(typed(request), decisions=decisions, initial={"about": next(iter(found), "")})
    page = Page(
        "Record new information", [*trail_to(case), (LATER, back)], "Record it",
        "The new information and the partners’ answer are recorded.", back, [NOT_ANSWERED], over=case.reference,
    )  # fmt: skip
    return ask(request, page, form, lambda: actions.record_later_word(case, by=person, **form.cleaned_data))


@signed_in
@require_http_methods(["GET"])
def later_word(request: HttpRequest, case_id: uuid.UUID, later_word_id: uuid.UUID) -> HttpResponse:
    case = open_folder(request, case_id, what=ALL)
    paper = _later(case, later_word_id)
    back = reverse("arrangements:later_words", args=[case.pk])
    words = {
        "case": case, "paper": paper, "trail": [*trail_to(case), (LATER, back)], "answers": NOT_ANSWERED,
        "writes": paper.set_aside_at is None and _writes(request, case),
    }  # fmt: skip
    return render(request, "arrangements/later_word.html", words)


def _later(case: Case, later_word_id: uuid.UUID) -> LaterWord:
    paper = LaterWord.objects.filter(case=case, pk=later_word_id).select_related("recorded_by").first()
    if paper is None:
        raise Http404
    return paper


@signed_in
@require_http_methods(["GET", "POST"])
def answer_later_word(request: HttpRequest, case_id: uuid.UUID, later_word_id: uuid.UUID) -> HttpResponse:
    case = open_folder(request, case_id, what=ALL, may=WRITES)
    paper, person = _later(case, later_word_id), person_of(request)
    form, page = (
        AnswerForm(typed(request)),
        _of_later(paper, "Record what they answered", "Record it", "It is recorded."),
    )
    return ask(request, page, form, lambda: actions.answer_later_word(paper, by=person, **form.cleaned_data))


@signed_in
@require_http_methods(["GET", "POST"])
def set_later_word_aside(request: HttpRequest, case_id: uuid.UUID, later_word_id: uuid.UUID) -> HttpResponse:
    case = open_folder(request, case_id, what=ALL, may=WRITES)
    paper, person = _later(case, later_word_id), person_of(request)
    form = WhyForm(typed(request))
    page = _of_later(paper, "Set this record aside", "Set it aside", "The record is set aside.")
    return ask(
        request, page, form, lambda: actions.set_later_word_aside(paper, why=form.cleaned_data["why"], by=person)
    )


def _of_later(paper: LaterWord, title: str, press: str, said: str) -> Page:
    back = reverse("arrangements:later_word", args=[paper.case_id, paper.pk])
    return Page(title, [*trail_to(paper.case), (str(paper), back)], press, said, back, over=paper.case.reference)
