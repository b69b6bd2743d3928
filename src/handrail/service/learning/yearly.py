"""What the yearly report tells of learning: recommendations and what came of them, actions, and briefings read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from handrail.service.learning.models import Action, Addressee, BriefingCopy, BriefingRead, Evidence, Recommendation
from handrail.service.learning.models.put import ReAudit, Says
from handrail.service.partnerships.models import Body
from handrail.service.yearly import Rows, Told, Year, many

FINDS = {
    Evidence.Finds.DIFFERENCE: "Made a difference", Evidence.Finds.SOME: "Made some difference",
    Evidence.Finds.NONE: "Made no difference", Evidence.Finds.TOO_EARLY: "Too early to say",
}  # fmt: skip


def told(partnership: Body, year: Year) -> Iterator[Told]:
    yield _recommendations(partnership, year)
    yield _actions(partnership, year)
    yield from _of_meetings(partnership, year)
    yield _briefings(partnership, year)


def _recommendations(partnership: Body, year: Year) -> Told:
    made = Recommendation.objects.filter(case__partnership=partnership, set_aside_on__isnull=True)
    puts = Addressee.objects.filter(recommendation__in=made, withdrawn_on__isnull=True)
    done = list(puts.filter(**year.days("carried_out_on")).prefetch_related("evidence"))
    waiting = puts.filter(carried_out_on__isnull=True).exclude(says=Says.REFUSED)
    looks = ReAudit.objects.filter(addressee__in=puts, set_aside_on__isnull=True, **year.days("done_on"))
    slipped = looks.filter(holds=ReAudit.Holds.SLIPPED).count()
    lines = [
        f"Made in these twelve months: {many(made.filter(**year.days('made_on')).count(), 'recommendation')}.",
        f"Put to one body each, {len(done):,} were carried out in the year, and {waiting.count():,} have still to be "
        "carried out or answered.",
    ]
    if looks:
        lines.append(f"Looked at again: {len(looks)}; slipped back: {slipped}.")
    shown = Counter(_impact(put) for put in done)
    words = [*FINDS.values(), "No difference is shown yet"]
    rows = tuple((name, f"{shown[name]:,}") for name in words) if done else ()
    tables = (Rows("What carrying out a recommendation was seen to change", ("Evidence of impact", "Number"), rows),)
    return Told("recommendations", "Recommendations, and what they changed", ("impact", "reviews_answered"),
                tuple(lines), tables if rows else ())  # fmt: skip


def _impact(put: Addressee) -> str:
    newest = next((one for one in put.evidence.all() if one.of == Evidence.Of.IMPACT and one.stands), None)
    return FINDS[Evidence.Finds(newest.finds)] if newest else "No difference is shown yet"


def _actions(partnership: Body, year: Year) -> Told:
    actions = Action.objects.filter(case__partnership=partnership, meeting__isnull=True, set_aside_on__isnull=True)
    done = actions.filter(**year.days("done_on")).count()
    late = actions.filter(done_on__isnull=True, due_on__lte=year.last).count()
    lines = (f"Actions done in these twelve months: {done:,}. Due by their end and not done: {late:,}.",)
    return Told("actions", "Actions", ("reviews_answered", "what_was_done"), lines)


def _of_meetings(partnership: Body, year: Year) -> Iterator[Told]:
    """What meetings of the partnership asked for, apart from what reviews did."""
    asked = Action.objects.filter(case__partnership=partnership, meeting__held_at__isnull=False)
    asked = asked.filter(set_aside_on__isnull=True)
    made = asked.filter(**year.instants("meeting__held_at")).count()
    done = asked.filter(**year.days("done_on")).count()
    late = asked.filter(done_on__isnull=True, due_on__lte=year.last).count()
    if made or done or late:
        lines = (
            f"Meetings of the partnership asked for {many(made, 'action')}. Done in these twelve months: {done:,}. "
            f"Due by their end and not done: {late:,}.",
        )
        yield Told("meeting_actions", "Actions of the partnership's meetings", ("what_was_done",), lines)


def _briefings(partnership: Body, year: Year) -> Told:
    copies = BriefingCopy.objects.filter(briefing__case__partnership=partnership, briefing__withdrawn_at__isnull=True)
    sent = copies.filter(**year.instants("sent_at"))
    read = BriefingRead.objects.filter(briefing__in=copies.values("briefing"), **year.instants("read_at"))
    number, bodies = sent.values("briefing").distinct().count(), sent.values("body").distinct().count()
    lines = (
        f"Briefings sent: {number:,}, to {many(bodies, 'body', 'bodies')}. "
        f"People who said that they had read one: {read.values('person').distinct().count():,}.",
    )
    return Told("briefings", "Briefings", ("learning", "what_was_done"), lines)
