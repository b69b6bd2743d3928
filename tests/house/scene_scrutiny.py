"""What the scene has of scrutiny: a scrutineer, a plan with one piece done and one to do, a finding, an indicator."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from handrail.service.audit.actions import Job, name_actor
from handrail.service.partnerships.models import Body, Kind
from handrail.service.scrutiny.actions import activities, indicators, inspections, scrutineers
from handrail.service.scrutiny.models import Activity, Area, Indicator, Plan, Reading, Scrutineer, Use
from tests.house.scene_rounds import a_round

if TYPE_CHECKING:
    from tests.house.scene import Scene


def something_scrutinised(scene: Scene) -> None:
    """The partnership's own, also where two folders are looked at side by side."""
    partnership, by, today = scene.cast.partnership, scene.cast["coordinator"], timezone.localdate()
    name_actor(by)
    if not Scrutineer.objects.filter(partnership=partnership).exists():
        _scrutinised(scene)
    who = Scrutineer.objects.get(partnership=partnership)
    plan = Plan.objects.get(partnership=partnership)
    done, open_ = (Activity.objects.get(plan=plan, done_on__isnull=answer) for answer in (False, True))
    new, answered = done.findings.order_by("recorded_at")
    scene.things |= {
        "scrutineer_id": who.pk, "scrutiny_plan_id": plan.pk, "activity_id": open_.pk, "found_id": new.pk,
        "indicator_id": Indicator.objects.get(partnership=partnership).pk,
        "use_id": Use.objects.get(indicator__partnership=partnership).pk, "scrutiny_year": today.year,
    }  # fmt: skip
    scene.at["scrutiny:add_finding"] = {"activity_id": done.pk}
    scene.at["scrutiny:follow_up"] = {"found_id": answered.pk}
    name_actor(Job("tests"))
    Area.objects.get_or_create(code="E10999001", defaults={"level": Area.Level.AUTHORITY, "name": "Wendshire"})
    name_actor(by)
    scene.things["reading_id"] = Reading.objects.get(folder=scene.case.pk).pk
    scene.things["area_code"] = "E10999001"
    a_round(scene)
    _inspected(scene)


def _inspected(scene: Scene) -> None:
    partnership, by, today = scene.cast.partnership, scene.cast["coordinator"], timezone.localdate()
    made = inspections.record_inspection(
        partnership, by_whom="Ofsted", of_what="The front door", of_body=None, began_on=today, by=by
    )
    inspections.record_report(made, published_on=today, judgement="Good", where="", answer_due_on=None, by=by)
    made.refresh_from_db()
    remedy = inspections.add_remedy(
        made, finding="Calls wait.", words="A second line.", body=scene.cast.trust, owner="All", due_on=today, by=by
    )
    scene.things |= {"inspection_id": made.pk, "remedy_id": remedy.pk}


def _scrutinised(scene: Scene) -> None:
    partnership, by, today = scene.cast.partnership, scene.cast["coordinator"], timezone.localdate()
    body = Body.objects.create(kind=Kind.SCRUTINEER, name="Scrutiny by Dr Farsight")
    who = scrutineers.appoint(
        partnership, body, name="Dr Isolde Farsight", appointed_on=today, appointed_by_name="The three partners",
        terms="Twenty days a year.", until_on=None, by=by,
    )  # fmt: skip
    plan = activities.write_plan(
        partnership, today.year, way=Plan.Way.ATTENDS, way_why="To see for themselves.", aims="The front door.", by=by
    )
    one, _ = (
        activities.add_activity(
            plan, who, title=title, question="Is it so?", how="visit", due_on=today + timedelta(days=9), by=by
        )
        for title in ("The front door", "What children say")
    )
    declared = scrutineers.declare(who, ties=(), words="", declared_on=today, by=by)
    assert not declared.ties
    activities.record_done(one, on=today, how="visit", words="Two days there.", by=by)
    for words in ("Calls wait.", "Letters wait."):
        found = activities.record_finding(
            one, kind="improve", words=words, seen_in="The log.", to_body=scene.cast.trust, answer_due_on=today,
            found_on=today, by=by,
        )  # fmt: skip
    activities.answer(
        found, says="accepted", words="We will.", done_by_on=today, answered_on=today, answered_by_name="All three",
        by=by,
    )  # fmt: skip
    tied = scrutineers.declare(who, ties=("worked_here",), words="In 2011.", declared_on=today, by=by)
    assert tied.ties
    indicator = indicators.choose(
        partnership, "re-referrals-percent", outcome="Help lasts", question="Why?", better="lower", on=today, by=by
    )
    indicators.use(indicator, used_for="decision", words="To look.", by_whom="The partners", on=today, by=by)
