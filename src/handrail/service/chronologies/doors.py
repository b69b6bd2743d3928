"""Who reads what: those who review the whole, and each agency its own lines and nobody else's.

An agency's part has two doors, with the same pages behind them: for its own people, and for one practitioner by a code.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.models import Writer
from handrail.service.access.practitioners import Practitioner
from handrail.service.cases.doors import open_folder
from handrail.service.cases.models import Case
from handrail.service.chronologies.facts import OPENS
from handrail.service.chronologies.models import Chronology, Delivery, Line, Tie, Unread
from handrail.service.requests.doors import open_request
from handrail.service.requests.doors_by_code import by_code
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
    """One agency's part, for its own people, for a practitioner of its by a code, or for the coordinator who takes in
    what came by another way."""

    asked: Request
    chronology: Chronology
    answers: bool
    by: Writer

    @property
    def practitioner(self) -> Practitioner | None:
        """Whoever has it open by a code: to them no address names the folder."""
        return self.by if isinstance(self.by, Practitioner) else None

    @property
    def called(self) -> str:
        """What its pages say they belong to. Whoever comes by a code is not told the folder's reference."""
        form = self.practitioner
        return f"Form {form.number_in_words}" if form else self.asked.case.reference

    def at(self, page: str, **more: uuid.UUID) -> str:
        """The address of a page of this part."""
        if self.practitioner is not None:
            return reverse(f"chronologies:form_{page}", kwargs=more)
        if page == "template":
            return reverse("chronologies:template")
        here = {"case_id": self.asked.case_id, "request_id": self.asked.pk}
        return reverse(f"chronologies:{page}", kwargs={**here, **more})


Page = Callable[..., HttpResponse]


def by_agency(page: Page) -> Page:
    """A page of an agency's part, for those who are signed in."""

    @signed_in
    @wraps(page)
    def view(request: HttpRequest, /, *, case_id: uuid.UUID, request_id: uuid.UUID, **more: uuid.UUID) -> HttpResponse:
        seen = open_request(request, case_id, request_id)
        if seen.asked.of != Request.Of.CHRONOLOGY or not (seen.answers or seen.asks):
            raise Http404
        return page(request, _part(seen.asked, seen.answers, person_of(request)), **more)

    return view


def by_practitioner(page: Page) -> Page:
    """The same page, for whoever has the chronology open by a code."""

    @by_code
    @wraps(page)
    def view(request: HttpRequest, asked: Request, practitioner: Practitioner, /, **more: uuid.UUID) -> HttpResponse:
        if asked.of != Request.Of.CHRONOLOGY:
            return redirect("requests:form_asked")
        return page(request, _part(asked, True, practitioner), **more)

    return view


def _part(asked: Request, answers: bool, by: Writer) -> Ours:
    return Ours(asked, Chronology.objects.get(pk=asked.about), answers, by)


def own_line(ours: Ours, line_id: uuid.UUID) -> Line:
    line = Line.objects.filter(request=ours.asked, pk=line_id).select_related("request", "delivery").first()
    if line is None:
        raise Http404
    return line


def own_delivery(ours: Ours, delivery_id: uuid.UUID) -> Delivery:
    found = Delivery.objects.filter(request=ours.asked, pk=delivery_id).select_related(
        "document", "request", "added_by", "added_by_practitioner__body"
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
