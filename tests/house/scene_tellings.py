"""What the scene has of deaths told of by code: the open page, one that was sent and waits, one being written, and
somebody who has just come."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.utils import timezone

from handrail.service.access.practitioners import FormCode, Teller
from handrail.service.records.models import Hold
from handrail.service.tellings.actions.asking import Keeps, set_page
from handrail.service.tellings.models import Telling

if TYPE_CHECKING:
    from tests.house.scene import Scene


def deaths_are_told_of(scene: Scene) -> None:
    cast, now = scene.cast, timezone.now()
    set_page(
        cast.partnership, is_open=True, domains=["wend-hospital.example"], otherwise="Telephone 01632 960100.",
        keeps=Keeps(14, 90, "Retention policy, row 12"), by=cast["coordinator"],
    )  # fmt: skip
    sent = Telling.objects.create(
        teller=_teller(scene, "Rowan Pike", opened_at=now, ended_at=now), partnership=cast.partnership, sent_at=now,
        compared_at=now, alike=[scene.case.pk], answers={"birth": {"born": ["alive"]}},
    )  # fmt: skip
    _teller(scene, "Ash Marl", opened_at=None, ended_at=None)
    scene.things["waiting_id"] = sent.pk
    scene.at |= {"tellings:page": {"slug": "birth"}}


def one_who_writes(scene: Scene) -> Teller:
    """Somebody who came two days ago and has not sent it."""
    held = Teller.objects.filter(full_name="Fern Holt").first()
    if held is None:
        held = _teller(scene, "Fern Holt", opened_at=timezone.now(), ended_at=None, browser=uuid4())
        Teller.objects.filter(pk=held.pk).update(asked_at=timezone.now() - timedelta(days=2))
        Telling.objects.create(teller=held, partnership=scene.cast.partnership, answers={"birth": {"born": ["alive"]}})
    return held


def somebody_asked(scene: Scene) -> None:
    FormCode.objects.create(door="x", place="somewhere", teller=_teller(scene, "Sorrel Dean", ended_at=None))


def nobody_came_back(scene: Scene) -> None:
    somebody_asked(scene)
    Hold.objects.standing().filter(folder__isnull=True).update(
        lifted_at=timezone.now(), lifted_by=scene.cast["coordinator"], lifted_why="The trial is over."
    )
    Teller.objects.filter(full_name="Sorrel Dean").update(asked_at=timezone.now() - timedelta(days=3))


def _teller(scene: Scene, name: str, **given: Any) -> Teller:
    return Teller.objects.create(
        partnership=scene.cast.partnership, full_name=name, job="Paediatrician", employer="Wend Hospital",
        email="somebody@wend-hospital.example", number="12345678", door="of nobody", place="somewhere", **given,
    )  # fmt: skip
