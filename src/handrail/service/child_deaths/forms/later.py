"""What is asked of a death after it was notified: one form for each page on which something is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.db import models
from django.utils import timezone

from handrail.guidance import At, spoken
from handrail.guidance.edition import Criterion, Seen, Use
from handrail.service.child_deaths.actions.judge import at_of
from handrail.service.child_deaths.actions.respond import Deciders
from handrail.service.child_deaths.forms.pages import WHY_NO_NUMBER, yes_no
from handrail.service.child_deaths.happenings import Kind
from handrail.service.child_deaths.models import Death, Event, ReviewMeeting, ScopeDecision, TimeSpent
from handrail.service.child_deaths.situations import Question
from handrail.service.child_deaths.standing import born_alive, standing
from handrail.service.child_deaths.told import KnewTheChild, Teller
from handrail.service.children.actions import Known
from handrail.service.children.models import Child
from handrail.service.fields import Chosen, DayField, EmailField, OneOf, TextField, TimeField
from handrail.service.meetings.forms.folders import PlanMeeting
from handrail.service.partnerships.models import Body
from handrail.service.partnerships.models import Kind as BodyKind

Bodies = Sequence[Body]


def choices_of(bodies: Bodies) -> list[tuple[str, str]]:
    return [("", ""), *((str(body.pk), body.name) for body in bodies)]


def chosen(bodies: Bodies, key: str) -> Body | None:
    return next((body for body in bodies if str(body.pk) == key), None)


class Why(forms.Form):
    """A reason, for what is set aside or undone."""

    why = TextField(label="Why?", missing="Say why", max_length=300)


class CorrectAnswer(forms.Form):
    """One answer, asked as its field holds it."""

    reason = TextField(label="Why is it corrected?", missing="Say why it is corrected", max_length=300)

    def __init__(self, data: Any, *, field: str, label: str, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields = {"now": _field_for(field, label), **self.fields}


def _field_for(name: str, label: str) -> forms.Field:
    kind = Death._meta.get_field(name)
    if isinstance(kind, models.ForeignKey):
        authorities = Body.objects.filter(kind=BodyKind.LOCAL_AUTHORITY).order_by("name")
        return Chosen(label=label, choices=choices_of(list(authorities)), empty="Not known, or in this area")
    if isinstance(kind, models.DateField):
        return DayField(label=label, what=label, past=True)
    if isinstance(kind, models.TimeField):
        return TimeField(label=label)
    if isinstance(kind, models.BooleanField):
        return OneOf(label=label, choices=[("yes", "Yes"), ("no", "No")], missing="Choose an answer")
    if name == "no_number_because":
        return OneOf(label=label, choices=WHY_NO_NUMBER)
    if choices := getattr(kind, "choices", None):
        return OneOf(label=label, choices=choices, missing="" if kind.blank else "Choose an answer")  # type: ignore[union-attr]
    rows = 8 if isinstance(kind, models.TextField) else 0
    return TextField(label=label, rows=rows, max_length=getattr(kind, "max_length", None) or 100_000)


class ChildNames(forms.Form):
    """Who the child is: a name learnt, a birth, an NHS number."""

    given_names = TextField(label="First names", max_length=120)
    family_name = TextField(label="Family name", max_length=120)
    also_known_as = TextField(label="Other names", max_length=200)
    born_on = DayField(label="Date of birth", what="The date of birth", past=True)
    sex = OneOf(label="Sex", choices=Child.Sex.choices, inline=True)
    ethnicity = TextField(label="Ethnicity, as the family says it", max_length=80)
    nhs_number = TextField(label="NHS number", max_length=20, hint="10 figures, such as 999 000 1235")
    no_number_because = OneOf(
        label="If there is no NHS number, why?", choices=WHY_NO_NUMBER,
        hint="Once the number is given, what was said here before falls away.",
    )  # fmt: skip

    def __init__(self, data: Any, *, death: Death) -> None:
        self.was = Known.of(death.child)
        because = standing(death, "no_number_because")
        super().__init__(data, initial={**self.was.__dict__, "no_number_because": because})
        if not born_alive(death):
            del self.fields["no_number_because"]

    @property
    def known(self) -> Known:
        said = {name: value for name, value in self.cleaned_data.items() if name != "no_number_because"}
        said["sex"] = said["sex"] or Child.Sex.NOT_KNOWN
        return Known(**{**self.was.__dict__, **said})


class DecideScope(forms.Form):
    why = OneOf(
        label="Is the death reviewed here?", choices=ScopeDecision.Why.choices, missing="Choose what was decided"
    )
    elsewhere = Chosen(label="If the partners of another area review it, whose?", choices=())
    reasons = TextField(label="Reasons", rows=5, missing="Give the reasons")
    decided_by_name = TextField(label="Who decided it", missing="Say who decided it", max_length=200)
    decided_on = DayField(label="Day", what="The day of the decision", past=True, missing="Enter the day")

    def __init__(self, data: Any, *, bodies: Bodies, **more: Any) -> None:
        super().__init__(data, **more)
        self.bodies = bodies
        self.fields["elsewhere"].choices = choices_of(bodies)  # type: ignore[attr-defined]

    @property
    def answers(self) -> dict[str, Any]:
        return {**self.cleaned_data, "elsewhere": chosen(self.bodies, self.cleaned_data["elsewhere"])}


class AddNotification(forms.Form):
    by_name = TextField(label="Who told of it", missing="Give the name of whoever told of it", max_length=200)
    job = TextField(label="Job", max_length=200)
    body = Chosen(label="Agency", choices=(), empty="Not on this list")
    agency = TextField(label="Agency, if it is not on the list", max_length=200)
    contact = TextField(label="Telephone or e-mail", max_length=200)
    told_on = DayField(label="Day", what="The day on which it was told", past=True, missing="Enter the day")
    told_time = TimeField(label="Hour")
    said = TextField(label="What they said", rows=6)
    abuse_suspected = yes_no("Did they say that abuse or neglect is known or suspected?")

    def __init__(self, data: Any, *, bodies: Bodies, **more: Any) -> None:
        super().__init__(data, **more)
        self.bodies = bodies
        self.fields["body"].choices = choices_of(bodies)  # type: ignore[attr-defined]

    @property
    def teller(self) -> Teller:
        said = self.cleaned_data
        return Teller(
            by_name=said["by_name"], job=said["job"], body=chosen(self.bodies, said["body"]), agency=said["agency"],
            contact=said["contact"], told_at=at_of(said["told_on"], said["told_time"]), said=said["said"],
            abuse_suspected=said["abuse_suspected"],
        )  # fmt: skip


class AddKnown(forms.Form):
    body = Chosen(label="Agency", choices=(), empty="Not on this list")
    name = TextField(label="Name of the agency or person, if not on the list", max_length=200)
    part = TextField(label="What they were to the child", max_length=200, hint="For example, school nurse, GP, ward.")

    def __init__(self, data: Any, *, bodies: Bodies) -> None:
        super().__init__(data)
        self.bodies = bodies
        self.fields["body"].choices = choices_of(bodies)  # type: ignore[attr-defined]

    @property
    def knew(self) -> KnewTheChild:
        said = self.cleaned_data
        return KnewTheChild(body=chosen(self.bodies, said["body"]), name=said["name"].strip(), part=said["part"])


class Happened(forms.Form):
    """A day and an hour; who, and what there is to say, where the kind asks for it."""

    on = DayField(label="Day", what="The day", past=True, missing="Enter the day")
    hour = TimeField(label="Hour")

    def __init__(self, data: Any, *, kind: Kind, answers: Sequence[Event], **more: Any) -> None:
        super().__init__(data, **more)
        self.answered = {str(event.pk): event for event in answers}
        if len(self.answered) > 1:
            self.fields["of"] = OneOf(
                label="Which is it about?", missing="Choose which it is about",
                choices=[
                    *((key, of_in_words(event)) for key, event in self.answered.items()),
                    *([("all", "All of these")] if kind.of_all else []),
                ],
            )  # fmt: skip
        self.fields["who"] = TextField(label=kind.who or "Who told of it", max_length=200)
        missing = f"Write: {kind.asks[:1].lower()}{kind.asks[1:]}" if kind.must_say else ""
        self.fields["words"] = TextField(label=kind.asks or "Anything to add", rows=5, missing=missing)
        self.fields["reference"] = TextField(label="Their reference, if there is one", max_length=80)

    @property
    def at(self) -> At:
        return at_of(self.cleaned_data["on"], self.cleaned_data["hour"])

    @property
    def of(self) -> Event | None:
        if len(self.answered) == 1:
            return next(iter(self.answered.values()))
        return self.answered.get(self.cleaned_data.get("of", ""))


def of_in_words(event: Event) -> str:
    return f"{spoken(event.on)}: {event.words[:80] or event}"


class DecideTogether(forms.Form):
    """The edition's criteria as questions, who decided, and why."""

    def __init__(self, data: Any, *, criteria: Sequence[Criterion], **more: Any) -> None:
        super().__init__(data, **more)
        self.criteria = criteria
        for one in criteria:
            self.fields[one.key] = OneOf(
                label=one.says, choices=yes_no("").choices, inline=True, hint=_weight_of(one),
                missing="Answer this: “Not known” is an answer",
            )  # fmt: skip
        self.fields["called_for"] = OneOf(
            label="Does the death call for a joint agency response?", inline=True,
            choices=[("yes", "Yes"), ("no", "No")], missing="Choose what was decided",
        )  # fmt: skip
        self.fields["health"] = TextField(label="Who decided for health", max_length=200)
        self.fields["police"] = TextField(label="Who decided for the police", max_length=200)
        self.fields["social_care"] = TextField(label="Who decided for children’s social care", max_length=200)
        self.fields["alone_because"] = TextField(label="If not all three decided, why not?", max_length=300)
        self.fields["reasons"] = TextField(label="Reasons", rows=5, missing="Give the reasons")
        self.fields["decided_on"] = DayField(
            label="Day of the decision", what="The day of the decision", past=True, missing="Enter the day"
        )
        self.fields["hour"] = TimeField(label="Hour")

    @property
    def answers(self) -> dict[str, str]:
        return {one.key: self.cleaned_data[one.key] for one in self.criteria}

    @property
    def deciders(self) -> Deciders:
        return Deciders(**{name: self.cleaned_data[name].strip() for name in Deciders.__dataclass_fields__})

    @property
    def at(self) -> At:
        return at_of(self.cleaned_data["decided_on"], self.cleaned_data["hour"])


