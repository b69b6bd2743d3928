"""What tests of publication share: a local review of 2024, with a public text brought to a chosen stage."""

from __future__ import annotations

from datetime import date, datetime, time

from handrail.guidance.days import LONDON
from handrail.service.access.models import Person
from handrail.service.audit.actions import name_actor
from handrail.service.children.models import Child
from handrail.service.publication import actions
from handrail.service.publication.gate import current
from handrail.service.publication.models import Publication, Version
from handrail.service.publication.written import Recommendation, Section, Text
from handrail.service.reviews import actions as reviews
from handrail.service.reviews.report_given import agreed_report
from handrail.service.reviews.under_way import UnderWay, reviews_under_way
from tests.rooms.cast import Cast, employ, open_folder_for
from tests.rooms.reviews.in_full import agreed_by_the_partners
from tests.rooms.reviews.longer_reviews import called_for

NOW = datetime(2024, 9, 2, 12, tzinfo=LONDON)
"""A Monday, before the end of the six months on 27 September 2024."""
PLANNED = date(2024, 9, 16)
AGREED = date(2024, 8, 12)
AT_TEN = time(10)
LEAVES = datetime(2024, 9, 16, 10, tzinfo=LONDON)
HARMLESS = "Agencies did not read their notes together.\n\n- Calls were logged.\n- Nobody compared them."
TEXT = Text(
    "Local child safeguarding practice review: Child Q", "What agencies learnt.",
    (Section("What was learnt", HARMLESS), Section("What is to improve", "Calls are read together each week.")),
    (Recommendation("Read calls together each week.", ("All agencies",)),),
)  # fmt: skip


def called(cast: Cast, kind: str, what: str = "report") -> tuple[Publication, UnderWay]:
    """The same of a review that no edition sets a clock running for, with a text."""
    case = open_folder_for(cast)
    name_actor(cast["coordinator"])
    reviews.call_review(
        case, kind=kind, decided_on=date(2024, 4, 15), decided_by_name="The partners", reasons="To learn.",
        by=cast["coordinator"],
    )  # fmt: skip
    (going,) = reviews_under_way(case)
    publication = actions.begin(case, going, what=what, by=cast["coordinator"])
    actions.write(publication, TEXT, over=1, by=cast["coordinator"])
    return publication, going


def begun(cast: Cast, what: str = "report") -> tuple[Publication, UnderWay]:
    """A publication begun by the coordinator, whose unit of work this then is; the case knows one child."""
    review, going = called_for(cast)
    Child.objects.create(
        folder=review.case.folder, given_names="Jasper", family_name="Fairlight", also_known_as="Jaz",
        born_on=date(2015, 6, 1), nhs_number="9990001235",
    )  # fmt: skip
    name_actor(cast["coordinator"])
    return actions.begin(review.case, going, what=what, by=cast["coordinator"]), going


def written(cast: Cast, text: Text = TEXT, what: str = "report") -> tuple[Publication, UnderWay]:
    publication, going = begun(cast, what)
    actions.write(publication, text, over=1, by=cast["coordinator"])
    return publication, going


def write(cast: Cast, publication: Publication, text: Text) -> Version:
    name_actor(cast["coordinator"])
    return actions.write(publication, text, over=current(publication).number, by=cast["coordinator"])


def approved(cast: Cast, publication: Publication, *people: Person) -> None:
    """By two who did not write it, unless others are named; the coordinator acts afterwards."""
    for person in people or (cast["senior officer"], second_approver(cast)):
        name_actor(person)
        actions.approve(publication, number=current(publication).number, body=cast.council, by=person)
    name_actor(cast["coordinator"])


def second_approver(cast: Cast) -> Person:
    known = Person.objects.filter(name="Ada Second").first()
    return known or employ("Ada Second", "senior officer", cast.council, cast.partnership)


def planned(cast: Cast, publication: Publication, going: UnderWay, on: date = PLANNED) -> None:
    by = cast["coordinator"]
    if agreed_report(publication.review) is None:
        agreed_by_the_partners(cast, publication.case, going, AGREED)
    reviews.plan_publication(publication.case, going, on=on, by=by)
    if going.called is None:
        reviews.give_report(
            publication.case, going, to=["panel", "secretary of state", "ofsted"], on=NOW.date(), by=by,
            improvements="Calls are read together." if publication.what == "improvements" else "",
        )  # fmt: skip


def ready(cast: Cast, text: Text = TEXT, what: str = "report") -> tuple[Publication, UnderWay]:
    """Everything is met but that it be set to leave."""
    publication, going = written(cast, text, what)
    approved(cast, publication)
    planned(cast, publication, going)
    actions.record_family(
        publication, told_on=NOW.date(), how="His mother, by her social worker.", by=cast["coordinator"]
    )
    return publication, going


def set_to_leave(cast: Cast, text: Text = TEXT, what: str = "report") -> Publication:
    publication, _ = ready(cast, text, what)
    return actions.set_to_leave(publication, at=AT_TEN, by=cast["coordinator"])
