"""The draft of an answer: one for a request, open to every colleague who may answer for the body."""

from __future__ import annotations

from handrail.service.access.models import Writer
from handrail.service.cases.drafts import begin_draft
from handrail.service.cases.models import Draft
from handrail.service.requests.models import Request
from handrail.service.requests.sheets import sheet_of


def draft_of(asked: Request) -> Draft | None:
    """The latest draft of the answer, open or sent; a discarded one is put away."""
    drafts = Draft.objects.filter(
        journey=asked.drafted_as, paper_id=asked.pk, body=asked.body_id, discarded_at__isnull=True
    )
    return (
        drafts.select_related("begun_by", "begun_by_practitioner__body", "saved_by", "saved_by_practitioner__body")
        .order_by("-begun_at")
        .first()
    )


def begin(asked: Request, *, by: Writer) -> Draft:
    """The open draft of this request, begun now if nobody has."""
    case = asked.case
    return begin_draft(
        asked.drafted_as, body=asked.body, partnership=case.partnership, by=by, case=case, paper_id=asked.pk,
        answers=sheet_of(asked).begins_with if asked.is_return else {},
    )  # fmt: skip
