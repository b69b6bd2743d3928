"""What commands say when they cannot use what they were given, and what several of them are given."""

from __future__ import annotations

from datetime import datetime
from typing import IO, Any

import click

from handrail.guidance.days import published_working_days
from handrail.guidance.faults import EditionFault
from handrail.guidance.law import AreaDays
from handrail.guidance.replay import read_area, read_moment
from handrail.guidance.table import CannotUse


class Refused(click.ClickException):
    """What was given cannot be used. Everything wrong with it is told on the error stream, and nothing else."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.format_message(), file=file, err=file is None)


class OfTheLaw(click.Group):
    """Commands that read the editions: what is wrong in an edition file is told, with its line, and nothing else."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except EditionFault as fault:
            raise Refused(str(fault)) from None


def area_of(code: str | None, areas: IO[bytes] | None) -> AreaDays:
    """The area of that code in a file of areas; without both, one in which the new law began at once."""
    if code is None and areas is None:
        return AreaDays()
    if code is None or areas is None:
        raise Refused("Give --area and --areas together: the code, and the file that has it.")
    try:
        return read_area(areas.read(), code.strip())
    except CannotUse as fault:
        raise Refused("\n".join(f"{areas.name}: {line}" for line in str(fault).splitlines())) from None


def moment_of(words: str, option: str) -> datetime:
    """A moment given as an option; a day means its end."""
    try:
        return read_moment(words.strip(), published_working_days())
    except ValueError as fault:
        raise Refused(f"{option}: {fault}") from None
