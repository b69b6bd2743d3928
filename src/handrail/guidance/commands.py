"""The commands `handrail replay` and `handrail law`: the law on the command line, without web or database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import IO, Any

import click

from handrail.guidance.clock import Clock, clocks
from handrail.guidance.days import OutsideCalendar, published_working_days, spoken
from handrail.guidance.edition import Begins, Duty, Edition
from handrail.guidance.explain import explain
from handrail.guidance.law import AreaDays, Law, law_in
from handrail.guidance.replay import Log, Reading, as_json, nearest, read_area, read_log, read_moment
from handrail.guidance.shelf import every_edition, kinds_of_fact
from handrail.guidance.table import CannotUse


class Refused(click.ClickException):
    """What was given cannot be used. Everything wrong with it is told on the error stream, and nothing else."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.format_message(), file=file, err=file is None)


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
    moment = _moment(as_at) if as_at is not None else now
    law = law_in(_area(area, areas))
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


def _moment(as_at: str) -> datetime:
    try:
        return read_moment(as_at.strip(), published_working_days())
    except ValueError as fault:
        raise Refused(f"--as-at: {fault}") from None


def _area(code: str | None, areas: IO[bytes] | None) -> AreaDays:
    if code is None and areas is None:
        return AreaDays()
    if code is None or areas is None:
        raise Refused("Give --area and --areas together: the code, and the file that has it.")
    try:
        return read_area(areas.read(), code.strip())
    except CannotUse as fault:
        raise Refused("\n".join(f"{areas.name}: {line}" for line in str(fault).splitlines())) from None


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
    told, duty = explain(clock, law.working_days, now), clock.duty
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


@click.group()
def law() -> None:
    """Read the law as Handrail holds it: editions, duties and kinds of fact."""


@law.command("list")
def list_duties() -> None:
    """List every edition and the duties in it."""
    for edition in every_edition():
        click.echo(f"\n{edition.title} ({edition.instrument}/{edition.key}), {edition.stage}, {_days_of(edition)}")
        for duty in edition.duties.values():
            click.echo(f"  {duty.key}: {duty.title}. {duty.force}, {_number(duty)}")
        if not edition.duties:
            click.echo("  No duty with a clock.")


@law.command("facts")
def list_facts() -> None:
    """List every kind of fact a log may hold."""
    for kind in kinds_of_fact().values():
        click.echo(f"{kind.key}: {kind.says}{' (may be a day still to come)' if kind.planned else ''}")


@law.command("show")
@click.argument("duty")
def show(duty: str) -> None:
    """Show one DUTY as each edition states it, with how far each has been confirmed."""
    stated = [(edition, edition.duties[duty]) for edition in every_edition() if duty in edition.duties]
    if not stated:
        known = {key for edition in every_edition() for key in edition.duties}
        raise Refused(f'There is no duty "{duty}". {nearest(duty, known)}"handrail law list" lists them.')
    for edition, version in stated:
        click.echo("\n".join(_duty_told(edition, version)))


def _duty_told(edition: Edition, duty: Duty) -> Iterator[str]:
    yield f"\n{edition.title}, {duty.cite} ({edition.instrument}/{edition.key})"
    yield f"  {edition.stage}, {_days_of(edition)}"
    yield f"  {duty.title}: {duty.force}, {_number(duty)}"
    yield f"  Owed by: {duty.owed_by}. Owed to: {duty.owed_to}."
    yield f"  {duty.says}"
    for words, kinds in (("Started by", duty.starts), ("Stopped by", duty.stops), ("Falls away by", duty.falls_away)):
        if kinds:
            yield f"  {words}: {', '.join(sorted(kinds))}"
    if duty.begins is not Begins.NATIONALLY:
        yield f"  Began in each area {duty.begins}."
    if duty.ends is not Begins.NATIONALLY:
        yield f"  Lives on in each area until it ends {duty.ends}."
    if duty.until is not None:
        yield f"  Stands in this edition until {spoken(duty.until)}."
    yield f"  {duty.seen.sentence}"
    if duty.note:
        yield f"  {duty.note}"


def _days_of(edition: Edition) -> str:
    return f"from {spoken(edition.from_)}" + ("" if edition.until == date.max else f" to {spoken(edition.until)}")


def _number(duty: Duty) -> str:
    """As in "no later than 5 working days"; with "or by" where the earlier of two days is due."""
    if duty.within is None and duty.by is None:
        return "a standing duty" if duty.stands else "no number of days"
    day = spoken(duty.by) if isinstance(duty.by, date) else str(duty.by) if duty.by else ""
    span = f"{duty.within}{', to the end of the month' if duty.month_end else ''}" if duty.within else ""
    bound = "at least every" if duty.recurs else duty.bound
    return f"{bound} {' or by '.join(filter(None, (span, day)))}"
