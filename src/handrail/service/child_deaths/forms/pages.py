"""The pages of the notification: what is asked before a folder is opened. Only a handful must be answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from handrail.service.cases.journey import Page
from handrail.service.child_deaths.models import Birth, DiedIn, Lived, NoNumber, PlaceOfDeath, YesNo
from handrail.service.children.identifiers import NotAnNhsNumber, nhs_number
from handrail.service.children.models import Child
from handrail.service.fields import Chosen, DayField, OneOf, SomeOf, TextField, TimeField, within_calendar
from handrail.service.partnerships.models import Body

ANSWERS = YesNo.choices


WHY_NO_NUMBER = [*NoNumber.choices, ("", "None: the number is given")]


def yes_no(label: str, hint: str = "") -> OneOf:
    return OneOf(label=label, choices=ANSWERS, hint=hint, inline=True)


def authority_page(authorities: Sequence[Body]) -> type[Page]:
    class Authority(Page):
        slug = "authority"
        title = "Where did the child normally live?"
        hint = (
            "The partners of the area where the child normally lived review the death, wherever the child died. For a "
            "child who lived elsewhere, choose the authority where the death or the event happened; who reviews it is "
            "then decided with the child’s own area."
        )
        authority = OneOf(
            label="Local authority",
            choices=[(str(body.pk), body.name) for body in authorities],
            missing="Choose the local authority",
        )

    return Authority


class BirthPage(Page):
    slug = "birth"
    title = "Was the child born alive?"
    hint = (
        "A child who showed any sign of life counts, at any gestation, until the day before the 18th birthday. What "
        "does not count is recorded all the same, with the reason."
    )
    born = OneOf(label="How was the child born?", choices=Birth.choices, missing="Choose how the child was born")


class ChildPage(Page):
    """Of a child who was not born alive: nobody gave it a number."""

    slug = "child"
    title = "The child"
    hint = "Give what is known now. More can be added later."
    given_names = TextField(label="First names", max_length=120)
    family_name = TextField(label="Family name", max_length=120)
    also_known_as = TextField(label="Other names", max_length=200)
    born_on = DayField(label="Date of birth", what="The date of birth", past=True)
    sex = OneOf(label="Sex", choices=Child.Sex.choices, inline=True)
    ethnicity = TextField(label="Ethnicity, as the family says it", max_length=80)


class BornAlivePage(ChildPage):
    nhs_number = TextField(
        label="NHS number", max_length=20,
        hint="10 figures, such as 999 000 1235. It keeps one death from being counted twice.",
    )  # fmt: skip
    no_number_because = OneOf(
        label="If there is no NHS number, why?", choices=WHY_NO_NUMBER, hint="Leave this if you gave the number."
    )
    field_order = (
        "given_names", "family_name", "also_known_as", "nhs_number", "no_number_because", "born_on", "sex",
        "ethnicity",
    )  # fmt: skip

    def clean_nhs_number(self) -> str:
        try:
            return nhs_number(self.cleaned_data["nhs_number"])
        except NotAnNhsNumber as fault:
            raise forms.ValidationError(str(fault)) from fault

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        number, because = said.get("nhs_number"), said.get("no_number_because")
        if number == "" and not because:
            self.add_error("nhs_number", "Give the NHS number, or choose below why there is none")
        if number and because:
            says = "You gave an NHS number. Take out the number, or choose “None: the number is given”."
            self.add_error("no_number_because", says)
        return said


class WhenPage(Page):
    slug = "when"
    title = "When the child died"
    died_on = DayField(
        label="Day of the death", what="The day of the death", past=True,
        missing="Enter the day of the death, or the day on which the child was found",
    )  # fmt: skip
    died_time = TimeField(label="Hour of the death")
    estimated = OneOf(
        label="Is the day certain?", choices=[("no", "Yes"), ("yes", "No: it is the day on which the child was found")],
        inline=False,
    )  # fmt: skip
    event_on = DayField(
        label="Day of the event that led to the death, if there was one", what="The day of the event", past=True,
        hint="For example, the day of a fall or a collapse, where the child died later.",
    )  # fmt: skip
    event_time = TimeField(label="Hour of the event")

    def clean_died_on(self) -> Any:
        return within_calendar(self.cleaned_data["died_on"], "The day of the death")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        died_on, event_on = said.get("died_on"), said.get("event_on")
        if died_on and event_on and event_on > died_on:
            self.add_error("event_on", "The event that led to the death cannot come after it. Correct one of the days.")
        if said.get("event_time") and not event_on and "event_on" not in self.errors:
            self.add_error("event_on", "You gave an hour of the event. Give its day too.")
        return said


class WherePage(Page):
    slug = "where"
    title = "Where the child died"
    place_kind = OneOf(label="In what kind of place?", choices=PlaceOfDeath.choices)
    place = TextField(label="Which place?", hint="For example, the name of the hospital and ward, or the address.")
    died_in = OneOf(label="Where was that?", choices=DiedIn.choices)
    country = TextField(label="Country, if it was abroad", max_length=80)
    event_place = TextField(label="Where the event that led to the death happened, if elsewhere")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("died_in") == DiedIn.ABROAD and not said.get("country"):
            self.add_error("country", "Give the country in which the child died")
        return said


def home_page(authorities: Sequence[Body]) -> type[Page]:
    class Home(Page):
        slug = "home"
        title = "Where the child lived, and with whom"
        lived = OneOf(label="Where did the child normally live?", choices=Lived.choices)
        lived_in = Chosen(
            label="If it was another area of England, whose?", empty="Not known, or in this area",
            choices=[("", ""), *((str(body.pk), body.name) for body in authorities)],
        )  # fmt: skip
        lives_at = TextField(label="Address")
        carers = TextField(label="Parents and carers, and who was caring for the child then", rows=3)
        other_children = TextField(
            label="Other children in the home",
            rows=3,
            hint="Say whether each is safe now. If a child may be in danger, telephone the police first.",
        )
        looked_after = yes_no("Was the child looked after by a local authority?")
        child_protection_plan = yes_no("Was the child on a child protection plan?")
        child_in_need_plan = yes_no("Was the child on a child in need plan?")
        learning_disability = yes_no("Did the child have a learning disability?")

    return Home


class WhatHappenedPage(Page):
    slug = "what-happened"
    title = "What happened"
    circumstances = TextField(
        label="What is known of the circumstances", rows=8, missing="Say what is known, even if it is little",
        hint="Tell what is known now; nothing has to wait for it.",
    )  # fmt: skip
    unexpected = yes_no(
        "Was the death unexpected?",
        "Not thought a real possibility 24 hours before, for example; or brought on by a collapse as unexpected.",
    )
    abuse_suspected = yes_no("Is abuse or neglect known or suspected?")
    certificate = TextField(label="What the medical certificate says, if one was written")


def knew_page(bodies: Sequence[Body]) -> type[Page]:
    class Knew(Page):
        slug = "who-knew"
        title = "Who knew the child"
        hint = "Each can be asked for what it knows. Tick every agency that was in contact with the child."
        knew = SomeOf(label="Agencies", choices=[(str(body.pk), body.name) for body in bodies])
        others = TextField(
            label="Other professionals and agencies",
            rows=4,
            hint="One on each line: who, and what they were to the child.",
        )

    return Knew


def teller_page(bodies: Sequence[Body]) -> type[Page]:
    class TellerPage(Page):
        slug = "teller"
        title = "Who tells of the death"
        by_name = TextField(label="Name", missing="Give the name of whoever tells of the death", max_length=200)
        job = TextField(label="Job", max_length=200)
        agency_body = Chosen(
            label="Agency",
            empty="Not on this list",
            choices=[("", ""), *((str(body.pk), body.name) for body in bodies)],
        )
        agency = TextField(label="Agency, if it is not on the list", max_length=200)
        contact = TextField(label="Telephone or e-mail", max_length=200)
        told_on = DayField(
            label="Day on which it was told", what="The day on which it was told", past=True,
            missing="Enter the day on which it was told",
        )  # fmt: skip
        told_time = TimeField(label="Hour")

    return TellerPage
