"""What tests of the parts of a practice review share: a review called for, things written of it, and a reviewer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

from handrail.service.access.grounds import ASKING
from handrail.service.access.models import Person
from handrail.service.audit.actions import act_as, name_actor
from handrail.service.cases.actions import give_key
from handrail.service.cases.models import Case
from handrail.service.partnerships.models import Body, Kind
from handrail.service.reviews import actions
from handrail.service.reviews.actions.contents import list_for, wanted_in
from handrail.service.reviews.models import (
    DraftShown,
    FamilyMember,
    FinalReport,
    InformationAnswer,
    InformationRequest,
    Kept,
    OfReview,
    ReportDraft,
    Terms,
)
from handrail.service.reviews.under_way import UnderWay
from tests.rooms.cast import Cast, employ
from tests.rooms.reviews.longer_reviews import called_for

ON = date(2024, 4, 15)
"""A Monday, after the decision of 27 March 2024."""


def review_of(cast: Cast) -> tuple[Case, UnderWay]:
    review, going = called_for(cast)
    return review.case, going


def write(cast: Cast, case: Case, going: UnderWay, row: OfReview) -> Any:
    return actions.write_of(case, going, row, by=cast["coordinator"])


def write_under(cast: Cast, case: Case, going: UnderWay, row: Kept, of: OfReview) -> Any:
    return actions.write_under(case, going, row, of=of, by=cast["coordinator"])


def terms(**more: Any) -> Terms:
    return Terms(**{"purpose": "To learn.", "questions": "Why did it make sense?", **more})


def draft(**more: Any) -> ReportDraft:
    return ReportDraft(**{"dated_on": ON, "text": "What was learnt.", **more})


def mother(**more: Any) -> FamilyMember:
    return FamilyMember(**{"name": "Mara Fictionby", "relation": "his mother", **more})


def shown_to(of: ReportDraft, **more: Any) -> DraftShown:
    return DraftShown(**{"draft": of, "on": ON, "how": "all of it", **more})


def request(cast: Cast, **more: Any) -> InformationRequest:
    said = {
        "under": InformationRequest.Under.PARTNER, "by_body": cast.council, "of_body": cast.trust, "what": "The notes",
        "purpose": "This review", "goes_to": "The reviewer", "on": ON, "wanted_by": date(2024, 5, 7),
    }  # fmt: skip
    return InformationRequest(**said | more)


def came(what: InformationAnswer.What, of: InformationRequest, on: date = ON, **more: Any) -> InformationAnswer:
    return InformationAnswer(request=of, what=what, on=on, text="On advice.", **more)


def reviewer_of(cast: Cast, case: Case) -> Person:
    """Somebody independent, with the keys that a commission gives."""
    body = Body.objects.create(kind=Kind.REVIEWERS, name="Alder Lane Reviews")
    name_actor(cast["coordinator"])
    for room in ("reviews", "chronologies", "learning"):
        give_key(case, body, opens=room, why="commissioned", ground=ASKING, by=cast["coordinator"])
    return employ("Imogen Farthing", "reviewer", body, cast.partnership)


def agreed_by_the_partners(cast: Cast, case: Case, going: UnderWay, on: date, text: str = "") -> FinalReport:
    """A version that holds all it must, given in and agreed as the report on that day."""
    by = cast["coordinator"]
    version = write(cast, case, going, draft(dated_on=on, text=text or "What was learnt."))
    wanted = wanted_in(case, list_for(going), going.since)
    actions.consider_contents(case, going, version, [replace(one, answer="yes") for one in wanted], by=by)
    if going.called is None:
        actions.receive_report(case, going, on=on, by=by)
    row = FinalReport(draft=version, agreed_on=on, agreed_by_name="The partners", quality="It says why.")
    kept = write(cast, case, going, row)
    assert isinstance(kept, FinalReport)
    return kept


@contextmanager
def acting(person: Person, after: Person) -> Iterator[None]:
    """The database's own rules for somebody, then for somebody else again."""
    act_as(person)
    yield
    act_as(after)
