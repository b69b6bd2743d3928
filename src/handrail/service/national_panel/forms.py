"""What is asked on the pages of those outside a partnership."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django import forms

from handrail.guidance import spoken
from handrail.service.access.models import Person
from handrail.service.fields import Chosen, DayField, OneOf, SomeOf, TextField
from handrail.service.national_panel.models import DocketItem, Member, NationalStep, PanelDecision, PanelMeeting, Told
from handrail.service.national_panel.weighing import field_of, reasons_of
from handrail.service.one_text import OneText
from handrail.service.partnerships.models import Body
from handrail.service.reviews.models import Considered
from handrail.service.reviews.written import Weighed


class Narrow(forms.Form):
    """Which of what was told is shown."""

    what = Chosen(label="What", choices=Told.What.choices, empty="Everything")
    partnership = Chosen(label="Partnership", choices=(), empty="Every partnership")

    def __init__(self, *args: Any, partnerships: Iterable[Body], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["partnership"].choices = [  # type: ignore[attr-defined]
            (str(one.pk), one.name) for one in partnerships
        ]


class Appoint(forms.Form):
    name = TextField(label="Name", missing="Enter the member's name", autocomplete="off")
    office = OneOf(label="Office", choices=Member.Office.choices, missing="Choose chair or member")
    appointed_by_name = TextField(
        label="Appointed by", hint="The Secretary of State appoints the chair and the members.",
        missing="Enter who appointed them", initial="The Secretary of State",
    )  # fmt: skip
    from_on = DayField(label="Appointed from", what="The first day", missing="Enter the first day")
    until_on = DayField(
        label="Last day of the term", what="The last day", hint="Leave empty if the term has no set end."
    )
    person = Chosen(label="Their account here", choices=(), empty="None")

    def __init__(self, *args: Any, people: Iterable[Person], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["person"].choices = [(str(one.pk), one.name) for one in people]  # type: ignore[attr-defined]


class Ended(forms.Form):
    removed = OneOf(
        label="How did it end?", choices=[("no", "They left"), ("yes", "They were removed")],
        hints={"yes": "Only the Secretary of State may remove a member."}, missing="Choose how it ended",
    )  # fmt: skip
    on = DayField(label="On which day?", what="The day", missing="Enter the day", past=True)
    ended_by_name = TextField(label="Removed by", hint="Only where they were removed.")
    why = TextField(label="Why", hint="Needed where they were removed.", rows=3, max_length=300)


class Declare(forms.Form):
    what = TextField(
        label="What is declared", hint="For example: was the partnership's adviser until 2023.",
        missing="Enter what the member declared",
    )  # fmt: skip
    body = Chosen(
        label="The partnership or local authority that it concerns", choices=(), empty="None of these",
        hint="Before anything from it is decided, the member is asked whether they have a conflict.",
    )  # fmt: skip
    declared_on = DayField(label="Declared on", what="The day", missing="Enter the day it was declared", past=True)

    def __init__(self, *args: Any, bodies: Iterable[Body], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["body"].choices = [(str(one.pk), one.name) for one in bodies]  # type: ignore[attr-defined]


class Plan(forms.Form):
    on = DayField(label="Day", what="The day of the meeting", missing="Enter the day of the meeting")
    place = TextField(label="Where", missing="Enter where it meets")


class Held(forms.Form):
    members = SomeOf(label="Who was there?", choices=(), missing="Tick the members who were there")

    def __init__(self, *args: Any, members: Iterable[Member], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["members"].choices = [(str(one.pk), one.name) for one in members]  # type: ignore[attr-defined]


class Corrected(Held):
    why = TextField(label="Why is it corrected?", missing="Say why it is corrected", max_length=300)


class Why(forms.Form):
    why = TextField(label="Why?", missing="Give the reason", rows=3, max_length=300)


class Step(forms.Form):
    what = OneOf(label="What was done?", choices=NationalStep.What.choices, missing="Choose what was done")
    on = DayField(
        label="On which day?", what="The day", missing="Enter the day",
        hint="Where a day for publishing was set: the day on which it is to be published.",
    )  # fmt: skip
    words = TextField(
        label="Who, where or why", rows=3, max_length=500,
        hint="The reviewer’s name, the address at which it stands, what a look at its progress found, or the reason.",
    )  # fmt: skip


class JoinCase(forms.Form):
    item = Chosen(label="Which case?", choices=(), missing="Choose the case")
    why = TextField(
        label="Why does it belong to this review?", missing="Say why this case belongs to the review", rows=3,
        max_length=300,
    )  # fmt: skip

    def __init__(self, data: Any = None, *, items: Iterable[DocketItem]) -> None:
        super().__init__(data)
        self.fields["item"].choices = [  # type: ignore[attr-defined]
            (str(one.pk), " · ".join(filter(None, (
                str(one), str(one.authority), one.national_reference, f"before the meeting of {spoken(one.meeting.on)}"
            ))))
            for one in items
        ]  # fmt: skip


class YearWords(OneText):
    """The Panel's own words on a year; each may be left until it is written."""

    introduction = TextField(label="Introduction", rows=5)
    learnt = TextField(label="What was learnt", rows=10, hint="Above all, why. Name no child, family or practitioner.")
    came_back = TextField(
        label="What came back, and why", rows=6, hint="The themes of earlier years beside this one’s."
    )
    asked = TextField(label="What the Panel asks, and of whom", rows=6)
    own_work = TextField(label="The Panel’s own work", rows=5)


