"""A year of child deaths that is over, brought in from the earlier record, and the yearly report made of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, timedelta

from handrail.analysis.child_deaths import year_of
from handrail.demonstration.hour import clock_set_to, hour_of
from handrail.demonstration.telling import Telling
from handrail.service.arrangements.saying import digest_of
from handrail.service.cases.actions import close_case
from handrail.service.cases.models import Case
from handrail.service.child_deaths.actions.match import send_in, take_in
from handrail.service.child_deaths.models import Death
from handrail.service.partnerships.models import Body, BodyCode
from handrail.service.reports.actions import approve_report, begin_report, load_counts, write_report
from handrail.service.reports.actions.publishing import approve_for_public, publish_report
from handrail.service.reports.counted_areas import read_counts
from handrail.service.reports.counting import count_what_waits
from handrail.service.reports.looking import look_through_what_waits
from handrail.service.reports.models import DeathReport
from handrail.service.reports.releasing import said_to_the_public

ON_WHICH = (
    ("2 5", 3, "female"), ("30 5", 12, "male"), ("17 6", 1, "female"), ("8 7", 4000, "male"), ("21 8", 6, "female"),
    ("3 9", 4400, "female"), ("11 10", 2, "male"), ("25 11", 9, "male"), ("14 12", 4900, "female"),
    ("19 1", 4, "female"), ("6 2", 3700, "male"), ("1 3", 4700, "female"),
)  # fmt: skip
"""Day and month of each death, the days lived, and the sex. Nothing else of them is told here, and no name."""
ELSEWHERE = {"3 9": "home", "6 2": "hospice"}
"""All the others died in hospital: so few elsewhere are not printed, and show what else goes with them."""
WRITTEN = {
    "patterns": "More than half of the children who died were in their first month, as in most years. Deaths of older "
    "children were of many causes, and no pattern was found among them.",
    "lessons": "Appointments that a hospital puts off are looked at by the clinic that made them, and by nobody else.",
    "actions": "Clinics for children with epilepsy review the plan of each child whose appointment they put off.",
    "effectiveness": "Families were told of every review. The reports of agencies still come later than is asked.",
}
COUNTS = (("E10999001", 41, "E10999002 E10999003"), ("E10999002", 23, "E10999001"), ("E10999003", 37, "E10999001"))
SOURCE = "Invented for the demonstration."
CLOSED_WHY = "Reviewed before this record began, by the panel of the time."


def brought_in_and_reported_on(wv: Telling) -> DeathReport:
    year = year_of(wv.today) - 1
    _brought_in(wv, year)
    with wv.acting("coordinator", wv.back(9), "10:00") as cora:
        report = begin_report(wv.cast.partnership, year, drafted={}, by=cora)
    with clock_set_to(hour_of(wv.back(9), "10:01")):
        assert count_what_waits() == 1, "the report of a story was not counted"
    with wv.acting("coordinator", wv.back(7), "11:25") as cora:
        write_report(report, WRITTEN, by=cora)
    with clock_set_to(hour_of(wv.back(7), "11:26")):
        assert look_through_what_waits() == 1, "the report of a story was not looked through for names"
    with wv.acting("senior officer", wv.back(4), "16:00") as selma:
        approve_report(DeathReport.objects.get(pk=report.pk), by=selma)
    report = DeathReport.objects.get(pk=report.pk)
    with wv.acting("health partner", wv.back(3), "10:30") as hetty:
        approve_for_public(report, read=digest_of(said_to_the_public(report)), by=hetty)
    with wv.acting("coordinator", wv.back(3), "11:45") as cora:
        publish_report(report, by=cora)
    _area(wv, year)
    return report


def _brought_in(wv: Telling, year: int) -> None:
    """From the spreadsheet that was kept before; each folder is closed, since its review is over."""
    with wv.acting("coordinator", wv.back(12), "09:45") as cora:
        file = send_in(
            "deaths.csv", _file(year).encode(), partnership=wv.cast.partnership, authority=wv.cast.council, by=cora
        )
        brought, _ = take_in(file, by=cora)
        assert not brought.wrong, brought.wrong
        held = Death.objects.exclude(brought_from="").values("case")
        Case.objects.filter(pk__in=held).update(invented=True)
        for case in Case.objects.filter(pk__in=held):
            close_case(case, why=CLOSED_WHY, by=cora)


def _file(year: int) -> str:
    kept = io.StringIO()
    table = csv.DictWriter(kept, fieldnames=list(next(_lines(year))))
    table.writeheader()
    table.writerows(_lines(year))
    return kept.getvalue()


def _lines(year: int) -> Iterator[dict[str, str]]:
    for number, (day_and_month, lived, sex) in enumerate(ON_WHICH, start=1):
        day, month = map(int, day_and_month.split())
        on = date(year if month > 3 else year + 1, month, day)
        yield {
            "reference": f"Earlier {year}/{number:02}", "date of birth": (on - timedelta(days=lived)).isoformat(),
            "sex": sex, "no nhs number because": "not available", "day of death": on.isoformat(),
            "kind of place": ELSEWHERE.get(day_and_month, "hospital"), "died in": "here", "lived in": "here",
            "circumstances": "As it stands in the earlier record.", "notified on": (on + timedelta(days=1)).isoformat(),
            "notified by": "The hospital", "entered on the national database": (on + timedelta(days=2)).isoformat(),
        }  # fmt: skip


def _area(wv: Telling, year: int) -> None:
    """Counts of the two authorities and of Farrowdale, by codes that no authority has."""
    authorities = (wv.cast.council, wv.cast.other_council, wv.cast.neighbour_council)
    lines = ["authority_code,year,deaths,neighbours"]
    lines += [f"{code},{year - back},{deaths - 2 * back},{near}" for back in range(3) for code, deaths, near in COUNTS]
    codes: dict[str, Body] = {code: body for (code, *_), body in zip(COUNTS, authorities, strict=True)}
    with wv.acting("administrator", wv.back(6), "12:00"):
        for code, body in codes.items():
            BodyCode.objects.create(body=body, scheme="ons", code=code, from_on=date(2010, 4, 1))
    with wv.acting("coordinator", wv.back(6), "14:40") as cora:
        reading = read_counts("\n".join(lines).encode(), {code: body.pk for code, body in codes.items()})
        assert not reading.faults, reading.faults
        load_counts(wv.cast.partnership, reading.rows, name="counts.csv", source=SOURCE, by=cora)
