"""What do the outcomes page and the yearly report cost, and how do they grow?

Authorities and their figures are invented and made in bulk: every measure that is known, in every authority, year by
year. Then the page of a partnership that watches eight measures, and the page of one measure in all of England, are
asked for as a browser would, through every wall. All of it for a tenth of the authorities first, so that it is seen
how it grows. After that the yearly report of one partnership is made, of as many folders as said and of a tenth:
gathered, looked through for names, written as PDF, its page asked for. Every folder has a child, a rapid
review, a recommendation that was carried out and looked at, an action, and a meeting to which five bodies were asked:
more than any area has in a year. Nothing is promised; the figures are upper bounds on a busy machine.

    .venv/bin/python bench/insight.py [--authorities 153] [--years 12] [--times 20] [--folders 2000]
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import statistics
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

WATCHED = 8
PORT = 8197  # that of `screens`, which serves the pages
LAST = 2024
BATCH = 5_000


@dataclass
class Made:
    """What is there to ask: who asks, and how many authorities stand."""

    person: Any
    partnership: Any
    authorities: int = 0
    cookie: str = ""
    folders: int = 0


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--authorities", type=int, default=153)
    options.add_argument("--years", type=int, default=12)
    options.add_argument("--times", type=int, default=20)
    options.add_argument("--folders", type=int, default=2_000)
    chosen = options.parse_args()
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}, "
          f"load {os.getloadavg()[0]:.1f} at the start")  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="handrail-bench-") as folder:
        Path(folder).chmod(0o711)
        os.environ["HANDRAIL_HOME"] = folder
        os.environ["HANDRAIL_ADDRESS"] = f"http://localhost:{PORT}"
        measure(chosen.authorities, chosen.years, chosen.times, chosen.folders)


def measure(authorities: int, years: int, times: int, folders: int) -> None:
    from handrail.service.web.home import home
    from handrail.service.web.serving import database, migrate_and_grant

    print(f"{'authorities':>12}{'figures':>10}  {'what':<34}{'median ms':>10}{'slowest ms':>11}")
    with database(home()) as logins:
        migrate_and_grant(logins)
        from screens import serving  # type: ignore[import-not-found]  # beside this file

        made = _begin(logins.app_url)
        for upto in (max(4, authorities // 10), authorities):
            began = time.perf_counter()
            figures = _load(made, upto, years)
            print(f"{upto:>12,}{figures:>10,}  {f'loaded in {time.perf_counter() - began:.1f} s':<34}", flush=True)
            with serving(logins.app_url):
                _ask(made, figures, "one partnership, eight measures", "/outcomes/", times)
                _ask(made, figures, "England, one measure", "/outcomes/england?measure=re-referrals-percent", times)
        print(f"\n{'folders':>12}  {'the yearly report':<44}{'seconds':>10}")
        for held in (folders // 10, folders):
            _fill(made, held)
            with serving(logins.app_url):
                _report(made, held)


def _begin(pages_login: str) -> Made:
    """A partnership of one authority, and somebody who runs its scrutiny."""
    from django.utils import timezone
    from england import session_of  # type: ignore[import-not-found]  # beside this file

    from handrail.service.access.models import Person, Post
    from handrail.service.audit.actions import unit_of_work
    from handrail.service.partnerships.models import Body, Kind
    from handrail.service.scrutiny.measures import MEASURES
    from handrail.service.scrutiny.models import Indicator

    with unit_of_work(_job()):
        partnership = Body.objects.create(name="Partnership", kind=Kind.PARTNERSHIP)
        person = Person.objects.create_person(email="runs@handrail.example", name="Somebody")
        Post.objects.create(person=person, role="coordinator", body=partnership, partnership=partnership)
        rates = [measure.key for measure in MEASURES.values() if measure.unit != "count"][: WATCHED - 1]
        for key in {"re-referrals-percent", *rates}:
            Indicator.objects.create(
                partnership=partnership, measure=key, outcome=MEASURES[key].title, question="Why?", better="neither",
                chosen_on=timezone.localdate(), recorded_by=person,
            )  # fmt: skip
    return Made(person, partnership, cookie=session_of(person, pages_login))


def _job() -> Any:
    from handrail.service.audit.actions import Job

    return Job("bench")


def _load(made: Made, upto: int, years: int) -> int:
    """Authorities up to so many, with every measure of every year; how many figures there then are."""
    from handrail.service.audit.actions import unit_of_work
    from handrail.service.partnerships.models import Body, Kind, Membership
    from handrail.service.scrutiny.models import Area, Figure, Loaded
    from handrail.service.scrutiny.series import ENGLAND

    with unit_of_work(_job()):
        loaded = Loaded.objects.create(file_name="invented", holds="Invented", sha256="", lines=1, invented=True)
        england, new = Area.objects.get_or_create(
            code=ENGLAND, defaults={"level": Area.Level.NATION, "name": "England"}
        )
        region, _ = Area.objects.get_or_create(code="R", defaults={"level": Area.Level.REGION, "name": "Region"})
        areas = [england, region] if new else []
        for number in range(made.authorities, upto):
            body = Body.objects.create(name=f"Council {number}", kind=Kind.LOCAL_AUTHORITY)
            if number == 0:
                Membership.objects.create(partnership=made.partnership, body=body, place="safeguarding partner")
            areas.append(Area.objects.create(
                level=Area.Level.AUTHORITY, code=f"A{number}", name=body.name, authority=body, region=region
            ))  # fmt: skip
        Figure.objects.bulk_create(_figures(areas, years, loaded), batch_size=BATCH)
        made.authorities = upto
        return Figure.objects.count()


def _figures(areas: Sequence[Any], years: int, loaded: Any) -> Iterator[Any]:
    from handrail.service.scrutiny.measures import MEASURES
    from handrail.service.scrutiny.models import Figure

    chance = random.Random(len(areas))
    for area in areas:
        for key in MEASURES:
            for year in range(LAST - years + 1, LAST + 1):
                yield Figure(area=area, measure=key, year=year, loaded=loaded, value=Decimal(chance.randrange(100)))


def _fill(made: Made, upto: int) -> None:
    """Folders up to so many, each with what a review leaves in the rooms."""
    from handrail.service.access.models import Folder
    from handrail.service.audit.actions import unit_of_work
    from handrail.service.cases.models import Case
    from handrail.service.children.models import Child
    from handrail.service.learning.models import Action, Addressee, Evidence, Recommendation
    from handrail.service.meetings.models import Attendance, Meeting
    from handrail.service.partnerships.models import Membership
    from handrail.service.reviews.models import RapidReview

    new, at, on = upto - made.folders, datetime(2025, 10, 6, 9, tzinfo=UTC), date(2025, 10, 6)
    with unit_of_work(_job()):
        authority = Membership.objects.get(partnership=made.partnership).body
        folders = Folder.objects.bulk_create(Folder(partnership=made.partnership) for _ in range(new))
        cases = Case.objects.bulk_create(
            Case(folder=folder, partnership=made.partnership, authority=authority, reference=f"B-{made.folders + n}")
            for n, folder in enumerate(folders)
        )
        Child.objects.bulk_create(
            Child(folder=folder, given_names=f"Forename{n % 300}", family_name=f"Surname{n}")
            for n, folder in enumerate(folders)
        )
        RapidReview.objects.bulk_create(RapidReview(case=case, recorded_at=at, sent_at=at) for case in cases)
        made_ = Recommendation.objects.bulk_create(
            Recommendation(case=case, source="A review", text="Do it.", made_on=on) for case in cases
        )
        puts = Addressee.objects.bulk_create(
            Addressee(case=one.case, recommendation=one, to="outside", name="Somebody", carried_out_on=on)
            for one in made_
        )
        Evidence.objects.bulk_create(
            Evidence(addressee=put, of="impact", kind="audit", finds="some", text="Seen.", seen_on=on,
                     written_by=made.person)
            for put in puts
        )  # fmt: skip
        Action.objects.bulk_create(Action(case=case, title="Do it", done_on=on) for case in cases)
        meetings = Meeting.objects.bulk_create(
            Meeting(case=case, about="x", starts_at=at, held_at=at, place="A room") for case in cases
        )
        Attendance.objects.bulk_create(
            Attendance(meeting=meeting, body=authority, name=f"Somebody {n}", came="came")
            for meeting in meetings for n in range(5)
        )  # fmt: skip
    made.folders = upto


def _report(made: Made, folders: int) -> None:
    """Made as the worker and a person make it, each step by itself."""
    from handrail.service.audit.actions import name_actor, unit_of_work
    from handrail.service.reports.actions.years import begin_year, give_up_year
    from handrail.service.reports.models import YearReport
    from handrail.service.reports.year.gathering import JOB, gather, look_through
    from handrail.service.reports.year.names import names_of
    from handrail.service.reports.year.paper import whole_of
    from handrail.service.reviews.pdf import pdf_of

    with unit_of_work(_job()):
        name_actor(made.person)
        report = begin_year(made.partnership, date(2025, 4, 1), by=made.person)
    with unit_of_work(JOB):
        report = YearReport.objects.select_related("partnership").get(pk=report.pk)
        _timed(folders, "gathered from every room", lambda: gather(report))
        _timed(folders, "looked through for names", lambda: look_through(report, names_of(made.partnership)))
        _timed(folders, "written as PDF", lambda: pdf_of(whole_of(report)))
    holds = b"What it needs before it is published"
    for what in ("its page, the first time", "its page, again"):
        _timed(folders, what, lambda: _seen(made, f"/reports/years/{report.pk}/", holds))
    with unit_of_work(_job()):
        name_actor(made.person)
        give_up_year(report, why="Measured", by=made.person)


def _timed(folders: int, what: str, act: Callable[[], object]) -> None:
    began = time.perf_counter()
    act()
    print(f"{folders:>12,}  {what:<44}{time.perf_counter() - began:>10.2f}", flush=True)


def _ask(made: Made, figures: int, what: str, address: str, times: int) -> None:
    taken = [_seen(made, address, b'role="img"') for _ in range(times + 1)]  # the first reads the templates
    median, slowest = statistics.median(taken[1:]), max(taken[1:])
    print(f"{made.authorities:>12,}{figures:>10,}  {what:<34}{median:>10.0f}{slowest:>11.0f}", flush=True)


def _seen(made: Made, address: str, holds: bytes) -> float:
    """Milliseconds to a page as a browser has it, with the login of the pages."""
    asked = urllib.request.Request(f"http://localhost:{PORT}{address}", headers={"Cookie": f"sessionid={made.cookie}"})
    began = time.perf_counter()
    with urllib.request.urlopen(asked, timeout=60) as answer:
        if holds not in answer.read():
            raise SystemExit(f"{address} answered {answer.status} from {answer.url}, and was not the page asked for.")
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main()
