"""What is asked of whoever begins a round, asks bodies, loads a question set, or puts a folder in a sample."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from handrail.service.fields import Chosen, DayField, FileField, OneOf, SomeOf, TextField
from handrail.service.partnerships.models import Body, Membership
from handrail.service.room import AtSchool
from handrail.service.scrutiny.doors import year_of
from handrail.service.scrutiny.forms.scrutineers import OfPartnership, listed
from handrail.service.scrutiny.models import Round

NAME_NOBODY = "Name no child, family or practitioner."


def members_of(partnership: Body) -> list[Body]:
    today = timezone.localdate()
    places = Membership.objects.on(today).filter(partnership=partnership)
    return list(Body.objects.on(today).filter(pk__in=places.values("body")).order_by("name"))


class RoundForm(OfPartnership):
    asks = OneOf(label="What is asked?", choices=(), missing="Choose what is asked")
    year = Chosen(label="For which year?", choices=(), missing="Choose the year", hint="From 1 April to 31 March.")
    theme = TextField(label="What is it about?", max_length=200, hint="For an audit of practice: its theme.")
    after = Chosen(
        label="Does it look again at an earlier audit?", choices=(), empty="No, or it is no audit",
        hint="What was promised after that one stands beside this one.",
    )  # fmt: skip
    due_on = DayField(label="By when do answers have to come?", what="The day", missing="Enter the day")
    letter = TextField(
        label="What are they told?", rows=6, missing="Write what they are told",
        hint="It stands over the questions. Say why it is asked and whom to telephone.",
    )  # fmt: skip

    def __init__(
        self, data: Any = None, *, partnerships: list[Body], sets: list[tuple[str, str]], audits: list[Round]
    ) -> None:
        super().__init__(data, partnerships=partnerships)
        this = year_of(timezone.localdate())
        self.audits = audits
        self.fields["asks"].choices = sets  # type: ignore[attr-defined]
        self.fields["year"].choices = [  # type: ignore[attr-defined]
            (str(year), f"{year}–{(year + 1) % 100:02d}") for year in (this, this + 1, this - 1)
        ]
        if audits:
            self.fields["after"].choices = [(str(one.pk), str(one)) for one in audits]  # type: ignore[attr-defined]
        else:
            del self.fields["after"]

    @property
    def looks_again(self) -> Round | None:
        return next((one for one in self.audits if str(one.pk) == self.cleaned_data.get("after")), None)


class AskForm(forms.Form):
    bodies = SomeOf(label="Which agencies?", choices=(), hint="Those that were asked already do not stand here.")
    schools = SomeOf(
        label="Schools and colleges", choices=(), hint="Each is written to by name, and answers by a code."
    )

    def __init__(self, data: Any = None, *, bodies: list[Body], schools: list[AtSchool]) -> None:
        super().__init__(data)
        self.members, self.known = bodies, schools
        self.fields["bodies"].choices = listed(bodies)  # type: ignore[attr-defined]
        unreached = sum(not one.email for one in schools)
        told = f", {unreached} of them without an address" if unreached else ""
        self.fields["schools"].choices = [  # type: ignore[attr-defined]
            ("all", f"All {len(schools)} that are open and not asked yet{told}")
        ]
        if not bodies:
            del self.fields["bodies"]
        if not schools:
            del self.fields["schools"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not (cleaned.get("bodies") or cleaned.get("schools")):
            raise forms.ValidationError("Tick somebody to ask.")
        return cleaned

    @property
    def chosen(self) -> list[Body]:
        return [body for body in self.members if str(body.pk) in self.cleaned_data.get("bodies", ())]

    @property
    def schools_chosen(self) -> list[AtSchool]:
        return self.known if self.cleaned_data.get("schools") else []


class FoundForm(forms.Form):
    words = TextField(label="What did it find, over all?", rows=8, missing="Say what it found", hint=NAME_NOBODY)
    on = DayField(label="On which day was it agreed?", what="The day", past=True, missing="Enter the day")


class SampleForm(forms.Form):
    reference = TextField(
        label="Reference of the folder", max_length=60, missing="Enter the reference",
        hint="As it stands on the folder, such as WV-2026-0014. Nobody reads it here who has no key to that folder.",
    )  # fmt: skip


class SetForm(OfPartnership):
    like = Chosen(
        label="For a sheet: which set does it change?", choices=(), empty="It is a TOML file",
        hint="A sheet holds the questions; the title and the scale stay as they are in that set.",
    )  # fmt: skip
    file = FileField(label="The file", hint="A sheet (CSV UTF-8) or a TOML file.", missing="Choose the file")

    def __init__(
        self, data: Any = None, files: Any = None, *, partnerships: list[Body], sets: list[tuple[str, str]]
    ) -> None:
        super().__init__(data, partnerships=partnerships, files=files)
        self.fields["like"].choices = sets  # type: ignore[attr-defined]
