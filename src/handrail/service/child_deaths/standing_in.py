"""An agency's reporting form stands in for one of its people who cannot come to the review meeting."""

from __future__ import annotations

from datetime import date

from handrail.guidance import london_day
from handrail.service.cases.follow import follow
from handrail.service.child_deaths.models import Death, WrittenAccount
from handrail.service.requests.models import Request


def form_for(account: WrittenAccount, death: Death) -> date | None:
    """The day from which the form of their agency stands in: the day it came, or that on which their absence was known.

    A form that says "we hold nothing" tells the meeting nothing, and stands in for nobody.
    """
    if account.body_id is None:
        return None
    forms = Request.objects.filter(
        case=death.case_id, about=str(death.pk), of=Request.Of.REPORTING_FORM, body=account.body_id,
        received_at__isnull=False, not_known_at=None, no_longer_needed_at=None,
    )  # fmt: skip
    came = forms.values_list("received_at", flat=True).first()
    return max(london_day(came), account.absence_known_on) if came else None


def form_came(asked: Request) -> None:
    """Whoever of that agency could not come is no longer chased for an account."""
    if asked.of != Request.Of.REPORTING_FORM:
        return
    waiting = WrittenAccount.objects.filter(
        sent_on=None, set_aside_at=None, body=asked.body_id, review_meeting__death__case=asked.case_id
    )
    for death in Death.objects.filter(case=asked.case_id, review_meetings__accounts__in=waiting).distinct():
        if str(death.pk) == asked.about:
            follow(death)
