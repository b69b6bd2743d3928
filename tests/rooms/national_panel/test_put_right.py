"""What the Panel recorded can be put right: a decision before its letter leaves and after, who was there, what was said
of a conflict, an end that was none, and a meeting that is moved or not held."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.audit.actions import Job, name_actor
from handrail.service.learning.meaning.vectors import MODEL, vector_of
from handrail.service.national_panel.actions import deciding, meetings, members
from handrail.service.national_panel.actions.answering import give_answers
from handrail.service.national_panel.counting import year_of
from handrail.service.national_panel.doors import told_to_panel
from handrail.service.national_panel.models import (
    DocketItem,
    Interest,
    PanelDecision,
    PanelMeeting,
    PublishedFinding,
    Told,
)
from handrail.service.partnerships.actions import NotDone
from handrail.service.reviews.models import RapidReview
from tests.rooms.national_panel.test_the_panel import (
    National,
    View,
    before_a_meeting,
    decided,
    letters,
    member,
    review,
    sorley,
    weighed,
)

__all__ = ["review", "sorley"]
TODAY = timezone.localdate


def recorded(item: DocketItem, by: Person, national: str = National.NOT_HOLD) -> PanelDecision:
    """A decision whose letter nobody has read yet."""
    return deciding.decide(
        item, weighed=weighed(item.meeting.on), national=national, national_reasons="Nothing here is new.",
        view=View.AGREES, view_reasons="Well argued.", by=by,
    )  # fmt: skip


def coming(by: Person, on: date | None = None) -> PanelMeeting:
    return meetings.plan(on=on or TODAY(), place="Sanctuary Buildings", by=by)


def test_where_more_must_be_known_first_it_waits_still_and_another_meeting_decides(sorley: Person) -> None:
    decided(before_a_meeting(sorley), sorley, national=National.NOT_YET)
    waits = meetings.waiting(told_to_panel(sorley)).get()
    assert meetings.considered_before([waits])[waits.pk].national == National.NOT_YET
    later = coming(sorley)
    item = meetings.put_on(later, waits, by=sorley)
    assert not meetings.waiting(told_to_panel(sorley)).exists()
    meetings.hold(later, [member(sorley, "Hugh Marlow")], by=sorley)
    decided(DocketItem.objects.get(pk=item.pk), sorley)
    assert not meetings.waiting(told_to_panel(sorley)).exists()


def test_no_letter_leaves_before_somebody_has_read_it_and_until_then_the_decision_is_changed(
    client: Client, review: RapidReview, sorley: Person
) -> None:
    item = before_a_meeting(sorley)
    recorded(item, sorley, National.HOLD)
    assert give_answers() == 0
    assert letters(review) == []
    client.force_login(sorley)
    page = reverse("national_panel:release", args=[item.pk])
    assert "a national review is to be held" in client.get(page).content.decode()
    assert "Letters to be read" in client.get(reverse("national_panel:desk")).content.decode()
    assert "Nothing here is new." in client.get(reverse("national_panel:decide", args=[item.pk])).content.decode()
    recorded(item, sorley)
    assert PanelDecision.objects.get().weighed.count() == len(weighed(TODAY()))
    assert client.post(page).status_code == 302
    assert give_answers() == 1
    (letter,) = letters(review)
    assert "no national review" in letter.text
    with pytest.raises(NotDone, match="left already"):
        deciding.release(PanelDecision.objects.get(), by=sorley)
    with pytest.raises(NotDone, match="has left"):
        recorded(item, sorley)


def test_what_was_decided_is_decided_anew_and_the_letter_says_which_it_replaces(
    client: Client, review: RapidReview, sorley: Person
) -> None:
    item = before_a_meeting(sorley)
    decided(item, sorley)
    give_answers()
    later = coming(sorley)
    client.force_login(sorley)
    said = {"meeting": str(later.pk), "why": "The wrong item was minuted."}
    assert client.post(reverse("national_panel:take_up_again", args=[item.pk]), said).status_code == 302
    again = DocketItem.objects.get(again_of=item)
    with pytest.raises(NotDone, match="already"):
        meetings.take_up_again(item, later, why="Twice", by=sorley)
    meetings.hold(later, [member(sorley, "Hugh Marlow")], by=sorley)
    decided(DocketItem.objects.get(pk=again.pk), sorley, national=National.HOLD)
    give_answers()
    _, letter = letters(review)
    assert "This takes the place of what the Panel decided on" in letter.text
    assert "The wrong item was minuted." in letter.text
    assert year_of(TODAY().year, sorley).national == {"A national review is to be held": 1}
    assert "Taken up again" in client.get(reverse("national_panel:item", args=[item.pk])).content.decode()


def test_taken_up_again_and_more_must_be_known_first_it_waits(sorley: Person) -> None:
    item = before_a_meeting(sorley)
    decided(item, sorley)
    later = coming(sorley)
    again = meetings.take_up_again(item, later, why="A letter came.", by=sorley)
    assert not meetings.waiting(told_to_panel(sorley)).exists()
    meetings.hold(later, [member(sorley, "Hugh Marlow")], by=sorley)
    decided(DocketItem.objects.get(pk=again.pk), sorley, national=National.NOT_YET)
    assert meetings.waiting(told_to_panel(sorley)).exists()


def test_what_has_not_left_is_changed_and_not_taken_up_again(sorley: Person) -> None:
    item = before_a_meeting(sorley)
    recorded(item, sorley)
    with pytest.raises(NotDone, match="change the decision"):
        meetings.take_up_again(item, coming(sorley), why="Wrong", by=sorley)


def test_who_was_there_is_corrected_and_somebody_must_be_left_who_decided(client: Client, sorley: Person) -> None:
    edith, hugh = member(sorley), member(sorley, "Hugh Marlow")
    item = before_a_meeting(sorley, edith)
    meetings.speak(item, hugh, stands_aside=True, words="He was its adviser.", by=sorley)
    decided(item, sorley)
    page = reverse("national_panel:correct_present", args=[item.meeting_id])
    client.force_login(sorley)
    refused = client.post(page, {"members": [str(hugh.pk)], "why": "It was Hugh."}).content.decode()
    assert "Nobody would be left who decided on this" in refused
    assert client.post(page, {"members": [str(edith.pk), str(hugh.pk)], "why": "Both."}).status_code == 302
    assert "Edith Fairweather, Hugh Marlow" in client.get(
        reverse("national_panel:meeting", args=[item.meeting_id])
    ).content.decode()  # fmt: skip
    third = member(sorley, "Ada Ferrier")
    meetings.correct_present(item.meeting, [edith, third], why="Not Hugh.", by=sorley)
    assert set(item.meeting.present.filter(there=True).values_list("member", flat=True)) == {edith.pk, third.pk}


def test_what_a_member_said_of_a_conflict_is_said_anew_until_the_letter_leaves(sorley: Person) -> None:
    edith = member(sorley)
    item = before_a_meeting(sorley, edith)
    meetings.speak(item, edith, stands_aside=True, words="Her sister works there.", by=sorley)
    with pytest.raises(NotDone, match="nobody is left"):
        recorded(item, sorley)
    meetings.speak(item, edith, stands_aside=False, words="It is another hospital.", by=sorley)
    decided(DocketItem.objects.get(pk=item.pk), sorley)
    assert item.conflicts.count() == 2
    with pytest.raises(NotDone, match="has left"):
        meetings.speak(item, edith, stands_aside=True, words="After all.", by=sorley)


def test_the_end_of_an_interest_is_judged_as_it_stands_now(cast: object, sorley: Person) -> None:
    interest = members.declare(member(sorley), what="Advised it.", body=None, declared_on=TODAY(), by=sorley)
    before = Interest.objects.get(pk=interest.pk)
    members.end_interest(interest, by=sorley)
    with pytest.raises(NotDone, match="ended already"):
        members.end_interest(before, by=sorley)
    ended = Interest.objects.get(pk=interest.pk)
    members.take_back_interest_end(ended, by=sorley)
    stale = Interest(pk=interest.pk, member=interest.member, what=interest.what, ended_on=TODAY())
    with pytest.raises(NotDone, match="has not ended"):
        members.take_back_interest_end(stale, by=sorley)


def test_an_end_that_was_none_is_taken_back(client: Client, cast: object, sorley: Person) -> None:
    edith = member(sorley, office="chair")
    members.end_membership(edith, on=TODAY(), removed=True, ended_by_name="The minister", why="Unfit", by=sorley)
    interest = members.declare(edith, what="Advised it.", body=None, declared_on=TODAY(), by=sorley)
    members.end_interest(interest, by=sorley)
    client.force_login(sorley)
    client.post(reverse("national_panel:not_ended", args=[edith.pk]))
    client.post(reverse("national_panel:interest_not_ended", args=[interest.pk]))
    edith.refresh_from_db()
    interest.refresh_from_db()
    assert (edith.ended_on, edith.removed, edith.ended_why, interest.ended_on) == (None, False, "", None)
    members.end_membership(edith, on=TODAY(), removed=False, by=sorley)
    member(sorley, "Hugh Marlow", office="chair", from_on=TODAY() + timedelta(days=1))
    with pytest.raises(NotDone, match="the chair since"):
        members.take_back_end(edith, by=sorley)


def test_a_meeting_is_moved_with_its_agenda_or_called_off_and_its_agenda_waits(client: Client, sorley: Person) -> None:
    meeting, day = coming(sorley), TODAY() + timedelta(days=9)
    meetings.put_on(meeting, told_to_panel(sorley).get(what=Told.What.RAPID_REVIEW), by=sorley)
    client.force_login(sorley)
    moved = {"on_day": day.day, "on_month": day.month, "on_year": day.year, "place": "By video"}
    assert client.post(reverse("national_panel:move_meeting", args=[meeting.pk]), moved).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.on, meeting.place, meeting.docket.count()) == (day, "By video", 1)
    assert not meetings.waiting(told_to_panel(sorley)).exists()
    off = reverse("national_panel:call_off", args=[meeting.pk])
    assert client.post(off, {"why": "Too few can come."}).status_code == 302
    assert meetings.waiting(told_to_panel(sorley)).exists()
    meeting.refresh_from_db()
    for refused in (
        lambda: meetings.put_on(meeting, told_to_panel(sorley).get(what=Told.What.RAPID_REVIEW), by=sorley),
        lambda: meetings.hold(meeting, [member(sorley)], by=sorley),
        lambda: meetings.call_off(meeting, why="Again", by=sorley),
    ):
        with pytest.raises(NotDone, match="called off"):
            refused()


def test_what_waits_for_a_meeting_is_reached_to_the_last_line(client: Client, sorley: Person) -> None:
    """Sixty things wait: the meeting's page leads to every one."""
    first = told_to_panel(sorley).get(what=Told.What.RAPID_REVIEW)
    name_actor(Job("tests"))
    columns = {field.attname: getattr(first, field.attname) for field in Told._meta.concrete_fields}
    Told.objects.bulk_create(
        Told(**{**columns, "id": uuid4(), "national_reference": f"CSI-{place:04}"}) for place in range(100, 160)
    )
    name_actor(sorley)
    client.force_login(sorley)
    page = reverse("national_panel:meeting", args=[coming(sorley).pk])
    seen = "".join(client.get(page, {"page": number}).content.decode() for number in (1, 2, 3))
    assert all(f"CSI-{place:04}" in seen for place in range(100, 160))


def test_what_published_reviews_found_nearest_stands_beside_the_criterion(client: Client, sorley: Person) -> None:
    name_actor(Job("tests"))
    for place, words in enumerate(("Babies shook by carers were not seen.", "Minutes were filed late."), start=1):
        PublishedFinding.objects.create(
            address="reviews/0a1b2c3d4e", version=1, place=place, title="Child Q", publisher="Wend Valley",
            published_on=TODAY(), words=words, vector=vector_of(words).tobytes(), made_by=MODEL,
        )  # fmt: skip
    name_actor(sorley)
    item = before_a_meeting(sorley)
    client.force_login(sorley)
    page = reverse("national_panel:item", args=[item.pk])
    shown = client.get(page, {"words": "An infant was shaken and nobody had visited."}).content.decode()
    assert shown.index("Babies shook") < shown.index("Minutes were filed")
    name_actor(sorley)
    DocketItem.objects.filter(pk=item.pk).update(nature="Non-accidental injury to a baby")
    assert "Babies shook" in client.get(reverse("national_panel:decide", args=[item.pk])).content.decode()
