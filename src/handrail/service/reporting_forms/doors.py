"""Who may open the forms of a death: whoever holds the whole folder; an agency comes to its own by its request."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest

from handrail.service.access.roles import ALL
from handrail.service.cases.doors import open_folder
from handrail.service.cases.models import Case
from handrail.service.child_deaths.models import Death
from handrail.service.reporting_forms.models import ReportingForms

ASK = "ask agencies"
SEND_ON = "send national data"


def has_a_death(case: Case) -> bool:
    return Death.objects.filter(case=case).exists()


def open_death(request: HttpRequest, case_id: uuid.UUID, death_id: uuid.UUID, may: str | None = None) -> Death:
    """A death of the folder. Raises Http404."""
    case = open_folder(request, case_id, what=ALL, may=may)
    death = Death.objects.select_related("child", "sent_by", "lived_in").filter(case=case, pk=death_id).first()
    if death is None:
        raise Http404
    death.case = case
    return death


def open_forms(request: HttpRequest, case_id: uuid.UUID, forms_id: uuid.UUID, may: str | None = None) -> ReportingForms:
    """The forms of a death of the folder. Raises Http404."""
    case = open_folder(request, case_id, what=ALL, may=may)
    found = ReportingForms.objects.select_related("death__child", "death__sent_by", "death__lived_in")
    forms = found.filter(case=case, pk=forms_id).first()
    if forms is None:
        raise Http404
    forms.case = forms.death.case = case
    return forms
