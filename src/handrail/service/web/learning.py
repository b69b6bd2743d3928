"""The commands `handrail learning`: find the recommendations of a published report, and propose them to a folder."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from handrail.service.learning.finding.finder import Found, find
from handrail.service.learning.finding.pages import NotRead

WRONG = 2  # the exit code when the file, or what was asked, is wrong


class Refused(click.ClickException):
    """What cannot be done, in a sentence that says how to mend it."""

    exit_code = WRONG


@click.group()
def learning() -> None:
    """Recommendations of published reports."""


@learning.command("find")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON: a list, in the order of the report.")
def find_in_report(file: Path, as_json: bool) -> None:
    """List the recommendations of FILE, a published report as PDF or text. It needs no database."""
    found = _found(file)
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2))
        return
    for one in found:
        where = f"page {one.page}" if one.page is not None else f"line {one.line}"
        to = f", to {one.addressed_to}" if one.addressed_to else ""
        click.echo(f"{one.number or '-'} ({where}{to}): {one.text}")
    click.echo(f"{len(found)} recommendation{'' if len(found) == 1 else 's'} found.")


def _found(file: Path) -> list[Found]:
    try:
        return find(file.read_bytes())
    except NotRead as fault:
        raise Refused(str(fault)) from fault
