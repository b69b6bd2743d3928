"""What is asked of a body about a recommendation addressed to it, and how the list of recommendations is narrowed."""

from __future__ import annotations

from typing import Any

from django import forms

from handrail.service.fields import Chosen, DayField, FileField, OneOf, TextField
from handrail.service.learning.forms.naming import NO_NAMES, WordsForm
from handrail.service.learning.models import Evidence, ReAudit
from handrail.service.learning.models.put import Says
from handrail.service.partnerships.models import Body


class AnswerForm(WordsForm):
    watched = ("reasons",)
    says = OneOf(label="What is the answer?", choices=Says.choices, missing="Choose the answer")
    reasons = TextField(
        label="Reasons", rows=4, hint="Needed unless it is accepted whole: why not, and what is done in its place."
    )
    answered_on = DayField(label="On which day?", what="The day", missing="Enter the day of the answer", past=True)
    by_name = TextField(
        label="Who answers for the body?", missing="Give the name of whoever answers for the body",
        hint="Somebody who can promise that it is done", max_length=200,
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("says") in (Says.REFUSED, Says.IN_PART) and not said.get("reasons"):
            self.add_error("reasons", "Give the reasons: whoever recommended it has to know why not")
        return said


class ActionEvidenceForm(WordsForm):
    watched = ("text",)
    text = TextField(
        label="What was done, and how is that known?", missing="Say what was done and how it is known", rows=5,
        hint="And where the proof is kept. That it made a difference is asked separately. " + NO_NAMES,
    )  # fmt: skip
    kind = OneOf(label="What kind of evidence is it?", choices=Evidence.Kind.choices, missing="Choose what kind it is")
    seen_on = DayField(label="As of which day?", what="The day", missing="Enter the day", past=True)
    file = FileField(
        label="A file that shows it (optional)", hint="Such as the audit or the procedure. Up to 20 MB. " + NO_NAMES
    )


class ImpactEvidenceForm(WordsForm):
    watched = ("text",)
    finds = OneOf(label="What does it show?", choices=Evidence.Finds.choices, missing="Choose what it shows")
    text = TextField(
        label="What is different for children, and how is that known?", missing="Say what was found", rows=5,
        hint="Not that something was done: what came of it. A training attended is no difference yet. " + NO_NAMES,
    )  # fmt: skip
    kind = OneOf(label="What kind of evidence is it?", choices=Evidence.Kind.choices, missing="Choose what kind it is")
    seen_on = DayField(label="As of which day?", what="The day", missing="Enter the day", past=True)
    file = FileField(
        label="A file that shows it (optional)", hint="Such as the audit or the procedure. Up to 20 MB. " + NO_NAMES
    )


class AsideForm(forms.Form):
    why = TextField(
        label="Why is it set aside?", missing="Say why it is set aside", rows=3, max_length=300,
        hint="Name nobody here. Its words and its file are then shown to those alone who work with the whole folder. "
        "If nothing else shows that it was done, the recommendation is open again.",
    )  # fmt: skip


class CarriedOutForm(forms.Form):
    on = DayField(label="When was it carried out?", what="The day", missing="Enter the day", past=True)


class PlanForm(forms.Form):
    due_on = DayField(
        label="On which day is it looked at again?", what="The day", missing="Enter the day", future=True,
        hint="Six to twelve months on is usual: long enough for it to slip.",
    )  # fmt: skip


class MovePlanForm(PlanForm):
    why = TextField(label="Why does it move?", missing="Say why the day moves", rows=3, max_length=300)


class ReAuditAsideForm(forms.Form):
    why = TextField(
        label="Why is it set aside?", missing="Say why it is set aside", rows=3, max_length=300,
        hint="Name nobody here. What was found is then shown to those alone who work with the whole folder, and counts "
        "no more; the day that was agreed waits for what is found.",
    )  # fmt: skip


class ReAuditForm(WordsForm):
    watched = ("found",)
    holds = OneOf(label="Does it still hold?", choices=ReAudit.Holds.choices, missing="Say whether it still holds")
    found = TextField(label="What was looked at, and what was found?", missing="Say what was found", rows=5)
    done_on = DayField(label="On which day?", what="The day", missing="Enter the day", past=True)


STANDING = {
    "all": "All",
    "unanswered": "Not answered yet",
    "open": "Accepted, not carried out",
    "overdue": "Overdue",
    "drifting": "Drifting: the day has moved twice or more",
    "no impact": "Carried out, no difference shown yet",
    "impact": "A difference was shown",
    "slipped": "Slipped back",
    "refused": "Refused",
    "again": "Made before",
}
"""How a recommendation may stand, for the list to be narrowed to."""


class OfUsForm(forms.Form):
    """How what is recommended to one's own agency is narrowed."""

    words = TextField(label="Words in it", max_length=200)
    stands = Chosen(label="How it stands", choices=[one for one in STANDING.items() if one[0] != "again"], empty="All")


class BriefingsForm(forms.Form):
    words = TextField(label="Words in its title", max_length=200)


class ListForm(forms.Form):
    words = TextField(label="Words in it", max_length=200)
    stands = Chosen(label="How it stands", choices=list(STANDING.items()), empty="All")
    to = Chosen(label="Addressed to", choices=(), empty="Anybody")
    year = Chosen(label="Made in", choices=(), empty="Any year")

    def __init__(self, *args: Any, bodies: list[Body], years: list[int], **more: Any) -> None:
        super().__init__(*args, **more)
        whom = [("national government", "National government"), ("outside", "Other bodies outside")]
        self.fields["to"].choices = [*((str(body.pk), str(body)) for body in bodies), *whom]  # type: ignore[attr-defined]
        self.fields["year"].choices = [(str(year), str(year)) for year in years]  # type: ignore[attr-defined]
