"""The command `handrail`. Each subcommand is imported only when it is asked for, so that the law can be
replayed on a machine that has neither Django nor a database."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

import click

COMMANDS = {
    "law": "handrail.guidance.commands.law:law",
    "replay": "handrail.guidance.commands.replay:replay",
    "serve": "handrail.service.web.commands:serve",
    "worker": "handrail.service.web.commands:worker",
    "register": "handrail.service.web.registers:register",
    "areas": "handrail.service.web.registers:areas",
    "holidays": "handrail.service.web.holidays:holidays",
    "statistics": "handrail.service.web.statistics:statistics",
    "tracker": "handrail.service.web.tracker:tracker",
    "learning": "handrail.service.web.learning:learning",
    "publish": "handrail.command_line:publish",
    "people": "handrail.service.web.people:people",
    "migrate": "handrail.service.web.commands:migrate",
    "audit": "handrail.service.web.audit:audit",
    "rebuild": "handrail.service.web.rebuilding:rebuild",
    "backup": "handrail.service.web.backup.commands:backup",
    "restore": "handrail.service.web.backup.commands:restore",
    "manage": "handrail.service.web.commands:manage",
}

PUBLISH = {
    "export": "handrail.service.web.publish:export",
    "index": "handrail.public.commands:index",
    "serve": "handrail.public.commands:serve",
}
"""The first runs beside the service. The others need neither it nor Django, and import nothing of them."""


class Commands(click.Group):
    """A click group that reads a table such as those above in place of importing every command."""

    table = COMMANDS

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name, place in self.table.items() if find_spec(place.partition(":")[0])]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        module, _, attribute = self.table[cmd_name].partition(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=Commands)
@click.version_option(package_name="handrail")
def main() -> None:
    """Handrail: the statutory work of a safeguarding partnership."""


class Publishing(Commands):
    """The same, of what is published."""

    table = PUBLISH


@click.group(cls=Publishing)
def publish() -> None:
    """What was released to the public, and the public site."""
