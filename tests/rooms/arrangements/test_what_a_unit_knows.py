"""What a board's business unit knows, and what of it a change may lose."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.demonstration.wend_valley import BEGAN
from handrail.service.arrangements import actions as act
from handrail.service.arrangements.changing import change_named
from handrail.service.arrangements.counted import lacks_of
from handrail.service.arrangements.models import Transition, UnitPost
from handrail.service.arrangements.staffing import risks_of, told_of_posts
from handrail.service.audit.actions import Job, name_actor
from handrail.service.audit.models import Entry
from handrail.service.partnerships.actions import NotDone
from handrail.service.partnerships.models import Body
from tests.rooms.arrangements.changing import planned, with_the_board
from tests.rooms.cast import Cast

AGREED: dict[str, Any] = {"agreed_by_name": "The board", "agreed_on": date(2019, 6, 3)}
TODAY = date(2019, 7, 1)


def listed(plan: Transition, cast: Cast, post: UnitPost | None = None, **other: Any) -> UnitPost:
    said: dict[str, Any] = dict.fromkeys(UnitPost.SAID) | {
        "office": "Business manager", "held_by_name": "", "knows": "Why reviews were declined, and who holds the keys.",
        "employer": cast.council, "becomes": "goes on", "taken_over_by": "", "agreed_by_name": "",
    }  # fmt: skip
    return act.list_post(plan, post, by=cast["coordinator"], **said | other)


def at_risk(plan: Transition, today: date = TODAY) -> list[str]:
    return [sentence for told in told_of_posts(plan, today) for sentence in told.risks]


def test_a_post_that_goes_on_and_is_agreed_is_not_at_risk(cast: Cast) -> None:
    plan = with_the_board(cast)
    listed(plan, cast, **AGREED, contract_ends_on=BEGAN + timedelta(days=1))
    assert at_risk(plan) == []
    assert Entry.objects.filter(did="listed a post of the business unit: Business manager").exists()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"becomes": "not decided"}, "Nobody has decided what becomes of it."),
        ({}, "What becomes of it is written here, and nobody has agreed to it."),
        ({"becomes": "ends", **AGREED}, "It ends, and nobody takes over what it knows."),
        (
            {**AGREED, "contract_ends_on": date(2019, 9, 1)},
            "Its contract ends on 1 September 2019, before the day of the change, 2 September 2019.",
        ),
        (
            {**AGREED, "contract_ends_on": date(2019, 8, 30), "by_on": date(2019, 8, 31)},
            "What it knows is to be taken over by 31 August 2019, and its contract ends on 30 August 2019.",
        ),
        (
            {**AGREED, "by_on": date(2019, 6, 30)},
            "It was to be done by 30 June 2019, and nothing says that it was.",
        ),
    ],
)  # fmt: skip
def test_what_is_at_risk_says_why(cast: Cast, said: dict[str, Any], sentence: str) -> None:
    plan = with_the_board(cast)
    listed(plan, cast, **said)
    assert at_risk(plan) == [sentence]
    assert f"Business manager: {sentence}" in list(lacks_of(plan, change_named(plan.change)))


def test_it_is_no_longer_at_risk_once_somebody_has_it_by_a_day_or_has_taken_it_over(cast: Cast) -> None:
    plan = with_the_board(cast)
    early: dict[str, Any] = {**AGREED, "contract_ends_on": date(2019, 8, 30)}
    to: dict[str, Any] = {"becomes": "passes", "to": cast.police, "by_on": date(2019, 8, 23)}
    post = listed(plan, cast, **early)
    assert at_risk(plan) != []
    listed(plan, cast, post, **early, **to)
    assert at_risk(plan) == []
    assert at_risk(plan, date(2019, 8, 24)) == ["It was to be done by 23 August 2019, and nothing says that it was."]
    listed(plan, cast, post, **early, **to, taken_over_on=date(2019, 8, 22))
    assert at_risk(plan, date(2019, 8, 24)) == []
    assert UnitPost.objects.count() == 1


def test_a_post_with_a_body_that_ends_by_the_plan_is_at_risk(cast: Cast) -> None:
    plan = with_the_board(cast)
    listed(plan, cast, employer=cast.lscb, **AGREED)
    assert at_risk(plan) == [f"It would be with {cast.lscb}, whose last day is 1 September 2019."]


def test_it_is_at_risk_also_before_that_bodys_end_is_written_into_the_list() -> None:
    body = Body(name="The board")
    post = UnitPost(office="Analyst", becomes="goes on", employer=body, **AGREED)
    assert list(risks_of(post, BEGAN, {}, TODAY)) == []
    told = list(risks_of(post, BEGAN, {body.pk: date(2019, 9, 1)}, TODAY))
    assert told == ["It would be with The board, whose last day is 1 September 2019."]


def test_what_the_unit_knows_is_needed_until_the_last_body_takes_over(cast: Cast) -> None:
    """By the first of two days the contract would have been long enough."""
    post = UnitPost(office="Analyst", becomes="goes on", employer=cast.council, **AGREED)
    post.contract_ends_on = date(2019, 9, 10)
    assert list(risks_of(post, BEGAN, {}, TODAY)) == []
    assert len(list(risks_of(post, date(2019, 9, 29), {}, TODAY))) == 1
    name_actor(Job("tests"))
    Body.objects.filter(pk=cast.lscb.pk).update(until_on=None)
    plan = with_the_board(cast)
    act.add_passing(
        plan, before=cast.other_council, after=cast.partnership, begins_on=date(2019, 9, 29), ends=False,
        by=cast["coordinator"],
    )  # fmt: skip
    listed(plan, cast, **AGREED, contract_ends_on=date(2019, 9, 10))
    assert "before the day of the change, 29 September 2019" in at_risk(plan)[0]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"becomes": "passes"}, "Choose the body to which it goes"),
        ({"becomes": "goes on", "to": "police"}, "Only a post that goes to another body"),
        ({"becomes": "passes", "to": "council"}, "employs it already"),
        ({"becomes": "passes", "to": "lscb"}, "ended on 1 September 2019, before the change"),
        ({"agreed_by_name": "The board"}, "Say both who agreed and on which day"),
        ({"becomes": "ends", "taken_over_on": date(2019, 8, 1)}, "Say who took it over"),
        ({"taken_over_on": "tomorrow"}, "today or in the past"),
    ],
)
def test_what_cannot_be_said_of_a_post_is_refused(cast: Cast, wrong: dict[str, Any], sentence: str) -> None:
    plan = with_the_board(cast)
    named = {
        "police": cast.police, "council": cast.council, "lscb": cast.lscb,
        "tomorrow": timezone.localdate() + timedelta(days=1),
    }  # fmt: skip
    said: dict[str, Any] = {
        name: named.get(value, value) if isinstance(value, str) else value for name, value in wrong.items()
    }
    with pytest.raises(NotDone, match=sentence):
        listed(plan, cast, **said)
    assert not UnitPost.objects.exists()


def test_the_list_is_said_to_be_whole_and_has_to_be_said_again_once_a_post_is_added(cast: Cast) -> None:
    plan = with_the_board(cast)

    def lacks() -> str:
        return " ".join(lacks_of(plan, change_named(plan.change)))

    assert "List the posts of the business unit and what each knows, or say that there are none." in lacks()
    assert act.say_posts_whole(plan, by=cast["coordinator"]) == 0
    plan.refresh_from_db()
    assert "posts" not in lacks()
    post = listed(plan, cast, **AGREED)
    plan.refresh_from_db()
    assert "Say that the list of posts is whole, or add what is missing." in lacks()
    act.set_post_aside(post, why="Of another board.", by=cast["coordinator"])
    with pytest.raises(NotDone, match="was set aside"):
        listed(plan, cast, post)
    act.give_plan_up(plan, why="Another.", by=cast["coordinator"])
    with pytest.raises(NotDone, match="given up"):
        listed(plan, cast)


def test_a_change_in_which_nobody_passes_to_another_asks_for_no_posts(cast: Cast) -> None:
    plan = planned(cast, "working_together_2023", title="By December 2024")
    assert not [one for one in lacks_of(plan, change_named(plan.change)) if "posts" in one]


def test_in_the_browser_it_is_listed_and_stands_in_the_plan_and_in_what_is_handed_over(
    cast: Cast, client: Client
) -> None:
    plan = with_the_board(cast)
    page, add = (reverse(f"arrangements:{name}", args=[plan.pk]) for name in ("plan", "add_unit_post"))
    client.force_login(cast["coordinator"])
    assert "No post is listed yet." in client.get(page).content.decode()
    said = {"office": "=Analyst", "knows": "How the data is asked for.", "employer": str(cast.council.pk),
            "becomes": "ends", "hours": "18.5"}  # fmt: skip
    assert "Say what it knows that would be lost" in client.post(add, said | {"knows": ""}).content.decode()
    assert client.post(add, said).status_code == 302
    assert client.post(reverse("arrangements:posts_whole", args=[plan.pk])).status_code == 302
    for role in ("coordinator", "police partner"):
        client.force_login(cast[role])
        for name in ("arrangements:plan", "reports:inventory"):
            read = client.get(reverse(name, args=[plan.pk])).content.decode()
            assert "1 of 1 post at risk of being lost" in read
            assert "It ends, and nobody takes over what it knows." in read
            assert "18.5 hours a week" in read
    sheet = client.get(reverse("reports:posts_sheet", args=[plan.pk])).content.decode()
    (row,) = csv.DictReader(StringIO(sheet))
    assert (row["Post"], row["At risk"]) == ("'=Analyst", "It ends, and nobody takes over what it knows.")
    post = UnitPost.objects.get()
    assert client.get(reverse("arrangements:unit_post", args=[plan.pk, post.pk])).status_code == 404
    client.force_login(cast["coordinator"])
    aside = reverse("arrangements:unit_post_aside", args=[plan.pk, post.pk])
    assert client.post(aside, {"why": "It was of another board."}).status_code == 302
    assert "=Analyst" not in client.get(page).content.decode()
