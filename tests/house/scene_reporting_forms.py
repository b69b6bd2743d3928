"""What the scene has of reporting forms: those of its death, asked of one agency."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from handrail.service.child_deaths.models import Death
from handrail.service.reporting_forms.actions import Put, ask_for_forms
from handrail.service.reporting_forms.models import ReportingForms

if TYPE_CHECKING:
    from tests.house.scene import Scene


def forms_asked_for(scene: Scene) -> None:
    """As the coordinator. The agency is one that told nothing yet on this folder."""
    death = Death.objects.get(pk=scene.things["death_id"])
    put = Put("2022", (), "Robin", "Please fill in the form.", timezone.localdate() + timedelta(days=7))
    again = {body.pk: "It told of the incident only." for body in (scene.cast.trust,)}
    put = Put(put.version, put.supplements, put.children_named, put.what, put.due_on, again=again)
    (asked,) = ask_for_forms(death, put, bodies=[scene.cast.trust], by=scene.cast["coordinator"])
    scene.things["forms_id"] = ReportingForms.objects.get(death=death).pk
    scene.at |= {
        "reporting_forms:more": {"request_id": asked.pk},
        "reporting_forms:version": {"slug": "2022"},
        "reporting_forms:take_out": {"slug": "answers"},
        "reporting_forms:take_out_period": {"slug": "answers"},
    }
