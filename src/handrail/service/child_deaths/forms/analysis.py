"""The questions of the analysis form, as the edition of the day has them: the panel's own, and the meeting's draft."""

from __future__ import annotations

from typing import Any

from django import forms

from handrail.service.child_deaths.form_editions import AnalysisForm
from handrail.service.fields import OneOf, SomeOf, TextField


def questions(of: AnalysisForm, *, draft: bool = False) -> dict[str, forms.Field]:
    """By name. A draft may leave any of them: it is kept, and gone on with."""
    asked: dict[str, forms.Field] = {**_of_the_meeting(of), **_domains(of)}
    asked["modifiable"] = OneOf(
        label="Were such factors identified?", choices=of.outcomes, missing="Choose whether they were identified"
    )
    asked["applies"] = SomeOf(
        label="Which categories of death apply?", choices=of.categories, missing="Choose at least one category",
        hint="Tick every one that applies. The highest in the list is taken; the others are kept beside it.",
    )  # fmt: skip
    if of.recommends:
        asked["issues"] = TextField(label="Issues (optional)", rows=3, hint="What went wrong, or was hard.")
        asked["good_practice"] = TextField(label="Good practice (optional)", rows=3)
    asked["learning"] = TextField(label="Learning points (optional)", rows=4, hint="One on each line.")
    if of.recommends:
        asked["actions"] = TextField(
            label="Recommended actions, each with its owner (optional)", rows=4,
            hint="One on each line, such as: whoever commissions the service reviews how calls are answered.",
        )  # fmt: skip
    if draft:
        for field in asked.values():
            field.required = False
            field.label = str(field.label).removesuffix(" (optional)")
    return asked


def _of_the_meeting(of: AnalysisForm) -> dict[str, forms.Field]:
    asked: dict[str, forms.Field] = {}
    if of.agencies:
        asked["agencies"] = SomeOf(
            label="Which agencies were represented?", choices=of.agencies, hint="Tick every one that was."
        )
    if of.documents:
        asked["documents"] = TextField(
            label=f"{of.documents}? (optional)", rows=3,
            hint="By their kind, such as: the notification, three reporting forms, the post-mortem report.",
        )  # fmt: skip
    asked["cause"] = TextField(label="Cause of death as the panel understands it", missing="Enter the cause", rows=3)
    return asked


def _domains(of: AnalysisForm) -> dict[str, forms.Field]:
    asked: dict[str, forms.Field] = {}
    for key, words in of.domains:
        asked[f"grade_{key}"] = OneOf(label=words, choices=of.scale, missing=f"Grade: {words.lower()}")
        asked[f"text_{key}"] = TextField(label="What contributed (optional)", rows=3)
        asked[f"changed_{key}"] = TextField(
            label="What of that could be changed (optional)", rows=3, hint=of.modifiable
        )
    return asked


class DraftAnalysisForm(forms.Form):
    """What the review meeting made of the death. Nothing has to be answered: it is kept, and gone on with."""

    def __init__(self, data: Any = None, *, of: AnalysisForm, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.fields |= questions(of, draft=True)
        self.fields["cause"].label = "Cause of death as the meeting understands it"
