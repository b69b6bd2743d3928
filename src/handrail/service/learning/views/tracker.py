"""Taking in a tracker in the browser: send it in, look it over line by line, take it in."""

from __future__ import annotations

import hashlib

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, require, signed_in
from handrail.service.cases.actions import NotDone
from handrail.service.learning.forms.tracked import TakeInForm, TrackerForm
from handrail.service.learning.models import Spreadsheet
from handrail.service.learning.tracker import taking_in
from handrail.service.learning.tracker.columns import ACTIONS, REVIEWS
from handrail.service.learning.tracker.plan import Plan, look_over
from handrail.service.learning.tracker.reading import LARGEST, NotRead
from handrail.service.learning.tracker.template import empty_tracker

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@signed_in
@require_http_methods(["GET", "POST"])
def send_in(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    require(person, taking_in.LOADS)
    posted = request.method == "POST"
    form = TrackerForm(
        request.POST if posted else None, request.FILES if posted else None, partnerships=taking_in.may_load(person)
    )
    if posted and form.is_valid():
        file = form.cleaned_data["file"]
        content: bytes = file.read(LARGEST + 1)
        try:
            look_over(form.body, file.name, content, person)
        except NotRead as fault:
            form.add_error("file", str(fault))
        else:
            sha256 = hashlib.sha256(content).hexdigest()
            taking_in.send_in(form.body, file.name, content, sha256, by=person)
            return redirect("learning:tracker_preview")
    words = {"form": form, "tables": (("Reviews", REVIEWS), ("Actions", ACTIONS))}
    return render(request, "learning/tracker.html", words)


@signed_in
@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    require(person, taking_in.LOADS)
    if request.method == "POST":
        return _take_in(request)
    sheet = taking_in.waiting_for(person)
    if sheet is None:
        messages.warning(request, "No tracker is waiting to be taken in. Send one in here.")
        return redirect("learning:tracker")
    return _draw(request, sheet, TakeInForm(initial={"spreadsheet": sheet.pk}))


@signed_in
@require_http_methods(["GET"])
def template(request: HttpRequest) -> HttpResponse:
    require(person_of(request), taking_in.LOADS)
    headers = {"Content-Disposition": 'attachment; filename="handrail-tracker.xlsx"'}
    return HttpResponse(empty_tracker(), content_type=EXCEL, headers=headers)


def _take_in(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    form = TakeInForm(request.POST)
    if not form.is_valid():
        return redirect("learning:tracker_preview")
    try:
        plan = taking_in.take_in_spreadsheet(
            form.cleaned_data["spreadsheet"], leave_out_wrong=bool(form.cleaned_data["leave_out"]), by=person
        )
    except NotDone as refused:
        sheet = taking_in.waiting_for(person)
        if sheet is None or sheet.pk != form.cleaned_data["spreadsheet"]:
            messages.warning(request, str(refused))
            return redirect("learning:tracker")
        form.add_error("leave_out", str(refused))
        return _draw(request, sheet, form)
    messages.success(request, _said(plan))
    return redirect("learning:actions")


def _draw(request: HttpRequest, sheet: Spreadsheet, form: TakeInForm) -> HttpResponse:
    plan = look_over(sheet.partnership, sheet.name, bytes(sheet.held or b""), person_of(request))
    if not plan.wrong:
        del form.fields["leave_out"]
    words = {"sheet": sheet, "plan": plan, "form": form, "judged": form.is_bound}
    return render(request, "learning/tracker_preview.html", words)


def _said(plan: Plan) -> str:
    reviews = sum(line.review is not None for line in plan.new)
    actions = sum(line.action is not None for line in plan.new)
    left_out = f" {_counted(len(plan.wrong), 'wrong line')} left out." if plan.wrong else ""
    there = f" {_counted(len(plan.there), 'line')} there already." if plan.there else ""
    made = f"{_number(reviews, 'review')} and {_number(actions, 'action')} were made"
    return f"The tracker was taken in: {made}.{there}{left_out}"


def _counted(count: int, word: str) -> str:
    return f"{_number(count, word)} {'was' if count == 1 else 'were'}"


def _number(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
