"""What is asked of someone who signs in, of whoever keeps the list of people, and of people about themselves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from handrail.service.access.keeping import places_to_work
from handrail.service.access.roles import ROLES
from handrail.service.fields import Chosen, EmailField, OneOf, PasswordField, TextField
from handrail.service.partnerships.forms import choices_of, first_day, last_day
from handrail.service.partnerships.models import Body


class SignIn(forms.Form):
    email = EmailField(label="E-mail address", missing="Enter your e-mail address", autocomplete="username")
    password = PasswordField(label="Password", missing="Enter your password", autocomplete="current-password")


class PersonForm(forms.Form):
    name = TextField(label="Name", missing="Enter the name", max_length=200)
    email = EmailField(
        label="E-mail address", missing="Enter the e-mail address", hint="They sign in with it", max_length=254
    )


class PostDaysForm(forms.Form):
    from_on = first_day()
    until_on = last_day()


class PostForm(PostDaysForm):
    """A post for one of the partnerships that the asker looks after."""

    partnership = Chosen(label="For which partnership", choices=[], missing="Choose the partnership")
    body = Chosen(
        label="Where they work", choices=[], missing="Choose where they work",
        hint="The partnership itself, or one of its members. Add the agency as a member first if it is not in the list",
    )  # fmt: skip
    role = OneOf(
        label="Their role", choices=[(role.key, role.title) for role in ROLES.values()],
        hints={role.key: role.sentence for role in ROLES.values()}, missing="Choose the role",
    )  # fmt: skip
    field_order = ("name", "email", "partnership", "body", "role", "from_on", "until_on")

    def __init__(self, *args: Any, partnerships: Iterable[Body], **more: Any) -> None:
        super().__init__(*args, **more)
        self.places = {one: set(places_to_work(one)) for one in partnerships}
        bodies = sorted({body for held in self.places.values() for body in held}, key=lambda body: body.name)
        self.fields["partnership"].choices = choices_of(self.places)  # type: ignore[attr-defined]
        self.fields["body"].choices = choices_of(bodies)  # type: ignore[attr-defined]
        self.by_id = {str(body.pk): body for body in (*self.places, *bodies)}
        if len(self.places) == 1:
            self.initial.setdefault("partnership", next(iter(choices_of(self.places)))[0])

    def clean_partnership(self) -> Body:
        return self.by_id[self.cleaned_data["partnership"]]

    def clean_body(self) -> Body:
        return self.by_id[self.cleaned_data["body"]]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        partnership, body = said.get("partnership"), said.get("body")
        if partnership and body and body not in self.places[partnership]:
            self.add_error("body", f"{body} is not in {partnership}. Choose another, or add it as a member first.")
        return said


class NewPersonForm(PersonForm, PostForm):
    """A person and their first post, on one page."""


class KnownPersonForm(PostForm):
    """Someone who signs in already, for another partnership."""

    email = EmailField(label="E-mail address they sign in with", missing="Enter the e-mail address")


class DigestForm(forms.Form):
    digest = OneOf(
        label="Each morning, an e-mail of what is due",
        choices=[("yes", "Send it"), ("no", "Do not send it")],
        missing="Choose whether to send it",
    )


class ChangePassword(forms.Form):
    old = PasswordField(
        label="Your password now", missing="Enter your password as it is now", autocomplete="current-password"
    )
    new = PasswordField(
        label="New password", missing="Enter a new password", autocomplete="new-password",
        hint="At least 12 characters. Three or four words that do not belong together are easy to remember",
    )  # fmt: skip
    again = PasswordField(
        label="New password again", missing="Enter the new password again", autocomplete="new-password"
    )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if "new" in said and "again" in said and said["new"] != said["again"]:
            self.add_error("again", "The two new passwords are not the same. Type them again.")
        return said


class MoreReadingForm(forms.Form):
    why = TextField(
        label="Why do you need to go on?", missing="Say why you need to go on", rows=4, min_length=20,
        hint="In your own words, at least 20 letters. Whoever asks you about it later reads this first",
    )  # fmt: skip

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["why"].error_messages["min_length"] = "Say it in at least 20 letters"
