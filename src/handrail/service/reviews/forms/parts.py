"""What is asked of each thing that is written of a practice review: the commission, the people, the report."""

from __future__ import annotations

from typing import Any

from handrail.service.documents.models import Document
from handrail.service.fields import Chosen, DayField, EmailField, FileField, OneOf, TextField
from handrail.service.reviews.forms.gentle import PartForm, listed
from handrail.service.reviews.forms.shared import YES_NO, late_reason
from handrail.service.reviews.models import FamilyMember

FILE_HINT = "A Word or PDF file, or a picture; up to 20 MB."
READ_HINT = (
    f"{FILE_HINT} The words of a Word, PDF or text file are looked through for practitioners’ names. Pictures and "
    "scanned pages are not: read those through yourself."
)


def day(label: str, missing: str = "", *, past: bool = True) -> DayField:
    return DayField(label=label, what="The day", missing=missing, past=past)


class TermsForm(PartForm):
    watched = ("purpose", "questions", "method", "changed")
    looked_through = ("document",)
    prompted = True
    purpose = TextField(label="What is the review for?", rows=4, missing="Say what the review is for")
    questions = TextField(
        label="What is it to find out?", rows=6, missing="Enter the questions it is to answer",
        hint="Ask why, and what in the system made it likely; not only what happened.",
    )  # fmt: skip
    from_on = day("The time it looks at, from")
    until_on = day("The time it looks at, until")
    method = TextField(
        label="How is it done, and who is heard?", rows=4,
        hint="Practitioners, the child and the family, papers, and how what is said in good faith is kept.",
    )  # fmt: skip
    agreed_on = day("If it is agreed, on which day?")
    agreed_by_name = TextField(label="By whom was it agreed?", hint="Leave both empty while it is only proposed.")
    changed = TextField(label="If this is a new version, what changed and why?", rows=3)
    document = FileField(label="The terms as a file", hint=READ_HINT)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("agreed_on") and not cleaned.get("agreed_by_name"):
            self.add_error("agreed_by_name", "Say by whom it was agreed")
        if cleaned.get("agreed_by_name") and not cleaned.get("agreed_on") and "agreed_on" not in self.errors:
            self.add_error("agreed_on", "Enter the day on which it was agreed")
        return cleaned


class PanelMemberForm(PartForm):
    name = TextField(label="Name", missing="Enter the name", max_length=200)
    job = TextField(label="Job", max_length=200)
    email = EmailField(label="E-mail address", hint="For the agenda and papers of its meetings.")
    from_on = day("Since which day?", "Enter the day since when")
    chair = OneOf(label="In the chair?", choices=YES_NO, inline=True, missing="Say whether they are in the chair")
    interest = TextField(
        label="Any part in the case, or other interest?", rows=3,
        hint="Nobody who managed the work under review should judge it. Write “None” where there is none.",
        missing="Say what interest they have, or write “None”",
    )  # fmt: skip

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["body"] = Chosen(label="Agency", choices=listed(self.about.bodies), missing="Choose the agency")
        self.order_fields(["body"])

    def answers(self) -> dict[str, Any]:
        said = super().answers()
        return said | {"body": self.pick("body", self.about.bodies), "chair": said["chair"] == "yes"}


class MediaPlanForm(PartForm):
    watched = ("lines",)
    spokesperson = TextField(
        label="Who speaks?", hint="One office, so that nobody else is drawn in.", missing="Say who speaks"
    )
    lines = TextField(
        label="What is said, and what is not?", rows=6, missing="Enter what is said, and what is not",
        hint="Nothing by which a child could be known. Nothing while a trial or inquest could be harmed by it.",
    )  # fmt: skip
    family_told = TextField(
        label="Who tells the family, and when?", rows=3, missing="Say who tells the family before anything is said"
    )
    staff_told = TextField(label="How are practitioners told and looked after?", rows=3)
    agreed_by_name = TextField(label="By whom is the plan agreed?")


class FamilyMemberForm(PartForm):
    name = TextField(label="Name, or what they wish to be called", missing="Enter a name", max_length=200)
    relation = TextField(
        label="Who are they to the child?", hint="For the child, write “the child”.",
        missing="Say who they are to the child", max_length=200,
    )  # fmt: skip
    reached_by = TextField(label="How are they reached, and through whom?")
    needs = TextField(label="Language, interpreter, advocate or other need")
    takes_part = OneOf(
        label="Do they take part?", choices=FamilyMember.Takes.choices, missing="Say whether they take part"
    )
    why = TextField(label="If they are not asked or do not take part, why?", rows=3)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        reasoned = (FamilyMember.Takes.NOT_SAFE, FamilyMember.Takes.NOT_REACHED)
        if cleaned.get("takes_part") in reasoned and not cleaned.get("why"):
            self.add_error("why", "Say why, and what was tried")
        return cleaned


class FamilyContactForm(PartForm):
    watched = ("told", "said", "wishes")
    on = day("On which day?", "Enter the day")
    how = TextField(label="How, and by which role?", hint="For example, a visit by the reviewer.", missing="Say how")
    told = TextField(label="What were they told?", rows=4, hint="What the review is, what it can and cannot do, when.")
    said = TextField(label="What did they say?", rows=5, hint="In their own words as far as you can.")
    wishes = TextField(
        label="What do they wish?", rows=4, hint="Record each person's wishes as theirs, also where they differ."
    )
    takes_part = OneOf(label="Do they take part now?", choices=[("", "As before"), *FamilyMember.Takes.choices[1:]])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not any(cleaned.get(name) for name in ("told", "said", "wishes")) and not self.errors:
            self.add_error("told", "Enter what they were told, what they said or what they wish")
        return cleaned


