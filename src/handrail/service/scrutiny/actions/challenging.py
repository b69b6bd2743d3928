"""A return is challenged by another body or by the lead; the body answers; where they differ it is settled."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.access.models import Grant, Person
from handrail.service.access.roles import ALL, CONTRIBUTION
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.outbox import actions as outbox
from handrail.service.partnerships.models import Body
from handrail.service.requests.letters import addresses_of
from handrail.service.scrutiny.models import Challenge, Judgement, Return


@transaction.atomic
def ask_peer(sent: Return, challenger: Body, *, due_on: date, by: Person) -> None:
    """Let another body of this round read the return and say what it makes of it."""
    held = _standing(sent)
    if challenger.pk == held.body_id:
        raise NotDone("Nobody challenges their own return. Choose another body.", "body")
    keys = Grant.objects.live().opening([ALL, CONTRIBUTION])
    if not keys.filter(folder=held.case_id, body=challenger).exists():
        raise NotDone("Choose a body that was asked in this round too, or a safeguarding partner.", "body")
    if due_on < timezone.localdate():
        raise NotDone("Give today or a later day.", "due_on")
    held.challenger, held.challenge_due_on, held.challenged_at = challenger, due_on, None
    held.save(update_fields=["challenger", "challenge_due_on", "challenged_at"])
    audit.record(by, f"asked {challenger} to challenge a return", held)
    _write(
        held, challenger, f"a return to challenge by {spoken(due_on)}",
        f"{held.case.partnership} asks {challenger} to read the return of {held.body} and to say, by {spoken(due_on)}, "
        "where you would judge otherwise, and why.",
    )  # fmt: skip
    _write(held, held.body, "your return is read by another body", f"{challenger} is asked to read and challenge it.")


@transaction.atomic
def challenge(judgement: Judgement, *, of: Body | None, says: str, words: str, by: Person) -> Challenge:
    """`of` is the body for which it is said, or None for the partnership's lead; the judgement given may be the same,
    where something is only asked."""
    sent = judgement.sent_in
    with audit.keeping(sent.case_id):
        held = _standing(sent)
        if held.round.question_set.asked.step(says) is None:
            raise NotDone("Choose one of the judgements.", "says")
        if Challenge.objects.filter(judgement=judgement, by_body=of, answered_at__isnull=True).exists():
            raise NotDone("What you said of this question before is not answered yet.")
        made = Challenge.objects.create(
            case=held.case, judgement=judgement, body=held.body, by_body=of, says=says, words=words, by=by
        )
        audit.record(by, "challenged a judgement of a return", made)
    return made


@transaction.atomic
def finish(sent: Return, *, by: Person) -> int:
    """The challenger has read it all. The body is told how many questions wait for its answer."""
    with audit.keeping(sent.case_id):
        held = _standing(sent)
        if held.challenger is None or held.challenged_at is not None:
            raise NotDone("This is not waiting for you any more.")
        held.challenged_at = timezone.now()
        held.save(update_fields=["challenged_at"])
        waits = Challenge.objects.filter(judgement__sent_in=held, answered_at__isnull=True).count()
        audit.record(by, "said that a return has been read and challenged", held)
        said = (
            ("1 question waits" if waits == 1 else f"{waits} questions wait") + " for your answer."
            if waits
            else "It agrees throughout."
        )
        _write(held, held.body, "your return was challenged", f"{held.challenger} has read your return. {said}")
    return waits


@transaction.atomic
def answer(made: Challenge, *, accepted: bool, words: str, by: Person) -> None:
    """What is accepted stands at once; what is not waits to be settled."""
    held = Challenge.objects.select_for_update(of=("self",)).select_related("judgement__sent_in").get(pk=made.pk)
    _standing(held.judgement.sent_in)
    if held.answered_at is not None:
        raise NotDone("It is answered already.")
    held.accepted, held.answer, held.answered_by, held.answered_at = accepted, words, by, timezone.now()
    held.save(update_fields=["accepted", "answer", "answered_by", "answered_at"])
    if accepted:
        _stands(held, held.says)
    audit.record(by, f"answered a challenge: {'accepted' if accepted else 'not accepted'}", held)


@transaction.atomic
def settle(made: Challenge, *, stands: str, why: str, by: Person) -> None:
    """Where the two differ, the partnership's lead says what stands, and why."""
    held = Challenge.objects.select_for_update(of=("self",)).select_related("judgement__sent_in").get(pk=made.pk)
    sent = _standing(held.judgement.sent_in)
    if held.accepted is not False or held.settled_at is not None:
        raise NotDone("There is nothing to settle: it was accepted, or not answered yet, or settled before.")
    if sent.round.question_set.asked.step(stands) is None:
        raise NotDone("Choose one of the judgements.", "stands")
    held.settled, held.settled_why, held.settled_by, held.settled_at = stands, why, by, timezone.now()
    held.save(update_fields=["settled", "settled_why", "settled_by", "settled_at"])
    _stands(held, stands)
    audit.record(by, "settled a challenge", held)


def _stands(held: Challenge, key: str) -> None:
    Judgement.objects.filter(pk=held.judgement_id).update(stands=key)


def _standing(sent: Return) -> Return:
    rows = Return.objects.select_for_update(of=("self",)).select_related(
        "body", "challenger", "case__partnership", "round__question_set"
    )
    held = rows.get(pk=sent.pk)
    if held.replaced_at is not None:
        raise NotDone("This return was opened again. Wait for the one that takes its place.")
    if held.case.closed_at is not None:
        raise NotDone("The round is closed, so nothing is changed in it.")
    return held


def _write(sent: Return, to: Body, subject: str, sentence: str) -> None:
    page = f"{settings.ADDRESS}{reverse('scrutiny:return', args=[sent.case_id, sent.pk])}"
    text = f"{sentence}\n\n{page}\n\n{sent.case.partnership}\n"
    for address in addresses_of(to, sent.case_id):
        outbox.write(
            to=address, subject=f"{sent.case.reference}: {subject}", text=text, kind="request",
            partnership=sent.case.partnership, about=[sent.case_id],
        )  # fmt: skip
