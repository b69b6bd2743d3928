"""The reviewer of a practice review: appointed, seen to make progress, and giving in the report."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, signed_in
from handrail.service.reviews import actions
from handrail.service.reviews.forms.practice import Appointed, Checked
from handrail.service.reviews.forms.shared import OnDay
from handrail.service.reviews.views.steps import step_page, to_write


@signed_in
@require_http_methods(["GET", "POST"])
def appoint(request: HttpRequest, case_id: uuid.UUID, practice_id: uuid.UUID) -> HttpResponse:
    case, going, _ = to_write(request, case_id, practice_id)
    form = Appointed(request.POST or None)
    says = ["Record a further reviewer, or another in place of the first, as an appointment of its own."]
    if going.local:
        says.insert(0, "The safeguarding partners appoint whoever conducts the local review.")

    def act() -> None:
        said = form.cleaned_data
        actions.appoint_reviewer(
            case, going, reviewer=said["reviewer"], appointed_by_name=said["appointed_by_name"], on=said["on"],
            by=person_of(request),
        )  # fmt: skip

    return step_page(
        request, case, going, form, says, title="Reviewer appointed", press="Record the appointment",
        say="The appointment is recorded.", act=act,
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, case_id: uuid.UUID, practice_id: uuid.UUID) -> HttpResponse:
    case, going, _ = to_write(request, case_id, practice_id)
    form = Checked(request.POST or None)
    says = ["While the review runs the partners look at its time and quality, again and again, until the report is in."]
    return step_page(
        request, case, going, form, says, title="Time and quality looked at", press="Record it",
        say="It is recorded what was found.",
        act=lambda: actions.check_progress(
            case, going, found=form.cleaned_data["found"], on=form.cleaned_data["on"], by=person_of(request),
            asked=form.cleaned_data["asked"], next_on=form.cleaned_data["next_on"],
        ),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def receive(request: HttpRequest, case_id: uuid.UUID, practice_id: uuid.UUID) -> HttpResponse:
    case, going, _ = to_write(request, case_id, practice_id)
    form = OnDay(request.POST or None, label="On which day?", what="The day the report was received")
    says = [
        "See first that it is of satisfactory quality: if it is not, say so to the reviewer and record that you did."
    ]
    if going.local:
        says.append(
            "From this day the Act has the partners give the report to the Secretary of State and the Panel, and "
            "publish it."
        )
    return step_page(
        request, case, going, form, says, title="Report received from the reviewer", press="Record it",
        say="It is recorded that the report was received.",
        act=lambda: actions.receive_report(case, going, on=form.cleaned_data["on"], by=person_of(request)),
    )  # fmt: skip
