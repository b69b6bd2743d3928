"""What the folder needs to know of a round. Its days are those of its requests: the law counts none."""

from __future__ import annotations

from handrail.service.cases.filing import Filing
from handrail.service.scrutiny.models import Round


def filing_of(round_: Round) -> Filing:
    return Filing(title=str(round_), url_name="scrutiny:round", filed_at=round_.recorded_at, in_short=str(round_))
