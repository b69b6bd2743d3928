"""What is asked at the open page, of whoever opens it, and of whoever takes in what came."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from handrail.service.child_deaths.models import Death
from handrail.service.fields import EmailField, OneOf, SomeOf, TextField
from handrail.service.tellings.actions.asking import Keeps, Named
from handrail.service.tellings.models import OpenPage, Telling

NEW, OTHER = "new", "other"


class Come(forms.Form):
    """Who tells. Of the child nothing is asked before the code has come back."""

    def __init__(self, data: Any, *, pages: Sequence[OpenPage]) -> None:
        super().__init__(data)
        self.pages = {str(page.pk): page for page in pages}
        if len(pages) > 1:
            self.fields["partnership"] = OneOf(
                label="Where did the child normally live?", missing="Choose where the child normally lived",
                choices=[(key, str(page.partnership)) for key, page in self.pages.items()],
                hint="The partners of that area review the death, wherever the child died.",
            )  # fmt: skip
        self.fields |= {
            "full_name": TextField(
                label="Your name", missing="Enter your name", max_length=120, autocomplete="name"
            ),
            "job": TextField(label="Your job", missing="Enter your job", max_length=120),
            "employer": TextField(
                label="Your employer", missing="Enter who you work for", max_length=200, autocomplete="organization"
            ),
            "email": EmailField(
                label="Your work e-mail address", missing="Enter your work e-mail address", max_length=254,
                autocomplete="email", hint="Your own, not one that you share. A code is sent there.",
            ),
        }  # fmt: skip

    @property
    def page(self) -> OpenPage:
        chosen = self.cleaned_data.get("partnership")
        return self.pages[chosen] if chosen else next(iter(self.pages.values()))

    @property
    def named(self) -> Named:
        return Named(**{name: self.cleaned_data[name] for name in ("full_name", "job", "employer", "email")})


class SetPage(forms.Form):
    is_open = OneOf(
        label="Is the page open?", missing="Choose whether the page is open",
        choices=[("yes", "Yes: a professional without an account may tell us of a death"), ("no", "No")],
    )  # fmt: skip
    domains = TextField(
        label="Where those who may use it have their work e-mail", rows=6, max_length=4000,
        hint="One on each line: what stands after the @, such as nhs.net. An address elsewhere is not let in.",
    )  # fmt: skip
    otherwise = TextField(
        label="What everybody else is told to do", missing="Say whom to telephone instead, and when",
        hint="One or two sentences with a telephone number, such as: Telephone the child death office on 01632 960100,"
        " Monday to Friday.",
    )  # fmt: skip

    keeps_unsent = forms.IntegerField(
        label="For how many days is what was begun and not sent kept?", required=False, min_value=1, max_value=3650,
        help_text="Counted from when it was last typed in. Handrail brings no days of its own.",
    )  # fmt: skip
    keeps_refused = forms.IntegerField(
        label="For how many days is what you refused kept?", required=False, min_value=1, max_value=3650,
        help_text="Until then it can be read, and taken in after all. Then all of it goes.",
    )  # fmt: skip
    kept_by = TextField(
        label="What rule or decision do these days rely on?", max_length=300,
        hint="For example, the name, section and date of your retention policy.",
    )  # fmt: skip

    @property
    def keeps(self) -> Keeps:
        said = self.cleaned_data
        return Keeps(said["keeps_unsent"], said["keeps_refused"], said["kept_by"])

    @property
    def wanted(self) -> list[str]:
        words: list[str] = self.cleaned_data["domains"].replace(",", "\n").split()
        return words


class TakeIn(forms.Form):
    """A new folder, or one that is there: those alike are offered, of those this person may work on."""

    made_sure = TextField(
        label="How did you make sure who sent it?", missing="Say how you made sure who sent it", max_length=300,
        hint="For example: telephoned the hospital’s switchboard and was put through to them.",
    )  # fmt: skip
    into = OneOf(label="Where does it go?", choices=(), missing="Choose where it goes")
    reference = TextField(label="If it is another folder: its reference", max_length=40)

    def __init__(self, data: Any, *, alike: Sequence[Death]) -> None:
        super().__init__(data)
        self.alike = {str(death.pk): death for death in alike}
        self.fields["into"].choices = [  # type: ignore[attr-defined]
            (NEW, "Open a folder: nobody has told us of this death"),
            *((key, f"{death.case}: {death.child}, the same death") for key, death in self.alike.items()),
            (OTHER, "Another folder, whose reference I give below"),
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("into") == OTHER and not said.get("reference"):
            self.add_error("reference", "Give the reference of the folder it goes into")
        return said


class Refuse(forms.Form):
    why = OneOf(
        label="Why is it not taken in?", choices=Telling.Refused.choices, missing="Choose why it is not taken in",
        hint="The sender is told this, in general words, and what your open page tells everybody to do. That a death is"
        " known already is no reason: take it in, to the folder that it has.",
    )  # fmt: skip
    words = TextField(label="What you found, for your partnership alone", max_length=300)
    sure = SomeOf(
        label="A death that is refused starts no clock", missing="Tick this, or go back",
        choices=[("yes", "I have made sure that no child’s death is lost by this")],
    )  # fmt: skip
