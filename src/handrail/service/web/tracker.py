"""The command `handrail tracker`: takes in a coordinator's own spreadsheet, as the page in the browser does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from handrail.service.web.commands import CAN_BE_MENDED
from handrail.service.web.home import home
from handrail.service.web.serving import database

if TYPE_CHECKING:
    from handrail.service.access.models import Person
    from handrail.service.learning.tracker.plan import Plan
    from handrail.service.partnerships.models import Body

WRONG = 2  # the exit code when a line, or what was asked, is wrong: nothing was written


class Refused(click.ClickException):
    """What cannot be done, in a sentence that says how to mend it."""

    exit_code = WRONG


@click.group()
def tracker() -> None:
    """Take in your own spreadsheet of reviews and actions."""


@tracker.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "email", required=True, metavar="EMAIL", help="Who takes it in: their e-mail address.")
@click.option("--partnership", required=True, metavar="NAME", help="Whose tracker it is: its name or short name.")
@click.option("--look", is_flag=True, help="Only say what would be made; write nothing.")
@click.option("--leave-out-wrong", is_flag=True, help="Leave out the lines that are wrong, and take in the rest.")
def load(file: Path, email: str, partnership: str, look: bool, leave_out_wrong: bool) -> None:
    """Take in FILE, an Excel workbook or a csv file. All of it or nothing; loading it twice makes nothing twice."""
    try:
        with database(home()):
            import django

            django.setup()
            load_tracker(file, email, partnership, look=look, leave_out_wrong=leave_out_wrong)
    except CAN_BE_MENDED as problem:
        raise click.ClickException(str(problem)) from problem


def load_tracker(file: Path, email: str, partnership: str, *, look: bool, leave_out_wrong: bool) -> None:
    """The command's work, once the database is there. Raises Refused."""
    from handrail.service.audit.actions import Job, name_actor, unit_of_work
    from handrail.service.cases.actions import NotDone
    from handrail.service.learning.tracker.plan import look_over
    from handrail.service.learning.tracker.reading import NotRead
    from handrail.service.learning.tracker.taking_in import take_in

    content, job = file.read_bytes(), Job("tracker load")
    with unit_of_work(job):
        person = _person(email)
        body = _partnership(partnership, person)
    try:
        if look:
            with unit_of_work(job):
                _say(look_over(body, file.name, content, person), "would be made")
            return
        with unit_of_work(job):
            name_actor(person)
            plan = take_in(body, file.name, content, leave_out_wrong=leave_out_wrong, by=person)
    except NotRead as fault:
        raise Refused(str(fault)) from fault
    except NotDone:
        with unit_of_work(job):
            _say(look_over(body, file.name, content, person), "would be made")
        raise Refused("Nothing was taken in. Mend the lines above, or leave them out with --leave-out-wrong.") from None
    _say(plan, "made")


def _person(email: str) -> Person:
    from handrail.service.access.models import Person
    from handrail.service.learning.tracker.taking_in import LOADS

    person = Person.objects.filter(email__iexact=email, is_active=True).first()
    if person is None:
        raise Refused(f"Nobody signs in as {email}. Give the e-mail address of somebody who does.")
    if not person.may(LOADS):
        raise Refused(f"{person} may not take in trackers. Give the e-mail address of a partnership coordinator.")
    return person


def _partnership(name: str, person: Person) -> Body:
    from handrail.service.learning.tracker.taking_in import may_load

    theirs = may_load(person)
    for body in theirs:
        if name.strip().casefold() in (body.name.casefold(), body.short_name.casefold()):
            return body
    names = ", ".join(f"{body.name} ({body.short_name})" if body.short_name else body.name for body in theirs)
    raise Refused(f"{person} takes in no tracker for “{name}”. Give one of: {names}.")


def _say(plan: Plan, made: str) -> None:
    for line in plan.lines:
        words = line.fate.value.lower() if line.fate.name != "NEW" else made
        click.echo(f"{line.place}: {line.of} {line.title}: {words}")
        for sentence in (*line.faults, *line.notes):
            click.echo(f"    {sentence}")
    for note in plan.notes:
        click.echo(note)
    click.echo(f"{len(plan.new)} {made}, {len(plan.there)} already there, {len(plan.wrong)} wrong.")
