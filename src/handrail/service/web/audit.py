"""The command `handrail audit`: has any row of the audit been changed, dropped or put in since it was sealed?"""

from __future__ import annotations

import itertools
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from handrail.service.web.commands import CAN_BE_MENDED
from handrail.service.web.home import home
from handrail.service.web.serving import SETTINGS, database

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    from handrail.service.audit.checkpoints import Checkpoint

FOUND = 1  # the exit code when a row is not as it was sealed
COULD_NOT = 2  # and when nobody can say, because the audit could not be read
MOST = 100  # faults that are printed; the first ones tell the tale
FILE = click.Path(path_type=Path)


class CouldNot(click.ClickException):
    """The audit could not be read or sealed, so nothing is said of it."""

    exit_code = COULD_NOT


@click.group()
def audit() -> None:
    """The audit: seal it, and verify that nobody changed it."""


@audit.command()
def seal() -> None:
    """Seal every entry that waits, and add a checkpoint. While Handrail runs, it does so by itself."""
    with opened():
        from django.conf import settings

        from handrail.service.audit.actions import unit_of_work
        from handrail.service.audit.sealing import SEALER, head, seal_and_mark

        sealed = seal_and_mark()
        with unit_of_work(SEALER):
            now = head()
    click.echo(f"Sealed {_count(sealed, 'entry', 'entries')}; {now.count if now else 0:,} are sealed in all.")
    click.echo(f"The checkpoints are in {' and '.join(map(str, settings.CHECKPOINTS))}.")


@audit.command()
def key() -> None:
    """Print the public key that tells whether a checkpoint comes from this installation."""
    prepare()
    from handrail.service.audit.signing import public_key

    click.echo(public_key(), nl=False)


@audit.command()
@click.option(
    "--checkpoints", type=FILE, help="Checkpoints kept by somebody outside; without it, those of this installation."
)
@click.option(
    "--key", "pem", type=FILE, help="The public key (handrail audit key) that every checkpoint must be signed with."
)
@click.option("--without-database", is_flag=True, help="Only whether the lines of the file are signed and in order.")
def verify(checkpoints: Path | None, pem: Path | None, without_database: bool) -> None:
    """Go through the whole audit and name every row that is not as it was sealed.

    Ends with 0 when all is well, 1 when something was found, and 2 when the audit could not be read.
    """
    if without_database:
        if checkpoints is None or pem is None:
            raise click.UsageError("Without the database, name the file and the key: --checkpoints FILE --key FILE.")
        sys.exit(go_through_lines(checkpoints, pem))
    with opened():
        code = go_through(checkpoints, pem)
    sys.exit(code)


@audit.command()
@click.argument("file", type=FILE)
@click.option("--every", type=click.FloatRange(min=1), help="Go on, with so many seconds between two looks.")
def witness(file: Path, every: float | None) -> None:
    """Compare the audit with a file of checkpoints in your care, and add where it now stands.

    For somebody whom the administrators of the database do not answer to. Ends with 1 at the first disagreement, and
    then adds nothing; with 2 when the audit could not be read.
    """
    with opened():
        from handrail.service.web.witness import look

        looks = itertools.count() if every else range(1)
        for _ in looks:
            for sentence in look(file):
                click.echo(sentence)
                sys.exit(FOUND)
            time.sleep(every or 0)
    click.echo("The audit holds what the checkpoints say.")


