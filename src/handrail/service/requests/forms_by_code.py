"""What is asked of a coordinator who names a practitioner, and of a practitioner at the door of their form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from handrail.service.access.form_codes import figures_of
from handrail.service.fields import EmailField, OneOf, SomeOf, TextField
from handrail.service.partnerships.models import Body
from handrail.service.requests.naming import Named, is_known_address

OTHER = "other"


class NamePractitioner(forms.Form):
    """A contact of the body, or somebody else by name and work address.

    An address elsewhere than the body's known ones is questioned once, and kept if its check is told.
    """

    def __init__(self, *args: Any, body: Body, **more: Any) -> None:
        super().__init__(*args, **more)
        self.body = body
        self.questioned = False
        today = timezone.localdate()
        contacts = [contact for contact in body.contacts.all() if contact.email and contact.holds_on(today)]
        self.contacts = {str(contact.pk): contact for contact in contacts}
        if self.contacts:
            known = [
                (key, ", ".join(word for word in (one.name, one.job, one.email) if word))
                for key, one in self.contacts.items()
            ]
            self.fields["who"] = OneOf(
                label="Who fills it in?",
                choices=[*known, (OTHER, "Somebody else, whom I name below")],
                missing="Choose who fills it in",
            )
        self.fields |= {
            "full_name": TextField(label="Name", max_length=120, hint=self._only_for_other()),
            "email": EmailField(
                label="Work e-mail address", max_length=254,
                hint="Their own, not a shared one: whoever reads it can open the form.",
            ),
            "sure": SomeOf(
                label="Is this the address you mean?",
                choices=[("yes", "I have checked this address with the person or the agency")],
            ),
            "why": TextField(
                label="How you checked it, and why they use it", max_length=300, hint="It is kept with your name."
            ),
        }  # fmt: skip

    def _only_for_other(self) -> str:
        return "For somebody else than those above." if self.contacts else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("who") in self.contacts:
            for name in ("full_name", "email"):
                self.errors.pop(name, None)
            return cleaned
        if not cleaned.get("full_name"):
            self.add_error("full_name", "Give the name of who fills it in")
        if not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", "Give their work e-mail address")
        if cleaned.get("email") and not is_known_address(self.body, cleaned["email"]):
            self._question(cleaned)
        return cleaned

    def _question(self, cleaned: dict[str, Any]) -> None:
        self.questioned = True
        if not cleaned.get("sure"):
            self.add_error(
                "email",
                f"This address is not where {self.body} is known to have its mail. Check it letter by letter, by"
                " telephone, and say below how you checked it.",
            )
        elif not cleaned.get("why"):
            self.add_error("why", "Say how you checked the address, and why they use it")

    @property
    def named(self) -> Named:
        contact = self.contacts.get(self.cleaned_data.get("who", ""))
        if contact is not None:
            return Named(contact.name[:120], contact.email)
        said = self.cleaned_data
        return Named(said["full_name"], said["email"], said["why"] if self.questioned else "")


class Door(forms.Form):
    """What stands in the message: no secret, so the answer is the same whatever is typed."""

    number = TextField(
        label="Number of the form", hint="Eight figures, as in the message you were sent.",
        missing="Enter the number of the form", max_length=40, autocomplete="off",
    )  # fmt: skip
    email = EmailField(
        label="Your e-mail address", hint="The one the message came to.", missing="Enter your e-mail address",
        max_length=254, autocomplete="email",
    )  # fmt: skip

    def clean_number(self) -> str:
        figures = figures_of(self.cleaned_data["number"])
        if len(figures) != 8:
            raise forms.ValidationError("The number of a form has eight figures. Look in the message you were sent.")
        return figures


class TypeCode(forms.Form):
    code = TextField(
        label="The code", hint="Eight letters and figures, such as ACDE 3467. Capital or small makes no difference.",
        missing="Enter the code from the message", max_length=40, autocomplete="one-time-code",
    )  # fmt: skip


class NotForMe(forms.Form):
    ask_instead = TextField(
        label="Whom should they ask instead?",
        hint="A name, a job, a team or a telephone number. Write “I do not know” if you do not.",
        missing="Say whom to ask instead",
        max_length=300,
    )
