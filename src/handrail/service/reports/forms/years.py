"""What is asked to begin a yearly report, to write it, to agree to it, to send it, to correct and to withdraw it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from handrail.service.access.models import Person
from handrail.service.arrangements.forms.choosing import BothTicked, OfPartnership
from handrail.service.arrangements.forms.lines import AgreeForm
from handrail.service.fields import Chosen, DayField, EmailField, OneOf, SomeOf, TextField
from handrail.service.reports.models import EarlierYear


class BeginYearForm(OfPartnership):
    first_on = DayField(
        label="On which day do its twelve months begin?", what="The first day", missing="Enter the first day",
        hint="Your own choice of months; the next report goes on from there. For example, 1 4 2025", past=True,
    )  # fmt: skip
    partnership = Chosen(label="Whose report is it?", choices=(), missing="Choose the partnership")


class EarlierYearForm(OfPartnership):
    of = OneOf(label="Which report was it?", choices=EarlierYear.Of.choices, missing="Choose which report it was")
    last_on = DayField(
        label="On which day did its twelve months end?", what="The last day",
        missing="Enter the last day of its months", hint="For example, 31 3 2024", past=True,
    )  # fmt: skip
    published_on = DayField(
        label="On which day was it published, or sent to the partners?", what="The day",
        missing="Enter the day on which it was published or sent",
        hint="The next is due within twelve months of it. For example, 24 9 2024", past=True,
    )  # fmt: skip
    where = TextField(
        label="Where can it be read?", required=False, max_length=300, hint="For example, the address of its page."
    )
    partnership = Chosen(label="Whose report is it?", choices=(), missing="Choose the partnership")


class YearSectionForm(forms.Form):
    text = TextField(
        label="What the report says", required=False, rows=14,
        hint="An empty line begins a new paragraph. Begin a line with “- ” for a list. Name no child, family or "
        "practitioner.",
    )  # fmt: skip
    why_not = TextField(
        label="Or: why the report does not have this", required=False, rows=3,
        hint="Statutory guidance may be departed from for a good reason, which is then published.",
    )  # fmt: skip

    def __init__(self, *args: Any, binds: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if binds:
            del self.fields["why_not"]


class WritersForm(forms.Form):
    """One choice for each item; whoever is asked hears of it."""

    def __init__(self, *args: Any, items: Sequence[tuple[str, str]], people: Sequence[Person], **more: Any) -> None:
        super().__init__(*args, **more)
        self.people = {str(person.pk): person for person in people}
        choices = [(key, person.name) for key, person in self.people.items()]
        for key, title in items:
            self.fields[key] = Chosen(label=title, choices=choices, empty="Nobody yet")

    def chosen(self) -> dict[str, Person | None]:
        return {key: self.people.get(said) for key, said in self.cleaned_data.items()}


class LeaveOutForm(forms.Form):
    why = TextField(
        label="Why is this part left out?", required=False, max_length=300,
        hint="Kept with the draft and not published. Leave it empty to put the part back.",
    )  # fmt: skip


class LetStandForm(forms.Form):
    words = Chosen(label="Which name?", choices=(), missing="Choose the name")
    why = TextField(
        label="Why may it be read?", missing="Say why it may be read", max_length=300,
        hint="For example: no practitioner, but a street; or, they agreed to be named as chair of the subgroup.",
    )  # fmt: skip

    def __init__(self, *args: Any, names: Sequence[str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["words"].choices = [(name, name) for name in names]  # type: ignore[attr-defined]


class AgreeYearForm(AgreeForm):
    """With the digest of what the page showed, so that nobody agrees to words that were changed meanwhile."""

    as_read = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput())


class PublishYearForm(BothTicked):
    sure = SomeOf(
        label="Before it is published", missing="Tick both, or go back",
        choices=[
            ("read", "I have read it as the public will read it"),
            ("nobody", "No child, family or practitioner can be told from the words"),
        ],
    )  # fmt: skip


class SendYearForm(forms.Form):
    to = Chosen(label="To whom?", choices=(), missing="Choose to whom", hint="As the edition names them.")
    address = EmailField(
        label="Their e-mail address", required=False,
        hint="Handrail writes to it, with the way to the published page, the PDF and Word.",
    )  # fmt: skip
    sent_on = DayField(
        label="Or: it went in another way, on", what="The day", past=True,
        hint="Leave the address empty then. For example, 14 9 2026",
    )  # fmt: skip
    how = TextField(
        label="How did it go?", required=False, max_length=300, hint="For example, on the Panel’s own site."
    )

    def __init__(self, *args: Any, to: Sequence[str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["to"].choices = [(name, name) for name in to]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if not self.errors and bool(said.get("address")) == bool(said.get("sent_on")):
            self.add_error("address", "Give an address, or the day on which it went in another way")
        if said.get("sent_on") and not said.get("how", "").strip():
            self.add_error("how", "Say how it went")
        return said


class ShareYearForm(BothTicked):
    sure = SomeOf(
        label="Before it is shared", missing="Tick both, or go back",
        choices=[
            ("read", "I have read it as it reads now"),
            ("nobody", "No child, family or practitioner can be told from the words"),
        ],
    )  # fmt: skip


class YearWhyForm(forms.Form):
    why = TextField(label="Why?", missing="Say why", rows=3, max_length=300, hint="The public reads it.")
