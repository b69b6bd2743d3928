"""What is asked to write a briefing, and to send it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from handrail.service.cases.models import Case
from handrail.service.fields import SomeOf, TextField
from handrail.service.learning.forms.recommending import ReadForm
from handrail.service.learning.forms.tracked import members_of
from handrail.service.learning.models import Finding, Recommendation
from handrail.service.learning.several import read_by
from handrail.service.learning.telling import Telling
from handrail.service.one_text import OneText
from handrail.service.partnerships.models import Body

NO_NAMES = "Name no child, family, practitioner, school or street: it is read by many."


class BeginBriefingForm(ReadForm):
    title = TextField(
        label="What is it about, in a few words?", missing="Give it a title", hint=NO_NAMES, max_length=120
    )
    findings = SomeOf(label="Which findings does it carry?", choices=())
    recommendations = SomeOf(label="Which recommendations does it carry?", choices=())

    def __init__(self, *args: Any, case: Case, **more: Any) -> None:
        super().__init__(*args, case=case, **more)
        self.found = list(read_by(self.reader, Finding.objects.filter(case=case, set_aside_on__isnull=True)))
        self.made = list(read_by(self.reader, Recommendation.objects.filter(case=case, set_aside_on__isnull=True)))
        self.fields["findings"].choices = [(str(one.pk), one.title) for one in self.found]  # type: ignore[attr-defined]
        self.fields["recommendations"].choices = [(str(one.pk), one.text) for one in self.made]  # type: ignore[attr-defined]
        for name, there in (("findings", self.found), ("recommendations", self.made)):
            if not there:
                del self.fields[name]

    @property
    def carries(self) -> tuple[list[Finding], list[Recommendation]]:
        findings, made = (self.cleaned_data.get(name, []) for name in ("findings", "recommendations"))
        return [one for one in self.found if str(one.pk) in findings], [one for one in self.made if str(one.pk) in made]


class BriefingForm(OneText):
    why_it_matters = TextField(label="Why it matters", missing="Say why it matters", rows=3, hint=NO_NAMES)
    happened = TextField(
        label="What happened", missing="Say what happened", rows=4, hint="So that no child can be told from it."
    )
    learnt = TextField(label="What was learnt", missing="Say what was learnt", rows=6, hint="Above all, why.")
    asked = TextField(
        label="What is asked of you", missing="Say what is asked of whoever reads it", rows=5,
        hint="A line that begins with a dash becomes a bullet.",
    )  # fmt: skip
    talk_about = TextField(label="To talk about in your team (optional)", rows=4)


class WithdrawBriefingForm(forms.Form):
    why = TextField(
        label="Why is it withdrawn?", missing="Say why it is withdrawn", rows=3, max_length=300,
        hint="Each body that it was sent to is told that it is withdrawn, and not why. It opens to them no more.",
    )  # fmt: skip


class SendBriefingForm(forms.Form):
    bodies = SomeOf(label="To which bodies?", choices=(), missing="Tick at least one body")
    checked = SomeOf(
        label="Before it leaves", choices=[("yes", "I have read it through, and nobody can be told from it")],
        missing="Read it through first, and say that nobody can be told from it",
    )  # fmt: skip
    as_read = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput())

    def __init__(self, *args: Any, case: Case, sent: set[Any], marked: Sequence[Telling] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.marked = {f"stays_{place}": one for place, one in enumerate(marked, start=1)}
        for name, one in self.marked.items():
            self.fields[name] = TextField(
                label=f"“{one.words}”: why may these words stay?", rows=2, max_length=500,
                missing=f"Say why “{one.words}” may stay, or go back and change it",
                hint=f"{one.where}. They may tell {one.reveals}. {one.why}",
            )  # fmt: skip
        self.order_fields([*self.marked, "bodies", "checked"])
        self.members = [body for body in (case.partnership, *members_of(case.partnership)) if body.pk not in sent]
        self.fields["bodies"].choices = [(str(body.pk), str(body)) for body in self.members]  # type: ignore[attr-defined]

    @property
    def stays(self) -> dict[str, str]:
        return {one.key: self.cleaned_data[name] for name, one in self.marked.items()}

    @property
    def ticked(self) -> list[Body]:
        return [body for body in self.members if str(body.pk) in self.cleaned_data["bodies"]]
