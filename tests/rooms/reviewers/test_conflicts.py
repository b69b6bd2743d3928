"""Declared interests are held against the agencies in a case; people decide what they mean."""

from __future__ import annotations

from datetime import date

import pytest

from handrail.service.access.grounds import ASKING
from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import NotDone, give_key
from handrail.service.partnerships.models import Body, Kind, Succession
from handrail.service.reviewers import actions
from handrail.service.reviewers.conflicts import meets
from handrail.service.reviewers.models import Interest, InterestWeighed, Reviewer
from tests.rooms.cast import Cast, open_folder_for
from tests.rooms.reviewers.pool import appointed, in_days, on_the_register


def interested(cast: Cast, reviewer: Reviewer, body: Body, tie: str = "worked", **days: date) -> Interest:
    return actions.declare_interest(
        reviewer, tie=tie, body=body, words="Some of its audits", declared_on=in_days(0), by=cast["coordinator"], **days
    )


def test_an_interest_in_the_local_authority_is_found_with_its_days(cast: Cast) -> None:
    case, reviewer = open_folder_for(cast), on_the_register(cast)
    interested(cast, reviewer, cast.council, from_on=date(2019, 1, 7), until_on=date(2021, 3, 31))
    (met,) = meets(reviewer, case)
    assert str(met) == (
        f"Worked for, as a contractor or adviser {cast.council} (Some of its audits), from 7 January 2019 until "
        f"31 March 2021: {cast.council} is the local authority in this case"
    )
    assert not met.now


def test_an_agency_that_was_only_asked_counts_too_and_one_that_was_not_does_not(cast: Cast) -> None:
    case, reviewer = open_folder_for(cast), on_the_register(cast)
    interested(cast, reviewer, cast.trust)
    assert meets(reviewer, case) == []
    give_key(case, cast.trust, opens="own contribution", why="asked", ground=ASKING, by=cast["coordinator"])
    (met,) = meets(reviewer, case)
    assert met.now
    assert "“own contribution”" in met.in_the_case


def test_an_interest_follows_a_body_to_the_one_that_took_it_over(cast: Cast) -> None:
    """However many steps away: a primary care trust, then a group, then the board."""
    case, reviewer = open_folder_for(cast), on_the_register(cast)
    first, second = (
        Body.objects.create(kind=Kind.CLINICAL_COMMISSIONING_GROUP, name=f"Wend Group {number}") for number in (1, 2)
    )
    Succession.objects.create(before=first, after=second, on=date(2013, 4, 1))
    Succession.objects.create(before=second, after=cast.icb, on=date(2022, 7, 1))
    interested(cast, reviewer, first, tie="employed", until_on=date(2012, 3, 31))
    (met,) = meets(reviewer, case)
    assert "one after the other" in met.in_the_case


def test_a_body_that_only_the_review_knows_of_can_be_named(cast: Cast) -> None:
    case, reviewer = open_folder_for(cast), on_the_register(cast)
    interested(cast, reviewer, cast.college)
    assert [met.in_the_case for met in meets(reviewer, case, more={cast.college.pk: "sits on the panel"})] == [
        "sits on the panel"
    ]


def test_another_reviewers_keys_make_no_agency_of_them(cast: Cast) -> None:
    case, reviewer = open_folder_for(cast), on_the_register(cast)
    appointed(cast, case, reviewer)
    interested(cast, reviewer, reviewer.body, tie="employed")
    assert meets(reviewer, case) == []


def test_an_interest_set_aside_is_not_held_against_them(cast: Cast) -> None:
    case, reviewer = open_folder_for(cast), on_the_register(cast)
    interest = interested(cast, reviewer, cast.council)
    actions.set_interest_aside(interest, why="Another council.", by=cast["coordinator"])
    assert meets(reviewer, case) == []


def test_who_has_not_declared_is_not_appointed(cast: Cast) -> None:
    case, reviewer = open_folder_for(cast), on_the_register(cast, declared=False)
    with pytest.raises(NotDone, match="has not declared their interests"):
        appointed(cast, case, reviewer)


@pytest.mark.parametrize(
    ("kind", "who"), [("local", "safeguarding partners, who appoint"), ("serious case", "the LSCB, which appoints"),
                      ("national", "the Panel, which selects")],
)  # fmt: skip
def test_an_interest_that_meets_the_case_must_be_weighed_by_whoever_appoints(cast: Cast, kind: str, who: str) -> None:
    case, reviewer = open_folder_for(cast), on_the_register(cast, in_panels_pool=True)
    interest = interested(cast, reviewer, cast.council)
    for weighed in ((), (actions.Weighed(interest.pk, " ", "Long ago."),), (actions.Weighed(interest.pk, "They", ""),)):
        with pytest.raises(NotDone, match=who):
            appointed(cast, case, reviewer, kind=kind, weighed=weighed)


def test_what_was_weighed_is_kept_with_who_and_why(cast: Cast) -> None:
    case, reviewer = open_folder_for(cast), on_the_register(cast)
    name_actor(cast["coordinator"])
    interest = interested(cast, reviewer, cast.council)
    weighed = actions.Weighed(interest.pk, "The three partners, by name", "One audit of another service.")
    commission = appointed(cast, case, reviewer, weighed=[weighed])
    kept = InterestWeighed.objects.get(commission=commission)
    assert (kept.interest, kept.decided_by_name, kept.reason) == (
        interest, "The three partners, by name", "One audit of another service.",
    )  # fmt: skip
    assert "local authority in this case" in kept.in_the_case
