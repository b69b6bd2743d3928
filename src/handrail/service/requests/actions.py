"""What may be done with a request: ask, move the day, remind, answer, add, lock, and let go."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string

from handrail.guidance import london_day, spoken
from handrail.service.access.grounds import ASKING, ASKING_OF_A_DEATH, ASKING_OF_ITSELF
from handrail.service.access.models import Person, Share, Writer, written_by
from handrail.service.access.practitioners import Practitioner
from handrail.service.access.roles import CONTRIBUTION
from handrail.service.access.sharing import Given, share_each
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone, give_keys, take_key_back
from handrail.service.cases.drafts import submitted
from handrail.service.cases.follow import follow, follow_new, locked_open
from handrail.service.cases.models import Case, Draft
from handrail.service.documents.models import Document
from handrail.service.partnerships.models import Body
from handrail.service.requests import letters, letters_by_code
from handrail.service.requests.asked_before import AskedBefore, asked_before
from handrail.service.requests.matters import review_is_complete
from handrail.service.requests.models import Contribution, ContributionAddendum, Reminder, Request
from handrail.service.room import Room

SUMMARY = "agency summary"
"""The journey on which a summary is drafted; one draft is open for a request, whoever of the body types."""


@dataclass(frozen=True)
class Answers:
    """A summary as it is sent: each question as it was put (name, page, words), and what was answered."""

    questions: Sequence[Sequence[str]]
    words: Mapping[str, str]
    approved_by_name: str
    document: Document | None = None


@transaction.atomic
def ask_for_summaries(
    case: Case,
    *,
    bodies: Iterable[Body],
    about: str,
    children_named: str,
    what: str,
    due_on: date,
    by: Person,
    by_code: bool = False,
    of: Request.Of = Request.Of.SUMMARY,
    sheet: Mapping[str, Any] | None = None,
    again: str = "",
) -> list[Request]:
    """Ask each body for its summary, or for what else is meant, by a day; open the folder to its own contribution, and
    write to it. `again` is why a body that told something already is asked for a summary all the same.

    With `by_code` nobody is written to yet: a practitioner is named next, by `naming.ask_practitioner`.
    """
    case = locked_open(case.pk)
    bodies = list(bodies)
    if not bodies:
        raise NotDone("Tick at least one agency to ask.")
    refuse_past(due_on)
    refuse_asked_twice(case, bodies, about, of)
    before = asked_before(case, by, now=of) if of == Request.Of.SUMMARY else {}
    _refuse_told_already(bodies, before, again)
    why = {"asked_again_because": again[:300]} if again else {}
    asked = [
        Request(
            case=case, body=body, about=about, children_named=children_named, what=what, due_on=due_on,
            recorded_by=by, by_code=by_code, of=of,
            sheet=dict(sheet or {}) | (why if body.pk in before else {}),
        )
        for body in bodies
    ]  # fmt: skip
    return ask_each(case, asked, by=by)


@transaction.atomic
def ask_each(case: Case, asked: Sequence[Request], *, by: Person) -> list[Request]:
    """Put these requests of one kind, each to its own body. `case` is held; the folder is reckoned once."""
    made = Request.objects.bulk_create(asked)
    ground, called = _GROUNDS.get(Request.Of(made[0].of), ASKING), made[0].called
    bodies, why = [one.body for one in made], f"asked for a {called}"
    give_keys(case, bodies, opens=CONTRIBUTION, why=why, ground=ground, by=by)
    told = "what is asked" if made[0].is_return else "who the request is about, and what is asked"
    share_each(
        case.folder, [Given(one.body, told, why, one.pk) for one in made], how=Share.How.ASKED, ground=ground, by=by
    )
    for one in _asked_before(case, made):
        _carry_draft_over(one)
    acts = [(f"asked {one.body} for a {called} by {spoken(one.due_on)}", one, case.pk) for one in made]
    audit.record_several(by, acts)
    follow_new(case, made, f"{len(made)} were asked" if len(made) > 1 else f"{made[0]} was recorded")
    for one in made:
        if not one.by_code:
            letters.tell_asked(one)
    return made


def _asked_before(case: Case, made: Sequence[Request]) -> list[Request]:
    """Those whose body was asked here before: it may have typed something then."""
    before = Request.objects.filter(case=case, body__in=[one.body for one in made])
    known = set(before.exclude(pk__in=[one.pk for one in made]).values_list("body_id", flat=True))
    return [one for one in made if one.body_id in known]


_GROUNDS = {Request.Of.REPORTING_FORM: ASKING_OF_A_DEATH, Request.Of.RETURN: ASKING_OF_ITSELF}


def _carry_draft_over(asked: Request) -> None:
    """A body that is asked again finds what it had typed before it was told to stop."""
    before = Request.objects.filter(case=asked.case, body=asked.body, of=asked.of, about=asked.about)
    before = before.exclude(pk=asked.pk)
    typed = Draft.objects.filter(journey=asked.drafted_as, paper_id__in=before.values("pk"), body=asked.body)
    latest = typed.filter(submitted_at__isnull=True, discarded_at__isnull=True).order_by("-saved_at").first()
    if latest is not None:
        latest.paper_id = asked.pk
        latest.save(update_fields=["paper_id"])


@transaction.atomic
def move_due_day(asked: Request, *, due_on: date, why: str, by: Person) -> None:
    """Give a body more time, or less. The old day and the reason stay on record."""
    asked = _held(asked)
    _refuse_ended(asked)
    refuse_past(due_on)
    if due_on == asked.due_on:
        raise NotDone(f"It is already due on {spoken(due_on)}. Give another day.")
    audit.record(by, f"moved the due day from {spoken(asked.due_on)} to {spoken(due_on)}", asked)
    asked.due_on = due_on
    asked.save(update_fields=["due_on"])
    follow(asked, why)
    letters.tell_due_day_moved(asked)


@transaction.atomic
def let_go(asked: Request, *, why: str, by: Person) -> None:
    """A summary is no longer needed. The body's key ends, unless it is asked for something else on this folder."""
    asked = _held(asked)
    _refuse_ended(asked)
    asked.no_longer_needed_at, asked.no_longer_needed_why = timezone.now(), why
    asked.save(update_fields=["no_longer_needed_at", "no_longer_needed_why"])
    named = end_for_practitioner(asked, Practitioner.Ended.NOT_NEEDED)
    if not _standing(asked.case).filter(body=asked.body).exists():
        take_key_back(asked.case, asked.body, opens=CONTRIBUTION, by=by)
    audit.record(by, f"no longer needs the {asked.called}", asked)
    follow(asked)
    letters.tell_no_longer_needed(asked)
    if named is not None:
        letters_by_code.tell_no_more(named, asked)


