"""What the folder needs to know of a chronology. The guidance speaks of none, so it sets no clock running."""

from __future__ import annotations

from handrail.service.cases.filing import Filing
from handrail.service.chronologies.models import Chronology

OPENS = "chronologies"


def filing_of(chronology: Chronology) -> Filing:
    return Filing(
        title=str(chronology),
        url_name="chronologies:chronology",
        filed_at=chronology.recorded_at,
        opens=OPENS,
        found_by=(chronology.title,),
    )
