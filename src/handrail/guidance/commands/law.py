"""The command `handrail law`: what editions say, how two of them differ, and when a duty would fall due."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import IO, Any

import click

from handrail.guidance.commands.refusing import OfTheLaw, Refused, area_of
from handrail.guidance.compare import compare, title_of
from handrail.guidance.compared import as_markdown, as_object, as_text
from handrail.guidance.days import OutsideCalendar, spoken
from handrail.guidance.edition import Duty, Edition
from handrail.guidance.explain import explain
from handrail.guidance.found import NotFound, due_from, edition_named, rows_named
from handrail.guidance.law import AreaDays, law_in
from handrail.guidance.replay import as_json, read_at
from handrail.guidance.shelf import every_edition, kinds_of_fact
from handrail.guidance.wording import name_of, number_of, reach_of, standing_of


@click.group(cls=OfTheLaw)
def law() -> None:
    """Read the law as Handrail holds it: editions, duties and kinds of fact."""


@law.command("list")
@click.argument("edition", required=False)
def list_duties(edition: str | None) -> None:
    """List every edition and the duties in it; or those of one EDITION, such as working_together/2018."""
    for one in [_edition(edition)] if edition else every_edition():
        click.echo(f"\n{one.title} ({name_of(one)}), {standing_of(one)}")
        for duty in one.duties.values():
            click.echo(f"  {duty.key}: {duty.title}. {duty.force}, {number_of(duty)}{_unsure(duty)}")
        if not one.duties:
            click.echo("  No duty is encoded.")


def _unsure(row: Any) -> str:
    return " (recalled, not checked)" if row.seen == "recalled" else ""


@law.command("facts")
def list_facts() -> None:
    """List every kind of fact a log may hold."""
    for kind in kinds_of_fact().values():
        click.echo(f"{kind.key}: {kind.says}{' (may be a day still to come)' if kind.planned else ''}")


@law.command("show")
@click.argument("duty")
def show(duty: str) -> None:
    """Show one DUTY as each edition states it, with how far each has been confirmed.

    The key of a criterion, a definition, a role or a checklist of contents does as well.
    """
    try:
        found = rows_named(duty, every_edition())
    except NotFound as fault:
        raise Refused(str(fault)) from None
    for edition, table, row in found:
        cite = getattr(row, "cite", "")
        click.echo(f"\n{edition.title}{f', {cite}' if cite else ''} ({name_of(edition)})")
        click.echo(f"  {standing_of(edition)}")
        for line in _duty_told(row) if isinstance(row, Duty) else _row_told(table, row):
            click.echo(f"  {line}")


def _duty_told(duty: Duty) -> Iterator[str]:
    yield f"{duty.title}: {duty.force}, {number_of(duty)}"
    yield f"Owed by: {duty.owed_by}. Owed to: {duty.owed_to}."
    yield duty.says
    for words, kinds in (("Started by", duty.starts), ("Stopped by", duty.stops), ("Falls away by", duty.falls_away)):
        if kinds:
            yield f"{words}: {', '.join(sorted(kinds))}"
    yield from reach_of(duty)
    if duty.ended_by:
        yield f"Ended by: {duty.ended_by}."
    yield duty.seen.sentence
    if duty.note:
        yield duty.note


def _row_told(table: str, row: Any) -> Iterator[str]:
    yield f"{title_of(row)} ({table})"
    if table == "contents":
        for item in row.items:
            yield f"- {item.says} ({item.force}; {item.seen})"
    else:
        yield row.says
    yield row.seen.sentence


@law.command("compare")
@click.argument("older", metavar="EDITION")
@click.argument("newer", metavar="EDITION")
@click.option("--markdown", "form", flag_value="markdown", help="Print a Markdown page.")
@click.option("--json", "form", flag_value="json", help="Print an object for other programs.")
def compare_editions(older: str, newer: str, form: str | None) -> None:
    """Print what the second EDITION adds to the first, what it drops, and what it moves.

    Write an edition as working_together/2018; "2018" alone means Working Together.
    """
    found = compare(_edition(older), _edition(newer))
    if form == "json":
        click.echo(json.dumps(as_object(found), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(as_markdown(found) if form == "markdown" else as_text(found)))


def _edition(name: str) -> Edition:
    try:
        return edition_named(name, every_edition())
    except NotFound as fault:
        raise Refused(str(fault)) from None


@law.command("due")
@click.argument("duty")
@click.option("--from", "when", metavar="WHEN", required=True, help="When it starts: 2019-04-16, or with a time.")
@click.option("--area", metavar="AREA", help="A code in the file of areas, or the day its arrangements began.")
@click.option("--areas", type=click.File("rb"), metavar="FILE", help="A CSV file of areas and those days.")
@click.option("--json", "in_json", is_flag=True, help="Print an object for other programs.")
def due(duty: str, when: str, area: str | None, areas: IO[bytes] | None, in_json: bool) -> None:
    """Print when DUTY falls due if it starts at WHEN, and why.

    AREA may be a day, 2019-09-02, on which the area's own arrangements began, or two with a comma between them:
    for safeguarding, then for child deaths. Without it the new law began on 29 June 2018.
    """
    try:
        at, assumed = read_at(when.strip())
        held = law_in(_days(area) if area and areas is None else area_of(area, areas))
        clock = due_from(held, duty, at)
    except (NotFound, OutsideCalendar, OverflowError, ValueError) as fault:
        raise Refused(str(fault)) from None
    if assumed:
        click.echo(assumed, err=True)
    if clock is None:
        click.echo(f"{duty} is a standing duty: nothing starts it and no day ends it.")
    elif in_json:
        click.echo(json.dumps(as_json(clock, datetime.now(UTC), tells_about=False), indent=2, ensure_ascii=False))
    else:
        click.echo(spoken(clock.due) if clock.due else "no day")
        for sentence in explain(clock, _the_start(clock.started_by.at)).sentences:
            click.echo(f"  {sentence}")


def _the_start(at: date | datetime) -> datetime:
    """The explanation is told as on the day it started, before anything is late."""
    return at if isinstance(at, datetime) else datetime(at.year, at.month, at.day, tzinfo=UTC)


def _days(words: str) -> AreaDays:
    try:
        days = [date.fromisoformat(day.strip()) for day in words.split(",")]
    except ValueError:
        raise Refused(
            "--area: write the day its arrangements began, 2019-09-02, or give --areas with a file that has the code."
        ) from None
    if len(days) > 2:
        raise Refused("--area: at most two days, for safeguarding and for child deaths.")
    return AreaDays(days[0], days[-1])
