"""Briefings: written and sent from a folder, read by people who never open it, and counted."""

from __future__ import annotations

import uuid
from dataclasses import replace

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.models import Person
from handrail.service.access.opening import not_shut
from handrail.service.access.turned_away import turned_away
from handrail.service.audit import actions as audit
from handrail.service.audit.kinds import searched
from handrail.service.cases.acting import once_answered
from handrail.service.cases.actions import NotDone
from handrail.service.cases.doors import may_open, open_folder
from handrail.service.cases.finding import plain
from handrail.service.cases.models import Case
from handrail.service.cases.paging import page_of
from handrail.service.learning.actions import briefings as act
from handrail.service.learning.briefing import PARTS, pages_of, said_and_listed, whole_of
from handrail.service.learning.doors import CHANGE, LOOK
from handrail.service.learning.forms.answering import BriefingsForm
from handrail.service.learning.forms.briefings import (
    BeginBriefingForm,
    BriefingForm,
    SendBriefingForm,
    WithdrawBriefingForm,
)
from handrail.service.learning.models import Briefing, BriefingCopy, BriefingRead
from handrail.service.learning.several import briefings_heard_by, briefings_read_by
from handrail.service.learning.telling import open_in
from handrail.service.learning.views.findings import may_change, page_of_form
from handrail.service.one_text import as_read
from handrail.service.reviews.files import answer_file


@signed_in
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    case = open_folder(request, case_id, what="learning", may=CHANGE)
    posted = request.POST if request.method == "POST" else None
    form = BeginBriefingForm(posted, case=case, reader=person_of(request))
    begun: list[Briefing] = []

    def do() -> None:
        findings, made = form.carries
        title = form.cleaned_data["title"]
        begun.append(
            act.begin_briefing(case, title=title, findings=findings, recommendations=made, by=person_of(request))
        )

    on = once_answered(
        request, form, do, say="A draft was made from them. Make it short, and easy to read.",
        go=lambda: reverse("learning:write_briefing", args=[case.pk, begun[0].pk]),
    )  # fmt: skip
    return on or page_of_form(request, case, form, heading="Write a briefing", button_words="Make a draft")


@signed_in
@require_http_methods(["GET"])
def one(request: HttpRequest, case_id: uuid.UUID, briefing_id: uuid.UUID) -> HttpResponse:
    """The briefing, to whom it went, and who says they have read it."""
    case = open_folder(request, case_id, what="learning", may=LOOK)
    briefing = _briefing(request, case, briefing_id)
    marks = list(briefing.read_marks.select_related("person", "body"))
    copies = [
        (copy, [mark for mark in marks if mark.body_id == copy.whom.pk])
        for copy in sorted(briefing.copies.select_related("body", "withdrawn_from"), key=lambda one: str(one.whom))
    ]
    words = {
        "case": case, "briefing": briefing, "parts": _parts(briefing), "copies": copies, "read": len(marks),
        "pages": pages_of(briefing, case.partnership),
        "marked": [] if briefing.withdrawn_at else open_in(briefing),
        "may_change": may_change(request, case),
    }  # fmt: skip
    return render(request, "learning/briefing_draft.html", words)


@signed_in
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, case_id: uuid.UUID, briefing_id: uuid.UUID) -> HttpResponse:
    case = open_folder(request, case_id, what="learning", may=CHANGE)
    briefing = _briefing(request, case, briefing_id)
    kept = {name: getattr(briefing, name) for name, _ in PARTS}
    form = BriefingForm(request.POST if request.method == "POST" else None, stands=kept)

    def do() -> None:
        words = {name: form.cleaned_data[name] for name in kept}
        act.write_briefing(briefing, words, over=as_read(kept), by=person_of(request))

    on = once_answered(
        request, form, do,
        say="The briefing was kept.", go=_page(briefing),
    )  # fmt: skip
    words = {"heading": briefing.title, "button_words": "Save the briefing"}
    return on or page_of_form(request, case, form, back=_page(briefing), **words)


@signed_in
@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, case_id: uuid.UUID, briefing_id: uuid.UUID) -> HttpResponse:
    case = open_folder(request, case_id, what="learning", may=CHANGE)
    briefing = _briefing(request, case, briefing_id)
    sent = set(briefing.copies.values_list("body", flat=True))
    posted = request.POST if request.method == "POST" else None
    read = as_read({name: getattr(briefing, name) for name, _ in PARTS})
    form = SendBriefingForm(posted, case=case, sent=sent, marked=open_in(briefing), initial={"as_read": read})
    copies: list[BriefingCopy] = []

    def do() -> None:
        read = form.cleaned_data["as_read"]
        copies.extend(act.send_briefing(briefing, form.ticked, by=person_of(request), stays=form.stays, read=read))

    on = once_answered(
        request, form, do, say=lambda: f"The briefing was sent to {len(copies)} bodies.", go=_page(briefing)
    )
    words = {"heading": "Send the briefing", "button_words": "Send it"}
    return on or page_of_form(request, case, form, about=briefing.title, back=_page(briefing), **words)


