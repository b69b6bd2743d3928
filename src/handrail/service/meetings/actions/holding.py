"""Holding a meeting: that it was held, who came, the minutes, what was decided, and what was done about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from handrail.guidance import london_day, spoken
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.cases.drafts import begin_draft, discard, save_page, submitted
from handrail.service.cases.follow import follow
from handrail.service.cases.models import Draft
from handrail.service.meetings import letters
from handrail.service.meetings.actions.planning import held_fast, refuse_agreed, refuse_cancelled
from handrail.service.meetings.minutes import MINUTES, notes_name, slug_of
from handrail.service.meetings.models import AgendaItem, Attendance, Decision, Meeting
from handrail.service.partnerships.models import Body


@transaction.atomic
def mark_held(meeting: Meeting, *, held_at: datetime, by: Person) -> None:
    """Record when the meeting was held. Until the minutes are agreed the hour may be put right."""
    meeting = held_fast(meeting)
    refuse_agreed(meeting)
    if held_at > timezone.now():
        raise NotDone(f"{spoken(held_at)} is still to come. Give the day and hour at which the meeting was held.")
    meeting.held_at = held_at
    meeting.save(update_fields=["held_at"])
    audit.record(by, f"recorded that the meeting was held on {spoken(held_at)}", meeting)
    follow(meeting)


@transaction.atomic
def record_attendance(meeting: Meeting, *, came: Mapping[int, str], by: Person) -> None:
    """Who came, by the number of each line of the list."""
    meeting = held_fast(meeting)
    refuse_agreed(meeting)
    for one in meeting.attendance.all():
        answer = came.get(one.pk, one.came)
        if answer != one.came:
            Attendance.objects.filter(pk=one.pk).update(came=answer)
    audit.record(by, "recorded who came", meeting)


@transaction.atomic
def begin_minutes(meeting: Meeting, *, by: Person, body: Body | None = None) -> Draft:
    """The open draft of the minutes; a new one starts from what is on record.

    There is one at a time. Whoever runs the meeting takes over what a reviewer was typing, words and all.
    """
    with audit.keeping(meeting.case_id):
        meeting = held_fast(meeting)
        refuse_agreed(meeting)
        partnership = meeting.case.partnership
        body = body or partnership
        other = open_minutes(meeting).exclude(body=body).select_related("saved_by").first()
        if other is not None and body != partnership:
            raise NotDone(f"{other.saved_by} is writing the minutes. Ask them to put theirs on record first.")
        draft = begin_draft(MINUTES, body=body, partnership=partnership, by=by, case=meeting.case, paper_id=meeting.pk)
        return _taken_over(draft, other, by) if other is not None else _from_record(draft, meeting, by)


def open_minutes(meeting: Meeting) -> QuerySet[Draft]:
    return Draft.objects.filter(
        journey=MINUTES, paper_id=meeting.pk, submitted_at__isnull=True, discarded_at__isnull=True
    )


def _from_record(draft: Draft, meeting: Meeting, by: Person) -> Draft:
    if draft.version == 0:
        for item in meeting.agenda.exclude(notes=""):
            typed = {notes_name(item): [item.notes]}
            draft = save_page(draft.pk, slug_of(item), typed, version=draft.version, by=by)
    return draft


def _taken_over(draft: Draft, other: Draft, by: Person) -> Draft:
    for slug, typed in other.answers.items():
        if not slug.startswith("_"):
            draft = save_page(draft.pk, slug, typed, version=draft.version, by=by)
    discard(other, by=by)
    audit.record(by, f"took over the minutes that {other.saved_by} was writing", draft)
    return draft


@transaction.atomic
def keep_minutes(meeting: Meeting, notes: Mapping[int, str], *, draft: Draft, by: Person) -> None:
    """Put the minutes on record under their items. They can be changed until they are agreed."""
    with audit.keeping(meeting.case_id):
        meeting = held_fast(meeting)
        refuse_agreed(meeting)
        submitted(draft, by=by)
        for item in meeting.agenda.all():
            AgendaItem.objects.filter(pk=item.pk).update(notes=notes.get(item.pk, item.notes))
        meeting.minutes_by, meeting.minutes_kept_at = by, timezone.now()
        meeting.save(update_fields=["minutes_by", "minutes_kept_at"])
        audit.record(by, "put the minutes on record", meeting)
        follow(meeting)


@transaction.atomic
def agree_minutes(meeting: Meeting, *, by: Person) -> None:
    meeting = held_fast(meeting)
    refuse_agreed(meeting)
    if meeting.held_at is None:
        raise NotDone("The meeting is not marked as held yet. Record when it was held first.")
    if meeting.minutes_kept_at is None:
        raise NotDone("There are no minutes on record yet. Write them first.")
    if open_minutes(meeting).exists():
        raise NotDone("Some minutes are typed and not yet on record. Put them on record first.")
    meeting.minutes_agreed_at = timezone.now()
    meeting.save(update_fields=["minutes_agreed_at"])
    audit.record(by, "recorded that the minutes were agreed", meeting)
    follow(meeting)
    if meeting.group_id is not None:
        for invited in meeting.attendance.select_related("body").filter(told_at__isnull=False):
            letters.tell_minutes(meeting, invited)


@transaction.atomic
def decide(
    meeting: Meeting, *, text: str, immediate_action: bool, owner: Body | None, due_on: date | None, by: Person
) -> Decision:
    """Record what was decided, or an action that was called for at once, with the body that owes it."""
    meeting = held_fast(meeting)
    refuse_cancelled(meeting)
    if immediate_action and owner is None:
        raise NotDone("Choose the agency that is to act.")
    if due_on is not None and owner is None:
        raise NotDone("Choose the agency that owes it by that day.")
    if due_on is not None and due_on < london_day(meeting.held_at or meeting.starts_at):
        raise NotDone("The due day is before the meeting. Check the day.")
    decision = Decision.objects.create(
        meeting=meeting, text=text, immediate_action=immediate_action, owner=owner, due_on=due_on
    )
    audit.record(by, "recorded a decision of the meeting", meeting)
    follow(meeting)
    letters.tell_owner(meeting, decision)
    return decision


@transaction.atomic
def record_done(decision: Decision, *, done_on: date, by: Person) -> None:
    """An action was done. A day put right replaces the first."""
    meeting = held_fast(decision.meeting)
    if done_on > timezone.localdate():
        raise NotDone("It cannot have been done on a day still to come. Give today or an earlier day.")
    if done_on < london_day(meeting.held_at or meeting.starts_at) and not decision.immediate_action:
        raise NotDone("It was asked for at the meeting, so it cannot have been done before it. Check the day.")
    decision.done_on = done_on
    decision.save(update_fields=["done_on"])
    audit.record(by, f"recorded an action as done on {spoken(done_on)}", meeting)
    follow(meeting)
