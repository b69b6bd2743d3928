"""The command `handrail publish export`: writes the folder from which alone the public site is made."""

from __future__ import annotations

from pathlib import Path

import click

from handrail.service.web.commands import CAN_BE_MENDED
from handrail.service.web.home import home
from handrail.service.web.serving import database


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def export(folder: Path) -> None:
    """Bring the public bundle in FOLDER up to date: what is published, and tombstones of what was withdrawn."""
    try:
        with database(home()):
            import django

            django.setup()
            click.echo(export_to(folder))
    except CAN_BE_MENDED as problem:
        raise click.ClickException(str(problem)) from problem
    except OSError as fault:
        raise click.ClickException(f"The folder cannot be written: {fault}") from fault


def export_to(folder: Path) -> str:
    """The command's work, once the database is there; what to say of it."""
    from handrail.service.audit.actions import Job, unit_of_work
    from handrail.service.publication.bundle import export as write_bundle
    from handrail.service.publication.bundle import released

    with unit_of_work(Job("publication")):
        changed, number = write_bundle(folder), len(released())
    things = f"{number} published {'document' if number == 1 else 'documents'}"
    return f"The bundle holds {things}." if changed else f"Nothing changed; the bundle holds {things}."
