"""What is asked of whoever runs a meeting."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from handrail.service.fields import (
    Chosen,
    DayField,
    EmailField,
    OneOf,
    SomeOf,
    TextField,
    TimeField,
    instant,
    within_calendar,
)
from handrail.service.meetings.actions.inviting import Guest
from handrail.service.meetings.actions.planning import Arrangement
from handrail.service.meetings.models import Attendance, Meeting
from handrail.service.partnerships.models import Body, Contact
from handrail.service.requests.models import Request

LENGTHS = [
    (str(minutes), words) for minutes, words in ((60, "1 hour"), (90, "1½ hours"), (120, "2 hours"), (180, "3 hours"))
]
FURTHEST = timedelta(days=365)
CAME = [(Attendance.Came.INVITED, "Not known yet"), *Attendance.Came.choices[1:]]


class PlanMeeting(forms.Form):
    """When, where, and who is in the chair; about which incident, where the folder has several."""

    day = DayField(label="Day", what="The day of the meeting", missing="Enter the day of the meeting")
    hour = TimeField(
        label="Time it starts", hint="For example, 9:30am or 14:00", required=True,
        error_messages={"required": "Enter the time at which it starts"},
    )  # fmt: skip
    lasts = OneOf(label="How long it lasts", choices=LENGTHS, missing="Choose how long it lasts", inline=True)
    place = TextField(
        label="Where",
        hint="A room, or the link to join. It is shown to the invited on the page and in their calendar,"
        " so name no child here.",
        missing="Say where it is held, or give the link to join",
        max_length=200,
    )
    chair = TextField(label="Who is in the chair", hint="Name and agency, if known.", max_length=200)

    def __init__(self, *args: Any, matters: list[tuple[str, str]] | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        if matters and len(matters) > 1:
            self.fields["about"] = OneOf(
                label="Which incident is it about?", choices=matters, missing="Choose which incident it is about"
            )

    def clean_day(self) -> Any:
        day = within_calendar(self.cleaned_data["day"], "The day of the meeting")
        if day > timezone.localdate() + FURTHEST:
            raise forms.ValidationError("The day of the meeting must be within a year from now. Check the year.")
        return day

    @property
    def arrangement(self) -> Arrangement:
        typed = self.cleaned_data
        starts_at = instant(typed["day"], typed["hour"])
        return Arrangement(starts_at, int(typed["lasts"]), typed["place"], typed["chair"])

    @staticmethod
    def as_planned(meeting: Meeting) -> dict[str, Any]:
        starts_at = timezone.localtime(meeting.starts_at)
        return {
            "day": starts_at.date(), "hour": f"{starts_at:%H:%M}", "lasts": str(meeting.lasts_minutes),
            "place": meeting.place, "chair": meeting.chair,
        }  # fmt: skip


class CancelMeeting(forms.Form):
    why = TextField(label="Why it is cancelled", missing="Say why it is cancelled", max_length=300)


class AddItem(forms.Form):
    title = TextField(label="Add an item", missing="Write the item", max_length=200)


class Invite(forms.Form):
    """People known as contacts, ticked; anyone else, typed."""

    def __init__(self, *args: Any, contacts: Iterable[Contact], bodies: Iterable[Body], **more: Any) -> None:
        super().__init__(*args, **more)
        self.contacts = {str(contact.pk): contact for contact in contacts}
        self.bodies = {str(body.pk): body for body in bodies}
        if self.contacts:
            self.fields["known"] = SomeOf(
                label="People we know",
                choices=[(key, _in_words(contact)) for key, contact in self.contacts.items()],
            )
        self.fields |= {
            "body": Chosen(
                label="Agency", choices=[("", ""), *((key, body.name) for key, body in self.bodies.items())]
            ),
            "name": TextField(label="Name", max_length=200),
            "job": TextField(label="Job", max_length=200),
            "email": EmailField(
                label="E-mail address", hint="If it is not known, the agency’s mailbox is written to.", max_length=254
            ),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("name") and not cleaned.get("body"):
            self.add_error("body", "Choose the agency this person comes from")
        if (cleaned.get("body") or cleaned.get("job") or cleaned.get("email")) and not cleaned.get("name"):
            self.add_error("name", "Enter the name of the person to invite")
        if not cleaned.get("known") and not any(cleaned.get(name) for name in ("name", "body", "job", "email")):
            self.add_error("known" if self.contacts else "name", "Tick someone, or type a name and choose their agency")
        return cleaned

    @property
    def guests(self) -> list[Guest]:
        typed = self.cleaned_data
        known = [self.contacts[key] for key in typed.get("known", [])]
        guests = [Guest(contact.body, contact.name, contact.job, contact.email) for contact in known]
        if typed["name"]:
            guests.append(Guest(self.bodies[typed["body"]], typed["name"], typed["job"], typed["email"]))
        return guests


def _in_words(contact: Contact) -> str:
    job = f", {contact.job[0].lower()}{contact.job[1:]}" if contact.job else ""
    return f"{contact.body}: {contact.name}{job}"


class ChoosePapers(forms.Form):
    """The pack: summaries that have come, and documents of the folder."""

    def __init__(self, *args: Any, requests: Iterable[Request], documents: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        summaries = [(str(asked.pk), f"{asked.body}, {asked.stage}") for asked in requests]
        if summaries:
            self.fields["requests"] = SomeOf(label="Summaries that have come", choices=summaries)
        if documents:
            self.fields["documents"] = SomeOf(label="Documents on the folder", choices=documents)


class MarkHeld(forms.Form):
    day = DayField(
        label="Day it was held", what="The day it was held", missing="Enter the day on which it was held", past=True
    )
    hour = TimeField(
        label="Time it began", hint="For example, 9:30am or 14:00", required=True,
        error_messages={"required": "Enter the time at which it began"},
    )  # fmt: skip

    def clean_day(self) -> Any:
        return within_calendar(self.cleaned_data["day"], "The day it was held")


class WhoCame(forms.Form):
    """A line for each person on the list."""

    def __init__(self, *args: Any, attendance: Iterable[Attendance], **more: Any) -> None:
        super().__init__(*args, **more)
        for one in attendance:
            self.fields[f"came_{one.pk}"] = OneOf(
                label=str(one), choices=CAME, initial=one.came, inline=True,
                missing=f"Say whether {one.name} came",
            )  # fmt: skip

    @property
    def came(self) -> dict[int, str]:
        return {int(name.removeprefix("came_")): answer for name, answer in self.cleaned_data.items()}


class Decide(forms.Form):
    kind = OneOf(
        label="What is it?",
        choices=[("decision", "A decision"), ("action", "An immediate action")],
        hints={
            "decision": "It may name the agency that is to carry it out.",
            "action": "Something to be done now to keep a child safe. It needs an agency.",
        },
        missing="Choose whether it is a decision or an immediate action",
    )
    text = TextField(label="What was decided", rows=5, missing="Write what was decided")
    due_on = DayField(label="Due day", what="The due day", hint="Leave empty if none was set.")

    def __init__(self, *args: Any, bodies: Iterable[Body], **more: Any) -> None:
        super().__init__(*args, **more)
        due_on = self.fields.pop("due_on")
        self.fields["owner"] = Chosen(
            label="Agency that is to do it", choices=[("", ""), *((str(body.pk), body.name) for body in bodies)]
        )
        self.fields["due_on"] = due_on


class Done(forms.Form):
    done_on = DayField(label="Day it was done", what="The day it was done", missing="Enter the day", past=True)
