"""Folders of a body that has ended and was divided: which of its successors goes on with each."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from handrail.guidance import spoken
from handrail.service.access.asking import Page, typed
from handrail.service.access.doors import person_of, require, signed_in
from handrail.service.access.roles import ALL
from handrail.service.cases.acting import ask, trail_to
from handrail.service.cases.doors import open_folder
from handrail.service.cases.forms import GoesOn, SentOn
from handrail.service.cases.going_on import MANAGES, choose, taken_over, waiting_for
from handrail.service.cases.going_over import elsewhere, send_on
from handrail.service.cases.models import Case, WentOn
from handrail.service.cases.paging import page_of
from handrail.service.partnerships.models import Body


@signed_in
@require_http_methods(["GET"])
def going_on(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    require(person, MANAGES)
    return render(request, "cases/going_on.html", {"shown": page_of(request, waiting_for(person))})


@signed_in
@require_http_methods(["GET", "POST"])
def goes_on(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    case, person = open_folder(request, case_id, what=ALL, may=MANAGES), person_of(request)
    found = taken_over(case)
    if not found and (came := elsewhere(case)):
        return _sent_on(request, case, *came)
    if not found:
        page = Page("Who goes on with this folder?", trail_to(case), "", "", reverse("cases:case", args=[case.pk]))
        return render(request, "cases/goes_on.html", {"page": page, "case": case})
    before, taken = found[0]
    form = GoesOn(typed(request), bodies=taken)
    page = Page(
        f"Who goes on in place of {before}?", trail_to(case), "Pass it on", "", reverse("cases:case", args=[case.pk]),
        ["Choose the one that has the child’s area. It is given the keys that the other held, and where that was the "
         "local authority of this folder, it owes what is not done yet. Everybody who may read the folder sees that.",
         "Handrail does not take the key of the one that ended: its people’s posts end on their own last day."],
        over=case.reference,
    )  # fmt: skip

    def act() -> str:
        after = form.bodies[form.cleaned_data["after"]]
        choose(case, before, after, by=person)
        return f"{after} goes on with this folder in place of {before}."

    return ask(request, page, form, act)


def _sent_on(request: HttpRequest, case: Case, came: WentOn, bodies: list[Body]) -> HttpResponse:
    """A folder that came over from another partnership, and should have gone elsewhere."""
    person, form = person_of(request), SentOn(typed(request), bodies=bodies)
    page = Page(
        "Send this folder to another partnership", trail_to(case), "Send it on", "", reverse("cases:cases"),
        [f"It came from {came.before} to {came.after} on {spoken(came.on)}. Where it should not have come here, say "
         "where it belongs.",
         "Within a minute it is there, and you may not open it any more. What is not done in it is then theirs from "
         "that same day. That it was here stays in its record and in the audit."],
        over=case.reference,
    )  # fmt: skip

    def act() -> str:
        after = form.bodies[form.cleaned_data["after"]]
        send_on(case, after, why=form.cleaned_data["why"], by=person)
        return f"{case.reference} goes on to {after}. Within a minute it is there."

    return ask(request, page, form, act)
