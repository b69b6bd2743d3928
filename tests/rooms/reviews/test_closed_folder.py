"""In a closed folder nothing is done to a review, whatever is posted; reopening the folder lets it go on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.cases.actions import NotDone, close_case, open_case
from handrail.service.cases.models import Case
from handrail.service.incidents.models import Incident
from handrail.service.meetings.actions.planning import Arrangement
from handrail.service.partnerships.models import Body
from handrail.service.reviewers.models import Reviewer
from handrail.service.reviews import actions
from handrail.service.reviews.models import (
    FamilyContact,
    FamilyMember,
    FolderCovered,
    InformationRequest,
    PanelMessage,
    RapidReview,
    ReportDraft,
    ReviewCalled,
    SeriousCaseDecision,
    Step,
    Terms,
)
from handrail.service.reviews.under_way import UnderWay, reviews_under_way
from handrail.service.reviews.whole import Naming
from tests.rooms.cast import Cast, open_folder_for
from tests.rooms.incidents.telling import as_person
from tests.rooms.reviews.in_full import draft, mother, request, terms
from tests.rooms.reviews.longer_reviews import DECIDED, called_for, decide, noticed, weighed
from tests.rooms.reviews.reviewing import SENT, begun, completed, incident_of

DAY = date(2024, 4, 10)
SAYS = PanelMessage.Says


@dataclass(frozen=True)
class Here:
    """A folder with a rapid review in it, and whatever else there is."""

    cast: Cast
    review: RapidReview

    @property
    def by(self) -> Person:
        return as_person(self.cast["coordinator"])

    @property
    def case(self) -> Case:
        return Case.objects.get(pk=self.review.case_id)

    @property
    def going(self) -> UnderWay:
        (going,) = reviews_under_way(self.case)
        return going

    @property
    def other(self) -> Incident:
        return Incident.objects.get(case=self.case, rapid_reviews__isnull=True)

    @property
    def letter(self) -> PanelMessage:
        return PanelMessage.objects.get(case=self.case)

    def asked(self) -> PanelMessage:
        return actions.record_panel_message(self.review, says=SAYS.ASKS, dated_on=DAY, text="Say more.", by=self.by)

    def decided_again(self) -> Any:
        return actions.decide_local_review_again(
            self.review, hold=True, reasons="The Panel asked.", decided_on=DAY, by=self.by
        )


def rapid(cast: Cast) -> Here:
    here = Here(cast, begun(cast))
    incident_of(here.case, cast)
    return here


def done(cast: Cast) -> Here:
    return Here(cast, completed(cast))


def local(cast: Cast) -> Here:
    """Sent, answered with a question, decided again, with an addendum and the first steps of its local review."""
    here = Here(cast, called_for(cast)[0])
    actions.add_addendum(here.review, text="The date was wrong.", reason="A slip.", by=here.by)
    actions.appoint_reviewer(
        here.case, here.going, reviewer="Ira Reader", appointed_by_name="The partners", on=DAY, by=here.by
    )
    here.asked()
    here.decided_again()
    return here


def in_full(cast: Cast) -> Here:
    """And with something written of it."""
    here = local(cast)
    for row in (terms(), draft(), mother()):
        actions.write_of(here.case, here.going, row, by=here.by)
    return here


def of_two(cast: Cast) -> Here:
    """And of a further folder."""
    here = local(cast)
    cover(here)
    return here


def to_ask(cast: Cast) -> Here:
    """And with something that an agency is to be asked in writing."""
    here = local(cast)
    soon = timezone.localdate() + timedelta(days=14)
    asked = request(cast, on=timezone.localdate(), wanted_by=soon)
    actions.write_of(here.case, here.going, asked, by=here.by)
    return here


def called(cast: Cast) -> Here:
    """And with another kind of review beside it."""
    here = local(cast)
    call(here)
    return here


def call(here: Here) -> ReviewCalled:
    return actions.call_review(
        here.case, kind="near miss", decided_on=DAY, decided_by_name="All", reasons="To learn.", by=here.by
    )


def hear(here: Here) -> Any:
    one = FamilyMember.objects.get()
    said = FamilyContact(member=one, on=date(2024, 4, 20), how="a visit", told="That it is held.")
    return actions.write_under(here.case, here.going, said, of=one, by=here.by)


def cover(here: Here) -> Any:
    other = open_case(partnership=here.cast.partnership, authority=here.cast.council, by=here.by)
    return actions.cover_folder(here.case, here.going, other, why="One household.", by=here.by)


def meet(here: Here) -> Any:
    soon = Arrangement(timezone.now(), 60, "Otter Room", "")
    return actions.plan_panel_meeting(here.case, here.going, soon, by=here.by)


def set_terms_aside(here: Here) -> None:
    one = Terms.objects.get()
    actions.set_part_aside(here.case, one.review, one, why="A slip.", by=here.by)


AT: dict[str, tuple[Callable[[Cast], Here], Callable[[Here], Any]]] = {
    "write_of": (local, lambda h: actions.write_of(h.case, h.going, terms(), by=h.by)),
    "write_under": (in_full, hear),
    "set_part_aside": (in_full, set_terms_aside),
    "consider_contents": (
        in_full,
        lambda h: actions.consider_contents(h.case, h.going, ReportDraft.objects.get(), [], by=h.by),
    ),
    "call_review": (local, call),
    "set_called_aside": (called, lambda h: actions.set_called_aside(ReviewCalled.objects.get(), why="Off.", by=h.by)),
    "cover_folder": (local, cover),
    "let_folder_go": (
        of_two,
        lambda h: actions.let_folder_go(h.case, h.going, FolderCovered.objects.get(), why="A slip.", by=h.by),
    ),
    "set_contents_aside": (
        in_full,
        lambda h: actions.set_contents_aside(h.case, h.going, ReportDraft.objects.get(), why="A slip.", by=h.by),
    ),
    "send_through": (
        to_ask,
        lambda h: actions.send_through(InformationRequest.objects.get(), words="Your notes, please.", by=h.by),
    ),
    "plan_panel_meeting": (local, meet),
    "begin_rapid_review": (rapid, lambda h: actions.begin_rapid_review(h.case, [h.other], by=h.by)),
    "take_in_incident": (rapid, lambda h: actions.take_in_incident(h.review, h.other, by=h.by)),
    "write_page": (rapid, lambda h: actions.write_page(h.review, "facts", {"facts_of_case": "A fall."}, by=h.by)),
    "bring_in": (rapid, lambda h: actions.bring_in(h.review, "facts", "known", by=h.by)),
    "approve": (rapid, lambda h: actions.approve(h.review, version=1, by=as_person(h.cast["police partner"]))),
    "complete_rapid_review": (rapid, lambda h: actions.complete_rapid_review(h.review, by=h.by)),
    "reopen_rapid_review": (done, lambda h: actions.reopen_rapid_review(h.review, why="A slip.", by=h.by)),
    "make_documents": (done, lambda h: actions.make_documents(h.review, naming=Naming.NAMES, by=h.by)),
    "record_sent": (done, lambda h: actions.record_sent(h.review, sent_at=SENT, sent_by_name="C", how="", by=h.by)),
    "add_addendum": (local, lambda h: actions.add_addendum(h.review, text="More.", reason="Learnt.", by=h.by)),
    "record_addendum_sent": (
        local,
        lambda h: actions.record_addendum_sent(
            h.review.addenda.get(), sent_at=h.review.addenda.get().added_at, sent_by_name="C", how="", by=h.by
        ),
    ),
    "record_panel_message": (local, lambda h: h.asked()),
    "answer_panel": (local, lambda h: actions.answer_panel(h.letter, dated_on=DAY, text="More.", by=h.by)),
    "decide_local_review_again": (local, lambda h: h.decided_again()),
    "tell_panel_decision": (
        local,
        lambda h: actions.tell_panel_decision(h.review.later_decisions.get(), dated_on=DAY, text="So.", by=h.by),
    ),
    "appoint_from_register": (
        local,
        lambda h: actions.appoint_from_register(
            h.case,
            h.going,
            Reviewer(name="Imogen Farthing", body=Body(name="Alder Lane")),
            appointed_by_name="All",
            on=DAY,
            by=h.by,
        ),
    ),
    "appoint_reviewer": (
        local,
        lambda h: actions.appoint_reviewer(
            h.case, h.going, reviewer="Ivo Reader", appointed_by_name="All", on=DAY, by=h.by
        ),
    ),
    "check_progress": (local, lambda h: actions.check_progress(h.case, h.going, found="Slow.", on=DAY, by=h.by)),
    "receive_report": (local, lambda h: actions.receive_report(h.case, h.going, on=DAY, by=h.by)),
    "plan_publication": (local, lambda h: actions.plan_publication(h.case, h.going, on=DAY, by=h.by)),
    "give_report": (local, lambda h: actions.give_report(h.case, h.going, to=[Step.To.PANEL], on=DAY, by=h.by)),
    "record_published": (
        local,
        lambda h: actions.record_published(h.case, h.going, on=DAY, whole=True, where="Our pages.", by=h.by),
    ),
    "record_withholding_told": (local, lambda h: actions.record_withholding_told(h.case, h.going, on=DAY, by=h.by)),
    "record_taken_down": (
        local,
        lambda h: actions.record_taken_down(h.case, h.going, on=DAY, reasons="Moved.", by=h.by),
    ),
    "set_step_aside": (local, lambda h: actions.set_step_aside(Step.objects.get(), why="A slip.", by=h.by)),
}
CHAIR: dict[str, Callable[[Cast, SeriousCaseDecision], Any]] = {
    "record_serious_case_decision": lambda cast, made: decide(cast, *made.incidents.all()),
    "record_decision_told": lambda cast, made: actions.record_decision_told(made, on=DECIDED, by=cast["coordinator"]),
    "set_decision_aside": lambda cast, made: actions.set_decision_aside(made, why="A slip.", by=cast["coordinator"]),
}


def closed(case: Case, cast: Cast) -> None:
    close_case(case, why="Nothing more is to be done.", by=as_person(cast["coordinator"]))


def test_every_action_is_here() -> None:
    assert {*AT, *CHAIR} == set(actions.__all__) - {"words_of"}, "which changes nothing"


@pytest.mark.parametrize("act", AT)
def test_it_is_refused_in_a_closed_folder(cast: Cast, act: str) -> None:
    stage, do = AT[act]
    here = stage(cast)
    closed(here.case, cast)
    with pytest.raises(NotDone, match="This folder is closed"):
        do(here)


@pytest.mark.parametrize("act", CHAIR)
def test_the_chairs_decision_is_left_alone_in_a_closed_folder(cast: Cast, act: str) -> None:
    made = decide(cast, noticed(cast))
    assert weighed(made.case)
    closed(made.case, cast)
    with pytest.raises(NotDone, match="This folder is closed"):
        CHAIR[act](cast, made)


def test_a_review_under_way_offers_nothing_in_a_closed_folder_and_is_still_read(cast: Cast, client: Client) -> None:
    here = local(cast)
    page = reverse("reviews:practice_review", args=[here.case.pk, here.going.pk])
    step = reverse("reviews:check_progress", args=[here.case.pk, here.going.pk])
    client.force_login(cast["coordinator"])
    assert step in client.get(page).content.decode()
    closed(here.case, cast)
    shown = client.get(page).content.decode()
    assert "Ira Reader" in shown
    assert "The folder is closed" in shown
    assert step not in shown
    typed = {"found": "Slow, and good.", "on_day": "10", "on_month": "4", "on_year": "2024"}
    answer = client.post(step, typed).content.decode()
    assert "This folder is closed" in answer
    assert "Slow, and good." in answer


def test_the_decision_of_the_chair_offers_nothing_in_a_closed_folder(cast: Cast, client: Client) -> None:
    made = decide(cast, noticed(cast))
    page = reverse("reviews:serious_case_decision", args=[made.case_id, made.pk])
    aside = reverse("reviews:set_decision_aside", args=[made.case_id, made.pk])
    client.force_login(cast["coordinator"])
    assert aside in client.get(page).content.decode()
    closed(made.case, cast)
    assert aside not in client.get(page).content.decode()


def test_a_page_of_a_rapid_review_is_not_written_in_a_closed_folder(cast: Cast, client: Client) -> None:
    here = Here(cast, begun(cast))
    closed(here.case, cast)
    client.force_login(cast["coordinator"])
    page = reverse("reviews:section", args=[here.case.pk, here.review.pk, "facts"])
    answer = client.post(page, {"facts_of_case": "A fall."}, follow=True).content.decode()
    assert "This folder is closed" in answer
    assert "A fall." not in client.get(reverse("reviews:whole", args=[here.case.pk, here.review.pk])).content.decode()


def test_an_open_folder_is_not_in_the_way(cast: Cast) -> None:
    open_folder_for(cast)
    here = local(cast)
    actions.check_progress(here.case, here.going, found="Slow, and good.", on=DAY, by=here.by)
    assert Step.objects.filter(what=Step.What.CHECKED).exists()
