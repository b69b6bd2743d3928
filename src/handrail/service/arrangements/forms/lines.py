"""What is asked of each line of the arrangements, of who agreed, and of the schools."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from handrail.service.arrangements.forms.choosing import BothTicked, OfPartnership, choices_of
from handrail.service.arrangements.models import Agency, Level, Line, Named, Partner, School, Way
from handrail.service.arrangements.register_file import LARGEST
from handrail.service.fields import Chosen, DayField, EmailField, FileField, OneOf, SomeOf, TextField
from handrail.service.partnerships.models import Body


class BeginForm(OfPartnership):
    title = TextField(
        label="What is this draft for?", missing="Say what the draft is for", max_length=200,
        hint="So that two drafts are told apart. For example, Yearly revision 2027, or New lead at the police.",
    )  # fmt: skip
    partnership = Chosen(label="Whose arrangements?", choices=(), missing="Choose the partnership")


class FirstDayForm(forms.Form):
    title = TextField(label="What is this draft for?", missing="Say what the draft is for", max_length=200)
    begins_on = DayField(
        label="On which day does it begin?", what="The first day", missing="Enter the day on which it begins",
        hint="The day from which partners and agencies act by it. For example, 1 4 2027",
    )  # fmt: skip
    changed_why = TextField(
        label="What changes, why, and by when it is done", required=False, rows=5,
        hint="For the public and for the yearly report. Leave empty for the first version.",
    )  # fmt: skip


class OfBody(forms.Form):
    """A line about a body, which is chosen when the line is added and stays."""

    body = Chosen(label="Which?", choices=(), missing="Choose which", hint="Nobody to choose? See the list of bodies.")

    def __init__(self, *args: Any, bodies: Sequence[Body] = (), authorities: Sequence[Body] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.bodies = {str(body.pk): body for body in (*bodies, *authorities)}
        if bodies:
            self.fields["body"].choices = choices_of(bodies)  # type: ignore[attr-defined]
        if "runs_for" in self.fields:
            self.fields["runs_for"].choices = choices_of(authorities)  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        for name in ("body", "runs_for"):
            if name in given:
                given[name] = self.bodies.get(given[name])
        return given


class PartnerForm(OfBody):
    lead_name = TextField(
        label="Lead safeguarding partner: name", required=False, max_length=200,
        hint="The head of the partner: the chief executive, or the chief officer of police.",
    )  # fmt: skip
    lead_job = TextField(label="Lead safeguarding partner: post", required=False, max_length=200)
    delegate_name = TextField(label="Delegated safeguarding partner: name", required=False, max_length=200)
    delegate_job = TextField(label="Delegated safeguarding partner: post", required=False, max_length=200)
    may_decide = TextField(
        label="What the delegate may decide for the lead", required=False, rows=4,
        hint="How far the delegated authority goes: money, staff, reviews, changes to these arrangements.",
    )  # fmt: skip
    may_not_decide = TextField(label="What stays with the lead", required=False, rows=3)


class AgencyForm(OfBody):
    why = TextField(label="Why the partners chose it", missing="Say why it was chosen", rows=3)
    does = TextField(label="What it does under the arrangements", required=False, rows=3)
    runs_for = Chosen(
        label="Runs services for which authority? (optional)", choices=(), empty="None",
        hint="For a trust or company that runs children’s services in an authority’s place.",
    )  # fmt: skip
    runs = TextField(label="Which services? (optional)", required=False, max_length=300)
    accepted_on = DayField(label="Accepted on (optional)", what="The day it accepted", past=True)
    accepted_by_name = TextField(label="Who accepted for it (optional)", required=False, max_length=200)
    not_accepted = TextField(
        label="What stands in the way of its accepting (optional)", required=False, max_length=300,
        hint="Kept here and never published. Once published, the arrangements bind it whether it accepted or not.",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if bool(given.get("runs_for")) != bool(given.get("runs")):
            self.add_error("runs", "Say both which authority and which services, or neither.")
        if given.get("accepted_on") and not given.get("accepted_by_name"):
            self.add_error("accepted_by_name", "Say who accepted for it.")
        return given


class NamedForm(forms.Form):
    place = OneOf(label="As what?", choices=Named.Place.choices, missing="Choose as what the person is named")
    name = TextField(label="Name", missing="Enter the name", max_length=200, hint="It is published.")
    whence = TextField(
        label="Where from (optional)", required=False, max_length=200,
        hint="For a scrutineer: what makes them independent. For a chair: which partner they are from.",
    )  # fmt: skip
    says = TextField(label="What they do (optional)", required=False, rows=3)

    def said(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class LevelForm(forms.Form):
    place = Chosen(
        label="Which level is it?", missing="Choose the level",
        choices=[(str(number), f"{number}" + (", universal help" if number == 1 else "")) for number in range(1, 10)],
    )  # fmt: skip
    name = TextField(label="Name", missing="Enter the level’s name", max_length=100, hint="For example, Targeted help.")
    need = TextField(label="Which children are at this level", missing="Say which children are at this level", rows=4)
    help = TextField(label="What help there is", missing="Say what help there is", rows=4)
    up = TextField(label="The way up: when and how to ask for more", required=False, rows=3)
    down = TextField(label="The way down: when and how help steps down", required=False, rows=3)

    def said(self) -> dict[str, Any]:
        return {**self.cleaned_data, "place": int(self.cleaned_data["place"])}


FORMS: dict[type[Line], type[forms.Form]] = {
    Partner: PartnerForm, Agency: AgencyForm, Named: NamedForm, Level: LevelForm,
}  # fmt: skip


class SectionForm(forms.Form):
    text = TextField(
        label="What the arrangements say", required=False, rows=12,
        hint="An empty line begins a new paragraph. Begin a line with “- ” for a list.",
    )  # fmt: skip
    why_not = TextField(
        label="Or: why the arrangements do not have this", required=False, rows=3,
        hint="Statutory guidance may be departed from for a good reason, which is then published.",
    )  # fmt: skip

    def __init__(self, *args: Any, binds: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if binds:
            del self.fields["why_not"]


class AgreeForm(forms.Form):
    body = Chosen(label="Which partner agrees?", choices=(), missing="Choose the partner")
    agreed_by_name = TextField(label="Who agreed for it?", missing="Enter who agreed", max_length=200)
    agreed_on = DayField(label="On which day?", what="The day", missing="Enter the day", past=True)
    where = TextField(
        label="Where is that written down?", missing="Say where it is written down", max_length=300,
        hint="For example, the minutes of the executive of 3 November 2026, item 4.",
    )  # fmt: skip

    def __init__(self, *args: Any, bodies: Sequence[Body], **more: Any) -> None:
        super().__init__(*args, **more)
        self.bodies = {str(body.pk): body for body in bodies}
        self.fields["body"].choices = choices_of(bodies)  # type: ignore[attr-defined]


class PublishForm(BothTicked):
    sure = SomeOf(
        label="Before it is published", missing="Tick both, or go back",
        choices=[
            ("read", "I have read it as the public will read it"),
            ("named", "Everybody whom it names knows that their name is published"),
        ],
    )  # fmt: skip


class ToldForm(forms.Form):
    told_on = DayField(label="On which day?", what="The day", missing="Enter the day", past=True)
    told_how = TextField(
        label="How, and to what address?", missing="Say how the Secretary of State was told", max_length=300
    )


class WhyForm(forms.Form):
    why = TextField(label="Why?", missing="Say why", max_length=300)


class TakeDownForm(forms.Form):
    why = TextField(
        label="Why? The public reads this", missing="Say why, for the public", max_length=300,
        hint="For example: It named somebody who should not be named. Name nobody here.",
    )  # fmt: skip


class FileForm(forms.Form):
    file = FileField(
        label="The register’s file", missing="Choose the file",
        hint=f"A csv file, up to {LARGEST // 1024 // 1024} MB. Schools of other authorities in it are passed over.",
    )  # fmt: skip


class WayForm(forms.Form):
    name = TextField(label="Name", missing="Enter the name", max_length=200, hint="For example, Primary heads’ forum.")
    says = TextField(label="How it works", missing="Say how schools take part in this way", rows=4)


class ChangeWayForm(WayForm):
    why = TextField(label="Why is it changed?", missing="Say why", max_length=300)


class PhaseForm(forms.Form):
    """Many schools at once."""

    phase = Chosen(label="Put every school of this phase that has no way yet", choices=(), missing="Choose the phase")
    way = Chosen(label="into this way", choices=(), missing="Choose the way")

    def __init__(self, *args: Any, phases: Sequence[str], ways: Sequence[Way], **more: Any) -> None:
        super().__init__(*args, **more)
        self.ways = {str(way.pk): way for way in ways}
        self.fields["phase"].choices = [(one, one) for one in phases]  # type: ignore[attr-defined]
        self.fields["way"].choices = choices_of(ways)  # type: ignore[attr-defined]


class NarrowForm(forms.Form):
    """Which schools of the list are shown. What cannot be read narrows nothing."""

    authority = Chosen(label="Local authority", choices=(), empty="All")
    way = Chosen(label="Way of taking part", choices=(), empty="Any")
    phase = Chosen(label="Phase", choices=(), empty="All")

    def __init__(self, *args: Any, ways: Sequence[Way], authorities: Sequence[Body], phases: Sequence[str]) -> None:
        super().__init__(*args)
        offered = {
            "authority": [(str(one.pk), one.name) for one in authorities], "way": choices_of(ways),
            "phase": [(one, one) for one in phases],
        }  # fmt: skip
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
            if len(choices) < 2:
                del self.fields[name]

    @property
    def asked(self) -> dict[str, str]:
        self.is_valid()
        return {name: said for name, said in self.cleaned_data.items() if said}


class SchoolForm(forms.Form):
    engages = OneOf(
        label="Does it take part?", choices=School.Engages.choices, missing="Choose whether the school takes part"
    )
    way = Chosen(label="In which way? (optional)", choices=(), empty="None yet")
    contact_name = TextField(label="Single point of contact: name (optional)", required=False, max_length=200)
    contact_job = TextField(label="Post (optional)", required=False, max_length=200)
    contact_email = EmailField(label="E-mail (optional)", required=False)
    contact_telephone = TextField(label="Telephone (optional)", required=False, max_length=40)

    def __init__(self, *args: Any, ways: Sequence[Way], **more: Any) -> None:
        super().__init__(*args, **more)
        self.ways = {str(way.pk): way for way in ways}
        self.fields["way"].choices = choices_of(ways)  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        return {**self.cleaned_data, "way": self.ways.get(self.cleaned_data["way"])}


class AttemptForm(forms.Form):
    on = DayField(label="When was it tried?", what="The day", missing="Enter the day", past=True)
    how = TextField(label="How?", missing="Say how", max_length=200, hint="For example, a call to the head’s office.")
    came_of_it = TextField(label="What came of it?", missing="Say what came of it", rows=3)


class OfferForm(forms.Form):
    """`offered` is what the page showed: nobody decides on what changed meanwhile."""

    take = OneOf(
        label="Whom should the school be reached by?", missing="Choose whom",
        choices=[("yes", "Take whom the file gives"), ("no", "Keep whom somebody entered here")],
    )  # fmt: skip
    offered = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, offered: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["offered"].initial = offered


class SameForm(forms.Form):
    same = OneOf(
        label="Are they one school?", missing="Choose whether they are one school",
        choices=[("yes", "Yes: it goes on under the second number"), ("no", "No: they are two schools")],
    )  # fmt: skip
