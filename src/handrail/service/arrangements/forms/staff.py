"""What is asked of a post of the business unit."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from handrail.service.arrangements.forms.choosing import choices_of
from handrail.service.arrangements.models import UnitPost
from handrail.service.fields import Chosen, DayField, OneOf, TextField
from handrail.service.partnerships.models import Body

MOST_HOURS = Decimal(60)


class PostForm(forms.Form):
    office = TextField(
        label="Which post is it?", max_length=200, missing="Name the post",
        hint="The office, and not the person. For example, Business manager.",
    )  # fmt: skip
    held_by_name = TextField(
        label="Who holds it? (optional)", max_length=200,
        hint="It is read by everybody who reads this plan. The office is enough.",
    )  # fmt: skip
    knows = TextField(
        label="What does it know that would be lost?", rows=4, missing="Say what it knows that would be lost",
        hint="For example, why reviews were declined, who holds which key, whom the coroner’s office rings.",
    )  # fmt: skip
    hours = forms.DecimalField(
        label="Hours a week (optional)", required=False, min_value=Decimal("0.5"), max_value=MOST_HOURS,
        decimal_places=1, max_digits=4,
    )  # fmt: skip
    employer = Chosen(label="Which body employs it?", choices=(), missing="Choose the employer")
    contract_ends_on = DayField(label="When does the contract end? (optional)", what="The last day of the contract")
    becomes = OneOf(
        label="What becomes of it?", choices=UnitPost.Becomes.choices, missing="Say what becomes of it, or not decided"
    )
    to = Chosen(label="To which body? (where it goes to another, or ends and another takes over)", choices=())
    taken_over_by = TextField(
        label="Which office takes over what it knows? (optional)", max_length=200, hint="For example, Data analyst.",
    )  # fmt: skip
    agreed_by_name = TextField(label="Who agreed to this? (optional)", max_length=200)
    agreed_on = DayField(label="When did they agree? (optional)", what="The day they agreed", past=True)
    by_on = DayField(
        label="By when is it to be done? (optional)", what="The day by which it is to be done",
        hint="Decided, and what it knows taken over.",
    )  # fmt: skip
    taken_over_on = DayField(
        label="When was what it knows taken over? (once it was)", what="The day it was taken over", past=True
    )

    def __init__(self, *args: Any, bodies: Sequence[Body], **more: Any) -> None:
        super().__init__(*args, **more)
        self.bodies = {str(body.pk): body for body in bodies}
        for name in ("employer", "to"):
            self.fields[name].choices = choices_of(bodies)  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {**given, "employer": self.bodies[given["employer"]], "to": self.bodies.get(given["to"])}
