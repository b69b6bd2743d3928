"""The screens of those who review: the chronologies of a folder, asking for them, and all lines in one order."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.guidance import spoken
from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.roles import ALL
from handrail.service.audit.kinds import searched
from handrail.service.cases.actions import NotDone
from handrail.service.cases.doors import may_open, open_folder
from handrail.service.cases.finding import plain
from handrail.service.cases.models import Case
from handrail.service.children.models import Child
from handrail.service.chronologies.actions import asking
from handrail.service.chronologies.doors import WEIGH, open_chronologies, open_chronology
from handrail.service.chronologies.facts import OPENS
from handrail.service.chronologies.forms import AskForChronologies, FilterForm, ScopeForm
from handrail.service.chronologies.models import Chronology, Delivery, Line, Tie, Unread
from handrail.service.chronologies.seeing import Filter, bodies_of, filter_of, lines_of, people_in, period_of, shown
from handrail.service.partnerships.models import Body, Membership
from handrail.service.requests.doors import ASK, requests_of
from handrail.service.requests.due_days import suggested_due
from handrail.service.requests.matters import matters
from handrail.service.requests.models import Request
from handrail.service.requests.wording import who_it_is_about

PAGE = 100


@signed_in
@require_http_methods(["GET"])
def chronologies(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Every chronology of a folder; most have one."""
    case = open_chronologies(request, case_id)
    found = Chronology.objects.filter(case=case)
    asked = requests_of(case).filter(
        of=Request.Of.CHRONOLOGY, received_at__isnull=True, no_longer_needed_at__isnull=True
    )
    waits = [(one.about, str(one.body)) for one in asked.select_related("body")]
    rows = [(one, *_counts(one), [body for about, body in waits if about == str(one.pk)]) for one in found]
    words = {"case": case, "rows": rows, **may(request, case)}
    return render(request, "chronologies/chronologies.html", words)


def _counts(chronology: Chronology) -> tuple[int, int]:
    lines = Line.objects.filter(chronology=chronology).standing().sent()
    return lines.count(), lines.values("body").distinct().count()


def may(request: HttpRequest, case: Case) -> dict[str, bool]:
    """What this person may do here, for the pages."""
    person, open_ = person_of(request), case.closed_at is None
    return {
        "holds_all": may_open(person, case, what=ALL),
        "asks": open_ and may_open(person, case, what=ALL, may=ASK),
        "weighs": open_ and may_open(person, case, what=OPENS, may=WEIGH),
    }


@signed_in
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    case = open_folder(request, case_id, what=ALL, may=ASK)
    form = ScopeForm(request.POST if request.method == "POST" else None, matters=matters(case))
    if request.method == "POST" and form.is_valid():
        try:
            chronology = asking.begin(case, form.scope, by=person_of(request))
        except NotDone as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "The chronology is begun. Now ask agencies for their lines.")
            return redirect("chronologies:ask", case_id=case_id, chronology_id=chronology.pk)
    return render(request, "chronologies/begin.html", {"case": case, "form": form, "chronology": None})


@signed_in
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, case_id: uuid.UUID, chronology_id: uuid.UUID) -> HttpResponse:
    chronology = open_chronology(request, case_id, chronology_id, may=ASK)
    initial = {
        name: getattr(chronology, name) for name in ("purpose", "matter", "title", "from_on", "until_on", "gap_days")
    }
    form = ScopeForm(
        request.POST if request.method == "POST" else None, matters=matters(chronology.case), initial=initial
    )
    if request.method == "POST" and form.is_valid():
        try:
            asking.change(chronology, form.scope, by=person_of(request))
        except NotDone as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "Changed. What agencies were asked stays as it was put to them.")
            return redirect("chronologies:chronology", case_id=case_id, chronology_id=chronology_id)
    return render(request, "chronologies/begin.html", {"case": chronology.case, "form": form, "chronology": chronology})


@signed_in
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, case_id: uuid.UUID, chronology_id: uuid.UUID) -> HttpResponse:
    """Ask several agencies at once."""
    chronology = open_chronology(request, case_id, chronology_id, may=ASK)
    case = chronology.case
    form = _form_to_ask(request, chronology)
    if request.method == "POST" and form.is_valid():
        bodies = [body for body in _members(case) if str(body.pk) in form.cleaned_data["bodies"]]
        said = form.cleaned_data
        try:
            asked = asking.ask(
                chronology, bodies=bodies, children_named=said["children_named"], what=form.wording,
                due_on=said["due_on"], by=person_of(request), by_code=form.by_code,
            )  # fmt: skip
        except NotDone as reason:
            form.add_error("bodies", str(reason))
        else:
            return _asked_them(request, chronology, asked)
    return render(request, "chronologies/ask.html", {"case": case, "form": form, "chronology": chronology})


