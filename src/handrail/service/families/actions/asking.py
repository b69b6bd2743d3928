"""A question of the family: put to a meeting, answered, and told back; or withdrawn by whoever asked it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.cases.follow import locked_open
from handrail.service.cases.models import Case
from handrail.service.families.actions.keeping import kept, refuse_before, refuse_to_come
from handrail.service.families.models import Answer, Question, ToldBack
from handrail.service.meetings.actions.planning import add_item
from handrail.service.meetings.models import Meeting

LONGEST = 200
"""An item of an agenda is one line."""


@transaction.atomic
def answer(case: Case, question: Question, row: Answer, *, by: Person) -> Answer:
    with audit.keeping(case.pk):
        held = locked_open(case.pk)
    _refuse_over(question)
    refuse_to_come(row)
    refuse_before(row.on, question.asked_on, "It was asked on", "on")
    row.question = question
    return kept(row, held, by)


@transaction.atomic
def tell_back(case: Case, told: Answer, row: ToldBack, *, by: Person) -> ToldBack:
    with audit.keeping(case.pk):
        held = locked_open(case.pk)
    if not told.stands:
        raise NotDone("This answer was set aside. Tell back the one that stands.")
    refuse_to_come(row)
    refuse_before(row.on, told.on, "It was answered on", "on")
    row.answer = told
    return kept(row, held, by)


@transaction.atomic
def withdraw(case: Case, question: Question, *, on: date, by: Person) -> None:
    """Whoever asked does not want it answered any more. It stays to be read."""
    with audit.keeping(case.pk):
        locked_open(case.pk)
    question.refresh_from_db()
    _refuse_over(question)
    refuse_before(on, question.asked_on, "It was asked on", "on")
    question.withdrawn_on = on
    question.save(update_fields=["withdrawn_on"])
    audit.record(by, "recorded that a question was withdrawn", question, case.pk)


@transaction.atomic
def bring_to_meeting(case: Case, questions: Sequence[Question], meeting: Meeting, *, by: Person) -> None:
    """Put each question on the agenda, as an item of its own and without the name of whoever asked it."""
    if meeting.case_id != case.pk or not meeting.to_come:
        raise NotDone("Choose a meeting of this folder that has still to be held.", "meeting")
    for question in questions:
        question.refresh_from_db()
        _refuse_over(question)
        if question.meeting_id is not None and question.meeting is not None and question.meeting.to_come:
            raise NotDone("One of these is on the agenda of a meeting already.", "questions")
        words = " ".join(question.text.split())
        title = f"The family asks: {words}"
        add_item(meeting, title=title if len(title) <= LONGEST else f"{title[: LONGEST - 1]}…", by=by)
        question.meeting = meeting
        question.save(update_fields=["meeting"])
        audit.record(by, "brought a question of the family to a meeting", question, case.pk)


def _refuse_over(question: Question) -> None:
    if not question.stands or question.withdrawn_on is not None:
        raise NotDone("This question was withdrawn or set aside.")