class ApprovedAt(forms.Form):
    meeting = Chosen(label="At which meeting did the Panel approve it?", choices=(), missing="Choose the meeting")

    def __init__(self, *args: Any, meetings: Iterable[PanelMeeting], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["meeting"].choices = [(str(one.pk), spoken(one.on)) for one in meetings]  # type: ignore[attr-defined]


class TakeUp(Why):
    meeting = Chosen(label="At which meeting?", choices=(), missing="Choose the meeting")
    field_order = ("meeting", "why")

    def __init__(self, *args: Any, meetings: Iterable[PanelMeeting], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["meeting"].choices = [  # type: ignore[attr-defined]
            (str(one.pk), f"{spoken(one.on)}, {one.place}") for one in meetings
        ]


class Speak(forms.Form):
    member = Chosen(label="Member", choices=(), missing="Choose the member")
    stands_aside = OneOf(
        label="Do they have a conflict?",
        choices=[("yes", "Yes: they stand aside and take no part"), ("no", "No")], missing="Choose yes or no",
    )  # fmt: skip
    words = TextField(label="In a few words", hint="What the conflict is, or why there is none.", missing="Say why")

    def __init__(self, *args: Any, members: Iterable[Member], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["member"].choices = [(str(one.pk), one.name) for one in members]  # type: ignore[attr-defined]


class Decide(forms.Form):
    """Each criterion for a national review, the decision that rests on them, and the Panel's view."""

    national = OneOf(
        label="Is a national review to be held?", choices=PanelDecision.National.choices,
        missing="Choose what was decided on a national review",
    )  # fmt: skip
    national_reasons = TextField(
        label="Reasons for the decision on a national review",
        rows=4,
        missing="Enter the reasons for the decision on a national review",
    )
    view = OneOf(
        label="What is the Panel's view of the partners' own decision?", choices=PanelDecision.View.choices,
        missing="Choose the Panel's view",
        hints={
            PanelDecision.View.CHALLENGES: "It then waits for the partnership's reply.",
            PanelDecision.View.ASKS: "It then waits for the partnership's reply.",
            PanelDecision.View.NONE: "The partnership reads that the Panel has considered it.",
        },
    )  # fmt: skip
    view_reasons = TextField(label="Reasons for the view", rows=4, missing="Enter the reasons for the view")
    answer_wanted_by = DayField(
        label="Reply wanted by", what="The day a reply is wanted by",
        hint="Only with a challenge or a question. You may leave it empty.",
    )  # fmt: skip
    themes = TextField(label="Themes", hint="One on each line, for the year's analysis.", rows=3)

    def __init__(self, data: Any = None, *, criteria: Sequence[Weighed], kept: PanelDecision | None = None) -> None:
        """`kept` is what was recorded and has not left, to be changed."""
        super().__init__(data, initial=_recorded(kept, criteria) if kept else None)
        self.criteria = criteria
        asked: dict[str, forms.Field] = {}
        for number, one in enumerate(criteria, start=1):
            asked |= _criterion_fields(number, one)
        self.fields = asked | self.fields

    @property
    def weighed(self) -> list[Weighed]:
        said = self.cleaned_data
        return [
            replace(one, answer=said[field_of(number)], reasons=said[reasons_of(number)])
            for number, one in enumerate(self.criteria, start=1)
        ]

    @property
    def decided(self) -> dict[str, Any]:
        """What was answered beside the criteria."""
        asked = {name(number) for number in range(1, len(self.criteria) + 1) for name in (field_of, reasons_of)}
        return {name: said for name, said in self.cleaned_data.items() if name not in asked}


def _recorded(decision: PanelDecision, criteria: Sequence[Weighed]) -> dict[str, Any]:
    said: dict[str, Any] = {
        "national": decision.national, "national_reasons": decision.national_reasons, "view": decision.view,
        "view_reasons": decision.view_reasons, "answer_wanted_by": decision.answer_wanted_by,
        "themes": "\n".join(decision.themes),
    }  # fmt: skip
    weighed = {one.criterion: one for one in decision.weighed.all()}
    for number, one in enumerate(criteria, start=1):
        if before := weighed.get(one.criterion):
            said |= {field_of(number): before.answer, reasons_of(number): before.reasons}
    return said


def _criterion_fields(number: int, one: Weighed) -> dict[str, forms.Field]:
    """Reasons are asked with each answer; the action says so where one has none."""
    may_be_left = "You may leave this one unanswered." if one.optional else ""
    return {
        field_of(number): OneOf(
            label=f"{number}. {one.says}{f' ({one.mark})' if one.mark else ''}",
            choices=Considered.Answer.choices,
            hint=" ".join(filter(None, (f"{one.source}.", one.caution, may_be_left))),
            missing="" if one.optional else f"Answer criterion {number}, even if only with “not yet known”",
        ),
        reasons_of(number): TextField(
            label=f"Reasons for the answer to {number}", rows=3,
            missing="" if one.optional else f"Give the reasons for the answer to {number}",
        ),
    }  # fmt: skip
