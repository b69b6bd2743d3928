"""What is asked of a public text, of each mark in it, and of its release."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from handrail.service.fields import DayField, OneOf, TextField, TimeField
from handrail.service.publication.models import AlsoKnown, Hold, Publication
from handrail.service.publication.written import Recommendation, Section, Text

BEGIN_WITH = [
    ("carried", "With what is agreed and recorded of the review: its sections and its recommendations"),
    ("empty", "With empty sections"),
]


class Begin(forms.Form):
    """`there` says that something was written of the review already."""

    what = OneOf(
        label="What is to be published?", choices=Publication.What.choices, missing="Choose what is to be published",
        hints={
            "improvements": "Where the report may not be published, what is to improve is.",
            "learning": "What others can learn from it, of a review of any kind. It meets no duty and starts no clock.",
        },
    )  # fmt: skip
    start = OneOf(
        label="What does the public text begin with?", choices=BEGIN_WITH, missing="Choose what it begins with",
        hint="Words are carried over, never a file, and held against everything the folder knows.",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, choices: Sequence[Publication.What], there: bool) -> None:
        super().__init__(data)
        self.fields["what"].choices = [(one.value, one.label) for one in choices]  # type: ignore[attr-defined]
        if not there:
            del self.fields["start"]

    @property
    def carry(self) -> bool:
        return self.cleaned_data.get("start") == "carried"


class Over(forms.Form):
    """A page of the text, written over one version of it."""

    over = forms.IntegerField(widget=forms.HiddenInput())

    def put_into(self, text: Text) -> Text:
        """The text with what was typed here in its place."""
        return text


class Head(Over):
    """The title and what stands before the sections."""

    title = TextField(label="Title", missing="Enter the title", max_length=200,
                      hint=(
                          "As the public reads it. A letter that is an initial of the child tells who it is."
                      ))  # fmt: skip
    summary = TextField(
        label=("Summary (optional)"), rows=5, max_length=2000, hint=("One paragraph, for lists and searches.")
    )
    themes = TextField(
        label="Themes (optional)", rows=4, max_length=500,
        hint="A few words on each line, such as “Information sharing”. The public site lists documents by them.",
    )  # fmt: skip
    why_not_the_report = TextField(label="Why is the report itself not published?", rows=4, max_length=2000,
                                   hint="The public reads this.")  # fmt: skip
    revised_why = TextField(label="Why is it revised?", rows=3, max_length=1000, hint="The public reads this.")

    def __init__(self, *args: Any, improvements: bool, revision: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, asked in (("why_not_the_report", improvements), ("revised_why", revision)):
            if not asked:
                del self.fields[name]

    @staticmethod
    def of(text: Text) -> dict[str, Any]:
        return {
            "title": text.title, "summary": text.summary, "why_not_the_report": text.why_not_the_report,
            "revised_why": text.revised_why, "themes": "\n".join(text.themes),
        }  # fmt: skip

    def put_into(self, text: Text) -> Text:
        said = self.cleaned_data
        themes = dict.fromkeys(" ".join(line.split()) for line in said["themes"].splitlines() if line.strip())
        return _with(
            text, title=said["title"], summary=said["summary"], themes=tuple(themes),
            why_not_the_report=said.get("why_not_the_report", text.why_not_the_report),
            revised_why=said.get("revised_why", text.revised_why),
        )  # fmt: skip


LEVELS = [("2", "A section of its own"), ("3", "A part of the section before it")]


HOW_TO_WRITE = (
    "Leave an empty line between paragraphs. Begin each item of a list with “- ” or “1. ”, and a quotation with “> ”. "
    "To remove the section, empty both the heading and the text."
)


class OneSection(Over):
    """`place` is where it stands among the sections; a new one goes to the end."""

    heading = TextField(label="Heading", max_length=200)
    level = OneOf(label="What is it?", choices=LEVELS, missing="Say what it is", inline=True)
    body = TextField(label="Text", rows=20, hint=HOW_TO_WRITE)

    def __init__(self, *args: Any, place: int, **more: Any) -> None:
        super().__init__(*args, **more)
        self.place = place

    @staticmethod
    def of(text: Text, place: int) -> dict[str, Any]:
        if place > len(text.sections):
            return {"level": "2"}
        one = text.sections[place - 1]
        return {"heading": one.heading, "level": str(one.level), "body": one.body}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("body") and not cleaned.get("heading"):
            self.add_error("heading", "Enter the heading")
        return cleaned

    def put_into(self, text: Text) -> Text:
        said, sections = self.cleaned_data, list(text.sections)
        new = [Section(said["heading"], said["body"], int(said["level"]))] if said["heading"] else []
        sections[self.place - 1 : self.place] = new
        return _with(text, sections=tuple(sections))


class OneRecommendation(Over):
    text = TextField(label="The recommendation", rows=5, max_length=4000,
                     hint="What is to be done, and by when. To remove it, empty this box.")  # fmt: skip
    addressed_to = TextField(label="To whom is it addressed? (optional)", rows=3, hint="One body on each line.")

    def __init__(self, *args: Any, place: int, **more: Any) -> None:
        super().__init__(*args, **more)
        self.place = place

    @staticmethod
    def of(text: Text, place: int) -> dict[str, Any]:
        if place > len(text.recommendations):
            return {}
        one = text.recommendations[place - 1]
        return {"text": one.text, "addressed_to": "\n".join(one.addressed_to)}

    def put_into(self, text: Text) -> Text:
        said, every = self.cleaned_data, list(text.recommendations)
        bodies = tuple(line.strip() for line in said["addressed_to"].splitlines() if line.strip())
        every[self.place - 1 : self.place] = [Recommendation(said["text"], bodies)] if said["text"] else []
        return _with(text, recommendations=tuple(every))


def _with(text: Text, **changed: Any) -> Text:
    """The same text with some of it changed."""
    kept = {name: getattr(text, name) for name in Text.__dataclass_fields__}
    return Text(**{**kept, **changed})


class Stays(forms.Form):
    because = TextField(label="Why may these words stay?", rows=3, missing="Say why these words may stay",
                        hint="For example: it is a name that many share and is not theirs.")  # fmt: skip


class Known(forms.Form):
    sort = OneOf(label="What is it?", choices=AlsoKnown.Sort.choices, missing="Choose what it is")
    words = TextField(label="How is it written?", missing="Enter how it is written", max_length=200,
                      hint="One name, address or place. For a day, what it was: “the day of the trial”.")  # fmt: skip
    on = DayField(label="If it is a day: which?", what="The day")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("sort") == AlsoKnown.Sort.DAY and not cleaned.get("on") and "on" not in self.errors:
            self.add_error("on", "Enter the day")
        if cleaned.get("sort") not in (None, AlsoKnown.Sort.DAY) and cleaned.get("on"):
            self.add_error("on", "Leave this empty: it is not a day")
        return cleaned


class Family(forms.Form):
    told = OneOf(
        label="Was the family told what will be published, and when?",
        choices=[("yes", "Yes"), ("no", "No, and there is a reason")], missing="Say whether the family was told",
    )  # fmt: skip
    told_on = DayField(label="If yes: on which day?", what="The day", past=True)
    how = TextField(label="If yes: who was told, how, and what did they say?", rows=4)
    why_not = TextField(label="If no: why not?", rows=4)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        needed = {
            "yes": {"told_on": "Enter the day on which the family was told", "how": "Say who was told, and how"},
            "no": {"why_not": "Say why the family was not told"},
        }
        for name, sentence in needed.get(cleaned.get("told", ""), {}).items():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        return cleaned


class PutOn(forms.Form):
    ground = OneOf(label="What holds it?", choices=Hold.Ground.choices, missing="Choose what holds it")
    reason = TextField(label="Why, and until what?", rows=4, missing="Say why it is held",
                       hint=(
                           "For example: the trial is listed for 4 March; the judge’s order of 2 February."
                       ))  # fmt: skip


class Why(forms.Form):
    why = TextField(label="Why?", rows=4, missing="Say why")


class WhyForThePublic(Why):
    """`perhaps` are words of it that may tell who it is about, where there are any: they stay for a reason."""

    stays_because = TextField(label="Why may these words stay?", rows=3, missing="Say why these words may stay")

    def __init__(self, data: Any = None, *, perhaps: str) -> None:
        super().__init__(data)
        self.fields["why"].help_text = "The public reads this at its address. Name nobody."
        may = f"They may tell who it is about: {perhaps}."
        self.fields["stays_because"].help_text = f"{may} If they may not, say it without them, and leave this empty."
        self.fields["stays_because"].required = False
        if not perhaps:
            del self.fields["stays_because"]

    def said(self) -> dict[str, str]:
        return {"reason": self.cleaned_data["why"], "stays_because": self.cleaned_data.get("stays_because", "")}


class NothingAsked(forms.Form):
    """A page that only asks whether it is meant."""


class Approve(forms.Form):
    number = forms.IntegerField(widget=forms.HiddenInput())


class Leave(forms.Form):
    at = TimeField(label="At what time?", hint="By the clock in London, for example 10am.", required=True)
    late_reason = TextField(label="If that day is late, why?", rows=3, hint="It is kept beside the day it was due.")

    def __init__(self, data: Any = None, *, first: bool) -> None:
        super().__init__(data)
        self.fields["at"].error_messages["required"] = "Enter the time, such as 10am or 14:30"
        if not first:
            self.fields = {}
