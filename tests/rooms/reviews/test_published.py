"""A local or serious case review is published: the report, or what was thought fit of the improvements and why."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from handrail.service.audit.models import Entry
from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import LateReason
from handrail.service.cases.rebuild import differs
from handrail.service.reviews import actions
from handrail.service.reviews.models import SeriousCaseDecision
from handrail.service.reviews.under_way import UnderWay
from tests.rooms.cast import Cast
from tests.rooms.reviews.longer_reviews import COMPLETE_BY, called_for, clock, day, decide, facts, going_in, noticed

PUBLISHED = date(2024, 9, 20)
WHERE = "https://wend-valley.example/reviews/jaz"
ONLY_IMPROVEMENTS = {
    "whole": False, "reasons": "The family would be known by it.", "improvements": "Calls are read together.",
}  # fmt: skip


def test_published_within_the_six_months(cast: Cast) -> None:
    review, going = called_for(cast)
    assert clock(review.case, "publish_local_review").due_on == date(2024, 9, 27)
    actions.record_published(review.case, going, on=PUBLISHED, whole=True, where=WHERE, by=cast["coordinator"])
    assert clock(review.case, "publish_local_review").stopped_on == PUBLISHED
    assert clock(review.case, "keep_local_report_available").due_on == date(2025, 9, 20)
    assert Entry.objects.filter(did="recorded that the local review was published").exists()
    assert not differs(review.case_id)


def test_publishing_settles_the_day_before_which_the_report_was_due(cast: Cast) -> None:
    review, going = called_for(cast)
    by = cast["coordinator"]
    actions.record_published(review.case, going, on=PUBLISHED, whole=True, where=WHERE, by=by)
    assert clock(review.case, "provide_local_report").due_on == date(2024, 9, 13)
    assert clock(review.case, "provide_local_report").stopped_on is None, "that it was given is not recorded yet"


def test_of_a_report_that_is_not_published_the_improvements_are(cast: Cast) -> None:
    review, going = called_for(cast)
    actions.record_published(review.case, going, on=PUBLISHED, by=cast["coordinator"], **ONLY_IMPROVEMENTS)  # type: ignore[arg-type]
    kind = "local_review_improvements_published"
    assert facts(review.case, "local_review_published", kind) == [(kind, PUBLISHED)]
    assert clock(review.case, "publish_local_review").stopped_on == PUBLISHED


def test_late_it_needs_a_reason_which_is_kept(cast: Cast) -> None:
    review, going = called_for(cast)
    said: dict[str, Any] = {"on": date(2024, 10, 1), "whole": True, "where": WHERE, "by": cast["coordinator"]}
    with pytest.raises(NotDone, match="due by 27 September 2024. Say why it is late"):
        actions.record_published(review.case, going, **said)
    assert clock(review.case, "publish_local_review").stopped_on is None
    actions.record_published(review.case, going, late_reason="The inquest.", **said)
    assert LateReason.objects.get(duty="publish_local_review").reason == "The inquest."


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"on": date(2999, 1, 1)}, "today or in the past"),
        ({"on": date(2024, 3, 26)}, "decided on 27 March 2024"),
        ({"where": " "}, "where the report can be read"),
        (ONLY_IMPROVEMENTS | {"reasons": " "}, "why the report itself was not published"),
        (ONLY_IMPROVEMENTS | {"improvements": " "}, "what was published of the improvements"),
    ],
)
def test_what_cannot_be_so_is_refused(cast: Cast, wrong: dict[str, Any], sentence: str) -> None:
    review, going = called_for(cast)
    said: dict[str, Any] = {"on": PUBLISHED, "whole": True, "where": WHERE, "by": cast["coordinator"]}
    with pytest.raises(NotDone, match=sentence):
        actions.record_published(review.case, going, **said | wrong)
    assert clock(review.case, "publish_local_review").stopped_on is None


def test_it_is_published_once_unless_that_was_set_aside(cast: Cast) -> None:
    review, going = called_for(cast)
    said: dict[str, Any] = {"whole": True, "where": WHERE, "by": cast["coordinator"]}
    step = actions.record_published(review.case, going, on=PUBLISHED, **said)
    with pytest.raises(NotDone, match="published on 20 September 2024"):
        actions.record_published(review.case, going, on=PUBLISHED, **said)
    with pytest.raises(NotDone, match="published on 20 September 2024"):
        actions.plan_publication(review.case, going, on=date(2024, 9, 23), by=cast["coordinator"])
    actions.set_step_aside(step, why="Not yet.", by=cast["coordinator"])
    assert clock(review.case, "publish_local_review").stopped_on is None
    actions.record_published(review.case, going, on=date(2024, 9, 23), **said)
    assert clock(review.case, "publish_local_review").stopped_on == date(2024, 9, 23)


def test_a_serious_case_review_is_published_within_its_six_months(cast: Cast) -> None:
    incident = noticed(cast)
    decide(cast, incident)
    case, on = incident.case, date(2017, 11, 10)
    assert clock(case, "complete_serious_case_review").due_on == COMPLETE_BY
    actions.record_published(case, going_in(case), on=on, whole=True, where=WHERE, by=cast["coordinator"])
    assert clock(case, "complete_serious_case_review").stopped_on == on
    assert not differs(case.pk)


def test_a_serious_case_review_that_the_board_withheld_was_complete_and_is_not_said_to_be_published(cast: Cast) -> None:
    incident = noticed(cast)
    decide(cast, incident)
    case, on = incident.case, date(2017, 11, 10)
    actions.record_published(case, going_in(case), on=on, by=cast["coordinator"], **ONLY_IMPROVEMENTS)  # type: ignore[arg-type]
    kinds = ("serious_case_review_completed", "serious_case_review_withheld")
    assert facts(case, "serious_case_review_published", *kinds) == [(kind, on) for kind in kinds]


def test_a_local_and_a_serious_case_review_of_one_incident_are_two(cast: Cast) -> None:
    """In the summer of 2018 the partners and the LSCB's chair could each call for one; both are about the incident."""
    review, local = called_for(cast)
    chairs = SeriousCaseDecision(case=review.case, hold=True)
    serious = UnderWay(local.about, PUBLISHED, decision=chairs)
    assert (str(local), str(serious)) == ("Local review", "Serious case review")
    assert local.pk != serious.pk