def _asked_them(request: HttpRequest, chronology: Chronology, asked: list[Request]) -> HttpResponse:
    """By a code nobody is told until somebody is named: of one agency on the next page, of several from the list."""
    names = ", ".join(str(one.body) for one in asked)
    if not asked[0].by_code:
        messages.success(request, f"Asked for a chronology by {spoken(asked[0].due_on)}: {names}.")
    elif len(asked) == 1:
        return redirect("requests:practitioner", case_id=chronology.case_id, request_id=asked[0].pk)
    else:
        messages.warning(request, f"Nobody has been told yet. Open each and name a practitioner: {names}.")
    return redirect("chronologies:agencies", case_id=chronology.case_id, chronology_id=chronology.pk)


def _form_to_ask(request: HttpRequest, chronology: Chronology) -> AskForChronologies:
    case = chronology.case
    period = period_of(chronology)
    initial: dict[str, Any] = {
        "due_on": suggested_due(case, timezone.localdate(), chronology.matter),
        "children_named": who_it_is_about(Child.objects.filter(folder=case.folder)),
    }
    form = AskForChronologies(
        request.POST if request.method == "POST" else None, case=case, about=chronology.matter, bodies=_members(case),
        standing=_asked(chronology).filter(no_longer_needed_at__isnull=True), initial=initial,
    )  # fmt: skip
    if chronology.from_on or chronology.until_on:
        form.fields["what"].initial = f"The period asked about: {period}.\n\n{form.fields['what'].initial}"
    return form


def _members(case: Case) -> QuerySet[Body]:
    """The bodies that belong to the partnership today."""
    today = timezone.localdate()
    places = Membership.objects.on(today).filter(partnership=case.partnership)
    return Body.objects.on(today).filter(pk__in=places.values("body"))


def _asked(chronology: Chronology) -> QuerySet[Request]:
    return requests_of(chronology.case).filter(of=Request.Of.CHRONOLOGY, about=str(chronology.pk))


@signed_in
@require_http_methods(["GET"])
def agencies(request: HttpRequest, case_id: uuid.UUID, chronology_id: uuid.UUID) -> HttpResponse:
    """Who was asked, and what has come: lines sent, corrected and to be mended, by agency."""
    chronology = open_chronology(request, case_id, chronology_id)
    rows = [
        {
            "asked": asked,
            "lines": Line.objects.filter(request=asked).standing().sent().count(),
            "corrected": Line.objects.filter(request=asked, corrects__isnull=False).standing().sent().count(),
            "reading": Delivery.objects.filter(request=asked, read_at__isnull=True, cancelled_at__isnull=True).exists(),
            "to_mend": Unread.objects.filter(
                delivery__request=asked, delivery__cancelled_at__isnull=True, mended_as__isnull=True,
                left_out_at__isnull=True,
            ).count(),
        }
        for asked in _asked(chronology)
    ]  # fmt: skip
    words = {"chronology": chronology, "case": chronology.case, "rows": rows, **may(request, chronology.case)}
    return render(request, "chronologies/agencies.html", words)


def chosen_of(request: HttpRequest, held: Chronology) -> Filter:
    """What somebody asked to see of the lines. A name or words in it are a search, and written down as one."""
    chosen = filter_of(request.GET)
    if words := plain(f"{chosen.person} {chosen.words}").split():
        found = lines_of(held, chosen).lines.count()
        searched(person_of(request), words=words, found=found, room="chronologies", of=("line", "lines"))
    return chosen


@signed_in
@require_http_methods(["GET"])
def chronology(request: HttpRequest, case_id: uuid.UUID, chronology_id: uuid.UUID) -> HttpResponse:
    """All lines in one order, or those that a filter leaves."""
    held = open_chronology(request, case_id, chronology_id)
    chosen = chosen_of(request, held)
    found, agencies = lines_of(held, chosen), bodies_of(held)
    lines = found.lines.select_related("body", "delivery")
    page = Paginator(lines, PAGE).get_page(request.GET.get("page"))
    words = {
        "chronology": held, "case": held.case, "chosen": chosen, "faults": found.faults, "page": page,
        "lines": shown(page.object_list, page.start_index() or 1),
        "form": FilterForm(initial=vars(chosen), agencies=agencies, people=people_in(held)), "agencies": agencies,
        "period": period_of(held), "to_decide": Tie.objects.filter(
            chronology=held, decided="", first__ended_at__isnull=True, second__ended_at__isnull=True
        ).count(), **may(request, held.case),
    }  # fmt: skip
    return render(request, "chronologies/chronology.html", words)
