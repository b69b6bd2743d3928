"""Lists across folders: the incidents one may read or has raised, and those considered and not notified."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.models import Person
from handrail.service.access.roles import CONTRIBUTION
from handrail.service.cases.models import Case
from handrail.service.cases.paging import page_of
from handrail.service.incidents.doors import DECIDE, INCIDENTS
from handrail.service.incidents.forms.start import beginnings_of
from handrail.service.incidents.models import Incident, Notice, Outcome

TO_PANEL = Notice.objects.filter(incident=OuterRef("pk"), to=Notice.To.PANEL, set_aside_at__isnull=True)
LAST_OUTCOME = Outcome.objects.filter(incident=OuterRef("pk")).order_by("-recorded_at", "-pk")


@signed_in
@require_http_methods(["GET"])
def incidents(request: HttpRequest) -> HttpResponse:
    """Those that wait to be taken up, then the rest; and to an agency, those it raised itself."""
    person = person_of(request)
    if not beginnings_of(person):
        raise Http404
    readable = readable_by(person).order_by("-recorded_at")
    waiting = readable.filter(became_aware_on__isnull=True, decided__isnull=True)
    sent = Incident.objects.filter(
        raised_by__in=person.bodies, case__in=Case.objects.visible_to(person, {CONTRIBUTION})
    )
    sent = sent.exclude(pk__in=readable.values("pk")).select_related("case", "authority").order_by("-recorded_at")
    words = {
        "waiting": list(waiting[:50]),
        "shown": page_of(request, readable.exclude(pk__in=waiting.values("pk"))),
        "raised": list(sent[:50]),
        "decisions": dict(Outcome.Decided.choices),
        "TO_NOTIFY": Outcome.Decided.NOTIFY,
        "may_see_log": person.may(DECIDE),
        "reads": readable.exists(),
    }
    return render(request, "incidents/incidents.html", words)


@signed_in
@require_http_methods(["GET"])
def considered(request: HttpRequest) -> HttpResponse:
    """The log of incidents considered and not notified, to be found again when facts change."""
    person = person_of(request)
    if not person.may(DECIDE):
        raise Http404
    found = readable_by(person).filter(decided=Outcome.Decided.NOT_NOTIFIED).order_by("-decided_on")
    return render(request, "incidents/considered.html", {"shown": page_of(request, found)})


def readable_by(person: Person) -> QuerySet[Any, Any]:
    """Incidents this person may read, each with its last decision and the day the Panel was notified."""
    seen = Incident.objects.filter(case__in=Case.objects.visible_to(person, {INCIDENTS}))
    return seen.select_related("case", "authority", "raised_by").annotate(
        panel_on=Subquery(TO_PANEL.values("on")[:1]),
        decided=Subquery(LAST_OUTCOME.values("decided")[:1]),
        decided_on=Subquery(LAST_OUTCOME.values("decided_on")[:1]),
        decided_why=Subquery(LAST_OUTCOME.values("reasons")[:1]),
        decided_by_name=Subquery(LAST_OUTCOME.values("decided_by__name")[:1]),
    )
