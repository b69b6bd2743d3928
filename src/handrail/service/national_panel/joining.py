"""The cases that one national review is of, besides the one on which it was decided, and where work may be done twice.

Whoever is shut out of one of its cases reads nothing of what is done on the review.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from handrail.service.access.models import Person
from handrail.service.national_panel.holding import ENDS, What, held, is_held, standing_steps
from handrail.service.national_panel.models import CaseJoined, DocketItem, PanelDecision, Told


def joined_to(decision: PanelDecision) -> list[CaseJoined]:
    """Those that were not taken out again."""
    rows = CaseJoined.objects.filter(decision=decision, taken_out_at__isnull=True)
    return list(rows.select_related("item__partnership", "item__authority", "item__meeting", "recorded_by"))


def reads_review(person: Person, decision: PanelDecision) -> bool:
    """Whether every case that the review is or was of is there for this person."""
    theirs = DocketItem.objects.visible_to(person).values("pk")
    return not CaseJoined.objects.filter(decision=decision).exclude(item__in=theirs).exists()


def reads_of(person: Person) -> list[PanelDecision]:
    """The national reviews that are held and of which each case is there for this person."""
    theirs = DocketItem.objects.visible_to(person).values("pk")
    shut = CaseJoined.objects.filter(decision=OuterRef("pk")).exclude(item__in=theirs)
    return list(held(person).exclude(Exists(shut)))


def runs(decision: PanelDecision) -> bool:
    """Whether the review is held, and neither published nor called off."""
    return is_held(decision) and not {one.what for one in standing_steps(decision)} & {*ENDS, What.CALLED_OFF}


def may_join(person: Person, decision: PanelDecision) -> QuerySet[DocketItem]:
    """What else is before the Panel and is in no national review yet. Of what was taken up again, the last alone; of
    what one partnership told of one case, each notice by itself."""
    taken = CaseJoined.objects.filter(taken_out_at__isnull=True).values("item")
    holds = Q(decision__national=PanelDecision.National.HOLD)
    found = DocketItem.objects.visible_to(person).standing().filter(meeting__panel=decision.item.meeting.panel_id)
    found = found.exclude(pk=decision.item_id).exclude(pk__in=taken).exclude(holds)
    found = found.exclude(pk__in=DocketItem.objects.standing().filter(again_of__isnull=False).values("again_of"))
    return found.select_related("partnership", "authority", "meeting").order_by("-meeting__on", "place")


def in_review(item: DocketItem) -> CaseJoined | None:
    """The national review that a case was joined to, if it is in one now."""
    rows = CaseJoined.objects.filter(item=item, taken_out_at__isnull=True)
    return rows.select_related("decision__item__partnership").first()


def twice(items: list[DocketItem]) -> list[str]:
    """Of which of its cases the partners hold a local review too, as they last told it."""
    now = dict(Told.objects.filter(pk__in=[one.told for one in items]).values_list("pk", "local_review"))
    return [
        f"{one.partnership} holds a local review too ({one.national_reference or one.authority}). Agree who speaks "
        "with the family and who asks for what, so that nothing is done twice."
        for one in items if now.get(one.told, one.local_review)
    ]  # fmt: skip
