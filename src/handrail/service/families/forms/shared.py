"""What every form of a family's record has: what it is told of the folder, and its answers as the row's fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from handrail.service.families.models import Reach, Relative
from handrail.service.fields import DayField, TextField
from handrail.service.meetings.models import Meeting
from handrail.service.partnerships.models import Body

EVERYBODY = "everybody"


@dataclass(frozen=True, slots=True)
class Known:
    """What a form is told of the folder it is for."""

    relatives: Sequence[Relative] = ()
    bodies: Sequence[Body] = ()
    reaches: Sequence[Reach] = ()
    meetings: Sequence[Meeting] = ()


class FamilyForm(forms.Form):
    """`relative` and `body` are chosen by key and become the row itself."""

    def __init__(self, data: Any = None, *, known: Known) -> None:
        super().__init__(data)
        self.known = known
        self.offer()

    def offer(self) -> None:
        """Fill the lists that depend on the folder."""

    def answers(self) -> dict[str, Any]:
        """What was answered, by the fields of the row it becomes."""
        found = dict(self.cleaned_data)
        for name, rows in (
            ("relative", self.known.relatives), ("body", self.known.bodies), ("reach", self.known.reaches),
        ):  # fmt: skip
            if name in found:
                found[name] = pick(found[name], rows)
        return found


def pick(key: str, rows: Sequence[Any]) -> Any:
    """The row that was chosen from a list, or None."""
    return next((one for one in rows if str(one.pk) == key), None)


def choose(form: forms.Form, name: str, choices: Sequence[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def for_whom(form: FamilyForm) -> None:
    """All of the family, or one of them."""
    people = [(str(one.pk), str(one)) for one in form.known.relatives]
    choose(form, "relative", [(EVERYBODY, "All of the family"), *people])


class WhyAside(forms.Form):
    why = TextField(
        label="What is wrong with it, or why is it no longer so?",
        missing="Say what is wrong, or why it is no longer so",
        hint="It stays to be read, with your reason, and counts no more.",
    )


class WithdrawForm(forms.Form):
    on = DayField(
        label="When did they say so?", what="The day", missing="Enter the day on which they said so", past=True
    )
