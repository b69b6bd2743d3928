"""September 2022: the Queen died on the 8th, and on the 10th her funeral on Monday the 19th was made a bank holiday."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from handrail.guidance import published_working_days
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.cases.follow import follow
from handrail.service.cases.holidays import reach_folders
from handrail.service.cases.models import Case, KeptClock
from handrail.service.cases.rebuild import rebuild
from handrail.service.children.models import Child
from handrail.service.incidents.models import Incident, InvolvedChild, Limb, Nature, Notice
from handrail.service.law.actions import take_in
from handrail.service.law.models import HolidayList, Reached
from tests.rooms.cases.folders import london
from tests.rooms.cast import Cast, open_folder_for

FUNERAL = date(2022, 9, 19)
WITH: Mapping[date, str] = dict(published_working_days().holidays)
WITHOUT = {day: name for day, name in WITH.items() if day != FUNERAL}
ANNOUNCED = london(2022, 9, 10, 16)
WITHDRAWN = london(2022, 9, 14, 12)
LOADING = Job("holidays load")
WHY = "19 September 2022 is now a bank holiday (Bank Holiday for the State Funeral of Queen Elizabeth II)"

# The rapid review, fifteen working days from the notice on Monday 5 September 2022:
# 6-9 (4) 12-16 (9) 19-23 (14) 26 (15); without the 19th 20-23 (13) 26 (14) 27 (15)
FIRST_DUE, THEN_DUE = date(2022, 9, 26), date(2022, 9, 27)


def first_list(holidays: Mapping[date, str]) -> HolidayList:
    """The list that Handrail was installed with, long ago."""
    named = {day.isoformat(): name for day, name in holidays.items()}
    at = london(2022, 1, 1)
    first = HolidayList.objects.create(holidays=named, taken_in_at=at, source="the package", taken_in_by="installation")
    Reached.objects.create(list=first, at=at)
    return first


def taken_in(holidays: Mapping[date, str], at: datetime = ANNOUNCED) -> HolidayList | None:
    with unit_of_work(LOADING):
        return take_in(holidays, source="the file bank-holidays.json", by=LOADING, now=at)


def reached() -> list[tuple[int, int]]:
    return list(reach_folders())


def under_review(cast: Cast, told_on: date = date(2022, 9, 5), case: Case | None = None) -> Case:
    """A folder whose Panel was told, from real papers, so that it can be made anew from them."""
    case = case or open_folder_for(cast)
    child = Child.objects.create(folder=case.folder, given_names="Wrenna", family_name="Canarytree")
    incident = Incident.objects.create(
        case=case, raised_by=cast.council, authority=cast.council, limb=Limb.IN_AREA, nature=Nature.SERIOUS_HARM,
        became_aware_on=told_on - timedelta(days=3), what_is_known="A fall.", recorded_by=cast["notifier"],
    )  # fmt: skip
    InvolvedChild.objects.create(incident=incident, child=child, place=1, outcome=Nature.SERIOUS_HARM)
    Notice.objects.create(
        incident=incident, to=Notice.To.PANEL, on=told_on, by_name="A notifier", recorded_by=cast["notifier"]
    )
    follow(incident)
    return case


def due(case: Case, duty: str = "rapid_review") -> date | None:
    return KeptClock.objects.get(case=case, duty=duty).due_on


def differing() -> int:
    """How many folders `handrail rebuild --check` would find."""
    return sum(wrong for _, wrong in rebuild(mend=False))


def file_of(holidays: Mapping[date, str], years: Iterable[int] = range(2020, 2024)) -> bytes:
    """As GOV.UK publishes it: some years behind, some ahead."""
    wanted = {day: name for day, name in holidays.items() if day.year in set(years)}
    events = [{"title": name, "date": day.isoformat(), "notes": "", "bunting": True} for day, name in wanted.items()]
    divisions = ("england-and-wales", "scotland", "northern-ireland")
    return json.dumps({one: {"division": one, "events": events} for one in divisions}).encode()
