"""Who reads what: those who review the whole, and each agency its own lines and nobody else's."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest

from handrail.service.cases.doors import open_folder
from handrail.service.cases.models import Case
from handrail.service.chronologies.facts import OPENS
from handrail.service.chronologies.models import Chronology, Delivery, Line, Tie, Unread
from handrail.service.requests.doors import open_request
from handrail.service.requests.models import Request

WEIGH = "weigh chronologies"


def open_chronologies(request: HttpRequest, case_id: uuid.UUID, *, may: str | None = None) -> Case:
    return open_folder(request, case_id, what=OPENS, may=may)


def open_chronology(
    request: HttpRequest, case_id: uuid.UUID, chronology_id: uuid.UUID, *, may: str | None = None
) -> Chronology:
    """The combined chronology, for those who hold the key to all of the folder, or to its chronologies."""
    case = open_chronologies(request, case_id, may=may)
    found = Chronology.objects.filter(case=case, pk=chronology_id).first()
    if found is None:
        raise Http404
    found.case = case
    return found


def open_line(
    request: HttpRequest, case_id: uuid.UUID, chronology_id: uuid.UUID, line_id: uuid.UUID, *, may: str | None = None
) -> Line:
    """A line that its agency has sent, whether it still stands or was corrected since."""
    chronology = open_chronology(request, case_id, chronology_id, may=may)
    lines = Line.objects.filter(chronology=chronology, pk=line_id).sent()
    line = lines.select_related("body", "delivery", "written_by", "corrects").first()
    if line is None:
        raise Http404
    line.chronology = chronology
    return line


def open_tie(
    request: HttpRequest, case_id: uuid.UUID, chronology_id: uuid.UUID, tie_id: uuid.UUID, *, may: str | None = None
) -> Tie:
    chronology = open_chronology(request, case_id, chronology_id, may=may)
    ties = Tie.objects.filter(chronology=chronology, pk=tie_id)
    tie = ties.select_related("first__body", "second__body", "first__delivery", "second__delivery",
                              "decided_by").first()  # fmt: skip
    if tie is None:
        raise Http404
    tie.chronology = chronology
    return tie


@dataclass(frozen=True)
class Ours:
    """One agency's part, for its own people, or for the coordinator who takes in what came by another way."""

    asked: Request
    chronology: Chronology
    answers: bool

    @property
    def here(self) -> dict[str, Any]:
        return {"case_id": self.asked.case_id, "request_id": self.asked.pk}


def contributing(request: HttpRequest, case_id: uuid.UUID, request_id: uuid.UUID) -> Ours:
    seen = open_request(request, case_id, request_id)
    if seen.asked.of != Request.Of.CHRONOLOGY or not (seen.answers or seen.asks):
        raise Http404
    return Ours(seen.asked, Chronology.objects.get(pk=seen.asked.about), seen.answers)


def own_line(ours: Ours, line_id: uuid.UUID) -> Line:
    line = Line.objects.filter(request=ours.asked, pk=line_id).select_related("request", "delivery").first()
    if line is None:
        raise Http404
    return line


def own_delivery(ours: Ours, delivery_id: uuid.UUID) -> Delivery:
    found = Delivery.objects.filter(request=ours.asked, pk=delivery_id).select_related(
        "document", "request", "added_by"
    )
    delivery = found.first()
    if delivery is None:
        raise Http404
    return delivery


def own_row(ours: Ours, unread_id: uuid.UUID) -> Unread:
    """A row that still waits to be mended."""
    rows = Unread.objects.filter(delivery__request=ours.asked, pk=unread_id, delivery__cancelled_at__isnull=True)
    row = rows.select_related("delivery__request", "delivery").first()
    if row is None:
        raise Http404
    return row
