"""What is asked of whoever runs a group of the partnership and its meetings."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django import forms

from handrail.service.fields import Chosen, DayField, EmailField, FileField, OneOf, TextField
from handrail.service.meetings.actions.deciding import Decided
from handrail.service.meetings.actions.grouping import Brought, Terms
from handrail.service.meetings.doors import who_may_attend
from handrail.service.meetings.matters import KINDS
from handrail.service.meetings.models import AgendaItem, Attendance, Group, Meeting, Voice
from handrail.service.partnerships.models import Body
from handrail.service.room import Matter

NAME_NOBODY = "Name no child, family or practitioner."
MONTHS = [
    (str(months), words)
    for months, words in (
        (1, "Every month"), (2, "Every two months"), (3, "Every three months"), (4, "Every four months"),
        (6, "Every six months"), (12, "Once a year"),
    )
]  # fmt: skip
THERE = [
    (Attendance.Came.CAME, "Came"),
    (Attendance.Came.DEPUTY, "A deputy came"),
    (Attendance.Came.APOLOGIES, "Sent apologies"),
    (Attendance.Came.DID_NOT_COME, "Absent"),
    (Attendance.Came.INVITED, "Not known yet"),
]
YES_NO = [("yes", "Yes"), ("no", "No")]


class TermsForm(forms.Form):
    """A group and its terms. The partnership is asked only of whoever works for several."""

    partnership = Chosen(label="For which partnership?", choices=(), missing="Choose the partnership")
    title = TextField(
        label="Name of the group", missing="Enter the name of the group", max_length=120,
        hint="For example, Executive, or Learning and improvement group.",
    )  # fmt: skip
    does = TextField(label="What it is for", rows=3, missing="Say what the group is for")
    covers = TextField(
        label="Which boards or authorities is it for? (optional)", max_length=200,
        hint="Where one area has several. Leave empty for the whole partnership.",
    )  # fmt: skip
    under = Chosen(label="Which group does it answer to? (optional)", choices=(), empty="None: it is the highest")
    chair = TextField(label="Who is in the chair? (optional)", max_length=200, hint="Name and agency.")
    every_months = OneOf(label="How often is it to meet?", choices=MONTHS, missing="Choose how often it is to meet")
    fewest = TextField(
        label="How many of its bodies must be there for a quorum?", missing="Enter a number", max_length=10,
        hint="A body is there when one of its people, or a deputy, is.",
    )  # fmt: skip
    partners_needed = OneOf(
        label="Must each safeguarding partner be there?", choices=YES_NO, missing="Choose yes or no", inline=True
    )

    def __init__(
        self, data: Any = None, *, partnerships: list[Body], groups: Iterable[Group] = (), **more: Any
    ) -> None:
        super().__init__(data, **more)
        self.partnerships, self.groups = partnerships, list(groups)
        if len(partnerships) == 1:
            del self.fields["partnership"]
        else:
            self.fields["partnership"].choices = [(str(one.pk), one.name) for one in partnerships]  # type: ignore[attr-defined]
        if self.groups:
            self.fields["under"].choices = [(str(one.pk), str(one)) for one in self.groups]  # type: ignore[attr-defined]
        else:
            del self.fields["under"]

    def clean_fewest(self) -> int:
        typed = self.cleaned_data["fewest"]
        if not (typed.isdecimal() and typed.isascii() and len(typed) <= 2 and int(typed) >= 1):
            raise forms.ValidationError("Enter a whole number, such as 3")
        return int(typed)

    @property
    def whose(self) -> Body:
        chosen = self.cleaned_data.get("partnership")
        return next(body for body in self.partnerships if chosen is None or str(body.pk) == chosen)

    @property
    def terms(self) -> Terms:
        said = self.cleaned_data
        under = next((one for one in self.groups if str(one.pk) == said.get("under")), None)
        return Terms(
            said["title"], said["does"], said["chair"], said["covers"], under, said["fewest"],
            said["partners_needed"] == "yes", int(said["every_months"]),
        )  # fmt: skip

    @staticmethod
    def as_agreed(group: Group) -> dict[str, Any]:
        return {
            "title": group.title, "does": group.does, "covers": group.covers, "chair": group.chair,
            "under": str(group.under or ""), "every_months": str(group.every_months), "fewest": str(group.fewest),
            "partners_needed": "yes" if group.partners_needed else "no",
        }  # fmt: skip


class SeatForm(forms.Form):
    body = Chosen(label="Which body?", choices=(), missing="Choose the body")
    office = TextField(
        label="In which office?", missing="Enter the office", max_length=200,
        hint="For example, Director of children’s services.",
    )  # fmt: skip
    name = TextField(label="Who holds it?", missing="Enter the name", max_length=200)
    email = EmailField(
        label="E-mail address", hint="If it is not known, the agency’s mailbox is written to.", max_length=254
    )
    from_on = DayField(label="From which day?", what="The day", missing="Enter the day from which they are expected")

    def __init__(self, data: Any = None, *, group: Group, **more: Any) -> None:
        super().__init__(data, **more)
        self.members = list(who_may_attend(group.case.partnership))
        self.fields["body"].choices = [(str(one.pk), one.name) for one in self.members]  # type: ignore[attr-defined]

    @property
    def whose(self) -> Body:
        return next(body for body in self.members if str(body.pk) == self.cleaned_data["body"])


class EndSeatForm(forms.Form):
    until_on = DayField(label="Which was, or is, their last day?", what="The last day", missing="Enter the last day")


class EndGroupForm(forms.Form):
    on = DayField(label="On which day did it end?", what="The day", missing="Enter the day", past=True)
    why = TextField(label="Why?", missing="Say why it ended", max_length=300)


class BringForm(forms.Form):
    title = TextField(label="What is brought", missing="Write the item", max_length=200, hint=NAME_NOBODY)
    to = OneOf(label="What is asked of the meeting?", choices=AgendaItem.To.choices, missing="Choose what is asked")
    brought_by = TextField(label="Who brings it? (optional)", max_length=200, hint="Name and agency.")
    paper = FileField(label="A paper to it (optional)", hint="Word, PDF, Excel or an image, up to 20 MB.")

    @property
    def brought(self) -> Brought:
        said, paper = self.cleaned_data, self.cleaned_data.get("paper")
        held = (paper.name, paper.read()) if paper else None
        return Brought(said["title"], said["to"], said["brought_by"], held)


class ExpectedForm(forms.Form):
    """Two answers for each person on the list: how they were there, and who came for them."""

    def __init__(self, data: Any = None, *, attendance: Iterable[Attendance], **more: Any) -> None:
        super().__init__(data, **more)
        self.lines = list(attendance)
        for one in self.lines:
            self.fields[f"came_{one.pk}"] = OneOf(
                label=f"{one}, {one.job}" if one.job else str(one), choices=THERE, initial=one.came, inline=True,
                missing=f"Say whether {one.name} came",
            )  # fmt: skip
            self.fields[f"deputy_{one.pk}"] = TextField(
                label=f"Who came in the place of {one.name}?", initial=one.deputy, max_length=200,
                hint="Only where a deputy came.",
            )  # fmt: skip

    @property
    def said(self) -> dict[int, tuple[str, str]]:
        read = self.cleaned_data
        return {one.pk: (read[f"came_{one.pk}"], read[f"deputy_{one.pk}"]) for one in self.lines}


class DecideTogetherForm(forms.Form):
    text = TextField(label="What was decided", rows=4, missing="Write what was decided", hint=NAME_NOBODY)
    item = Chosen(label="Under which item? (optional)", choices=(), empty="None of them")
    matter = Chosen(
        label="What is it about? (optional)", choices=(), empty="Something else",
        hint="So that it is found again from there.",
    )  # fmt: skip
    publish = OneOf(
        label="May these words stand in the yearly report?", choices=YES_NO, missing="Choose yes or no", inline=True,
        hint="Where not, the decision is counted there, and its words are not told. Of what stands in a folder, as a"
        " recommendation of a review does, they may not.",
    )  # fmt: skip

    def __init__(
        self, data: Any = None, *, meeting: Meeting, matters: Mapping[tuple[str, uuid.UUID], Matter], **more: Any
    ) -> None:
        super().__init__(data, **more)
        self.items = list(meeting.agenda.all())
        self.matters = {f"{one.kind} {one.key}": one for one in matters.values()}
        self.there = [one for one in meeting.attendance.all() if one.there]
        self.fields["item"].choices = [(str(one.pk), one.title) for one in self.items]  # type: ignore[attr-defined]
        offered = [(chosen, f"{KINDS[one.kind]}: {one.words[:90]}") for chosen, one in self.matters.items()]
        if offered:
            self.fields["matter"].choices = offered  # type: ignore[attr-defined]
        else:
            del self.fields["matter"]
        for one in self.there:
            self.fields[f"voice_{one.pk}"] = OneOf(
                label=one.who_spoke, choices=Voice.Says.choices, initial=Voice.Says.AGREED, inline=True,
                missing=f"Say how {one.deputy or one.name} stood to it",
            )  # fmt: skip

    @property
    def decided(self) -> Decided:
        said = self.cleaned_data
        item = next((one for one in self.items if str(one.pk) == said["item"]), None)
        voices = {one.pk: said[f"voice_{one.pk}"] for one in self.there}
        decided = Decided(said["text"], item, publish=said["publish"] == "yes", voices=voices)
        about = self.matters.get(said.get("matter") or "")
        if about is None:
            return decided
        return replace(decided, matter=about.kind, matter_key=about.key, matter_folder=about.folder)


class FindDecisionsForm(forms.Form):
    """Which decisions to show. Empty means all."""

    group = Chosen(label="Group", choices=(), empty="All groups")
    year = Chosen(label="Year", choices=(), empty="All years", hint="From 1 April to 31 March.")
    about = Chosen(label="About", choices=list(KINDS.items()), empty="Anything")
    words = TextField(label="With these words", max_length=100)

    def __init__(self, data: Any = None, *, groups: Iterable[Group], years: Iterable[int], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["group"].choices = [(str(one.pk), str(one)) for one in groups]  # type: ignore[attr-defined]
        self.fields["year"].choices = [(str(year), f"{year}–{(year + 1) % 100:02d}") for year in years]  # type: ignore[attr-defined]


class WhyForm(forms.Form):
    why = TextField(label="Why?", missing="Say why", max_length=300, hint="For example: It was recorded twice.")
