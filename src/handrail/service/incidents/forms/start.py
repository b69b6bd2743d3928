"""Where recording begins: for whom, and in which folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from handrail.service.access.models import Person, Post
from handrail.service.access.roles import ALL
from handrail.service.cases.calling import folders_called
from handrail.service.cases.doors import may_open
from handrail.service.cases.models import Case
from handrail.service.fields import OneOf, TextField
from handrail.service.incidents.forms.draft import RAISE, RECORD
from handrail.service.partnerships.models import Kind


@dataclass(frozen=True)
class Beginning:
    """One way in which this person may begin: the post they do it in, and whether they record or raise."""

    post: Post
    journey: str

    @property
    def words(self) -> str:
        post = self.post
        if self.journey == RAISE:
            return f"{post.body} asks {_whom(post)} to consider an incident"
        if post.body.kind == Kind.LOCAL_AUTHORITY:
            return f"Record for {post.body}"
        return f"Record for a local authority of {post.partnership}"


def _whom(post: Post) -> str:
    return "itself" if post.body.kind == Kind.LOCAL_AUTHORITY else f"a local authority of {post.partnership}"


def beginnings_of(person: Person) -> list[Beginning]:
    """Recording goes before raising: who may do both records."""
    found = {}
    for post in person.posts_today:
        if "record incidents" in post.in_role.may:
            found[(post.body_id, post.partnership_id)] = Beginning(post, RECORD)
        elif "raise incidents" in post.in_role.may:
            found.setdefault((post.body_id, post.partnership_id), Beginning(post, RAISE))
    return list(found.values())


class Start(forms.Form):
    """`beginnings` are offered only where there are several; a folder only to those who record."""

    post = OneOf(label="For whom?", choices=(), missing="Choose for whom")
    folder = TextField(
        label="Reference of the folder, if it is another incident in a folder you have",
        hint="For example, WV-2026-0014. Leave empty to open a new folder.",
        max_length=40,
    )

    def __init__(self, data: Any, *, person: Person, beginnings: Sequence[Beginning], folder: str = "") -> None:
        super().__init__(data, initial={"folder": folder})
        self.person, self.beginnings = person, {str(b.post.pk): b for b in beginnings}
        if len(beginnings) == 1:
            del self.fields["post"]
        else:
            self.fields["post"].choices = [(key, b.words) for key, b in self.beginnings.items()]  # type: ignore[attr-defined]
        if not any(b.journey == RECORD for b in beginnings):
            del self.fields["folder"]

    def clean_folder(self) -> Case | None:
        """An unknown folder and one that may not be opened are told alike."""
        typed = self.cleaned_data["folder"].strip()
        if not typed:
            return None
        found = folders_called(self.person, typed, what={ALL}, fits=self._may_record_in)
        if not found:
            raise forms.ValidationError("You have no folder with this reference. Check it, or leave it empty.")
        if found[0].closed_at is not None:
            raise forms.ValidationError("This folder is closed. Reopen it first, or leave this empty for a new folder.")
        return found[0]

    def _may_record_in(self, case: Case) -> bool:
        return may_open(self.person, case, what=ALL, may="record incidents")

    @property
    def beginning(self) -> Beginning:
        key = self.cleaned_data.get("post") or next(iter(self.beginnings))
        return self.beginnings[key]
