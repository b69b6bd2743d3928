"""What is asked of someone who signs in, of whoever keeps the list of people, and of people about themselves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from handrail.service.access.actions.people import refuse_far_end
from handrail.service.access.keeping import places_to_work
from handrail.service.access.roles import ROLES
from handrail.service.fields import Chosen, DayField, EmailField, OneOf, PasswordField, TextField
from handrail.service.partnerships.actions import NotDone
from handrail.service.partnerships.forms import choices_of, first_day
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
    until_on = DayField(
        label="Last day", what="Last day", hint="At most a year ahead. It can be renewed. For example, 31 3 2027"
    )


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
        self.fields["until_on"].required = True
        self.fields["until_on"].error_messages["required"] = "Enter the last day of the post"
        if len(self.places) == 1:
            self.initial.setdefault("partnership", next(iter(choices_of(self.places)))[0])

    def clean_until_on(self) -> date:
        last: date = self.cleaned_data["until_on"]
        try:
            refuse_far_end(last)
        except NotDone as refused:
            raise forms.ValidationError(str(refused)) from None
        return last

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


class InviteForm(PersonForm, PostForm):
    """A person who is invited, and their first post, on one page."""


class KnownPersonForm(PostForm):
    """Someone who signs in already, for another partnership."""

    email = EmailField(label="E-mail address they sign in with", missing="Enter the e-mail address")


class CodeField(TextField):
    """A code that is typed or filled in by the browser."""

    def __init__(self, *, label: str, missing: str, hint: str = "", figures: bool = False) -> None:
        super().__init__(label=label, missing=missing, hint=hint, autocomplete="one-time-code", max_length=40)
        if figures:
            self.widget.attrs["inputmode"] = "numeric"


class SecondFactor(forms.Form):
    code = CodeField(
        label="Code from your authenticator app", missing="Enter the code that your app shows now",
        hint="Six figures. If you do not have your telephone, enter a recovery code instead", figures=True,
    )  # fmt: skip


class AppCode(forms.Form):
    code = CodeField(
        label="Code that the app now shows", missing="Enter the six figures that the app now shows", figures=True
    )


class NewPasskey(forms.Form):
    name = TextField(label="What to call it", hint="For example, Work laptop", max_length=60)
    credential = forms.CharField(widget=forms.HiddenInput, max_length=20_000, required=False)


class SentCode(forms.Form):
    code = CodeField(
        label="Code from the e-mail", missing="Enter the code from the e-mail", hint="Eight letters and figures"
    )


class InvitedCode(SentCode):
    word = PasswordField(
        label="Word that your administrator told you", missing="Enter the word that your administrator told you",
        hint="Sixteen letters and figures, told to you by telephone or in person",
    )  # fmt: skip


class AddressForm(forms.Form):
    email = EmailField(label="E-mail address", missing="Enter your e-mail address", autocomplete="username")


class NameFactor(forms.Form):
    name = TextField(label="What to call it", missing="Enter a name for it", max_length=60)


class RemoveFactors(forms.Form):
    why = TextField(
        label="Why", missing="Enter why, such as that they lost their telephone", max_length=200,
        hint="Make sure that it is they who ask: see them, or ring them on a number that you know. They are told this",
    )  # fmt: skip


class DigestForm(forms.Form):
    digest = OneOf(
        label="Each morning, an e-mail of what is due",
        choices=[("yes", "Send it"), ("no", "Do not send it")],
        missing="Choose whether to send it",
    )


class NewPassword(forms.Form):
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


class ChangePassword(NewPassword):
    old = PasswordField(
        label="Your password now", missing="Enter your password as it is now", autocomplete="current-password"
    )
    field_order = ("old", "new", "again")


class MoreReadingForm(forms.Form):
    why = TextField(
        label="Why do you need to go on?", missing="Say why you need to go on", rows=4, min_length=20,
        hint="In your own words, at least 20 letters. Whoever asks you about it later reads this first",
    )  # fmt: skip

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["why"].error_messages["min_length"] = "Say it in at least 20 letters"
