"""What the yearly report tells of meetings: who came, against who was asked to come."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from handrail.service.meetings.models import Attendance
from handrail.service.partnerships.models import Body, Membership
from handrail.service.yearly import Rows, Told, Year

OTHERS = "All others together"


def told(partnership: Body, year: Year) -> Iterator[Told]:
    """Only the safeguarding partners stand by name: that a school or a surgery was asked would tell of a child."""
    asked = Attendance.objects.filter(
        meeting__case__partnership=partnership, meeting__cancelled_at__isnull=True, **year.instants("meeting__held_at")
    )
    partners = dict(
        Membership.objects.filter(partnership=partnership, place=Membership.Place.SAFEGUARDING_PARTNER).values_list(
            "body", "body__name"
        )
    )
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    meetings = asked.values("meeting").distinct().count()
    for body, came in asked.values_list("body", "came"):
        counts[partners.get(body, OTHERS)][came] += 1
    if not meetings:
        return
    order = sorted(counts, key=lambda name: (name == OTHERS, name))
    rows = tuple(_row(name, counts[name]) for name in order)
    yield Told(
        "attendance", "Attendance at meetings of reviews", ("what_was_done",),
        ("Counted by person asked, over the meetings on reviews that were held in these twelve months.",),
        (Rows("Who came, of those who were asked", ("Body", "Asked", "Came", "Sent apologies"), rows),),
    )  # fmt: skip


def _row(name: str, counts: Counter[str]) -> tuple[str, str, str, str]:
    asked = sum(counts.values())
    return name, f"{asked:,}", f"{counts[Attendance.Came.CAME]:,}", f"{counts[Attendance.Came.APOLOGIES]:,}"
