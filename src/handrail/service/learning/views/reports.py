"""Published reports read into a folder, and taking from what they seem to recommend."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, signed_in
from handrail.service.cases.acting import once_answered
from handrail.service.cases.actions import NotDone
from handrail.service.cases.doors import open_folder
from handrail.service.learning.actions import reports as act
from handrail.service.learning.doors import CHANGE
from handrail.service.learning.finding.pages import MOST_BYTES
from handrail.service.learning.forms.reports import ReportForm, TakeForm
from handrail.service.learning.models import ReportRead


@signed_in
@require_http_methods(["GET", "POST"])
def reports(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    case = open_folder(request, case_id, what="learning", may=CHANGE)
    posted = request.method == "POST"
    form = ReportForm(request.POST if posted else None, request.FILES if posted else None)
    if posted and form.is_valid():
        file = form.cleaned_data["file"]
        said = {name: form.cleaned_data[name] for name in ("title", "published_on")}
        try:
            content: bytes = file.read(MOST_BYTES + 1)
            read = act.read_report(case, name=file.name, content=content, by=person_of(request), **said)
        except NotDone as refused:
            form.add_error("file", str(refused))
        else:
            return redirect("learning:report", case_id=case.pk, report_id=read.pk)
    read_before = ReportRead.objects.filter(case=case).prefetch_related("proposed")
    return render(request, "learning/reports.html", {"case": case, "form": form, "reports": read_before})


@signed_in
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, case_id: uuid.UUID, report_id: uuid.UUID) -> HttpResponse:
    """What a report seems to recommend: some of it taken, some left out, some not decided on."""
    case = open_folder(request, case_id, what="learning", may=CHANGE)
    read = get_object_or_404(ReportRead, case=case, pk=report_id)
    proposed = list(read.proposed.select_related("recommendation", "decided_by"))
    waiting = [one for one in proposed if one.taken is None]
    form = TakeForm(request.POST if request.method == "POST" else None, case=case, proposed=waiting)
    said: list[str] = []
    on = once_answered(
        request, form, lambda: said.append(_decide(request, read, form)), say=lambda: said[0],
        go=reverse("learning:report", args=[case.pk, read.pk]),
    )  # fmt: skip
    decided = [one for one in proposed if one.taken is not None]
    words = {"case": case, "report": read, "form": form, "waiting": waiting, "decided": decided}
    return on or render(request, "learning/report.html", words)


@signed_in
@require_http_methods(["POST"])
def decide_again(request: HttpRequest, case_id: uuid.UUID, report_id: uuid.UUID) -> HttpResponse:
    """For a button beside what was left out: the form says which."""
    case = open_folder(request, case_id, what="learning", may=CHANGE)
    read = get_object_or_404(ReportRead, case=case, pk=report_id)
    chosen = request.POST.get("one", "")
    one = next((each for each in read.proposed.all() if str(each.pk) == chosen), None)
    try:
        if one is None:
            raise NotDone("Choose one of those that were left out.")
        act.decide_again(one, by=person_of(request))
    except NotDone as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, "It is to be decided on again.")
    return redirect("learning:report", case_id=case.pk, report_id=read.pk)


def _decide(request: HttpRequest, read: ReportRead, form: TakeForm) -> str:
    person, count = person_of(request), len(form.ticked)
    if "leave_out" in request.POST:
        act.leave_out(read, form.ticked, by=person)
        return f"{count} left out."
    act.take(read, form.ticked, to=form.whom, due_on=form.cleaned_data["due_on"], by=person)
    return f"{count} taken."
