"""In a folder: a review of the old board's passed on, and what the partners answer to new information about a case in
which the board had decided against one."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.access.models import Person
from handrail.service.arrangements.counted import StillOpen, still_open
from handrail.service.arrangements.models import LaterWord, PassedOn
from handrail.service.audit import actions as audit
from handrail.service.cases.follow import follow, locked_open
from handrail.service.cases.models import Case, KeptFact
from handrail.service.partnerships.actions import NotDone
from handrail.service.partnerships.models import AreaDates, Body


@transaction.atomic
def pass_on(
    case: Case, *, about: str, given: str, what: str, to: Body, received_by_name: str, on: date, by: Person
) -> PassedOn:
    case = locked_open(case.pk)
    one = next((one for one in still_open(case) if one.about == about), None)
    if one is None:
        raise NotDone("No review of an old board’s is open about this, so that there is nothing to pass on.")
    _refuse_ended(one)
    if on > timezone.localdate():
        raise NotDone("Record it once it has been done: the day must be today or in the past.", "on")
    if on < one.since:
        raise NotDone(f"The board still had its duties before {spoken(one.since)}. Give that day or a later one.", "on")
    if not to.holds_on(on):
        raise NotDone(f"{to} did not stand on {spoken(on)}. Choose the body that did.", "to")
    paper = PassedOn.objects.create(
        case=case, of=one.of, about=about, given=given, what=what.strip(), to=to,
        received_by_name=received_by_name.strip(), on=on, recorded_by=by,
    )  # fmt: skip
    audit.record(by, f"recorded that the {one.of} was passed on to {to}", paper)
    follow(paper, f"the {one.of} was passed on")
    return paper


def _refuse_ended(one: StillOpen) -> None:
    if one.passed_on is not None:
        raise NotDone(f"It was passed on {spoken(one.passed_on)}. If that is wrong, set that record aside first.")
    if one.done_on is not None:
        word = "published" if one.of == PassedOn.Of.SERIOUS_CASE else "completed"
        raise NotDone(f"It was {word} on {spoken(one.done_on)}, so that there is nothing to pass on.")


@transaction.atomic
def set_passed_on_aside(paper: PassedOn, *, why: str, by: Person) -> None:
    case = locked_open(paper.case_id)
    held = PassedOn.objects.get(pk=paper.pk)
    held.case = case
    if held.set_aside_at is not None:
        raise NotDone("This is set aside already.")
    held.set_aside_at, held.set_aside_why = timezone.now(), why
    held.save(update_fields=["set_aside_at", "set_aside_why"])
    audit.record(by, "set aside that a review was passed on", held)
    follow(held, "that it was passed on was recorded in error")


def declined(case: Case) -> dict[str, date]:
    """By the incident, the day on which a board decided against a serious case review of it, where that stands last."""
    kinds = ("serious_case_review_declined", "serious_case_review_initiated")
    last: dict[str, tuple[date, str]] = {}
    for fact in KeptFact.objects.filter(case=case, kind__in=kinds, replaced_at__isnull=True).order_by("on", "id"):
        last[fact.about] = (fact.on, fact.kind)
    return {about: on for about, (on, kind) in last.items() if kind == kinds[0]}


def any_declined(case: Case) -> bool:
    """Whether the partners may have to answer new information here: the board decided against, and has ended."""
    return began_on(case) is not None and bool(declined(case))


def began_on(case: Case) -> date | None:
    days = AreaDates.objects.filter(authority=case.authority_id).first()
    return days.safeguarding_began_on if days else None


@transaction.atomic
def record_later_word(
    case: Case, *, about: str, came_on: date, came_from: str, says: str, answer: str, reasons: str,
    decided_on: date | None, decided_by_name: str, by: Person,
) -> LaterWord:  # fmt: skip
    case = locked_open(case.pk)
    before, began = declined(case), began_on(case)
    if about not in before:
        raise NotDone("No board’s decision against a serious case review stands about this.")
    if came_on > timezone.localdate():
        raise NotDone("The day on which it came must be today or in the past.", "came_on")
    if began is None:
        raise NotDone("It is not recorded when this area’s own arrangements began. Give that day first.")
    if came_on < before[about]:
        raise NotDone(f"The board decided on {spoken(before[about])}. What came before then was not new.", "came_on")
    if came_on < began:
        raise NotDone(
            f"The board still stood until the eve of {spoken(began)}, and decides anew itself. Record its new decision "
            "on a serious case review.", "came_on",
        )  # fmt: skip
    _refuse_answer(answer, reasons, decided_on, decided_by_name, came_on)
    paper = LaterWord.objects.create(
        case=case, about=about, declined_on=before[about], came_on=came_on, came_from=came_from.strip(),
        says=says.strip(), answer=answer, reasons=reasons.strip(), decided_on=decided_on,
        decided_by_name=decided_by_name.strip(), recorded_by=by,
    )  # fmt: skip
    audit.record(by, "recorded new information after a decision against a review", paper)
    follow(paper)
    return paper


def _refuse_answer(answer: str, reasons: str, decided_on: date | None, name: str, came_on: date) -> None:
    if answer == LaterWord.Answer.NOT_YET:
        return
    if not reasons.strip():
        raise NotDone("Give the partners’ reasons.", "reasons")
    if decided_on is None:
        raise NotDone("Enter the day on which they decided.", "decided_on")
    if decided_on < came_on or decided_on > timezone.localdate():
        raise NotDone("They decided on or after the day it came, and not after today.", "decided_on")
    if not name.strip():
        raise NotDone("Say who decided.", "decided_by_name")


@transaction.atomic
def answer_later_word(
    paper: LaterWord, *, answer: str, reasons: str, decided_on: date | None, decided_by_name: str, by: Person
) -> None:
    """What the partners answered, where the information had waited for it."""
    held = _later_word(paper)
    if not held.waits:
        raise NotDone("It is recorded what they answered. Set this record aside if it is wrong, and record it anew.")
    if answer == LaterWord.Answer.NOT_YET:
        raise NotDone("That they have not decided yet is what it says now. Come back once they have.", "answer")
    _refuse_answer(answer, reasons, decided_on, decided_by_name, held.came_on)
    held.answer, held.reasons, held.decided_on = answer, reasons.strip(), decided_on
    held.decided_by_name = decided_by_name.strip()
    held.save(update_fields=["answer", "reasons", "decided_on", "decided_by_name"])
    audit.record(by, "recorded what the partners answered to new information", held)
    follow(held)


@transaction.atomic
def set_later_word_aside(paper: LaterWord, *, why: str, by: Person) -> None:
    held = _later_word(paper)
    if held.set_aside_at is not None:
        raise NotDone("This is set aside already.")
    held.set_aside_at, held.set_aside_why = timezone.now(), why
    held.save(update_fields=["set_aside_at", "set_aside_why"])
    audit.record(by, "set aside new information after a decision against a review", held)
    follow(held, "it was recorded in error")


def _later_word(paper: LaterWord) -> LaterWord:
    case = locked_open(paper.case_id)
    held = LaterWord.objects.get(pk=paper.pk)
    held.case = case
    return held
