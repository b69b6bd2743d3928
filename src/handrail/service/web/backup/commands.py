"""The commands `handrail backup` and `handrail restore`."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import FrameType

import click
import psycopg

from handrail.service.web.backup.faults import NotBackedUp, NotOpened, NotRestored
from handrail.service.web.backup.making import make
from handrail.service.web.backup.manifest import Manifest
from handrail.service.web.backup.restoring import WENT
from handrail.service.web.backup.restoring import restore as restore_into
from handrail.service.web.backup.sealing import (
    Lock,
    lock_with_key,
    lock_with_passphrase,
    make_key,
    needs_passphrase,
    opened_by_key,
    opened_by_passphrase,
)
from handrail.service.web.backup.verifying import verify as read_through
from handrail.service.web.home import home
from handrail.service.web.logins import LoginRefused
from handrail.service.web.postgres import NotStarted
from handrail.service.web.postgres.binaries import NoPostgres
from handrail.service.web.serving import CannotServe, refuse_half_restored

CAN_BE_MENDED = (CannotServe, LoginRefused, NoPostgres, NotBackedUp, NotOpened, NotRestored, NotStarted)
PASSPHRASE = "HANDRAIL_BACKUP_PASSPHRASE"  # noqa: S105 - the name of a setting
WIDTH = 70

A_FILE = click.Path(path_type=Path, dir_okay=False)
KEY = click.option(
    "--key", type=A_FILE, help="A key file, in place of a passphrase. Make one with: handrail backup key"
)


class Backup(click.Group):
    """`handrail backup FILE` makes a backup; a word of its own after `backup` is a command."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        named = bool(args) and (args[0] in self.commands or args[0] == "--help")
        return super().parse_args(ctx, args if named or not args else ["to", *args])


@click.group(cls=Backup)
def backup() -> None:
    """Keep a whole, sealed copy of Handrail in a file: handrail backup FILE."""


@backup.command("to")
@click.argument("file", type=A_FILE)
@KEY
def back_up(file: Path, key: Path | None) -> None:
    """Make a backup, while people work. This is what `handrail backup FILE` does."""
    with _said(), _progress() as say:
        refuse_half_restored(home())
        if file.exists():
            raise NotBackedUp(f"{file} is there already, and a backup is never written over. Choose another name.")
        began = time.monotonic()
        made = make(file.absolute(), home(), _lock(key), say)
        took = time.monotonic() - began
    click.echo(f"{file}: {made.size / 1e6:,.1f} MB in {took:,.1f} s. {_in_words(made.manifest)}")
    if damaged := made.manifest.contents.stored_files[2]:
        click.echo(
            f"Of the stored files {damaged:,} are not what they were when stored; they are kept as they are.", err=True
        )


@backup.command("verify")
@click.argument("file", type=A_FILE)
@KEY
def verify(file: Path, key: Path | None) -> None:
    """Read a backup through: whether it is whole, and what is in it."""
    with _said(), _progress() as say:
        manifest = read_through(file, _identity(file, key), say)
    click.echo(f"{file} is whole. {_in_words(manifest)}")


@backup.command("key")
@click.argument("file", type=A_FILE)
def new_key(file: Path) -> None:
    """Make a key file, with which backups can be sealed and opened."""
    with _said():
        public = make_key(file)
    click.echo(f"The key is in {file}. Keep it apart from the backups, and keep a second copy: without it none opens.")
    click.echo(f"A file with only this line in it seals backups and cannot open them:\n{public}")


@click.command()
@click.argument("file", type=A_FILE)
@click.option("--into", type=click.Path(path_type=Path), help="An empty folder, or one that is not there yet.")
@click.option("--home", "into_home", is_flag=True, help="Into the folder of this Handrail, HANDRAIL_HOME.")
@click.option("--went", help=f"The list {WENT}, kept beside the checkpoints; or the word none.")
@KEY
def restore(file: Path, into: Path | None, into_home: bool, went: str | None, key: Path | None) -> None:
    """Restore a backup into an empty folder, and prove that it is the same."""
    if (into is None) != into_home:
        raise click.UsageError("Say where: --into FOLDER, or --home.")
    if went is None:
        raise click.UsageError(
            f"Folders that people let go after this backup was made would be back. Name the list of them, {WENT}, "
            "which is kept beside the audit's checkpoints: --went FILE. If you know that none went since: --went none."
        )
    folder = (into or home()).absolute()
    with _said(), _progress() as say:
        began = time.monotonic()
        manifest = restore_into(file, folder, _identity(file, key), say, None if went == "none" else Path(went))
        took = time.monotonic() - began
    click.echo(f"Restored and compared in {took:,.1f} s: everything is as it was. {_in_words(manifest)}")
    if went != "none":
        click.echo(
            "Folders that are on the list of those that went go again at the first start, before anybody is served."
        )
    click.echo(f"To start it: HANDRAIL_HOME={folder} handrail serve")


def _in_words(manifest: Manifest) -> str:
    held = manifest.contents
    made_at = datetime.fromisoformat(manifest.made_at)
    return (
        f"{len(held.tables):,} tables, {held.rows:,} rows, {held.stored_files[0]:,} stored files, "
        f"as they were on {made_at.day} {made_at:%B %Y} at {made_at:%H:%M} UTC, Handrail {manifest.version}."
    )


def _lock(key: Path | None) -> Lock:
    return lock_with_key(key) if key else lock_with_passphrase(_passphrase(again=True))


def _identity(file: Path, key: Path | None) -> object:
    if not needs_passphrase(file):
        if key is None:
            raise NotOpened(f"{file} was sealed with a key file. Add: --key FILE")
        return opened_by_key(key)
    if key is not None:
        raise NotOpened(f"{file} was sealed with a passphrase. Leave out --key.")
    return opened_by_passphrase(file, _passphrase(again=False))


def _passphrase(*, again: bool) -> str:
    """From the setting, or asked for without being shown."""
    if PASSPHRASE in os.environ:
        return os.environ[PASSPHRASE]
    if not sys.stdin.isatty():
        raise NotOpened(f"Nobody is here to be asked for the passphrase. Add --key FILE, or set {PASSPHRASE}.")
    return str(click.prompt("Passphrase", hide_input=True, confirmation_prompt=again))


@contextmanager
def _said() -> Iterator[None]:
    """Every fault as a sentence; and a machine that shuts down lets us tidy up, as Ctrl-C does."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    except CAN_BE_MENDED as problem:
        raise click.ClickException(str(problem)) from problem
    except psycopg.Error as problem:
        raise click.ClickException(f"PostgreSQL refused, and nothing was kept: {str(problem).strip()}") from problem
    except KeyboardInterrupt:
        raise click.ClickException("Stopped. Nothing of it was kept.") from None
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """One line that changes, for people; nothing in the log of a nightly job."""
    shown = sys.stderr.isatty()

    def say(line: str) -> None:
        if shown:
            click.echo(f"\r{line[:WIDTH]:<{WIDTH}}", nl=False, err=True)

    try:
        yield say
    finally:
        if shown:
            click.echo(f"\r{'':<{WIDTH}}\r", nl=False, err=True)
