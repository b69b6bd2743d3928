"""A bank holiday announced nine days ahead, and one withdrawn: open clocks move and say why; what was met stays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from handrail.service.audit.actions import name_actor, unit_of_work
from handrail.service.cases.actions import close_case, file_note, reopen_case
from handrail.service.cases.models import Case, KeptClock, MovedDate
from handrail.service.cases.reaching import LONGEST, why_of
from handrail.service.cases.rebuild import rebuild
from handrail.service.cases.timeliness import in_words
from handrail.service.law.actions import Change, unreached
from handrail.service.law.models import HolidayList
from tests.rooms.cases.folders import asked_of, happened, london, page, signed_in
from tests.rooms.cases.holidays import (
    ANNOUNCED,
    FIRST_DUE,
    FUNERAL,
    THEN_DUE,
    WHY,
    WITH,
    WITHDRAWN,
    WITHOUT,
    differing,
    due,
    first_list,
    reached,
    taken_in,
    under_review,
)
from tests.rooms.cast import Cast, open_folder_for


@pytest.fixture
def before(cast: Cast) -> HolidayList:
    return first_list(WITHOUT)


def moved(case: Case) -> list[tuple[str, date | None, date | None, str]]:
    return [(one.duty, one.was, one.now, one.why) for one in MovedDate.objects.filter(case=case).order_by("duty")]


def test_an_open_clock_moves_with_its_old_day_its_new_day_and_the_reason(before: HolidayList, cast: Cast) -> None:
    case = under_review(cast)
    assert due(case) == FIRST_DUE
    assert taken_in(WITH) is not None
    assert due(case) == FIRST_DUE
    assert reached() == [(1, 1)]
    assert due(case) == THEN_DUE
    assert ("rapid_review", FIRST_DUE, THEN_DUE, WHY) in moved(case)
    assert differing() == 0


def test_a_clock_that_was_met_keeps_its_day_and_how_late_it_was(before: HolidayList, cast: Cast) -> None:
    case = open_folder_for(cast)
    happened(case, "incident_known", date(2022, 9, 1))  # 2 (1) 5-8 (5)
    happened(case, "panel_notified", date(2022, 9, 9))
    clock = KeptClock.objects.get(case=case, duty="notify_panel")
    said = in_words(clock, timezone.now())
    assert said == "done on 9 September 2022, 1 working day late"
    taken_in(WITH)
    reached()
    clock.refresh_from_db()
    assert (clock.due_on, in_words(clock, timezone.now())) == (date(2022, 9, 8), said)
    assert not MovedDate.objects.filter(duty="notify_panel").exists()


def test_a_clock_met_after_the_announcement_goes_by_the_new_list_and_one_met_before_by_the_old(
    before: HolidayList, cast: Cast
) -> None:
    met_before, met_after = open_folder_for(cast), open_folder_for(cast)
    for case, on in ((met_before, date(2022, 9, 9)), (met_after, date(2022, 9, 20))):
        happened(case, "panel_notified", date(2022, 9, 5))
        happened(case, "rapid_review_completed", on)
    taken_in(WITH)
    reached()
    assert (due(met_before), due(met_after)) == (FIRST_DUE, THEN_DUE)


def test_how_late_something_was_done_is_told_by_the_list_of_that_day(before: HolidayList, cast: Cast) -> None:
    case = open_folder_for(cast)
    happened(case, "incident_known", date(2022, 9, 8))  # 9 (1) 12-15 (5)
    happened(case, "panel_notified", date(2022, 9, 20))
    clock = KeptClock.objects.get(case=case, duty="notify_panel")
    assert in_words(clock, timezone.now()) == "done on 20 September 2022, 3 working days late"
    taken_in(WITH, at=london(2022, 9, 21))
    assert in_words(clock, timezone.now()) == "done on 20 September 2022, 3 working days late"


def test_a_holiday_withdrawn_brings_an_open_clock_forward(cast: Cast) -> None:
    first_list(WITH)
    case = under_review(cast)
    assert due(case) == THEN_DUE
    taken_in(WITHOUT, at=WITHDRAWN)
    reached()
    assert due(case) == FIRST_DUE
    assert ("rapid_review", THEN_DUE, FIRST_DUE, WHY.replace("now", "no longer")) in moved(case)
    assert differing() == 0


def test_what_a_body_was_asked_for_by_a_day_does_not_move(before: HolidayList, cast: Cast) -> None:
    case = under_review(cast)
    asked = asked_of(case, cast.school, FUNERAL, cast["notifier"])
    taken_in(WITH)
    reached()
    asked.refresh_from_db()
    assert asked.due_on == FUNERAL
    assert not MovedDate.objects.filter(case=case, duty="asked").exists()


def test_going_through_again_changes_nothing(before: HolidayList, cast: Cast) -> None:
    under_review(cast)
    taken_in(WITH)
    reached()
    said = list(MovedDate.objects.values())
    assert taken_in(WITH) is None
    assert reached() == []
    assert list(MovedDate.objects.values()) == said


def test_folders_in_which_nothing_counts_working_days_are_not_looked_at(before: HolidayList, cast: Cast) -> None:
    name_actor(cast["notifier"])
    quiet = open_folder_for(cast)
    file_note(quiet, of="call", happened_at=ANNOUNCED, with_whom="A ward", text="A call.", by=cast["notifier"])
    ended = open_folder_for(cast)
    happened(ended, "incident_known", date(2022, 9, 1))
    happened(ended, "incident_withdrawn", date(2022, 9, 2))
    taken_in(WITH)
    assert reached() == []
    assert unreached() is None


def test_what_is_done_in_a_folder_meanwhile_is_not_blamed_for_the_move(before: HolidayList, cast: Cast) -> None:
    case = under_review(cast)
    taken_in(WITH)
    with unit_of_work(cast["notifier"]):
        file_note(case, of="call", happened_at=ANNOUNCED, with_whom="A ward", text="A call.", by=cast["notifier"])
    assert due(case) == THEN_DUE
    assert {why for _, _, _, why in moved(case)} == {WHY}
    assert reached() == [(1, 0)]
    assert differing() == 0


def test_rebuilding_first_goes_on_with_a_list_that_was_cut_short(before: HolidayList, cast: Cast) -> None:
    case = under_review(cast)
    taken_in(WITH)
    assert differing() == 1
    assert sum(wrong for _, wrong in rebuild(mend=True)) == 0
    assert {why for _, _, _, why in moved(case)} == {WHY}
    assert unreached() is None


def test_a_closed_folder_is_as_rebuilding_would_make_it(before: HolidayList, cast: Cast) -> None:
    case = under_review(cast)
    with unit_of_work(cast["coordinator"]):
        close_case(case, why="Done with.", by=cast["coordinator"])
    taken_in(WITH)
    reached()
    assert moved(case) == []
    assert differing() == 0
    with unit_of_work(cast["coordinator"]):
        reopen_case(case, why="Not done with.", by=cast["coordinator"])
    assert due(case) == THEN_DUE
    assert differing() == 0


def test_folders_are_taken_a_batch_at_a_time_in_as_many_queries_for_many_as_for_one(
    before: HolidayList, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = [under_review(cast, date(2022, 8, 1)) for _ in range(5)]  # due long before the 19th: none moves
    monkeypatch.setattr("handrail.service.cases.holidays.BATCH", 2)
    taken_in(WITH)
    assert reached() == [(2, 0), (2, 0), (1, 0)]
    counts = []
    for at, holidays in ((timedelta(days=1), WITHOUT), (timedelta(days=2), WITH)):
        monkeypatch.setattr("handrail.service.cases.holidays.BATCH", len(cases))
        taken_in(holidays, at=ANNOUNCED + at)
        with CaptureQueriesContext(connection) as taken:
            reached()
        counts.append(len(taken))
        KeptClock.objects.filter(case__in=cases[1:]).delete()
    assert counts[0] == counts[1]


def test_two_lists_of_which_the_first_was_cut_short_are_reached_together(before: HolidayList, cast: Cast) -> None:
    case = under_review(cast)
    taken_in(WITH)
    taken_in({**WITH, date(2022, 9, 20): "Another day"}, at=ANNOUNCED + timedelta(days=1))
    reached()
    assert due(case) == date(2022, 9, 28)
    ((_, was, now, why),) = [one for one in moved(case) if one[0] == "rapid_review"]
    assert (was, now) == (FIRST_DUE, date(2022, 9, 28))
    assert why == f"{WHY}; 20 September 2022 is now a bank holiday (Another day)"
    assert not HolidayList.objects.filter(reached__isnull=True).exists()


def test_a_reason_that_is_too_long_says_how_much_it_leaves_out(before: HolidayList) -> None:
    more = {date(2022, 11, day): "A day with a name" for day in range(7, 12)}
    taken_in({**WITH, **more})
    change = unreached()
    assert isinstance(change, Change)
    said = why_of(change)
    assert said.startswith(WHY)
    assert said.endswith("and 3 more changes to the list of bank holidays")
    assert len(said) <= LONGEST


def test_the_page_of_the_clock_says_that_the_day_has_moved(before: HolidayList, cast: Cast, client: Client) -> None:
    case = under_review(cast)
    taken_in(WITH)
    reached()
    clock = KeptClock.objects.get(case=case, duty="rapid_review")
    address = reverse("cases:clock", args=[case.pk, clock.duty, clock.about])
    shown = page(signed_in(client, cast["coordinator"]), address)
    assert "The day has moved" in shown
    assert "From 26 September 2022 to 27 September 2022, on " in shown
    assert f"because {WHY}" in shown
    assert "27 September 2022" in page(client, reverse("cases:case", args=[case.pk]))
