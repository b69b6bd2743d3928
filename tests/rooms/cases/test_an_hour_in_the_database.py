"""Sixty minutes that the database keeps: whoever broke the glass may end it, and make nothing of it longer or other."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from handrail.service.access.models import BrokenGlass, Person
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Job, name_actor
from handrail.service.cases import glass
from handrail.service.cases.hearing import in_turn
from handrail.service.cases.models import Case
from tests.house.wall import acting_as
from tests.rooms.cast import Cast, employ, open_folder_for

WHY = "A child of this family is at the door tonight, and nobody answers."
HOUR = timedelta(minutes=60)


@pytest.fixture
def folder(cast: Cast) -> Case:
    return open_folder_for(cast)


@pytest.fixture
def officer(cast: Cast, folder: Case) -> Person:
    person = employ("Brock Hasty", "senior officer", cast.other_council, cast.partnership)
    employ("Secunda Cole", "coordinator", cast.partnership, cast.partnership)
    name_actor(person)
    return person


@pytest.fixture
def broken(officer: Person, folder: Case) -> BrokenGlass:
    found = glass.break_glass(officer, reference=folder.reference, reason=WHY)
    assert found is not None
    return found


def refused(broken: BrokenGlass, **changes: Any) -> bool:
    """Whether the database refuses these changes to whoever acts, with no rule of ours between."""
    try:
        with transaction.atomic():
            assert BrokenGlass.objects.filter(pk=broken.pk).update(**changes) == 1
            transaction.set_rollback(True)
    except IntegrityError:
        return True
    return False


def test_its_end_never_moves_later(broken: BrokenGlass, officer: Person) -> None:
    later = broken.until_at + timedelta(seconds=1)
    with acting_as(officer):
        assert refused(broken, until_at=later)
        assert not refused(broken, until_at=timezone.now())
    name_actor(Job("tests"))
    assert refused(broken, until_at=later)
    assert BrokenGlass.objects.filter(pk=broken.pk).update(until_at=broken.broken_at + HOUR / 2)
    assert refused(broken, until_at=broken.broken_at + HOUR), "nor once it was ended"


def test_its_end_is_not_moved_before_what_was_read(broken: BrokenGlass, officer: Person) -> None:
    with acting_as(officer):
        assert refused(broken, until_at=timezone.now() - timedelta(minutes=1))


def test_whoever_broke_it_changes_nothing_else_of_it(broken: BrokenGlass, officer: Person, cast: Cast) -> None:
    with acting_as(officer):
        assert refused(broken, broken_at=broken.broken_at - timedelta(days=40)), "it would not count in this month"
        assert refused(broken, reason="Another reason, thought of afterwards.")
        assert refused(broken, told_second=cast["administrator"])
        assert refused(broken, escalated_at=timezone.now())
        assert refused(broken, reviewed_at=timezone.now(), reviewed_by=broken.told_first, finding="justified"), (
            "nobody judges their own, in another's name either"
        )


def test_it_is_judged_once(broken: BrokenGlass) -> None:
    judge = broken.told_first
    name_actor(judge)
    glass.review_glass(broken, finding="not justified", words="It could have waited.", by=judge)
    with acting_as(judge):
        assert refused(broken, finding="justified")
        assert refused(broken, reviewed_at=None, reviewed_by=None, finding="", finding_in_words="")


def test_an_hour_is_the_most(folder: Case, officer: Person) -> None:
    name_actor(Job("tests"))
    now = timezone.now()
    kept = of(officer, folder, now, now + HOUR)
    assert kept.until_at == now + HOUR
    with pytest.raises(IntegrityError, match="an_hour_and_no_longer"), transaction.atomic():
        of(officer, folder, now, now + HOUR + timedelta(seconds=1))


@pytest.mark.parametrize("off", [timedelta(days=-40), timedelta(days=40)])
def test_nobody_breaks_it_at_another_time(folder: Case, officer: Person, off: timedelta) -> None:
    now = timezone.now()
    with acting_as(officer), audit.keeping(folder.pk):
        with pytest.raises(IntegrityError, match="broken now"), transaction.atomic():
            of(officer, folder, now + off, now + off + HOUR)
        assert of(officer, folder, now, now + HOUR).until_at == now + HOUR


def test_nobody_breaks_it_judged_already(folder: Case, officer: Person) -> None:
    now = timezone.now()
    with (
        acting_as(officer), audit.keeping(folder.pk),
        pytest.raises(IntegrityError, match="judged afterwards"), transaction.atomic(),
    ):  # fmt: skip
        of(officer, folder, now, now + HOUR, escalated_at=now)


def test_what_is_yet_to_begin_opens_nothing(folder: Case, officer: Person) -> None:
    name_actor(Job("tests"))
    tomorrow = timezone.now() + timedelta(days=1)
    of(officer, folder, tomorrow, tomorrow + HOUR)
    with acting_as(officer):
        assert folder.pk not in opened()
    name_actor(Job("tests"))
    now = timezone.now()
    of(officer, folder, now, now + HOUR)
    with acting_as(officer):
        assert folder.pk in opened()


def opened() -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute("select unnest(wall.glass())")
        return [one for (one,) in cursor.fetchall()]


def of(person: Person, folder: Case, broken_at: datetime, until_at: datetime, **more: Any) -> BrokenGlass:
    first, second = in_turn(folder, but={person.pk})[:2]
    return BrokenGlass.objects.create(
        folder=folder.folder, person=person, reason=WHY, broken_at=broken_at, until_at=until_at,
        told_first=first, told_second=second, **more,
    )  # fmt: skip
