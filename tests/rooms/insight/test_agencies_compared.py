"""Which relevant agencies areas chose: from the newest published arrangements of each, and of no other area."""

from __future__ import annotations

import json
import uuid
from datetime import date

from django.test import Client

from handrail.service.audit.actions import Job, name_actor
from handrail.service.insight import choosing
from handrail.service.publication.models import Release, Withdrawal
from tests.rooms.cast import Cast


def published(address: str, number: int, name: str, *agencies: tuple[str, str, str]) -> None:
    name_actor(Job("tests"))
    lines = [{"body": {"name": body, "category": entry}, "why": why} for body, entry, why in agencies]
    document = {
        "publisher": {"name": name}, "arrangements": {"begins_on": "2026-04-01", "relevant_agencies": lines}
    }  # fmt: skip
    Release.objects.create(
        publication_key=uuid.uuid4(), address=address, kind="arrangements", number=number, sha256="0" * 64,
        document=json.dumps(document), published_on=date(2026, 4, 1),
    )  # fmt: skip


def test_areas_stand_side_by_side_by_the_entries_of_the_list(cast: Cast, client: Client) -> None:
    published("arrangements/a", 1, "Wend Valley", ("An old choice", "charity", "Then."))
    published("arrangements/a", 2, "Wend Valley", ("Wend Trust", "NHS trust", "Sees every injured child."))
    published("arrangements/b", 1, "Farrowdale", ("Dale Trust", "NHS trust", "Runs both wards."), ("A club", "", ""))
    published("arrangements/c", 1, "Gone", ("A port", "port police", "A harbour."))
    Withdrawal.objects.create(
        address="arrangements/c", kind="arrangements", on=date(2026, 5, 1), reason="It named a child.",
        withdrawn_by=cast["coordinator"],
    )  # fmt: skip
    areas = choosing.areas()
    assert [area.name for area in areas] == ["Farrowdale", "Wend Valley"]
    chosen = {entry.title: entry.areas for entry in choosing.compared(areas) if entry.areas}
    assert chosen == {"NHS trust": 2, choosing.NO_ENTRY: 1}
    client.force_login(cast["coordinator"])
    said = client.get("/agencies-compared/").content.decode()
    assert "Sees every injured child." in said
    assert "An old choice" not in said
    assert "1 of 2" in said, "a row for each entry, with how many chose it, however many areas there are"
    assert said.count('<th scope="col"') == 3
    assert "Port police" in said or "port police" in said  # among what nobody here chose
