"""What do ten years of child deaths in England cost: loading them, and drawing the report of one panel and of England?

Deaths are invented and made in bulk: each with a notification, a joint decision, a review meeting and twelve forms that
came back. Then the report on the last year is drawn for one panel and for all of them: counted, small numbers kept
back, and set as PDF. All of it for a tenth first, so that it is seen how it grows. Nothing is promised; the figures are
upper bounds on a busy machine.

    .venv/bin/python bench/deaths.py [--deaths 35000] [--panels 58] [--forms 12]
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import resource
import tempfile
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

FIRST, LAST = date(2016, 4, 1), date(2026, 3, 31)
BATCH = 1_000
ANSWERS = {f"question_{number}": "Invented for measuring, at about the length of an answer." for number in range(40)}


@dataclass
class Panel:
    partnership: Any
    authorities: Sequence[Any]
    person: Any


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--deaths", type=int, default=35_000)
    options.add_argument("--panels", type=int, default=58)
    options.add_argument("--forms", type=int, default=12)
    chosen = options.parse_args()
    load = os.getloadavg()[0]
    print(
        f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}, load {load:.1f} at the start"
    )
    with tempfile.TemporaryDirectory(prefix="handrail-bench-") as folder:
        Path(folder).chmod(0o711)
        os.environ["HANDRAIL_HOME"] = folder
        measure(chosen.deaths, chosen.panels, chosen.forms)


def measure(deaths: int, panels: int, forms: int) -> None:
    from handrail.service.web.home import home
    from handrail.service.web.serving import database, migrate_and_grant

    print(f"{'deaths':>8}{'what':>34}{'seconds':>10}{'peak MB':>9}")
    with database(home()) as logins:
        migrate_and_grant(logins)
        loaded, areas = 0, list(_panels(panels))
        for upto in (deaths // 10, deaths):
            began = time.perf_counter()
            for first in range(loaded, upto, BATCH):
                _load(range(first, min(first + BATCH, upto)), areas, forms)
            told(upto, f"loaded, {forms} forms each", began)
            loaded = upto
            _draw(upto, "one panel", [areas[0].partnership])
            _draw(upto, "England", [area.partnership for area in areas])


def told(deaths: int, what: str, began: float) -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{deaths:>8,}{what:>34}{time.perf_counter() - began:>10.1f}{peak:>9.0f}", flush=True)


def _draw(deaths: int, whose: str, partnerships: Collection[Any]) -> None:
    """Counted by the worker's hand, as for a report that waits; then what may be shown; then the paper."""
    from django.utils import timezone

    from handrail.analysis.child_deaths import drawn, figures_shown
    from handrail.service.audit.actions import Job, unit_of_work
    from handrail.service.reports.counting import TITLES, counting_of
    from handrail.service.reports.keeping import Figures, kept
    from handrail.service.reports.models import DeathReport
    from handrail.service.reports.paper import whole_of
    from handrail.service.reviews.pdf import pdf_of

    began = time.perf_counter()
    with unit_of_work(Job("reports")):
        counting, left_out = counting_of(partnerships, LAST.year - 1)
    told(deaths, f"{whose}: counted", began)
    began = time.perf_counter()
    found = drawn(counting, "measured")
    told(deaths, f"{whose}: {len(found.release.wanted - found.release.shown)} kept back", began)
    began = time.perf_counter()
    titles = {name: TITLES.get(name, name) for name in counting.tables}
    figures = Figures(
        found.release, counting.tables, titles, printed=figures_shown(found.release), not_counted=left_out
    )
    report = DeathReport(
        partnership=next(iter(partnerships)), year=LAST.year - 1, figures=kept(found, figures),
        counted_at=timezone.now(),
    )  # fmt: skip
    pdf_of(whole_of(report))
    told(deaths, f"{whose}: set as PDF", began)


def _panels(count: int) -> Iterator[Panel]:
    from handrail.service.access.models import Person
    from handrail.service.audit.actions import unit_of_work
    from handrail.service.partnerships.models import Body, Kind

    with unit_of_work(None):
        for number in range(count):
            partnership = Body.objects.create(name=f"Partnership {number}", kind=Kind.PARTNERSHIP)
            authorities = [
                Body.objects.create(name=f"Council {number}-{place}", kind=Kind.LOCAL_AUTHORITY) for place in range(3)
            ]
            person = Person.objects.create_person(email=f"works{number}@handrail.example", name="Someone")
            yield Panel(partnership, authorities, person)