def _weight_of(one: Criterion) -> str:
    calls = "Yes calls for a joint response." if one.use is Use.TRIGGER else "Yes is a reason to consider one."
    recalled = " Recalled, and found in no published list: not confirmed." if one.seen is Seen.RECALLED else ""
    return f"{calls}{recalled}"


class PlanReviewMeeting(PlanMeeting):
    """The hour and the place, as for any meeting; before them, which form it takes."""

    def __init__(self, data: Any, *, bodies: Bodies, expected: ReviewMeeting.Kind) -> None:
        super().__init__(data, matters=[], initial={"lasts": "120", "kind": expected})
        self.bodies = bodies
        own = {
            "kind": OneOf(
                label="Which form does it take?", choices=ReviewMeeting.Kind.choices, missing="Choose a form"
            ),
            "why": TextField(
                label="If it is not the form that would be expected, why?", max_length=300,
                hint=f"Expected of what is recorded: {expected.label.lower()}.",
            ),
            "led_by": Chosen(
                label="Which body leads it?", choices=choices_of(bodies), empty="Not known yet",
                hint="Usually the hospital trust that cared for the child.",
            ),
        }  # fmt: skip
        self.fields = {**own, **self.fields}

    @property
    def led_by(self) -> Body | None:
        return chosen(self.bodies, self.cleaned_data["led_by"])


