"""The reviewer of a practice review: appointed, seen to make progress, and giving in the report."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.guidance import spoken
from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.models import Person
from handrail.service.cases.models import Case
from handrail.service.reviewers.doors import KEEP as COMMISSION
from handrail.service.reviewers.models import Reviewer
from handrail.service.reviews import actions
from handrail.service.reviews.actions.reviewer import conflicts_of, criteria_for, kind_of
from handrail.service.reviews.choosing import Candidate, in_order
from handrail.service.reviews.doors import may_do
from handrail.service.reviews.forms.practice import Appointed, AppointedFromRegister, Checked, Wanted
from handrail.service.reviews.forms.shared import OnDay, answered
from handrail.service.reviews.models import PracticeReview
from handrail.service.reviews.naming import practitioners_for
from handrail.service.reviews.under_way import UnderWay
from handrail.service.reviews.views.acting import ask
from handrail.service.reviews.views.steps import page_of, step_page, to_write


@signed_in
@require_http_methods(["GET", "POST"])
def appoint(request: HttpRequest, case_id: uuid.UUID, practice_id: uuid.UUID) -> HttpResponse:
    case, going, paper = to_write(request, case_id, practice_id)
    criteria = criteria_for(case, going)
    form = Appointed(request.POST or None, criteria=criteria)
    says = ["Record a further reviewer, or another in place of the first, as an appointment of its own."]
    if going.local:
        says.insert(0, "The safeguarding partners appoint whoever conducts the local review.")

    def act() -> None:
        said = form.cleaned_data
        actions.appoint_reviewer(
            case, going, reviewer=said["reviewer"], appointed_by_name=said["appointed_by_name"], on=said["on"],
            by=person_of(request), considered=answered(criteria, said),
        )  # fmt: skip

    wanted = Wanted(request.GET)
    words = {
        "case": case, "of": str(going), "back": page_of(case, going.pk), "says": says, "practice_id": going.pk,
        "title": "Reviewer appointed", "press": "Record the appointment",
        "register": _to_choose(person_of(request), case, going, paper, wanted), "wanted": wanted,
        "keeps": may_do(person_of(request), case, COMMISSION),
    }  # fmt: skip
    return ask(
        request, form, "reviews/appoint.html", words, act=act, say="The appointment is recorded.",
        go=page_of(case, going.pk),
    )  # fmt: skip


def _to_choose(
    person: Person, case: Case, going: UnderWay, paper: PracticeReview | None, wanted: Wanted
) -> list[Candidate]:
    if not may_do(person, case, COMMISSION):
        return []
    wanted.is_valid()  # what is no day, or on no list, is asked for again, and the register is shown all the same
    knows, on = wanted.cleaned_data.get("knows") or "", wanted.cleaned_data.get("free") or timezone.localdate()
    on_it = Reviewer.objects.filter(partnership=case.partnership_id, left_on__isnull=True).select_related("body")
    return in_order(Candidate(one, tuple(conflicts_of(case, going, paper, one)), knows, on) for one in on_it)


@signed_in
@require_http_methods(["GET", "POST"])
def appoint_from_register(
    request: HttpRequest, case_id: uuid.UUID, practice_id: uuid.UUID, reviewer_id: uuid.UUID
) -> HttpResponse:
    case, going, paper = to_write(request, case_id, practice_id)
    if not may_do(person_of(request), case, COMMISSION):
        raise Http404
    rows = Reviewer.objects.filter(partnership=case.partnership_id, left_on__isnull=True).select_related("body")
    chosen = get_object_or_404(rows, pk=reviewer_id)
    met = conflicts_of(case, going, paper, chosen)
    criteria = criteria_for(case, going)
    form = AppointedFromRegister(request.POST or None, reviewer=chosen, kind=kind_of(going), met=met, criteria=criteria)
    says = [f"{chosen.body} is given the keys to this review and its chronology, until the end of the last day."]
    if chosen.declared_on is None:
        says.insert(0, f"{chosen.name} has not declared their interests. Record on their page what they declare first.")
    elif not met:
        says.insert(0, f"None of the interests declared by {spoken(chosen.declared_on)} meets an agency in this case.")
    return step_page(
        request, case, going, form, says, title=f"Appoint {chosen.name}", press="Appoint and commission",
        say=f"{chosen.name} is appointed. Next: agree the fee, and have an administrator invite them to sign in.",
        act=lambda: actions.appoint_from_register(
            case, going, chosen, by=person_of(request), weighed=form.weighed,
            considered=answered(criteria, form.cleaned_data), **form.said,
        ),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, case_id: uuid.UUID, practice_id: uuid.UUID) -> HttpResponse:
    case, going, paper = to_write(request, case_id, practice_id)
    form = Checked(request.POST or None, practitioners=practitioners_for(case, paper))
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
