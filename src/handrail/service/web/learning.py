"""The commands `handrail learning`: find the recommendations of a published report, and propose them to a folder."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from handrail.service.learning.finding.finder import Found, find
from handrail.service.learning.finding.pages import NotRead
from handrail.service.web.commands import CAN_BE_MENDED
from handrail.service.web.home import home
from handrail.service.web.serving import database

if TYPE_CHECKING:
    from handrail.service.access.models import Person
    from handrail.service.cases.models import Case

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


@learning.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "email", required=True, metavar="EMAIL", help="Who reads it in: their e-mail address.")
@click.option("--folder", required=True, metavar="REFERENCE", help="The folder they are proposed to.")
@click.option("--title", required=True, help="What the report is called; it stands with each recommendation.")
@click.option("--published", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The day: 2025-03-18.")
def import_report(file: Path, email: str, folder: str, title: str, published: datetime) -> None:
    """Propose the recommendations of FILE to a folder. A person takes each of them, or leaves it out, on its page."""
    try:
        with database(home()):
            import django

            django.setup()
            propose(file, email, folder, title, published.date())
    except CAN_BE_MENDED as problem:
        raise click.ClickException(str(problem)) from problem


def propose(file: Path, email: str, folder: str, title: str, published_on: date) -> None:
    """The command's work, once the database is there. Raises Refused."""
    from handrail.service.audit.actions import Job, name_actor, unit_of_work
    from handrail.service.cases.actions import NotDone
    from handrail.service.learning.actions.reports import read_report

    try:
        with unit_of_work(Job("report import")):
            person, case = _whose(email, folder)
            name_actor(person)
            said: dict[str, Any] = {"title": title[:200], "published_on": published_on}
            read = read_report(case, name=file.name, content=file.read_bytes(), by=person, **said)
            click.echo(f"{read.proposed.count()} proposed to {case}. Decide on each on the folder’s Learning page.")
    except NotDone as refused:
        raise Refused(str(refused)) from refused


def _whose(email: str, folder: str) -> tuple[Person, Case]:
    """Somebody who may, and the folder they may do it in. One that they may not open is one that is not there."""
    from handrail.service.access.models import Person
    from handrail.service.cases.doors import may_open
    from handrail.service.cases.models import Case
    from handrail.service.learning.doors import CHANGE

    person = Person.objects.filter(email__iexact=email, is_active=True).first()
    if person is None:
        raise Refused(f"Nobody signs in as {email}. Give the e-mail address of somebody who does.")
    found = Case.objects.visible_to(person, what=["learning"]).filter(reference__iexact=folder).first()
    if found is None or not may_open(person, found, what="learning", may=CHANGE):
        raise Refused(f"{person} has no folder {folder} in which they may record learning.")
    return person, found
