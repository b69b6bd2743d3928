"""What does the outcomes page cost, for one partnership and for England, over twelve years, and how does it grow?

Authorities and their figures are invented and made in bulk: every measure that is known, in every authority, year by
year. Then the page of a partnership that watches eight measures, and the page of one measure in all of England, are
asked for as a browser would, through every wall. All of it for a tenth of the authorities first, so that it is seen
how it grows. Nothing is promised; the figures are upper bounds on a busy machine.

    .venv/bin/python bench/insight.py [--authorities 153] [--years 12] [--times 20]
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

WATCHED = 8
LAST = 2024
BATCH = 5_000


@dataclass
class Made:
    """What is there to ask: who asks, and how many authorities stand."""

    person: Any
    partnership: Any
    authorities: int = 0


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--authorities", type=int, default=153)
    options.add_argument("--years", type=int, default=12)
    options.add_argument("--times", type=int, default=20)
    chosen = options.parse_args()
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}, "
          f"load {os.getloadavg()[0]:.1f} at the start")  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="handrail-bench-") as folder:
        Path(folder).chmod(0o711)
        os.environ["HANDRAIL_HOME"] = folder
        measure(chosen.authorities, chosen.years, chosen.times)


def measure(authorities: int, years: int, times: int) -> None:
    from handrail.service.web.home import home
    from handrail.service.web.serving import database, migrate_and_grant

    print(f"{'authorities':>12}{'figures':>10}  {'what':<34}{'median ms':>10}{'slowest ms':>11}")
    with database(home()) as logins:
        migrate_and_grant(logins)
        made = _begin()
        for upto in (max(4, authorities // 10), authorities):
            began = time.perf_counter()
            figures = _load(made, upto, years)
            print(f"{upto:>12,}{figures:>10,}  {f'loaded in {time.perf_counter() - began:.1f} s':<34}", flush=True)
            _ask(made, figures, "one partnership, eight measures", "/outcomes/", times)
            _ask(made, figures, "England, one measure", "/outcomes/england?measure=re-referrals-percent", times)


def _begin() -> Made:
    """A partnership of one authority, and somebody who runs its scrutiny."""
    from django.utils import timezone

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
    return Made(person, partnership)


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


def _ask(made: Made, figures: int, what: str, address: str, times: int) -> None:
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    client.force_login(made.person)
    taken = []
    for _ in range(times + 1):  # the first reads the templates, and is not counted
        began = time.perf_counter()
        answer = client.get(address)
        taken.append((time.perf_counter() - began) * 1000)
        if answer.status_code != 200 or b'role="img"' not in answer.content:
            raise SystemExit(f"{address} answered {answer.status_code}, and drew nothing.")
    median, slowest = statistics.median(taken[1:]), max(taken[1:])
    print(f"{made.authorities:>12,}{figures:>10,}  {what:<34}{median:>10.0f}{slowest:>11.0f}", flush=True)


if __name__ == "__main__":
    main()
