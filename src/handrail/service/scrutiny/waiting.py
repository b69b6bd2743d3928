"""What scrutiny waits for, and from whom: an answer to a finding, a piece of work, an answer to an inspection, what is
done about one, what was promised. The day's reminders and the list of what is due both read it here."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from handrail.guidance import london_day
from handrail.service.partnerships.models import Body
from handrail.service.requests.letters import addresses_of, every_address_of
from handrail.service.scrutiny import letters
from handrail.service.scrutiny.models import Activity, Finding, Inspection, Promise, Remedy
from handrail.service.scrutiny.standing import come_of


@dataclass(frozen=True, slots=True)
class Waits:
    """One thing that waits: what of, for whom, since when, by when, and where it is done."""

    of: Finding | Activity | Inspection | Remedy | Promise
    what: str
    """As it stands in a list and in a message: it quotes nothing of what was found."""
    who: str
    partnership: Body
    since: date
    due_on: date
    page: str
    body: Body | None = None
    case_id: uuid.UUID | None = None

    @property
    def addresses(self) -> list[str]:
        """Of whoever has to do it."""
        if isinstance(self.of, Finding) and self.what == ANSWER:
            return letters.asked_of(self.of)
        if isinstance(self.of, Finding):
            return letters.of_scrutineer(self.of.activity.scrutineer)
        if isinstance(self.of, Activity):
            return letters.of_scrutineer(self.of.scrutineer)
        if isinstance(self.of, Promise):
            return addresses_of(self.of.body, self.of.case_id)
        return every_address_of(self.of.body) if isinstance(self.of, Remedy) else [self.partnership.mailbox]


ANSWER, LOOK = "Answer a finding of scrutiny", "Look whether a finding of scrutiny was acted on"
NOBODY = "Nobody is appointed for this"


def waiting() -> Iterator[Waits]:
    """All of it, of every partnership."""
    yield from not_promised()
    yield from _promises()


def not_promised(partnership: Body | None = None) -> Iterator[Waits]:
    """What waits in no folder, of one partnership or of every one."""
    yield from _findings(partnership)
    yield from _activities(partnership)
    yield from _inspections(partnership)


def _findings(partnership: Body | None) -> Iterator[Waits]:
    rows = Finding.objects.filter(set_aside_at__isnull=True).exclude(kind=Finding.Kind.STRENGTH)
    held = rows.filter(partnership=partnership) if partnership else rows
    today = timezone.localdate()
    for one in held.select_related(
        "partnership", "to_body", "activity__scrutineer__body", "activity__scrutineer__partnership"
    ).prefetch_related("responses", "follow_ups"):
        come = come_of(one, today)
        if come.by is None or not come.waits:
            continue
        asked = come.waits == "answer"
        who = one.to_whom if asked else _who_does(one.activity)
        yield Waits(
            one, ANSWER if asked else LOOK, who, one.partnership, london_day(one.recorded_at), come.by,
            letters.page_of(one), one.to_body,
        )  # fmt: skip


def _who_does(work: Activity) -> str:
    """The work of a scrutineer who has ended is the partnership's, until it says who does it."""
    return work.scrutineer.name if work.scrutineer.ended_on is None else NOBODY


def _activities(partnership: Body | None) -> Iterator[Waits]:
    rows = Activity.objects.filter(done_on__isnull=True, dropped_on__isnull=True)
    held = rows.filter(plan__partnership=partnership) if partnership else rows
    for one in held.select_related("plan__partnership", "scrutineer__body", "scrutineer__partnership"):
        page = reverse("scrutiny:activity", args=[one.pk])
        yield Waits(
            one, f"A piece of scrutiny: {one}", _who_does(one), one.plan.partnership, london_day(one.recorded_at),
            one.due_on, page,
        )  # fmt: skip


def _inspections(partnership: Body | None) -> Iterator[Waits]:
    waits = Inspection.objects.filter(answer_due_on__isnull=False, answered_on__isnull=True, set_aside_at__isnull=True)
    to_do = Remedy.objects.filter(done_on__isnull=True, dropped_on__isnull=True)
    if partnership:
        waits, to_do = waits.filter(partnership=partnership), to_do.filter(partnership=partnership)
    for one in waits.select_related("partnership"):
        assert one.answer_due_on is not None
        page = reverse("scrutiny:inspection", args=[one.pk])
        yield Waits(
            one, f"Answer an inspection: {one.of_what}", str(one.partnership), one.partnership,
            one.published_on or one.began_on, one.answer_due_on, page,
        )  # fmt: skip
    for remedy in to_do.select_related("partnership", "body", "inspection"):
        yield Waits(
            remedy, f"To do after an inspection: {remedy.inspection.of_what}", f"{remedy.owner}, {remedy.body}",
            remedy.partnership, london_day(remedy.recorded_at), remedy.due_on, letters.page_of_remedy(remedy),
            remedy.body,
        )  # fmt: skip


def _promises() -> Iterator[Waits]:
    rows = Promise.objects.filter(done_on__isnull=True, dropped_on__isnull=True, case__closed_at__isnull=True)
    for one in rows.select_related("body", "case", "round__question_set", "round__partnership"):
        page = reverse("scrutiny:promise_done", args=[one.case_id, one.pk])
        yield Waits(
            one, f"Promised: {one.round}", f"{one.owner}, {one.body}", one.round.partnership,
            london_day(one.recorded_at), one.due_on, page, one.body, one.case_id,
        )  # fmt: skip
