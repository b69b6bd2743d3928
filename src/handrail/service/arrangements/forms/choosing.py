"""What several questions of this room have in common: whose it is, and two things to be sure of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.db.models import Model

from handrail.service.partnerships.models import Body


def choices_of(rows: Iterable[Model]) -> list[tuple[str, str]]:
    return [(str(row.pk), str(row)) for row in rows]


class OfPartnership(forms.Form):
    """Whose it is, asked in a field `partnership` where somebody writes for several."""

    def __init__(self, *args: Any, partnerships: Sequence[Body], **more: Any) -> None:
        super().__init__(*args, **more)
        self.bodies = {str(body.pk): body for body in partnerships}
        if len(partnerships) == 1:
            del self.fields["partnership"]
        else:
            self.fields["partnership"].choices = choices_of(partnerships)  # type: ignore[attr-defined]

    @property
    def whose(self) -> Body:
        return self.bodies[self.cleaned_data.get("partnership") or next(iter(self.bodies))]


class BothTicked(forms.Form):
    """Two boxes in a field `sure`, without both of which nothing is published."""

    def clean_sure(self) -> list[str]:
        ticked: list[str] = self.cleaned_data["sure"]
        if len(ticked) < 2:
            raise forms.ValidationError("Tick both, or go back")
        return ticked
