"""A return comes, and is laid out question by question; one is opened again for a reason."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.requests.actions import ask_again
from handrail.service.requests.models import Request
from handrail.service.scrutiny.actions.asking import carried_from, sampled_numbers
from handrail.service.scrutiny.models import CaseJudgement, Judgement, Promise, Return, Round
from handrail.service.scrutiny.pages import BY, EVIDENCE, IMPROVE, OWNER, case_called
from handrail.service.scrutiny.sets import OF_A_CASE, as_kept, name_of


def return_came(asked: Request) -> None:
    """Called within the unit of work in which it was sent, for whoever sent it: also somebody with a code."""
    if not asked.is_return:
        return
    round_ = Round.objects.get(pk=asked.about, case=asked.case_id)
    came = Return.objects.create(
        case=asked.case, round=round_, request=asked, body=asked.body, sent_at=asked.received_at or timezone.now()
    )
    put, said, was = as_kept(asked.sheet["set"]), asked.contribution.answers, asked.sheet.get("was", {})
    judged = []
    for place, (standard, question) in enumerate(put.questions):
        name = name_of(standard, question)
        step = put.step_called(said.get(name, ""))
        if step is not None:
            judged.append(Judgement(
                sent_in=came, place=place, question=name, judged=step.key, stands=step.key,
                evidence=said.get(f"{name}{EVIDENCE}", ""), was=was.get(name, ""),
            ))  # fmt: skip
    Judgement.objects.bulk_create(judged)
    CaseJudgement.objects.bulk_create(
        CaseJudgement(
            sent_in=came, number=number, judged=step.key, evidence=said.get(f"{case_called(number)}{EVIDENCE}", "")
        )
        for number in asked.sheet.get("sample", [])
        for step in OF_A_CASE
        if said.get(case_called(number)) == step.words
    )
    for standard in put.standard:
        key = standard.key.replace(" ", "_")
        if words := said.get(f"{key}{IMPROVE}", ""):
            Promise.objects.create(
                case=asked.case, round=round_, sent_in=came, body=asked.body, standard=standard.title, words=words,
                owner=said.get(f"{key}{OWNER}", "")[:200], due_on=_day(said[f"{key}{BY}"]),
            )  # fmt: skip


def _day(words: str) -> date:
    """A day as an answer holds it, spoken."""
    return datetime.strptime(words, "%d %B %Y").date()  # noqa: DTZ007 a day, and no instant


@transaction.atomic
def open_again(sent: Return, *, why: str, due_on: date, by: Person) -> Request:
    """The body gets what it sent to put right. What was sent, and what was challenged in it, stays to be read."""
    held = Return.objects.select_for_update(of=("self",)).select_related("request", "round").get(pk=sent.pk)
    if held.replaced_at is not None:
        raise NotDone("It was opened again already.")
    before = held.request.sheet
    sheet = {**before, **carried_from(held, held.round.years), "again": True, "was": before.get("was", {})}
    if "sample" in before:
        sheet["sample"] = sampled_numbers(held.round)
        sheet["sampled"] = {
            str(one.number): {"judged": one.judged, "evidence": one.evidence} for one in held.case_judgements.all()
        }
    again = ask_again(held.request, why=why, due_on=due_on, sheet=sheet, by=by)
    held.replaced_at, held.replaced_why = timezone.now(), why
    held.save(update_fields=["replaced_at", "replaced_why"])
    Promise.objects.filter(sent_in=held, done_on__isnull=True, dropped_on__isnull=True).update(
        dropped_on=timezone.localdate(), dropped_why="The return was opened again; see what it promises now."
    )
    audit.record(by, f"opened a return again: {held}", held)
    return again
