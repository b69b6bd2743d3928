"""The command `handrail holidays`: the bank holidays that working days are counted by, and taking in a newer list."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handrail.guidance import spoken
from handrail.guidance.calendar import changes, read_holidays
from handrail.guidance.table import CannotUse
from handrail.service.web.commands import CAN_BE_MENDED
from handrail.service.web.home import home
from handrail.service.web.serving import database

if TYPE_CHECKING:
    from handrail.service.law.actions import Change

WRONG = 2  # the exit code when the list cannot be used: nothing was kept
STOPPED = 130  # what a shell expects of a program that was interrupted


class Refused(click.ClickException):
    """A list that cannot be taken in. Nothing was kept."""

    exit_code = WRONG


@click.group(invoke_without_command=True)
@click.option("--all", "every", is_flag=True, help="Show the years gone by too.")
@click.pass_context
def holidays(context: click.Context, every: bool) -> None:
    """Show the bank holidays that working days are counted by, and where they came from."""
    if context.invoked_subcommand is None:
        with opened():
            from handrail.service.audit.actions import Job, unit_of_work

            with unit_of_work(Job("holidays")):
                show(every=every)


@holidays.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
def load(file: Path | None, dry_run: bool) -> None:
    """Take in FILE, the list as downloaded from www.gov.uk/bank-holidays.json; without FILE, ask GOV.UK for it.

    Open clocks are then counted by it. Loading the same twice changes nothing; a load that was cut short is finished.
    """
    with opened():
        load_holidays(file, dry_run=dry_run)


def load_holidays(file: Path | None, *, dry_run: bool = False) -> None:
    """The command's work, once the database is there. Raises Refused."""
    from django.db import transaction

    from handrail.service.audit.actions import Job, unit_of_work
    from handrail.service.law.actions import NotTakenIn, take_in, unreached
    from handrail.service.law.govuk import ADDRESS, NotFetched, fetch
    from handrail.service.law.kept import kept_working_days

    by = Job("holidays load")
    try:
        listed = read_holidays(_read(file) if file else fetch())
        with unit_of_work(by):
            before = kept_working_days()
            taken = take_in(listed, source=f"the file {file.name}" if file else ADDRESS, by=by)
            sentences, change = list(changes(before, kept_working_days())), unreached()
            if dry_run:
                transaction.set_rollback(True)
    except (CannotUse, NotFetched, NotTakenIn) as fault:
        raise Refused(f"{fault}\nNothing was taken in.") from fault
    if max(listed).year < before.known_until.year:
        click.echo(
            f"Look at this: this list ends with {max(listed).year}, and the one before it with "
            f"{before.known_until.year}. Is it an old file?"
        )
    for sentence in sentences:
        click.echo(sentence[0].upper() + sentence[1:] + ".")
    if taken is None:
        click.echo("The list says nothing new. Nothing changed.")
    if dry_run:
        click.echo("This was a preview: nothing was kept. Leave out --dry-run to keep it.")
    elif change is not None:
        count_open_clocks(change)


def count_open_clocks(change: Change) -> None:
    """Go through the folders that a list may move, saying how far it has come."""
    from handrail.service.audit.actions import Job, unit_of_work
    from handrail.service.cases.holidays import moved_by, reach_folders

    seen = 0
    try:
        for looked_at, _ in reach_folders():
            seen += looked_at
            click.echo(f"\r{seen:,} folders with open clocks looked at", nl=False, err=True)
    except KeyboardInterrupt:
        click.echo(f"\nStopped after {seen:,} folders. Run it again to go on; the worker does so too.", err=True)
        raise click.exceptions.Exit(STOPPED) from None
    if seen:
        click.echo("", err=True)
    with unit_of_work(Job("holidays load")):
        clocks, folders = moved_by(change)
    click.echo(_moved(clocks, folders))


def show(*, every: bool) -> None:
    from django.utils import timezone

    from handrail.service.law.actions import unreached
    from handrail.service.law.kept import kept_working_days
    from handrail.service.law.models import HolidayList

    days, kept = kept_working_days(), HolidayList.objects.last()
    click.echo(f"Bank holidays in England and Wales, {days.known_from.year} to {days.known_until.year}")
    if kept is None:
        click.echo("From the installed package; none was taken in yet.")
    else:
        click.echo(f"From {kept.source}, taken in on {spoken(kept.taken_in_at)} by {kept.taken_in_by}.")
    since = days.known_from.year if every else timezone.localdate().year
    listed = sorted(day for day in days.holidays if day.year >= since)
    for year, some in groupby(listed, lambda day: day.year):
        click.echo(f"\n{year}")
        for day in some:
            click.echo(f"  {day:%a} {day.day} {day:%B}: {days.holidays[day]}")
    click.echo(f"\nA day past {spoken(days.known_until)} is counted without bank holidays, and marked provisional.")
    if unreached() is not None:
        click.echo(
            "Not every folder has been counted by this list yet. The worker goes on with it, or load the list again."
        )


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as fault:
        raise Refused(f"{file} cannot be read: {fault.strerror}. Check the name.\nNothing was taken in.") from fault


def _moved(clocks: int, folders: int) -> str:
    if not clocks:
        return "No open clock moved."
    one, some = ("clock", "clocks"), ("folder", "folders")
    return f"The day moved on {clocks:,} open {one[clocks > 1]}, in {folders:,} {some[folders > 1]}."


@contextmanager
def opened() -> Iterator[None]:
    """The database, with its faults said to the person at the keyboard."""
    try:
        with database(home()):
            import django

            django.setup()
            from django.db import ProgrammingError

            try:
                yield
            except ProgrammingError as problem:
                raise Refused("The database is not prepared. Run this first: handrail migrate") from problem
    except CAN_BE_MENDED as problem:
        raise click.ClickException(str(problem)) from problem