@transaction.atomic
def ask_again(asked: Request, *, why: str, due_on: date, sheet: Mapping[str, Any], by: Person) -> Request:
    """A return that came is asked for once more, for a reason. What was sent stays as it was, beside the new one."""
    asked = _held(asked)
    if not asked.is_return or asked.received_at is None or asked.no_longer_needed_at is not None:
        raise NotDone("Only a return that has come can be opened again.")
    refuse_past(due_on)
    asked.no_longer_needed_at, asked.no_longer_needed_why = timezone.now(), f"Opened again: {why}"[:300]
    asked.save(update_fields=["no_longer_needed_at", "no_longer_needed_why"])
    audit.record(by, "opened a return again", asked)
    follow(asked)
    again = Request(
        case=asked.case, body=asked.body, about=asked.about, children_named=asked.children_named, due_on=due_on,
        what=f"{asked.what}\n\nOpened again: {why}", recorded_by=by, of=asked.of, sheet=dict(sheet),
    )  # fmt: skip
    (made,) = ask_each(asked.case, [again], by=by)
    return made


@transaction.atomic
def chase(asked: Request, *, by: Person) -> list[Reminder]:
    """Remind the body now, at every address it is reached by."""
    asked = _held(asked)
    _refuse_ended(asked)
    written = letters.remind(asked)
    if not written:
        raise NotDone(
            f"No e-mail address is known for {asked.body}. Telephone them and note the call,"
            " or ask an administrator to add their contact."
        )
    audit.record(by, f"reminded {asked.body}", asked)
    return keep_reminders(asked, written, by=by)


