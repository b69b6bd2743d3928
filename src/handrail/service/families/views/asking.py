"""The pages that ask one thing about a family: where they stand, and what their forms offer."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from handrail.service.access.asking import Page
from handrail.service.cases.acting import trail_to
from handrail.service.cases.models import Case
from handrail.service.families.forms.shared import Known
from handrail.service.families.models import Reach, Relative
from handrail.service.meetings.models import Meeting
from handrail.service.meetings.views.inviting import bodies_for


def page_about(
    case: Case, title: str, press: str, said: str, go: str, says: Sequence[str] = (), warns: Sequence[str] = ()
) -> Page:
    trail = [*trail_to(case), ("The family", home(case))]
    return Page(title, trail, press, said, go, says, warns, over=case.reference)


def home(case: Case, fragment: str = "") -> str:
    return reverse("families:family", args=[case.pk]) + (f"#{fragment}" if fragment else "")


def page_of(relative: Relative) -> str:
    return reverse("families:relative", args=[relative.case_id, relative.pk])


def known_of(case: Case, relative: Relative | None = None) -> Known:
    """What forms offer of this folder: its people who stand, agencies, meetings to come, and ways to reach one."""
    reaches = Reach.objects.filter(relative=relative, set_aside_at__isnull=True) if relative else Reach.objects.none()
    meetings = Meeting.objects.filter(case=case, held_at__isnull=True, cancelled_at__isnull=True)
    return Known(
        relatives=list(Relative.objects.filter(case=case, set_aside_at__isnull=True)), bodies=list(bodies_for(case)),
        reaches=list(reaches), meetings=list(meetings),
    )  # fmt: skip
