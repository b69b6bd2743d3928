"""Form fields as GOV.UK patterns ask them, with errors that say how to mend them.

`web/fields.html` draws them. Whatever was typed is kept and shown again, right or wrong.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from handrail.common.pounds import PENNY, NotAnAmount, read_pounds
from handrail.guidance.days import LONDON
from handrail.service.law.kept import kept_working_days

MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sep sept|october oct"
        "|november nov|december dec".split("|"),
        start=1,
    )
    for name in names.split()
}


UNKEEPABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Characters that PostgreSQL, a Word document or a web page cannot hold; none can be typed, some come with a paste."""
LINE_ENDS = re.compile(r"[\r\n\x85\u2028\u2029]")
LINE, TEXT = 300, 100_000
"""The most characters of a field that says nothing of it: of one line, and of several."""
TOO_LONG = "Make it shorter: at most %(limit_value)d characters. It has %(show_value)d."
EARLIEST, LATEST = 1900, 2100
"""Years that a day may fall in; outside them it is a slip, and past them there is no calendar to count by."""


def without_unkeepable(words: str) -> None:
    """Refuse, and never silently drop, a character that cannot be kept, saying where it stands."""
    found = UNKEEPABLE.search(words)
    if found:
        before = words[max(0, found.start() - 20) : found.start()].strip()
        where = f"after “{before}”" if before else "at the beginning"
        raise forms.ValidationError(
            f"There is a character that cannot be kept {where}. It may have come with a paste. Delete it there."
        )


def on_one_line(words: str) -> None:
    """No browser lets a line be broken here; a line end would reach the subject of an e-mail or the name of a file."""
    if LINE_ENDS.search(words):
        raise forms.ValidationError("Write this on one line.")


def keepable(typed: Mapping[str, Sequence[str]]) -> bool:
    """Whether what was typed on a page can be kept, right or wrong."""
    return not any(UNKEEPABLE.search(words) for given in typed.values() for words in given)


def whole_number(typed: str, otherwise: int) -> int:
    """A number that came with a request, where it is one and of a size that a database holds."""
    return int(typed) if typed.isdecimal() and len(typed) < 10 else otherwise


class TextField(forms.CharField):
    """One line; `rows` makes it several."""

    def __init__(
        self, *, label: str, missing: str = "", hint: str = "", rows: int = 0, autocomplete: str = "", **more: Any
    ) -> None:
        more.setdefault("required", bool(missing))
        widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
        if autocomplete:
            widget.attrs["autocomplete"] = autocomplete
        more.setdefault("max_length", TEXT if rows else LINE)
        said = {"required": missing, "max_length": TOO_LONG}
        super().__init__(label=label, help_text=hint, widget=more.pop("widget", widget), error_messages=said, **more)
        ours = [without_unkeepable] if rows else [without_unkeepable, on_one_line]
        self.validators[:] = [*ours, *(one for one in self.validators if not _of_nul(one))]


def _of_nul(validator: object) -> bool:
    """Django's own, of the one character; ours says more."""
    return isinstance(validator, ProhibitNullCharactersValidator)


class EmailField(TextField):
    default_validators = forms.EmailField.default_validators

    def __init__(self, **more: Any) -> None:
        autocomplete = more.pop("autocomplete", "off")
        more.setdefault("max_length", 254)
        super().__init__(widget=forms.EmailInput(attrs={"autocomplete": autocomplete}), **more)


class PasswordField(TextField):
    def __init__(self, **more: Any) -> None:
        autocomplete = more.pop("autocomplete", "off")
        super().__init__(strip=False, widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}), **more)


class PoundsField(TextField):
    """An amount in pounds and pence, as people write it. Empty, it is None."""

    def __init__(self, *, least: Decimal = PENNY, **more: Any) -> None:
        self.least = least
        super().__init__(max_length=20, **more)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:,.2f}" if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Decimal | None:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return read_pounds(typed, least=self.least)
        except NotAnAmount as fault:
            raise forms.ValidationError(str(fault)) from None


class OneOf(forms.ChoiceField):
    """Radio buttons. `hints` puts a line under a choice."""

    def __init__(
        self,
        *,
        label: str,
        choices: Any,
        missing: str = "",
        hint: str = "",
        hints: Mapping[str, str] | None = None,
        inline: bool = False,
        **more: Any,
    ) -> None:
        super().__init__(
            label=label,
            choices=choices,
            help_text=hint,
            required=bool(missing),
            widget=forms.RadioSelect(),
            error_messages={"required": missing, "invalid_choice": missing or "Choose one of the answers"},
            **more,
        )
        self.hints, self.inline = dict(hints or {}), inline


class SomeOf(forms.MultipleChoiceField):
    """Tick boxes."""

    def __init__(self, *, label: str, choices: Any, missing: str = "", hint: str = "", **more: Any) -> None:
        super().__init__(
            label=label,
            choices=choices,
            help_text=hint,
            required=bool(missing),
            widget=forms.CheckboxSelectMultiple(),
            error_messages={"required": missing, "invalid_choice": "Choose from the answers shown"},
            **more,
        )


