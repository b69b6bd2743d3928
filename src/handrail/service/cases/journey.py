"""A journey: questions a page at a time, kept on the server as they are typed, then checked and submitted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from handrail.guidance import spoken
from handrail.service.fields import DayWidget, as_typed

Answers = Mapping[str, Mapping[str, list[str]]]
"""By page and by field: what was typed, right or wrong."""


NOT_GIVEN = "Not given"


class Page(forms.Form):
    """One page of a journey. Subclasses give `slug` and `title`, and their fields."""

    slug: str = ""
    title: str = ""
    hint: str = ""

    @classmethod
    def asked(cls, answers: Answers) -> bool:
        """Whether this page is asked at all, given the other answers."""
        return True

    def applying(self) -> Iterator[forms.BoundField]:
        """The questions that are put, given the other answers on this page."""
        yield from self

    def in_words(self) -> Iterator[tuple[str, str]]:
        """Each question with its answer as people read it, for the check-your-answers page."""
        for field in self.applying():
            value = self.cleaned_data.get(field.name) if self.is_valid() else field.value()
            yield str(field.label), answer_in_words(field, value)


@dataclass(frozen=True)
class Journey:
    """The pages in order."""

    key: str
    pages: tuple[type[Page], ...]

    def asked(self, answers: Answers) -> tuple[type[Page], ...]:
        return tuple(page for page in self.pages if page.asked(answers))

    def page(self, slug: str, answers: Answers, initial: Mapping[str, Any] | None = None) -> Page | None:
        """The page as it was last typed, or None where it is not asked."""
        kind = next((page for page in self.asked(answers) if page.slug == slug), None)
        if kind is None:
            return None
        typed = answers.get(slug)
        return kind(as_typed(typed) if typed is not None else None, initial=dict(initial or {}))

    def after(self, slug: str, answers: Answers) -> str | None:
        """The next page's slug; None after the last, when the answers are checked."""
        slugs = [page.slug for page in self.asked(answers)]
        place = slugs.index(slug) + 1 if slug in slugs else 0
        return slugs[place] if place < len(slugs) else None

    def before(self, slug: str, answers: Answers) -> str | None:
        slugs = [page.slug for page in self.asked(answers)]
        place = slugs.index(slug) if slug in slugs else 0
        return slugs[place - 1] if place else None

    def filled(self, answers: Answers) -> list[Page]:
        """Every page that is asked, bound to what was typed, so that each can say what is still wrong."""
        return [kind(as_typed(answers.get(kind.slug, {}))) for kind in self.asked(answers)]

    def cleaned(self, answers: Answers) -> dict[str, Any] | None:
        """All the answers, once every page is right; None while any is not."""
        pages = self.filled(answers)
        if not all(page.is_valid() for page in pages):
            return None
        return {name: value for page in pages for name, value in page.cleaned_data.items()}


def typed_on(page: type[Page], posted: Mapping[str, Any]) -> dict[str, list[str]]:
    """What a browser sent for one page's fields, and nothing else of the request."""
    names = set(_names(page))
    return {name: list(posted.getlist(name)) for name in posted if name in names}  # type: ignore[attr-defined]


def _names(page: type[Page]) -> Iterator[str]:
    for name, field in page.base_fields.items():
        if isinstance(field.widget, forms.MultiWidget):
            yield from (f"{name}{suffix}" for suffix in field.widget.widgets_names)  # type: ignore[attr-defined]
        else:
            yield name


def answer_in_words(field: forms.BoundField, value: Any) -> str:
    """An answer as people read it; what is empty is said to be so."""
    if value in (None, "", []):
        return NOT_GIVEN
    if hasattr(value, "strftime") and hasattr(value, "year"):
        return spoken(value)
    choices = dict(getattr(field.field, "choices", ()) or ())
    if isinstance(value, (list, tuple)):
        if isinstance(field.field.widget, DayWidget):
            return " ".join(str(part) for part in value if part) or NOT_GIVEN
        return ", ".join(str(choices.get(one, one)) for one in value)
    return str(choices.get(value, value))
