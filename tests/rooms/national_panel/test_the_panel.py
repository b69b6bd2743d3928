"""The Panel at work: members and their interests, what is before a meeting, decisions, and how they come back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import close_case, reopen_case
from handrail.service.cases.models import KeptClock
from handrail.service.incidents.actions.notify import set_aside
from handrail.service.incidents.models import Notice
from handrail.service.national_panel.actions import deciding, meetings, members
from handrail.service.national_panel.actions.answering import give_answers
from handrail.service.national_panel.bodies import PANEL, works_for_panel
from handrail.service.national_panel.doors import told_to_panel
from handrail.service.national_panel.holding import duties_of
from handrail.service.national_panel.models import (
    DocketItem,
    Interest,
    Member,
    NationalCriterion,
    PanelDecision,
    PanelMeeting,
    Told,
)
from handrail.service.national_panel.weighing import criteria_on
from handrail.service.partnerships.actions import NotDone
from handrail.service.reviews.actions.dialogue import answer_panel
from handrail.service.reviews.models import PanelMessage, RapidReview
from handrail.service.reviews.written import Weighed
from tests.house.wall import acting_as
from tests.rooms.cast import Cast
from tests.rooms.national_panel.outside import secretariat, works_at
from tests.rooms.reviews.reviewing import sent

TODAY = timezone.localdate
National, View, Answer = PanelDecision.National, PanelDecision.View, NationalCriterion.Answer


@pytest.fixture
def review(cast: Cast) -> RapidReview:
    return sent(cast)


@pytest.fixture
def sorley(review: RapidReview) -> Person:
    person = secretariat()
    name_actor(person)
    return person


def member(
    by: Person, name: str = "Edith Fairweather", office: str = "member", from_on: date = date(2022, 1, 1)
) -> Member:
    return members.appoint(
        name=name, office=office, appointed_by_name="The Secretary of State", from_on=from_on, until_on=None,
        person=None, by=by,
    )  # fmt: skip


def before_a_meeting(by: Person, *there: Member) -> DocketItem:
    """The rapid review, on the agenda of a meeting that was held today."""
    meeting = meetings.plan(on=TODAY(), place="Sanctuary Buildings", by=by)
    item = meetings.put_on(meeting, told_to_panel(by).get(what=Told.What.RAPID_REVIEW), by=by)
    meetings.hold(meeting, there or [member(by)], by=by)
    return DocketItem.objects.get(pk=item.pk)


def decided(item: DocketItem, by: Person, **other: object) -> PanelDecision:
    said: dict[str, object] = {
        "national": National.NOT_HOLD, "national_reasons": "Nothing here is new to the country.",
        "view": View.AGREES, "view_reasons": "The two calls are worth a local review.",
        "weighed": weighed(item.meeting.on), **other,
    }  # fmt: skip
    decision = deciding.decide(item, by=by, **said)  # type: ignore[arg-type]
    deciding.release(decision, by=by)
    decision.refresh_from_db()
    return decision


def weighed(on: date, answer: str = Answer.NO) -> list[Weighed]:
    """Each criterion of that day, those that may be left left."""
    asked = criteria_on(on)
    return [one if one.optional else replace(one, answer=answer, reasons="So it was told.") for one in asked]


def letters(review: RapidReview) -> list[PanelMessage]:
    return list(PanelMessage.objects.filter(review=review).order_by("recorded_at"))


def test_a_rapid_review_waits_for_the_panel_until_it_is_on_an_agenda(sorley: Person) -> None:
    (waits,) = meetings.waiting(told_to_panel(sorley))
    assert waits.what == Told.What.RAPID_REVIEW
    meeting = meetings.plan(on=TODAY(), place="Sanctuary Buildings", by=sorley)
    item = meetings.put_on(meeting, waits, by=sorley)
    assert not meetings.waiting(told_to_panel(sorley)).exists()
    with pytest.raises(NotDone, match="on an agenda"):
        meetings.put_on(meeting, waits, by=sorley)
    meetings.take_off(item, by=sorley)
    assert meetings.waiting(told_to_panel(sorley)).exists()


def test_what_a_meeting_left_undecided_waits_again(sorley: Person) -> None:
    before_a_meeting(sorley)
    assert meetings.waiting(told_to_panel(sorley)).exists()


def test_the_decision_comes_to_the_partnership_as_a_letter_from_the_panel_once(
    review: RapidReview, sorley: Person
) -> None:
    decision = decided(before_a_meeting(sorley), sorley)
    assert letters(review) == []
    assert (give_answers(), give_answers()) == (1, 0)
    (letter,) = letters(review)
    assert (letter.direction, letter.says) == (PanelMessage.Direction.FROM_PANEL, PanelMessage.Says.AGREES)
    assert (letter.dated_on, letter.recorded_by) == (TODAY(), None)
    assert "Nothing here is new to the country." in letter.text
    assert "no national review" in letter.text
    decision.refresh_from_db()
    assert decision.given_at is not None


def test_a_challenge_waits_for_the_partnerships_reply_and_the_reply_waits_for_the_panel(
    cast: Cast, review: RapidReview, sorley: Person
) -> None:
    wanted = TODAY() + timedelta(days=10)
    decided(before_a_meeting(sorley), sorley, view=View.CHALLENGES, answer_wanted_by=wanted)
    give_answers()
    (letter,) = letters(review)
    assert KeptClock.objects.get(case=review.case, paper_id=letter.pk).due_on == wanted
    name_actor(cast["coordinator"])
    answer_panel(letter, dated_on=TODAY(), text="We will hold one.", by=cast["coordinator"])
    name_actor(sorley)
    (reply,) = meetings.waiting(told_to_panel(sorley))
    assert (reply.what, reply.due_on, reply.in_time) == (Told.What.REPLY, wanted, True)


def test_a_decision_on_a_reply_comes_back_to_the_same_review(cast: Cast, review: RapidReview, sorley: Person) -> None:
    there = member(sorley)
    decided(before_a_meeting(sorley, there), sorley, view=View.ASKS)
    give_answers()
    name_actor(cast["coordinator"])
    answer_panel(letters(review)[0], dated_on=TODAY(), text="Here is more.", by=cast["coordinator"])
    name_actor(sorley)
    meeting = meetings.plan(on=TODAY(), place="Sanctuary Buildings", by=sorley)
    item = meetings.put_on(meeting, meetings.waiting(told_to_panel(sorley)).get(), by=sorley)
    meetings.hold(meeting, [there], by=sorley)
    decided(DocketItem.objects.get(pk=item.pk), sorley)
    assert give_answers() == 1
    assert [one.says for one in letters(review)] == ["asks", "replies", "agrees"]


def test_what_cannot_be_given_says_why_and_can_be_tried_again(cast: Cast, review: RapidReview, sorley: Person) -> None:
    decision = decided(before_a_meeting(sorley), sorley)
    name_actor(cast["coordinator"])
    close_case(review.case, why="All is done.", by=cast["coordinator"])
    assert give_answers() == 0
    decision.refresh_from_db()
    assert "closed" in decision.not_given_why
    reopen_case(review.case, why="The Panel wrote.", by=cast["coordinator"])
    assert give_answers() == 0
    name_actor(sorley)
    deciding.give_again(decision, by=sorley)
    assert give_answers() == 1


def test_an_interest_in_the_partnership_is_asked_about_before_anything_is_decided(cast: Cast, sorley: Person) -> None:
    edith, hugh = member(sorley), member(sorley, "Hugh Marlow")
    members.declare(edith, what="Advised it.", body=cast.partnership, declared_on=TODAY(), by=sorley)
    item = before_a_meeting(sorley, edith, hugh)
    with pytest.raises(NotDone, match="Edith Fairweather"):
        decided(item, sorley)
    meetings.speak(item, edith, stands_aside=True, words="She was its adviser.", by=sorley)
    assert decided(item, sorley).item == item


def test_an_interest_elsewhere_or_of_somebody_who_was_not_there_is_not_asked_about(cast: Cast, sorley: Person) -> None:
    edith, hugh = member(sorley), member(sorley, "Hugh Marlow")
    members.declare(edith, what="Advised it.", body=cast.neighbour, declared_on=TODAY(), by=sorley)
    members.declare(hugh, what="Advised it.", body=cast.council, declared_on=TODAY(), by=sorley)
    assert decided(before_a_meeting(sorley, edith), sorley).given_at is None


def test_nobody_decides_where_everybody_stands_aside(sorley: Person) -> None:
    edith = member(sorley)
    item = before_a_meeting(sorley, edith)
    meetings.speak(item, edith, stands_aside=True, words="Her sister works there.", by=sorley)
    with pytest.raises(NotDone, match="nobody is left"):
        decided(item, sorley)


def test_nothing_is_decided_before_the_meeting_is_held_nor_twice(sorley: Person) -> None:
    meeting = meetings.plan(on=TODAY(), place="Sanctuary Buildings", by=sorley)
    item = meetings.put_on(meeting, meetings.waiting(told_to_panel(sorley)).get(), by=sorley)
    with pytest.raises(NotDone, match="was held"):
        decided(item, sorley)
    meetings.hold(meeting, [member(sorley)], by=sorley)
    decided(item, sorley)
    with pytest.raises(NotDone, match="has left"):
        decided(item, sorley)


@pytest.mark.parametrize("view", [View.AGREES, View.NONE])
def test_a_day_for_a_reply_goes_with_a_challenge_or_a_question(sorley: Person, view: str) -> None:
    with pytest.raises(NotDone, match="goes with a challenge"):
        decided(before_a_meeting(sorley), sorley, view=view, answer_wanted_by=TODAY())


def test_a_national_review_begins_the_panels_own_duties_by_the_edition(sorley: Person) -> None:
    decision = decided(before_a_meeting(sorley), sorley, national=National.HOLD)
    assert [one for one in duties_of([decision]) if one.source]


def test_there_is_one_chair_and_one_membership_at_a_time(sorley: Person) -> None:
    edith = member(sorley, office="chair")
    with pytest.raises(NotDone, match="is the chair"):
        member(sorley, "Hugh Marlow", "chair")
    with pytest.raises(NotDone, match="already"):
        member(sorley)
    members.end_membership(edith, on=TODAY() - timedelta(days=1), removed=False, by=sorley)
    assert member(sorley, "Hugh Marlow", "chair", from_on=TODAY()).sits_on(TODAY())


def test_a_removal_says_who_removed_and_why(sorley: Person) -> None:
    edith = member(sorley)
    with pytest.raises(NotDone, match="who removed"):
        members.end_membership(edith, on=TODAY(), removed=True, by=sorley)
    with pytest.raises(NotDone, match="why"):
        members.end_membership(edith, on=TODAY(), removed=True, ended_by_name="The Secretary of State", by=sorley)
    members.end_membership(
        edith, on=TODAY(), removed=True, ended_by_name="The Secretary of State", why="Unable to act", by=sorley
    )
    edith.refresh_from_db()
    assert (edith.removed, edith.sits_on(TODAY() + timedelta(days=1))) == (True, False)


def test_only_members_of_that_day_were_there(sorley: Person) -> None:
    late = member(sorley, from_on=TODAY() + timedelta(days=1))
    meeting = meetings.plan(on=TODAY(), place="Sanctuary Buildings", by=sorley)
    with pytest.raises(NotDone, match="Not a member"):
        meetings.hold(meeting, [late], by=sorley)


def test_the_database_alone_shows_the_panels_work_to_the_panels_own_people(cast: Cast, sorley: Person) -> None:
    decided(before_a_meeting(sorley), sorley)
    guest = works_at(PANEL, "Wendy Valleyside", partnership=cast.partnership)
    assert works_for_panel(sorley)
    assert not works_for_panel(guest)
    kept = (Member, PanelMeeting, DocketItem, PanelDecision)
    for person, there in ((sorley, 1), (guest, 0), (cast["coordinator"], 0), (cast["administrator"], 0)):
        with acting_as(person):
            assert [model.objects.count() for model in kept] == [there] * len(kept)
    assert not Interest.objects.exists()


def test_a_withdrawn_notice_is_decided_on_no_more(cast: Cast, review: RapidReview, sorley: Person) -> None:
    item = before_a_meeting(sorley)
    Told.objects.filter(pk=item.told).update(withdrawn_on=TODAY())
    with pytest.raises(NotDone, match="withdrawn"):
        decided(item, sorley)


def test_setting_the_notice_aside_leaves_the_review_that_was_sent(cast: Cast, sorley: Person) -> None:
    name_actor(cast["notifier"])
    set_aside(Notice.objects.get(), why="Twice", by=cast["notifier"])
    review = Told.objects.get(what=Told.What.RAPID_REVIEW)
    assert (review.withdrawn_on, review.national_reference) == (None, "")
