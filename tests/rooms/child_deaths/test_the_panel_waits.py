"""That the overview panel waits, for an inquest or for a themed meeting: recorded, listed, and its six weeks held."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from handrail.service.cases.actions import NotDone
from handrail.service.cases.follow import follow
from handrail.service.cases.models import KeptClock, KeptFact
from handrail.service.child_deaths.actions.happened import record_event, set_aside
from handrail.service.child_deaths.happenings import AWAITED
from handrail.service.child_deaths.views.asking import page
from handrail.service.child_deaths.views.lists import waiting_for
from tests.rooms.cast import Cast
from tests.rooms.child_deaths.telling import as_person, open_duties, reported, tell_of

pytestmark = pytest.mark.django_db
WAITS, KEPT, REVIEW = (
    "overview_panel_waits_for_inquest", "child_death_held_for_themed_meeting", "review_at_overview_panel"
)  # fmt: skip
BY_SLUG = {one.slug: one for one in AWAITED}


REPORT = date(2024, 9, 5)


def test_that_the_panel_waits_for_the_inquest_ends_the_six_weeks_and_the_result_begins_them_anew(cast: Cast) -> None:
    death = tell_of(cast)
    reported(death)
    by = cast["coordinator"]
    assert REVIEW in open_duties(death)
    waits = record_event(death, WAITS, at=REPORT, who="The chair", by=by)
    assert REVIEW not in open_duties(death)
    assert list(waiting_for(as_person(by), BY_SLUG["inquest"])) == [death]
    set_aside(waits, why="Of another child.", by=by)
    assert REVIEW in open_duties(death)
    record_event(death, WAITS, at=REPORT, by=by)
    result = REPORT + timedelta(days=40)
    record_event(death, "inquest_completed", at=result, by=by)
    assert list(waiting_for(by, BY_SLUG["inquest"])) == []
    runs = KeptClock.objects.get(case=death.case, duty=REVIEW, ended=False)
    assert (runs.started_on, runs.due_on) == (result, result + timedelta(weeks=6))


def test_a_decision_to_wait_made_before_the_report_holds_from_the_report(cast: Cast) -> None:
    death = tell_of(cast)
    by = cast["coordinator"]
    record_event(death, KEPT, at=REPORT - timedelta(days=5), words="Water, in May.", by=by)
    reported(death)
    assert REVIEW not in open_duties(death)
    record_event(death, "inquest_completed", at=REPORT + timedelta(days=40), by=by)
    assert REVIEW not in open_duties(death)


def test_a_death_kept_for_a_themed_meeting_waits_until_it_is_reviewed_there(cast: Cast, client: Client) -> None:
    death = tell_of(cast)
    reported(death)
    by = cast["coordinator"]
    with pytest.raises(NotDone, match="Which meeting|which meeting"):
        record_event(death, KEPT, at=REPORT, by=by)
    record_event(death, KEPT, at=REPORT, words="Deaths in water, in May.", by=by)
    assert REVIEW not in open_duties(death)
    assert list(waiting_for(as_person(by), BY_SLUG["themed-meeting"])) == [death]
    client.force_login(by)
    assert "A themed meeting of the overview panel" in client.get(page(death)).text
    as_person(by)
    KeptFact.objects.create(
        case=death.case, paper_id=death.case_id, kind="child_death_review_completed", about=str(death.pk),
        on=REPORT, recorded_at=timezone.now(),
    )  # fmt: skip
    follow(death)
    assert list(waiting_for(by, BY_SLUG["themed-meeting"])) == []


def test_there_is_no_inquest_to_wait_for_once_it_is_completed(cast: Cast) -> None:
    death = tell_of(cast)
    by = cast["coordinator"]
    record_event(death, "inquest_completed", at=REPORT - timedelta(days=3), by=by)
    with pytest.raises(NotDone, match="none to wait for"):
        record_event(death, WAITS, at=REPORT, by=by)


def test_the_page_asks_whether_the_panel_waits_where_an_inquest_is_to_come(cast: Cast, client: Client) -> None:
    death = tell_of(cast)
    reported(death)
    by = cast["coordinator"]
    client.force_login(by)
    asks = "record it if the overview panel waits"
    assert asks not in client.get(page(death)).text
    as_person(by)
    record_event(death, "inquest_opened", at=REPORT, by=by)
    assert asks in client.get(page(death)).text
    client.post(
        page(death, "record_event", happening=WAITS.replace("_", "-")),
        {"on_day": "5", "on_month": "9", "on_year": "2024", "who": "The chair"},
    )
    shown = client.get(page(death)).text
    assert death.events.filter(kind=WAITS).exists(), shown
    assert asks not in shown
