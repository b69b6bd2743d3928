"""The Panel weighs the criteria for a national review one by one, as the edition in force on the day has them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.guidance import law_in
from handrail.service.access.models import Person
from handrail.service.audit.actions import name_actor
from handrail.service.national_panel.actions.answering import give_answers
from handrail.service.national_panel.counting import year_of
from handrail.service.national_panel.models import NationalCriterion, PanelDecision
from handrail.service.national_panel.weighing import criteria_on
from handrail.service.partnerships.actions import NotDone
from handrail.service.reviews.models import RapidReview
from handrail.service.reviews.written import Weighed
from tests.rooms.cast import Cast
from tests.rooms.national_panel.outside import secretariat
from tests.rooms.national_panel.test_the_panel import Answer, National, before_a_meeting, decided, letters, weighed
from tests.rooms.reviews.reviewing import sent


@pytest.fixture
def review(cast: Cast) -> RapidReview:
    return sent(cast)


@pytest.fixture
def sorley(review: RapidReview) -> Person:
    person = secretariat()
    name_actor(person)
    return person


@pytest.mark.parametrize(("on", "none"), [(date(2018, 6, 28), True), (date(2019, 3, 1), False)])
def test_the_criteria_are_those_that_the_editions_give_for_the_day(db: None, on: date, none: bool) -> None:
    asked = criteria_on(on)
    assert [one.criterion for one in asked] == [one.key for one in law_in().criteria("national_review", on)]
    assert (asked == ()) is none


def test_what_was_only_recalled_may_be_left_and_what_was_read_may_not(db: None) -> None:
    by_key = {one.criterion: one for one in criteria_on(date(2024, 3, 1))}
    assert not by_key["national_themes"].optional
    assert by_key["national_types_of_abuse"].optional


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda all_: [replace(all_[0], answer=""), *all_[1:]], "Weigh criterion 1"),
        (lambda all_: [all_[0], replace(all_[1], reasons=" "), *all_[2:]], "reasons for the answer to criterion 2"),
        (lambda all_: all_[1:], "others than these"),
        (lambda all_: [*all_[:-1], replace(all_[-1], answer="yes", reasons="")], "reasons for the answer"),
        (lambda all_: [replace(all_[0], answer="perhaps"), *all_[1:]], "Weigh criterion 1"),
    ],
)
def test_nothing_is_decided_while_a_criterion_is_not_weighed(
    sorley: Person, spoil: Callable[[list[Weighed]], list[Weighed]], says: str
) -> None:
    item = before_a_meeting(sorley)
    with pytest.raises(NotDone, match=says):
        decided(item, sorley, weighed=spoil(weighed(timezone.localdate())))
    assert not PanelDecision.objects.exists()


def test_each_answer_is_kept_with_the_words_it_was_given_to_and_comes_in_the_letter(
    review: RapidReview, sorley: Person
) -> None:
    decision = decided(before_a_meeting(sorley), sorley, national=National.HOLD, weighed=weighed(today(), Answer.YES))
    kept = list(decision.weighed.all())
    assert [one.says for one in kept] == [one.says for one in criteria_on(today())]
    assert give_answers() == 1
    (letter,) = letters(review)
    for one in kept:
        assert (one.says in letter.text) == bool(one.answer), "what was left is not written of"
    assert "regulation 3(a)" in letter.text
    assert "Yes, or it may. So it was told." in letter.text


def today() -> date:
    return timezone.localdate()


def test_somebody_of_the_panel_weighs_each_on_the_page_and_is_told_which_was_left(
    client: Client, sorley: Person
) -> None:
    item = before_a_meeting(sorley)
    client.force_login(sorley)
    page = reverse("national_panel:decide", kwargs={"item_id": item.pk})
    said = {"national": "do not hold", "national_reasons": "Nothing new.", "view": "agrees", "view_reasons": "Good."}
    answer = client.post(page, said).content.decode()
    assert "Answer criterion 1, even if only with" in answer
    assert "regulation 3(a)" in answer
    for number, one in enumerate(criteria_on(today()), start=1):
        if not one.optional:
            said |= {f"criterion_{number}": "no", f"criterion_{number}_reasons": "Not here."}
    assert client.post(page, said).status_code == 302
    shown = client.get(reverse("national_panel:item", kwargs={"item_id": item.pk})).content.decode()
    assert "Not here." in shown
    assert "Not answered" in shown


def test_the_year_counts_how_often_each_criterion_was_met(sorley: Person) -> None:
    decided(before_a_meeting(sorley), sorley, weighed=weighed(today(), Answer.YES))
    met = {one.says for one in NationalCriterion.objects.filter(answer="yes")}
    assert met
    assert year_of(today().year, sorley).criteria == dict.fromkeys(met), "one decision is too few to show"
