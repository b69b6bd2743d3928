"""The public reads the arrangements that are in force beside those that are to begin, until they do."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import time_machine
from django.utils import timezone

from handrail.public.bundle import Document
from handrail.public.pdf import pdf_of
from handrail.service.arrangements import actions as act
from handrail.service.arrangements.models import Arrangements
from handrail.service.audit.actions import Job, name_actor
from handrail.service.publication.bundle import released
from handrail.service.publication.rounds import arranged
from tests.rooms.arrangements.complete import drafted, published
from tests.rooms.cast import Cast

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)


def a_later_one(cast: Cast, begins_in: int) -> Arrangements:
    draft = drafted(cast, f"In {begins_in} days")
    day = timezone.localdate() + timedelta(days=begins_in)
    act.set_first_day(draft, title=draft.title, begins_on=day, changed_why="As agreed.", by=cast["coordinator"])
    return published(cast, draft)


def read() -> dict[str, Any]:
    name_actor(Job("tests"))
    (standing,) = released()
    Document.model_validate_json(standing.document)
    told: dict[str, Any] = json.loads(standing.document)
    return told


def test_what_is_in_force_is_read_until_the_next_begins_and_the_next_alone_from_its_day(cast: Cast) -> None:
    with time_machine.travel(NOW, tick=False):
        published(cast)  # it begins thirty days later
        assert arranged() == 1
        assert read()["arrangements"]["until_then"] == []
    with time_machine.travel(NOW + timedelta(days=31), tick=False):
        a_later_one(cast, 40)
        assert (arranged(), arranged()) == (1, 0)
        told = read()
        assert told["arrangements"]["begins_on"] == "2026-11-11"
        assert [one["begins_on"] for one in told["arrangements"]["until_then"]] == ["2026-10-01"]
        whole = [one["heading"] for one in told["sections"] if one["heading"].startswith("The arrangements ")]
        assert whole == ["The arrangements until 10 November 2026", "The arrangements from 11 November 2026"]
        assert told["sections"][0]["heading"] == whole[0], "what is in force comes first"
        assert pdf_of(Document.model_validate_json(json.dumps(told)), "https://reports.example/a").startswith(b"%PDF")
    with time_machine.travel(NOW + timedelta(days=71), tick=False):
        assert (arranged(), arranged()) == (1, 0)
        told = read()
        assert (told["version"], told["arrangements"]["until_then"]) == (3, [])
        assert told["revised_on"] == "2026-11-11"
        assert "have been in force since 11 November 2026" in told["revised_why"]
        assert not [one for one in told["sections"] if "until" in one["heading"]]


def test_one_that_is_overtaken_before_its_day_is_not_read_as_what_comes_next(cast: Cast) -> None:
    with time_machine.travel(NOW, tick=False):
        published(cast)
    with time_machine.travel(NOW + timedelta(days=31), tick=False):
        a_later_one(cast, 60)
        a_later_one(cast, 40)
        arranged()
        assert [one["begins_on"] for one in read()["arrangements"]["until_then"]] == ["2026-10-01"]
