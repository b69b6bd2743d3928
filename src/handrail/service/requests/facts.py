"""What the guidance, and the folder, need to know of a request."""

from __future__ import annotations

from collections.abc import Iterator

from handrail.guidance import london_day
from handrail.service.cases.filing import Asked, Filing, Happened
from handrail.service.requests.models import Request

CONTRIBUTION = "own contribution"
_FORM = ("child_death_form_requested", "child_death_form_returned", "child_death_form_no_longer_needed")
KINDS = {
    Request.Of.SUMMARY: ("summary_requested", "summary_received", "summary_no_longer_needed"),
    Request.Of.REPORTING_FORM: _FORM,
    Request.Of.SUPPLEMENT: _FORM,
}
"""What the guidance calls it that something was asked for, came, and was let go."""


def filing_of(request: Request) -> Filing:
    """A request is its own thing: one body's answer stops no other body's clock."""
    return Filing(
        title=str(request),
        url_name="requests:request",
        filed_at=request.asked_at,
        facts=tuple(_facts(request)),
        asked=(_asked(request),),
        opens=CONTRIBUTION,
        for_body=request.body,
    )


def _facts(request: Request) -> Iterator[Happened]:
    """The guidance speaks of summaries and of reporting forms, and of nothing else that is asked."""
    if request.of not in KINDS:
        return
    about = str(request.pk)
    requested, came, let_go = KINDS[Request.Of(request.of)]
    yield Happened(requested, request.asked_at, about)
    if request.received_at:
        yield Happened(came, request.received_at, about)
    if request.no_longer_needed_at:
        yield Happened(let_go, request.no_longer_needed_at, about)


def _asked(request: Request) -> Asked:
    return Asked(
        title=f"Send the {request.get_of_display().lower()}",
        of=request.body,
        by=str(request.case.partnership),
        about=str(request.pk),
        asked_at=request.asked_at,
        due_on=request.due_on,
        done_at=request.received_at,
        fell_away_on=london_day(request.no_longer_needed_at) if request.no_longer_needed_at else None,
    )
