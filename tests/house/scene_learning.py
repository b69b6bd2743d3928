"""What the scene holds of learning: a finding, a recommendation put to two bodies, and all that hangs on it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from handrail.service.access.models import Grant
from handrail.service.access.roles import RECOMMENDED
from handrail.service.audit.actions import name_actor
from handrail.service.learning.actions.briefings import begin_briefing, send_briefing
from handrail.service.learning.actions.lineage import say_same
from handrail.service.learning.actions.recommending import Found, Whence, Whom, recommend, record_finding
from handrail.service.learning.actions.reports import read_report
from handrail.service.learning.models import Addressee, Briefing, DayMoved, Evidence, ReAudit, Recommendation

if TYPE_CHECKING:
    from tests.house.scene import Scene

today = timezone.localdate


def learning_of(scene: Scene) -> None:
    """The trust still holds the key to what is recommended to it; the school's has ended."""
    cast, case, coordinator = scene.cast, scene.case, scene.cast["coordinator"]
    name_actor(coordinator)
    whence = Whence("A rapid review")
    found = Found("improvement", "Nobody rang back", "A call was missed.", "One line for all.", "", "", today())
    finding = record_finding(case, found, whence=whence, by=coordinator)
    to = [Whom(Addressee.To.BODY, cast.trust), Whom(Addressee.To.BODY, cast.school)]
    due_on = today() + timedelta(days=30)
    made = recommend(
        case, text="Ring back within the day.", made_on=today(), whence=whence, findings=[finding], to=to,
        due_on=due_on, by=coordinator,
    )  # fmt: skip
    earlier = recommend(
        case,
        text="Ring back.",
        made_on=today() - timedelta(days=900),
        whence=Whence("An earlier review"),
        by=coordinator,
    )
    same = say_same(made, earlier, why="", by=coordinator)
    Grant.objects.filter(folder=case.folder, body=cast.school, opens=RECOMMENDED).update(until_at=timezone.now())
    put, ended = (Addressee.objects.get(recommendation=made, body=body) for body in (cast.trust, cast.school))
    done = Addressee.objects.create(
        case=case, recommendation=made, to=Addressee.To.OUTSIDE, name="A club", recorded_by=coordinator,
        carried_out_on=today(),
    )  # fmt: skip
    again = ReAudit.objects.create(addressee=done, due_on=due_on, planned_by=coordinator)
    DayMoved.objects.create(addressee=put, before=today(), after=due_on, why="Later", moved_by=coordinator)
    shown = Evidence.objects.create(
        addressee=put, of="action", kind="audit", text="Calls were counted.", seen_on=today(), written_by=coordinator
    )
    text = b"Recommendations\n1. Ring back.\n2. Listen.\n"
    report = read_report(case, name="report.txt", content=text, title="A report", published_on=today(), by=coordinator)
    briefing = begin_briefing(case, title="Ring back", findings=[finding], recommendations=[made], by=coordinator)
    (copy,) = send_briefing(briefing, [cast.trust], by=coordinator)
    scene.things |= {
        "briefing_id": briefing.pk, "copy_id": copy.pk, "report_id": report.pk, "finding_id": finding.pk,
        "recommendation_id": made.pk, "same_id": same.pk, "addressee_id": put.pk, "ended_addressee_id": ended.pk,
        "done_addressee_id": done.pk, "re_audit_id": again.pk,
        "evidence_id": shown.pk,
    }  # fmt: skip


def in_other_states(scene: Scene) -> dict[str, dict[str, object]]:
    things = scene.things
    return {
        "learning:re_audit": {"addressee_id": things["done_addressee_id"]},
        "learning:move_re_audit": {"addressee_id": things["done_addressee_id"]},
        "learning:set_re_audit_aside": {"addressee_id": things["done_addressee_id"]},
        "learning:briefing_file": {"slug": "word"},
    }


def rows_of_learning(scene: Scene) -> dict[str, dict[str, object]]:
    """What a row needs beyond the least, by model."""
    put = Addressee.objects.get(pk=scene.things["addressee_id"])
    assert Recommendation.objects.exists()
    return {
        "learning.Answer": {"addressee": put},
        "learning.Evidence": {"addressee": put, "of": "action"},
        "learning.ReAudit": {"addressee": put},
        "learning.BriefingRead": {
            "briefing": Briefing.objects.get(pk=scene.things["briefing_id"]),
            "case": scene.case,
            "person": scene.cast["deputy coordinator"],
        },
    }