class GoodFaithForm(PartForm):
    watched = ("role", "text", "used")
    prompted = True
    role = TextField(label="The role of who said it", hint="Never a name.", missing="Enter the role", max_length=200)
    on = day("On which day?", "Enter the day")
    text = TextField(label="What was said", rows=8, missing="Enter what was said")
    used = TextField(
        label="How may it be used?", hint="For example: for the learning, and not quoted.",
        missing="Say how it may be used, as agreed with who said it",
    )  # fmt: skip

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["body"] = Chosen(label="Agency", choices=listed(self.about.bodies), empty="Not said")
        self.order_fields(["role", "body"])

    def answers(self) -> dict[str, Any]:
        return super().answers() | {"body": self.pick("body", self.about.bodies)}


class DraftForm(PartForm):
    watched = ("changed", "text")
    looked_through = ("document",)
    prompted = True
    dated_on = day("The day of this version", "Enter the day of this version")
    changed = TextField(label="What changed since the version before, and why?", rows=3)
    text = TextField(label="The report, or its summary", rows=12)
    document = FileField(label="The report as a file", hint=READ_HINT)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("text") and not cleaned.get("document") and not self.errors:
            self.add_error("text", "Enter the text, or add it as a file")
        return cleaned


class DraftShownForm(PartForm):
    """Exactly one of the three says to whom it was shown."""

    watched = ("how", "send")
    on = day("On which day was it shown?", "Enter the day")
    to_name = TextField(label="To someone else, by their role", max_length=200)
    how = TextField(
        label="How much of it did they see, and how?", hint="For example: the part about the school, read together.",
        missing="Say how much they saw, and how",
    )  # fmt: skip
    reply_by = day("By which day is their reply wanted?", past=False)
    send = TextField(
        label="To show it to the agency here: what are its people to read?", rows=8,
        hint="They are told by e-mail, read these words and reply, in Handrail. Leave it empty if they were shown it "
        "in another way.",
    )  # fmt: skip

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["draft"] = Chosen(
            label="Which version?", choices=listed(self.drafts()), missing="Choose the version that was shown"
        )
        self.fields["to_body"] = Chosen(label="To an agency", choices=listed(self.about.bodies), empty="None")
        self.fields["to_member"] = Chosen(label="To one of the family", choices=listed(self.members()), empty="None")
        self.order_fields(["draft", "on", "to_body", "to_member", "to_name"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if sum(bool(cleaned.get(name)) for name in ("to_body", "to_member", "to_name")) != 1 and not self.errors:
            self.add_error("to_body", "Say to whom it was shown: an agency, one of the family, or somebody else")
        return cleaned

    def answers(self) -> dict[str, Any]:
        said = super().answers() | {
            "draft": self.pick("draft", self.drafts()), "to_body": self.pick("to_body", self.about.bodies),
            "to_member": self.pick("to_member", self.members()),
        }  # fmt: skip
        return {name: value for name, value in said.items() if name != "send"}


class DraftAnswerForm(PartForm):
    watched = ("response", "changed", "not_changed")
    on = day("On which day did they reply?", "Enter the day")
    response = TextField(label="What did they reply?", rows=6, missing="Enter their reply, in their own words")
    changed = TextField(label="What was changed because of it?", rows=4)
    not_changed = TextField(label="What was not changed, and why?", rows=4)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("changed") and not cleaned.get("not_changed") and not self.errors:
            self.add_error("changed", "Say what was changed, or what was not and why")
        return cleaned


class FinalForm(PartForm):
    watched = ("quality", "lacks")
    agreed_on = day("On which day was it agreed?", "Enter the day on which it was agreed")
    agreed_by_name = TextField(
        label="By whom was it agreed?", hint="For example, the three safeguarding partners, by name.",
        missing="Say by whom it was agreed",
    )  # fmt: skip
    quality = TextField(
        label="How was its quality judged?", rows=4, missing="Say how its quality was judged",
        hint="Does it say why, and not only what? Can whoever is to act see what to do, and by when?",
    )  # fmt: skip
    lacks = TextField(
        label="If it lacks something that it should hold, why is that right?", rows=3,
        hint="What the law says it must hold, it holds: no reason stands in for that.",
    )  # fmt: skip
    late_reason = late_reason()

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["draft"] = Chosen(
            label="Which version is the report?", choices=listed(self.drafts()), missing="Choose the version"
        )
        self.order_fields(["draft"])

    def held_already(self) -> tuple[str, str, Document | None]:
        """The version as it is: more may be known as practitioners by now than when it was kept."""
        draft = self.pick("draft", self.drafts())
        return ("draft", draft.text, draft.document) if draft else super().held_already()

    def answers(self) -> dict[str, Any]:
        said = super().answers() | {"draft": self.pick("draft", self.drafts())}
        return {name: value for name, value in said.items() if name != "late_reason"}
