"""What the scene holds of bodies outside: those who read what they were told, and the Panel at work."""

from __future__ import annotations

import uuid
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.utils import timezone

from handrail.service.access.models import Exclusion, Person, Post
from handrail.service.audit.actions import Job, name_actor
from handrail.service.cases.shutting_out import Named, shut_out
from handrail.service.national_panel.bodies import PANEL, ROLE, enter
from handrail.service.national_panel.models import (
    CaseJoined,
    Conflict,
    DocketItem,
    Interest,
    Member,
    NationalCriterion,
    NationalStep,
    PanelDecision,
    PanelMeeting,
    PanelReport,
    Present,
    PublishedFinding,
    Told,
)
from handrail.service.partnerships.models import Body, Kind
from tests.rooms.cast import employ

if TYPE_CHECKING:
    from tests.house.scene import Scene


def outside_readers(scene: Scene) -> dict[str, tuple[Body, Body]]:
    """For a reader outside, "own" is somebody of the Panel's, and "asked" the partnership's scrutineer,
    and "ended" a member of its overview panel."""
    panel = Body.objects.get(pk=PANEL.key)
    scrutineer = Body.objects.create(kind=Kind.SCRUTINEER, name="Dr Isolde Farsight")
    overview = Body.objects.get(kind=Kind.OVERVIEW_PANEL, name="The Overview Panel of the Vale")
    return {
        "own": (panel, panel), "asked": (scrutineer, scene.cast.partnership),
        "ended": (overview, scene.cast.partnership),
    }  # fmt: skip


def the_panel_at_work(scene: Scene) -> None:
    """A meeting that was held, with one item decided and one not yet, and a meeting to come."""
    name_actor(Job("tests"))
    panel, today, by = enter(PANEL, by=Job("tests")), timezone.localdate(), scene.cast["coordinator"]
    told = Told.objects.get(mark__folder=scene.case.pk, to=Told.To.PANEL, what=Told.What.RAPID_REVIEW)
    member = Member.objects.create(
        panel=panel, name="Edith Fairweather", office=Member.Office.CHAIR, appointed_by_name="The Secretary of State",
        from_on=today - timedelta(days=400), recorded_by=by,
    )  # fmt: skip
    interest = Interest.objects.create(
        member=member, body=scene.cast.partnership, what="Advised it.", declared_on=today, recorded_by=by
    )
    plan = partial(PanelMeeting.objects.create, panel=panel, place="Sanctuary Buildings", planned_by=by)
    coming, held = plan(on=today + timedelta(days=7)), plan(on=today, held_at=timezone.now())
    Present.objects.create(meeting=held, member=member)
    put = partial(
        DocketItem.objects.create, meeting=held, what=told.what, told_on=told.told_on, partnership=told.partnership,
        authority=told.authority, put_on_by=by,
    )  # fmt: skip
    waiting, decided = put(told=told.pk, place=1), put(told=uuid.uuid4(), place=2)
    holding = put(told=told.pk, place=1, meeting=plan(on=today, held_at=timezone.now()))
    Conflict.objects.create(item=waiting, member=member, stands_aside=False, words="Long ago.", recorded_by=by)
    decision = PanelDecision.objects.create(
        item=decided, national=PanelDecision.National.NOT_HOLD, national_reasons="Nothing new.",
        view=PanelDecision.View.AGREES, view_reasons="Well argued.", decided_on=today, recorded_by=by,
    )  # fmt: skip
    NationalCriterion.objects.create(
        decision=decision, decides="national_review", criterion="national_themes", says="Themes recur.",
        source="The regulations, regulation 3(c)", use="consider", seen="text", answer="no", reasons="Not here.",
    )  # fmt: skip
    PublishedFinding.objects.get_or_create(
        address="reviews/0a1b2c3d4e", version=1, place=1,
        defaults={
            "title": "Child Q", "publisher": str(scene.cast.partnership), "published_on": today,
            "words": "Calls were logged and nobody compared them.",
        },
    )  # fmt: skip
    name_actor(scene.cast["coordinator"])
    for name in ("give_again", "release", "take_up_again"):
        scene.at[f"national_panel:{name}"] = {"item_id": decided.pk}
    _held_nationally(scene, holding, by)
    said = {"learnt": "Calls are missed.", "written_by": by}
    PanelReport.objects.get_or_create(panel=panel, year=today.year, defaults=said)
    scene.at["national_panel:year_file"] = {"slug": "word"}
    scene.things |= {
        "told_id": told.pk, "member_id": member.pk, "interest_id": interest.pk, "panel_meeting_id": coming.pk,
        "item_id": waiting.pk, "panel_year": today.year,
    }  # fmt: skip


def _held_nationally(scene: Scene, item: DocketItem, by: Person) -> None:
    """A national review that the Panel decided to hold, with its first step."""
    decision = PanelDecision.objects.create(
        item=item, national=PanelDecision.National.HOLD, national_reasons="It recurs.",
        view=PanelDecision.View.AGREES, view_reasons="Well argued.", decided_on=timezone.localdate(), recorded_by=by,
    )  # fmt: skip
    step = NationalStep.objects.create(
        decision=decision, what=NationalStep.What.SELECTED, on=timezone.localdate(), words="Ada Ferrier", recorded_by=by
    )
    other = DocketItem.objects.create(
        meeting=item.meeting, what=item.what, told=uuid.uuid4(), told_on=item.told_on, partnership=item.partnership,
        authority=item.authority, put_on_by=by, place=3,
    )  # fmt: skip
    joined = CaseJoined.objects.create(decision=decision, item=other, why="The same place.", recorded_by=by)
    for name in ("record_step", "join_case"):
        scene.at[f"national_panel:{name}"] = {"item_id": item.pk}
    scene.at["national_panel:take_case_out"] = {"item_id": item.pk, "joined_id": joined.pk}
    scene.at["national_panel:set_step_aside"] = {"item_id": item.pk, "national_step_id": step.pk}


def at_the_panel_and_elsewhere(scene: Scene) -> Person:
    """A coordinator whom the Panel has given a post as well, and an overview panel one too."""
    person = employ("Petronel Twopost", "coordinator", scene.cast.partnership, scene.cast.partnership)
    Post.objects.create(person=person, role=ROLE, body_id=PANEL.key, partnership_id=PANEL.key)
    for panel in Body.objects.filter(kind=Kind.OVERVIEW_PANEL, name="The Overview Panel of the Vale"):
        Post.objects.create(person=person, role=ROLE, body=panel, partnership=panel)
    return person


def at_the_panel_and_shut_out(scene: Scene) -> Person:
    panel = Body.objects.get(pk=PANEL.key)
    person = employ("Shirley Asideman", ROLE, panel, panel)
    by = scene.cast["coordinator"]
    name_actor(by)
    shut_out(scene.case, Named((person.name,), (), Exclusion.Stands.RELATIVE), why="Kin", by=by)
    return person


def scrutineer_shut_out(scene: Scene) -> Person:
    person = employ("Sibyl Kinsman", ROLE, scene.visitor(ROLE, "asked").posts_today[0].body, scene.cast.partnership)
    by = scene.cast["coordinator"]
    name_actor(by)
    shut_out(scene.case, Named((person.name,), (), Exclusion.Stands.RELATIVE), why="Kin", by=by)
    return person
