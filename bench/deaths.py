"""What do ten years of child deaths in England cost: loading them, and drawing the report of one panel and of England?

Deaths are invented and made in bulk (see `england_deaths.py` for what that leaves out), each with a notification, a
joint decision, a review meeting and twelve reporting forms that came back. Then the report on the last year is drawn
for one panel and for all of them: counted from the rows, with a category, a finding and twenty factors as an overview
panel gives them; small numbers kept back; and set as PDF. The panel's is drawn again beside its report of the year
before, as every later one is. All of it for a tenth first, and the ratio says how it grew. Memory is the most that the
step itself had. Nothing is promised; the figures are upper bounds on a busy machine.

Everything is in one folder of the temporary directory, which goes at the end, also when it is stopped. It stops by
itself where the database has grown past `--most-gb`, or less than that is left on the disk.

    .venv/bin/python bench/deaths.py [--deaths 35000] [--panels 58] [--forms 12] [--most-gb 12]
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.england_deaths import AGENCIES, LAST, Panel, load, panels

BATCH = 1_000
TENTH = 10
FACTORS = tuple(f"Factor {number}" for number in range(20))
FACTOR_SHARE = 0.08


@dataclass
class Table:
    """One line for each thing measured; of the second size, beside it, how many times the first."""

    of_a_tenth: dict[str, tuple[float, float]] = field(default_factory=dict)

    def head(self) -> None:
        print(f"{'deaths':>8}{'what':>42}{'seconds':>10}{'MB':>8}{'times':>8}{'MB times':>10}", flush=True)

    def line(self, deaths: int, what: str, seconds: float, most: float) -> None:
        before = self.of_a_tenth.setdefault(what, (seconds, most))
        times = "" if before == (seconds, most) else f"{_times(seconds, before[0]):>8}{_times(most, before[1]):>10}"
        print(f"{deaths:>8,}{what:>42}{seconds:>10.2f}{most:>8.0f}{times}", flush=True)


def _times(now: float, before: float) -> str:
    return f"{now / before:.1f}" if before else "-"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--deaths", type=int, default=35_000)
    options.add_argument("--panels", type=int, default=58)
    options.add_argument("--forms", type=int, default=12, choices=range(1, AGENCIES + 1))
    options.add_argument("--most-gb", type=float, default=12)
    chosen = options.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Stopped; the folder is taken away."))
    load_now = os.getloadavg()[0]
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"
    print(f"{machine}, load {load_now:.1f} at the start")
    with tempfile.TemporaryDirectory(prefix="handrail-bench-") as folder:
        Path(folder).chmod(0o711)
        os.environ["HANDRAIL_HOME"] = folder
        measure(chosen.deaths, chosen.panels, chosen.forms, chosen.most_gb * 1024)


def measure(deaths: int, count: int, forms: int, most: float) -> None:
    from handrail.service.web.home import home
    from handrail.service.web.serving import database, migrate_and_grant

    table = Table()
    with database(home()) as logins:
        migrate_and_grant(logins)
        loaded, areas = 0, list(panels(count))
        table.head()
        for upto in (deaths // TENTH, deaths):
            with measured(table, upto, f"loaded, {forms} forms each"):
                for first in range(loaded, upto, BATCH):
                    load(range(first, min(first + BATCH, upto)), areas, forms)
                    _refuse_too_much(most)
            loaded = upto
            _settle()
            print(f"{upto:>8,}{'in the database, MB':>42}{'':>10}{_database_size():>8.0f}", flush=True)
            _one_panel(table, upto, areas[0])
            _draw(table, upto, "England", [area.partnership for area in areas], LAST.year - 1)


@contextmanager
def measured(table: Table, deaths: int, what: str) -> Iterator[None]:
    """Seconds by the wall, and the most memory from here on: the kernel is asked to begin anew, where it can."""
    _forget_the_most()
    began = time.perf_counter()
    yield
    table.line(deaths, what, time.perf_counter() - began, _most())


def _forget_the_most() -> None:
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return


def _most() -> float:
    """In MB: the most since it was last forgotten on Linux, and since the start elsewhere."""
    kept = Path("/proc/self/status")
    if kept.is_file():
        (line,) = [one for one in kept.read_text(encoding="ascii").splitlines() if one.startswith("VmHWM")]
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _database_size() -> float:
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("select pg_database_size(current_database())")
        (size,) = cursor.fetchone()
    return float(size) / 1024**2


def _refuse_too_much(most: float) -> None:
    left = shutil.disk_usage(os.environ["HANDRAIL_HOME"]).free / 1024**2
    if _database_size() > most or left < most:
        sys.exit(f"Stopped: {_database_size():,.0f} MB in the database, and {left:,.0f} MB left on the disk.")


def _settle() -> None:
    """What the database does by itself within a minute of so many new rows: look at what is in its tables."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("analyze")


