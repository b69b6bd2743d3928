"""A folder that is due, and the people who see it off."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from handrail.service.audit.actions import Job, name_actor
from handrail.service.cases.models import Case
from handrail.service.partnerships.models import Body
from handrail.service.records.actions.deleting import confirm, propose
from handrail.service.records.actions.letting_go import let_go
from handrail.service.records.models import Deletion, Event, Period, Tombstone
from tests.rooms.cast import Cast


def period_of(partnership: Body, cast: Cast, *, runs_from: str = Event.CLOSED, years: int = 6, from_on: date) -> Period:
    """A period of the past, as the database then held it."""
    return Period.objects.create(
        partnership=partnership, runs_from=runs_from, years=years, months=0, source="Wend Valley retention policy 4.2",
        agreed_by_name="The executive", agreed_on=from_on, from_on=from_on, recorded_by=cast["coordinator"],
    )  # fmt: skip


def make_due(case: Case, cast: Cast) -> Period:
    """Closed seven years ago, under a period of six."""
    long_ago = timezone.now() - timedelta(days=7 * 366)
    Case.objects.filter(pk=case.pk).update(closed_at=long_ago, closed_why="The review was published.")
    return period_of(case.partnership, cast, from_on=date(2010, 1, 1))


def agree(case: Case, cast: Cast) -> Deletion:
    name_actor(cast["coordinator"])
    propose(case, by=cast["coordinator"])
    name_actor(cast["senior officer"])
    return confirm(case, by=cast["senior officer"])


def wait_out(deletion: Deletion) -> None:
    """As it is when the seven days are over. The database goes by when the test began, which can be minutes ago."""
    gone_by = timezone.now() - timedelta(hours=2)
    Deletion.objects.filter(pk=deletion.pk).update(goes_at=gone_by)


def see_off(case: Case, cast: Cast) -> Tombstone:
    """All of it, to the end."""
    make_due(case, cast)
    wait_out(agree(case, cast))
    job = Job("deletion")
    name_actor(job)
    return let_go(case.pk, by=job)
