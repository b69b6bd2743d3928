"""What the worker does each minute for a change of law: days that were given are written into the area, a body whose
day has come ends in the list of bodies, and its folders go on. Nobody need open every folder of an area to move its
clocks."""

from __future__ import annotations

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from handrail.service.arrangements.counted import takes_over_alone
from handrail.service.arrangements.models import AreaDay, Passing
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.cases.going_on import pass_all_on
from handrail.service.cases.going_over import move_those_sent, pass_all_over
from handrail.service.partnerships.actions import NotDone, record_successor, set_area_dates
from handrail.service.partnerships.models import Kind, Succession

JOB = Job("change of law")


def write_what_was_given() -> int:
    """Each in a transaction of its own. Gives how many were written."""
    with unit_of_work(JOB):
        days, passings = _waiting_days(), _waiting_passings()
    done = sum(_write_days(one) for one in days) + sum(_end(one) for one in passings)
    with unit_of_work(JOB):
        over, partnerships = _waiting_folders(), _partnerships()
    return (
        done
        + sum(_pass_folders(one) for one in over)
        + sum(_pass_over(one) for one in partnerships)
        + move_those_sent(JOB)
    )


def _waiting_days() -> list[AreaDay]:
    """Those given last of each area. Of a plan that only tries days out nothing is written."""
    rows = AreaDay.objects.filter(transition__invented=False, transition__given_up_at=None)
    last: dict[object, AreaDay] = {}
    for one in rows.select_related("authority").order_by("given_at", "pk"):
        last[one.authority_id] = one
    return [one for one in last.values() if one.written_at is None and not one.stayed_why]


def _write_days(days: AreaDay) -> bool:
    """As they were given: a day that was left empty is empty in the area too."""
    try:
        with unit_of_work(JOB):
            result = set_area_dates(
                days.authority, by=JOB, published_on=days.published_on, began_on=days.began_on,
                child_death_began_on=days.child_death_began_on,
            )  # fmt: skip
            days.written_at, days.folders = timezone.now(), result.folders
            days.save(update_fields=["written_at", "folders"])
            audit.record(JOB, "wrote the days that were given into the area", days)
    except NotDone as why:
        with unit_of_work(JOB):
            AreaDay.objects.filter(pk=days.pk).update(stayed_why=str(why)[:300])
            audit.record(JOB, "could not write the days that were given into the area", days)
        return False
    return True


def _waiting_passings() -> list[Passing]:
    rows = Passing.objects.filter(
        ends=True, ended_at=None, stayed_why="", taken_out_at=None, begins_on__lte=timezone.localdate(),
        transition__invented=False, transition__given_up_at=None,
    )  # fmt: skip
    return list(rows.select_related("before", "after", "transition"))


def _end(passing: Passing) -> bool:
    try:
        with unit_of_work(JOB):
            if not Succession.objects.filter(before=passing.before, after=passing.after).exists():
                record_successor(passing.before, after=passing.after, on=passing.begins_on, by=JOB)
            passing.ended_at = timezone.now()
            passing.save(update_fields=["ended_at"])
            audit.record(JOB, "ended a body whose day had come", passing)
    except NotDone as why:
        with unit_of_work(JOB):
            Passing.objects.filter(pk=passing.pk).update(stayed_why=str(why)[:300])
            audit.record(JOB, "could not end a body whose day had come", passing)
        return False
    return True


def _waiting_folders() -> list[Passing]:
    """Those by which a body has ended and whose folders have not been passed on."""
    rows = Passing.objects.filter(
        ended_at__isnull=False, folders=None, taken_out_at=None, before__until_on__lt=timezone.localdate(),
        transition__invented=False,
    )  # fmt: skip
    return list(rows.select_related("before", "after"))


def _pass_folders(passing: Passing) -> bool:
    """Where another takes over as well, nobody but a person knows whose a folder is: they are asked in each."""
    with unit_of_work(JOB):
        alone = takes_over_alone(passing)
    folders = pass_all_on(passing.before, passing.after, on=passing.begins_on, by=JOB) if alone else 0
    with unit_of_work(JOB):
        of_its_own = 0 if passing.of_partnerships else folders
        Passing.objects.filter(pk=passing.pk).update(folders=of_its_own)
        audit.record(JOB, f"passed on the folders of {passing.before}: {of_its_own}", passing)
    return folders > 0


def _partnerships() -> list[Passing]:
    """Those by which the work of one partnership has passed to another, in whole or in part: what is still to go over
    is looked for each minute, for some folders wait until their authority has its place."""
    rows = Passing.objects.filter(
        Q(ended_at__isnull=False) | Q(ends=False, transition__given_up_at=None), taken_out_at=None,
        begins_on__lte=timezone.localdate(), before__kind=Kind.PARTNERSHIP, after__kind=Kind.PARTNERSHIP,
        transition__invented=False,
    )  # fmt: skip
    return list(rows.select_related("before", "after"))


def _pass_over(passing: Passing) -> bool:
    with unit_of_work(JOB):
        alone = takes_over_alone(passing)
    folders = pass_all_over(passing.before, passing.after, on=passing.begins_on, ends=passing.ends, alone=alone, by=JOB)
    if folders:
        with unit_of_work(JOB):
            Passing.objects.filter(pk=passing.pk).update(folders=Coalesce(F("folders"), 0) + folders)
            audit.record(JOB, f"passed on the folders of {passing.before} to {passing.after}: {folders}", passing)
    return folders > 0
