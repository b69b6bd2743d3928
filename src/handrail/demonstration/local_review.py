"""What a story tells of a practice review besides its dates: terms, panel, family, requests, proceedings, delay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from django.utils import timezone

from handrail.demonstration.hour import hour_of, later
from handrail.demonstration.meeting import held
from handrail.demonstration.telling import Telling
from handrail.service.cases.models import Case
from handrail.service.meetings.actions.inviting import Guest, invite, send_pack
from handrail.service.meetings.actions.planning import Arrangement
from handrail.service.meetings.models import Meeting
from handrail.service.partnerships.models import Body
from handrail.service.reviewers.models import Commission, Reviewer
from handrail.service.reviews.actions import (
    appoint_from_register,
    consider_contents,
    plan_panel_meeting,
    write_of,
    write_under,
)
from handrail.service.reviews.actions.contents import list_for, wanted_in
from handrail.service.reviews.actions.reviewer import criteria_for
from handrail.service.reviews.models import Kept, OfReview, ReportDraft, ReviewPanelMember
from handrail.service.reviews.under_way import UnderWay, reviews_under_way

BY_THE_PARTNERS = "the three safeguarding partners, at their meeting"
WEIGHED = "From two earlier reports, both references and the interview."
Written = TypeVar("Written", bound=OfReview)
Under = TypeVar("Under", bound=Kept)


def going_in(case: Case) -> UnderWay:
    (going,) = reviews_under_way(case)
    return going


def wrote(wv: Telling, case: Case, on: date, hour: str, row: Written, *, part: str = "coordinator") -> Written:
    """Something is written of the review: the row comes back kept."""
    with wv.acting(part, on, hour) as person:
        row.recorded_at = timezone.now()  # it was made by whoever tells the story, before this clock was set
        write_of(case, going_in(case), row, by=person)
    return row


def wrote_under(wv: Telling, case: Case, on: date, hour: str, row: Under, of: OfReview) -> Under:
    with wv.acting("coordinator", on, hour) as cora:
        row.recorded_at = timezone.now()
        return write_under(case, going_in(case), row, of=of, by=cora)


def commissioned(
    wv: Telling, case: Case, reviewer: Reviewer, on: date, hour: str, *, last_on: date, terms: str, **more: Any
) -> Commission:
    """The partners appoint somebody on the register, who leads the review until that day."""
    with wv.acting("coordinator", on, hour) as cora:
        going = going_in(case)
        weighed = [replace(one, answer="yes", reasons=WEIGHED) for one in criteria_for(case, going)]
        return appoint_from_register(
            case, going, reviewer, on=on, considered=weighed, appointed_by_name=BY_THE_PARTNERS,
            part=Commission.Part.LEAD, terms=terms, last_on=last_on, by=cora,
            supervised_by_name="Constance Leadbitter, for the three partners", **more,
        )  # fmt: skip


def seated(wv: Telling, case: Case, on: date, hour: str, *seats: tuple[Body, str, str, str], chair: str = "") -> None:
    """Agencies send somebody to the review's panel: body, name, job, and any part in the case."""
    for place, (body, name, job, interest) in enumerate(seats):
        email = f"{name.lower().replace(' ', '.')}@wendvalley.example"
        wrote(wv, case, on, later(hour, place), ReviewPanelMember(
            body=body, name=name, job=job, email=email, chair=name == chair, from_on=on, interest=interest,
        ))  # fmt: skip


def panel_planned(wv: Telling, case: Case, on: date, hour: str, *, starts: tuple[date, str], chair: str) -> Meeting:
    arrangement = Arrangement(
        starts_at=hour_of(*starts), lasts_minutes=120, place="Mill Room, County Hall", chair=chair
    )
    with wv.acting("coordinator", on, hour) as cora:
        meeting = plan_panel_meeting(case, going_in(case), arrangement, by=cora)
        invite(meeting, [_leads(case)], by=cora)
        send_pack(meeting, by=cora)
    return meeting


def _leads(case: Case) -> Guest:
    """Whoever leads the review comes to its panel, and reads its papers by that."""
    commission = Commission.objects.get(case=case)
    return Guest(commission.body, commission.name, "Leads the review", commission.reviewer.email)


def panel_met(wv: Telling, case: Case, planned: date, met: date, *said: str, chair: str, away: str = "") -> Meeting:
    """Planned on one day and held on another, in the afternoon; `said` under its agenda's items in their order."""
    meeting = panel_planned(wv, case, planned, "11:30", starts=(met, "14:00"), chair=chair)
    held(wv, meeting, met, "16:15", said, away=away)
    return meeting


def gone_through(wv: Telling, case: Case, on: date, hour: str, draft: ReportDraft, **lacking: str) -> None:
    """Whether this version holds what the edition says it must; all of it, but for what is `lacking` and why."""
    going = going_in(case)
    with wv.acting("coordinator", on, hour) as cora:
        wanted = wanted_in(case, list_for(going), going.since)
        assert lacking.keys() <= {one.criterion for one in wanted}, "not among what this edition wants in a report"
        answers = [
            replace(one, answer="in part", reasons=lacking[one.criterion]) if one.criterion in lacking
            else replace(one, answer="yes", where="See the contents page")
            for one in wanted
        ]  # fmt: skip
        consider_contents(case, going, draft, answers, by=cora)
