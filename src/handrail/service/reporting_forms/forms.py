"""What is asked of a coordinator who asks agencies for their forms, or takes out a period."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from handrail.guidance import london_day, spoken
from handrail.service.child_deaths.models import Death
from handrail.service.child_deaths.standing import died_at
from handrail.service.fields import DayField, OneOf, SomeOf, TextField
from handrail.service.partnerships.models import Body
from handrail.service.reporting_forms.actions import Put
from handrail.service.reporting_forms.models import ReportingForms
from handrail.service.reporting_forms.shelf import every_version, version_on
from handrail.service.reporting_forms.written import Version
from handrail.service.requests.asked_before import AskedBefore
from handrail.service.requests.forms import BY_CODE, DueDayForm, asked_again, who_answers
from handrail.service.requests.models import Request

ASKED = """\
Please keep safe every record you hold about the child and the family, and search them under every name, in every \
service that your agency runs.

Then fill in the form: what your agency knew of the child, what it did, and what can be learnt. Answer what you know \
and leave the rest; “Not known” says that you looked. If you cannot come to the review meeting, the form stands in \
for you.

If you hold nothing about any of them, say so: it takes one step. After it is sent the form is locked; you can add \
to it."""


class AskForForms(DueDayForm):
    """Whom to ask, with which forms, about whom, by when."""

    def __init__(
        self,
        *args: Any,
        death: Death,
        pinned: Version | None,
        bodies: Iterable[Body],
        standing: Iterable[Request],
        before: Mapping[uuid.UUID, Sequence[AskedBefore]],
        **more: Any,
    ) -> None:
        super().__init__(*args, case=death.case, about=str(death.pk), **more)
        self.pinned, self.before, self.bodies = pinned, before, list(bodies)
        due_day, keep = self.fields.pop("due_on"), self.fields.pop("keep")
        if pinned is None:
            self.fields["version"] = _version_field(death)
        hints = {str(key): " ".join(one.words for one in found) for key, found in before.items()}
        hints |= {
            str(one.body_id): f"Asked for this form on {spoken(london_day(one.asked_at))}, for {spoken(one.due_on)}."
            for one in standing
        }
        chosen = SomeOf(
            label="Which agencies are asked?",
            choices=[(str(body.pk), body.name) for body in self.bodies],
            missing="Tick at least one agency to ask",
            hint="One form each. An agency sees only its own, and not who else is asked.",
        )
        chosen.hints = hints  # type: ignore[attr-defined]
        self.fields["bodies"] = chosen
        if before:
            self.fields |= asked_again()
        self.fields["supplements"] = _supplements_field(pinned)
        self.fields |= _words_fields()
        self.fields |= {"due_on": due_day, "keep": keep}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        again = [body.name for body in self.asked if body.pk in self.before]
        if again and not cleaned.get("again"):
            names = ", ".join(again)
            self.add_error("again", f"{names} told something already. Say why it is asked again, or untick it.")
        version = self.pinned.key if self.pinned else cleaned.get("version")
        wrong = [key for key in cleaned.get("supplements", ()) if version and not key.startswith(f"{version}:")]
        if wrong:
            self.add_error("supplements", "Tick only supplementary forms of the version you chose above")
        return cleaned

    @property
    def asked(self) -> list[Body]:
        ticked = set(self.cleaned_data.get("bodies", ()))
        return [body for body in self.bodies if str(body.pk) in ticked]

    @property
    def put(self) -> Put:
        said = self.cleaned_data
        return Put(
            version=self.pinned.key if self.pinned else said["version"],
            supplements=tuple(key.partition(":")[2] for key in said["supplements"]),
            children_named=said["children_named"], what=said["what"], due_on=said["due_on"],
            by_code=said["way"] == BY_CODE,
            again={body.pk: said["again"] for body in self.asked if body.pk in self.before},
        )  # fmt: skip


def _version_field(death: Death) -> forms.Field:
    """Begins with the version that was in use on the day of the death."""
    day = london_day(died_at(death))
    return OneOf(
        label="Which forms did this case begin with?",
        choices=[(one.key, _called(one)) for one in every_version()[::-1]],
        initial=(version_on(day) or every_version()[0]).key,
        missing="Choose the version",
        hint=f"Those in use on {spoken(day)}, the day of the death, unless you choose others. The version stays for "
        "this death once a form has come, whatever changes later.",
    )


class ChangeVersion(forms.Form):
    """Another version of the forms, with the reason."""

    why = TextField(label="Why is it changed?", missing="Say why it is changed", max_length=300)

    def __init__(self, data: Any, *, forms_of_death: ReportingForms) -> None:
        super().__init__(data, initial={"version": forms_of_death.version})
        self.fields = {"version": _version_field(forms_of_death.death), **self.fields}


def _called(version: Version) -> str:
    ends = "in use now" if version.until == date.max else f"until {spoken(version.until)}"
    return f"{version.title}, {ends}"


def _supplements_field(pinned: Version | None) -> forms.Field:
    versions = [pinned] if pinned else every_version()[::-1]
    choices = [
        (f"{one.key}:{form.key}", _titled(one, form.title, pinned)) for one in versions for form in one.supplements
    ]
    field = SomeOf(
        label="Supplementary forms",
        choices=choices,
        hint="For the kind of death, as far as it is known. More can be put later.",
    )
    field.hints = {f"{one.key}:{form.key}": form.when for one in versions for form in one.supplements}  # type: ignore[attr-defined]
    return field


def _titled(version: Version, title: str, pinned: Version | None) -> str:
    newest = every_version()[-1]
    return title if pinned or version is newest else f"{title} ({version.title[0].lower()}{version.title[1:]})"


def _words_fields() -> dict[str, forms.Field]:
    return {
        "children_named": TextField(
            label="Who it is about", rows=5, missing="Say who it is about, so that agencies can search their records",
            hint="What an agency needs to search its records. Only agencies you ask see this.",
        ),
        "what": TextField(label="What is asked", rows=10, initial=ASKED, missing="Say what is asked"),
        "way": who_answers("They open this one form with a code sent by e-mail.", "Choose who answers"),
    }  # fmt: skip


class MoreForms(forms.Form):
    """Supplementary forms for an agency that has not sent its form yet."""

    def __init__(self, *args: Any, version: Version, **more: Any) -> None:
        super().__init__(*args, **more)
        field = SomeOf(
            label="Supplementary forms", choices=[(form.key, form.title) for form in version.supplements],
            missing="Tick at least one supplementary form",
        )  # fmt: skip
        field.hints = {form.key: form.when for form in version.supplements}  # type: ignore[attr-defined]
        self.fields["supplements"] = field


class SupplementForms(MoreForms):
    """The same for an agency that has sent its form: a request of its own, by a day."""

    def __init__(self, *args: Any, version: Version, **more: Any) -> None:
        super().__init__(*args, version=version, **more)
        self.fields["due_on"] = DayField(
            label="Due day", what="The due day", missing="Enter the day by which it is wanted", future=True
        )


class Period(forms.Form):
    """Deaths between two days."""

    first = DayField(label="Deaths from", what="The first day", missing="Enter the first day", past=True)
    last = DayField(label="Deaths to", what="The last day", missing="Enter the last day", past=True)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", "The last day is before the first. Change one of them.")
        return cleaned
