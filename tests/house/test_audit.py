"""If what was done or looked at cannot be recorded, nothing is done and nothing is shown."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse

from handrail.service.audit import actions as audit
from handrail.service.cases.models import Note
from tests.rooms.cast import Cast, open_folder_for

CALL = {
    "of": "call", "happened_on_day": "4", "happened_on_month": "3", "happened_on_year": "2019",
    "with_whom": "A ward", "text": "Rang about the family.",
}  # fmt: skip


@pytest.fixture
def coordinator(cast: Cast) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(cast["coordinator"])
    return client


def test_a_folder_is_not_shown_when_the_look_cannot_be_recorded(
    cast: Cast, coordinator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = open_folder_for(cast)
    address = reverse("cases:case", args=[case.pk])
    assert case.reference in coordinator.get(address).content.decode()
    monkeypatch.setattr(audit, "_write", _refuse)
    answer = coordinator.get(address)
    assert answer.status_code == 500
    assert case.reference not in answer.content.decode()


def test_a_note_is_not_kept_when_it_cannot_be_recorded(
    cast: Cast, coordinator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = open_folder_for(cast)
    address = reverse("cases:write_note", args=[case.pk])
    wrote = audit._write

    def refuse_what_is_done(*args: object, looked: bool, **more: object) -> None:
        if not looked:
            _refuse()
        wrote(*args, looked=looked, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(audit, "_write", refuse_what_is_done)
    answer = coordinator.post(address, CALL)
    assert answer.status_code == 500, answer.content.decode()
    assert not Note.objects.exists()


def test_a_unit_of_work_that_names_nobody_writes_no_audit(cast: Cast) -> None:
    case = open_folder_for(cast)
    with connection.cursor() as cursor:
        cursor.execute("select set_config('handrail.actor', '', true)")
    with pytest.raises(DatabaseError, match="no actor is named"):
        audit.record(None, "did something", case)


def _refuse(*_: object, **__: object) -> None:
    raise DatabaseError("the audit is full")
