"""What the guidance needs to know of a death."""

from __future__ import annotations

from collections.abc import Iterator

from handrail.service.cases.filing import Filing, Happened
from handrail.service.child_deaths.models import Death


def filing_of(death: Death) -> Filing:
    return Filing(
        title=str(death),
        url_name="child_deaths:death",
        filed_at=death.recorded_at,
        facts=tuple(_facts(death)),
    )


def _facts(death: Death) -> Iterator[Happened]:
    return iter(())