def _one_panel(table: Table, deaths: int, area: Panel) -> None:
    """Its report of the year before as the first it ever let out, then the last year's beside that."""
    before = _draw(table, deaths, "one panel, its first", [area.partnership], LAST.year - 2)
    _draw(table, deaths, "one panel, beside that", [area.partnership], LAST.year - 1, [before])


def _draw(
    table: Table, deaths: int, whose: str, partnerships: Collection[Any], year: int, earlier: Sequence[Any] = ()
) -> Any:
    """Counted by the worker's hand, as for a report that waits; then what may be shown; then the paper."""
    from django.utils import timezone

    from handrail.analysis.child_deaths import drawn, figures_shown
    from handrail.service.audit.actions import Job, unit_of_work
    from handrail.service.reports.counting import TITLES, counting_of
    from handrail.service.reports.keeping import Figures, kept
    from handrail.service.reports.models import DeathReport
    from handrail.service.reports.paper import whole_of
    from handrail.service.reviews.pdf import pdf_of

    with unit_of_work(Job("reports")):
        findings = _found(partnerships)
        with measured(table, deaths, f"{whose}: counted"):
            counting, left_out = counting_of(partnerships, year, findings)
    with measured(table, deaths, f"{whose}: what is kept back"):
        found = drawn(counting, f"measured {year}", earlier)
    release = found.release
    told = f"{len(release.wanted)} figures in tables, {len(release.wanted - release.shown)} kept back"
    print(f"{deaths:>8,}{whose + ':':>42} {told}", flush=True)
    titles = {name: TITLES.get(name, name) for name in counting.tables}
    printed = figures_shown(release, earlier)
    figures = Figures(release, counting.tables, titles, printed=printed, not_counted=left_out)
    report = DeathReport(
        partnership=next(iter(partnerships)), year=year, figures=kept(found, figures), counted_at=timezone.now()
    )
    with measured(table, deaths, f"{whose}: set as PDF"):
        pdf_of(whole_of(report))
    return release


def _found(partnerships: Collection[Any]) -> Any:
    """What overview panels found of eleven deaths in twelve, by the national form's own lists; drawn by lot."""
    from handrail.service.child_deaths.form_editions import form_on
    from handrail.service.child_deaths.models import Death
    from handrail.service.reports.counting import Analysed, Findings

    form = form_on(LAST)
    categories = tuple(words for _, words in form.categories)
    outcomes = tuple(words for _, words in form.outcomes)
    chance, of = random.Random(6), {}
    keys = Death.objects.filter(case__partnership__in=partnerships).values_list("pk", flat=True)
    for key in sorted(keys):
        if chance.random() < 11 / 12:
            factors = frozenset(one for one in FACTORS if chance.random() < FACTOR_SHARE)
            of[key] = Analysed(chance.choice(categories), chance.choice(outcomes), factors)
    return Findings(of, categories, outcomes, FACTORS)


if __name__ == "__main__":
    main()
