"""The commands for the day nobody can let anyone in: the first administrator, and what the only one has lost."""

from __future__ import annotations

import click

from handrail.guidance import spoken
from handrail.service.web.registers import Refused, opened

FIRST_TIME = (
    "The first time they sign in, they are asked for a code that was sent to them. This one does as well, for 24 "
    "hours: {code}"
)


@click.group()
def people() -> None:
    """Who can sign in: the first administrator, lost passwords, and lost second factors."""


@people.command("first")
@click.argument("email")
@click.argument("name")
@click.argument("partnership")
@click.option("--short-name", default="", help="Begins the references of its folders, such as WV.")
def first(email: str, name: str, partnership: str, short_name: str) -> None:
    """Add the first administrator of a partnership, and the partnership if it is not here yet."""
    with opened():
        from handrail.service.access.first import first_administrator
        from handrail.service.audit.actions import Job, unit_of_work
        from handrail.service.partnerships.actions import NotDone

        job = Job("people first")
        try:
            with unit_of_work(job):
                password, code = first_administrator(email, name, partnership, short_name, by=job)
        except NotDone as refused:
            raise Refused(str(refused)) from None
    click.echo(f"{name} is the administrator of {partnership}. The first password, shown only now: {password}")
    click.echo(FIRST_TIME.format(code=code))


@people.command("outside")
@click.argument("email")
@click.argument("name")
@click.argument("body", type=click.Choice(["panel", "ofsted", "department"]))
def outside(email: str, name: str, body: str) -> None:
    """Let in somebody who works for the Panel, Ofsted or the Department, to read what every partnership told it."""
    with opened():
        from handrail.service.audit.actions import Job, unit_of_work
        from handrail.service.national_panel.actions.letting_in import let_in
        from handrail.service.national_panel.bodies import BY_WORD
        from handrail.service.partnerships.actions import NotDone

        job = Job("people outside")
        try:
            with unit_of_work(job):
                password, code, until_on = let_in(email, name, BY_WORD[body], by=job)
        except NotDone as refused:
            raise Refused(str(refused)) from None
    click.echo(f"{name} reads for {BY_WORD[body].name} until {spoken(until_on)}. Run this again to renew it.")
    if password:
        click.echo(f"The first password, shown only now: {password}")
        click.echo(FIRST_TIME.format(code=code))


@people.command("password")
@click.argument("email")
def password(email: str) -> None:
    """Give someone a new password, shown once."""
    with opened():
        from handrail.service.access.actions import give_new_password
        from handrail.service.access.models import Person
        from handrail.service.audit.actions import Job, unit_of_work

        job = Job("people password")
        with unit_of_work(job):
            person = Person.objects.filter(email__iexact=email).first()
            if person is None:
                raise Refused(f"Nobody signs in with {email}.")
            new = give_new_password(person, by=job)
    click.echo(f"{person} has a new password, shown only now: {new}")


@people.command("start-again")
@click.argument("email")
def start_again(email: str) -> None:
    """Let someone who lost everything begin anew: a new password, and no second factor until they set one up."""
    with opened():
        from handrail.service.access import first
        from handrail.service.access.models import Person
        from handrail.service.audit.actions import Job, unit_of_work

        job = Job("people start-again")
        with unit_of_work(job):
            person = Person.objects.filter(email__iexact=email).first()
            if person is None:
                raise Refused(f"Nobody signs in with {email}.")
            new, code = first.start_again(person, by=job)
    click.echo(f"{person} has no second factor now, and a new password, shown only now: {new}")
    click.echo(FIRST_TIME.format(code=code))
