"""What chronologies have in the scene: lines of an agency whose time runs, and of one whose time has ended."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from handrail.service.access.practitioners import Practitioner
from handrail.service.audit.actions import name_actor
from handrail.service.chronologies.actions import delivering, weighing, writing
from handrail.service.chronologies.actions.asking import Scope, begin
from handrail.service.chronologies.models import Chronology, Delivery, Line, Unread
from handrail.service.chronologies.reading.values import When
from handrail.service.partnerships.models import Body
from handrail.service.requests.models import Request
from handrail.service.requests.naming import Named, ask_practitioner

if TYPE_CHECKING:
    from tests.house.scene import Scene

CSV = b"Date from,What happened\n12 March 2019,Home visit\nnever,Nothing\n"
OF_ITS_OWN = (
    "ours", "give_file", "file", "stop", "to_mend", "mend", "leave_out", "write", "change_line", "take_out", "copy",
    "send",
)  # fmt: skip


def chronologies_asked_for(scene: Scene) -> None:
    """As the coordinator, who takes in what came by another way."""
    cast, case, coordinator = scene.cast, scene.case, scene.cast["coordinator"]
    scope = Scope("rapid review", str(scene.things["incident_id"]), "The first year", None, None, 28)
    chronology = begin(case, scope, by=coordinator)
    running = _part(scene, chronology, cast.trust)
    first = Line.objects.get(pk=running["line_id"])
    second = Line.objects.get(pk=_part(scene, chronology, cast.school)["line_id"])
    Line.objects.filter(pk__in=[first.pk, second.pk]).update(sent_at=timezone.now())
    weighing.mark(first, why="The first sign", by=coordinator)
    tied = weighing.tie(first, second, by=coordinator)
    scene.things |= {
        "chronology_id": chronology.pk, "line_id": first.pk, "tie_id": tied.pk,
        "delivery_id": running["delivery_id"], "unread_id": running["unread_id"],
    }  # fmt: skip
    scene.of_requests |= {"asked": running["request_id"], "ended": second.request_id}


def asked_for_lines_by_code(scene: Scene) -> Practitioner:
    """Somebody without an account, asked for the chronology that the hospital is asked for."""
    asked = Request.objects.get(pk=scene.of_requests["asked"])
    name_actor(scene.cast["coordinator"])
    named = Named("Sorrel Finch", "s.finch@finch.example", "Rang the ward.")
    return ask_practitioner(asked, named, by=scene.cast["coordinator"])


def _part(scene: Scene, chronology: Chronology, body: Body) -> dict[str, Any]:
    """A request to one body, with a file, a row to be mended and a line."""
    coordinator = scene.cast["coordinator"]
    asked = Request.objects.create(
        case=scene.case, body=body, of=Request.Of.CHRONOLOGY, about=str(chronology.pk), children_named="Wren",
        what="A chronology.", due_on=timezone.localdate() + timedelta(days=3), recorded_by=coordinator,
    )  # fmt: skip
    delivery = delivering.deliver(asked, "lines.csv", CSV, how=Delivery.How.ADD, by=coordinator)
    day = date(2019, 3, 14)
    words = writing.Words(When(day, day), "Wren Fairlight", "The file", f"Seen by {body}")
    line = writing.write_line(asked, words, by=coordinator)
    unread = Unread.objects.get(delivery=delivery)
    return {"request_id": asked.pk, "delivery_id": delivery.pk, "unread_id": unread.pk, "line_id": line.pk}
