"""What belongs to a day is written once on that day, whenever the worker comes to it."""

from __future__ import annotations

from datetime import date

import pytest
from django.apps import apps
from django.utils.module_loading import import_string

from handrail.service.audit import actions as audit
from handrail.service.outbox import rounds
from handrail.service.outbox.models import DailyRound, Message
from handrail.service.outbox.sending import OUTBOX
from tests.rooms.cast import Cast

TODAY = date(2026, 6, 1)
HERE = "tests.rooms.outbox.test_rounds"


def writes(today: date) -> int:
    message = Message.objects.create(to="a@wendvalley.example", subject=str(today), text="", kind="test")
    audit.record(OUTBOX, "wrote a message", message)
    return 1


def fails(today: date) -> int:
    writes(today)
    raise RuntimeError("the round stumbled")


@pytest.fixture
def of_outbox(monkeypatch: pytest.MonkeyPatch) -> None:
    """The outbox's own rounds for the length of a test, and those of no other room."""
    monkeypatch.setattr(rounds, "rounds", lambda: iter((f"{HERE}.fails", f"{HERE}.writes")))


def test_a_round_is_made_once_a_day_however_often_the_worker_goes_round(cast: Cast) -> None:
    for _ in range(3):
        rounds.make_round(f"{HERE}.writes", TODAY)
    assert Message.objects.count() == 1
    rounds.make_round(f"{HERE}.writes", date(2026, 6, 2))
    assert Message.objects.count() == 2
    assert [line.wrote for line in DailyRound.objects.all()] == [1, 1]


def test_a_round_that_fails_leaves_nothing_behind_and_keeps_no_other_back(
    cast: Cast, of_outbox: None, caplog: pytest.LogCaptureFixture
) -> None:
    rounds.make_daily_rounds(TODAY)
    assert Message.objects.count() == 1
    assert [line.of for line in DailyRound.objects.all()] == [f"{HERE}.writes"]
    assert "tried again in a minute" in caplog.text


def test_every_round_that_a_room_names_can_be_called() -> None:
    named = list(rounds.rounds())
    assert "handrail.service.cases.digest.write_digests" in named
    assert all(callable(import_string(of)) for of in named)


def test_the_worker_goes_round_each_minute() -> None:
    app = apps.get_app_config("procrastinate").app  # type: ignore[attr-defined]
    crons = {periodic.task.name: periodic.cron for periodic in app.periodic_registry.periodic_tasks.values()}
    assert crons["outbox.go_round"] == "* * * * *"
