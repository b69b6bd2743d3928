"""What the list of all practice reviews is narrowed to."""

from __future__ import annotations

from django import forms

from handrail.service.fields import Chosen
from handrail.service.reviews.every_review import KINDS, STAGES, Line

UNDER_WAY = "under-way"


class Narrow(forms.Form):
    kind = Chosen(label="Kind of review", choices=KINDS, empty="Any kind")
    stage = Chosen(label="How far it has come", choices=[(UNDER_WAY, "Not published yet"), *STAGES], empty="Any stage")

    def fits(self, line: Line) -> bool:
        """Anything that is not on the list narrows nothing."""
        said = self.cleaned_data if self.is_valid() else {}
        stage = said.get("stage", "")
        far = not stage or (stage == UNDER_WAY and not line.stage.over) or line.stage == stage
        return far and line.kind == (said.get("kind") or line.kind)
