"""The pages on which somebody who asks to see what is held of them is answered."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.db.models import BigIntegerField, Count, F, Func, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, require, signed_in
from handrail.service.access.models import Person
from handrail.service.access.roles import ALL
from handrail.service.access.turned_away import turned_away
from handrail.service.audit import actions as audit
from handrail.service.audit.kinds import searched
from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import Case
from handrail.service.children.models import Child
from handrail.service.records.actions import answering
from handrail.service.records.doors import ANSWER, partnerships_for
from handrail.service.records.forms import AccessRequestForm, AnsweredForm, DecideForm, FindForm, NothingAsked, WhyForm
from handrail.service.records.models import AccessRequest, Extract
from handrail.service.records.seeing.names import fold
from handrail.service.records.seeing.written import answer_of
from handrail.service.records.views.asking import ask
from handrail.service.reviews.pdf import pdf_of
from handrail.service.reviews.word import word_of
from handrail.service.tellings.doors import TAKE_IN, sent_to
from handrail.service.tellings.journey import typed_in
from handrail.service.tellings.models import Telling

KINDS = {
    "docx": (word_of, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (pdf_of, "application/pdf"),
}
AT_MOST = 50
"""Children that one search shows: a longer list is a sign to type more of the name."""


@signed_in
@require_http_methods(["GET"])
def requests(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    require(person, ANSWER)
    return render(request, "records/requests.html", {"asked": openable(person), "today": timezone.localdate()})


@signed_in
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    require(person, ANSWER)
    ours = partnerships_for(person, ANSWER)
    form = AccessRequestForm(request.POST or None, partnerships=ours)

    def act() -> None:
        told = dict(form.cleaned_data)
        partnership = next(body for body in ours if str(body.pk) == told.pop("partnership"))
        answering.record_request(partnership, by=person, **told)

    return ask(
        request, form, act, heading="Record a request to see what is held", button="Record it", said="It is recorded.",
        back=reverse("records:requests"),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET"])
def request_page(request: HttpRequest, asked_id: uuid.UUID) -> HttpResponse:
    """The request, what was found, and what has still to be decided. Looking is recorded for each folder."""
    asked, person = _asked(request, asked_id), person_of(request)
    extracts = list(asked.extracts.select_related("case", "decided_by"))
    for case in {extract.case for extract in extracts}:
        audit.looked(person, "what was gathered for a subject access request", case, case.pk)
    words = {
        "asked": asked,
        "today": timezone.localdate(),
        "matches": asked.matches.select_related("child__folder__case", "matched_by"),
        "extracts": extracts,
        "left": answering.undecided(asked),
        "person": person,
    }
    return render(request, "records/request.html", words)


@signed_in
@require_http_methods(["GET", "POST"])
def extend(request: HttpRequest, asked_id: uuid.UUID) -> HttpResponse:
    asked = _asked(request, asked_id)
    form = WhyForm(request.POST or None)
    return ask(
        request, form, lambda: answering.extend(asked, why=form.cleaned_data["why"][:300], by=person_of(request)),
        heading="Take two more months", button="Extend it", said="It is extended. Tell the person, with the reason.",
        back=_page(asked),
        says=("Only where the request is complex, or one of several. Tell the person why within the first month.",),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def match(request: HttpRequest, asked_id: uuid.UUID) -> HttpResponse:
    """Look for the person in the folders one may open whole, and say which child of which folder it is."""
    asked, person = _asked(request, asked_id), person_of(request)
    form = FindForm({"name": request.GET["name"]} if "name" in request.GET else None)
    if request.method == "POST":
        _match_chosen(request, asked, person)
        return redirect("records:request", asked_id=asked.pk)
    words = {"asked": asked, "form": form, "found": None, "at_most": AT_MOST, "takes_in": person.may(TAKE_IN)}
    if form.is_valid():
        name = form.cleaned_data["name"]
        words |= {"found": _found(asked, person, name), "told_by_code": _told_by_code(asked, person, name)}
    return render(request, "records/match.html", words)


def _match_chosen(request: HttpRequest, asked: AccessRequest, person: Person) -> None:
    """A child that is not there and one that may not be seen are told in the same words."""
    key = _uuid(request.POST.get("child", ""))
    child = None if key is None else _children(asked, person).filter(pk=key).first()
    if child is None:
        messages.warning(request, "Search for the person, and choose them from what is found.")
        return
    try:
        answering.match(asked, child, by=person)
    except NotDone as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, f"{child} of {child.folder.case} is matched.")


def _children(asked: AccessRequest, person: Person) -> QuerySet[Child]:
    mine = Case.objects.visible_to(person, {ALL}).filter(partnership=asked.partnership)
    return Child.objects.filter(folder__case__in=mine).select_related("folder__case")


def _found(asked: AccessRequest, person: Person, name: str) -> list[Child]:
    """Those in whose names every word stands, whatever its case or accents."""
    turned_away(person, words=name)
    words = fold(name)[0].split()
    hits = [
        child
        for child in _children(asked, person)
        if all(word in fold(f"{child.name} {child.also_known_as}")[0] for word in words)
    ]
    audit.looked(person, "children by name, for a subject access request", asked)
    searched(person, words=words, found=len({child.folder_id for child in hits}), room="records")
    return hits[:AT_MOST]


def _told_by_code(asked: AccessRequest, person: Person, name: str) -> list[Telling]:
    """Of what was told by code and is in no folder, what this person may read: where every word of the name stands in
    what was typed, or is of whoever sent it."""
    words = fold(name)[0].split()
    waiting = sent_to(person).filter(partnership=asked.partnership).exclude(answers={}).order_by("sent_at")
    return [one for one in waiting if all(word in fold(f"{typed_in(one)} {one.teller.full_name}")[0] for word in words)]


@signed_in
@require_http_methods(["POST"])
def gather(request: HttpRequest, asked_id: uuid.UUID) -> HttpResponse:
    asked = _asked(request, asked_id)
    try:
        made = answering.gather(asked, by=person_of(request))
    except NotDone as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, f"{made} texts were taken down. Decide on those that may name somebody else.")
    return redirect("records:request", asked_id=asked.pk)


@signed_in
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, asked_id: uuid.UUID, extract_id: uuid.UUID) -> HttpResponse:
    asked = _asked(request, asked_id)
    extract = get_object_or_404(Extract.objects.select_related("case", "request"), pk=extract_id, request=asked)
    audit.looked(person_of(request), "a text gathered for a subject access request", extract, extract.case_id)
    form = DecideForm(request.POST if request.method == "POST" else None, extract=extract)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            answering.decide(
                extract, decisions=form.decisions, more=told["more"].splitlines(), exemption=told["exemption"],
                by=person_of(request),
            )  # fmt: skip
        except NotDone as refused:
            form.add_error(None, str(refused))
        else:
            following = asked.extracts.filter(to_decide=True, decided_at__isnull=True).first()
            messages.success(request, "Decided.")
            if following is not None:
                return redirect("records:decide", asked_id=asked.pk, extract_id=following.pk)
            return redirect("records:request", asked_id=asked.pk)
    return render(request, "records/decide.html", {"asked": asked, "extract": extract, "form": form})


@signed_in
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, asked_id: uuid.UUID) -> HttpResponse:
    asked = _asked(request, asked_id)
    form = NothingAsked(request.POST if request.method == "POST" else None)
    return ask(
        request, form, lambda: answering.check(asked, by=person_of(request)), heading="Is the answer right?",
        button="I have read it, and it is right", said="It is checked. It may now be given.", back=_page(asked),
        says=("Read the whole answer first, as Word or PDF. Once checked it is not changed.",),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET"])
def answer(request: HttpRequest, asked_id: uuid.UUID, kind: str) -> HttpResponse:
    """The answer, written anew each time from what is given. While something is undecided there is none."""
    asked = _asked(request, asked_id)
    if kind not in KINDS or not asked.extracts.exists() or answering.undecided(asked):
        raise Http404
    audit.record(person_of(request), "took away the answer to a subject access request", asked)
    write, media_type = KINDS[kind]
    answer = HttpResponse(write(answer_of(asked)), content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="answer.{kind}"'
    return answer


@signed_in
@require_http_methods(["GET", "POST"])
def answered(request: HttpRequest, asked_id: uuid.UUID) -> HttpResponse:
    asked = _asked(request, asked_id)
    form = AnsweredForm(request.POST or None)
    return ask(
        request, form,
        lambda: answering.record_answered(asked, answered_on=form.cleaned_data["answered_on"], by=person_of(request)),
        heading="Record that the answer was given", button="Record it", said="It is recorded.", back=_page(asked),
    )  # fmt: skip


def _asked(request: HttpRequest, asked_id: uuid.UUID) -> AccessRequest:
    return get_object_or_404(openable(person_of(request)), pk=asked_id)


def openable(person: Person) -> QuerySet[AccessRequest]:
    """The requests that somebody may see: who answers such requests for the partnership, and may open every folder
    found for it. Those that the second wall hides are counted too."""
    theirs = Q(matches__child__folder__in=Case.objects.visible_to(person, {ALL}).values("pk"))
    opened = Count("matches__child__folder", filter=theirs, distinct=True)
    found = Func(F("pk"), function="wall.folders_matched", output_field=BigIntegerField())
    ours = AccessRequest.objects.filter(partnership__in=partnerships_for(person, ANSWER)).select_related("partnership")
    return ours.annotate(opened=opened).filter(opened__gte=found)


def _uuid(typed: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(typed)
    except ValueError:
        return None


def _page(asked: AccessRequest) -> str:
    return reverse("records:request", kwargs={"asked_id": asked.pk})
