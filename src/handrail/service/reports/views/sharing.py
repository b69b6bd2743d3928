"""Sharing the draft of a yearly report with the scrutineers, and taking it back."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from handrail.guidance import spoken
from handrail.service.access.asking import Page, typed
from handrail.service.access.doors import person_of, signed_in
from handrail.service.arrangements.forms.lines import WhyForm
from handrail.service.cases.acting import ask
from handrail.service.reports.actions import sharing as act
from handrail.service.reports.doors import WRITES, the_year
from handrail.service.reports.forms.years import ShareYearForm
from handrail.service.reports.views.years import page_of, trail
from handrail.service.scrutiny.actions.readings import scrutineers_of, shared_now


@signed_in
@require_http_methods(["GET", "POST"])
def year_share(request: HttpRequest, year_report_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = the_year(person, year_report_id, WRITES)
    form = ShareYearForm(typed(request))
    readers, shared = scrutineers_of(one.partnership), shared_now(one.pk)
    says = ["They read a copy of the draft as it reads now. What is changed later they read once it is shared again."]
    if shared is not None:
        says.append(f"It was shared on {spoken(shared.on)}. This copy takes the place of that one.")
    who = ", ".join(reader.name for reader in readers)
    says += [f"Who reads it, and is told by e-mail: {who}."] if readers else []
    warns = [] if readers else ["Nobody signs in here as a scrutineer, so nobody would read it."]
    page = Page(
        "Share the draft with the scrutineer", trail(one), "Share it", "It is shared, and the scrutineer is told.",
        page_of(one), says=says, warns=warns, over=f"{one}, {one.partnership}",
    )  # fmt: skip

    def done() -> None:
        act.share_year(one, by=person)

    return ask(request, page, form, done)


@signed_in
@require_http_methods(["GET", "POST"])
def year_unshare(request: HttpRequest, year_report_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = the_year(person, year_report_id, WRITES)
    form = WhyForm(typed(request))
    page = Page(
        "Take back the shared draft", trail(one), "Take it back", "The scrutineer reads it no more.", page_of(one),
        says=["What they have read they have read. That it was shared stays to be seen, with your reason."],
        over=f"{one}, {one.partnership}",
    )  # fmt: skip
    return ask(request, page, form, lambda: act.unshare_year(one, why=form.cleaned_data["why"], by=person))
