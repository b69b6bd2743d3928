"""What is asked of a file of existing cases: the file, what each of its columns is, and what its words mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from handrail.service.child_deaths.bringing import proposing
from handrail.service.child_deaths.bringing.columns import BY_NAME, COLUMNS
from handrail.service.child_deaths.bringing.proposing import LEFT_OUT, Proposal
from handrail.service.child_deaths.bringing.table import Head
from handrail.service.child_deaths.bringing.words import Strange, choices_for
from handrail.service.child_deaths.forms.later import Bodies, chosen
from handrail.service.child_deaths.models import Matching
from handrail.service.fields import Chosen, FileField, OneOf, TextField
from handrail.service.partnerships.models import Body

OURS = [
    (LEFT_OUT, "Leave it out"),
    *((column.name, f"{column.name} (every line needs it)" if column.needed else column.name) for column in COLUMNS),
]


class BringIn(forms.Form):
    file = FileField(
        label="The file, as CSV or as an Excel workbook", missing="Choose a file",
        hint="Your own template, or what another system gave out. You then say what each of its columns is.",
    )  # fmt: skip
    authority = OneOf(label="Which local authority’s folders are these?", choices=(), missing="Choose the authority")

    def __init__(self, data: Any, files: Any, *, authorities: Bodies) -> None:
        super().__init__(data, files)
        self.authorities = authorities
        self.fields["authority"].choices = [(str(body.pk), body.name) for body in authorities]  # type: ignore[attr-defined]
        if len(authorities) == 1:
            del self.fields["authority"]

    @property
    def whose(self) -> Body:
        key = self.cleaned_data.get("authority", "")
        return chosen(self.authorities, key) or self.authorities[0]


def _column_field(label: str, hint: str) -> Chosen:
    return Chosen(label=label, hint=hint, choices=OURS, missing=f"Choose what “{label}” is, or leave it out")


class MatchColumns(forms.Form):
    """A question for each column of theirs. What is proposed stands chosen, and is sent only by whoever looked."""

    def __init__(self, data: Any, *, heads: Sequence[Head], proposed: Mapping[str, Proposal], keep_as: str) -> None:
        first = {f"c{head.place}": proposed[head.key].column or LEFT_OUT for head in heads}
        super().__init__(data, initial={**first, "keep_as": keep_as})
        self.heads = heads
        for head in heads:
            self.fields[f"c{head.place}"] = _column_field(head.called, f"{_examples(head)} {proposed[head.key].why}")
        self.fields["keep_as"] = TextField(
            label="Keep this under a name (optional)", max_length=80,
            hint="The next file with these columns is then read in the same way, for everybody of your partnership."
            " For example: export of the old system.",
        )  # fmt: skip

    @property
    def columns(self) -> dict[str, str]:
        return {head.key: self.cleaned_data.get(f"c{head.place}", LEFT_OUT) for head in self.heads}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        by_key = {head.key: f"c{head.place}" for head in self.heads}
        if not self.errors:
            for key, sentence in proposing.faults(self.columns, self.heads):
                self.add_error(by_key.get(key), sentence)
        return said


def _examples(head: Head) -> str:
    if not head.examples:
        return "Nothing stands in it."
    return f"For example: {'; '.join(head.examples).rstrip('.')}."


class MatchWords(forms.Form):
    """A question for each word of theirs that is not on the list of its column."""

    def __init__(self, data: Any, *, strange: Sequence[Strange], said: Mapping[str, Mapping[str, str]]) -> None:
        before = [said.get(one.column.name, {}).get(one.key) or one.proposed for one in strange]
        super().__init__(data, initial={f"w{place}": known for place, known in enumerate(before)})
        self.strange = strange
        for place, one in enumerate(strange):
            on = "On 1 line." if one.lines == 1 else f"On {one.lines:,} lines."
            label = f"{one.column.name.capitalize()}: “{one.word}”"
            self.fields[f"w{place}"] = Chosen(
                label=label, choices=choices_for(one.column), missing=f"Choose what {label} means",
                hint=on if before[place] else f"{on} Nothing is known of this word.",
            )  # fmt: skip

    @property
    def words(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for place, one in enumerate(self.strange):
            found.setdefault(one.column.name, {})[one.key] = self.cleaned_data[f"w{place}"]
        return found


class NamedIn(forms.Form):
    line = OneOf(label="Which line names the columns?", choices=(), missing="Choose the line")

    def __init__(self, data: Any, *, lines: Sequence[tuple[int, int, str]], now: tuple[int, int]) -> None:
        super().__init__(data, initial={"line": f"{now[0]} {now[1]}"})
        self.fields["line"].choices = [(f"{sheet} {line}", words) for sheet, line, words in lines]  # type: ignore[attr-defined]

    @property
    def where(self) -> tuple[int, int]:
        sheet, line = self.cleaned_data["line"].split(" ")
        return int(sheet), int(line)


class ChangeKept(forms.Form):
    """What is kept of one shape of file, without the file."""

    def __init__(self, data: Any, *, kept: Matching) -> None:
        order = {column.name: place for place, column in enumerate(COLUMNS)}
        self.keys = sorted(kept.columns, key=lambda key: (order.get(kept.columns[key], len(order)), key))
        listed = ((name, word) for name, words in kept.words.items() if name in BY_NAME for word in words)
        self.said = sorted(listed, key=lambda pair: (order[pair[0]], pair[1]))
        initial = {f"c{place}": kept.columns[key] for place, key in enumerate(self.keys)}
        initial |= {f"w{place}": kept.words[name][word] for place, (name, word) in enumerate(self.said)}
        super().__init__(data, initial={**initial, "name": kept.name})
        self.fields["name"] = TextField(label="Its name", missing="Enter a name", max_length=80)
        for place, key in enumerate(self.keys):
            named = f"“{key}”" if not key.startswith(" #") else f"Without a name,{key}"
            self.fields[f"c{place}"] = _column_field(named, "")
        for place, (name, word) in enumerate(self.said):
            self.fields[f"w{place}"] = Chosen(
                label=f"{name.capitalize()}: “{word}”", choices=choices_for(BY_NAME[name])[:-1],
                missing="Choose what it means",
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not self.errors:
            places = {key: place for place, key in enumerate(self.keys)}
            heads = [Head(key, key, -1, ()) for key in self.keys]
            for key, sentence in proposing.faults(self.columns, heads):
                self.add_error(f"c{places[key]}" if key in places else None, sentence)
        return said

    @property
    def columns(self) -> dict[str, str]:
        return {key: self.cleaned_data[f"c{place}"] for place, key in enumerate(self.keys)}

    @property
    def words(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for place, (name, word) in enumerate(self.said):
            found.setdefault(name, {})[word] = self.cleaned_data[f"w{place}"]
        return found


class Forget(forms.Form):
    """Nothing is asked: pressing the button is the answer."""
