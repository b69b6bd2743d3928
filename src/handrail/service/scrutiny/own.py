"""What the list of what is due, and the first page of a body's people, are told of scrutiny."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Min
from django.urls import reverse

from handrail.guidance import spoken
from handrail.service.access.models import Person
from handrail.service.access.roles import ALL
from handrail.service.cases.models import Case
from handrail.service.partnerships.models import Body
from handrail.service.room import OwnClock
from handrail.service.scrutiny.doors import READS, findings_put_to, partnerships_of, remedies_put_to
from handrail.service.scrutiny.letters import page_of_remedy
from handrail.service.scrutiny.models import Promise, Remedy, Round
from handrail.service.scrutiny.waiting import not_promised

SET = "A day that was agreed; no law sets it"


def own_clocks(person: Person, partnership: Body) -> Iterator[OwnClock]:
    """Each thing that waits; of promises one line for each round, since a round may have hundreds."""
    if partnership not in partnerships_of(person, READS, scrutineers=False):
        return
    for one in not_promised(partnership):
        page = reverse("scrutiny:inspection", args=[one.of.inspection_id]) if isinstance(one.of, Remedy) else one.page
        yield OwnClock(one.what, SET, one.since, one.due_on, one.who, page, "")
    folders = Case.objects.visible_to(person, {ALL}).filter(partnership=partnership, closed_at__isnull=True)
    waits = Promise.objects.filter(case__in=folders, done_on__isnull=True, dropped_on__isnull=True)
    told = waits.order_by().values("round").annotate(many=Count("pk"), first=Min("due_on"), since=Min("recorded_at"))
    rounds = Round.objects.select_related("question_set").in_bulk([row["round"] for row in told])
    for row in told:
        round_ = rounds[row["round"]]
        many = "1 promise" if row["many"] == 1 else f"{row['many']} promises, the first"
        yield OwnClock(
            f"{round_}: {many} to be kept", SET, row["since"].date(), row["first"], "Those who promised",
            reverse("scrutiny:round", args=[round_.case_id, round_.pk]), "",
        )  # fmt: skip


def what_waits(person: Person) -> Iterator[tuple[str, str]]:
    """For people of a body that scrutiny asks, whose folders say nothing of it."""
    for finding in findings_put_to(person):
        if finding.answer_due_on is not None and not finding.responses.all():
            by = spoken(finding.answer_due_on)
            yield (
                f"Scrutiny asks {finding.to_whom} for an answer by {by}",
                reverse("scrutiny:finding", args=[finding.pk]),
            )
    for remedy in remedies_put_to(person):
        words = f"After an inspection {remedy.body} is to do something by {spoken(remedy.due_on)}"
        yield words, page_of_remedy(remedy)
