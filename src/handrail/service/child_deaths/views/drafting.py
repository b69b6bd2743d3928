"""The draft analysis of the review meeting: filled in, gone on with, taken back."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from handrail.guidance import spoken
from handrail.service.access.asking import typed
from handrail.service.access.doors import person_of, signed_in
from handrail.service.child_deaths import doors
from handrail.service.child_deaths.actions import draft
from handrail.service.child_deaths.drafted import changed
from handrail.service.child_deaths.form_editions import form_called
from handrail.service.child_deaths.forms.analysis import DraftAnalysisForm
from handrail.service.child_deaths.forms.later import Why
from handrail.service.child_deaths.models import Death
from handrail.service.child_deaths.views.asking import ask


@signed_in
@require_http_methods(["GET", "POST"])
def draft_analysis(request: HttpRequest, case_id: uuid.UUID, death_id: uuid.UUID) -> HttpResponse:
    death = doors.open_death(request, case_id, death_id, may=doors.WORK)
    of, held, gone = draft.form_of(death), draft.draft_of(death), draft.gone_with(death)
    form = DraftAnalysisForm(typed(request), of=of, initial=held.answers if held else None)
    says = [
        f"By the national form of {of.edition}, which the overview panel fills in as well: it begins with this.",
        "Leave what is not known yet. Keep it, and come back to it until the meeting’s report has gone to the panel.",
        "Write it without names: it is retyped before the panel reads it, and held against all that the folder knows.",
        "Abuse or neglect that is suspected does not wait for this form: record it on the page of the death.",
    ]
    if of.recalled:
        recalled = "; ".join(title[0].lower() + title[1:] for title in of.recalled)
        says.append(f"Recalled means that the words were not checked against the published form: {recalled}.")
    return ask(
        request, death, form, lambda: draft.keep_draft(death, form.cleaned_data, by=person_of(request)),
        title="Draft analysis of the review meeting", button="Keep it", says=says, said="The draft is kept.",
        warns="It went to the panel with the meeting’s report, and is not changed any more." if gone else "",
        beside=before(death),
    )  # fmt: skip


def before(death: Death) -> list[tuple[str, str]]:
    """What each keeping of the draft changed, from the second on; and what was taken back, and why."""
    kept, found, stood = list(death.drafts.select_related("written_by", "taken_back_by")), [], None
    for one in kept:
        who = f"{one.written_by}, {spoken(one.written_at)}"
        if stood is not None:
            of = form_called(one.edition)
            rows = [f"{row.asks}: {row.was or 'nothing'} → {row.now or 'nothing'}" for row in
                    changed(stood.answers, one.answers, of)]  # fmt: skip
            found.append((f"Changed by {who}", "\n".join(rows)))
        if one.taken_back_at is not None:
            found.append((f"Kept by {who}, and taken back by {one.taken_back_by}", one.taken_back_why))
        else:
            stood = one
    return found


@signed_in
@require_http_methods(["GET", "POST"])
def take_back_draft(request: HttpRequest, case_id: uuid.UUID, death_id: uuid.UUID) -> HttpResponse:
    death = doors.open_death(request, case_id, death_id, may=doors.WORK)
    form = Why(typed(request))
    return ask(
        request, death, form, lambda: draft.take_back_draft(death, why=form.cleaned_data["why"], by=person_of(request)),
        title="Take back what was kept last of the draft", button="Take it back",
        says=["The draft stands again as it was kept before. What is taken back stays readable."],
        said="It is taken back.",
    )  # fmt: skip
