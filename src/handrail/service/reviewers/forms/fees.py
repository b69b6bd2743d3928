"""What is asked of money: shares agreed, an invoice, a payment."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from handrail.common.pounds import pounds
from handrail.service.fields import Chosen, DayField, PoundsField, TextField
from handrail.service.partnerships.models import Body
from handrail.service.reviewers.money import share_equally


class AgreeForm(forms.Form):
    """The whole, and each body's share of it. With no share entered, the bodies chosen share equally."""

    total = PoundsField(
        label="The whole fee, in pounds",
        missing="Enter the whole fee, such as 12,500.00",
        hint="For example, 12,500.00",
    )
    on = DayField(label="On which day was it agreed?", what="The day", past=True, missing="Enter the day")
    words = TextField(label="What does it cover?", max_length=300, hint="For example, 20 days and expenses.")

    def __init__(self, data: Any = None, *, payers: Sequence[Body]) -> None:
        super().__init__(data)
        self.payers = payers
        for number, body in enumerate(payers):
            self.fields[f"share_{number}"] = PoundsField(label=f"Share of {body}, in pounds")
        if payers:
            self.fields["share_0"].help_text = "Leave every share empty for all of them to share equally, to the penny."
        self.order_fields(["total", *(f"share_{number}" for number in range(len(payers)))])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        shares, total = self._shares(cleaned), cleaned.get("total")
        if not self.errors and total is not None and any(shares) and sum(shares) != total:
            made = pounds(sum(shares, Decimal(0)))
            self.add_error("total", f"The shares make {made}, and the whole is {pounds(total)}. Mend one of them.")
        return cleaned

    def _shares(self, cleaned: dict[str, Any]) -> list[Decimal]:
        return [cleaned.get(f"share_{number}") or Decimal(0) for number in range(len(self.payers))]

    @property
    def shares(self) -> dict[uuid.UUID, Decimal]:
        entered = self._shares(self.cleaned_data)
        chosen = entered if any(entered) else share_equally(self.cleaned_data["total"], len(self.payers))
        return {body.pk: share for body, share in zip(self.payers, chosen, strict=True)}


class EntryForm(forms.Form):
    """An invoice or a payment, of one of the bodies that agreed to pay."""

    body = Chosen(label="Which body?", choices=(), missing="Choose the body")
    amount = PoundsField(label="How much, in pounds?", missing="Enter the amount, such as 1,250.00",
                         hint="As it stands on the paper, for example 1,250.00")  # fmt: skip
    on = DayField(label="On which day?", what="The day", past=True, missing="Enter the day")
    reference = TextField(label="Number of the invoice or payment", max_length=100)
    words = TextField(label="What should be known of it?", max_length=300)

    def __init__(self, data: Any = None, *, bodies: Sequence[Body]) -> None:
        super().__init__(data)
        self.bodies = bodies
        self.fields["body"].choices = [(str(body.pk), body.name) for body in bodies]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Body:
        return next(body for body in self.bodies if str(body.pk) == self.cleaned_data["body"])
