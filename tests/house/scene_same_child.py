"""What the scene has of a child who may be in two folders: a pair that waits, and one that was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from handrail.service.cases.models import Join
from handrail.service.children.models import Child
from handrail.service.same_child.models import Resemblance

if TYPE_CHECKING:
    from tests.house.scene import Scene


def a_child_in_two_folders(scene: Scene) -> dict[str, dict[str, Any]]:
    """Once the folder is joined to another. Gives where an address needs the pair that was decided."""
    other = Join.objects.get(pk=scene.things["join_id"]).second
    keys = [_pair(scene, given_names, other.pk).pk for given_names in ("Perrin", "Pella")]
    by = scene.cast["coordinator"]
    Resemblance.objects.filter(pk=keys[1]).update(
        decided=Resemblance.Decided.SAME, reasons="One number", decided_by=by, decided_at=timezone.now()
    )
    scene.things["resemblance_id"] = keys[0]
    return {"same_child:undo": {"resemblance_id": keys[1]}}


def _pair(scene: Scene, given_names: str, other: Any) -> Resemblance:
    children = [
        Child.objects.create(
            folder_id=folder, given_names=given_names, family_name="Underway", compared_at=timezone.now()
        )
        for folder in (scene.case.pk, other)
    ]
    first, second = sorted(children, key=lambda one: one.pk)
    return Resemblance.objects.create(
        first=first, second=second, first_folder_id=first.folder_id, second_folder_id=second.folder_id, likely=True,
        says=["The same first name and surname"], but=[],
    )  # fmt: skip
