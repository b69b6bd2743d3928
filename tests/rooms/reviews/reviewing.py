"""What tests of rapid reviews share: an incident notified in March 2024, and a review brought to a chosen stage."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from handrail.guidance.days import LONDON
from handrail.service.access.models import Person
from handrail.service.audit.actions import name_actor
from handrail.service.cases.follow import follow
from handrail.service.cases.models import Case, KeptClock
from handrail.service.children.models import Child
from handrail.service.incidents.models import Incident, InvolvedChild, Limb, Nature, Notice, YesNo
from handrail.service.reviews import actions
from handrail.service.reviews.models import RapidReview
from handrail.service.reviews.whole import Naming
from handrail.service.reviews.written import SECTIONS, Weighed, written
from tests.rooms.cast import Cast, employ, open_folder_for

DUE = date(2024, 3, 28)
"""Fifteen working days after 7 March 2024."""


def at(month: int, day: int, hour: int = 12, minute: int = 0) -> datetime:
    """An hour in London in 2024."""
    return datetime(2024, month, day, hour, minute, tzinfo=LONDON)


NOTIFIED = at(3, 7, 10)
COMPLETED = at(3, 27, 16)
SENT = at(3, 28, 9, 30)
TEXT = {
    "facts_of_case": "Jaz fell from a first-floor window.\n\n"
    "His school had told children's services twice.\nBoth calls were logged.",
    "immediate_action": "The window was made safe that day.",
    "improvements": "Nobody linked the two calls.",
    "context": "The family had been moved three times in a year.",
    "good_practice": "The school rang again.",
    "family": "His mother was told on 12 March 2024.",
    "next_steps": "The housing provider is asked for its records.",
}


def incident_of(case: Case, cast: Cast, notified_at: datetime | None = NOTIFIED) -> Incident:
    incident = Incident.objects.create(
        case=case, raised_by=cast.council, authority=cast.council, limb=Limb.IN_AREA, nature=Nature.SERIOUS_HARM,
        became_aware_on=date(2024, 3, 4), happened_on=date(2024, 3, 3), what_is_known="A fall from a window.",
        made_safe="He is in hospital.", recorded_by=cast["notifier"],
    )  # fmt: skip
    child = Child.objects.create(
        folder=case.folder, given_names="Jaz", family_name="Fictionby", also_known_as="JJ", born_on=date(2019, 5, 1)
    )
    InvolvedChild.objects.create(
        incident=incident, child=child, place=1, outcome=Nature.SERIOUS_HARM, looked_after=YesNo.NO,
        lives_at="4 Example Row",
    )  # fmt: skip
    if notified_at is not None:
        notify(incident, notified_at, cast["notifier"])
    follow(incident)
    return incident


def notify(incident: Incident, notified_at: datetime, by: Person) -> Notice:
    notice = Notice.objects.create(
        incident=incident, to=Notice.To.PANEL, at=notified_at, on=notified_at.date(), by_name="Norris Tiffin",
        national_reference="CSI-0001", recorded_by=by,
    )  # fmt: skip
    follow(incident)
    return notice


def begun(cast: Cast) -> RapidReview:
    """A review of one notified incident, in the coordinator's hands."""
    case = open_folder_for(cast)
    incident = incident_of(case, cast)
    name_actor(cast["coordinator"])
    return actions.begin_rapid_review(case, [incident], by=cast["coordinator"])


def filled(cast: Cast, review: RapidReview | None = None) -> RapidReview:
    """Every section written, every criterion answered, both decisions made."""
    review = review or begun(cast)
    by = cast["coordinator"]
    for section in SECTIONS:
        actions.write_page(review, section.slug, {section.column: TEXT[section.column]}, by=by)
    answer_criteria(review, by)
    decide(review, by, local="yes")
    return review


def answer_criteria(
    review: RapidReview, by: Person, answer: str = "yes", *, but: Callable[[Weighed], bool] = lambda one: False
) -> None:
    """Answer every criterion alike, but for those that are left."""
    slugs = {"local_review": "local-criteria", "national_review": "national-criteria"}
    for decides, slug in slugs.items():
        words: dict[str, str] = {}
        for one in written(review).weighed_for(decides):
            if but(one):
                continue
            words |= {one.criterion: answer, f"{one.criterion}_reasons": f"Because of what was found: {one.criterion}."}
        actions.write_page(review, slug, words, by=by)


def decide(review: RapidReview, by: Person, *, local: str, reasons: str = "The two calls were never linked.") -> None:
    words = {
        "local_review": local, "local_review_reasons": reasons,
        "national_review": "no", "national_review_reasons": "Nothing here is new to the country.",
    }  # fmt: skip
    actions.write_page(review, "decisions", words, by=by)


def completed(cast: Cast, completed_at: datetime = COMPLETED, late_reason: str = "") -> RapidReview:
    review = filled(cast)
    actions.complete_rapid_review(review, completed_at=completed_at, late_reason=late_reason, by=cast["coordinator"])
    return RapidReview.objects.get(pk=review.pk)


def sent(cast: Cast) -> RapidReview:
    review = completed(cast)
    actions.make_documents(review, naming=Naming.NAMES, by=cast["coordinator"])
    send(review, cast)
    return RapidReview.objects.get(pk=review.pk)


def send(review: RapidReview, cast: Cast, sent_at: datetime = SENT, late_reason: str = "") -> None:
    actions.record_sent(
        review, sent_at=sent_at, sent_by_name="Cora Ordway", how="by secure e-mail", late_reason=late_reason,
        by=cast["coordinator"],
    )  # fmt: skip


def council_partner(cast: Cast) -> Person:
    """The council's delegated safeguarding partner, who is not in the standing cast."""
    return employ("Delia Counsell", "safeguarding partner", cast.council, cast.partnership)


def clock_of(case: Case, duty: str, about: object = None) -> KeptClock:
    clocks = KeptClock.objects.filter(case=case, duty=duty)
    return clocks.get(about=str(about)) if about else clocks.get()
