"""What is asked of information wanted in writing, of other proceedings, and of delay; and of other kinds of review."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from handrail.service.cases.models import Case
from handrail.service.fields import Chosen, FileField, OneOf, SomeOf, TextField
from handrail.service.reviewers.actions import Weighed
from handrail.service.reviewers.conflicts import Met
from handrail.service.reviewers.forms.commissions import interests_asked, weighed_in
from handrail.service.reviews.forms.gentle import NamesNoPractitioner, PartForm, listed
from handrail.service.reviews.forms.parts import FILE_HINT, day
from handrail.service.reviews.forms.shared import YES_NO
from handrail.service.reviews.models import (
    DelayTold,
    InformationAnswer,
    InformationRequest,
    Proceeding,
    ReviewCalled,
)
from handrail.service.reviews.naming import Practitioners

What = InformationAnswer.What


class InformationRequestForm(PartForm):
    watched = ("what", "purpose")
    on = day("The day of the letter", "Enter the day of the letter")
    under = OneOf(
        label="How was it asked for?", choices=InformationRequest.Under.choices, missing="Say how it was asked for"
    )
    of_name = TextField(label="If they are not in the list, of whom?", max_length=200)
    what = TextField(label="What was asked for?", rows=4, missing="Say what was asked for")
    purpose = TextField(
        label="What for?", rows=2, missing="Say what it is for: it may be used for nothing else",
        hint="It may be used for this and for nothing else.",
    )  # fmt: skip
    goes_to = TextField(label="To whom is it to be given?", missing="Say to whom it is to be given")
    wanted_by = day("By which day is it wanted?", past=False)
    letter = FileField(label="The letter", hint=FILE_HINT)
    send = SomeOf(
        label="Send it to the agency here?", choices=[("yes", "Yes: its people read it, and answer it, in Handrail")],
        hint="They are told by e-mail that something is asked, and by which day. They may give it, claim or refuse. "
        "Leave it empty if a letter has gone.",
    )  # fmt: skip

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        bodies = listed(self.about.bodies)
        self.fields["by_body"] = Chosen(
            label="Which partner asked?", choices=bodies, empty="None of them",
            hint="Under the Act one safeguarding partner may ask, and that one may go to court.",
        )  # fmt: skip
        self.fields["of_body"] = Chosen(label="Of which agency?", choices=bodies, empty="Not in the list")
        self.order_fields(["under", "by_body", "of_body", "of_name", "on"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if bool(cleaned.get("of_body")) == bool(cleaned.get("of_name")) and "of_name" not in self.errors:
            self.add_error("of_body", "Say of whom it was asked: choose the agency, or type who it is")
        if cleaned.get("under") == InformationRequest.Under.PARTNER and not cleaned.get("by_body"):
            self.add_error("by_body", "Choose the partner who asked")
        return cleaned

    def answers(self) -> dict[str, Any]:
        said = super().answers() | {name: self.pick(name, self.about.bodies) for name in ("by_body", "of_body")}
        return {name: value for name, value in said.items() if name != "send"}


class InformationAnswerForm(PartForm):
    watched = ("text",)
    on = day("On which day?", "Enter the day")
    what = OneOf(label="What came of it?", choices=What.choices, missing="Say what came of it")
    court = OneOf(label="If a court, which?", choices=[("", "No court"), *InformationAnswer.Court.choices])
    text = TextField(label="In what words, and on whose advice?", rows=5)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        what = cleaned.get("what")
        if what in (What.COURT, What.ORDERED, What.NOT_ORDERED) and not cleaned.get("court"):
            self.add_error("court", "Say which court")
        if what in (What.LEGAL, What.MEDICAL, What.REFUSED, What.DISPUTED) and not cleaned.get("text"):
            self.add_error("text", "Enter the grounds that were given, and any advice taken")
        return cleaned


class ProceedingForm(PartForm):
    watched = ("holds_up",)
    kind = OneOf(label="What is it?", choices=Proceeding.Kind.choices, missing="Say what it is")
    led_by = TextField(
        label="Who leads it?", hint="For example, the coroner for the county.", missing="Say who leads it"
    )
    known_on = day("Known since which day?", "Enter the day since when it is known")
    holds_up = TextField(
        label="What of the review does it hold up, and why?", rows=3,
        hint="Leave it empty if it holds up nothing. A trial seldom holds up all of a review.",
    )  # fmt: skip
    until_on = day("Held up until, as far as is known", past=False)


class ProceedingNewsForm(PartForm):
    watched = ("text", "holds_up")
    on = day("On which day?", "Enter the day")
    text = TextField(label="What is known now?", rows=3, missing="Enter what is known now")
    holds_up = TextField(label="What of the review does it hold up now, and why?", rows=3)
    until_on = day("Held up until, as far as is known", past=False)
    ended = OneOf(label="Has it ended?", choices=YES_NO, inline=True, missing="Say whether it has ended")

    def answers(self) -> dict[str, Any]:
        return super().answers() | {"ended": self.cleaned_data["ended"] == "yes"}


class DelayForm(PartForm):
    watched = ("reasons",)
    on = day("Since which day is it known that it will be late?", "Enter the day since when it is known")
    expected_on = day("When is it expected instead?", "Enter the day on which it is expected", past=False)
    reasons = TextField(
        label="Why?", rows=4, missing="Give the reasons: they are what others are told",
        hint="Once you record that the Panel or the Department was told, its people read these words. Name nobody.",
    )  # fmt: skip

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        waiting = self.proceedings()
        self.fields["because"] = Chosen(label="Because of other proceedings?", choices=listed(waiting), empty="No")

    def answers(self) -> dict[str, Any]:
        return super().answers() | {"because": self.pick("because", self.proceedings())}


class DelayToldForm(PartForm):
    to = OneOf(label="Who was told?", choices=DelayTold.To.choices, missing="Say who was told")
    on = day("On which day?", "Enter the day")
    how = TextField(label="How?", hint="For example, by letter.", missing="Say how they were told")


class CallReview(NamesNoPractitioner):
    watched = ("reasons", "together")
    kind = OneOf(
        label="Which kind of review?", choices=ReviewCalled.Kind.choices, missing="Choose the kind of review",
        hints={
            "national": "The Panel decided on it. Record it here, so that the two do not do the same thing twice.",
            "good practice": "To learn from what went well.",
            "near miss": "To learn from what nearly went wrong. Nothing obliges anyone to hold it.",
        },
    )  # fmt: skip
    decided_on = day("On which day was it decided?", "Enter the day on which it was decided")
    decided_by_name = TextField(label="Who decided it?", missing="Say who decided it")
    reasons = TextField(label="Why is it held, and what is it about?", rows=5, missing="Give the reasons")
    together = TextField(
        label="How does it go together with any other review of this case?", rows=4,
        hint="Who speaks with the family, who asks for papers, what one leaves to the other.",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, practitioners: Practitioners) -> None:
        super().__init__(data)
        self.practitioners = practitioners


class CoverFolder(forms.Form):
    """What would be taken in is shown before it is: the folder that was seen is ticked, and another is asked anew."""

    reference = TextField(label="Reference of the other folder", missing="Enter its reference, such as WV-2026-0014")
    why = TextField(label="Why is the review of both?", missing="Say why the review is of both")

    def seen(self, other: Case, inside: str) -> bool:
        """Whether this very folder was shown, and ticked; it is asked where it was not."""
        name = f"seen_{other.pk.hex[:8]}"
        self.fields[name] = SomeOf(
            label=f"Is {other.reference} the folder you mean?", hint=inside,
            choices=[("yes", f"Yes, take in {other.reference}")],
        )  # fmt: skip
        if name in self.data:
            return True
        self.add_error(name, f"Look at what {other.reference} is, and tick that you mean it")
        return False

    def weighed(self, met: Sequence[Met], kind: str) -> list[Weighed] | None:
        """What was decided of each interest of those who review it; None while something is still to be said."""
        asked = interests_asked(met, kind, otherwise="end the commission first")
        self.fields |= asked
        said = {name: self.data.get(name, "").strip() for name in asked}
        for name, field in asked.items():
            if not said[name]:
                self.add_error(name, field.error_messages["required"])
        return weighed_in(met, said) if all(said.values()) else None


class LetFolderGo(forms.Form):
    why = TextField(label="Why is the review not of that folder?", missing="Say why the review is not of that folder")

    def __init__(self, data: Any = None, *, written: list[str]) -> None:
        super().__init__(data)
        if written:
            self.fields["read"] = SomeOf(
                label="Does anything of what was written meanwhile tell of that folder?",
                hint=f"From now on whoever may open this folder reads it. {'; '.join(written)}.",
                choices=[("no", "No: it was read again, and tells nothing of it")],
                missing="Read what was written meanwhile, and tick that it tells nothing of it",
            )  # fmt: skip
