"""What the scene has of child deaths: one in its folder, that an asked agency notified, with something of each kind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from handrail.service.audit.actions import name_actor
from handrail.service.cases.drafts import begin_draft
from handrail.service.cases.follow import follow
from handrail.service.child_deaths.models import (
    Birth,
    BroughtFile,
    Death,
    Event,
    Joining,
    KnownTo,
    Likeness,
    Matching,
    Notification,
    ReviewMeeting,
    Situation,
    TimeSpent,
    WrittenAccount,
)
from handrail.service.children.models import Child
from tests.house.scene_same_child import a_child_in_two_folders

if TYPE_CHECKING:
    from tests.house.scene import Scene

COLUMNS = {
    "case id": "reference", "dod": "day of death", "gender": "sex", "narrative": "circumstances",
    "notification date": "notified on", "referrer": "notified by", "nhs no": "nhs number", "shoe size": "-",
}  # fmt: skip


def a_child_died(scene: Scene) -> None:
    """Two deaths that are alike, one with a review meeting, an absentee, a situation and a coroner's step."""
    cast, case, by = scene.cast, scene.case, scene.cast["coordinator"]
    day = timezone.localdate() - timedelta(days=3)
    make = partial(
        Death.objects.create, case=case, sent_by=cast.trust, born=Birth.ALIVE, died_on=day,
        circumstances="Found in the cot.", recorded_by=by,
    )  # fmt: skip
    children = [
        Child.objects.create(folder=case.folder, given_names=name, family_name="Fairlight", died_on=day)
        for name in ("Yarra", "Yarrow", "Yaffle")
    ]
    first, second, third = (make(child=child) for child in children)
    alike = Likeness.objects.create(first=first, second=second, how=Likeness.How.NAME_AND_DAYS)
    joining = Joining.objects.create(goes_on=first, superseded=third, why="One death", joined_by=by)
    known = KnownTo.objects.create(death=first, name="A health visitor", added_by=by)
    event = Event.objects.create(death=first, kind="coroner_told_of_death", on=day, recorded_by=by)
    situation = Situation.objects.create(death=first, key="special_overseas", edition="2018", recorded_by=by)
    spent = TimeSpent.objects.create(
        death=first, step="notification", minutes=20, on=day, by_name="Cora Ordway", recorded_by=by
    )
    told = Notification.objects.create(death=first, on=day, by_name="A ward", recorded_by=by)
    name_actor(cast["notifier"])
    draft = begin_draft("child death", body=cast.council, partnership=cast.partnership, by=cast["notifier"])
    name_actor(by)
    for death in (first, second, third):
        follow(death)
    scene.things |= {
        "death_id": first.pk, "other_death_id": second.pk, "likeness_id": alike.pk, "joining_id": joining.pk,
        "known_to_id": known.pk, "event_id": event.pk, "situation_id": situation.pk, "time_id": spent.pk,
        "death_draft_id": draft.pk, "notification_id": told.pk,
    }  # fmt: skip
    a_file_is_being_brought_in(scene)


def a_file_is_being_brought_in(scene: Scene) -> None:
    """Its columns and words are said, and the columns kept for the next."""
    cast, by = scene.cast, scene.cast["coordinator"]
    kept, _ = Matching.objects.get_or_create(  # one for the whole area, however many folders a scene has
        partnership=cast.partnership,
        name="The old system",
        defaults={"columns": COLUMNS, "words": {"sex": {"f": "female"}}, "kept_by": by},
    )
    line = ("A1", "20/05/2024", "F", "Ill.", "21/05/2024", "A nurse", "999 000 1235", "3")
    file = BroughtFile.objects.create(
        partnership=cast.partnership, authority=cast.council, name="old-system.csv", sheet=0, line=1, sent_in_by=by,
        held=f"{','.join(COLUMNS)}\n{','.join(line)}\n".encode(), columns=COLUMNS, words=kept.words, read_as=kept,
    )  # fmt: skip
    scene.things |= {"brought_id": file.pk, "matching_id": kept.pk}


def the_file_is_theirs(scene: Scene) -> None:
    """Whoever sent a file in is the only one who sees it: here, the coordinator who comes to it."""
    theirs = scene.visitors["coordinator", "own"]
    BroughtFile.objects.filter(pk=scene.things["brought_id"]).update(sent_in_by=theirs)


def a_review_meeting(scene: Scene) -> None:
    """Once the folder's meetings are there."""
    death = Death.objects.get(pk=scene.things["death_id"])
    by = scene.cast["coordinator"]
    meeting = ReviewMeeting.objects.create(
        death=death, meeting_id=scene.things["held_id"], kind=ReviewMeeting.Kind.MORTALITY, recorded_by=by
    )
    account = WrittenAccount.objects.create(
        review_meeting=meeting, name="Somebody", absence_known_on=death.died_on, recorded_by=by
    )
    scene.things |= {"review_meeting_id": meeting.pk, "absentee_id": account.pk}


def in_states_of_deaths(scene: Scene) -> dict[str, dict[str, Any]]:
    things = scene.things
    draft = {"draft_id": things["death_draft_id"]}
    return {
        "child_deaths:notify_page": {**draft, "slug": "birth"},
        **{f"child_deaths:{name}": draft for name in ("add_mine", "check", "discard", "restore")},
        "child_deaths:correct": {"slug": "place"},
        "child_deaths:record_event": {"happening": "inquest-completed"},
        "child_deaths:tell": {"slug": "coroner"},
        "child_deaths:take_telling_back": {"slug": "coroner"},
        **a_child_in_two_folders(scene),
    }


def of_child_deaths(scene: Scene, make: Callable[..., Any]) -> None:
    """The least of each model that hangs on a death. `make` gives a row whatever it needs besides."""
    death = scene.things["death_id"]
    for name in ("Correction", "ScopeDecision", "DraftAnalysis"):
        make(scene, f"child_deaths.{name}", death_id=death)
    decision = make(scene, "child_deaths.JointDecision", death_id=death)
    make(scene, "child_deaths.TriggerConsidered", decision=decision)
    for name in ("SituationAnswer", "SituationTold"):
        make(scene, f"child_deaths.{name}", situation_id=scene.things["situation_id"])
