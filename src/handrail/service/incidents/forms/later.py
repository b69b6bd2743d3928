"""What is asked once an incident is recorded: one form for each thing that may be done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from handrail.guidance import At
from handrail.service.access.ground_fields import basis_field, purpose_field
from handrail.service.fields import Chosen, DayField, FileField, OneOf, TextField, TimeField
from handrail.service.incidents.forms import words
from handrail.service.incidents.forms.child import in_a_setting
from handrail.service.incidents.forms.recording import at_of, limb_of
from handrail.service.incidents.models import Nature, Outcome, PartnerView
from handrail.service.partnerships.models import Body

REASON = "Why is it corrected?"
REASON_HINT = "Kept with the correction, and with any day that moves because of it."


class Aware(forms.Form):
    """A day, and the hour where it is known."""

    aware_on = DayField(
        label="Which day did the local authority become aware?",
        what="The day the authority became aware",
        missing="Enter the day the authority became aware",
        past=True,
    )
    aware_time = TimeField(label="At what time?")

    @property
    def at(self) -> At:
        return at_of(self.cleaned_data["aware_on"], self.cleaned_data["aware_time"])


class TakeUp(Aware):
    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["limb"] = limb_of(timezone.localdate())


def reason_field() -> TextField:
    return TextField(label=REASON, hint=REASON_HINT, missing="Say why it is corrected", max_length=300)


class CorrectAware(Aware):
    reason = reason_field()

    @property
    def now(self) -> str:
        return self.at.isoformat()


class CorrectLimb(forms.Form):
    """`on` is the day the authority became aware, whose guidance says what may be answered."""

    def __init__(self, data: Any = None, *, on: date, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["now"] = limb_of(on)
        self.fields["reason"] = reason_field()

    @property
    def now(self) -> str:
        return str(self.cleaned_data["now"])


class CorrectWords(forms.Form):
    """For an answer in words: what it should say."""

    now = TextField(label="What it should say", rows=6, missing="Say what it should be, or “not known”")
    reason = reason_field()


class CorrectChild(forms.Form):
    """How things stood for one child. `settings`: the guidance asks about a death in a regulated setting."""

    outcome = OneOf(
        label="What has happened to this child?", choices=words.OUTCOMES, missing="Choose what has happened"
    )
    died_on = DayField(label="Date of death", what="The date of death", past=True)
    looked_after = OneOf(label="Was the child looked after?", choices=words.YES_NO, missing="Choose one", inline=True)
    care_leaver = OneOf(label="Was the child a care leaver?", choices=words.YES_NO, missing="Choose one", inline=True)
    child_protection_plan = OneOf(
        label="On a child protection plan?", choices=words.YES_NO, missing="Choose one", inline=True
    )
    child_in_need_plan = OneOf(
        label="On a child in need plan?", choices=words.YES_NO, missing="Choose one", inline=True
    )
    known_to_agencies = OneOf(
        label="Was the child known to any agency?", choices=words.YES_NO, missing="Choose one", inline=True
    )
    lives_at = TextField(label="Where the child normally lives", max_length=300)
    placement = Chosen(label="Living arrangements", choices=[("", ""), *words.PLACEMENTS])
    health = TextField(label="Health: injuries, conditions and present state", rows=4)
    reason = reason_field()

    def __init__(self, data: Any = None, *, settings: bool = False, **more: Any) -> None:
        super().__init__(data, **more)
        if settings:
            self.fields["regulated_setting"] = in_a_setting()
            self.order_fields(["outcome", "died_on", "looked_after", "care_leaver", "regulated_setting"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("died_on") and cleaned.get("outcome") != Nature.DEATH:
            self.add_error("outcome", "You gave a date of death. Choose that the child has died, or take the date out.")
        return cleaned

    @property
    def answers(self) -> dict[str, str]:
        """Each answer as a correction keeps it."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "reason"}
        return {name: value.isoformat() if isinstance(value, date) else value or "" for name, value in said.items()}


class GiveView(forms.Form):
    body = OneOf(label="Whose view is it?", choices=(), missing="Choose whose view it is")
    view = OneOf(label="What should be done?", choices=PartnerView.View.choices, missing="Choose what should be done")
    reasons = TextField(label="Reasons", rows=6, missing="Give the reasons for this view")

    def __init__(self, data: Any = None, *, bodies: Sequence[Body]) -> None:
        super().__init__(data)
        self.bodies = {str(body.pk): body for body in bodies}
        if len(bodies) == 1:
            del self.fields["body"]
        else:
            self.fields["body"].choices = [(key, body.name) for key, body in self.bodies.items()]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Body:
        return self.bodies[self.cleaned_data.get("body") or next(iter(self.bodies))]


class Decide(forms.Form):
    decided = OneOf(
        label="What was decided?",
        choices=Outcome.Decided.choices,
        missing="Choose what was decided",
        hints={
            Outcome.Decided.NOT_NOTIFIED: "Kept in the log of those considered, to be found if the facts change.",
            Outcome.Decided.NOT_MET: "After a notification: it ends the working days that still run.",
            Outcome.Decided.WITHDRAWN: "Recorded by mistake, or twice.",
        },
    )
    decided_on = DayField(
        label="On which day?", what="The day of the decision", missing="Enter the day of the decision", past=True
    )
    reasons = TextField(label="Reasons", rows=6, hint="Needed for every decision but a first one to notify.")


class SignOff(forms.Form):
    words = TextField(label="Anything to add", hint="Optional", max_length=300)


class RecordNotice(forms.Form):
    """That somebody was told. A national reference and receipt are asked for the national site alone."""

    told_on = DayField(
        label="On which day?", what="The day they were told", missing="Enter the day they were told", past=True
    )
    told_time = TimeField(label="At what time?")
    by_name = TextField(label="Who told them?", hint="Name and job", missing="Say who told them", max_length=200)
    how = TextField(label="How?", hint="For example, by e-mail or by telephone", max_length=200)
    national_reference = TextField(
        label="National reference", hint="As the site gave it. Leave empty if it gave none.", max_length=60
    )
    receipt = FileField(
        label="Receipt", hint="A copy of what was sent or answered: PDF, Word, picture or e-mail, up to 20 MB."
    )
    late_reason = TextField(label="If it is late, why?", rows=3)

    def __init__(self, data: Any = None, files: Any = None, *, national: bool, due: str, **more: Any) -> None:
        super().__init__(data, files, **more)
        del self.fields["how" if national else "national_reference"]
        self.fields["late_reason"].help_text = f"It is due by {due}." if due else "No number of days is laid down."

    @property
    def at(self) -> At:
        return at_of(self.cleaned_data["told_on"], self.cleaned_data["told_time"])


class SetAside(forms.Form):
    why = TextField(label="What is wrong with it?", missing="Say why the notice is set aside", max_length=300)


class Share(forms.Form):
    partnership = Chosen(label="Which partnership?", choices=(), missing="Choose a partnership")
    why = TextField(label="Why?", hint="For example, the child lives in its area", max_length=200)
    purpose = purpose_field()
    basis = basis_field()

    def __init__(self, data: Any = None, *, partnerships: Sequence[Body]) -> None:
        super().__init__(data)
        self.partnerships = {str(body.pk): body for body in partnerships}
        self.fields["partnership"].choices = [("", ""), *((key, body.name) for key, body in self.partnerships.items())]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Body:
        return self.partnerships[self.cleaned_data["partnership"]]
