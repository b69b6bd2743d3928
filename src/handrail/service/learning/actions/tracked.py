"""What may be done with an action: add it, say how it goes, move its day, record it done, open it again, set it aside.

The body that is to act says how it goes and that it is done itself; whoever manages actions writes down what it said.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.access.models import Person
from handrail.service.access.roles import RECOMMENDED
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone, give_key
from handrail.service.cases.follow import follow, locked, locked_open
from handrail.service.cases.models import Case
from handrail.service.learning import letters
from handrail.service.learning.actions.recommending import PUTTING, shut_again
from handrail.service.learning.models import Action, Progress, Recommendation
from handrail.service.meetings.models import Meeting
from handrail.service.partnerships.models import Body


@transaction.atomic
def add_action(
    case: Case, *, title: str, owner: Body | None, owner_name: str, due_on: date | None, source: str, by: Person,
    recommendation: Recommendation | None = None, meeting: Meeting | None = None,
) -> Action:  # fmt: skip
    """Ask a body to do something by a day: it gets the key to this alone, and is written to. Without a body it is the
    partnership that owes it."""
    case = locked_open(case.pk)
    open_ones = Action.objects.filter(case=case, done_on__isnull=True, set_aside_on__isnull=True)
    if open_ones.filter(title__iexact=title).exists():
        raise NotDone("This folder already has an open action in these words. Change one of the two.")
    action = Action.objects.create(
        case=case, title=title, owner=owner, owner_name=owner_name, due_on=due_on, source=source, recorded_by=by,
        recommendation=recommendation, meeting=meeting,
    )  # fmt: skip
    let_in(action, by=by)
    audit.record(by, "added an action", action)
    follow(action)
    letters.tell_action(action)
    return action


def let_in(action: Action, *, by: Person) -> None:
    """Give the body that is to act the key to what is its own of this folder."""
    if action.owner is not None and action.owner != action.case.partnership:
        give_key(action.case, action.owner, opens=RECOMMENDED, why="it has something to do", ground=PUTTING, by=by)


@transaction.atomic
def write_progress(action: Action, *, text: str, by: Person) -> None:
    with audit.keeping(action.case_id):
        action = _held(action)
        _say(action, Progress.Of.HOW_IT_GOES, text, by)
        audit.record(by, "said how an action goes", action)


@transaction.atomic
def change_due_day(action: Action, *, due_on: date, reason: str, by: Person) -> None:
    """Move the day an action is due. The old day stays, with the reason, and the body that is to act is told."""
    action = _held(action)
    if action.done_on is not None:
        raise NotDone("This action is done. Open it again before you change its day.")
    if action.due_on == due_on:
        raise NotDone(f"The action is due on {spoken(due_on)} already. Give another day.")
    before, action.due_on = action.due_on, due_on
    action.save(update_fields=["due_on"])
    _say(action, Progress.Of.DAY_CHANGED, reason, by, before=before, after=due_on)
    let_in(action, by=by)
    audit.record(by, "changed the day an action is due", action)
    follow(action, reason)
    letters.tell_day_of_action_moved(action)


@transaction.atomic
def record_done(action: Action, *, done_on: date, evidence: str, by: Person) -> None:
    """Record that it was done, and how that is known."""
    with audit.keeping(action.case_id):
        action = _held(action)
        if action.done_on is not None:
            raise NotDone(f"Someone has already recorded that this was done on {spoken(action.done_on)}.")
        if done_on > timezone.localdate():
            raise NotDone("Give the day it was done, which cannot be after today.")
        action.done_on, action.evidence = done_on, evidence
        action.save(update_fields=["done_on", "evidence"])
        _say(action, Progress.Of.DONE, evidence, by, after=done_on)
        audit.record(by, "recorded an action as done", action)
        follow(action)


@transaction.atomic
def open_again(action: Action, *, reason: str, by: Person) -> None:
    """Take back that it was done. The evidence that was given stays among the words on the action."""
    with audit.keeping(action.case_id):
        action = _held(action)
        if action.done_on is None:
            raise NotDone("This action is open.")
        before, action.done_on, action.evidence = action.done_on, None, ""
        action.save(update_fields=["done_on", "evidence"])
        _say(action, Progress.Of.OPENED_AGAIN, reason, by, before=before)
        audit.record(by, "opened an action again", action)
        follow(action, reason)


@transaction.atomic
def set_aside(action: Action, *, why: str, by: Person) -> None:
    """It was recorded in error, or for the wrong body. It stays to be read, marked so. The body that was to do it is
    told, and reads no more of it: its key ends, unless something else of this folder is its own."""
    action = _held(action)
    body, action.withdrawn_from = action.owner, action.owner
    action.owner, action.set_aside_on = None, timezone.localdate()
    action.save(update_fields=["owner", "withdrawn_from", "set_aside_on"])
    _say(action, Progress.Of.SET_ASIDE, why, by)
    audit.record(by, "set an action aside", action)
    if body is not None:
        shut_again(action.case, body, by=by)
    follow(action, why)
    if body is not None:
        letters.tell_action_taken_back(action, body)


def _held(action: Action) -> Action:
    """The action as it is now, with its folder held, so that two people at it come one after the other."""
    locked(action.case_id)
    found = Action.objects.select_related("case__partnership", "owner").get(pk=action.pk)
    if not found.stands:
        raise NotDone("This action was set aside, so nothing more is recorded of it.")
    return found


def _say(
    action: Action, of: str, text: str, by: Person, *, before: date | None = None, after: date | None = None
) -> None:
    Progress.objects.create(action=action, of=of, text=text, day_before=before, day_after=after, written_by=by)
