"""The commands that load public registers: `handrail register load` and `handrail areas load`."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click

from handrail.service.web.home import home
from handrail.service.web.logins import LoginRefused
from handrail.service.web.postgres import NotStarted
from handrail.service.web.serving import CannotServe, database

FILES = click.Path(path_type=Path)


class Refused(click.ClickException):
    """A file that cannot be loaded. Nothing was written."""

    exit_code = 2


@click.group()
def register() -> None:
    """The public registers of authorities, forces and boards."""


@register.command("load")
@click.argument("files", nargs=-1, required=True, type=FILES)
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
def load_files(files: tuple[Path, ...], dry_run: bool) -> None:
    """Load any of the register files, in any order. Loading them again changes nothing."""
    with opened():
        from handrail.service.partnerships.register.load import Loaded, load_register

        found: Loaded = load_register(files, dry_run=dry_run)
    for line in found.summary:
        click.echo(line)
    for remark in found.remarks:
        click.echo(f"Look at this: {remark}")
    for change in found.changes:
        click.echo(f"Changed: {change}")
    if found.added:
        click.echo(f"Added: {', '.join(f'{kind} {count}' for kind, count in sorted(found.added.items()))}.")
    _say_end(changed=not found.nothing_changed, dry_run=dry_run)


@click.group()
def areas() -> None:
    """The days new arrangements began in each local authority's area."""


@areas.command("load")
@click.argument("file", type=FILES)
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
def load_file(file: Path, dry_run: bool) -> None:
    """Load the days of areas from a file with the columns code, safeguarding_arrangements_began_on and
    child_death_arrangements_began_on; safeguarding_arrangements_published_on may be there too."""
    with opened():
        from handrail.service.partnerships.register.areas import AreasLoaded, load_areas

        found: AreasLoaded = load_areas(file, dry_run=dry_run)
    for name in found.changed:
        click.echo(f"Changed: {name}")
    click.echo(f"Read the days of {found.read} areas; clocks were counted anew in {found.folders} folders.")
    _say_end(changed=bool(found.changed), dry_run=dry_run)


@areas.command("draft")
@click.option("--together", multiple=True, metavar="CODES", help="Codes of authorities that are one area, with commas.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The first day of the partnerships; today, if not said.")
@click.option("--write", "writes", is_flag=True, help="Write them into the list of bodies. Without it nothing is.")
def draft_areas(together: tuple[str, ...], on: datetime | None, *, writes: bool) -> None:
    """Suggest partnerships from the registers: one for each authority, or several together as you say."""
    with opened():
        from django.utils import timezone

        from handrail.service.audit.actions import Job, unit_of_work
        from handrail.service.partnerships.register.drafting import drafts, write

        day = on.date() if on else timezone.localdate()
        with unit_of_work(Job("areas draft")):
            found = drafts(day, [[code.strip() for code in group.split(",")] for group in together])
        for one in found:
            click.echo(f"{one.name}: {', '.join(str(body) for body in (*one.authorities, *one.others))}")
            for kind in one.lacks:
                click.echo(f"  Look at this: the registers know no {kind} here.")
        written = write(found, day) if writes else 0
    click.echo(f"{len(found)} partnerships suggested.")
    click.echo(f"{written} were written." if writes else "This was a suggestion: nothing was written. Add --write to.")


@areas.command("replay-2018")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The authorities of which day; today, if not said.")
@click.option("--csv", "as_csv", is_flag=True, help="Print one line for each authority, for a spreadsheet.")
def replay_2018(on: datetime | None, *, as_csv: bool) -> None:
    """Have every authority of the register go through the change of 2018 to 2020 again, over days that are invented.

    Nothing is written. The days are made from each authority's code and say nothing of what it did.
    """
    with opened():
        from django.utils import timezone

        from handrail.service.arrangements.england import HEAD, replay, rows, summary
        from handrail.service.audit.actions import Job, unit_of_work

        with unit_of_work(Job("areas replay")):
            found = replay(on.date() if on else timezone.localdate())
            if as_csv:
                sheet = csv.writer(sys.stdout, lineterminator="\n")
                sheet.writerow(HEAD)
                sheet.writerows(rows(found))
            for line in summary(found):
                click.echo(line, err=as_csv)


def _say_end(*, changed: bool, dry_run: bool) -> None:
    if not changed:
        click.echo("Nothing changed.")
    elif dry_run:
        click.echo("This was a preview: nothing was written. Leave out --dry-run to write it.")


@contextmanager
def opened() -> Iterator[None]:
    """The database, with its faults said to the person at the keyboard."""
    try:
        with database(home()):
            import django

            django.setup()
            from django.db import ProgrammingError

            from handrail.service.partnerships.register.sheet import Fault

            try:
                yield
            except Fault as fault:
                raise Refused(f"{fault} Nothing was loaded.") from None
            except ProgrammingError as problem:
                raise Refused("The database is not prepared. Run this first: handrail migrate") from problem
    except (CannotServe, LoginRefused, NotStarted) as problem:
        raise click.ClickException(str(problem)) from problem
