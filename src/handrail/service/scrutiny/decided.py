"""What decisions of the partnership have to do with scrutiny: outcomes and audits that one may be about, and what was
decided about an outcome, kept with it as what it was used for."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from handrail.guidance import london_day, spoken
from handrail.service.access.models import Person
from handrail.service.access.roles import ALL
from handrail.service.cases.models import Case
from handrail.service.meetings.models import Decision
from handrail.service.partnerships.models import Body
from handrail.service.room import Matter
from handrail.service.scrutiny.actions.indicators import set_use_aside, use
from handrail.service.scrutiny.doors import READS, partnerships_of
from handrail.service.scrutiny.models import Indicator, Round, Use


def matters(person: Person, partnership: Body) -> Iterator[Matter]:
    if partnership in partnerships_of(person, READS):
        for one in Indicator.objects.filter(partnership=partnership, ended_on__isnull=True):
            yield Matter("indicator", one.pk, one.outcome, reverse("scrutiny:indicator", args=[one.pk]))
    folders = Case.objects.visible_to(person, {ALL}).filter(partnership=partnership)
    for found in Round.objects.filter(case__in=folders).select_related("question_set"):
        href = reverse("scrutiny:round", args=[found.case_id, found.pk])
        yield Matter("audit", found.pk, str(found), href, found.case_id)


def decided(decision: Decision, by: Person) -> None:
    """A decision about an outcome is one of its uses, with its words and the meeting that made it, until it is set
    aside."""
    if decision.matter != "indicator" or decision.matter_key is None:
        return
    meeting = decision.meeting
    held_on = london_day(meeting.held_at or meeting.starts_at)
    found = Indicator.objects.filter(pk=decision.matter_key, partnership=meeting.case.partnership).first()
    if found is not None and decision.set_aside_at is not None:
        of_it = {"used_for": Use.For.DECISION, "words": decision.text, "used_on": held_on}
        for one in Use.objects.filter(indicator=found, set_aside_at__isnull=True, **of_it)[:1]:
            set_use_aside(one, why=decision.set_aside_why, by=by)
    elif found is not None:
        use(
            found, used_for=Use.For.DECISION, words=decision.text, by_whom=f"{meeting}, {spoken(held_on)}", on=held_on,
            by=by,
        )  # fmt: skip
