"""Actions: everywhere one may look, on one folder, and one by one."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import F, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.guidance import spoken
from handrail.service.access.asking import Page, drawn, typed
from handrail.service.access.doors import person_of, require, signed_in
from handrail.service.access.models import Person
from handrail.service.cases.acting import ask, once_answered, trail_to
from handrail.service.cases.doors import may_open, open_folder
from handrail.service.cases.models import Case
from handrail.service.learning.actions import tracked as actions
from handrail.service.learning.doors import CHANGE, LOOK, open_action
from handrail.service.learning.forms.naming import WordsForm
from handrail.service.learning.forms.tracked import (
    PARTNERSHIP_ITSELF,
    ActionAsideForm,
    ActionForm,
    DayForm,
    DoneForm,
    FilterForm,
    OpenAgainForm,
    ProgressForm,
)
from handrail.service.learning.models import Action, Recommendation
from handrail.service.learning.several import actions_read_by, read_by
from handrail.service.learning.telling import names_told
from handrail.service.partnerships.models import Body
from handrail.service.reviews.covering import others_of

ON_A_PAGE = 50
OF_A_ROW = ("case__partnership", "owner", "withdrawn_from")


@signed_in
@require_http_methods(["GET"])
def actions_everywhere(request: HttpRequest) -> HttpResponse:
    """The actions of every folder this person may open."""
    person = person_of(request)
    require(person, LOOK)
    seen = actions_read_by(person, Action.objects.filter(case__in=Case.objects.visible_to(person, what=["learning"])))
    owners = list(Body.objects.filter(pk__in=seen.values("owner")))
    asked = FilterForm({"shown": "open", "owner": "any", **request.GET.dict()}, owners=owners)
    chosen = _filtered(seen, asked).select_related(*OF_A_ROW)
    words = {
        "form": asked,
        "page": Paginator(chosen, ON_A_PAGE).get_page(request.GET.get("page")),
        "kept": _kept_filter(request),
        "today": timezone.localdate(),
        "none_at_all": not seen.exists(),
        "may_load": person.may("load trackers"),
    }
    return render(request, "learning/actions.html", words)


@signed_in
@require_http_methods(["GET"])
def actions_of_folder(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    case = open_folder(request, case_id, what="learning", may=LOOK)
    of_case = actions_read_by(person_of(request), Action.objects.filter(case=case)).select_related(*OF_A_ROW)
    words = {
        "case": case,
        "actions": of_case.order_by(F("set_aside_on").asc(nulls_first=True), "done_on", "due_on", "title"),
        "today": timezone.localdate(),
        "may_change": _may_change(request, case),
    }
    return render(request, "learning/folder_actions.html", words)


@signed_in
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    case = open_folder(request, case_id, what="learning", may=CHANGE)
    meant = {name: request.GET.get(name, "") for name in ("recommendation", "meeting")} | _instead_of(request, case)
    form = ActionForm(typed(request), case=case, reader=person_of(request), initial=meant)
    added: list[Action] = []

    def act() -> None:
        asked = {name: form.cleaned_data[name] for name in ("title", "owner_name", "due_on")}
        made = actions.add_action(
            case, owner=form.body, recommendation=form.carries_out, by=person_of(request), meeting=form.asked_by,
            source=form.comes_from, **asked,
        )  # fmt: skip
        added.append(made)

    on = once_answered(request, form, act, say="The action was added.", go=lambda: _page(added[0]))
    back = reverse("learning:folder_actions", args=[case.pk])
    page = Page("Add an action", [*trail_to(case), ("Actions", back)], "Add the action", "", back, over=case.reference)
    return on or drawn(request, page, form)


@signed_in
@require_http_methods(["GET"])
def action(request: HttpRequest, case_id: uuid.UUID, action_id: uuid.UUID) -> HttpResponse:
    seen = open_action(request, case_id, action_id)
    shown = seen.action
    said = list(shown.progress.select_related("written_by"))
    words = {
        "case": shown.case,
        "action": shown,
        "seen": seen,
        "said": said,
        "carries_out": _carries_out(shown, person_of(request)) if seen.whole else None,
        "today": timezone.localdate(),
        "named": names_told(_folders_of(shown), "\n\n".join(one.text for one in said)) if seen.manages else [],
    }
    return render(request, "learning/action.html", words)


def _folders_of(action: Action) -> list[Case]:
    """Every folder whose names its words are held against: its own, and the others of a review that it carries out."""
    reviews = Recommendation.objects.filter(actions=action, review_id__isnull=False)
    papers = [key for key in reviews.values_list("review_id", flat=True) if key]
    return [action.case, *(others_of(papers) if papers else [])]


def _instead_of(request: HttpRequest, case: Case) -> dict[str, Any]:
    """What an action that was set aside asked for, so that it is added again put right."""
    try:
        key = uuid.UUID(request.GET.get("instead", ""))
    except ValueError:
        return {}
    aside = actions_read_by(person_of(request), Action.objects.filter(case=case, pk=key, set_aside_on__isnull=False))
    before = aside.first()
    if before is None:
        return {}
    asked = {name: getattr(before, name) for name in ("title", "owner_name", "due_on", "source")}
    links = {name: str(getattr(before, f"{name}_id") or "") for name in ("recommendation", "meeting")}
    return asked | links | {"owner": str(before.withdrawn_from_id or PARTNERSHIP_ITSELF)}


def _carries_out(action: Action, person: Person) -> Recommendation | None:
    """What a review of several folders recommends takes the keys to all, also of whoever is to do this part of it."""
    return read_by(person, Recommendation.objects.filter(actions=action)).first()


@signed_in
@require_http_methods(["GET", "POST"])
def progress(request: HttpRequest, case_id: uuid.UUID, action_id: uuid.UUID) -> HttpResponse:
    return _ask(request, case_id, action_id, ProgressForm, actions.write_progress, _PROGRESS)


@signed_in
@require_http_methods(["GET", "POST"])
def change_day(request: HttpRequest, case_id: uuid.UUID, action_id: uuid.UUID) -> HttpResponse:
    return _ask(request, case_id, action_id, DayForm, actions.change_due_day, _DAY, managed=True)


@signed_in
@require_http_methods(["GET", "POST"])
def done(request: HttpRequest, case_id: uuid.UUID, action_id: uuid.UUID) -> HttpResponse:
    return _ask(request, case_id, action_id, DoneForm, actions.record_done, _DONE)


@signed_in
@require_http_methods(["GET", "POST"])
def open_again(request: HttpRequest, case_id: uuid.UUID, action_id: uuid.UUID) -> HttpResponse:
    return _ask(request, case_id, action_id, OpenAgainForm, actions.open_again, _AGAIN)


@signed_in
@require_http_methods(["GET", "POST"])
def set_aside(request: HttpRequest, case_id: uuid.UUID, action_id: uuid.UUID) -> HttpResponse:
    return _ask(request, case_id, action_id, ActionAsideForm, actions.set_aside, _ASIDE, managed=True)


_PROGRESS = ("Say how it goes", "Save", "What you wrote was kept.")
_DAY = ("Change the day it is due", "Change the day", "The day was changed.")
_DONE = ("Record it as done", "Record it as done", "The action is done.")
_AGAIN = ("Open it again", "Open it again", "The action is open again.")
_ASIDE = ("Set this action aside", "Set it aside", "The action was set aside. It can still be read in this folder.")


def _ask(
    request: HttpRequest,
    case_id: uuid.UUID,
    action_id: uuid.UUID,
    kind: type[forms.Form],
    do: Callable[..., object],
    words: tuple[str, str, str],
    *,
    managed: bool = False,
) -> HttpResponse:
    """A page with one form about an action: for the body that is to act too, unless it is for those who manage it."""
    seen = open_action(request, case_id, action_id)
    if not (seen.manages if managed else seen.writes):
        raise Http404
    about, case = seen.action, seen.action.case
    known: dict[str, Any] = {}
    if issubclass(kind, WordsForm):
        known["known"] = _folders_of(about) if seen.manages else ()
    form = kind(typed(request), **known)
    title, press, said = words
    says = [about.title, f"Due on {spoken(about.due_on)}." if about.due_on else ""]
    trail = [*trail_to(case), ("Action", _page(about))]
    page = Page(title, trail, press, said, _page(about), says, over=case.reference)
    return ask(request, page, form, lambda: do(about, by=person_of(request), **form.cleaned_data))


def _page(action: Action) -> str:
    return reverse("learning:action", kwargs={"case_id": action.case_id, "action_id": action.pk})


def _may_change(request: HttpRequest, case: Case) -> bool:
    return may_open(person_of(request), case, what="learning", may=CHANGE)


def _filtered(seen: QuerySet[Action], asked: FilterForm) -> QuerySet[Action]:
    """Those the filters ask for. A filter in words we do not know is an address that leads nowhere."""
    if not asked.is_valid():
        raise Http404
    stands = Q(set_aside_on__isnull=True)
    match asked.cleaned_data["shown"]:
        case "open":
            seen = seen.filter(stands, done_on__isnull=True)
        case "overdue":
            seen = seen.filter(stands, done_on__isnull=True, due_on__lt=timezone.localdate())
        case "done":
            seen = seen.filter(stands, done_on__isnull=False)
        case "aside":
            seen = seen.filter(~stands)
    if asked.cleaned_data["owner"] not in ("", "any"):
        seen = seen.filter(owner=asked.cleaned_data["owner"])
    return seen.order_by(F("due_on").asc(nulls_last=True), "title")


def _kept_filter(request: HttpRequest) -> str:
    kept = request.GET.copy()
    kept.pop("page", None)
    return kept.urlencode()
