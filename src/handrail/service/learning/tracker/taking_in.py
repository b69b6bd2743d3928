"""Takes a tracker in: all of its right lines in one transaction, or nothing.

History is written through the models with `follow`, and not through the rooms' own actions, because those speak of
what happens now: they judge a day against today, ask for approvals, and tell people. What a tracker says happened
long ago, and nobody is to be told of it again.
"""

from __future__ import annotations

import uuid
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from handrail.guidance.days import LONDON
from handrail.guidance.law import NEW_LAW_BEGAN
from handrail.service.access.models import Person, Post
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.cases.actions import NotDone, change_details, file_note, open_case
from handrail.service.cases.follow import follow
from handrail.service.cases.models import Case
from handrail.service.incidents.models import Incident, Limb, Notice
from handrail.service.learning.actions.tracked import let_in
from handrail.service.learning.models import Action, Spreadsheet
from handrail.service.learning.tracker.lines import Review, TrackedAction
from handrail.service.learning.tracker.plan import Line, Plan, folders_by_reference, look_over
from handrail.service.partnerships.actions import one_at_a_time
from handrail.service.partnerships.models import Body
from handrail.service.reviews.models import RapidReview

MIDDAY = time(12)
"""A tracker knows days and no hours. Where an instant is kept, midday in London stands for it: days count the same."""
LOADS = "load trackers"
JOB = Job("sweep of trackers")


@transaction.atomic
def send_in(partnership: Body, name: str, content: bytes, sha256: str, *, by: Person) -> Spreadsheet:
    """Keep a tracker until it is taken in. Another that this person sent in before, and did not take in, is emptied."""
    _waiting_of(by).update(held=None)
    sheet = Spreadsheet.objects.create(
        partnership=partnership, name=name[:200], sha256=sha256, held=content, sent_in_by=by
    )
    audit.record(by, "sent in a tracker to look over", sheet)
    return sheet


def waiting_for(by: Person) -> Spreadsheet | None:
    """The tracker that this person sent in last and has still to take in."""
    return _waiting_of(by).select_related("partnership").first()


@transaction.atomic
def take_in_spreadsheet(sheet_id: uuid.UUID, *, leave_out_wrong: bool, by: Person) -> Plan:
    """Take in a tracker that was looked over, once. Raises NotDone, and then nothing has been written."""
    sheet = Spreadsheet.objects.select_for_update(of=("self",)).filter(pk=sheet_id, sent_in_by=by).first()
    if sheet is None or sheet.held is None:
        raise NotDone(
            "This tracker has been taken in already, or another was sent in after it. Nothing was made twice."
        )
    plan = take_in(sheet.partnership, sheet.name, bytes(sheet.held), leave_out_wrong=leave_out_wrong, by=by)
    sheet.held, sheet.taken_in_at = None, timezone.now()
    sheet.save(update_fields=["held", "taken_in_at"])
    audit.record(by, f"took in a tracker: {len(plan.new)} lines", sheet)
    return plan


@transaction.atomic
def take_in(partnership: Body, name: str, content: bytes, *, leave_out_wrong: bool, by: Person) -> Plan:
    """Make what the tracker's right lines say. Raises NotRead, and NotDone where a line is wrong and not left out."""
    one_at_a_time(partnership)  # two people at one tracker come one after the other
    plan = look_over(partnership, name, content, by)
    if plan.wrong and not leave_out_wrong:
        raise NotDone(
            "Some lines are wrong, and nothing was taken in. Mend them in your spreadsheet and send it in again, "
            "or choose to leave them out."
        )
    for line in plan.new:
        if line.review is not None:
            _make_review(partnership, line, line.review, name, by)
    folders = folders_by_reference(partnership, by)
    for line in plan.new:
        if line.action is not None:
            _make_action(folders[line.action.reference.casefold()], line.action, by)
    return plan


def may_load(person: Person) -> list[Body]:
    """The partnerships whose trackers this person may take in."""
    posts = [post for post in person.posts_today if LOADS in post.in_role.may]
    return sorted({post.partnership for post in posts}, key=lambda body: body.name)


