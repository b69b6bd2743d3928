"""The command that loads published statistics: `handrail statistics load`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from handrail.service.web.registers import FILES, opened

if TYPE_CHECKING:
    from handrail.service.scrutiny.loading import Found


@click.group()
def statistics() -> None:
    """Published statistics, from which areas choose their indicators."""


@statistics.command("load")
@click.argument("files", nargs=-1, required=True, type=FILES)
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
def load_files(files: tuple[Path, ...], dry_run: bool) -> None:
    """Load any of the Department's files on children in need by authority, in any order. Loading them again changes
    nothing; a figure that was revised stands beside what it was."""
    with opened():
        from handrail.service.scrutiny.loading import load_statistics
        from handrail.service.scrutiny.models.figures import MARKS

        found = load_statistics(files, dry_run=dry_run)
    for one in found:
        click.echo(_said(one))
        for mark, count in one.marks.items():
            click.echo(f"  {count:,} kept as “{mark}”, {MARKS[mark]}")
    if not any(one.added or one.revised for one in found):
        click.echo("Nothing changed.")
    elif dry_run:
        click.echo("This was a preview: nothing was written. Leave out --dry-run to write it.")


def _said(one: Found) -> str:
    return (
        f"{one.file}: {one.holds}, {one.years[0]} to {one.years[-1]}, {one.authorities} authorities. "
        f"{one.added:,} figures added, {one.revised:,} revised."
    )
