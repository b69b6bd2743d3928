"""What is asked of a coordinator who begins, of an agency that tells, and of those who weigh what was told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone

from handrail.guidance import london_day, spoken
from handrail.service.chronologies.actions.asking import Scope
from handrail.service.chronologies.actions.writing import Declared, Words
from handrail.service.chronologies.models import Chronology, Delivery, Line, Tie
from handrail.service.chronologies.reading.columns import BY_KEY
from handrail.service.chronologies.reading.days import read_days
from handrail.service.chronologies.reading.hours import read_hour
from handrail.service.chronologies.reading.lines import joined
from handrail.service.chronologies.reading.tables import LONGEST_CELL
from handrail.service.chronologies.reading.values import NotRead, Sure, When
from handrail.service.fields import Chosen, DayField, FileField, OneOf, SomeOf, TextField, whole_number
from handrail.service.partnerships.models import Body
from handrail.service.requests.forms import BY_CODE, DueDayForm, who_answers
from handrail.service.requests.models import Request
from handrail.service.requests.wording import UNDER_16H

ASKED = """\
Please send your agency's chronology: each contact, decision and event that bears on the child's life and on the help \
given, from your own records, one line for each.

For each line: the day (say if it is approximate), who it is about, where it is recorded, what happened, what your \
agency did, and what the child said or showed. Mark what is significant and say why. Keep your own comment apart from \
the facts.

