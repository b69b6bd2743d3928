"""England's own changes replayed from the registers, where these are at hand: councils that were reorganised,
partnerships suggested for all of them, and the change of 2018 to 2020 over days that are invented."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from handrail.service.arrangements import actions as act
from handrail.service.arrangements.changing import change_named
from handrail.service.arrangements.counted import clocks_of_change
from handrail.service.arrangements.england import FIRST, replay, rows, summary
from handrail.service.arrangements.models import AreaDay
from handrail.service.arrangements.rounds import write_what_was_given
from handrail.service.audit.actions import Job, name_actor
from handrail.service.partnerships.actions import NotDone
from handrail.service.partnerships.models import AreaDates, Body, Kind, Membership, Succession
from handrail.service.partnerships.register.drafting import drafts, write
from handrail.service.partnerships.register.load import load_register
from handrail.service.partnerships.register.sheet import Fault
from tests.house.house import TREE
from tests.rooms.arrangements.changing import planned
from tests.rooms.cast import Cast

REGISTER = TREE.parent / "shared" / "data" / "register"
pytestmark = [
    pytest.mark.full,
    pytest.mark.skipif(not REGISTER.is_dir(), reason="the public registers are not beside the repository"),
]
YEARS = {2019, 2020, 2021, 2023}
ON = date(2024, 7, 1)


def england() -> None:
    load_register(sorted(REGISTER.glob("*.csv"), reverse=True))


def test_every_reorganisation_since_2019_fits_a_plan_and_a_day_between_is_refused(cast: Cast) -> None:
    england()
    plan = planned(cast, "authorities_reorganised", title="England", begins_on=date(2019, 4, 1))
    replayed: Counter[int] = Counter()
    for one in Succession.objects.filter(before__kind=Kind.LOCAL_AUTHORITY, on__year__in=YEARS):
        with pytest.raises(NotDone, match="in between nobody would have its duties"):
            act.add_passing(
                plan, before=one.before, after=one.after, begins_on=one.on + timedelta(days=1), ends=True,
                by=cast["coordinator"],
            )  # fmt: skip
        act.add_passing(plan, before=one.before, after=one.after, begins_on=one.on, ends=True, by=cast["coordinator"])
        replayed[one.on.year] += 1
    assert set(replayed) == YEARS
    # Dorset to two, Bournemouth and Poole to one; Buckinghamshire goes on; Northamptonshire and Cumbria each to two.
    assert replayed[2019] == 4
    assert replayed[2021] == 2
    assert replayed[2023] >= 2
    assert Body.objects.get(kind=Kind.LOCAL_AUTHORITY, register_name="Northamptonshire").until_on == date(2021, 3, 31)


def test_partnerships_are_suggested_for_all_of_england_and_written_only_when_said(cast: Cast) -> None:
    england()
    name_actor(Job("tests"))
    found = drafts(ON)
    whole = [one for one in found if not one.lacks]
    assert len(found) == 153
    assert len(whole) >= 150
    assert {kind for one in whole for kind in (body.kind for body in one.others)} == {
        "police force", "integrated care board",
    }  # fmt: skip
    assert not Body.objects.filter(kind=Kind.PARTNERSHIP, invented=False).exists()
    together = drafts(ON, [["E06000001", "E06000002"]])
    assert len(together) == 152
    assert together[0].name == "Hartlepool and Middlesbrough Safeguarding Children Partnership"
    assert write(together, ON) == 152
    name_actor(Job("tests"))
    assert drafts(ON) == []
    places = Membership.objects.filter(
        body__kind=Kind.LOCAL_AUTHORITY, partnership__kind=Kind.PARTNERSHIP, body__invented=False
    )
    assert Counter(places.values_list("body", flat=True)).most_common(1)[0][1] == 1


@pytest.mark.parametrize(
    ("groups", "sentence"),
    [
        ([["E06000001"], ["E06000001", "E06000002"]], "is in two groups"),
        ([["E06999999"]], "is the code of no authority"),
        ([["E10000009"]], "is the code of no authority on that day"),
    ],
)
def test_a_group_that_cannot_be_is_refused(cast: Cast, groups: list[list[str]], sentence: str) -> None:
    england()
    name_actor(Job("tests"))
    with pytest.raises(Fault, match=sentence):
        drafts(ON, groups)


def test_the_change_of_2018_over_invented_days_for_real_councils(cast: Cast) -> None:
    """The days are invented, and the plan says so: nothing is written into any area. Three areas: one that used every
    day there was, one early, one late by the guidance and in time by the regulations."""
    england()
    name_actor(Job("tests"))
    named = Body.objects.filter(kind=Kind.LOCAL_AUTHORITY, register_name__in=["Leeds", "Kent", "Cornwall"])
    councils = list(named.order_by("register_name"))
    for body in councils:
        Membership.objects.create(partnership=cast.partnership, body=body, place="safeguarding partner")
    plan = planned(cast, invented=True, title="England, days invented")
    days = (
        (date(2019, 6, 29), date(2019, 9, 29)), (date(2018, 9, 3), date(2018, 11, 5)),
        (date(2019, 6, 30), date(2019, 9, 30)),
    )  # fmt: skip
    late = {}
    for body, (published, began) in zip(councils, days, strict=True):
        given = act.give_days(plan, body, published_on=published, began_on=began, by=cast["coordinator"])
        clocks = clocks_of_change(plan, change_named(plan.change), given)
        late[body.register_name] = {
            one.duty.key for one in clocks if one.stopped_by and one.due and one.stopped_by.at > one.due
        }
    assert late == {
        "Cornwall": set(), "Kent": set(),
        "Leeds": {"publish_first_arrangements", "implement_first_arrangements"},
    }  # fmt: skip
    assert write_what_was_given() == 0
    name_actor(cast["coordinator"])
    assert AreaDay.objects.count() == 3
    assert not AreaDates.objects.filter(authority__in=councils).exists()


def months_after(day: date, months: int) -> date:
    """By the calendar alone, as the law counts months: the same-numbered day, or the month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def test_the_change_of_2018_over_invented_days_for_all_of_england(cast: Cast) -> None:
    """Held against sums of their own: what was late, and how long each board had for what was open."""
    england()
    name_actor(Job("tests"))
    before = AreaDates.objects.count(), AreaDay.objects.count()
    areas = replay(ON)
    assert len(areas) == 153
    for one in areas:
        in_three_months = months_after(one.published_on, 3)
        late = {
            "first_publication": one.published_on > date(2019, 6, 30),
            "publish_first_arrangements": one.published_on > date(2019, 6, 29),
            "first_implementation": one.began_on > in_three_months,
            "implement_first_arrangements": one.began_on > min(in_three_months, date(2019, 9, 29)),
        }
        assert {key for key in one.late if key in late} == {key for key, was in late.items() if was}, one
        assert one.grace_until == months_after(one.began_on, 12)
        assert one.published_on <= one.began_on
    assert 0 < sum(bool(one.late) for one in areas) < 153
    assert all("invented days" in row for row in rows(areas))
    assert next(summary(areas)).startswith("Invented days: 153 authorities")
    assert {one.name for one in areas if not one.stood} >= {"Dorset", "Cumberland", "North Northamptonshire"}
    assert len(replay(FIRST)) == 152
    assert [one.published_on for one in replay(ON)] == [one.published_on for one in areas]
    assert (AreaDates.objects.count(), AreaDay.objects.count()) == before
    with pytest.raises(Fault, match="Load the registers first"):
        replay(date(1950, 1, 1))
