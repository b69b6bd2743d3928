"""What is asked of somebody on the register: who they are, what they know, when they are free, what they declare."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from handrail.service.fields import Chosen, DayField, EmailField, OneOf, SomeOf, TextField
from handrail.service.partnerships.models import Body, Kind
from handrail.service.reviewers.actions.register import Said
from handrail.service.reviewers.models import EXPERTISE, Interest, Reviewer

POOLS = [
    ("in_pool", "This partnership's own pool of reviewers"),
    ("in_panels_pool", "The pool of reviewers that the Panel makes public"),
]


class ReviewerForm(forms.Form):
    """`partnerships` are those whose register may be kept: asked only of someone who keeps several."""

    partnership = Chosen(label="On which partnership's register?", choices=(), missing="Choose the partnership")
    name = TextField(label="Name", missing="Enter the name", max_length=200)
    email = EmailField(label="E-mail address", missing="Enter the e-mail address, such as name@example.com")
    telephone = TextField(label="Telephone", max_length=40)
    body = Chosen(
        label="Where do they work?", choices=(), missing="Choose the body they work at",
        hint="Their own business or a firm of reviewers. Keys to a folder are given to it. If it is not in the list, "
        "an administrator adds it under Bodies, as “Independent reviewers”.",
    )  # fmt: skip
    pools = SomeOf(
        label="Which pool are they in?", choices=POOLS,
        hint="Leave both empty for somebody whom you know, and who is in no pool.",
    )  # fmt: skip
    expertise = SomeOf(label="What do they know well?", choices=list(EXPERTISE.items()))
    experience = TextField(label="Which reviews have they led or written?", rows=4)
    checked = TextField(
        label="Which references and checks were seen?", rows=3,
        hint="For example references, an enhanced check, insurance, training; and by whom.",
    )  # fmt: skip
    available = OneOf(
        label="Can they take a review?",
        choices=Reviewer.Available.choices,
        missing="Say whether they can take a review",
    )
    available_on = DayField(label="If from a day, from which?", what="The day")
    availability = TextField(label="How much time have they, and where?", max_length=300)

    def __init__(self, data: Any = None, *, partnerships: list[Body], of: Reviewer | None = None) -> None:
        super().__init__(data, initial=_as_entered(of) if of else None)
        self.partnerships = [of.partnership] if of else partnerships
        if len(self.partnerships) == 1:
            del self.fields["partnership"]
        else:
            self.fields["partnership"].choices = _listed(self.partnerships)  # type: ignore[attr-defined]
        self.bodies = list(Body.objects.on(timezone.localdate()).filter(kind=Kind.REVIEWERS))
        self.fields["body"].choices = _listed(self.bodies)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if (
            cleaned.get("available") == "later"
            and not cleaned.get("available_on")
            and "available_on" not in self.errors
        ):
            self.add_error("available_on", "Enter the day from which they can take a review")
        return cleaned

    @property
    def partnership_chosen(self) -> Body:
        chosen = self.cleaned_data.get("partnership")
        return next(body for body in self.partnerships if chosen is None or str(body.pk) == chosen)

    @property
    def said(self) -> Said:
        given = dict(self.cleaned_data)
        pools, key = given.pop("pools"), given.pop("body")
        given.pop("partnership", None)
        body = next(body for body in self.bodies if str(body.pk) == key)
        return Said(body=body, in_pool="in_pool" in pools, in_panels_pool="in_panels_pool" in pools, **given)


def _as_entered(of: Reviewer) -> dict[str, Any]:
    names = (
        "name", "email", "telephone", "expertise", "experience", "checked", "available", "available_on", "availability"
    )  # fmt: skip
    pools = [key for key, _ in POOLS if getattr(of, key)]
    return {name: getattr(of, name) for name in names} | {"body": str(of.body_id), "pools": pools}


def _listed(bodies: list[Body]) -> list[tuple[str, str]]:
    return [(str(body.pk), body.name) for body in bodies]


class InterestForm(forms.Form):
    tie = OneOf(label="How do they stand to it?", choices=Interest.Tie.choices, missing="Say how they stand to it")
    body = Chosen(label="To which body?", choices=(), missing="Choose the body")
    words = TextField(
        label="What exactly?", max_length=300, missing="Say what exactly",
        hint="For example, “designated nurse” or “sister of its chair”. Do not name the other person.",
    )  # fmt: skip
    from_on = DayField(label="Since when?", what="The first day", past=True)
    until_on = DayField(
        label="Until when?", what="The last day", hint="Leave it empty while it still holds.", past=True
    )
    declared_on = DayField(
        label="On which day did they declare it?", what="The day of the declaration", past=True,
        missing="Enter the day of the declaration",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, partnership: Body) -> None:
        super().__init__(data)
        self.bodies = list(bodies_for(partnership))
        self.fields["body"].choices = _listed(self.bodies)  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Body:
        return next(body for body in self.bodies if str(body.pk) == self.cleaned_data["body"])


def bodies_for(partnership: Body) -> QuerySet[Body]:
    """The bodies in which an interest would matter here, those that are no more among them. Other partnerships'
    schools and trusts are left out of the list; every authority, force and board is in it."""
    everywhere = (
        Kind.LOCAL_AUTHORITY, Kind.POLICE_FORCE, Kind.INTEGRATED_CARE_BOARD, Kind.CLINICAL_COMMISSIONING_GROUP,
        Kind.LSCB, Kind.PARTNERSHIP, Kind.NATIONAL, Kind.REVIEWERS, Kind.SCRUTINEER,
    )  # fmt: skip
    return Body.objects.filter(Q(kind__in=everywhere) | Q(memberships__partnership=partnership)).distinct()


class NothingMoreForm(forms.Form):
    declared_on = DayField(
        label="On which day did they say so?", what="The day of the declaration", past=True,
        missing="Enter the day of the declaration",
    )  # fmt: skip


class WhyForm(forms.Form):
    why = TextField(label="What is wrong with it?", missing="Say what is wrong with it", max_length=300)


class OffForm(forms.Form):
    on = DayField(label="On which day?", what="The day", past=True, missing="Enter the day")
    why = TextField(label="Why?", missing="Say why they are taken off the register", max_length=300)


class FilterForm(forms.Form):
    knows = Chosen(label="Who knows about", choices=list(EXPERTISE.items()), empty="Anything")
    available = Chosen(label="Who", choices=Reviewer.Available.choices, empty="Is on the register")