def test_in_the_browser_it_is_published_with_a_link(cast: Cast, client: Client) -> None:
    review, going = called_for(cast)
    client.force_login(cast["coordinator"])
    args = [review.case_id, going.pk]
    address, page = reverse("reviews:published", args=args), reverse("reviews:practice_review", args=args)
    assert "27 September 2024" in client.get(address).content.decode()
    missing = client.post(address, {"whole": "yes", **day("on", PUBLISHED)}).content.decode()
    assert "Enter where the report can be read" in missing
    later = client.post(address, {"whole": "yes", "where": WHERE, **day("on", date(2024, 10, 2))}).content.decode()
    assert "Say why it is late" in later
    assert client.post(address, {"whole": "yes", "where": WHERE, **day("on", PUBLISHED)}).status_code == 302
    assert f'href="{WHERE}"' in client.get(page).content.decode()


def test_in_the_browser_improvements_need_their_reason_and_their_words(cast: Cast, client: Client) -> None:
    review, going = called_for(cast)
    client.force_login(cast["coordinator"])
    args = [review.case_id, going.pk]
    address = reverse("reviews:published", args=args)
    half = client.post(address, {"whole": "no", **day("on", PUBLISHED)}).content.decode()
    assert "Say why the report itself was not published" in half
    assert "Enter what was published of the improvements" in half
    words = {"reasons": "The family would be known.", "improvements": "Read calls together.", "where": "javascript:x"}
    assert client.post(address, {"whole": "no", **words, **day("on", PUBLISHED)}).status_code == 302
    page = client.get(reverse("reviews:practice_review", args=args)).content.decode()
    assert "Read calls together." in page
    assert 'href="javascript' not in page
