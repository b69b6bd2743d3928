"""Editions and duties in words: what each stands as, by when it is due, and where and since when it is owed."""

from __future__ import annotations

import pytest

from handrail.guidance.edition import Duty
from handrail.guidance.nearest import nearest
from handrail.guidance.wording import listed, number_of, reach_of, standing_of
from tests.guidance.timeline import duty, small_shelf


def edition(stage: str, until: str = "") -> str:
    ends = f"until = {until}\n" if until else ""
    return f'title = "One"\nstage = "{stage}"\nfrom = 2018-06-29\n{ends}'


@pytest.mark.parametrize(
    ("stage", "until", "words"),
    [
        ("draft", "", "a draft of 29 June 2018, which never governs"),
        ("unread", "", "in force from 29 June 2018; not read yet, so that none of it is encoded"),
        ("in force", "", "in force from 29 June 2018"),
        ("in force", "2023-12-14", "in force from 29 June 2018 to 14 December 2023"),
        ("superseded", "2023-12-14", "in force from 29 June 2018 to 14 December 2023"),
        ("superseded", "", "superseded from 29 June 2018"),
        ("history", "2023-12-14", "history, from 29 June 2018 to 14 December 2023; kept for comparison"),
    ],
)
def test_what_an_edition_stands_as(stage: str, until: str, words: str) -> None:
    (one,) = small_shelf({"one": edition(stage, until)})
    assert standing_of(one) == words


def small(starts: str = "a", stops: str = "b", **form: str) -> Duty:
    (one,) = small_shelf({"one": edition("in force", "2030-01-01") + duty("act", starts, stops, **form)})
    return one.duties["act"]


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"within": '"5 working days"'}, "no later than 5 working days"),
        ({"within": '"1 month"', "month_end": "true"}, "no later than 1 month, to the end of the month"),
        ({"within": '"3 months"', "by": "2019-09-29"}, "no later than 3 months or by 29 September 2019"),
        ({"by": '"30 September"'}, "no later than 30 September"),
        ({"by": '"1 January"', "bound": '"target"'}, "target 1 January"),
        ({"within": '"12 months"', "stops": "a"}, "at least every 12 months"),
        ({"within": '"12 months"', "stops": "a c"}, "at least every 12 months"),
        ({}, "no number of days"),
        ({"stops": ""}, "a standing duty"),
        ({"stops": "", "by": "2019-09-29"}, "no later than 29 September 2019"),
    ],
)
def test_by_when_a_duty_is_due(form: dict[str, str], words: str) -> None:
    assert number_of(small(**form)) == words


def test_a_duty_that_began_everywhere_at_once_and_stands_throughout_says_nothing_of_its_reach() -> None:
    assert list(reach_of(small())) == []


def test_where_and_since_when_a_duty_is_owed() -> None:
    reaching = small(
        begins='"with safeguarding arrangements"', ends='"with child death arrangements"', from_="2018-07-01",
        until="2019-09-29",
    )  # fmt: skip
    assert list(reach_of(reaching)) == [
        "Began in each area with safeguarding arrangements.",
        "Ended in each area with child death arrangements.",
        "Stands in this edition from 1 July 2018.",
        "Stands in this edition until 29 September 2019.",
    ]


def test_words_are_listed_in_their_order_or_as_nothing() -> None:
    assert (listed(["b", "a"]), listed([])) == ("a, b", "nothing")


def test_of_several_words_much_alike_the_one_most_like_it_is_offered() -> None:
    assert nearest("notify_panl", ["notify_panels", "notify_panel", "notify_plan"]) == "Did you mean notify_panel? "
    assert nearest("kite", ["notify_panel"]) == ""
