"""What the guidance needs to know of a death's forms: that the agencies were asked. Each form's own facts are filed by
its request."""

from __future__ import annotations

from handrail.service.cases.filing import Filing, Happened
from handrail.service.reporting_forms.models import ReportingForms


def filing_of(forms: ReportingForms) -> Filing:
    return Filing(
        title=str(forms),
        url_name="reporting_forms:forms",
        filed_at=forms.recorded_at,
        facts=(Happened("child_death_forms_sent_out", forms.recorded_at, str(forms.death_id)),),
    )