def _load(numbers: range, areas: Sequence[Panel], forms: int) -> None:
    from handrail.service.audit.actions import Job, unit_of_work

    with unit_of_work(Job("bench")):
        _load_together(numbers, areas, forms)


def _load_together(numbers: range, areas: Sequence[Panel], forms: int) -> None:
    from handrail.service.access.models import Folder
    from handrail.service.cases.models import Case
    from handrail.service.child_deaths.models import Birth, Death, PlaceOfDeath
    from handrail.service.children.models import Child

    chance = random.Random(numbers.start)
    dealt = [areas[number % len(areas)] for number in numbers]
    folders = Folder.objects.bulk_create(Folder(partnership=panel.partnership) for panel in dealt)
    cases = Case.objects.bulk_create(
        Case(
            folder=folder, partnership=panel.partnership, authority=chance.choice(panel.authorities),
            reference=f"EN-{number:07d}", invented=True,
        )
        for number, folder, panel in zip(numbers, folders, dealt, strict=True)
    )  # fmt: skip
    died = [FIRST + timedelta(days=chance.randrange((LAST - FIRST).days + 1)) for _ in numbers]
    ages = chance.choices([10, 150, 900, 2_500, 4_300, 6_000], [42, 20, 12, 8, 8, 10], k=len(died))
    children = Child.objects.bulk_create(
        Child(
            folder=folder, given_names="Someone", sex=chance.choice(Child.Sex.values),
            born_on=on - timedelta(days=age), died_on=on,
        )
        for folder, on, age in zip(folders, died, ages, strict=True)
    )  # fmt: skip
    deaths = Death.objects.bulk_create(
        Death(
            case=case, child=child, sent_by=panel.authorities[0], born=Birth.ALIVE, died_on=on,
            place_kind=chance.choice(PlaceOfDeath.values), circumstances="Invented.", recorded_by=panel.person,
        )
        for case, child, panel, on in zip(cases, children, dealt, died, strict=True)
    )  # fmt: skip
    _beside(deaths, dealt, forms, chance)


def _beside(deaths: Sequence[Any], dealt: Sequence[Panel], forms: int, chance: random.Random) -> None:
    from handrail.service.child_deaths.models import JointDecision, Notification, ReviewMeeting
    from handrail.service.meetings.models import Meeting
    from handrail.service.requests.models import Contribution, Request

    both = list(zip(deaths, dealt, strict=True))
    Notification.objects.bulk_create(
        Notification(death=one, on=one.died_on + timedelta(days=1), by_name="Someone", recorded_by=panel.person)
        for one, panel in both
    )
    JointDecision.objects.bulk_create(
        JointDecision(
            death=one, called_for=chance.random() < 0.3, decided_on=one.died_on, reasons="Invented.",
            recorded_by=panel.person,
        )
        for one, panel in both
    )  # fmt: skip
    held = [(one, panel, _noon(one.died_on + timedelta(days=chance.randrange(40, 300)))) for one, panel in both]
    meetings = Meeting.objects.bulk_create(
        Meeting(case=one.case, about=str(one.pk), starts_at=at, held_at=at, recorded_by=panel.person)
        for one, panel, at in held
    )
    ReviewMeeting.objects.bulk_create(
        ReviewMeeting(death=one, meeting=meeting, kind=ReviewMeeting.Kind.OTHER, recorded_by=panel.person)
        for (one, panel, _), meeting in zip(held, meetings, strict=True)
    )
    asked = Request.objects.bulk_create(
        Request(
            case=one.case, about=str(one.pk), body=panel.authorities[place % 3], what=f"Reporting form {place}.",
            due_on=one.died_on + timedelta(days=21), received_at=_noon(one.died_on + timedelta(days=14)),
            recorded_by=panel.person,
        )
        for one, panel in both
        for place in range(forms)
    )  # fmt: skip
    Contribution.objects.bulk_create(
        (Contribution(request=one, answers=ANSWERS, sent_by=one.recorded_by, sent_at=one.received_at) for one in asked),
        batch_size=BATCH,
    )


def _noon(on: date) -> datetime:
    from handrail.guidance.days import LONDON

    return datetime(on.year, on.month, on.day, 12, tzinfo=LONDON)


if __name__ == "__main__":
    main()
