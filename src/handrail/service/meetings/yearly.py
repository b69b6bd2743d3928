"""What the yearly report tells of meetings: who came of those asked or expected, and what the partnership decided."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from handrail.guidance import london_day, spoken
from handrail.service.meetings.models import Attendance, Decision, Group, Meeting, Voice
from handrail.service.meetings.quorum import Attended, GroupsYear, year_of
from handrail.service.partnerships.models import Body, Membership
from handrail.service.yearly import Rows, Told, Year, many

OTHERS = "All others together"
Came = Attendance.Came


def told(partnership: Body, year: Year) -> Iterator[Told]:
    """Meetings on folders first; those of the partnership itself after them."""
    yield from _on_folders(partnership, year)
    groups = Group.objects.filter(case__partnership=partnership).select_related("case")
    years = {group: year_of(group, year) for group in groups}
    held = {group: one for group, one in years.items() if one.held}
    if held:
        yield _of_the_partnership(held)
    yield from _decided(partnership, year)


def _on_folders(partnership: Body, year: Year) -> Iterator[Told]:
    """Only the safeguarding partners stand by name: that a school or a surgery was asked would tell of a child."""
    asked = Attendance.objects.filter(
        meeting__case__partnership=partnership, meeting__cancelled_at__isnull=True, **year.instants("meeting__held_at")
    ).exclude(meeting__purpose=Meeting.For.PARTNERSHIP)
    partners = dict(
        Membership.objects.filter(partnership=partnership, place=Membership.Place.SAFEGUARDING_PARTNER).values_list(
            "body", "body__name"
        )
    )
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for body, came in asked.values_list("body", "came"):
        counts[partners.get(body, OTHERS)][came] += 1
    if not counts:
        return
    order = sorted(counts, key=lambda name: (name == OTHERS, name))
    rows = tuple(_row(name, counts[name]) for name in order)
    header = ("Body", "Asked", "Came", "Sent apologies", "Did not come", "Not recorded")
    yield Told(
        "attendance", "Attendance at meetings of reviews", ("what_was_done",),
        ("Counted by person asked, over the meetings on reviews that were held in these twelve months.",),
        (Rows("Who came, of those who were asked", header, rows),),
    )  # fmt: skip


def _row(name: str, counts: Counter[str]) -> tuple[str, ...]:
    """Every person asked stands in one of the columns after the first number."""
    there = counts[Came.CAME] + counts[Came.DEPUTY]
    numbers = (sum(counts.values()), there, counts[Came.APOLOGIES], counts[Came.DID_NOT_COME], counts[Came.INVITED])
    return name, *(f"{number:,}" for number in numbers)


def _of_the_partnership(years: dict[Group, GroupsYear]) -> Told:
    """Body by body, by meeting and not by person. All stand by name: who has a seat in a group tells of no child."""
    lines = [
        f"{group}: {many(len(one.held), 'meeting')} held, of the {one.wanted} that its terms ask for in twelve months; "
        f"{one.with_quorum} with a quorum."
        for group, one in years.items()
    ]
    lines.append("A body was there when one of those expected from it came, or a deputy did.")
    header = ("Body", "Expected at", "There", "Of these by a deputy", "Sent apologies", "Absent", "Not recorded")
    tables = tuple(
        Rows(f"{group}: how many of its meetings each body came to", header, tuple(_of_body(row) for row in one.bodies))
        for group, one in years.items()
    )
    return Told(
        "partnership_meetings", "Meetings of the partnership", ("what_was_done",), tuple(lines),
        tables,
    )  # fmt: skip


def _of_body(row: Attended) -> tuple[str, ...]:
    numbers = (row.expected, row.came + row.deputies, row.deputies, row.apologies, row.absent, row.not_known)
    return row.body.name, *(f"{number:,}" for number in numbers)


def _decided(partnership: Body, year: Year) -> Iterator[Told]:
    """Words only of decisions of which somebody said, as they were recorded, that they may stand here; and of none
    about what stands in a folder, since a report is read by those who may be shut out of that."""
    made = Decision.objects.filter(
        meeting__case__partnership=partnership, meeting__group__isnull=False, set_aside_at__isnull=True,
        **year.instants("meeting__held_at"),
    )  # fmt: skip
    if not made:
        return
    against = made.filter(voices__says=Voice.Says.DISSENTED).distinct().count()
    lines = [
        f"The groups of the partnership recorded {many(made.count(), 'decision')}; somebody dissented from {against}."
    ]
    words = (
        made.filter(publish=True, matter_folder__isnull=True)
        .select_related("meeting")
        .order_by("meeting__held_at", "pk")
    )
    rows = tuple(
        (spoken(london_day(one.meeting.held_at)), str(one.meeting), one.text) for one in words if one.meeting.held_at
    )
    tables = (Rows("What was decided", ("Day", "Group", "Decision"), rows),) if rows else ()
    yield Told("decisions", "What the partnership decided", ("what_was_done",), tuple(lines), tables)