def go_through(path: Path | None, pem: Path | None = None) -> int:
    """The command's work, once the database is there; gives the code to end with. Raises CouldNot."""
    from django.conf import settings
    from django.db import connection, transaction

    from handrail.service.audit.acting import name_actor
    from handrail.service.audit.verifying import VERIFYING, faults_in, waiting

    lines = Lines([path] if path else list(settings.CHECKPOINTS), given=path is not None, pem=pem)
    with transaction.atomic(), connection.cursor() as cursor:
        # one look at the whole, however long it takes and whatever is sealed meanwhile
        cursor.execute("set transaction isolation level repeatable read, read only")
        name_actor(VERIFYING)

        def ask(query: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
            cursor.execute(query, values)
            return list(cursor.fetchall())

        found = 0
        for fault in faults_in(ask, *lines.each_file()):
            found += 1
            if found <= MOST:
                click.echo(fault.sentence)
        ((sealed,),) = ask("select count(*) from audit_seal", [])
        count, since = waiting(ask)
    if found > MOST:
        click.echo(f"... and {found - MOST:,} more.")
    if count:
        click.echo(f"{_count(count, 'entry', 'entries').capitalize()} not sealed yet, the oldest of {since}.")
    click.echo(lines.told())
    found += lines.say_unsigned()
    if found:
        click.echo(f"Found {_count(found, 'fault', 'faults')}. Keep the database and the checkpoints as they are.")
        return FOUND
    click.echo(f"{_count(sealed, 'sealed entry is as it was', 'sealed entries are as they were')} written.")
    return 0


def go_through_lines(path: Path, pem: Path) -> int:
    """What somebody can tell who has the file and the public key, and no database."""
    prepare()
    from handrail.service.audit.verifying import faults_between

    lines = Lines([path], given=True, pem=pem)
    found = 0
    for fault in faults_between(lines.checkpoints(path)):
        found += 1
        click.echo(fault.sentence)
    found += lines.say_unsigned()
    if found:
        click.echo(f"Found {_count(found, 'fault', 'faults')}. Keep the file as it is.")
        return FOUND
    click.echo(f"{_count(lines.read, 'checkpoint is', 'checkpoints are')} signed with this key and in order.")
    return 0


class Lines:
    """Files of checkpoints, each read once from the first line to the last, and what was read."""

    def __init__(self, paths: list[Path], *, given: bool, pem: Path | None = None) -> None:
        self.paths, self.read, self.torn, self.unsigned = paths, 0, list[int](), list[int]()
        self.key = _public_key(pem) if pem else None
        if given and not paths[0].is_file():
            raise CouldNot(f"There is no file of checkpoints at {paths[0]}. Check the name.")

    def each_file(self) -> list[Iterator[Checkpoint]]:
        return [self.checkpoints(path) for path in self.paths]

    def checkpoints(self, path: Path) -> Iterator[Checkpoint]:
        from handrail.service.audit.checkpoints import checkpoints_in
        from handrail.service.audit.signing import is_signed_by

        if not path.is_file():
            return
        torn, before = list[int](), self.read
        for number, checkpoint in checkpoints_in(path):
            if checkpoint is None:
                torn.append(number)
                continue
            self.read += 1
            if self.key is not None and not is_signed_by(self.key, checkpoint):
                self.unsigned.append(number)
            yield checkpoint
        self.torn += torn
        if torn and self.read == before:
            raise CouldNot(f"{path} has no line that is a checkpoint. Is it the right file?")

    def told(self) -> str:
        torn = "".join(f" Line {number} is not whole and was passed over." for number in islice(self.torn, 5))
        if not self.read:
            return "No checkpoint was compared, so a rewriting of the whole audit would not be seen."
        files = " and ".join(map(str, self.paths))
        return f"Compared with {_count(self.read, 'checkpoint', 'checkpoints')} in {files}.{torn}"

    def say_unsigned(self) -> int:
        """The lines that the key did not sign: how many."""
        for number in self.unsigned[:MOST]:
            click.echo(f"The checkpoint of line {number} was not signed with this key, or was changed since.")
        return len(self.unsigned)


def _public_key(pem: Path) -> Ed25519PublicKey:
    from handrail.service.audit.signing import NoPublicKey, read_public_key

    try:
        return read_public_key(pem.read_bytes())
    except (OSError, NoPublicKey) as problem:
        raise CouldNot(f"{pem} is not a public key as handrail audit key prints it: {problem}") from problem


def prepare() -> None:
    """Settings, for what needs no database."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    django.setup()


def _count(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


@contextmanager
def opened() -> Iterator[None]:
    """The database, with its faults said to the person at the keyboard.

    A witness is given one login and no more: its address stands in `HANDRAIL_ZONE_URL`, and nothing is made or started.
    """
    given = "HANDRAIL_ZONE_URL" in os.environ and "DATABASE_URL" not in os.environ
    try:
        with nullcontext() if given else database(home()):
            prepare()
            from django.db import DatabaseError, ProgrammingError

            try:
                yield
            except ProgrammingError as problem:
                raise CouldNot("The database is not prepared. Run this first: handrail migrate") from problem
            except DatabaseError as problem:
                raise CouldNot(f"The database did not answer: {problem}") from problem
            except OSError as problem:
                raise CouldNot(f"{problem.filename} cannot be used: {problem.strerror}.") from problem
    except CAN_BE_MENDED as problem:
        raise CouldNot(str(problem)) from problem