def keep_reminders(asked: Request, addresses: Iterable[str], *, by: Person | None) -> list[Reminder]:
    now = timezone.now()
    reminders = [Reminder(request=asked, sent_to=address, sent_at=now, sent_by=by) for address in addresses]
    return Reminder.objects.bulk_create(reminders)


@transaction.atomic
def first_opened(asked: Request, *, by: Writer) -> None:
    """The body has seen what it is asked. Only the first time counts."""
    if Request.objects.filter(pk=asked.pk, opened_at__isnull=True).update(opened_at=timezone.now()):
        asked.refresh_from_db(fields=["opened_at"])
        audit.record(by, "opened the request for the first time", asked)


@transaction.atomic
def answer_holds_nothing(asked: Request, *, by: Writer) -> Contribution:
    """The body searched its records and holds nothing: that too is an answer, and stops its clock."""
    with audit.keeping(asked.case_id):
        asked = _held(asked)
        if asked.is_return:
            raise NotDone("This asks how your own agency works, so it is filled in. Say in it what does not apply.")
        if asked.of == Request.Of.REPLY:
            raise NotDone("This asks what you say to a draft. If you have nothing to say to it, say so in your reply.")
        asked.not_known_at = timezone.now()
        sent = Contribution(request=asked, **written_by("sent_by", by))
        return _receive(asked, sent, "answered that it holds nothing", by)


@transaction.atomic
def send_summary(asked: Request, answers: Answers, *, draft: Draft, by: Writer) -> Contribution:
    """Send what was drafted. However late it comes, it is received."""
    with audit.keeping(asked.case_id):
        _refuse_others(_held(asked), draft, by)
        submitted(draft, by=by)
        return receive_answers(asked, answers, did=f"sent the {asked.called}", by=by)


@transaction.atomic
def receive_answers(asked: Request, answers: Answers, *, did: str, by: Writer) -> Contribution:
    """Keep what a body sent, and stop its clock."""
    with audit.keeping(asked.case_id):
        asked = _held(asked)
        sent = Contribution(
            request=asked,
            answers=dict(answers.words),
            questions=[list(question) for question in answers.questions],
            approved_by_name=answers.approved_by_name,
            document=answers.document,
            **written_by("sent_by", by),
        )
        return _receive(asked, sent, did, by)


def _receive(asked: Request, sent: Contribution, did: str, by: Writer) -> Contribution:
    _refuse_ended(asked)
    asked.received_at = sent.sent_at = timezone.now()
    if (
        asked.is_form or asked.is_return or asked.for_review
    ):  # nobody has to say that it is the one the review works from
        asked.locked_at = asked.received_at
    asked.save(update_fields=["received_at", "not_known_at", "locked_at"])
    sent.after_review = review_is_complete(asked.case, asked.about)
    sent.save(force_insert=True)
    audit.record(by, did, asked)
    follow(asked)
    tell_rooms_above(asked)
    letters.tell_coordinator(asked, late=sent.after_review)
    end_for_practitioner(asked, Practitioner.Ended.SENT)  # the last: from here on nothing is open to them
    return sent


@transaction.atomic
def add_addendum(sent: Contribution, *, text: str, reason: str, by: Person) -> ContributionAddendum:
    """A correction or a later word, beside what was sent."""
    with audit.keeping(sent.request.case_id):
        asked = _held(sent.request)
        addendum = ContributionAddendum.objects.create(contribution=sent, text=text, reason=reason, added_by=by)
        audit.record(by, "added to what was sent", asked)
        follow(asked)
        letters.tell_coordinator(asked, late=review_is_complete(asked.case, asked.about))
    return addendum


