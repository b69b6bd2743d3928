"""What is asked of needs, and of services that are commissioned for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms

from handrail.service.arrangements.forms.choosing import choices_of
from handrail.service.arrangements.models import Commissioned, Need
from handrail.service.fields import Chosen, DayField, OneOf, SomeOf, TextField
from handrail.service.partnerships.models import Body
from handrail.service.room import Watched


class NeedForm(forms.Form):
    words = TextField(
        label="What do children here need?", max_length=200, missing="Say what children need",
        hint="The need, and not a service. For example, Help for children who live with violence at home.",
    )  # fmt: skip
    known_from = TextField(
        label="How is that known?", max_length=300, missing="Say how it is known",
        hint="A needs assessment, a review’s recommendation, what children said.",
    )  # fmt: skip
    authority = Chosen(label="Only in one authority’s area? (optional)", choices=())

    def __init__(self, *args: Any, authorities: Sequence[Body], **more: Any) -> None:
        super().__init__(*args, **more)
        self.bodies = {str(body.pk): body for body in authorities}
        self.fields["authority"].choices = choices_of(authorities)  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        return {**self.cleaned_data, "authority": self.bodies.get(self.cleaned_data["authority"])}


class NeedEndedForm(forms.Form):
    ended_on = DayField(label="Since when is it none?", what="The day", missing="Enter the day", past=True)
    why = TextField(label="Why?", max_length=300, missing="Say why it is no longer a need")


class CommissionedForm(forms.Form):
    name = TextField(label="What is the service called?", max_length=200, missing="Name the service")
    need = Chosen(label="Which need does it answer?", choices=(), missing="Choose the need")
    how = OneOf(label="How is it commissioned?", choices=Commissioned.How.choices, missing="Say how it is commissioned")
    provider = TextField(label="Who provides it?", max_length=200, missing="Say who provides it")
    areas = SomeOf(
        label="Where is it to be had? (optional)", choices=(), hint="Tick none where it is to be had in the whole area."
    )
    from_on = DayField(label="From when?", what="The first day", missing="Enter the first day")
    until_on = DayField(label="Until when? (optional)", what="The last day")
    heading = Chosen(
        label="Under which heading does the shared fund pay for it? (optional)", choices=(),
        hint="Sums are entered under Money, and nowhere else.",
    )  # fmt: skip
    outcome = TextField(
        label="How will you know what comes of it for children?", rows=3, missing="Say how you will know",
    )  # fmt: skip
    indicator = Chosen(label="Which indicator shows it? (optional)", choices=(), hint="Those chosen under Outcomes.")
    review_on = DayField(label="When is it looked at next? (optional)", what="The day on which it is looked at")
    beside_why = TextField(
        label="Why does it stand beside another that answers the same need? (optional)", max_length=300,
        hint="Where the same need is bought twice in one area on purpose.",
    )  # fmt: skip

    def __init__(
        self, *args: Any, needs: Sequence[Need], authorities: Sequence[Body], headings: Iterable[str],
        watched: Iterable[Watched], **more: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **more)
        self.needs = {str(need.pk): need for need in needs}
        self.bodies = {str(body.pk): body for body in authorities}
        for name, choices in (
            ("need", choices_of(needs)), ("areas", choices_of(authorities)),
            ("heading", [(one, one) for one in headings]),
            ("indicator", [(str(one.key), one.title) for one in watched]),
        ):  # fmt: skip
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            **given, "need": self.needs[given["need"]], "areas": [self.bodies[key] for key in given["areas"]],
            "indicator": UUID(given["indicator"]) if given["indicator"] else None,
        }  # fmt: skip


class ShareOfCostForm(forms.Form):
    body = Chosen(label="Which body commissions it?", choices=(), missing="Choose the body")
    per_cent = forms.DecimalField(
        label="What share of the cost does it bear, in per cent? (optional)", required=False, min_value=Decimal(0),
        max_value=Decimal(100), decimal_places=2, max_digits=5,
        help_text="Leave it empty where nobody has said. 0 says that it bears none.",
    )  # fmt: skip

    def __init__(self, *args: Any, bodies: Sequence[Body], **more: Any) -> None:
        super().__init__(*args, **more)
        self.bodies = {str(body.pk): body for body in bodies}
        self.fields["body"].choices = choices_of(bodies)  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        return {**self.cleaned_data, "body": self.bodies[self.cleaned_data["body"]]}


class LookedForm(forms.Form):
    on = DayField(label="On which day was it looked at?", what="The day", missing="Enter the day", past=True)
    by_whom = TextField(label="Who looked?", max_length=200, missing="Say who looked")
    found = TextField(
        label="What was found?", rows=4, missing="Say what was found",
        hint="What came of it for children, and whether it goes on, changes or ends.",
    )  # fmt: skip
    next_on = DayField(label="When is it looked at next? (optional)", what="The next day")
