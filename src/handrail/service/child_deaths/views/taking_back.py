"""What was recorded in error of a review is taken back: each page asks why, and does it."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from handrail.service.access.asking import typed
from handrail.service.access.doors import person_of, signed_in
from handrail.service.child_deaths import doors
from handrail.service.child_deaths.actions import taking_back as act
from handrail.service.child_deaths.forms.later import Why
from handrail.service.child_deaths.models import Death, ReviewMeeting, Situation, WrittenAccount
from handrail.service.child_deaths.views.asking import ask, page


def _why(
    request: HttpRequest, death: Death, title: str, says: str, do: Callable[[str], None], then: str = ""
) -> HttpResponse:  # fmt: skip
    form = Why(typed(request))
    return ask(
        request, death, form, lambda: do(form.cleaned_data["why"]), title=title, button="Take it back",
        says=[says, "What was recorded stays readable, with the reason."], said="It is taken back.", then=then,
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def take_report_back(
    request: HttpRequest, case_id: uuid.UUID, death_id: uuid.UUID, review_meeting_id: uuid.UUID
) -> HttpResponse:
    death = doors.open_death(request, case_id, death_id, may=doors.WORK)
    meeting = doors.part_of(death, ReviewMeeting, pk=review_meeting_id)
    return _why(
        request, death, "Take back that the report went", "The overview panel’s time no longer runs from that day, and "
        "the draft analysis can be changed again.",
        lambda why: act.take_report_back(meeting, why=why, by=person_of(request)),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def set_absentee_aside(
    request: HttpRequest, case_id: uuid.UUID, death_id: uuid.UUID, absentee_id: uuid.UUID
) -> HttpResponse:
    death = doors.open_death(request, case_id, death_id, may=doors.WORK)
    found = doors.part_of(death, WrittenAccount, "review_meeting__death", pk=absentee_id)
    return _why(
        request, death, f"Set aside that {found} could not come", "No account is waited for from them.",
        lambda why: act.set_absentee_aside(found, why=why, by=person_of(request)),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def take_decision_back(request: HttpRequest, case_id: uuid.UUID, death_id: uuid.UUID) -> HttpResponse:
    death = doors.open_death(request, case_id, death_id, may=doors.WORK)
    return _why(
        request, death, "Take back the last decision on a joint response",
        "The decision before it stands again; where there is none, it is still to be decided.",
        lambda why: act.take_decision_back(death, why=why, by=person_of(request)),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def take_telling_back(
    request: HttpRequest, case_id: uuid.UUID, death_id: uuid.UUID, situation_id: uuid.UUID, slug: str
) -> HttpResponse:
    death = doors.open_death(request, case_id, death_id, may=doors.WORK)
    found = doors.part_of(death, Situation, pk=situation_id)
    return _why(
        request, death, "Take back that they were told",
        "A message that left has left. They can be told anew, or somebody else in their place.",
        lambda why: act.take_telling_back(found, slug.replace("-", "_"), why=why, by=person_of(request)),
        then=page(death, "situation", situation_id=found.pk),
    )  # fmt: skip
