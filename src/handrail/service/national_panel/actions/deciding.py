"""What the Panel decides in meeting: whether to hold a national review, and its view on a local one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction

from handrail.guidance import spoken
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.national_panel.actions.meetings import unspoken
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
    """Record what was decided, with each criterion for a national review and the reasons. It goes to the partnership
    as the Panel's letter within minutes."""
    item = DocketItem.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=item.pk)
    _judge(item, national_reasons, view_reasons)
    refuse_unweighed(weighed, item.meeting.on)
    if answer_wanted_by is not None and (view not in WAITS or answer_wanted_by < item.meeting.on):
        raise NotDone(
            "A day for an answer goes with a challenge or a question, and is not before the meeting.",
            "answer_wanted_by",
        )
    decision = PanelDecision.objects.create(
        item=item, national=national, national_reasons=national_reasons.strip(), view=view,
        view_reasons=view_reasons.strip(), answer_wanted_by=answer_wanted_by, themes=tidy(themes),
        decided_on=item.meeting.on, recorded_by=by,
    )  # fmt: skip
    NationalCriterion.objects.bulk_create(
        NationalCriterion(
            decision=decision, decides=one.decides, criterion=one.criterion, says=one.says, source=one.source,
            use=one.use, seen=one.seen, answer=one.answer, reasons=one.reasons.strip(),
        )
        for one in weighed
    )  # fmt: skip
    audit.record(by, f"recorded the Panel's decision on {item}: {decision}", decision)
    return decision


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
    if PanelDecision.objects.filter(item=item).exists():
        raise NotDone("The Panel's decision on this is recorded already. Nothing was recorded twice.")
    if Told.objects.filter(pk=item.told, withdrawn_on__isnull=False).exists():
        raise NotDone("The partnership has withdrawn this. Take it off the agenda.")
    if meeting.on < item.told_on:
        raise NotDone(f"This was told on {spoken(item.told_on)}, after the meeting. Put it before a later one.")
    if waits := unspoken(item):
        names = ", ".join(dict.fromkeys(one.member.name for one in waits))
        raise NotDone(f"Ask first whether they have a conflict in this, and record what they say: {names}.")
    aside = {one.member_id for one in item.conflicts.all() if one.stands_aside}
    if not any(one.member_id not in aside for one in meeting.present.all()):
        raise NotDone("Everybody who was there stands aside from this: nobody is left to decide. Put it off.")
    if not national_reasons.strip() or not view_reasons.strip():
        raise NotDone("Give the reasons: the partnership reads them.")


def tidy(themes: Iterable[str]) -> list[str]:
    """Each theme once, however it was spelt, in the order given."""
    found: dict[str, str] = {}
    for theme in themes:
        words = " ".join(theme.split())[:LONGEST]
        if words:
            found.setdefault(words.casefold(), words[:1].upper() + words[1:])
    return list(found.values())
