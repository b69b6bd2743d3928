"""The command `handrail replay`: a log of dated facts, and every clock that they set running."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import IO

import click

from handrail.guidance.clock import Clock, clocks
from handrail.guidance.commands.refusing import Refused, area_of, moment_of
from handrail.guidance.days import OutsideCalendar, spoken
from handrail.guidance.explain import explain
from handrail.guidance.law import Law, law_in
from handrail.guidance.replay import Log, Reading, as_json, read_log
from handrail.guidance.shelf import kinds_of_fact
from handrail.guidance.table import CannotUse


@click.command()
@click.argument("file", type=click.File("rb"))
@click.option("--area", metavar="CODE", help="Whose own days to use for when its arrangements began.")
@click.option("--areas", type=click.File("rb"), metavar="FILE", help="A CSV file of areas and those days.")
@click.option("--as-at", metavar="WHEN", help="Reckon as at this day or moment; now, if not given.")
@click.option("--json", "in_json", is_flag=True, help="Print an array of objects for other programs.")
def replay(file: IO[bytes], area: str | None, areas: IO[bytes] | None, as_at: str | None, in_json: bool) -> None:
    """Print every clock that the dated facts in FILE set running. "-" reads them from standard input.

    FILE is a CSV file whose first line is "at,kind" or "at,kind,about". "handrail law facts" lists the kinds.
    Without --area the new law began on 29 June 2018.
    """
    now = datetime.now(UTC)
    moment = moment_of(as_at, "--as-at") if as_at is not None else now
    law = law_in(area_of(area, areas))
    try:
        log = read_log(file.read(), Reading(kinds_of_fact(), law.working_days, max(now, moment)))
        facts = log.until(moment, kinds_of_fact())
        running = clocks(law, facts)
    except (CannotUse, OutsideCalendar) as fault:
        raise Refused(str(fault)) from None
    for remark in _remarks(log, moment, len(log.facts) - len(facts)):
        click.echo(remark, err=True)
    if in_json:
        rows = [as_json(clock, moment, tells_about=log.tells_about) for clock in running]
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(_told(running, law, moment, log)))


def _remarks(log: Log, moment: datetime, left_out: int) -> Iterator[str]:
    yield from map(str, log.assumed)
    if left_out:
        yield f"{left_out} {'line was' if left_out == 1 else 'lines were'} left out: later than {spoken(moment)}."


def _told(running: list[Clock], law: Law, now: datetime, log: Log) -> Iterator[str]:
    yield f"As at {spoken(now)}, London time."
    if not running:
        yield "None of these facts sets a clock running." if log.facts else "The file has no facts in it."
    about = None
    for clock in running:
        if log.tells_about and clock.about != about:
            about = clock.about
            yield f"\nAbout {about}" if about else "\nAbout one thing"
        yield from _clock_told(clock, law, now)


def _clock_told(clock: Clock, law: Law, now: datetime) -> Iterator[str]:
    told, duty = explain(clock, now), clock.duty
    yield f"\n{duty.title}: {clock.state(now).value.replace('_', ' ')}"
    yield f"  {duty.key}. Owed by: {duty.owed_by}. Owed to: {duty.owed_to}."
    for sentence in told.sentences:
        yield f"  {sentence}"
    skipped = [day for day in told.days[1:] if day.skipped]
    if skipped:
        yield "  Days skipped:"
        yield from (f"    {day.day:%A} {spoken(day.day)}{_holiday(day.day, day.skipped)}" for day in skipped)


def _holiday(day: date, why: str | None) -> str:
    return "" if why == f"{day:%A}" else f": {why}"
