"""The commands of the public site: `handrail publish index` and `handrail publish serve`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from handrail.public.bundle import BundleRefused
from handrail.public.particulars import DEFAULT_NAME, AddressNotUnderstood, Particulars

Command = Callable[..., None]


def _options(command: Command) -> Command:
    """What both commands are told."""
    options: list[Any] = [
        click.argument("bundle", type=click.Path(file_okay=False, exists=True, path_type=Path)),
        click.option(
            "--site", "folder", type=click.Path(file_okay=False, path_type=Path), envvar="HANDRAIL_PUBLIC_SITE",
            help="The folder of the made site. Unless it is given: beside the bundle, its name with “-site”.",
        ),
        click.option("--address", envvar="HANDRAIL_PUBLIC_ADDRESS",
                     help="Where the public finds it, such as https://reports.example.org."),
        click.option("--name", default=DEFAULT_NAME, show_default=True, envvar="HANDRAIL_PUBLIC_NAME",
                     help="What it is called."),
        click.option("--contact", default="", envvar="HANDRAIL_PUBLIC_CONTACT",
                     help="An e-mail address for those who have trouble with it."),
    ]  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


@click.command()
@_options
@click.option("--anew", is_flag=True, help="Take the bundle even where it has less than what was served before.")
def index(bundle: Path, folder: Path | None, address: str | None, name: str, contact: str, anew: bool) -> None:
    """Make the pages, PDF documents and search index of BUNDLE."""
    from handrail.public.making import make

    particulars = _particulars(address or "http://localhost:8080", name, contact)
    try:
        made = make(bundle, _beside(bundle, folder), particulars, anew=anew, say=click.echo)
    except BundleRefused as fault:
        raise click.ClickException(f"The bundle is refused. {fault}") from fault
    except OSError as fault:
        raise click.ClickException(f"The site cannot be written: {fault}") from fault
    told = f"{made.documents:,} published, {made.withdrawn:,} withdrawn"
    click.echo(f"The site is made: {told}." if made.changed else f"Nothing changed: {told}.")


@click.command()
@_options
@click.option("--port", default=8080, show_default=True, help="Where browsers, or a server in front, find it.")
@click.option("--host", default="localhost", show_default=True, help="The network address to listen on.")
@click.option("--workers", default=2, show_default=True, help="Processes that answer.")
def serve(
    bundle: Path, folder: Path | None, address: str | None, name: str, contact: str, port: int, host: str, workers: int
) -> None:
    """Serve the public site of BUNDLE, and take up each new bundle as it comes."""
    from handrail.public import serving

    serving.leave_behind_what_is_not_needed()
    particulars = _particulars(address or f"http://localhost:{port}", name, contact)
    watch = serving.Watch(bundle, _beside(bundle, folder), particulars, serving.say)
    watch.look()
    if watch.refused and not (watch.folder / "site.sqlite").exists():
        raise click.ClickException(f"There is nothing to serve. {watch.refused}")
    click.echo(f"The public site is at {particulars.address}, answering on {host}:{port}. Stop it with Ctrl-C.")
    if not serving.run(watch, host=host, port=port, workers=workers):
        raise click.ClickException("The web server stopped by itself; what it said is above.")
    click.echo("The public site has stopped.")


def _particulars(address: str, name: str, contact: str) -> Particulars:
    try:
        return Particulars(address.rstrip("/"), name, contact)
    except AddressNotUnderstood as fault:
        raise click.ClickException(str(fault)) from fault


def _beside(bundle: Path, folder: Path | None) -> Path:
    whole = bundle.resolve()
    return folder or whole.with_name(f"{whole.name}-site")
