"""While the newest edition is unread, the last one read governs; and versions that stand for one day, or for none."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from handrail.guidance import AreaDays, Clock, law_in, published_working_days
from handrail.guidance.law import Law, Periods, due_days
from handrail.guidance.span import Number, Span
from tests.guidance.timeline import duty, law_of_files, timeline

TELL = duty("tell", "call_noted", "note_filed", within='"5 days"')


def edition(stage: str, first: str, last: str = "", text: str = "") -> str:
    until = f"until = {last}\n" if last else ""
    return f'title = "One of {first}"\nstage = "{stage}"\nfrom = {first}\n{until}{text}'


READ = edition("superseded", "2018-01-01", "2019-03-04", TELL)
UNREAD = edition("unread", "2019-03-05")
NEXT = edition("in force", "2020-01-01", text=TELL)


def told_on(day: str, law: Law) -> list[Clock]:
    return timeline(f"{day} call_noted", law=law).clocks()


def governing(day: str, *texts: str) -> list[str]:
    law = law_of_files({text.split('"')[1].removeprefix("One of "): text for text in texts})
    return [clock.edition.key for clock in told_on(day, law)]


def test_the_last_one_read_governs_on_for_as_long_as_nothing_later_is_read() -> None:
    assert governing("2019-03-04", READ, UNREAD) == ["2018-01-01"]
    assert governing("2019-03-05", READ, UNREAD) == ["2018-01-01"]
    assert governing("2199-03-05", READ, UNREAD) == ["2018-01-01"]


def test_and_to_the_eve_of_the_first_later_one_that_is() -> None:
    last = edition("in force", "2021-01-01", text=TELL)
    texts = (READ, UNREAD, NEXT.replace("2020-01-01\n", "2020-01-01\nuntil = 2020-12-31\n"), last)
    assert governing("2019-12-31", *texts) == ["2018-01-01"]
    assert governing("2020-01-01", *texts) == ["2020-01-01"]
    assert governing("2021-01-01", *texts) == ["2021-01-01"]


def test_a_later_draft_does_not_end_it() -> None:
    assert governing("2019-12-31", READ, UNREAD, edition("draft", "2019-06-01", text=TELL)) == ["2018-01-01"]


def test_an_unread_edition_that_does_not_follow_on_the_day_after_leaves_the_end_as_it_is() -> None:
    assert governing("2019-03-05", READ, edition("unread", "2019-03-06")) == []
    assert governing("2019-03-05", READ, edition("unread", "2019-03-04")) == []
    assert governing("2019-03-05", READ) == []


@pytest.mark.parametrize(("day", "unread"), [("2019-03-04", None), ("2019-03-05", "new"), ("2019-03-06", "new")])
def test_a_clock_names_the_unread_edition_from_its_very_first_day(day: str, unread: str | None) -> None:
    (clock,) = told_on(day, law_of_files({"old": READ, "new": UNREAD}))
    assert (clock.unread.key if clock.unread else None) == unread


def test_a_row_with_a_last_day_of_its_own_ends_on_it_and_awaits_no_reading() -> None:
    saved = edition("superseded", "2018-01-01", "2019-03-04", TELL + "until = 2019-06-30\n")
    law = law_of_files({"old": saved, "new": UNREAD})
    (clock,) = told_on("2019-06-30", law)
    assert clock.unread is None
    assert told_on("2019-07-01", law) == []


def test_a_version_may_stand_for_one_day_and_one_that_ends_before_it_begins_is_none() -> None:
    one_day = law_of_files(
        {"one": edition("in force", "2018-01-01", text=TELL + "from = 2019-05-01\nuntil = 2019-05-01\n")}
    )
    assert [len(told_on(day, one_day)) for day in ("2019-04-30", "2019-05-01", "2019-05-02")] == [0, 1, 0]
    until_then = edition("superseded", "2018-01-01", "2019-03-04", TELL + 'begins = "with safeguarding arrangements"\n')
    for began, versions in ((date(2019, 3, 4), 1), (date(2019, 3, 5), 0)):
        law = law_of_files({"one": until_then}, AreaDays(safeguarding=began))
        assert len([*law.versions()]) == versions


def test_of_versions_looked_up_by_day_the_first_and_the_last_day_are_theirs() -> None:
    law = law_of_files({"old": edition("superseded", "2018-01-01", "2019-03-04", TELL), "new": NEXT})
    old, new = law.started_by["call_noted"]
    periods = Periods.of(law.started_by["call_noted"])
    days = ("2017-12-31", "2018-01-01", "2019-03-04", "2019-03-05", "2019-12-31", "2020-01-01", "9999-12-31")
    found = [periods.on(date.fromisoformat(day)) for day in days]
    assert found == [(), (old,), (old,), (), (), (new,), (new,)]


def test_a_day_counted_once_is_remembered_and_an_hour_is_not() -> None:
    (version,) = law_of_files({"one": edition("in force", "2018-01-01", text=TELL)}).versions()
    assert version.due_days is not None
    (remembered,) = version.due_days.values()
    day, hour = date(2019, 5, 1), datetime.fromisoformat("2019-05-01T09:00+01:00")
    assert remembered[day] == remembered[hour] == day + timedelta(days=5)
    assert (day in remembered, hour in remembered) == (True, False)


def test_the_law_of_an_area_and_the_memory_of_a_number_are_made_once() -> None:
    area = AreaDays(safeguarding=date(2019, 5, 1))
    assert law_in(area) is law_in(AreaDays(safeguarding=date(2019, 5, 1)))
    five, days = Number(Span.parse("5 days"), None, month_end=False), published_working_days()
    assert due_days(five, days) is due_days(Number(Span.parse("5 days"), None, month_end=False), days)
