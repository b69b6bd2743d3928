"""A year of the Panel's: what it was told, what it decided, how long that took, which themes came back in its
decisions, and what the reviews found that were published in that year.

Numbers by partnership and by theme are kept back where they are small.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from handrail.analysis.small_numbers import shown
from handrail.service.access.models import Person
from handrail.service.national_panel.bodies import PANEL
from handrail.service.national_panel.doors import told_to_panel
from handrail.service.national_panel.models import (
    DocketItem,
    NationalCriterion,
    PanelDecision,
    PanelMeeting,
    Told,
)
from handrail.service.national_panel.themes import Found, found_in

Cells = dict[str, int | None]
"""A table of counts; None for one that is kept back."""


@dataclass(frozen=True, slots=True)
class Year:
    """What the yearly report is assembled from."""

    number: int
    told: Counter[str]
    withdrawn: int
    in_time: Counter[str]
    late: Counter[str]
    natures: Cells
    partnerships: Cells
    local_reviews: int
    meetings: int
    national: Counter[str]
    views: Counter[str]
    days: list[int]
    themes: Cells
    criteria: Cells
    """In how many decisions each criterion for a national review was answered yes."""
    found: Found

    @property
    def decided(self) -> int:
        return len(self.days)

    @property
    def middle(self) -> float | None:
        """Half of the decisions took no longer than this many days from the day it was told."""
        return median(self.days) if self.days else None


def year_of(number: int, person: Person) -> Year:
    every = list(told_to_panel(person).filter(told_on__year=number))
    rows = [row for row in every if row.withdrawn_on is None]
    theirs = DocketItem.objects.visible_to(person).values("pk")
    made = PanelDecision.objects.filter(decided_on__year=number, item__in=theirs)
    decisions = list(made.exclude(item__again__decision__isnull=False).select_related("item"))
    notices = [row for row in rows if row.what == Told.What.INCIDENT]
    return Year(
        number=number,
        told=Counter(row.get_what_display() for row in rows),
        withdrawn=len(every) - len(rows),
        in_time=Counter(row.get_what_display() for row in rows if row.in_time),
        late=Counter(row.get_what_display() for row in rows if row.in_time is False),
        natures=shown(Counter(row.nature or "Not said" for row in notices)),
        partnerships=shown(Counter(str(row.partnership) for row in notices)),
        local_reviews=sum(row.what == Told.What.RAPID_REVIEW and bool(row.local_review) for row in rows),
        meetings=PanelMeeting.objects.filter(panel=PANEL.key, held_at__isnull=False, on__year=number).count(),
        national=Counter(one.get_national_display() for one in decisions),
        views=Counter(one.get_view_display() for one in decisions),
        days=sorted((one.decided_on - one.item.told_on).days for one in decisions),
        themes=shown(_themes(decisions)),
        criteria=shown(_criteria(decisions)),
        found=found_in(number),
    )


def _criteria(decisions: Sequence[PanelDecision]) -> Counter[str]:
    met = NationalCriterion.objects.filter(decision__in=decisions, answer=NationalCriterion.Answer.YES)
    return Counter(met.values_list("says", flat=True))


def _themes(decisions: Sequence[PanelDecision]) -> Counter[str]:
    """In how many decisions each theme was named, however it was spelt, under the spelling used first."""
    spelt: dict[str, str] = {}
    return Counter(spelt.setdefault(theme.casefold(), theme) for one in decisions for theme in one.themes)
