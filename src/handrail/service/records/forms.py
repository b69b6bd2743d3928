"""What is asked about keeping, and about answering somebody who asks to see what is held of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from handrail.service.fields import Chosen, DayField, OneOf, TextField
from handrail.service.partnerships.models import Body
from handrail.service.records.models import EXEMPTIONS, AccessRequest, Event, Extract, Hold
from handrail.service.records.models.seeing import GIVE, WITHHOLD

NO_PERIOD = "none"


class PeriodForm(forms.Form):
    partnership = Chosen(label="For which partnership?", choices=(), missing="Choose the partnership")
    runs_from = OneOf(
        label="From what does the period run?",
        choices=[*Event.choices, (NO_PERIOD, "From nothing: no period is in force, and nothing falls due")],
        missing="Choose from what the period runs",
    )
    years = forms.IntegerField(label="Years", required=False, min_value=0, max_value=150)
    months = forms.IntegerField(label="And months", required=False, min_value=0, max_value=11)
    source = TextField(
        label="What rule or decision does it rely on?", missing="Say what rule or decision it relies on", rows=2,
        hint="For example, the name, section and date of your retention policy. Handrail brings no period of its own.",
        max_length=300,
    )  # fmt: skip
    agreed_by_name = TextField(label="Who agreed it?", missing="Say who agreed it", max_length=200)
    agreed_on = DayField(label="When was it agreed?", what="The day", missing="Enter the day it was agreed", past=True)
    from_on = DayField(
        label="From which day is it in force?", what="The first day", missing="Enter the first day", future=True,
        hint="Today or later. What went before stays right under the version of its time.",
    )  # fmt: skip

    def __init__(self, *args: Any, partnerships: Iterable[Body], **more: Any) -> None:
        super().__init__(*args, **more)
        offer_partnerships(self, partnerships)


class HoldForm(forms.Form):
    reason = TextField(label="Why may nothing be deleted?", rows=4, missing="Say why nothing may be deleted")
    asked_by = OneOf(
        label="Who asked for it?",
        choices=[(key or "nobody", words) for key, words in Hold.AskedBy.choices],
        missing="Choose who asked",
    )
    asked_by_name = TextField(label="Who there, and their reference (optional)", max_length=200)


class WideHoldForm(HoldForm):
    partnership = Chosen(label="Over every folder of which partnership?", choices=(), missing="Choose the partnership")
    field_order = ["partnership"]

    def __init__(self, *args: Any, partnerships: Iterable[Body], **more: Any) -> None:
        super().__init__(*args, **more)
        offer_partnerships(self, partnerships)


class WhyForm(forms.Form):
    why = TextField(label="Why?", rows=4, missing="Say why")


class NothingAsked(forms.Form):
    """A page that only asks whether it is meant."""


def offer_partnerships(form: forms.Form, partnerships: Iterable[Body]) -> None:
    field = form.fields["partnership"]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [(str(body.pk), body.name) for body in partnerships]
    if len(field.choices) == 1:
        field.initial = field.choices[0][0]


class AccessRequestForm(forms.Form):
    partnership = Chosen(label="Which partnership was asked?", choices=(), missing="Choose the partnership")
    about_name = TextField(label="About whom?", missing="Enter the name of the person it is about", max_length=200)
    asks = OneOf(label="Who asks?", choices=AccessRequest.Asks.choices, missing="Choose who asks")
    asked_by_name = TextField(label="Their name", missing="Enter the name of whoever asks", max_length=200)
    received_on = DayField(
        label="When did it come?", what="The day it came", missing="Enter the day it came", past=True,
        hint="Any day, working or not, however it came: it need not be in writing or say what it is.",
    )  # fmt: skip
    identity_how = TextField(
        label="How was the identity checked?", rows=2, max_length=300, missing="Say how the identity was checked",
        hint="And, for somebody who acts for another, how you know that they may.",
    )  # fmt: skip
    identity_on = DayField(
        label="If you had to ask for proof: when did it come?", what="The day the proof came", past=True,
        hint="The month runs from that day. Leave empty if you did not ask.",
    )  # fmt: skip

    def __init__(self, *args: Any, partnerships: Iterable[Body], **more: Any) -> None:
        super().__init__(*args, **more)
        offer_partnerships(self, partnerships)


class FindForm(forms.Form):
    name = TextField(label="Name, or part of it", missing="Enter a name, or part of it", max_length=120)


class AnsweredForm(forms.Form):
    answered_on = DayField(
        label="On which day was it given?", what="The day it was given", missing="Enter the day it was given", past=True
    )


class DecideForm(forms.Form):
    """A question for every marked passage, and room for words that no rule found."""

    more = TextField(
        label="Further words to withhold (optional)", rows=3,
        hint="One on each line, as they stand in the text. Each is withheld wherever it stands.",
    )  # fmt: skip
    exemption = Chosen(
        label="Under which exemption are those words withheld?",
        choices=[(key, f"{one.title} ({one.cite})") for key, one in EXEMPTIONS.items()],
    )

    def __init__(self, *args: Any, extract: Extract, **more: Any) -> None:
        super().__init__(*args, **more)
        self.passages = list(extract.passages.all())
        choices = [
            (GIVE, "Give it"),
            *((key, f"Withhold: {one.title.lower()} ({one.cite})") for key, one in EXEMPTIONS.items()),
        ]
        for place, passage in enumerate(self.passages, start=1):
            self.fields[f"passage_{passage.pk}"] = OneOf(
                label=f"{place}. {passage.words}", hint=f"Marked because it {passage.why}.", choices=choices,
                missing=f"Decide on passage {place}", initial=passage.exemption or passage.decided or None,
            )  # fmt: skip
        self.order_fields([*(name for name in self.fields if name.startswith("passage_")), "more", "exemption"])

    @property
    def decisions(self) -> dict[int, tuple[str, str]]:
        chosen = {passage.pk: self.cleaned_data[f"passage_{passage.pk}"] for passage in self.passages}
        return {key: (GIVE, "") if what == GIVE else (WITHHOLD, what) for key, what in chosen.items()}
