"""A board hands over to the partners: who passes to whom, on which days, and what is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from handrail.demonstration.wend_valley import BEGAN
from handrail.guidance.shelf import every_edition
from handrail.service.access.models import Exclusion
from handrail.service.arrangements import actions as act
from handrail.service.arrangements.changing import change_named, changes
from handrail.service.arrangements.counted import clocks_of_change, days_of, lacks_of
from handrail.service.arrangements.facts import law_of
from handrail.service.arrangements.models import AreaDay, Passing, Transition
from handrail.service.arrangements.rounds import write_what_was_given
from handrail.service.audit.actions import Job, name_actor
from handrail.service.audit.models import Entry
from handrail.service.cases.models import KeptClock
from handrail.service.cases.rebuild import differs
from handrail.service.cases.shutting_out import Named, shut_out
from handrail.service.partnerships.actions import NotDone
from handrail.service.partnerships.models import AreaDates, Body, Kind, Membership, Succession
from handrail.service.reports.facts import clocks_of
from tests.rooms.arrangements.changing import left_open, passed_on, planned, with_the_board
from tests.rooms.cast import Cast

IN_TIME = {"published_on": date(2019, 6, 28), "told_on": date(2019, 7, 1), "began_on": BEGAN}


def test_every_change_says_what_asks_for_it_and_its_duties_are_in_the_law() -> None:
    known = {key for edition in every_edition() for key in edition.duties}
    kinds = set(Kind.values)
    for one in changes().values():
        assert set(one.duties) <= known
        assert {*one.before, *one.after} <= kinds
        assert one.law or one.key == "described_here"


def test_a_board_keeps_its_duties_until_the_eve_and_passes_them_on(cast: Cast) -> None:
    plan = with_the_board(cast)
    passing = Passing.objects.get()
    assert (passing.eve, passing.begins_on) == (date(2019, 9, 1), BEGAN)
    assert [one for one in lacks_of(plan, change_named(plan.change)) if "passes" in one] == []
    assert Entry.objects.filter(did__startswith="put into the plan that Wend Valley Local").exists()


def test_a_board_that_ended_before_the_arrangements_begin_is_refused(cast: Cast) -> None:
    plan = planned(cast)
    with pytest.raises(NotDone, match="ended on 1 September 2019, before these arrangements begin on 3 September 2019"):
        act.add_passing(
            plan,
            before=cast.lscb,
            after=cast.partnership,
            begins_on=date(2019, 9, 3),
            ends=True,
            by=cast["coordinator"],
        )


def test_an_area_of_two_partnerships_is_refused(cast: Cast) -> None:
    """Both of the board's authorities are Wend Valley's: to pass them to Farrowdale would put them in two."""
    plan = planned(cast)
    with pytest.raises(NotDone, match="No authority’s area lies in two partnerships"):
        act.add_passing(
            plan, before=cast.lscb, after=cast.neighbour, begins_on=BEGAN, ends=True, by=cast["coordinator"]
        )
    assert not Passing.objects.exists()


def test_a_board_whose_areas_part_passes_to_each_partnership(cast: Cast) -> None:
    name_actor(Job("tests"))
    Membership.objects.filter(partnership=cast.partnership, body=cast.other_council).delete()
    Membership.objects.create(partnership=cast.neighbour, body=cast.other_council, place="safeguarding partner")
    plan = with_the_board(cast)
    act.add_passing(plan, before=cast.lscb, after=cast.neighbour, begins_on=BEGAN, ends=True, by=cast["coordinator"])
    assert Passing.objects.count() == 2


@pytest.mark.parametrize(
    ("which", "sentence"), [("itself", "cannot take over from itself"), ("again", "in the plan already")]
)
def test_nothing_passes_to_itself_or_twice(cast: Cast, which: str, sentence: str) -> None:
    plan = with_the_board(cast)
    after = cast.lscb if which == "itself" else cast.partnership
    with pytest.raises(NotDone, match=sentence):
        act.add_passing(plan, before=cast.lscb, after=after, begins_on=BEGAN, ends=True, by=cast["coordinator"])


def test_a_plan_of_one_change_is_begun_once_and_one_to_try_days_out_beside_it(cast: Cast) -> None:
    planned(cast)
    with pytest.raises(NotDone, match="There is a plan of this change already"):
        planned(cast, title="Again")
    assert planned(cast, title="Tried out", invented=True).invented


def test_a_change_that_is_described_here_says_its_law_and_its_day(cast: Cast) -> None:
    with pytest.raises(NotDone, match="Enter the day on which the change begins"):
        planned(cast, "described_here")
    with pytest.raises(NotDone, match="Say which law, order or guidance asks for it"):
        planned(cast, "described_here", begins_on=date(2027, 4, 1))
    plan = planned(
        cast, "described_here", title="Two become one", law="The Wend Valley (Structural Changes) Order",
        begins_on=date(2027, 4, 1), due_on=date(2028, 3, 31),
    )  # fmt: skip
    with pytest.raises(NotDone, match="begins on 1 April 2027"):
        act.record_done(plan, done_on=date(2027, 3, 31), by=cast["coordinator"])


# ---- the days of each area ----


def test_the_days_start_and_stop_the_clocks_of_the_change(cast: Cast) -> None:
    plan = with_the_board(cast)
    days = act.give_days(plan, cast.council, by=cast["coordinator"], **IN_TIME, report_on=None)
    act.plan_records(plan, planned_on=date(2019, 7, 15), planned_says="By box and by key.", by=cast["coordinator"])
    plan.refresh_from_db()
    told = {clock.duty.key: clock for clock in clocks_of_change(plan, change_named(plan.change), days)}
    assert told["first_publication"].due == date(2019, 6, 30)
    assert told["publish_first_arrangements"].due == date(2019, 6, 29)
    assert told["first_implementation"].due == date(2019, 9, 28)
    assert {key for key, clock in told.items() if clock.stopped_by is None} == {
        "first_yearly_report", "agree_child_death_arrangements", "submit_child_death_plans",
    }  # fmt: skip
    assert told["first_yearly_report"].due == date(2020, 9, 2)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"began_on": date(2018, 6, 28)}, "nothing under it was done before"),
        ({"published_on": date(2019, 9, 3), "began_on": BEGAN}, "published on 3 September 2019"),
        ({"published_on": date(2019, 6, 28), "told_on": date(2019, 6, 27)}, "is told then or later"),
        ({"began_on": BEGAN, "report_on": date(2019, 9, 1)}, "the first yearly report comes after that"),
        ({"began_on": date(2019, 9, 16)}, "ended on 1 September 2019, before these arrangements begin"),
    ],
)
def test_days_that_cannot_be_are_refused(cast: Cast, wrong: dict[str, Any], sentence: str) -> None:
    plan = with_the_board(cast)
    with pytest.raises(NotDone, match=sentence):
        act.give_days(plan, cast.council, by=cast["coordinator"], **wrong)
    with pytest.raises(NotDone, match="has no place in this change"):
        act.give_days(plan, cast.neighbour_council, by=cast["coordinator"], began_on=BEGAN)


def test_the_worker_writes_the_days_and_has_the_folders_counted_anew(cast: Cast) -> None:
    name_actor(Job("tests"))
    AreaDates.objects.all().delete()
    Body.objects.filter(pk=cast.lscb.pk).update(until_on=None)
    cast.lscb.refresh_from_db()
    case, about = left_open(cast)
    plan = with_the_board(cast)
    act.give_days(plan, cast.council, by=cast["coordinator"], **IN_TIME)
    assert not KeptClock.objects.filter(duty="finish_serious_case_reviews").exists()
    assert write_what_was_given() == 2
    name_actor(cast["coordinator"])
    held = AreaDay.objects.get()
    assert held.written_at is not None
    assert held.folders == 1
    assert AreaDates.objects.get(authority=cast.council).safeguarding_began_on == BEGAN
    finish = KeptClock.objects.get(case=case, duty="finish_serious_case_reviews", about=about)
    assert (finish.started_on, finish.due_on) == (BEGAN, date(2020, 9, 2))
    assert not differs(case.pk)
    cast.lscb.refresh_from_db()
    assert cast.lscb.until_on == date(2019, 9, 1)
    assert Succession.objects.filter(before=cast.lscb, after=cast.partnership, on=BEGAN).exists()
    assert write_what_was_given() == 0


def test_days_that_are_only_tried_out_are_written_nowhere(cast: Cast) -> None:
    plan = with_the_board(cast, invented=True)
    act.give_days(plan, cast.council, by=cast["coordinator"], began_on=BEGAN, published_on=date(2018, 9, 3))
    assert write_what_was_given() == 0
    assert AreaDates.objects.get(authority=cast.council).safeguarding_published_on == date(2019, 6, 28)


def test_what_is_given_later_stands_and_the_earlier_is_never_written(cast: Cast) -> None:
    plan, by = with_the_board(cast), cast["coordinator"]
    act.give_days(plan, cast.council, by=by, began_on=BEGAN, published_on=date(2019, 6, 3))
    act.give_days(plan, cast.council, by=by, began_on=BEGAN, published_on=date(2019, 6, 10))
    write_what_was_given()
    write_what_was_given()
    name_actor(by)
    assert AreaDates.objects.get(authority=cast.council).safeguarding_published_on == date(2019, 6, 10)
    held = days_of(plan)[cast.council]
    assert held is not None
    assert held.published_on == date(2019, 6, 10)


def test_a_day_that_is_emptied_is_emptied_in_the_area_too(cast: Cast) -> None:
    case, _ = left_open(cast)
    plan, by = with_the_board(cast), cast["coordinator"]
    act.give_days(plan, cast.council, by=by, **IN_TIME)
    write_what_was_given()
    name_actor(by)
    act.give_days(plan, cast.council, by=by, published_on=date(2019, 6, 28))
    write_what_was_given()
    name_actor(by)
    held = AreaDates.objects.get(authority=cast.council)
    assert (held.safeguarding_published_on, held.safeguarding_began_on) == (date(2019, 6, 28), None)
    assert not KeptClock.objects.filter(case=case, duty="finish_serious_case_reviews").exists()
    assert not differs(case.pk)


def test_a_partnership_that_began_later_than_its_area_counts_from_its_own_first_day(cast: Cast) -> None:
    name_actor(Job("tests"))
    Body.objects.filter(pk=cast.partnership.pk).update(from_on=date(2023, 4, 1))
    cast.partnership.refresh_from_db()
    assert law_of(cast.partnership).area.safeguarding == date(2023, 4, 1)
    started = [one.started_on for one in clocks_of(cast.partnership) if one.duty.key == "yearly_report"]
    assert started
    assert min(started) >= date(2023, 4, 1)
    Body.objects.filter(pk=cast.partnership.pk).update(from_on=date(2019, 1, 1))
    cast.partnership.refresh_from_db()
    assert law_of(cast.partnership).area.safeguarding == BEGAN


def test_a_body_with_another_last_day_is_not_ended_and_says_why(cast: Cast) -> None:
    plan = with_the_board(cast)
    name_actor(Job("tests"))
    Body.objects.filter(pk=cast.lscb.pk).update(until_on=date(2019, 9, 30))
    write_what_was_given()
    name_actor(cast["coordinator"])
    passing = Passing.objects.get()
    assert passing.ended_at is None
    assert "has another last day" in passing.stayed_why
    assert "has another last day in the list" in " ".join(lacks_of(plan, change_named(plan.change)))


def test_what_is_given_up_is_written_nowhere_and_stays_to_be_read(cast: Cast) -> None:
    plan, by = with_the_board(cast), cast["coordinator"]
    act.give_days(plan, cast.council, by=by, began_on=BEGAN, published_on=date(2019, 6, 3))
    act.give_plan_up(plan, why="Another plan took its place.", by=by)
    assert write_what_was_given() == 0
    with pytest.raises(NotDone, match="given up"):
        act.plan_records(plan, planned_on=BEGAN, planned_says="So.", by=by)


# ---- the pages ----


def test_a_coordinator_fills_in_a_plan(cast: Cast, client: Client) -> None:
    client.force_login(cast["coordinator"])
    page = client.get(reverse("arrangements:changes_of_law")).content.decode()
    assert "No plan is begun yet" in page
    made = client.post(
        reverse("arrangements:changes_of_law"), {"change": "boards_to_partners", "title": "The handover of 2019"}
    )
    plan = Transition.objects.get()
    assert made["Location"] == reverse("arrangements:plan", args=[plan.pk])
    page = client.get(made["Location"]).content.decode()
    assert "Say who passes to whom." in page
    said = {"before": str(cast.lscb.pk), "after": str(cast.partnership.pk), "ends": "yes", "begins_on_day": "2",
            "begins_on_month": "9", "begins_on_year": "2019"}  # fmt: skip
    assert client.post(reverse("arrangements:add_passing", args=[plan.pk]), said).status_code == 302
    page = client.get(made["Location"]).content.decode()
    assert "keeps its duties until the end of <strong>1 September 2019</strong>" in page
    assert "Give the days of Marlbrook Borough Council" in page
    wrong = client.post(reverse("arrangements:add_passing", args=[plan.pk]), said | {"begins_on_day": "4"})
    assert "in between nobody would have its duties" in wrong.content.decode()
    out = reverse("arrangements:take_out_passing", args=[plan.pk, Passing.objects.get().pk])
    assert client.post(out).status_code == 302
    assert "Nobody is in the plan yet." in client.get(made["Location"]).content.decode()


def test_a_plan_with_its_own_last_day_is_overdue_until_it_is_done(cast: Cast, client: Client) -> None:
    plan = planned(
        cast, "described_here", title="New guidance", law="Guidance of 2020", begins_on=date(2020, 1, 6),
        due_on=date(2021, 1, 5),
    )  # fmt: skip
    client.force_login(cast["coordinator"])
    page = reverse("arrangements:plan", args=[plan.pk])
    assert "Overdue" in client.get(page).content.decode()
    said = {"done_on_day": "4", "done_on_month": "1", "done_on_year": "2021"}
    client.post(reverse("arrangements:plan_done", args=[plan.pk]), said)
    assert "Overdue" not in client.get(page).content.decode()


def test_the_plan_of_2023_is_met_by_what_the_partnership_published(cast: Cast, client: Client) -> None:
    plan = planned(cast, "working_together_2023", title="By December 2024")
    (clock,) = clocks_of_change(plan, change_named(plan.change), None)
    assert clock.due == date(2024, 12, 31)
    client.force_login(cast["police partner"])
    page = client.get(reverse("arrangements:plan", args=[plan.pk])).content.decode()
    assert "due by <strong>31 December 2024</strong>" in page
    assert "Give up this plan" not in page


def test_a_review_that_nobody_has_is_told_among_what_the_plan_lacks(cast: Cast, client: Client) -> None:
    case, about = left_open(cast)
    plan = with_the_board(cast)
    client.force_login(cast["coordinator"])
    page = reverse("arrangements:plan", args=[plan.pk])
    words = f"{case.reference}: the board had until 2 September 2020 for its serious case review, and nothing says who"
    assert words in client.get(page).content.decode()
    name_actor(cast["coordinator"])
    passed_on(cast, case, about)
    assert words not in client.get(page).content.decode()


# ---- what would change ----


def test_other_days_are_tried_and_nothing_is_written(cast: Cast, client: Client) -> None:
    case, _ = left_open(cast)
    plan = with_the_board(cast)
    before = list(KeptClock.objects.order_by("pk").values())
    client.force_login(cast["coordinator"])
    said = {"area": str(cast.council.pk), "began_day": "1", "began_month": "4", "began_year": "2019"}
    page = client.get(reverse("arrangements:try_days", args=[plan.pk]), said).content.decode()
    assert "1 of 1 open folder would change" in page
    assert case.reference in page
    assert "due by 2 September 2020" in page
    assert "due by 1 April 2020" in page
    assert list(KeptClock.objects.order_by("pk").values()) == before
    assert AreaDates.objects.get(authority=cast.council).safeguarding_began_on == BEGAN
    same = said | {"began_day": "2", "began_month": "9"}
    assert "0 of 1 open folder" in client.get(reverse("arrangements:try_days", args=[plan.pk]), same).content.decode()


def test_whoever_is_kept_from_a_folder_is_shown_nothing_of_it_and_moves_its_clocks_all_the_same(
    cast: Cast, client: Client
) -> None:
    case, _ = left_open(cast)
    plan = with_the_board(cast)
    deputy = cast["deputy coordinator"]
    shut_out(case, Named((deputy.name,), (), Exclusion.Stands.RELATIVE), why="An uncle", by=cast["coordinator"])
    client.force_login(deputy)
    said = {"area": str(cast.council.pk), "began_day": "1", "began_month": "4", "began_year": "2019"}
    for name in ("arrangements:try_days", "arrangements:plan", "reports:inventory"):
        page = client.get(reverse(name, args=[plan.pk]), said)
        assert page.status_code == 200
        assert case.reference not in page.content.decode()
    days = {"began_on_day": "2", "began_on_month": "9", "began_on_year": "2019", "published_on_day": "3",
            "published_on_month": "6", "published_on_year": "2019"}  # fmt: skip
    assert client.post(reverse("arrangements:give_days", args=[plan.pk, cast.council.pk]), days).status_code == 302
    write_what_was_given()
    name_actor(cast["coordinator"])
    assert AreaDay.objects.get().folders == 1


def test_another_partnerships_coordinator_finds_no_plan(cast: Cast, client: Client) -> None:
    plan = with_the_board(cast)
    client.force_login(cast["stranger"])
    assert client.get(reverse("arrangements:plan", args=[plan.pk])).status_code == 404
    assert str(plan) not in client.get(reverse("arrangements:changes_of_law")).content.decode()
