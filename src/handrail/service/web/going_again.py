"""At each start, before anybody is served: folders that went, and that an older backup brought back, go again."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING

import click
from psycopg import connect

from handrail.service.web.home import home
from handrail.service.web.logins import Logins
from handrail.service.web.serving import CannotServe

if TYPE_CHECKING:
    from handrail.service.records.went import Went

BACK = """
select folder_id, digest from (
    select folder_id, encode(sha256(convert_to(folder_id::text || '|' || reference, 'UTF8')), 'hex') as digest
    from public.cases_case
) every where digest = any(%s)
"""


def let_what_went_go_again(logins: Logins) -> int:
    """How many went again. Raises CannotServe where one cannot: nobody is served while it is there."""
    from handrail.service.records.went import LIST, places, went_by

    listed = went_by([home() / LIST, *places()])
    back = _found(logins, listed)
    _go(back, listed)
    _put_on_the_list()
    return len(back)


def _found(logins: Logins, listed: Mapping[str, Went]) -> dict[uuid.UUID, str]:
    """Kept by the owner alone where the database looks before it lets a folder go; what was left there goes."""
    with connect(logins.owner_url) as owner:
        owner.execute("delete from wall.went")
        back: dict[uuid.UUID, str] = dict(owner.execute(BACK, [list(listed)]).fetchall()) if listed else {}
        if back:
            owner.execute("insert into wall.went select unnest(%s::uuid[])", [list(back)])
    return back


def _go(back: Mapping[uuid.UUID, str], listed: Mapping[str, Went]) -> None:
    from handrail.service.audit.actions import Job, unit_of_work
    from handrail.service.cases.actions import NotDone
    from handrail.service.records.actions.letting_go import let_go_again

    job = Job("deletion")
    for folder_id, digest in back.items():
        went = listed[digest]
        try:
            with unit_of_work(job):
                let_go_again(folder_id, went, by=job)
        except NotDone as why:
            raise CannotServe(
                f"A folder that went on {went.done_at[:10]} is back from a backup and cannot go again, so nobody is "
                f"served: {why} Restore a later backup, or take its line (id {went.id}) off the list."
            ) from why


def _put_on_the_list() -> None:
    """A place that cannot be written keeps nobody from their work: the worker tries again."""
    from handrail.service.audit.actions import Job, unit_of_work
    from handrail.service.records.went import keep_list

    try:
        with unit_of_work(Job("deletion")):
            keep_list()
    except OSError as problem:
        click.echo(f"The list of folders that went could not be written: {problem}", err=True)