Use our spreadsheet, send CSV or a table in Word, or write the lines here. Practitioners are given by their job, not \
their name."""


TEXTS = ("about", "source", "happened", "did", "voice", "significance", "comment")


class ScopeForm(forms.Form):
    """What a chronology is for and which days it asks about."""

    def __init__(self, *args: Any, matters: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.matters = matters
        if len(matters) > 1:
            self.fields["matter"] = OneOf(
                label="Which incident or review is it for?", choices=matters, missing="Choose what it is for"
            )
        self.fields |= {
            "purpose": OneOf(
                label="What is it for?", choices=Chronology.Purpose.choices, missing="Choose what it is for"
            ),
            "title": TextField(
                label="What to call it", max_length=120, missing="Give it a name",
                hint="It tells it from others on this folder. Agencies see it. Use no child’s name.",
            ),
            "from_on": DayField(label="The first day asked about", what="The first day", past=True),
            "until_on": DayField(label="The last day asked about", what="The last day", hint="Leave empty for no end."),
            "gap_days": TextField(
                label="After how many days without a line is a gap shown?", max_length=4, initial="28",
                missing="Give a number of days", hint="You can change it at any time.",
            ),
        }  # fmt: skip

    def clean_gap_days(self) -> int:
        days = whole_number(str(self.cleaned_data["gap_days"]).strip(), 0)
        if not 1 <= days <= 3650:
            raise forms.ValidationError("Give a number of days between 1 and 3650")
        return days

    @property
    def scope(self) -> Scope:
        said = self.cleaned_data
        return Scope(
            said["purpose"], said.get("matter") or self.matters[0][0], said["title"], said["from_on"],
            said["until_on"], said["gap_days"],
        )  # fmt: skip


class AskForChronologies(DueDayForm):
    """Whom to ask, about whom, for what, by when."""

    def __init__(self, *args: Any, bodies: Iterable[Body], standing: Iterable[Request], **more: Any) -> None:
        super().__init__(*args, **more)
        due_day, keep = self.fields.pop("due_on"), self.fields.pop("keep")
        asked = SomeOf(
            label="Which agencies are asked?", choices=[(str(body.pk), body.name) for body in bodies],
            missing="Tick at least one agency to ask", hint="Each sees its own lines only, and not who else is asked.",
        )  # fmt: skip
        asked.hints = {  # type: ignore[attr-defined]
            str(one.body_id): f"Asked on {spoken(london_day(one.asked_at))}, for {spoken(one.due_on)}"
            for one in standing
        }
        self.fields |= {
            "bodies": asked,
            "children_named": TextField(
                label="Who it is about", rows=5,
                missing="Say who it is about, so that agencies can search their records",
                hint="Names, other names, dates of birth, addresses, and the parents and others in the home."
                " Only agencies you ask see this.",
            ),
            "what": TextField(label="What is asked", rows=12, missing="Say what is asked", initial=ASKED),
            "legal": SomeOf(
                label="The legal basis",
                choices=[("16H", "Make it a request under section 16H of the Children Act 2004")],
                hint=f"Adds to what is asked: “{UNDER_16H}”",
            ),
            "way": who_answers("They open this one chronology with a code sent by e-mail.", "Choose who answers"),
            "due_on": due_day,
            "keep": keep,
        }  # fmt: skip

    @property
    def by_code(self) -> bool:
        return bool(self.cleaned_data["way"] == BY_CODE)

    @property
    def wording(self) -> str:
        what = str(self.cleaned_data["what"])
        return f"{what}\n\n{UNDER_16H}" if self.cleaned_data["legal"] else what


class GiveFile(forms.Form):
    file = FileField(
        label="Choose a file", missing="Choose a file",
        hint="Our spreadsheet or your own (.xlsx), CSV, or a table in Word. Up to 20 MB and 60,000 lines.",
    )  # fmt: skip
    how = OneOf(
        label="What becomes of the lines already here?", choices=Delivery.How.choices, initial=Delivery.How.ADD,
        missing="Choose what becomes of the lines already here",
        hints={
            Delivery.How.ADD: "A line that is here word for word is not taken twice.",
            Delivery.How.REPLACE: "What was sent before stays readable, marked as replaced.",
        },
    )  # fmt: skip


def _words(key: str, *, rows: int, missing: str = "", hint: str = "") -> TextField:
    column = BY_KEY[key]
    return TextField(
        label=column.heading, hint=hint or column.says, rows=rows, missing=missing, max_length=LONGEST_CELL
    )


class LineForm(forms.Form):
    """One line, its days typed as in a spreadsheet and read in the same way. `sent` asks why it is corrected."""

    first = TextField(label="Date from", hint=BY_KEY["from"].says, missing="Enter the day", max_length=200)
    hour = TextField(label="Time", hint=BY_KEY["time"].says, max_length=60)
    last = TextField(label="Date to", hint=BY_KEY["until"].says, max_length=200)
    sure = OneOf(
        label="How certain is the date?", choices=[("exact", "Exact"), ("approximate", "Approximate")], initial="exact",
        missing="Say how certain the date is", inline=True,
    )  # fmt: skip
    about = _words("about", rows=2)
    source = _words("source", rows=2)
    happened = _words("happened", rows=6, missing="Say what happened")
    did = _words("did", rows=4)
    voice = _words("voice", rows=4)
    significance = _words("significance", rows=2)
    comment = _words("comment", rows=3)

    def __init__(self, *args: Any, sent: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        if sent:
            self.fields["why"] = TextField(
                label="Why it is corrected", max_length=300, missing="Say why the line is corrected",
                hint="What was sent stays, and can still be read.",
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        first, last = self._read("first"), self._read("last")
        try:
            hour = read_hour(said.get("hour") or None)
        except NotRead as fault:
            self.add_error("hour", f"It {fault}")
            return said
        if first is not None and not self.errors:
            try:
                said["when"] = joined(first, last, hour.at or first.at, not_sure=said.get("sure") == "approximate")
            except NotRead as fault:
                self.add_error("last", str(fault))
        return said

    def _read(self, name: str) -> When | None:
        typed = self.cleaned_data.get(name)
        if not typed:
            return None
        try:
            return read_days(typed, timezone.localdate())
        except NotRead as fault:
            self.add_error(name, f"It {fault}")
            return None

    @property
    def words(self) -> Words:
        said = self.cleaned_data
        written = ", ".join(said[name] for name in ("first", "hour", "last") if said[name])
        texts = {key: said[key] for key in TEXTS}
        return Words(when=said["when"], as_written=written, **texts)


def as_typed_of(line: Line) -> dict[str, str]:
    """A line as the form shows it, to be changed."""
    whole = line.from_on == line.until_on
    texts = {
        key: getattr(line, key) for key in ("about", "source", "happened", "did", "voice", "significance", "comment")
    }
    return {
        "first": spoken(line.from_on), "last": "" if whole else spoken(line.until_on),
        "hour": f"{line.at_time:%H:%M}" if line.at_time else "",
        "sure": "exact" if line.sure == Sure.EXACT else "approximate", **texts,
    }  # fmt: skip


def as_columns_of(line: Line) -> dict[str, str]:
    """A line under the keys of our columns, and what stood under the agency's own."""
    typed = as_typed_of(line)
    days = {"from": typed["first"], "until": typed["last"], "time": typed["hour"]}
    return {**line.other, **{key: typed[key] for key in TEXTS}, **days, "sure": typed["sure"]}


