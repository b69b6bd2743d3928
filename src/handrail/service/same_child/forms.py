"""What is asked of two children, and where what was decided is undone."""

from __future__ import annotations

from typing import Any

from django import forms

from handrail.service.access.ground_fields import basis_field, purpose_field
from handrail.service.fields import OneOf, TextField
from handrail.service.same_child.models import Resemblance


class DecideForm(forms.Form):
    """Between two partnerships joining tells each of the other, and that needs a ground."""

    decided = OneOf(label="Is it the same child?", choices=(), missing="Choose what you found")
    reasons = TextField(
        label="What shows it?", missing="Say what shows it", rows=3, max_length=300,
        hint="For example, what the school or the health visitor confirmed, and when.",
    )  # fmt: skip
    purpose = purpose_field(missing="")
    basis = basis_field(missing="")

    def __init__(self, data: Any, *, of_two_partnerships: bool) -> None:
        super().__init__(data)
        same, two = "The same child: join the two folders", "Two children: do not ask again"
        self.fields["decided"].choices = [  # type: ignore[attr-defined]
            (Resemblance.Decided.SAME.value, same), (Resemblance.Decided.DIFFERENT.value, two),
        ]  # fmt: skip
        if not of_two_partnerships:
            del self.fields["purpose"], self.fields["basis"]


class UndoForm(forms.Form):
    why = TextField(label="Why is it undone?", missing="Say why it is undone", rows=3, max_length=300)