@transaction.atomic
def lock(asked: Request, *, by: Person) -> None:
    """Say that a received summary is the one the review works from."""
    asked = _held(asked)
    if asked.received_at is None:
        raise NotDone("There is nothing to lock yet: it has not come.")
    if asked.locked_at is not None:
        raise NotDone(f"It was already locked on {spoken(london_day(asked.locked_at))}.")
    asked.locked_at = timezone.now()
    asked.save(update_fields=["locked_at"])
    audit.record(by, f"locked the {asked.called}", asked)
    follow(asked)


def end_for_practitioner(asked: Request, why: Practitioner.Ended) -> Practitioner | None:
    """Shut the form to the practitioner for whom it waited, from the next thing they press. None if there was none."""
    named = Practitioner.objects.live().select_for_update(of=("self",)).filter(paper_id=asked.pk).first()
    if named is not None:
        named.ended_at, named.ended_why = timezone.now(), why
        named.save(update_fields=["ended_at", "ended_why"])
    return named


def held_waiting(asked: Request) -> Request:
    """The same for an answer that is still looked for. Raises NotDone where it is not."""
    asked = _held(asked)
    _refuse_ended(asked)
    return asked


def _held(asked: Request) -> Request:
    """The request as it stands now, held with its folder, so that of two who act at once the second sees the first."""
    case = locked_open(asked.case_id)
    held = Request.objects.select_for_update(of=("self",)).select_related("body", "recorded_by").get(pk=asked.pk)
    held.case = case
    return held


def _standing(case: Case) -> QuerySet[Request]:
    return Request.objects.filter(case=case, no_longer_needed_at__isnull=True)


def tell_rooms_above(asked: Request) -> None:
    """An answer came: papers that count it are filed again."""
    for room in apps.get_app_configs():
        if isinstance(room, Room) and room.answered:
            import_string(room.answered)(asked)


def refuse_past(due_on: date) -> None:
    if due_on < timezone.localdate():
        raise NotDone(f"{spoken(due_on)} is past. Give today or a later day.")


def refuse_asked_twice(case: Case, bodies: Iterable[Body], about: str, of: Request.Of) -> None:
    standing = _standing(case).filter(body__in=bodies, of=of, about=about).select_related("body")
    if of == Request.Of.SUPPLEMENT:  # once one has come, another may be asked for: the death turned out otherwise again
        standing = standing.filter(received_at__isnull=True)
    told = [
        f"{one.body} was asked on {spoken(london_day(one.asked_at))}, for {spoken(one.due_on)}." for one in standing
    ]
    if told:
        raise NotDone(" ".join([*told, "Untick it here; to change the day, open its request."]))


def _refuse_told_already(bodies: Iterable[Body], before: Mapping[uuid.UUID, list[AskedBefore]], again: str) -> None:
    told = [f"{body}: {one.words}" for body in bodies for one in before.get(body.pk, ())]
    if told and not again.strip():
        raise NotDone(" ".join([*told, "Untick it, or say why it is asked again."]))


def _refuse_others(asked: Request, draft: Draft, by: Writer) -> None:
    """An answer is its agency's own: another's is not taken for it, whoever brings it."""
    bodies = [by.body_id] if isinstance(by, Practitioner) else [body.pk for body in by.bodies]
    if asked.body_id not in bodies or draft.body_id != asked.body_id or draft.paper_id != asked.pk:
        raise NotDone(
            f"This {asked.short} was asked of {asked.body}, so only {asked.body} can send it. If your agency knows"
            " something too, ask the partnership for a form of your own."
        )


def _refuse_ended(asked: Request) -> None:
    if asked.no_longer_needed_at is not None:
        raise NotDone(
            f"This has not been needed since {spoken(london_day(asked.no_longer_needed_at))}. Nothing has to be sent."
        )
    if asked.received_at is not None:
        raise NotDone(
            f"The answer was received on {spoken(london_day(asked.received_at))}. A later word is added beside it."
        )
