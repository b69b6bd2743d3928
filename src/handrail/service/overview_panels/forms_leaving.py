"""What is asked of whatever leaves the overview panel by way of a death's folder."""

from __future__ import annotations

from typing import Any

from django import forms

from handrail.service.fields import DayField, EmailField, OneOf, SomeOf, TextField
from handrail.service.learning.forms.recommending import ToWhomForm
from handrail.service.overview_panels.models import Letter
from handrail.service.overview_panels.models.letters import READERS

READ = [("yes", "I have read the words that may tell whose death it is, and they tell nobody")]


class PointForm(ToWhomForm):
    """A learning point as a recommendation: its words, to whom, by when."""

    text = TextField(
        label="What is recommended", missing="Say what is recommended", rows=4,
        hint="The panel’s own words, to be put so that somebody can be seen to have done it. No name, day or place.",
    )  # fmt: skip
    measure = TextField(
        label="How will it be known that it made a difference? (optional)", rows=3,
        hint="What would be seen, in children’s lives or in practice, a year on.",
    )  # fmt: skip
    let_stand = SomeOf(
        label="Words that may tell (only if you are asked)", choices=READ,
        hint="Handrail holds the words against all that this folder knows, and asks for this if it doubts one.",
    )  # fmt: skip
    field_order = ("text", "measure", "bodies", "national", "outside", "due_on", "let_stand")


class LetterForm(forms.Form):
    """A letter, as it will be read. Its draft is drawn from what the panel agreed."""

    def __init__(self, data: Any = None, *, of: str, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        findings = of == Letter.Of.FINDINGS
        self.fields["to"] = OneOf(
            label="To whom does it go?", choices=[(to.value, to.label) for to in READERS[Letter.Of(of)]],
            missing="Choose to whom it goes",
        )  # fmt: skip
        self.fields["name"] = TextField(
            label="Their name or office", missing="Enter who is written to, such as Director of Public Health",
            max_length=200, hint="As it stands at the head of the letter.",
        )  # fmt: skip
        if findings:
            self.fields["email"] = EmailField(
                label="E-mail address (optional)", hint="Without one, send it otherwise and record that."
            )
        self.fields["text"] = TextField(
            label="The letter", missing="Write the letter", rows=18,
            hint="Drawn from what the panel agreed. Mend it; no name, day or place of the child or the family."
            if findings
            else "Drawn from what the panel found and from the folder. Check each word against the certificate.",
        )  # fmt: skip


class SendForm(forms.Form):
    """How it went. What is ticked is what somebody answers for."""

    def __init__(self, data: Any = None, *, letter: Letter) -> None:
        super().__init__(data)
        findings = letter.of == Letter.Of.FINDINGS
        hows = [(how.value, how.label) for how in Letter.How if findings or how != Letter.How.EMAIL]
        self.fields["how"] = OneOf(label="How does it go?", choices=hows, missing="Choose how it goes")
        self.fields["on"] = DayField(
            label="On which day did it go?", what="The day it went", past=True,
            hint="Leave empty if it goes by e-mail from Handrail: it goes now." if findings else "",
        )  # fmt: skip
        self.fields["read"] = SomeOf(
            label="Have you read it?", choices=[("yes", "I have read the letter as it stands above, and it is right")],
            missing="Read the letter, and say that you have",
        )  # fmt: skip
        if findings:
            self.fields["let_stand"] = SomeOf(label="Words that may tell (only if you are asked)", choices=READ)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("how") not in ("", None, Letter.How.EMAIL) and not said.get("on") and "on" not in self.errors:
            self.add_error("on", "Enter the day it went")
        return said


class WordingForm(forms.Form):
    words = TextField(
        label="What “modifiable factors” are called here (optional)", max_length=120,
        hint="For example, “reasonable steps”. Leave empty to go by the form’s own words alone.",
    )  # fmt: skip


class AsideForm(forms.Form):
    why = TextField(label="Why is it set aside?", missing="Say why it is set aside", max_length=300)
