"""What is asked of whoever begins a round, asks bodies, loads a question set, or puts a folder in a sample."""

from __future__ import annotations

from collections.abc import Iterator
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
    places = Membership.objects.on(today).filter(partnership=partnership).exclude(place=Membership.Place.INDEPENDENT)
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
    phases = SomeOf(
        label="Schools and colleges", choices=(),
        hint="Each is written to by name, and answers by a code. Those that were asked already are not counted.",
    )  # fmt: skip
    some = TextField(
        label="Or these schools and colleges alone", rows=4,
        hint="One on a line: the number in the register, or the name. Leave it empty to ask all that are ticked above.",
    )  # fmt: skip
    reached = SomeOf(
        label="Those without an address", choices=[("only", "Leave out those for which no address is known yet")],
        hint="Those that you ask all the same are told once their contact is entered under Schools and colleges.",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, bodies: list[Body], schools: list[AtSchool]) -> None:
        super().__init__(data)
        self.members, self.known, self.named = bodies, schools, list[AtSchool]()
        self.fields["bodies"].choices = listed(bodies)  # type: ignore[attr-defined]
        self.fields["phases"].choices = list(_by_phase(schools))  # type: ignore[attr-defined]
        if not bodies:
            del self.fields["bodies"]
        if not schools:
            for name in ("phases", "some", "reached"):
                del self.fields[name]

    def clean_some(self) -> str:
        typed = str(self.cleaned_data["some"])
        for line in filter(None, (line.strip() for line in typed.splitlines())):
            found = [one for one in self.known if line in (one.urn, one.name)]
            found = found or [one for one in self.known if line.lower() in one.name.lower()]
            if not found:
                raise forms.ValidationError(
                    f"No school that is still to be asked is called “{line}”. Look in the list."
                )
            if len(found) > 1:
                numbers = ", ".join(one.urn for one in found[:5])
                raise forms.ValidationError(f"“{line}” fits {len(found)} schools. Write the number: {numbers}.")
            self.named += found
        return typed

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.named and cleaned.get("phases"):
            self.add_error("some", "Tick kinds of school above, or write single schools here; not both.")
        if not (cleaned.get("bodies") or cleaned.get("phases") or cleaned.get("some") or self.errors):
            raise forms.ValidationError("Tick somebody to ask.")
        return cleaned

    @property
    def chosen(self) -> list[Body]:
        return [body for body in self.members if str(body.pk) in self.cleaned_data.get("bodies", ())]

    @property
    def schools_chosen(self) -> list[AtSchool]:
        ticked = self.cleaned_data.get("phases", ())
        found = self.named or [one for one in self.known if (one.phase or NO_PHASE) in ticked]
        return [one for one in found if one.email] if self.cleaned_data.get("reached") else found


NO_PHASE = "no phase"


def _by_phase(schools: list[AtSchool]) -> Iterator[tuple[str, str]]:
    for phase in sorted({one.phase or NO_PHASE for one in schools}):
        of_it = [one for one in schools if (one.phase or NO_PHASE) == phase]
        unreached = sum(not one.email for one in of_it)
        told = f", {unreached} of them without an address" if unreached else ""
        yield phase, f"{phase if phase != NO_PHASE else 'Phase not said'}: {len(of_it)}{told}"


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