class OnDay(forms.Form):
    on = DayField(label="Day", what="The day", past=True, missing="Enter the day")


class Absent(forms.Form):
    name = TextField(label="Who cannot come", missing="Give their name", max_length=200)
    body = Chosen(label="Agency", choices=(), empty="Not on this list")
    known_on = DayField(label="Day on which this was known", what="The day", past=True, missing="Enter the day")

    def __init__(self, data: Any, *, bodies: Bodies, **more: Any) -> None:
        super().__init__(data, **more)
        self.bodies = bodies
        self.fields["body"].choices = choices_of(bodies)  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Body | None:
        return chosen(self.bodies, self.cleaned_data["body"])


class Account(forms.Form):
    on = DayField(label="Day on which it came", what="The day", past=True, missing="Enter the day")
    text = TextField(label="What they wrote", rows=10, missing="Write or paste what they sent")


class Answers(forms.Form):
    """What a situation asks besides."""

    def __init__(self, data: Any, *, questions: Sequence[Question], **more: Any) -> None:
        super().__init__(data, **more)
        for question in questions:
            self.fields[question.key] = TextField(label=question.words, rows=4)


class Tell(forms.Form):
    name = TextField(label="Who there was, or is to be, told", missing="Give a name or an office", max_length=200)
    email = EmailField(label="E-mail address to write to", hint="A short message without any name is sent.")
    how = TextField(label="Or how they were told otherwise", hint="For example, by telephone.", max_length=200)
    on = DayField(label="On which day, if otherwise", what="The day", past=True)


class SpendTime(forms.Form):
    step = OneOf(label="On which step?", choices=TimeSpent.Step.choices, missing="Choose a step")
    hours = TextField(label="Hours", max_length=4, hint="Whole hours; leave empty for less than one.")
    minutes = TextField(label="Minutes", max_length=5)
    on = DayField(label="Day", what="The day", past=True, missing="Enter the day")
    by_name = TextField(label="Who spent it", missing="Say who spent it", max_length=200)
    agency = TextField(label="Agency", max_length=200)
    note = TextField(label="On what", max_length=300)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        parts = [said.get("hours") or "0", said.get("minutes") or "0"]
        if not all(part.isascii() and part.isdecimal() for part in parts):
            self.add_error("minutes", "Give hours and minutes in figures, such as 1 and 30")
        else:
            said["spent"] = int(parts[0]) * 60 + int(parts[1])
        return said


class JoinWith(forms.Form):
    """Which of two folders goes on."""

    decided = OneOf(label="Is it the same death?", choices=(), missing="Choose what you found")
    why = TextField(label="What shows it?", missing="Say what shows it", max_length=300)

    def __init__(self, data: Any, *, first: Death, second: Death) -> None:
        super().__init__(data)
        self.fields["decided"].choices = [  # type: ignore[attr-defined]
            (str(first.pk), f"The same death: it goes on in {first.case}"),
            (str(second.pk), f"The same death: it goes on in {second.case}"),
            ("different", "Two different deaths"),
        ]


def today() -> date:
    return timezone.localdate()
