"""What is asked when someone is shut out of a folder, and when the glass is broken and judged."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from handrail.service.access.models import BrokenGlass, Exclusion, Person
from handrail.service.cases.shutting_out import Named
from handrail.service.fields import OneOf, SomeOf, TextField


class Known(forms.Form):
    """The names and addresses by which somebody is known, one on each line."""

    names = TextField(
        label="Names", rows=3,
        hint="The full name, then every other name they are known by: one on each line. The order of the words, "
        "accents and capitals make no difference.",
    )  # fmt: skip
    emails = TextField(
        label="E-mail addresses",
        rows=2,
        hint="One on each line. You may leave it empty, but an address is the surest way.",
    )

    def clean_names(self) -> list[str]:
        names = _lines(self.cleaned_data["names"])
        if any(len(name) > 200 for name in names):
            raise ValidationError("Write each name on a line of its own")
        return names

    def clean_emails(self) -> list[str]:
        emails = _lines(self.cleaned_data["emails"])
        for email in emails:
            try:
                validate_email(email)
            except ValidationError:
                raise ValidationError("Enter each address on a line of its own, such as name@council.example") from None
        return emails


class ShutSomeoneOut(Known):
    stands = OneOf(
        label="How do they stand to the case?",
        choices=Exclusion.Stands.choices,
        missing="Say how they stand to the case",
    )
    stands_in_words = TextField(label="If otherwise, how?", max_length=200)
    why = TextField(
        label="Why are they shut out?", rows=3, missing="Give the reason",
        hint="Those who manage this folder can read it. The person themselves never can.",
    )  # fmt: skip
    field_order = ("names", "emails", "stands", "stands_in_words", "why")

    @property
    def named(self) -> Named:
        told = self.cleaned_data
        return Named(tuple(told["names"]), tuple(told["emails"]), told["stands"], told["stands_in_words"])


class AlsoTheirs(forms.Form):
    """Accounts of a like name, which only a person can tell."""

    also = SomeOf(
        label="Are any of these accounts theirs too?", choices=(),
        hint="They are not shut out unless you tick them. If you are not sure, ask before you go on.",
    )  # fmt: skip

    def __init__(self, *args: Any, people: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["also"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(person.pk), f"{person.name}, {person.email}") for person in people]


class BreakGlass(forms.Form):
    reference = TextField(
        label="Reference of the folder", hint="For example, WV-2026-0014", missing="Enter the reference", max_length=40
    )
    reason = TextField(
        label="Why do you need to read it now?", rows=4, missing="Give the reason", max_length=2000,
        hint="What is happening to which child, and why it cannot wait. Two people read it, and one of them judges it.",
    )  # fmt: skip


class ReviewGlass(forms.Form):
    finding = OneOf(
        label="Was it right to open the folder?",
        choices=BrokenGlass.Finding.choices,
        missing="Say whether it was right",
    )
    words = TextField(label="In your own words", rows=4, missing="Say how you came to this")


def _lines(typed: str) -> list[str]:
    lines = [" ".join(line.split()) for line in typed.splitlines()]
    return list(dict.fromkeys(line for line in lines if line))
