"""Other kinds of review, the further folders of one, and a meeting of its panel."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.calling import folders_called
from handrail.service.cases.doors import may_open
from handrail.service.cases.models import Case
from handrail.service.children.models import Child
from handrail.service.meetings.doors import RUN
from handrail.service.meetings.forms.folders import PlanMeeting
from handrail.service.reviewers.actions import to_weigh_first
from handrail.service.reviewers.models import Commission
from handrail.service.reviews import actions
from handrail.service.reviews.actions.reviewer import kind_of
from handrail.service.reviews.doors import ROOM, WRITE, folder_for, may_do, open_practice
from handrail.service.reviews.forms.hindrances import CallReview, CoverFolder, LetFolderGo
from handrail.service.reviews.forms.shared import SetAside
from handrail.service.reviews.found_before import beside_practice
from handrail.service.reviews.models import FolderCovered, ReviewCalled
from handrail.service.reviews.naming import practitioners_known
from handrail.service.reviews.under_way import UnderWay, reviews_under_way
from handrail.service.reviews.views.acting import ask
from handrail.service.reviews.views.registry import PARTS
from handrail.service.reviews.views.steps import page_of, step_page, to_write


@signed_in
@require_http_methods(["GET", "POST"])
def call_review(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Record a national review, or decide on a review of good practice or of a near miss."""
    case = folder_for(request, case_id, WRITE)
    form = CallReview(request.POST or None, practitioners=practitioners_known([case]))
    back = reverse("reviews:practice_reviews", args=[case.pk])
    going = reviews_under_way(case)
    says = [
        "A local review is begun by the decision in the rapid review, a serious case review by the LSCB’s chair. Any "
        "other is begun here. No clock of the editions is set running by it.",
        *(f"Under way already: {str(one).lower()}. Take care that nothing is done twice." for one in going),
    ]  # fmt: skip
    words = {
        "case": case, "of": "Practice reviews", "back": back, "title": "Another kind of review",
        "press": "Record the decision", "says": says,
        "found_before": beside_practice(request, next(iter(going), None), None, case),
    }  # fmt: skip
    return ask(
        request, form, "reviews/step.html", words, say="The decision is recorded.", go=back,
        act=lambda: actions.call_review(case, **form.cleaned_data, by=person_of(request)),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET"])
def review_called(request: HttpRequest, case_id: uuid.UUID, called_id: uuid.UUID) -> HttpResponse:
    """The decision is read on the page of the review it called for."""
    case = folder_for(request, case_id)
    called = _called(case, called_id)
    paper = called.practice_reviews.first()
    if paper is not None:
        return redirect("reviews:practice_review", case_id=case.pk, practice_id=paper.pk)
    going = next((one for one in reviews_under_way(case) if one.called == called), None)
    if going is None:
        return redirect("reviews:practice_reviews", case_id=case.pk)
    return redirect("reviews:practice_review", case_id=case.pk, practice_id=going.pk)


@signed_in
@require_http_methods(["GET", "POST"])
def set_called_aside(request: HttpRequest, case_id: uuid.UUID, called_id: uuid.UUID) -> HttpResponse:
    case = folder_for(request, case_id, WRITE)
    called = _called(case, called_id)
    if called.set_aside_at is not None:
        raise Http404
    form, back = SetAside(request.POST or None), reverse("reviews:practice_reviews", args=[case.pk])
    words = {
        "case": case, "of": str(called), "back": back, "title": "Call it off, or set it aside", "press": "Set it aside",
        "says": [
            "What was written of it can still be read. Say why it is called off, or what is wrong with it.",
            "Whoever is commissioned to review it is so no longer, and what that opened to them is shut.",
        ],
    }  # fmt: skip
    return ask(
        request, form, "reviews/step.html", words, say="It is set aside.", go=back,
        act=lambda: actions.set_called_aside(called, why=form.cleaned_data["why"], by=person_of(request)),
    )  # fmt: skip


def _called(case: Case, called_id: uuid.UUID) -> ReviewCalled:
    called = ReviewCalled.objects.filter(pk=called_id, case=case).first()
    if called is None:
        raise Http404
    return called


@signed_in
@require_http_methods(["GET", "POST"])
def cover_folder(request: HttpRequest, case_id: uuid.UUID, practice_id: uuid.UUID) -> HttpResponse:
    case, going, _ = to_write(request, case_id, practice_id)
    form = CoverFolder(request.POST or None)
    says = [
        "From then on only those who may open both folders read this review: whoever is shut out of one, or holds no "
        "key to one, finds no review in either."
    ]

    def act() -> None:
        other = _folder(request, form)
        if other is None:
            form.add_error("reference", "There is no folder of that reference that you may work in")
            return
        seen = form.seen(other, _inside(other, going))
        weighed = form.weighed(to_weigh_first(going.pk, other), kind_of(going))
        if seen and weighed is not None:
            why = form.cleaned_data["why"]
            actions.cover_folder(case, going, other, why=why, by=person_of(request), weighed=weighed)
        else:
            audit.looked(person_of(request), "whose folder a review would take in", other, other.pk)

    return step_page(
        request, case, going, form, says, title="Take in another folder", press="Take it in",
        say="The review is of that folder too.", act=act,
    )  # fmt: skip


def _inside(other: Case, going: UnderWay) -> str:
    """Whose folder it is, and who is given keys to it at once."""
    children = ", ".join(str(one) for one in Child.objects.filter(folder=other.folder_id)) or "no child is named"
    keys = [str(one) for one in Commission.objects.standing().filter(review_id=going.pk)]
    given = f" Keys to it are given at once to {' and '.join(keys)}." if keys else ""
    return f"In it: {children}; {other.authority}.{given}"


@signed_in
@require_http_methods(["GET", "POST"])
def let_folder_go(
    request: HttpRequest, case_id: uuid.UUID, practice_id: uuid.UUID, covered_id: uuid.UUID
) -> HttpResponse:
    """Whoever may write in both folders says that the review is of the one alone."""
    case, going, paper = to_write(request, case_id, practice_id)
    covered = (
        paper.covered.filter(pk=covered_id).select_related("other__folder__partnership").first() if paper else None
    )
    if covered is None or not _may_write(person_of(request), covered.other):
        raise Http404
    form = LetFolderGo(request.POST or None, written=_written_since(covered))
    says = [
        f"The review is then no longer of {covered.other.reference}. Keys to that folder which reviewers were given "
        "for this review end at once, and the review opens again to whoever may open its other folders.",
    ]  # fmt: skip
    return step_page(
        request, case, going, form, says, title="Let another folder go again", press="Let it go",
        say="The review is of that folder no more.",
        act=lambda: actions.let_folder_go(case, going, covered, why=form.cleaned_data["why"], by=person_of(request)),
    )  # fmt: skip


def _written_since(covered: FolderCovered) -> list[str]:
    """What was written of the review while it was of that folder too, and so may tell of it."""
    every = (
        (part.title, part.model._default_manager.filter(
            review=covered.review_id, recorded_at__gte=covered.recorded_at
        ).count())
        for part in PARTS
    )  # fmt: skip
    return [f"{title}: {number}" for title, number in every if number]


def _may_write(person: Person, case: Case) -> bool:
    return may_open(person, case, what=ROOM, may=WRITE) and may_do(person, case, WRITE)


def _folder(request: HttpRequest, form: CoverFolder) -> Case | None:
    """A folder in which this person may write reviews; to them any other is not there."""
    person = person_of(request)
    found = folders_called(person, form.cleaned_data["reference"], fits=lambda one: _may_write(person, one))
    return next(iter(found), None)


@signed_in
@require_http_methods(["GET", "POST"])
def plan_panel_meeting(request: HttpRequest, case_id: uuid.UUID, practice_id: uuid.UUID) -> HttpResponse:
    """Plan a meeting of the review's panel; from there it is a meeting like any other."""
    case, going, _ = open_practice(request, case_id, practice_id, RUN)
    if going is None:
        raise Http404
    form = PlanMeeting(request.POST or None, initial={"lasts": "120"})
    back = page_of(case, practice_id)
    words = {
        "case": case, "of": str(going), "back": back, "title": "Plan a meeting of the review’s panel",
        "press": "Plan the meeting",
        "says": [
            "It starts with an agenda that you can change, and with the members of the panel on its list. Nobody is "
            "told until you send the agenda and pack. Invite the reviewer too: they read its papers there.",
        ],
    }  # fmt: skip
    return ask(
        request, form, "reviews/step.html", words, say="The meeting is planned. Choose the papers, then send them.",
        go=back, act=lambda: actions.plan_panel_meeting(case, going, form.arrangement, by=person_of(request)),
    )  # fmt: skip
