"""What the law hears of a death that an overview panel analysed."""

from __future__ import annotations

from collections.abc import Iterator

from handrail.service.cases.filing import Filing, Happened
from handrail.service.overview_panels.models import PanelPack


def filing_of(pack: PanelPack) -> Filing:
    return Filing(
        title=str(pack), url_name="overview_panels:pack", filed_at=pack.recorded_at, facts=tuple(_facts(pack))
    )


def _facts(pack: PanelPack) -> Iterator[Happened]:
    if pack.completed_on is None:
        return
    for kind, happened in (
        ("child_death_review_completed", True),
        ("modifiable_factors_recorded", True),
        ("overview_panel_suspected_abuse", bool(pack.abuse_why)),
        ("registered_cause_found_wrong", bool(pack.cause_why)),
    ):
        if happened:
            yield Happened(kind, pack.completed_on, pack.about)
