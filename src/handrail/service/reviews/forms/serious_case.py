"""What is asked of the decision of the LSCB's chair."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from handrail.service.fields import DayField, OneOf, SomeOf, TextField
from handrail.service.incidents.models import Incident
from handrail.service.reviews.forms.shared import answered, criterion_fields, incident_in_words, late_reason
from handrail.service.reviews.under_way import ToDecide
from handrail.service.reviews.written import Weighed


class SeriousCase(forms.Form):
    """What the chair of the LSCB decided: of which incident, each criterion considered, by whom and why."""

    def __init__(self, data: Any = None, *, asked: Sequence[ToDecide], criteria: Sequence[Weighed]) -> None:
        super().__init__(data)
        self.asked, self.criteria = {str(one.incident.pk): one for one in asked}, criteria
        if len(asked) > 1:
            choices = [(key, incident_in_words(one.incident)) for key, one in self.asked.items()]
            self.fields["incidents"] = SomeOf(
                label="Which incidents is it of?", choices=choices, missing="Tick the incident it was decided of"
            )
        for number, one in enumerate(criteria, start=1):
            self.fields |= criterion_fields(number, one)
        self.fields |= {
            "hold": OneOf(label="What did the chair decide?", choices=HELD, missing="Say what the chair decided"),
            "reasons": TextField(label="Reasons for the decision", rows=6, missing="Give the reasons for the decision"),
            "decided_on": DayField(
                label="Decided on", what="The day of the decision", missing="Enter the day of the decision", past=True
            ),
            "chair_name": TextField(
                label="Who decided, as chair of the LSCB?", missing="Enter the name of the chair", max_length=200
            ),
            "late_reason": late_reason(),
        }

    @property
    def incidents(self) -> list[Incident]:
        chosen = self.cleaned_data.get("incidents") or list(self.asked)
        return [self.asked[key].incident for key in chosen]

    @property
    def weighed(self) -> list[Weighed]:
        return answered(self.criteria, self.cleaned_data)


HELD = [("yes", "A serious case review is to be held"), ("no", "No serious case review")]
