"""A plan is written and agreed; activities are added, done or dropped; findings are answered and followed up."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.partnerships.models import Body
from handrail.service.scrutiny import letters
from handrail.service.scrutiny.models import Activity, Finding, FollowUp, Plan, Response, Scrutineer
from handrail.service.scrutiny.models.activities import BY_PAPER
from handrail.service.scrutiny.standing import independence_of

NOT_ATTENDED = (
    "This year's plan says that the scrutineer reads papers alone. Choose reading papers, figures or case files, or "
    "change the plan first."
)


@transaction.atomic
def write_plan(partnership: Body, year: int, *, way: str, way_why: str, aims: str, by: Person) -> Plan:
    """Begun, or written anew while it is not agreed; one that was agreed and is changed has to be agreed again."""
    plan = Plan.objects.select_for_update().filter(partnership=partnership, year=year).first()
    if plan is None:
        plan = Plan(partnership=partnership, year=year, recorded_by=by)
    again = plan.agreed_on is not None
    plan.way, plan.way_why, plan.aims = way, way_why, aims
    plan.agreed_on, plan.agreed_by_name = None, ""
    plan.save()
    said = "changed the agreed plan of scrutiny, which has to be agreed again:" if again else "wrote the plan of"
    audit.record(by, f"{said} {plan}", plan)
    return plan


@transaction.atomic
def agree_plan(plan: Plan, *, on: date, by_name: str, by: Person) -> None:
    held = Plan.objects.select_for_update().get(pk=plan.pk)
    if held.agreed_on is not None:
        raise NotDone("The plan is agreed already.")
    if not Activity.objects.filter(plan=held, dropped_on__isnull=True).exists():
        raise NotDone("There is nothing in the plan yet. Add what is to be scrutinised, then record that it is agreed.")
    held.agreed_on, held.agreed_by_name = on, by_name
    held.save(update_fields=["agreed_on", "agreed_by_name"])
    audit.record(by, f"recorded that the plan was agreed: {held}", held)


@transaction.atomic
def add_activity(
    plan: Plan, scrutineer: Scrutineer, *, title: str, question: str, how: str, due_on: date, by: Person
) -> Activity:
    if plan.way == Plan.Way.PAPERS and how not in BY_PAPER:
        raise NotDone(NOT_ATTENDED, "how")
    if scrutineer.partnership_id != plan.partnership_id or scrutineer.ended_on is not None:
        raise NotDone("Choose a scrutineer who is appointed now.", "scrutineer")
    activity = Activity.objects.create(
        plan=plan, scrutineer=scrutineer, title=title, question=question, how=how, due_on=due_on, recorded_by=by
    )
    audit.record(by, f"planned a piece of scrutiny: {title}", activity)
    return activity


@transaction.atomic
def record_done(activity: Activity, *, on: date, how: str, words: str, by: Person) -> None:
    """Only what an independent scrutineer did is independent scrutiny."""
    held = _open(activity)
    stands, ended_on = independence_of(held.scrutineer, on), held.scrutineer.ended_on
    if not stands.holds:
        raise NotDone(stands.words)
    if ended_on is not None and on > ended_on:
        raise NotDone(f"{held.scrutineer} ended on {spoken(ended_on)}. Say first who does it now.", "on")
    if held.plan.way == Plan.Way.PAPERS and how not in BY_PAPER:
        raise NotDone(NOT_ATTENDED, "how")
    if on > timezone.localdate():
        raise NotDone("The day must be today or in the past.", "on")
    held.done_on, held.done_how, held.done_words = on, how, words
    held.save(update_fields=["done_on", "done_how", "done_words"])
    audit.record(by, f"recorded what was done: {held}", held)


@transaction.atomic
def move(activity: Activity, *, due_on: date, scrutineer: Scrutineer, why: str, by: Person) -> None:
    """Another day, or another scrutineer."""
    held = _open(activity)
    if due_on < timezone.localdate():
        raise NotDone("Give today or a later day.", "due_on")
    if scrutineer.partnership_id != held.plan.partnership_id or scrutineer.ended_on is not None:
        raise NotDone("Choose a scrutineer who is appointed now.", "scrutineer")
    was = f"{held.scrutineer}, by {spoken(held.due_on)}"
    held.due_on, held.scrutineer = due_on, scrutineer
    held.save(update_fields=["due_on", "scrutineer"])
    audit.record(by, f"moved a piece of scrutiny (it was {was}): {why}", held)


@transaction.atomic
def drop(activity: Activity, *, on: date, why: str, by: Person) -> None:
    held = _open(activity)
    held.dropped_on, held.dropped_why = on, why
    held.save(update_fields=["dropped_on", "dropped_why"])
    audit.record(by, f"recorded that a piece of scrutiny will not be done: {held}", held)


def _open(activity: Activity) -> Activity:
    held = Activity.objects.select_for_update(of=("self",)).select_related("plan", "scrutineer").get(pk=activity.pk)
    if held.done_on is not None:
        raise NotDone("It is recorded already what was done here.")
    if held.dropped_on is not None:
        raise NotDone("It was recorded that this will not be done. Plan it anew.")
    return held


@transaction.atomic
def record_finding(
    activity: Activity, *, kind: str, words: str, seen_in: str, to_body: Body | None, answer_due_on: date | None,
    found_on: date, by: Person,
) -> Finding:  # fmt: skip
    rows = Activity.objects.select_for_update(of=("self",)).select_related("plan__partnership")
    held = rows.get(pk=activity.pk)
    if held.done_on is None:
        raise NotDone("Record first what was done; then what it found.")
    if kind != Finding.Kind.STRENGTH and answer_due_on is None:
        raise NotDone("Enter the day by which an answer is wanted.", "answer_due_on")
    if answer_due_on is not None and answer_due_on < found_on:
        raise NotDone("An answer is wanted on a day after it was found.", "answer_due_on")
    finding = Finding.objects.create(
        partnership=held.plan.partnership, activity=held, kind=kind, words=words, seen_in=seen_in, to_body=to_body,
        found_on=found_on, recorded_by=by,
        answer_due_on=None if kind == Finding.Kind.STRENGTH else answer_due_on,
    )  # fmt: skip
    audit.record(by, f"recorded a finding of scrutiny: {held}", finding)
    if finding.answer_due_on is not None:
        letters.ask_for_answer(finding)
    return finding


@transaction.atomic
def set_finding_aside(finding: Finding, *, why: str, by: Person) -> None:
    """By whoever recorded it, so that a finding cannot be made away with by those whom it is about."""
    held = _standing(finding)
    if held.recorded_by_id != by.pk:
        raise NotDone("Whoever recorded a finding sets it aside. Answer it where you do not accept it.")
    if held.responses.exists():
        raise NotDone("It has been answered, so it stands.")
    held.set_aside_at, held.set_aside_why = timezone.now(), why
    held.save(update_fields=["set_aside_at", "set_aside_why"])
    audit.record(by, "set aside a finding of scrutiny", held)


@transaction.atomic
def answer(
    finding: Finding, *, says: str, words: str, done_by_on: date | None, answered_on: date, answered_by_name: str,
    by: Person,
) -> Response:  # fmt: skip
    held = _standing(finding)
    if held.kind == Finding.Kind.STRENGTH:
        raise NotDone("A strength asks for no answer.")
    if says != Response.Says.NOT and done_by_on is None:
        raise NotDone("Enter the day by which it will be done.", "done_by_on")
    response = Response.objects.create(
        finding=held, says=says, words=words, answered_on=answered_on, answered_by_name=answered_by_name,
        done_by_on=None if says == Response.Says.NOT else done_by_on, recorded_by=by,
    )  # fmt: skip
    audit.record(by, f"recorded the answer to a finding of scrutiny: {response.get_says_display().lower()}", response)
    letters.tell_answered(held)
    return response


@transaction.atomic
def follow_up(
    finding: Finding, *, seen: str, words: str, looked_on: date, again_on: date | None, by: Person
) -> FollowUp:
    held = _standing(finding)
    newest = held.responses.first()
    if newest is None:
        raise NotDone("It has not been answered yet. Record the answer first.")
    if newest.says == Response.Says.NOT:
        raise NotDone("It was not accepted, so there is nothing to look at. Record another answer if that has changed.")
    if seen != FollowUp.Seen.DONE and again_on is None:
        raise NotDone("Enter the day on which it is looked at again.", "again_on")
    follow = FollowUp.objects.create(
        finding=held, seen=seen, words=words, looked_on=looked_on, recorded_by=by,
        again_on=None if seen == FollowUp.Seen.DONE else again_on,
    )  # fmt: skip
    audit.record(by, f"recorded whether a finding was acted on: {follow}", follow)
    return follow


def _standing(finding: Finding) -> Finding:
    rows = Finding.objects.select_for_update(of=("self",)).select_related("partnership", "to_body")
    held = rows.get(pk=finding.pk)
    if held.set_aside_at is not None:
        raise NotDone("This finding was set aside.")
    return held
