"""A reviewer is removed by whoever the edition says may: local, serious case and national reviews differ."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import KeptFact
from handrail.service.reviewers import actions
from handrail.service.reviewers.models import Commission
from handrail.service.reviewers.removing import may_remove
from tests.rooms.cast import Cast, open_folder_for
from tests.rooms.reviewers.pool import appointed, in_days, live_keys, on_the_register

WHO: dict[str, Any] = {"by_name": "Each of the three, by name", "why": "The drafts did not come."}


def test_the_partners_remove_a_local_reviewer_and_the_keys_end(cast: Cast) -> None:
    case, reviewer, by = open_folder_for(cast), on_the_register(cast), cast["coordinator"]
    commission = appointed(cast, case, reviewer)
    law = may_remove(case, "local", timezone.localdate())
    assert (law.decides, law.by_another) == ("The safeguarding partners", False)
    assert "regulation 13" in law.source
    assert law.confirmed == "Checked against the published text."
    actions.remove(commission, decided_on=in_days(0), by=by, **WHO)
    commission.refresh_from_db()
    assert (commission.ended, commission.removal_decided_on) == (Commission.Ended.REMOVED, in_days(0))
    assert live_keys(case, reviewer.body) == []


def test_the_panel_decides_and_the_secretary_of_state_removes_a_national_reviewer(cast: Cast) -> None:
    case, reviewer, by = open_folder_for(cast), on_the_register(cast, in_panels_pool=True), cast["coordinator"]
    commission = appointed(cast, case, reviewer, kind="national")
    law = may_remove(case, "national", timezone.localdate())
    assert (law.decides, law.removes, law.by_another) == ("The Panel", "the Secretary of State", True)
    assert "regulation 5(2)" in law.source
    with pytest.raises(NotDone, match="the Secretary of State removed"):
        actions.remove(commission, decided_on=in_days(0), by=by, **WHO)
    with pytest.raises(NotDone, match="must consider another"):
        actions.remove(commission, decided_on=in_days(0), removed_on=in_days(0), by=by, **WHO)
    actions.remove(
        commission, decided_on=in_days(0), removed_on=in_days(0), another="One from the pool is asked.", by=by, **WHO
    )
    commission.refresh_from_db()
    assert (commission.ended_on, commission.another) == (in_days(0), "One from the pool is asked.")


def test_of_a_serious_case_review_it_is_the_lscb_and_what_is_not_read_is_said(cast: Cast) -> None:
    law = may_remove(open_folder_for(cast), "serious case", date(2017, 5, 12))
    assert law.decides == "The LSCB"
    assert "Of removing one we have read nothing" in law.says
    assert "not checked" in law.confirmed


def test_of_a_review_held_to_learn_no_edition_speaks(cast: Cast) -> None:
    law = may_remove(open_folder_for(cast), "learning", timezone.localdate())
    assert (law.decides, law.source) == ("Whoever commissioned it", "")


def test_before_the_regulations_nothing_is_claimed_of_them(cast: Cast) -> None:
    assert may_remove(open_folder_for(cast), "local", date(2017, 5, 12)).source == ""


@pytest.mark.parametrize("kind", ["local_review_published", "local_review_improvements_published"])
def test_once_the_review_or_its_improvements_are_published_nobody_is_removed(cast: Cast, kind: str) -> None:
    case, reviewer, by = open_folder_for(cast), on_the_register(cast), cast["coordinator"]
    commission = appointed(cast, case, reviewer)
    KeptFact.objects.create(
        case=case, paper_id=commission.review_id, kind=kind, about="another review", on=in_days(-5),
        recorded_at=timezone.now(),
    )  # fmt: skip
    published = KeptFact.objects.create(
        case=case, paper_id=commission.review_id, kind=kind, about=commission.about, on=in_days(0),
        recorded_at=timezone.now(),
    )  # fmt: skip
    with pytest.raises(NotDone, match="only before that"):
        actions.remove(commission, decided_on=in_days(0), by=by, **WHO)
    KeptFact.objects.filter(pk=published.pk).update(replaced_at=timezone.now())
    actions.remove(commission, decided_on=in_days(0), by=by, **WHO)


def test_a_removal_says_who_and_why_on_a_day_that_can_be(cast: Cast) -> None:
    case, reviewer, by = open_folder_for(cast), on_the_register(cast), cast["coordinator"]
    commission = appointed(cast, case, reviewer)
    for wrong, sentence in (
        ({"by_name": " "}, "the safeguarding partners, each by name"),
        ({"why": ""}, "why the reviewer was removed"),
        ({"decided_on": in_days(1)}, "on the day itself"),
        ({"decided_on": in_days(-1)}, "They were appointed on"),
    ):
        with pytest.raises(NotDone, match=sentence):
            actions.remove(commission, by=by, **{"decided_on": in_days(0), **WHO, **wrong})
    assert live_keys(case, reviewer.body)


def test_the_page_says_who_may_and_what_is_not_confirmed(cast: Cast, client: Client) -> None:
    case, reviewer = open_folder_for(cast), on_the_register(cast, in_panels_pool=True)
    commission = appointed(cast, case, reviewer, kind="national")
    client.force_login(cast["coordinator"])
    page = client.get(reverse("reviewers:remove", args=[case.pk, commission.pk])).content.decode()
    assert "The Panel decides it, and the Secretary of State removes the reviewer." in page
    assert "regulation 5(2)" in page
    asked = client.post(reverse("reviewers:remove", args=[case.pk, commission.pk]), {}).content.decode()
    assert "Enter the day on which the Secretary of State removed them" in asked
