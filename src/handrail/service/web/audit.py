"""The command `handrail audit`: has any row of the audit been changed, dropped or put in since it was sealed?"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from handrail.service.web.commands import CAN_BE_MENDED
from handrail.service.web.home import home
from handrail.service.web.serving import database

if TYPE_CHECKING:
    from handrail.service.audit.checkpoints import Checkpoint

FOUND = 1  # the exit code when a row is not as it was sealed
COULD_NOT = 2  # and when nobody can say, because the audit could not be read
MOST = 100  # faults that are printed; the first ones tell the tale


class CouldNot(click.ClickException):
    """The audit could not be read or sealed, so nothing is said of it."""

    exit_code = COULD_NOT


@click.group()
def audit() -> None:
    """The audit: seal it, and verify that nobody changed it."""


@audit.command()
def seal() -> None:
    """Seal every entry that waits, and add a checkpoint. The worker does so each minute."""
    with opened():
        from django.conf import settings

        from handrail.service.audit.sealing import head, seal_and_mark

        sealed = seal_and_mark()
        now = head()
    click.echo(f"Sealed {_count(sealed, 'entry', 'entries')}; {now.count if now else 0:,} are sealed in all.")
    click.echo(f"The checkpoints are in {settings.CHECKPOINTS}.")


@audit.command()
@click.option(
    "--checkpoints", type=click.Path(path_type=Path),
    help="Checkpoints kept by somebody outside; without it, those of this installation.",
)  # fmt: skip
def verify(checkpoints: Path | None) -> None:
    """Go through the whole audit and name every row that is not as it was sealed.

    Ends with 0 when all is well, 1 when something was found, and 2 when the audit could not be read.
    """
    with opened():
        code = go_through(checkpoints)
    sys.exit(code)


def go_through(path: Path | None) -> int:
    """The command's work, once the database is there; gives the code to end with. Raises CouldNot."""
    from django.conf import settings
    from django.db import connection, transaction

    from handrail.service.audit.verifying import faults_in, waiting

    lines = Lines(path or settings.CHECKPOINTS, given=path is not None)
    with transaction.atomic(), connection.cursor() as cursor:
        # one look at the whole, however long it takes and whatever is sealed meanwhile
        cursor.execute("set transaction isolation level repeatable read, read only")

        def ask(query: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
            cursor.execute(query, values)
            return list(cursor.fetchall())

        found = 0
        for fault in faults_in(ask, lines.checkpoints()):
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
    if found:
        click.echo(f"Found {_count(found, 'fault', 'faults')}. Keep the database and the checkpoints as they are.")
        return FOUND
    click.echo(f"{_count(sealed, 'sealed entry is as it was', 'sealed entries are as they were')} written.")
    return 0


class Lines:
    """A file of checkpoints, read once from the first line to the last, and what was read."""

    def __init__(self, path: Path, *, given: bool) -> None:
        self.path, self.read, self.torn = path, 0, list[int]()
        if given and not path.is_file():
            raise CouldNot(f"There is no file of checkpoints at {path}. Check the name.")

    def checkpoints(self) -> Iterator[Checkpoint]:
        from handrail.service.audit.checkpoints import checkpoints_in

        if not self.path.is_file():
            return
        for number, checkpoint in checkpoints_in(self.path):
            if checkpoint is None:
                self.torn.append(number)
            else:
                self.read += 1
                yield checkpoint
        if self.torn and not self.read:
            raise CouldNot(f"{self.path} has no line that is a checkpoint. Is it the right file?")

    def told(self) -> str:
        torn = "".join(f" Line {number} is not whole and was passed over." for number in islice(self.torn, 5))
        if not self.read:
            return "No checkpoint was compared, so a rewriting of the whole audit would not be seen."
        return f"Compared with {_count(self.read, 'checkpoint', 'checkpoints')} in {self.path}.{torn}"


def _count(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


@contextmanager
def opened() -> Iterator[None]:
    """The database, with its faults said to the person at the keyboard."""
    try:
        with database(home()):
            import django

            django.setup()
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
