"""What is asked about bodies: what they are, whom to reach, which partnership they belong to, from when to when."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from handrail.service.fields import Chosen, DayField, EmailField, OneOf, TextField
from handrail.service.partnerships.models import Body, Kind, Membership
from handrail.service.partnerships.schedule import RELEVANT_AGENCIES


def choices_of(bodies: Iterable[Body]) -> list[tuple[str, str]]:
    return [(str(body.pk), body.name) for body in bodies]


def first_day() -> DayField:
    return DayField(label="First day", what="First day", hint="Leave empty if not known. For example, 1 4 2019")


def last_day() -> DayField:
    return DayField(label="Last day", what="Last day", hint="Leave empty while it goes on. For example, 31 3 2023")


class BodyForm(forms.Form):
    """A body that is here already: its kind stays."""

    name = TextField(label="Name", missing="Enter the name", max_length=200)
    short_name = TextField(
        label="Short name (optional)", hint="For a partnership: begins the references of its folders, such as WV",
        max_length=40,
    )  # fmt: skip
    category = Chosen(
        label="Relevant agency as (optional)", hint="Its entry in the Schedule to the 2018 Regulations",
        choices=[(words, words) for words in RELEVANT_AGENCIES],
    )  # fmt: skip
    mailbox = EmailField(
        label="Shared mailbox (optional)", hint="Requests go here too, so that nothing waits for one person"
    )
    telephone = TextField(label="Telephone (optional)", max_length=40)
    from_on = first_day()
    until_on = last_day()

    def __init__(self, *args: Any, kind: str = "", **more: Any) -> None:
        super().__init__(*args, **more)
        held = self.initial.get("category")
        if held and held not in RELEVANT_AGENCIES:
            self.fields["category"].choices = [(held, held), *self.fields["category"].choices]  # type: ignore[attr-defined]
        if kind and kind != Kind.RELEVANT_AGENCY:
            del self.fields["category"]
        if kind and kind != Kind.PARTNERSHIP:
            del self.fields["short_name"]


class NewBodyForm(BodyForm):
    kind = OneOf(label="What is it?", choices=Kind.choices, missing="Choose what it is")
    field_order = ("kind", "name")


class ContactForm(forms.Form):
    name = TextField(label="Name", missing="Enter the name", max_length=200)
    job = TextField(label="Job (optional)", hint="For example, named nurse for safeguarding", max_length=200)
    email = EmailField(label="E-mail address")
    telephone = TextField(label="Telephone", max_length=40)
    deputy = OneOf(
        label="First person to reach, or their deputy?", choices=[("", "First"), ("yes", "Deputy")], inline=True
    )
    from_on = first_day()
    until_on = last_day()

    def clean_deputy(self) -> bool:
        return bool(self.cleaned_data["deputy"])


class MembershipForm(forms.Form):
    place = OneOf(label="Its place in the partnership", choices=Membership.Place.choices, missing="Choose its place")
    from_on = first_day()
    until_on = last_day()


class MemberForm(MembershipForm):
    body = Chosen(label="Body", choices=[], missing="Choose the body", hint="If it is not in the list, add it first")
    field_order = ("body",)

    def __init__(self, *args: Any, bodies: Iterable[Body], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["body"].choices = choices_of(bodies)  # type: ignore[attr-defined]


class CoverageForm(forms.Form):
    authority = Chosen(label="Local authority", choices=[], missing="Choose the local authority")
    from_on = first_day()
    until_on = last_day()

    def __init__(self, *args: Any, authorities: Iterable[Body], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["authority"].choices = choices_of(authorities)  # type: ignore[attr-defined]


class EndForm(forms.Form):
    until_on = DayField(label="Last day", what="Last day", missing="Enter the last day")


class SuccessorForm(forms.Form):
    after = Chosen(
        label="Which body took over?", choices=[], missing="Choose the body",
        hint="If several did, record one after the other. If it is not in the list, add it first",
    )  # fmt: skip
    on = DayField(
        label="The first day on which it did", what="The day", missing="Enter the day", hint="For example, 1 4 2026"
    )

    def __init__(self, *args: Any, bodies: Iterable[Body], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["after"].choices = choices_of(bodies)  # type: ignore[attr-defined]


class AreaDatesForm(forms.Form):
    published_on = DayField(label="Safeguarding arrangements were published", what="The day they were published")
    began_on = DayField(label="Safeguarding arrangements began", what="The day safeguarding arrangements began")
    child_death_began_on = DayField(
        label="Child death review arrangements began", what="The day child death arrangements began"
    )
