"""What a folder files of a publication. What happened of the review itself is told by the review's own steps."""

from __future__ import annotations

from handrail.service.cases.filing import Filing
from handrail.service.publication.models import Publication


def filing_of(paper: Publication) -> Filing:
    return Filing(title=str(paper), url_name="publication:gate", filed_at=paper.recorded_at)
