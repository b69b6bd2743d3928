"""The command `handrail rebuild`: every folder's facts and clocks made anew from its papers."""

from __future__ import annotations

import sys

import click

from handrail.service.web.home import home
from handrail.service.web.logins import LoginRefused
from handrail.service.web.postgres import NotStarted
from handrail.service.web.serving import CannotServe, database

DIFFERED = 1
STOPPED = 130  # what a shell expects of a program that was interrupted


@click.command()
@click.option("--check", is_flag=True, help="Only compare; end with code 1 if any folder differs.")
def rebuild(check: bool) -> None:
    """Make every folder's facts and clocks anew from its papers, and mend what differs."""
    try:
        with database(home()):
            code = go_through(mend=not check)
    except (CannotServe, LoginRefused, NotStarted) as problem:
        raise click.ClickException(str(problem)) from problem
    sys.exit(code)


def go_through(*, mend: bool) -> int:
    """Every folder, saying how far it has come. Gives the code to end with."""
    import django

    django.setup()
    from handrail.service.audit.actions import unit_of_work
    from handrail.service.cases.models import Case
    from handrail.service.cases.rebuild import JOB
    from handrail.service.cases.rebuild import rebuild as folders

    with unit_of_work(JOB):
        every = Case.objects.count()
    seen, wrong = 0, 0
    try:
        for looked_at, differed in folders(mend=mend):
            seen, wrong = seen + looked_at, wrong + differed
            click.echo(f"\r{seen:,} of {every:,} folders, {wrong:,} differed", nl=False, err=True)
    except KeyboardInterrupt:
        click.echo(f"\nStopped after {seen:,} folders. What was mended stays mended; run it again to go on.", err=True)
        return STOPPED
    click.echo("", err=True)
    click.echo(_in_words(seen, wrong, mend=mend))
    return DIFFERED if wrong and not mend else 0


def _in_words(seen: int, wrong: int, *, mend: bool) -> str:
    if not wrong:
        return f"All {seen:,} folders are what their papers say."
    done = "and were mended" if mend else "and were left as they are; run it without --check to mend them"
    return f"{wrong:,} of {seen:,} folders differed from their papers {done}."
