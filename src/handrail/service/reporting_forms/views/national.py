"""What leaves for the national database: for one death or a period, with the report of what does not stand yet."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, require, signed_in
from handrail.service.access.grounds import OF_A_DEATH
from handrail.service.access.models import Person, Share
from handrail.service.access.roles import ALL
from handrail.service.access.sharing import share
from handrail.service.audit import actions as audit
from handrail.service.cases.models import Case
from handrail.service.child_deaths.models import Death
from handrail.service.reporting_forms import exports
from handrail.service.reporting_forms.checking import KINDS, report_on
from handrail.service.reporting_forms.doors import SEND_ON, open_death
from handrail.service.reporting_forms.forms import Period
from handrail.service.reporting_forms.national import HELD_OF_DEATH, Record, died_on, record_of

READ_WITH = ("known_to__body", "notifications__body", "joint_decisions", "events", "corrections")
FILES = {"answers": "answers, CSV", "report": "report, CSV", "json": "answers and report, JSON"}


@signed_in
@require_http_methods(["GET"])
def report(request: HttpRequest, case_id: uuid.UUID, death_id: uuid.UUID) -> HttpResponse:
    """What would leave of this death, and what is missing, inconsistent or not confirmed."""
    death = open_death(request, case_id, death_id, may=SEND_ON)
    today = timezone.localdate()
    record = record_of(death, today)
    found = report_on(record, today)
    words = {
        "case": death.case,
        "death": death,
        "record": record,
        "groups": [(kind, [one for one in found if one.kind == kind]) for kind in KINDS],
        "held": [item for item in record.items if item.source == HELD_OF_DEATH],
        "told": len(record.told),
    }
    return render(request, "reporting_forms/report.html", words)


@signed_in
@require_http_methods(["GET"])
def take_out(request: HttpRequest, case_id: uuid.UUID, death_id: uuid.UUID, slug: str) -> HttpResponse:
    """One death as a file. That a copy was taken is recorded as it leaves."""
    death = open_death(request, case_id, death_id, may=SEND_ON)
    record = record_of(death, timezone.localdate())
    _shared(record, person_of(request))
    return _file(slug, slugify(f"{death.case.reference}-national"), [record])


@signed_in
@require_http_methods(["GET"])
def period(request: HttpRequest) -> HttpResponse:
    """The deaths of a period, with how many findings each has."""
    require(person_of(request), SEND_ON)
    form = Period(request.GET or None)
    today = timezone.localdate()
    records = _records(person_of(request), form, today)
    rows = [(one, _counted(one, today)) for one in records]
    words = {"form": form, "rows": rows, "kinds": KINDS, "query": request.GET.urlencode(), "files": FILES}
    return render(request, "reporting_forms/period.html", words)


@signed_in
@require_http_methods(["GET"])
def take_out_period(request: HttpRequest, slug: str) -> HttpResponse:
    """A period as a file."""
    person = person_of(request)
    require(person, SEND_ON)
    form = Period(request.GET or None)
    if not form.is_valid():
        return redirect("reporting_forms:period")
    first, last = form.cleaned_data["first"], form.cleaned_data["last"]
    records = _records(person, form, timezone.localdate())
    for record in records:
        audit.looked(person, "the national data set, as a file of a period", record.death)
        _shared(record, person)
    return _file(slug, f"deaths-{first}-to-{last}-national", records)


def _shared(record: Record, person: Person) -> None:
    """A copy that is taken out is taken out to be sent."""
    share(
        record.death.case.folder, to="The National Child Mortality Database", how=Share.How.SENT,
        what="what the forms say of the death", words="taken out as a file, to be sent", ground=OF_A_DEATH, by=person,
        paper_id=record.death.pk,
    )  # fmt: skip


def _records(person: Person, form: Period, today: date) -> list[Record]:
    """Deaths in folders of the partnerships for which this person may send data, and which they may open whole."""
    if not form.is_bound or not form.is_valid():
        return []
    theirs = {post.partnership_id for post in person.posts_today if SEND_ON in post.in_role.may}
    cases = Case.objects.visible_to(person, {ALL}).filter(partnership__in=theirs)
    first, last = form.cleaned_data["first"], form.cleaned_data["last"]
    in_time = Q(died_on__range=(first, last)) | Q(corrections__field="died_on")
    deaths = Death.objects.filter(in_time, case__in=cases.values("pk"), superseded_at__isnull=True).distinct()
    deaths = deaths.select_related("case__partnership", "child", "sent_by").prefetch_related(*READ_WITH)
    within = [death for death in deaths if first <= died_on(death) <= last]
    return [record_of(death, today) for death in sorted(within, key=lambda one: (died_on(one), one.recorded_at))]


def _counted(record: Record, today: date) -> list[int]:
    found = report_on(record, today)
    return [sum(one.kind == kind for one in found) for kind in KINDS]


def _file(slug: str, name: str, records: Sequence[Record]) -> HttpResponse:
    today = timezone.localdate()
    if slug not in FILES:
        raise Http404
    if slug == "json":
        return exports.as_json(name, records, today)
    return exports.answers_csv(name, records) if slug == "answers" else exports.report_csv(name, records, today)