def as_typed_of_row(cells: dict[str, str]) -> dict[str, str]:
    """A row that could not be read, as the form shows it; what has no column of ours stands under what happened."""
    sure = "approximate" if cells.get("sure", "").lower().startswith(("approx", "about", "est", "no")) else "exact"
    texts = {key: cells.get(key, "")[:LONGEST_CELL] for key in BY_KEY if key not in ("from", "time", "until", "sure")}
    days = {"first": "from", "hour": "time", "last": "until"}
    return {"sure": sure, **{name: cells.get(key, "") for name, key in days.items()}, **texts}


class SendForm(forms.Form):
    approved_by = TextField(
        label="Who in the agency agreed it, and their job", max_length=200,
        hint="Someone senior, other than its author.",
        missing="Give the name and job of the person who agreed it",
    )  # fmt: skip
    searched = TextField(
        label="Which records were searched, and what could not be found", rows=4,
        hint="Services and systems, the names used, the period, anything missing.",
    )  # fmt: skip
    limits = TextField(
        label="What may not be shared further, and why", rows=3,
        hint="Only the coordinator and the safeguarding partners see this answer. Leave empty if there is no limit.",
    )  # fmt: skip

    def __init__(self, *args: Any, again: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        if again:
            del self.fields["searched"], self.fields["limits"]
            self.fields["why"] = TextField(
                label="Why there are more lines now", max_length=300, missing="Say why there are more lines now",
                hint="For example: found in the archive after the first were sent.",
            )  # fmt: skip

    @property
    def declared(self) -> Declared:
        said = self.cleaned_data
        return Declared(said["approved_by"], said.get("searched", ""), said.get("limits", ""), said.get("why", ""))


class FilterForm(forms.Form):
    """What to show of the lines; nothing has to be given."""

    def __init__(self, *args: Any, agencies: dict[str, str], people: list[str], **more: Any) -> None:
        super().__init__(*args, **more)
        weights = [("marked", "Marked as a key event"), *(one for one in Line.Weight.choices if one[0])]
        self.fields |= {
            "agency": Chosen(label="Agency", choices=list(agencies.items()), empty="Every agency"),
            "person": Chosen(label="Who it is about", choices=[(one, one) for one in people], empty="Everybody"),
            "weight": Chosen(label="Significance", choices=weights, empty="Whatever its significance"),
            "first": TextField(label="From", hint="A day, a month or a year"),
            "last": TextField(label="To", hint="A day, a month or a year"),
            "words": TextField(label="Words in it"),
        }


class WhyForm(forms.Form):
    why = TextField(label="Why", max_length=300)

    def __init__(self, *args: Any, missing: str = "", label: str = "Why", **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["why"] = TextField(label=label, max_length=300, missing=missing)


class DecideForm(forms.Form):
    decided = OneOf(label="What are they?", choices=Tie.Decided.choices, missing="Choose what they are")
    note = TextField(label="Note", max_length=300, hint="What still has to be asked, and of whom.")
