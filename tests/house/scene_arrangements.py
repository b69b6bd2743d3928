"""What the scene has of arrangements: a draft with a line of each sort, and two schools of the area."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from handrail.service.arrangements.actions import begin
from handrail.service.arrangements.models import Arrangements, Partner, School
from handrail.service.audit.actions import name_actor
from tests.house.scene_money import a_year_of_money, rows_of_money

if TYPE_CHECKING:
    from tests.house.scene import Scene


def arrangements_are_drafted(scene: Scene) -> None:
    """The partnership's one draft, also where two folders are looked at side by side."""
    cast = scene.cast
    name_actor(cast["coordinator"])
    draft = Arrangements.objects.filter(partnership=cast.partnership).first()
    draft = draft or begin(cast.partnership, title="Yearly revision", by=cast["coordinator"])
    schools = [
        School.objects.get_or_create(
            partnership=cast.partnership, urn=urn, defaults={"authority": cast.council, "name": "Otter Lane Primary"}
        )[0]
        for urn in ("100001", "100002")
    ]
    partner = Partner.objects.get(arrangements=draft, body=cast.council)
    scene.things |= {
        "arrangements_id": draft.pk, "of_list": "published_arrangements", "item": "voices", "sort": "partner",
        "said_id": partner.pk, "school_id": schools[0].pk, "other_school_id": schools[1].pk,
    }  # fmt: skip
    a_year_of_money(scene)


def rows_of_arrangements(scene: Scene, make: Callable[..., Any]) -> None:
    cast = scene.cast
    draft = Arrangements.objects.get(pk=scene.things["arrangements_id"])
    make(scene, "arrangements.Agreement", arrangements=draft, body=cast.council)
    make(scene, "arrangements.Agency", arrangements=draft, body=cast.trust)
    for name in ("Named", "Section", "Level"):
        make(scene, f"arrangements.{name}", arrangements=draft)
    for name in ("Way", "SchoolsLoaded"):
        make(scene, f"arrangements.{name}", partnership=cast.partnership)
    make(scene, "arrangements.Attempt", school_id=scene.things["school_id"])
    rows_of_money(scene, make)
