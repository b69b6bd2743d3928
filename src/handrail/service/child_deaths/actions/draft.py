"""The draft analysis: written at the review meeting in the form of the day of the death, and fast once it has gone."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from handrail.guidance import london_day
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.cases.areas import area_of
from handrail.service.cases.follow import locked_open
from handrail.service.child_deaths.drafted import asked
from handrail.service.child_deaths.form_editions import AnalysisForm, form_called, form_on, modifiable_on
from handrail.service.child_deaths.models import Death, DraftAnalysis, ReviewMeeting
from handrail.service.child_deaths.standing import born_alive, died_at


def form_of(death: Death) -> AnalysisForm:
    """The form that the draft keeps to once it is begun; until then, that of the day of the death."""
    held, day = draft_of(death), london_day(died_at(death))
    means = modifiable_on(area_of(death.case.authority_id).law, day)
    return form_called(held.edition if held else form_on(day).edition, means)


def draft_of(death: Death) -> DraftAnalysis | None:
    """The draft as it stands."""
    return death.drafts.filter(taken_back_at=None).select_related("written_by").last()


def gone_with(death: Death) -> ReviewMeeting | None:
    """The meeting with whose report the draft went to the panel. A further meeting opens it again."""
    last = death.review_meetings.filter(meeting__cancelled_at__isnull=True).last()
    return last if last is not None and last.reported_on else None


@transaction.atomic
def keep_draft(death: Death, answers: dict[str, Any], *, by: Person) -> DraftAnalysis:
    """Keep it, whole or begun. What was kept before stays readable. Raises NotDone once the report has gone."""
    locked_open(death.case_id)
    _refuse_gone(death)
    if not born_alive(death):
        raise NotDone("A stillbirth is not reviewed by the overview panel, so there is no draft for it.")
    of, held = form_of(death), draft_of(death)
    new = {name: answers[name] for name, _ in asked(of) if answers.get(name)}
    if new == (held.answers if held else {}):
        raise NotDone("Nothing is changed. Answer a question, or go back.")
    made = DraftAnalysis.objects.create(death=death, edition=of.edition, answers=new, written_by=by)
    audit.record(by, "kept the draft analysis of the review meeting", made, death.case_id)
    return made


@transaction.atomic
def take_back_draft(death: Death, *, why: str, by: Person) -> None:
    """What was kept last was kept in error: what stood before it stands again."""
    locked_open(death.case_id)
    _refuse_gone(death)
    held = draft_of(death)
    if held is None:
        raise NotDone("No draft stands, so there is nothing to take back.")
    held.taken_back_at, held.taken_back_by, held.taken_back_why = timezone.now(), by, why.strip()[:300]
    held.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_why"])
    audit.record(by, "took back what was kept last of the draft analysis", held, death.case_id)


def _refuse_gone(death: Death) -> None:
    if gone_with(death) is not None:
        raise NotDone(
            "The draft has gone to the overview panel with the meeting’s report, and is not changed any more."
        )