@signed_in
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, case_id: uuid.UUID, briefing_id: uuid.UUID) -> HttpResponse:
    case = open_folder(request, case_id, what="learning", may=CHANGE)
    briefing = _briefing(request, case, briefing_id)
    form = WithdrawBriefingForm(request.POST if request.method == "POST" else None)
    on = once_answered(
        request, form, lambda: act.withdraw_briefing(briefing, why=form.cleaned_data["why"], by=person_of(request)),
        say="The briefing was withdrawn, and each body that it was sent to was told.", go=_page(briefing),
    )  # fmt: skip
    words = {"heading": "Withdraw the briefing", "button_words": "Withdraw it, and tell them"}
    return on or page_of_form(request, case, form, about=briefing.title, back=_page(briefing), **words)


@signed_in
@require_http_methods(["GET"])
def ours(request: HttpRequest) -> HttpResponse:
    """The briefings sent to the bodies this person works for; a list that may be empty."""
    person = person_of(request)
    copies = briefings_heard_by(
        person, BriefingCopy.objects.filter(not_shut(person, folder="case"), body__in=_bodies(person)), "briefing"
    )
    asked = BriefingsForm({"words": "", **request.GET.dict()})
    if not asked.is_valid():
        raise Http404
    written = _written_by(person)
    typed = asked.cleaned_data["words"]
    for word in typed.split():
        copies, written = copies.filter(briefing__title__icontains=word), written.filter(title__icontains=word)
    shown = page_of(request, copies.select_related("briefing", "body", "partnership"))
    ours_too = page_of(request, written)
    if typed.strip():
        folders = {copy.case_id for copy in shown.items} | {briefing.case_id for briefing in ours_too.items}
        searched(person, words=plain(typed).split(), found=len(folders), room="learning")
        turned_away(person, words=typed)
    words = {
        "copies": shown.items, "written": ours_too.items, "may_write": person.may(CHANGE), "form": asked,
        "shown": replace(shown, after=shown.after or ours_too.after), "narrowed": bool(typed),
        "read": set(person_marks(person).values_list("briefing", flat=True)),
    }  # fmt: skip
    return render(request, "learning/briefings.html", words)


def _written_by(person: Person) -> QuerySet[Briefing]:
    """Those of the folders in which this person may write one, with how many got it and how many say they read it."""
    folders = Case.objects.visible_to(person, what=["learning"])
    counts = {"bodies": Count("copies", distinct=True), "readers": Count("read_marks", distinct=True)}
    written = briefings_read_by(person, Briefing.objects.filter(case__in=folders))
    return written.select_related("case").annotate(**counts)


@signed_in
@require_http_methods(["GET", "POST"])
def read(request: HttpRequest, copy_id: uuid.UUID) -> HttpResponse:
    """A briefing on screen. Whoever has read it says so by a press."""
    copy, person = _copy(request, copy_id), person_of(request)
    if request.method == "POST":
        try:
            act.mark_read(copy, by=person)
        except NotDone as refused:
            messages.warning(request, str(refused))
        else:
            messages.success(request, "Thank you. It is kept that you have read it.")
        return redirect("learning:briefing", copy_id=copy.pk)
    mark = person_marks(person).filter(briefing=copy.briefing).first()
    words = {"copy": copy, "briefing": copy.briefing, "parts": _parts(copy.briefing), "mark": mark}
    return render(request, "learning/briefing.html", words)


@signed_in
@require_http_methods(["GET"])
def download(request: HttpRequest, copy_id: uuid.UUID, slug: str) -> HttpResponse:
    """The briefing as Word or PDF."""
    copy = _copy(request, copy_id)
    return answer_file(slug, whole_of(copy.briefing, copy.partnership), "briefing")


def person_marks(person: Person) -> QuerySet[BriefingRead]:
    return BriefingRead.objects.filter(person=person)


def _copy(request: HttpRequest, copy_id: uuid.UUID) -> BriefingCopy:
    """A copy, for those at the body it was sent to and those who may open the folder's learning; a look is recorded."""
    person = person_of(request)
    sent = BriefingCopy.objects.filter(not_shut(person, folder="case"), pk=copy_id)
    found = briefings_heard_by(person, sent, "briefing")
    copy = found.select_related("briefing", "partnership", "body", "withdrawn_from").first()
    if copy is None or not (copy.body_id in _bodies(person) or _holds_learning(person, copy)):
        raise Http404
    audit.looked(person, "a briefing", copy, copy.case_id)
    return copy


def _bodies(person: Person) -> set[uuid.UUID]:
    return {post.body_id for post in person.posts_today}


def _holds_learning(person: Person, copy: BriefingCopy) -> bool:
    case = Case.objects.filter(pk=copy.case_id).first()
    if case is None or not may_open(person, case, what="learning", may=LOOK):
        return False
    return briefings_read_by(person, Briefing.objects.filter(pk=copy.briefing_id)).exists()


def _briefing(request: HttpRequest, case: Case, briefing_id: uuid.UUID) -> Briefing:
    read = briefings_read_by(person_of(request), Briefing.objects.select_related("recorded_by"))
    briefing = get_object_or_404(read, case=case, pk=briefing_id)
    briefing.case = case
    return briefing


def _parts(briefing: Briefing) -> list[tuple[str, list[str], list[str]]]:
    """Each heading, with its paragraphs and its list, as the Word and PDF of it have them."""
    return [(title, *said_and_listed(text)) for name, title in PARTS if (text := getattr(briefing, name).strip())]


def _page(briefing: Briefing) -> str:
    return reverse("learning:briefing_draft", kwargs={"case_id": briefing.case_id, "briefing_id": briefing.pk})