def empty_forgotten(today: date) -> int:
    """Empty what was sent in before today and never taken in. Gives how many."""
    midnight = datetime.combine(today, time.min, LONDON)
    with unit_of_work(JOB):
        forgotten = list(Spreadsheet.objects.filter(held__isnull=False, sent_in_at__lt=midnight))
        Spreadsheet.objects.filter(pk__in=[sheet.pk for sheet in forgotten]).update(held=None)
        audit.record_each(JOB, "emptied a tracker that was never taken in", [(sheet, None) for sheet in forgotten])
    return len(forgotten)


def _make_review(partnership: Body, line: Line, review: Review, file: str, by: Person) -> None:
    lead, began_on = _person_called(review.lead, partnership), review.aware_on or review.notified_on
    case = open_case(
        partnership=partnership, authority=review.authority, by=by, opened_at=_midday(began_on),
        invented=partnership.invented,
    )  # fmt: skip
    change_details(case, lead=lead, local_reference=review.reference, by=by)
    incident = _make_incident(case, review, by)
    if review.completed_on is not None:
        _make_rapid_review(case, incident, review, by)
    words = [
        f"Taken in from the tracker {file}, {line.place}. Its reference there was {review.reference}.",
        f"Lead there: {review.lead}." if review.lead and lead is None else "",
        review.notes,
    ]
    file_note(case, of="note", happened_at=timezone.now(), with_whom="", text="\n".join(filter(None, words)), by=by)


def _make_incident(case: Case, review: Review, by: Person) -> Incident:
    incident = Incident.objects.create(
        case=case, raised_by=review.authority, authority=review.authority, limb=Limb.UNCERTAIN, nature=review.nature,
        became_aware_on=review.aware_on, happened_on=review.happened_on, recorded_by=by,
        what_is_known="Taken in from the partnership's tracker, which holds days and no account of what happened.",
    )  # fmt: skip
    if review.notified_on is not None:
        Notice.objects.create(
            incident=incident, to=_told(review.notified_on), on=review.notified_on,
            by_name="Not recorded in the tracker", national_reference=review.national_reference, recorded_by=by,
        )  # fmt: skip
    audit.record(by, "recorded an incident from a tracker", incident)
    follow(incident)
    return incident


def _told(notified_on: date) -> Notice.To:
    return Notice.To.PANEL if notified_on >= NEW_LAW_BEGAN else Notice.To.OFSTED_AND_LSCB


def _make_rapid_review(case: Case, incident: Incident, review: Review, by: Person) -> None:
    made = RapidReview.objects.create(
        case=case, completed_at=_midday(review.completed_on), local_review=review.local_review, recorded_by=by
    )
    made.incidents.add(incident)
    if review.sent_on is not None:  # last: what was sent stands, and takes no incident after
        made.sent_at, made.recorded_sent_at = _midday(review.sent_on), timezone.now()
        made.save(update_fields=["sent_at", "recorded_sent_at"])
    audit.record(by, "recorded a rapid review from a tracker", made)
    follow(made)


def _make_action(case: Case, tracked: TrackedAction, by: Person) -> None:
    action = Action.objects.create(
        case=case, title=tracked.title, owner=tracked.owner, owner_name=tracked.owner_words, due_on=tracked.due_on,
        done_on=tracked.done_on, evidence=tracked.evidence, source="The partnership's tracker", recorded_by=by,
    )  # fmt: skip
    if action.done_on is None:
        let_in(action, by=by)
    audit.record(by, "recorded an action from a tracker", action)
    follow(action)


def _person_called(words: str, partnership: Body) -> Person | None:
    """The one person with a post in the partnership who has this name or address."""
    if not words:
        return None
    posts = Post.objects.on(timezone.localdate()).filter(partnership=partnership, person__is_active=True)
    held = posts.filter(person__name__iexact=words) | posts.filter(person__email__iexact=words)
    found = {post.person for post in held.select_related("person")}
    return found.pop() if len(found) == 1 else None


def _waiting_of(by: Person) -> QuerySet[Spreadsheet]:
    return Spreadsheet.objects.filter(sent_in_by=by, held__isnull=False)


def _midday(day: date | None) -> datetime | None:
    return datetime.combine(day, MIDDAY, LONDON) if day else None
