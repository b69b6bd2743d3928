"""What is asked of a line of the inventory, and of whoever signs for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from handrail.service.access.models import Person
from handrail.service.fields import Chosen, DayField, OneOf, TextField
from handrail.service.partnerships.models import Body
from handrail.service.reports.models import HandoverLine

BASIS = (
    "The Act, regulation or agreement by which the new controller may have it, and who advised. For example, "
    "SI 2018/497, regulation 9, and the data sharing agreement of 3 June 2019."
)

ANYBODY = "anybody"


class OfControllers(forms.Form):
    """Who hands over to whom, by what law, and who is to sign."""

    before = Chosen(label="Controller before", choices=())
    after = Chosen(label="Controller after", choices=())
    basis = TextField(label="By what law", rows=3, hint=BASIS)
    receiver = Chosen(
        label="Who signs for it?", choices=(),
        hint="Somebody who has a post here at the new controller: nobody signs in its name. Where it is of another "
        "partnership, its own people are asked by e-mail, and one of them signs.",
    )  # fmt: skip

    def __init__(
        self, *args: Any, bodies: Sequence[Body], elsewhere: Sequence[Body], people: Iterable[Person], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.bodies = {str(body.pk): body for body in (*bodies, *elsewhere)}
        others = [(str(body.pk), str(body)) for body in elsewhere]
        self.people = {str(person.pk): person for person in people}
        choices = [(str(body.pk), str(body)) for body in bodies]
        self.fields["before"].choices = choices  # type: ignore[attr-defined]
        self.fields["after"].choices = [*choices, ("Of other partnerships", others)] if others else choices  # type: ignore[attr-defined]
        named = [(key, str(person)) for key, person in self.people.items()]
        self.fields["receiver"].choices = [(ANYBODY, "Anybody who has a post there"), *named]  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return given | {
            "before": self.bodies.get(given["before"]), "after": self.bodies.get(given["after"]),
            "receiver": self.people.get(given["receiver"]), "by_any": given["receiver"] == ANYBODY,
        }  # fmt: skip


class LineForm(OfControllers):
    what = TextField(
        label="What is handed over?", max_length=300, missing="Say what is handed over",
        hint="For example, Minutes of the board 2006 to 2015, twelve boxes.",
    )  # fmt: skip
    how_many = forms.IntegerField(label="How many? (optional)", required=False, min_value=1, max_value=1_000_000)
    medium = OneOf(label="How is it kept?", choices=HandoverLine.Medium.choices, missing="Say how it is kept")
    where = TextField(label="Where is it kept? (optional)", max_length=300)
    field_order = ("what", "how_many", "medium", "where", "before", "after", "basis", "receiver")

    def __init__(self, *args: Any, counted: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if counted:
            del self.fields["what"], self.fields["how_many"]

    def said(self) -> dict[str, Any]:
        return {"what": "", "how_many": None} | super().said()


class AllLinesForm(OfControllers):
    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, missing in (
            ("before", "Choose who was the controller"), ("after", "Choose who is the controller now"),
            ("basis", "Say by what law"), ("receiver", "Choose who is to sign"),
        ):  # fmt: skip
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = missing


class SignForm(forms.Form):
    name = TextField(
        label="Your name, as you sign", max_length=200, missing="Enter your name",
        hint="Your sign-in, this name and the day are kept with it.",
    )  # fmt: skip
    received_on = DayField(
        label="On which day was it received?", what="The day", missing="Enter the day it was received", past=True
    )
    remarks = TextField(label="Was anything missing or damaged? (optional)", rows=3)
