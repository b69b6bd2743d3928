"""The commands that run the service: `handrail serve`, `handrail migrate` and, for developers, `handrail manage`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

import click

from handrail.service.access.oidc.providers import ProvidersNotUnderstood, providers_in
from handrail.service.outbox.mail_server import MailServerNotUnderstood, mail_server
from handrail.service.web import public_beside
from handrail.service.web.going_again import let_what_went_go_again
from handrail.service.web.home import home
from handrail.service.web.logins import LoginRefused, Logins
from handrail.service.web.postgres import NotStarted
from handrail.service.web.safety import UnsafeDatabase, refuse_unsafe
from handrail.service.web.serving import (
    CannotServe,
    alone_in,
    database,
    database_tended,
    migrate_and_grant,
    refuse_taken_port,
    run_together,
    sealer_command,
    web_command,
    worker_command,
)

CAN_BE_MENDED = (CannotServe, LoginRefused, MailServerNotUnderstood, NotStarted, ProvidersNotUnderstood, UnsafeDatabase)


@click.command()
@click.option("--port", default=8000, show_default=True, help="Where people's browsers find Handrail.")
@click.option("--host", default="localhost", show_default=True, help="The network address to listen on.")
@click.option("--demonstration", is_flag=True, help="Fill an empty database with Wend Valley, an invented partnership.")
def serve(port: int, host: str, demonstration: bool) -> None:
    """Start Handrail: its database, its pages and its worker."""
    os.environ["HANDRAIL_SERVING"] = "yes"
    os.environ["HANDRAIL_DEMONSTRATION"] = "yes" if demonstration else "no"
    os.environ.setdefault("HANDRAIL_ADDRESS", f"http://localhost:{port}")
    try:
        refuse_taken_port(host, port)
        if mail_server() and demonstration:
            raise CannotServe(
                "The demonstration's people have no mailboxes. Unset HANDRAIL_SMTP, or leave out --demonstration."
            )
        providers_in(home())
        at = public_beside.settle(home(), port, host) if demonstration else None
        with alone_in(home()), database(home()) as logins:
            refuse_unsafe(logins)
            click.echo("Preparing the database ...")
            migrate_and_grant(logins)
            _let_go_again(logins)
            keep_bank_holidays()
            _seal()
            _gather_static_files()
            people = _people(demonstration)
            _export(at)
            _say_where(people, public_beside.what_to_say(at, demonstration=demonstration))
            parts: list[tuple[str | None, list[str]]] = [(logins.app_url, web_command(host, port))]
            parts += [(logins.worker_url, one) for one in (sealer_command(), *_workers())]
            parts += [(None, public_beside.command(at, host))] if at else []
            asked = run_together(parts, database_tended(home()))
    except CAN_BE_MENDED as problem:
        raise click.ClickException(str(problem)) from problem
    if not asked:
        raise click.ClickException("Part of Handrail stopped by itself; what it said is above.")
    click.echo("Handrail has stopped.")


@click.command()
def worker() -> None:
    """Send what waits and make the day's rounds, apart from the pages; `handrail serve` does this itself."""
    try:
        mail_server()
        with database(home()) as logins:
            refuse_unsafe(logins)
            _seal()
            asked = run_together([(logins.worker_url, one) for one in (worker_command(), sealer_command())])
    except CAN_BE_MENDED as problem:
        raise click.ClickException(str(problem)) from problem
    if not asked:
        raise click.ClickException("The worker stopped by itself; what it said is above.")


@click.command()
def migrate() -> None:
    """Bring the database to the shape this version needs."""
    try:
        with database(home()) as logins:
            migrate_and_grant(logins)
            _let_go_again(logins)
            keep_bank_holidays()
    except CAN_BE_MENDED as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo("The database is up to date.")


@click.command(context_settings={"ignore_unknown_options": True}, add_help_option=False)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Run one of Django's own commands, for developers."""
    from django.core.management import execute_from_command_line

    try:
        with database(home()):
            execute_from_command_line(["handrail manage", *arguments])
    except CAN_BE_MENDED as problem:
        raise click.ClickException(str(problem)) from problem


def _let_go_again(logins: Logins) -> None:
    """Before anything else is done with them: a backup older than a deletion knows nothing of it."""
    if again := let_what_went_go_again(logins):
        click.echo(
            f"{again:,} {'folder' if again == 1 else 'folders'} had gone, came back with a backup, and went again."
        )


def keep_bank_holidays() -> None:
    """Keep the list that came with the package, so that no upgrade of it moves a clock without saying so.

    Where others are at work all the while, Handrail comes up by the list it has: it knows up to when that reaches.
    """
    from handrail.service.audit.actions import Job, unit_of_work
    from handrail.service.law.actions import NotTakenIn, keep_installed

    installing = Job("installation")
    try:
        with unit_of_work(installing):
            kept = keep_installed(installing)
    except NotTakenIn:
        click.echo(
            "Newer bank holidays came with this version. Others were recording things all the while, so they are taken "
            "in when Handrail next starts; until then, days past the end of the list are marked provisional."
        )
        return
    if kept is not None:
        click.echo("Newer bank holidays came with this version; the worker counts open clocks by them.")


def _seal() -> None:
    """Whatever was written while no worker ran. A fault in it keeps nobody from their work: the worker tries again."""
    import django

    django.setup()
    from handrail.service.audit.sealing import seal_and_mark

    try:
        seal_and_mark()
    except OSError as problem:
        click.echo(f"The audit is sealed, but its checkpoint could not be written: {problem}", err=True)


def _gather_static_files() -> None:
    from handrail.service.web.static_files import gather

    gather()


def _workers() -> list[list[str]]:
    from django.conf import settings

    return [worker_command()] if "outbox" in settings.ROOMS else []


def _people(demonstration: bool) -> list[str]:
    """Load Wend Valley if it was asked for and there is nothing yet; who may then sign in, a line each."""
    if not demonstration or not find_spec("handrail.demonstration") or not find_spec("handrail.demonstration.load"):
        return []
    from importlib import import_module

    load = import_module("handrail.demonstration.load")
    load.load_if_empty()
    return [str(person) for person in load.people_who_can_sign_in()]


def _export(at: int | None) -> None:
    """What the public site begins with; from then on the worker renews it."""
    if at is not None:
        from handrail.service.web.publish import export_to

        export_to(Path(os.environ["HANDRAIL_PUBLIC_BUNDLE"]))


def _say_where(people: Iterable[str], published: str) -> None:
    click.echo(f"Handrail is at {os.environ['HANDRAIL_ADDRESS']} (press Ctrl-C to stop)")
    if published:
        click.echo(published)
    for person in people:
        click.echo(f"  {person}")
    sys.stdout.flush()
