"""The coordinator's screens: ask, see who has answered, remind, move a day, let go, lock."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.guidance import spoken
from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.roles import ALL
from handrail.service.cases.actions import NotDone
from handrail.service.cases.doors import may_open, open_folder
from handrail.service.cases.models import Case
from handrail.service.children.models import Child
from handrail.service.partnerships.models import Body, Membership
from handrail.service.requests import actions
from handrail.service.requests.asked_before import asked_before
from handrail.service.requests.doors import ASK, asking, overdue_first, requests_of
from handrail.service.requests.due_days import running_review, suggested_due
from handrail.service.requests.forms import AskForSummaries, LetGo, MoveDueDay
from handrail.service.requests.letters import addresses_of
from handrail.service.requests.matters import matters
from handrail.service.requests.models import Request
from handrail.service.requests.told import named_in
from handrail.service.requests.wording import who_it_is_about


@signed_in
@require_http_methods(["GET"])
def requests(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Every request on a folder, those that are overdue first."""
    case = open_folder(request, case_id, what=ALL)
    asked = overdue_first(requests_of(case).prefetch_related("reminders"))
    words = {
        "case": case,
        "requests": asked,
        "awaited": sum(one.waits for one in asked),
        "overdue": sum(one.overdue for one in asked),
        "named": named_in(case),
        "asks": case.closed_at is None and may_open(person_of(request), case, what=ALL, may=ASK),
    }
    return render(request, "requests/requests.html", words)


@signed_in
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Ask several agencies at once."""
    case = open_folder(request, case_id, what=ALL, may=ASK)
    form = _form_to_ask(request, case)
    if request.method == "POST" and form.is_valid():
        bodies = [body for body in _members(case) if str(body.pk) in form.cleaned_data["bodies"]]
        try:
            asked = actions.ask_for_summaries(
                case,
                bodies=bodies,
                about=str(form.cleaned_data.get("about") or form.about),
                children_named=form.cleaned_data["children_named"],
                what=form.wording,
                due_on=form.cleaned_data["due_on"],
                by=person_of(request),
                by_code=form.by_code,
                again=str(form.cleaned_data.get("again") or ""),
            )
        except NotDone as reason:
            form.add_error("bodies", str(reason))
        else:
            if form.by_code:
                return _name_practitioners(request, case, asked)
            _say_who_was_asked(request, asked)
            return redirect("requests:requests", case_id=case.pk)
    return render(request, "requests/ask.html", {"case": case, "form": form, "review": running_review(case)})


def _form_to_ask(request: HttpRequest, case: Case) -> AskForSummaries:
    initial = {
        "due_on": suggested_due(case, timezone.localdate()),
        "children_named": who_it_is_about(Child.objects.filter(folder=case.folder)),
    }
    return AskForSummaries(
        request.POST if request.method == "POST" else None,
        case=case,
        bodies=_members(case),
        standing=requests_of(case).filter(no_longer_needed_at__isnull=True, of=Request.Of.SUMMARY),
        matters=matters(case),
        before=asked_before(case, person_of(request), now=Request.Of.SUMMARY),
        initial=initial,
    )


def _members(case: Case) -> QuerySet[Body]:
    """The bodies that belong to the partnership today, the safeguarding partners among them."""
    today = timezone.localdate()
    places = Membership.objects.on(today).filter(partnership=case.partnership)
    return Body.objects.on(today).filter(pk__in=places.values("body"))


def _name_practitioners(request: HttpRequest, case: Case, asked: list[Request]) -> HttpResponse:
    """Nobody is told until a practitioner is named: of one agency on the next page, of several from the list."""
    if len(asked) == 1:
        return redirect("requests:practitioner", case_id=case.pk, request_id=asked[0].pk)
    names = ", ".join(str(one.body) for one in asked)
    messages.warning(request, f"Nobody has been told yet. Name a practitioner for each: {names}.")
    return redirect("requests:requests", case_id=case.pk)


def _say_who_was_asked(request: HttpRequest, asked: list[Request]) -> None:
    names = ", ".join(str(one.body) for one in asked)
    messages.success(request, f"Asked for a summary by {spoken(asked[0].due_on)}: {names}.")
    unreached = [str(one.body) for one in asked if not addresses_of(one.body, one.case_id)]
    if unreached:
        messages.warning(request, f"No e-mail address is known for {', '.join(unreached)}. Telephone them today.")


@signed_in
@require_http_methods(["POST"])
def chase(request: HttpRequest, case_id: uuid.UUID, request_id: uuid.UUID) -> HttpResponse:
    asked = asking(request, case_id, request_id)
    try:
        written = actions.chase(asked, by=person_of(request))
    except NotDone as reason:
        messages.warning(request, str(reason))
    else:
        messages.success(request, f"Reminded {asked.body}: {', '.join(one.sent_to for one in written)}.")
    return redirect("requests:requests", case_id=case_id)


@signed_in
@require_http_methods(["GET", "POST"])
def move_due_day(request: HttpRequest, case_id: uuid.UUID, request_id: uuid.UUID) -> HttpResponse:
    asked = asking(request, case_id, request_id)
    _only_while_waiting(asked)
    form = MoveDueDay(request.POST if request.method == "POST" else None, case=asked.case, about=asked.about)
    if request.method == "POST" and form.is_valid():
        due_on = form.cleaned_data["due_on"]
        try:
            actions.move_due_day(asked, due_on=due_on, why=form.cleaned_data["why"], by=person_of(request))
        except NotDone as reason:
            form.add_error("due_on", str(reason))
        else:
            messages.success(request, f"{asked.body} now has until {spoken(due_on)}.")
            return redirect("requests:request", case_id=case_id, request_id=request_id)
    return render(request, "requests/move_due_day.html", {"asked": asked, "case": asked.case, "form": form})


@signed_in
@require_http_methods(["GET", "POST"])
def let_go(request: HttpRequest, case_id: uuid.UUID, request_id: uuid.UUID) -> HttpResponse:
    asked = asking(request, case_id, request_id)
    _only_while_waiting(asked)
    form = LetGo(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.let_go(asked, why=form.cleaned_data["why"], by=person_of(request))
        except NotDone as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, f"{asked.body} has been told that it is no longer needed.")
            return redirect("requests:requests", case_id=case_id)
    return render(request, "requests/let_go.html", {"asked": asked, "case": asked.case, "form": form})


@signed_in
@require_http_methods(["POST"])
def lock(request: HttpRequest, case_id: uuid.UUID, request_id: uuid.UUID) -> HttpResponse:
    asked = asking(request, case_id, request_id)
    try:
        actions.lock(asked, by=person_of(request))
    except NotDone as reason:
        messages.warning(request, str(reason))
    else:
        messages.success(request, f"The {asked.called} from {asked.body} is locked. Later words stand beside it.")
    return redirect("requests:request", case_id=case_id, request_id=request_id)


def _only_while_waiting(asked: Request) -> None:
    """What was answered or let go has no due day to move: its page is not there, save to a form left open."""
    if asked.no_longer_needed_at is not None:
        raise Http404
