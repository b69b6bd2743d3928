"""A national review is of several cases that are before the Panel: taken in and out with a reason while it runs."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from handrail.service.access.models import Exclusion, Person
from handrail.service.audit.actions import name_actor
from handrail.service.audit.models import Entry
from handrail.service.cases.shutting_out import Named, shut_out
from handrail.service.national_panel.actions.holding import record_step
from handrail.service.national_panel.actions.joining import join_case, take_case_out
from handrail.service.national_panel.joining import may_join, reads_of, reads_review, twice
from handrail.service.national_panel.models import CaseJoined, DocketItem, NationalStep, PanelDecision, Told
from handrail.service.partnerships.actions import NotDone
from handrail.service.reviews.models import RapidReview
from tests.house.wall import acting_as
from tests.rooms.cast import Cast
from tests.rooms.national_panel.test_holding import What, held_one, step
from tests.rooms.national_panel.test_the_panel import TODAY, National, before_a_meeting, decided, review, sorley

__all__ = ["held_one", "review", "sorley"]


def another(item: DocketItem, by: Person, **more: object) -> DocketItem:
    """A rapid review of another partnership, before the same meeting."""
    said: dict[str, object] = {
        "meeting": item.meeting, "told": uuid.uuid4(), "what": Told.What.RAPID_REVIEW, "told_on": TODAY(),
        "partnership": item.partnership, "authority": item.authority, "put_on_by": by, "place": 9,
        "national_reference": "CSI-0002", "local_review": True,
    }  # fmt: skip
    return DocketItem.objects.create(**said | more)


def test_a_case_is_taken_in_and_out_again_with_the_reason_and_both_stay_to_be_read(
    sorley: Person, held_one: PanelDecision
) -> None:
    other = another(held_one.item, sorley)
    assert list(may_join(sorley, held_one)) == [other]
    with pytest.raises(NotDone, match="Say why"):
        join_case(held_one, other, why=" ", by=sorley)
    joined = join_case(held_one, other, why="The same care home.", by=sorley)
    assert list(may_join(sorley, held_one)) == []
    with pytest.raises(NotDone, match="in no national review yet"):
        join_case(held_one, other, why="Twice.", by=sorley)
    with pytest.raises(NotDone, match="Say why"):
        take_case_out(joined, why=" ", by=sorley)
    take_case_out(joined, why="Another home after all.", by=sorley)
    with pytest.raises(NotDone, match="already"):
        take_case_out(joined, why="Twice.", by=sorley)
    kept = CaseJoined.objects.get()
    assert (kept.why, kept.taken_out_why, kept.taken_out_by) == (
        "The same care home.", "Another home after all.", sorley,
    )  # fmt: skip
    assert list(may_join(sorley, held_one)) == [other]
    did = list(Entry.objects.filter(did__contains="national review: ").order_by("number").values_list("did", flat=True))
    assert [one.split(" national")[0] for one in did] == ["took a further case into a", "took a case out of a"]


@pytest.mark.parametrize("ended", [What.CALLED_OFF, What.PUBLISHED])
def test_once_the_review_has_ended_no_case_comes_or_goes(sorley: Person, held_one: PanelDecision, ended: str) -> None:
    other, third = another(held_one.item, sorley), another(held_one.item, sorley)
    joined = join_case(held_one, other, why="One home.", by=sorley)
    step(held_one, What.RECEIVED, sorley)
    step(held_one, ended, sorley)
    with pytest.raises(NotDone, match="while the review runs"):
        join_case(held_one, third, why="One home.", by=sorley)
    with pytest.raises(NotDone, match="while the review runs"):
        take_case_out(joined, why="Not so.", by=sorley)


def test_no_case_is_in_two_national_reviews_and_one_that_was_taken_off_is_in_none(
    sorley: Person, held_one: PanelDecision
) -> None:
    decided(another(held_one.item, sorley), sorley, national=National.HOLD)
    off = another(held_one.item, sorley)
    DocketItem.objects.filter(pk=off.pk).update(taken_off_at=off.put_on_at)
    assert list(may_join(sorley, held_one)) == []


def test_where_the_partners_hold_a_local_review_the_warning_stands_for_each_case(
    client: Client, sorley: Person, held_one: PanelDecision
) -> None:
    item = held_one.item
    other = another(item, sorley)
    third = another(item, sorley, local_review=False, national_reference="CSI-0003")
    for one in (other, third):
        join_case(held_one, one, why="The same care home.", by=sorley)
    assert [("CSI-0002" in said, "CSI-0003" in said) for said in twice([other, third])] == [(True, False)]
    assert len(twice([item, other, third])) == 2, "the rapid review told that a local review is held"
    client.force_login(sorley)
    page = client.get(reverse("national_panel:item", args=[item.pk])).content.decode()
    assert page.count("holds a local review too") == 2
    assert "The same care home." in page
    there = client.get(reverse("national_panel:item", args=[other.pk])).content.decode()
    assert "A national review is of this too" in there


def test_somebody_of_the_panel_does_both_on_the_page(client: Client, sorley: Person, held_one: PanelDecision) -> None:
    item = held_one.item
    other = another(item, sorley)
    client.force_login(sorley)
    add = reverse("national_panel:join_case", args=[item.pk])
    assert "Choose the case" in client.post(add, {"why": "One home."}).content.decode()
    shown = client.post(add, {"item": str(other.pk), "why": "One home."}, follow=True).content.decode()
    assert "The review is of that case too." in shown
    joined = CaseJoined.objects.get()
    out = reverse("national_panel:take_case_out", args=[item.pk, joined.pk])
    assert out in shown
    shown = client.post(out, {"why": "Two homes."}, follow=True).content.decode()
    assert "was taken out on" in shown
    assert "Two homes." in shown
    assert client.get(out).status_code == 404
    assert client.get(reverse("national_panel:join_case", args=[other.pk])).status_code == 404


def test_who_is_shut_out_of_one_of_its_cases_reads_nothing_of_what_is_done_on_it(
    cast: Cast, client: Client, review: RapidReview, sorley: Person
) -> None:
    of_folder = before_a_meeting(sorley)
    apart = another(of_folder, sorley, local_review=False)
    decision = decided(apart, sorley, national=National.HOLD)
    join_case(decision, of_folder, why="The same care home.", by=sorley)
    record_step(decision, what=What.SELECTED, on=TODAY(), words="Ada Ferrier", by=sorley)
    page = reverse("national_panel:item", args=[apart.pk])
    client.force_login(sorley)
    assert "Ada Ferrier" in client.get(page).content.decode()
    name_actor(cast["coordinator"])
    shut_out(review.case, Named((sorley.name,), (), Exclusion.Stands.RELATIVE), why="Kin", by=cast["coordinator"])
    name_actor(sorley)
    again = Person.objects.get(pk=sorley.pk)
    assert not reads_review(again, PanelDecision.objects.get(pk=decision.pk))
    assert reads_of(again) == []
    answer = client.get(page)
    assert answer.status_code == 200
    for words in ("Ada Ferrier", "The same care home."):
        assert words not in answer.content.decode()
    for name in ("record_step", "join_case"):
        assert client.get(reverse(f"national_panel:{name}", args=[apart.pk])).status_code == 404


def test_the_database_shows_it_to_nobody_else(cast: Cast, sorley: Person, held_one: PanelDecision) -> None:
    join_case(held_one, another(held_one.item, sorley), why="One home.", by=sorley)
    assert CaseJoined.objects.exists()
    for part in ("coordinator", "police partner"):
        with acting_as(cast[part]):
            assert not CaseJoined.objects.exists()
            assert not NationalStep.objects.exists()
