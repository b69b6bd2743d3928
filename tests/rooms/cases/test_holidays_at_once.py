"""A list comes while people are at work, while another is loaded, and while power is lost: no day is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
import uuid
from urllib.parse import urlsplit

import pytest
from django.db import connection, connections

from handrail.service.audit.actions import unit_of_work
from handrail.service.cases.models import Case, MovedDate
from handrail.service.law import actions
from handrail.service.law.actions import NotTakenIn, take_in, unreached
from handrail.service.law.models import HolidayList
from tests.rooms.cases.holidays import (
    FIRST_DUE,
    LOADING,
    THEN_DUE,
    WITH,
    WITHOUT,
    differing,
    due,
    first_list,
    reached,
    taken_in,
    under_review,
)
from tests.rooms.cases.test_two_at_once import PATIENCE, cast, meanwhile, wait_until_the_other_waits
from tests.rooms.cast import Cast

__all__ = ["cast"]  # a fixture


def folder(cast: Cast) -> Case:
    with unit_of_work(cast["notifier"]):
        return under_review(cast)


@pytest.fixture
def case(cast: Cast) -> Case:
    first_list(WITHOUT)
    return folder(cast)


def load() -> None:
    taken_in(WITH)


def record(cast: Cast) -> None:
    under_review(cast)


def reviews_moved() -> list[uuid.UUID]:
    return sorted(MovedDate.objects.filter(duty="rapid_review").values_list("case", flat=True))


def test_a_list_waits_for_whoever_is_keeping_a_day_and_then_moves_that_day(
    case: Case, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried, patience = threading.Event(), threading.Event()

    def pause(_: float) -> None:
        tried.set()
        patience.wait(0.01)

    monkeypatch.setattr(time, "sleep", pause)
    monkeypatch.setattr(actions, "TRIES", PATIENCE * 100)
    with unit_of_work(cast["notifier"]):
        new = under_review(cast)
        loading = meanwhile(cast["administrator"], load)
        assert tried.wait(PATIENCE)
        assert HolidayList.objects.count() == 1
    assert not loading.ends()
    assert (due(case), due(new)) == (FIRST_DUE, FIRST_DUE)
    reached()
    assert (due(case), due(new)) == (THEN_DUE, THEN_DUE)
    assert differing() == 0


def test_a_list_that_finds_others_at_work_all_the_while_is_not_taken_in(
    case: Case, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "sleep", lambda _: None)
    with unit_of_work(cast["notifier"]):
        under_review(cast)
        loading = meanwhile(cast["administrator"], load)
        (fault,) = loading.ends()
    assert isinstance(fault, NotTakenIn)
    assert "Try again." in str(fault)
    assert HolidayList.objects.count() == 1


def test_who_keeps_a_day_while_a_list_is_taken_in_waits_and_counts_by_it(case: Case, cast: Cast) -> None:
    with unit_of_work(LOADING):
        take_in(WITH, source="a file", by=LOADING)
        other = meanwhile(cast["notifier"], lambda: record(cast))
        wait_until_the_other_waits()
    assert not other.ends()
    new = Case.objects.exclude(pk=case.pk).get()
    assert (due(case), due(new)) == (FIRST_DUE, THEN_DUE)
    assert MovedDate.objects.count() == 0
    reached()
    assert differing() == 0


def test_two_loads_at_once_take_the_list_in_once_and_move_each_day_once(case: Case, cast: Cast) -> None:
    cases = [case, *(folder(cast) for _ in range(5))]
    begin = threading.Barrier(2)

    def load_at_once() -> None:
        begin.wait(PATIENCE)
        load()

    def go_through_at_once() -> None:
        begin.wait(PATIENCE)
        reached()

    for work in (load_at_once, go_through_at_once):
        acting = [meanwhile(cast["administrator"], work) for _ in range(2)]
        assert [one.ends() for one in acting] == [[], []]
    assert HolidayList.objects.count() == 2
    assert reviews_moved() == sorted(one.pk for one in cases)
    assert unreached() is None
    assert differing() == 0


KILLED_IN_THE_SECOND = """
import django; django.setup()
from handrail.service.cases import holidays
holidays.BATCH, done, reckon = 1, [], holidays.reckon
def reckon_and_wait(*words):
    changes = reckon(*words)
    done.append(changes)
    if len(done) == 2:
        print("second", flush=True)
        input()
    return changes
holidays.reckon = reckon_and_wait
for _ in holidays.reach_folders():
    pass
"""


def test_killed_halfway_it_is_finished_by_the_next_and_no_day_moves_twice(case: Case, cast: Cast) -> None:
    cases = [case, *(folder(cast) for _ in range(3))]
    taken_in(WITH)
    process = _started(KILLED_IN_THE_SECOND)
    assert process.stdout is not None
    assert process.stdout.readline() == "second\n"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    _wait_until_the_database_knows()
    assert len(reviews_moved()) == 1
    assert unreached() is not None
    reached()
    assert {due(one) for one in cases} == {THEN_DUE}
    assert reviews_moved() == sorted(one.pk for one in cases)
    assert unreached() is None
    assert differing() == 0


def _started(words: str) -> subprocess.Popen[str]:
    at = urlsplit(os.environ["HANDRAIL_ZONE_URL"])._replace(path=f"/{connections['default'].settings_dict['NAME']}")
    named = {"DJANGO_SETTINGS_MODULE": "handrail.service.web.settings", "HANDRAIL_ZONE_URL": at.geturl()}
    return subprocess.Popen(
        [sys.executable, "-c", words],
        env={**os.environ, **named}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def _wait_until_the_database_knows() -> None:
    """Until the killed process's transaction is gone its folder stays locked; a share lock waits for exactly that."""
    with connection.cursor() as cursor:
        cursor.execute("select folder_id from cases_case for share")
