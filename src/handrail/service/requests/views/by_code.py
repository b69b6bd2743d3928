"""The form as a practitioner without an account has it open: what is asked, its pages, checking, sending."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods

from handrail.service.access import form_codes as codes
from handrail.service.access.practitioners import Practitioner
from handrail.service.cases.actions import NotDone
from handrail.service.cases.drafts import AlreadySubmitted
from handrail.service.cases.journey_pages import Course, check, walk
from handrail.service.cases.models import Draft
from handrail.service.documents.views import as_attachment
from handrail.service.requests import actions, naming
from handrail.service.requests.doors_by_code import by_code, shut_with_thanks
from handrail.service.requests.drafting import begin, draft_of
from handrail.service.requests.forms import HoldsNothing
from handrail.service.requests.forms_by_code import NotForMe
from handrail.service.requests.models import Request
from handrail.service.requests.sheets import is_filled_in, sheet_of, title_of
from handrail.service.requests.summary import DOCUMENT
from handrail.service.requests.views.drafting import DECLARATION, attach, attached_to, send_what_was_typed

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Request, Practitioner, P], HttpResponse]


def on_pages(view: View[P]) -> View[P]:
    """What is given in another way, as a chronology is, has no such page: back to where it is said what is asked."""

    @wraps(view)
    def page(
        request: HttpRequest, asked: Request, practitioner: Practitioner, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        if not is_filled_in(asked):
            return redirect("requests:form_asked")
        return view(request, asked, practitioner, *args, **kwargs)

    return page


@by_code
@require_http_methods(["GET"])
def form_asked(request: HttpRequest, asked: Request, practitioner: Practitioner) -> HttpResponse:
    """What is asked, and where to go on."""
    words = {"asked": asked, "practitioner": practitioner, "draft": draft_of(asked)}
    return render(request, "requests/form_asked.html", words)


@by_code
@on_pages
@require_http_methods(["POST"])
def form_begin(request: HttpRequest, asked: Request, practitioner: Practitioner) -> HttpResponse:
    begin(asked, by=practitioner)
    return redirect("requests:form_page", slug=sheet_of(asked).first)


@by_code
@on_pages
@require_http_methods(["GET", "POST"])
def form_page(request: HttpRequest, asked: Request, practitioner: Practitioner, slug: str) -> HttpResponse:
    draft = draft_of(asked)
    if draft is None:
        return redirect("requests:form_asked")
    if slug == DOCUMENT:
        at = reverse("requests:form_document")
        return attach(request, asked, draft, _course(asked), by=practitioner, document_at=at)
    return walk(request, draft, slug, _course(asked), by=practitioner)


@by_code
@on_pages
@require_http_methods(["GET", "POST"])
def form_check(request: HttpRequest, asked: Request, practitioner: Practitioner) -> HttpResponse:
    """Read it all once more, and send it. Once it is sent nothing opens any more, so the answers are shown once."""
    draft = draft_of(asked)
    if draft is None:
        return redirect("requests:form_asked")
    if request.method == "POST":
        try:
            sent = send_what_was_typed(asked, draft, by=practitioner)
        except (NotDone, AlreadySubmitted) as reason:
            messages.warning(request, str(reason) or "A colleague sent it a moment ago. Nothing was sent twice.")
            return redirect("requests:form")
        if sent is not None:
            return shut_with_thanks(request, asked, sent)
    return check(request, draft, _course(asked), declaration=DECLARATION, button=f"Send the {asked.short}")


@by_code
@require_http_methods(["GET", "POST"])
def form_nothing(request: HttpRequest, asked: Request, practitioner: Practitioner) -> HttpResponse:
    """One step for the agency that knows none of them."""
    form = HoldsNothing(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            sent = actions.answer_holds_nothing(asked, by=practitioner)
        except NotDone as reason:
            form.add_error(None, str(reason))
        else:
            return shut_with_thanks(request, asked, sent)
    return render(request, "requests/form_nothing.html", {"asked": asked, "form": form})


@by_code
@require_http_methods(["GET", "POST"])
def form_not_mine(request: HttpRequest, asked: Request, practitioner: Practitioner) -> HttpResponse:
    """The wrong person was asked: they say whom to ask instead, and the form shuts."""
    form = NotForMe(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            naming.say_not_for_me(asked, ask_instead=form.cleaned_data["ask_instead"], by=practitioner)
        except NotDone as reason:
            form.add_error(None, str(reason))
        else:
            codes.leave(request)
            messages.success(request, f"Thank you. {asked.case.partnership} is told, and the form is shut.")
            return redirect("requests:form")
    return render(request, "requests/form_not_mine.html", {"asked": asked, "form": form})


@by_code
@on_pages
@require_http_methods(["GET"])
def form_answers(request: HttpRequest, asked: Request, practitioner: Practitioner) -> HttpResponse:
    """Their answers on one page, to print."""
    draft = _draft(asked)
    words = {"asked": asked, "draft": draft, "pages": sheet_of(asked).journey.filled(draft.answers)}
    return render(request, "requests/form_answers.html", words)


@by_code
@on_pages
@require_http_methods(["GET"])
def form_answers_file(request: HttpRequest, asked: Request, practitioner: Practitioner) -> HttpResponse:
    """The same as a plain text file, to keep."""
    draft = _draft(asked)
    lines = [f"{asked.get_of_display()} of {asked.body}, not sent yet", ""]
    for page in sheet_of(asked).journey.filled(draft.answers):
        lines += [page.title, ""]
        for label, words in page.in_words():
            lines += [label, words, ""]
    response = HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slugify(f"answers of {asked.body}")}.txt"'
    return response


@by_code
@on_pages
@require_http_methods(["GET"])
def form_document(request: HttpRequest, asked: Request, practitioner: Practitioner) -> HttpResponse:
    """The file that goes with the answers, as it was attached."""
    draft = draft_of(asked)
    held = attached_to(draft, asked) if draft else None
    if held is None:
        raise Http404
    return as_attachment(held)


def _draft(asked: Request) -> Draft:
    draft = draft_of(asked)
    if draft is None:
        raise Http404
    return draft


def _course(asked: Request) -> Course:
    return Course(
        journey=sheet_of(asked).journey,
        title=title_of(asked),
        page_at=lambda slug: reverse("requests:form_page", kwargs={"slug": slug}),
        check_at=reverse("requests:form_check"),
        leave_to=reverse("requests:form_asked"),
    )
