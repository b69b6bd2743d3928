"""What the scene has of child deaths: one in its folder, that an asked agency notified, with something of each kind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from handrail.service.child_deaths.models import Birth, Death
from handrail.service.children.models import Child

if TYPE_CHECKING:
    from tests.house.scene import Scene


def a_child_died(scene: Scene) -> None:
    """Two deaths, so that one can be like the other."""
    cast, case = scene.cast, scene.case
    day = timezone.localdate() - timedelta(days=3)
    make = partial(
        Death.objects.create, case=case, sent_by=cast.trust, born=Birth.ALIVE, died_on=day,
        circumstances="Found in the cot.", recorded_by=cast["coordinator"],
    )  # fmt: skip
    children = [
        Child.objects.create(folder=case.folder, given_names=name, family_name="Fairlight", died_on=day)
        for name in ("Robin", "Robyn")
    ]
    first, second = (make(child=child) for child in children)
    scene.things |= {"death_id": first.pk, "other_death_id": second.pk}


def of_child_deaths(scene: Scene, make: Callable[..., Any]) -> None:
    """The least of each model that hangs on a death. `make` gives a row whatever it needs besides."""
    death, other = scene.things["death_id"], scene.things["other_death_id"]
    for name in ("Notification", "KnownTo", "Correction", "ScopeDecision", "Event", "AnalysisNote", "TimeSpent"):
        make(scene, f"child_deaths.{name}", death_id=death)
    make(scene, "child_deaths.Likeness", first_id=death, second_id=other)
    make(scene, "child_deaths.Joining", goes_on_id=death, superseded_id=other)
    decision = make(scene, "child_deaths.JointDecision", death_id=death)
    make(scene, "child_deaths.TriggerConsidered", decision=decision)
    meeting = make(scene, "child_deaths.ReviewMeeting", death_id=death, meeting_id=scene.things["meeting_id"])
    make(scene, "child_deaths.WrittenAccount", review_meeting=meeting)
    situation = make(scene, "child_deaths.Situation", death_id=death)
    for name in ("SituationAnswer", "SituationTold"):
        make(scene, f"child_deaths.{name}", situation=situation)