class Chosen(forms.ChoiceField):
    """A drop-down list, for long lists of bodies. `empty` is what stands where nothing is chosen."""

    def __init__(
        self, *, label: str, choices: Any, missing: str = "", hint: str = "", empty: str = "Choose from the list",
        **more: Any,
    ) -> None:  # fmt: skip
        super().__init__(
            label=label,
            choices=choices,
            help_text=hint,
            required=bool(missing),
            widget=forms.Select(),
            error_messages={"required": missing, "invalid_choice": missing or "Choose from the list"},
            **more,
        )
        self.empty = empty


class DayWidget(forms.MultiWidget):
    """Day, month and year, each typed."""

    def __init__(self) -> None:
        super().__init__({"day": forms.TextInput(), "month": forms.TextInput(), "year": forms.TextInput()})

    def decompress(self, value: Any) -> list[Any]:
        return [value.day, value.month, value.year] if isinstance(value, date) else ["", "", ""]


class DayField(forms.MultiValueField):
    """A London day. `past` refuses days to come; `future` refuses days gone by."""

    widget = DayWidget

    def __init__(
        self, *, label: str, what: str, hint: str = "For example, 24 5 2018", missing: str = "",
        past: bool = False, future: bool = False, **more: Any,
    ) -> None:  # fmt: skip
        self.what, self.past, self.future = what, past, future
        parts = (forms.CharField(required=False), forms.CharField(required=False), forms.CharField(required=False))
        super().__init__(
            parts, label=label, help_text=hint, required=bool(missing), require_all_fields=False,
            error_messages={"required": missing}, **more,
        )  # fmt: skip

    def compress(self, data_list: Sequence[str]) -> date | None:
        if not any(data_list):
            return None
        day = read_day([str(part or "").strip() for part in data_list], self.what)
        if self.past and day > timezone.localdate():
            raise forms.ValidationError(f"{self.what} must be today or in the past")
        if self.future and day < timezone.localdate():
            raise forms.ValidationError(f"{self.what} must be today or later")
        return day


def read_day(parts: Sequence[str], what: str) -> date:
    """A day from what was typed, the month in figures or words. Raises ValidationError saying what is missing."""
    missing = [name for name, part in zip(("day", "month", "year"), parts, strict=True) if not part]
    if missing:
        raise forms.ValidationError(f"{what} must include a {' and a '.join(missing)}")
    typed_day, typed_month, typed_year = parts
    month = MONTHS.get(typed_month.lower(), _number(typed_month))
    if len(typed_year) != 4 or not typed_year.isdecimal():
        raise forms.ValidationError(f"{what} must have a year of four figures, such as {timezone.localdate().year}")
    if not EARLIEST <= int(typed_year) <= LATEST:
        raise forms.ValidationError(f"{what} must be between {EARLIEST} and {LATEST}. Check the year.")
    try:
        return date(int(typed_year), month, _number(typed_day))
    except ValueError:
        raise forms.ValidationError(f"{what} must be a real date, such as 24 5 2018") from None


def _number(typed: str) -> int:
    """Of at most two figures, which are all that a day or a month has; nought where it is something else."""
    return int(typed) if _is_short_number(typed) else 0


def within_calendar(day: date, what: str) -> date:
    """Refuse a day for which no working day can be counted."""
    calendar = kept_working_days()
    if day < calendar.known_from:
        raise forms.ValidationError(
            f"{what} is before {calendar.known_from.year}, the first year with known bank holidays. Check the year."
        )
    return day


class TimeField(forms.CharField):
    """An hour, as people write it: 14:30, 2.30pm, 9am."""

    def __init__(
        self, *, label: str, hint: str = "For example, 2:30pm. Leave empty if not known.", **more: Any
    ) -> None:
        more.setdefault("required", False)
        super().__init__(label=label, help_text=hint, **more)

    def clean(self, value: Any) -> time | None:
        typed = str(super().clean(value) or "").lower().replace(" ", "").replace(".", ":")
        return read_time(typed) if typed else None


def _is_short_number(typed: str) -> bool:
    return typed.isdecimal() and len(typed) <= 2


def read_time(typed: str) -> time:
    half = typed[-2:] if typed[-2:] in ("am", "pm") else ""
    hour, _, minute = typed.removesuffix(half).partition(":")
    fault = forms.ValidationError("Enter a time, such as 2:30pm or 14:30")
    if not _is_short_number(hour) or (minute and not _is_short_number(minute)):
        raise fault
    number = int(hour)
    if half:
        if not 1 <= number <= 12:
            raise fault
        number = number % 12 + (12 if half == "pm" else 0)
    try:
        return time(number, int(minute or 0))
    except ValueError:
        raise fault from None


def instant(day: date, hour: time) -> datetime:
    """An hour of a London day."""
    return datetime.combine(day, hour, LONDON)


class FileField(forms.FileField):
    """One file; what it may be is said by `documents`."""

    def __init__(self, *, label: str, hint: str = "", missing: str = "", **more: Any) -> None:
        super().__init__(
            label=label, help_text=hint, required=bool(missing),
            error_messages={"required": missing, "empty": "The file is empty. Choose another."}, **more,
        )  # fmt: skip


def as_typed(answers: Mapping[str, Sequence[str]]) -> MultiValueDict[str, str]:
    """What was typed on a page, as a form reads it."""
    return MultiValueDict({name: list(values) for name, values in answers.items()})
