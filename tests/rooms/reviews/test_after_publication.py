"""After publication: a withheld serious case review is told of, and what was published may be taken down one day."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import KeptClock
from handrail.service.cases.rebuild import differs
from handrail.service.cases.reckon import law_clocks
from handrail.service.reviews import actions
from handrail.service.reviews.models import FinalReport
from handrail.service.reviews.under_way import UnderWay
from tests.rooms.cast import Cast
from tests.rooms.reviews.in_full import agreed_by_the_partners
from tests.rooms.reviews.longer_reviews import called_for, clock, day, decide, facts, going_in, noticed

WITHHELD = date(2018, 9, 3)
"""After the Panel's letter of July 2018, which has it told."""
TOLD = "serious_case_review_withholding_told"


def withheld(cast: Cast) -> UnderWay:
    incident = noticed(cast)
    decide(cast, incident)
    going = going_in(incident.case)
    actions.record_published(
        incident.case, going, on=WITHHELD, whole=False, reasons="A sibling would be known.",
        improvements="Visits are made in pairs.", late_reason="The trial.", by=cast["coordinator"],
    )  # fmt: skip
    return going


def test_telling_why_it_is_withheld_meets_what_the_panel_asked(cast: Cast) -> None:
    going = withheld(cast)
    assert going.decision is not None
    case, on = going.decision.case, date(2018, 9, 10)
    assert clock(case, "tell_serious_case_review_withheld").stopped_on is None
    with pytest.raises(NotDone, match="Published: 3 September 2018. That comes first"):
        actions.record_withholding_told(case, going, on=date(2018, 9, 1), by=cast["coordinator"])
    actions.record_withholding_told(case, going, on=on, by=cast["coordinator"])
    assert clock(case, "tell_serious_case_review_withheld").stopped_on == on
    assert facts(case, TOLD) == [(TOLD, on)]
    with pytest.raises(NotDone, match="recorded already"):
        actions.record_withholding_told(case, going, on=on, by=cast["coordinator"])
    assert not differs(case.pk)


def test_once_the_publication_is_set_aside_nothing_of_its_withholding_counts(cast: Cast) -> None:
    going = withheld(cast)
    assert going.decision is not None
    case, by = going.decision.case, cast["coordinator"]
    actions.record_withholding_told(case, going, on=date(2018, 9, 10), by=by)
    actions.set_step_aside(going.decision.practice_reviews.get().steps.get(what="published"), why="Not so.", by=by)
    assert facts(case, TOLD) == []
    assert not KeptClock.objects.filter(duty="tell_serious_case_review_withheld").exists()


def test_a_serious_case_review_is_complete_once_its_report_is_agreed_whatever_holds_up_its_publication(
    cast: Cast,
) -> None:
    incident = noticed(cast)
    decide(cast, incident)
    going, case, by = going_in(incident.case), incident.case, cast["coordinator"]
    on, duty = date(2017, 10, 2), "complete_serious_case_review"
    final = agreed_by_the_partners(cast, case, going, on)
    assert clock(case, duty).stopped_on == on
    with pytest.raises(NotDone, match="Set that aside first"):
        actions.set_part_aside(case, final.review, final.draft, why="A slip.", by=by)
    actions.set_part_aside(case, final.review, final, why="A page was missing.", by=by)
    assert clock(case, duty).stopped_on is None
    said = {"draft": final.draft, "agreed_on": date(2017, 12, 4), "agreed_by_name": "The board", "quality": "Sound."}
    with pytest.raises(NotDone, match="This was due by 12 November 2017. Say why it is late"):
        actions.write_of(case, going, FinalReport(**said), by=by)
    actions.write_of(case, going, FinalReport(**said), by=by, late_reason="A page was missing.")
    assert clock(case, duty).stopped_on == date(2017, 12, 4)
    actions.record_published(case, going, on=WITHHELD, whole=True, where="The board’s site", by=by)
    assert clock(case, duty).stopped_on == date(2017, 12, 4), "published after the trial: complete before it"
    assert not differs(case.pk)


def test_only_a_serious_case_review_that_is_not_published_is_withheld(cast: Cast) -> None:
    review, going = called_for(cast)
    with pytest.raises(NotDone, match="complete and not published"):
        actions.record_withholding_told(review.case, going, on=date(2024, 9, 20), by=cast["coordinator"])


@pytest.mark.parametrize(("on", "state"), [(date(2025, 9, 20), "early"), (date(2025, 9, 21), "met")])
def test_what_was_published_stays_available_for_a_year(cast: Cast, on: date, state: str) -> None:
    review, going = called_for(cast)
    case, by = review.case, cast["coordinator"]
    with pytest.raises(NotDone, match="Nothing is recorded as published"):
        actions.record_taken_down(case, going, on=on, reasons="A year is over.", by=by)
    actions.record_published(case, going, on=date(2024, 9, 20), whole=True, where="On paper, on asking.", by=by)
    with pytest.raises(NotDone, match="Say why"):
        actions.record_taken_down(case, going, on=on, reasons=" ", by=by)
    actions.record_taken_down(case, going, on=on, reasons="A year is over.", by=by)
    kept = next(one for one in law_clocks(case) if one.duty.key == "keep_local_report_available")
    assert kept.stopped_by is not None
    assert kept.state(timezone.now()) == state
    assert not differs(case.pk)


def test_a_serious_case_review_stays_available_for_twelve_months(cast: Cast) -> None:
    incident = noticed(cast)
    decide(cast, incident)
    case, by, going = incident.case, cast["coordinator"], going_in(incident.case)
    actions.record_published(case, going, on=date(2017, 11, 10), whole=True, where="On its website.", by=by)
    assert clock(case, "keep_serious_case_review_available").due_on == date(2018, 11, 10)
    actions.record_taken_down(case, going, on=date(2019, 1, 7), reasons="The website closed.", by=by)
    assert clock(case, "keep_serious_case_review_available").stopped_on == date(2019, 1, 7)


def test_in_the_browser_both_are_recorded(cast: Cast, client: Client) -> None:
    going = withheld(cast)
    assert going.decision is not None
    client.force_login(cast["coordinator"])
    args = [going.decision.case_id, going.pk]
    page = reverse("reviews:practice_review", args=args)
    assert "It is not recorded that it was told" in client.get(page).content.decode()
    said = day("on", date(2018, 9, 10))
    assert client.post(reverse("reviews:withholding_told", args=args), said).status_code == 302
    missing = client.post(reverse("reviews:taken_down", args=args), said).content.decode()
    assert "Say why it is no longer publicly available" in missing
    said |= {"reasons": "It never was."}
    assert client.post(reverse("reviews:taken_down", args=args), said).status_code == 302
    told = client.get(page).content.decode()
    assert "withheld, on 10 September 2018" in told
    assert "It never was." in told
