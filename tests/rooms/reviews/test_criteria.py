"""The criteria are those in force on the day the clock started, each with its words, its source and its use."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from django.test import Client
from django.urls import reverse

from handrail.guidance.days import LONDON
from handrail.service.audit.actions import name_actor
from handrail.service.partnerships.models import AreaDates
from handrail.service.reviews import actions
from handrail.service.reviews.models import RapidReview
from handrail.service.reviews.written import Weighed, criteria_of, unread_in_words
from tests.rooms.cast import Cast, open_folder_for
from tests.rooms.reviews.reviewing import answer_criteria, begun, decide, incident_of

NEW_LAW = datetime(2018, 10, 3, 9, tzinfo=LONDON)


def arrangements_began(cast: Cast, day: date) -> None:
    AreaDates.objects.update_or_create(authority=cast.council, defaults={"safeguarding_began_on": day})


def review_notified(cast: Cast, notified_at: datetime) -> RapidReview:
    case = open_folder_for(cast)
    incident = incident_of(case, cast, notified_at)
    name_actor(cast["coordinator"])
    return actions.begin_rapid_review(case, [incident], by=cast["coordinator"])


def test_in_2024_the_regulations_four_local_and_three_national_criteria_are_weighed(cast: Cast) -> None:
    weighed = criteria_of(begun(cast))
    sources = [one.source for one in weighed if "2018, regulation" in one.source]
    assert sum("regulation 11" in source for source in sources) == 4
    assert sum("regulation 3" in source for source in sources) == 3
    assert all(one.use == "consider" for one in weighed)


def test_until_an_areas_arrangements_began_its_boards_criteria_compel(cast: Cast) -> None:
    arrangements_began(cast, date(2019, 9, 1))
    before = criteria_of(review_notified(cast, NEW_LAW))
    after = criteria_of(review_notified(cast, datetime(2019, 9, 2, 9, tzinfo=LONDON)))
    assert {one.use for one in before if one.decides == "serious_case_review"} == {"trigger"}
    assert not [one for one in after if one.decides == "serious_case_review"]


def test_the_page_gives_words_citation_use_and_how_far_confirmed(cast: Cast, client: Client) -> None:
    review = review_notified(cast, NEW_LAW)
    client.force_login(cast["coordinator"])
    page = client.get(reverse("reviews:section", args=[review.case_id, review.pk, "local-criteria"])).content.decode()
    assert "regulation 11(c)" in page
    assert "Informs your judgement" in page
    assert "Recalled, and not checked against the published text." in page
    assert "never decides by itself" in page


def test_where_a_criterion_compels_the_page_says_so(cast: Cast, client: Client) -> None:
    arrangements_began(cast, date(2019, 9, 1))
    review = review_notified(cast, NEW_LAW)
    actions.write_page(review, "serious-case-criteria", {"serious_case_death": "yes"}, by=cast["coordinator"])
    client.force_login(cast["coordinator"])
    criteria, decisions = (
        client.get(reverse("reviews:section", args=[review.case_id, review.pk, slug])).content.decode()
        for slug in ("serious-case-criteria", "decisions")
    )
    assert "These criteria compel" in criteria
    assert "a serious case review must be held" in decisions


def test_meeting_every_criterion_decides_nothing(cast: Cast) -> None:
    review = begun(cast)
    decide(review, cast["coordinator"], local="no", reasons="The rapid review found the learning.")
    for one in criteria_of(review):
        slug = "local-criteria" if one.decides == "local_review" else "national-criteria"
        actions.write_page(review, slug, {one.criterion: "yes"}, by=cast["coordinator"])
    actions.complete_rapid_review(review, by=cast["coordinator"], late_reason="Written up long after.")
    assert RapidReview.objects.get(pk=review.pk).local_review is False


def test_an_edition_published_and_not_read_is_owned_up_to(cast: Cast, client: Client) -> None:
    review = review_notified(cast, datetime(2026, 3, 18, 9, tzinfo=LONDON))
    client.force_login(cast["coordinator"])
    page = client.get(reverse("reviews:section", args=[review.case_id, review.pk, "local-criteria"])).content.decode()
    assert "Working Together to Safeguard Children 2026 was published before the clock started" in page
    assert not unread_in_words(begun(cast))


def test_what_is_only_recalled_bears_its_mark_and_may_be_left(cast: Cast, client: Client) -> None:
    review = begun(cast)
    client.force_login(cast["coordinator"])
    address = reverse("reviews:section", args=[review.case_id, review.pk, "local-criteria"])
    page = client.get(address).content.decode()
    assert page.count("(recalled, not checked)") == page.count("You may leave this one unanswered") == 4
    answer_criteria(review, cast["coordinator"], "no", but=lambda one: one.optional)
    stands = client.get(reverse("reviews:rapid_review", args=[review.case_id, review.pk])).content.decode()
    assert "4 of 8 answered; the others may be left" in stands
    assert "not been considered" not in stands
    whole = client.get(reverse("reviews:whole", args=[review.case_id, review.pk])).content.decode()
    assert whole.count("; recalled, not checked)") == whole.count("Not answered") == 8


def test_a_criterion_that_compels_is_answered_however_it_was_seen() -> None:
    recalled = Weighed("serious_case_review", "one", "Met.", "Recalled", "trigger", "recalled")
    assert (recalled.optional, recalled.mark) == (False, "recalled, not checked")
    assert replace(recalled, use="consider").optional
    assert not replace(recalled, use="consider", seen="restated").optional
