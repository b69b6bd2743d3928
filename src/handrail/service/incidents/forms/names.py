"""Setting right what is held of a child: a name learnt, a birth, an NHS number."""

from __future__ import annotations

from typing import Any

from django import forms

from handrail.service.children.actions import Known, NotRight, checked
from handrail.service.children.models import Child
from handrail.service.fields import Chosen, DayField, OneOf, TextField
from handrail.service.incidents.forms import words


class ChildNames(forms.Form):
    given_names = TextField(label="Given names", max_length=120)
    family_name = TextField(label="Family name", max_length=120)
    also_known_as = TextField(label="Other names", max_length=200)
    born = OneOf(label="Birth", choices=words.BORN, missing="Choose how well the birth is known")
    born_on = DayField(label="Date of birth, or date expected", what="The date of birth")
    sex = OneOf(label="Sex", choices=Child.Sex.choices, missing="Choose one", inline=True)
    ethnicity = Chosen(label="Ethnicity", choices=[("", ""), *words.ETHNICITIES])
    disability = TextField(label="Disability", hint="Yes and how, or no", max_length=200)
    nhs_number = TextField(label="NHS number", hint="10 figures, such as 999 000 1235. Leave empty if not known.")

    def __init__(self, data: Any = None, *, child: Child) -> None:
        self.child = child
        super().__init__(data, initial={**Known.of(child).__dict__, "born": born_of(child)})

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            try:
                checked(self.known)
            except NotRight as fault:
                self.add_error("nhs_number" if "NHS" in str(fault) else "born_on", str(fault))
        return cleaned

    @property
    def known(self) -> Known:
        said = dict(self.cleaned_data)
        born = said.pop("born")
        return Known(
            **said, unborn=born == "unborn", born_on_is_estimated=born == "estimated", died_on=self.child.died_on
        )


def born_of(child: Child) -> str:
    if child.unborn:
        return "unborn"
    if child.born_on is None:
        return words.NOT_KNOWN
    return "estimated" if child.born_on_is_estimated else "known"
