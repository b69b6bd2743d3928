"""What the Panel decides in meeting: whether to hold a national review, and its view on a local one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.national_panel.actions.meetings import deciding_on, unspoken
from handrail.service.national_panel.models import DocketItem, NationalCriterion, PanelDecision, Told
from handrail.service.national_panel.weighing import refuse_unweighed
from handrail.service.partnerships.actions import NotDone
from handrail.service.reviews.written import Weighed

WAITS = (PanelDecision.View.CHALLENGES, PanelDecision.View.ASKS)
LONGEST = 80


@transaction.atomic
def decide(
    item: DocketItem, *, weighed: Sequence[Weighed], national: str, national_reasons: str, view: str,
    view_reasons: str, by: Person, answer_wanted_by: date | None = None, themes: Iterable[str] = (),
) -> PanelDecision:  # fmt: skip
    """Record what was decided, with each criterion for a national review and the reasons; or change it, until somebody
    has read its letter and let it leave."""
    item = DocketItem.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=item.pk)
    _judge(item, national_reasons, view_reasons)
    refuse_unweighed(weighed, item.meeting.on)
    if answer_wanted_by is not None and (view not in WAITS or answer_wanted_by < item.meeting.on):
        raise NotDone(
            "A day for an answer goes with a challenge or a question, and is not before the meeting.",
            "answer_wanted_by",
        )
    decision, made = PanelDecision.objects.update_or_create(
        item=item, defaults={
            "national": national, "national_reasons": national_reasons.strip(), "view": view,
            "view_reasons": view_reasons.strip(), "answer_wanted_by": answer_wanted_by, "themes": tidy(themes),
            "decided_on": item.meeting.on, "recorded_by": by,
        },
    )  # fmt: skip
    for one in weighed:
        NationalCriterion.objects.update_or_create(
            decision=decision, criterion=one.criterion, defaults={
                "decides": one.decides, "says": one.says, "source": one.source, "use": one.use, "seen": one.seen,
                "answer": one.answer, "reasons": one.reasons.strip(),
            },
        )  # fmt: skip
    audit.record(by, f"{'recorded' if made else 'changed'} the Panel's decision on {item}: {decision}", decision)
    return decision


@transaction.atomic
def release(decision: PanelDecision, *, by: Person) -> None:
    """Let the letter leave. It comes to the partnership within minutes, and is changed no more."""
    decision = PanelDecision.objects.select_for_update(of=("self",)).select_related("item__meeting").get(pk=decision.pk)
    if decision.released_at is not None:
        raise NotDone("The letter has left already.")
    _refuse_unfit(decision.item)
    decision.released_at, decision.released_by = timezone.now(), by
    decision.save(update_fields=["released_at", "released_by"])
    audit.record(by, f"let the Panel's letter on {decision.item} leave", decision)


@transaction.atomic
def give_again(decision: PanelDecision, *, by: Person) -> None:
    """Let what could not be given be tried once more, as when the partnership has opened its folder again."""
    if not decision.not_given_why:
        raise NotDone("This has come to the partnership, or is on its way.")
    decision.not_given_why = ""
    decision.save(update_fields=["not_given_why"])
    audit.record(by, "asked for the Panel's decision to be given again", decision)


def _judge(item: DocketItem, national_reasons: str, view_reasons: str) -> None:
    meeting = item.meeting
    if meeting.held_at is None:
        raise NotDone("Record first that the meeting was held, and who was there.")
    if item.taken_off_at is not None:
        raise NotDone("This was taken off the agenda. Put it on the agenda of a meeting first.")
    if PanelDecision.objects.filter(item=item, released_at__isnull=False).exists():
        raise NotDone("The Panel's decision on this has left for the partnership. Take it up again at another meeting.")
    _refuse_unfit(item)
    if meeting.on < item.told_on:
        raise NotDone(f"This was told on {spoken(item.told_on)}, after the meeting. Put it before a later one.")
    if not national_reasons.strip() or not view_reasons.strip():
        raise NotDone("Give the reasons: the partnership reads them.")


def _refuse_unfit(item: DocketItem) -> None:
    """Not while it is withdrawn, a conflict is not spoken of, or nobody is left to decide."""
    if Told.objects.filter(pk=item.told, withdrawn_on__isnull=False).exists():
        raise NotDone("The partnership has withdrawn this. Take it off the agenda.")
    if waits := unspoken(item):
        names = ", ".join(dict.fromkeys(one.member.name for one in waits))
        raise NotDone(f"Ask first whether they have a conflict in this, and record what they say: {names}.")
    if not deciding_on(item):
        raise NotDone("Everybody who was there stands aside from this: nobody is left to decide. Put it off.")


def tidy(themes: Iterable[str]) -> list[str]:
    """Each theme once, however it was spelt, in the order given."""
    found: dict[str, str] = {}
    for theme in themes:
        words = " ".join(theme.split())[:LONGEST]
        if words:
            found.setdefault(words.casefold(), words[:1].upper() + words[1:])
    return list(found.values())
