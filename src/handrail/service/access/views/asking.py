"""The page that asks one thing, does it, says so and goes on; and the pages of a long list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from handrail.service.access import asking
from handrail.service.partnerships.actions import NotDone

SIZE = 50
Act = Callable[[dict[str, Any]], str]


@dataclass(frozen=True)
class Question:
    """A page with one form: its heading, what it is about, the words on its button, where it leads."""

    title: str
    about: str
    trail: tuple[tuple[str, str], ...]
    go: str
    button: str = "Save"
    hint: str = ""

    @property
    def page(self) -> asking.Page:
        trail = [("What is due", "/"), *self.trail]
        return asking.Page(self.title, trail, self.button, "", self.go, [self.hint], over=self.about)


def ask(request: HttpRequest, question: Question, form: forms.Form, act: Act) -> HttpResponse:
    """Show the form; once it holds, act. `act` gives the sentence to say; what may not be done stands at its field."""
    if request.method == "POST" and form.is_valid():
        try:
            said = act(form.cleaned_data)
        except NotDone as refused:
            refuse(form, refused)
        else:
            messages.success(request, said)
            return redirect(question.go)
    return drawn(request, question, form)


def drawn(request: HttpRequest, question: Question, form: forms.Form | None = None) -> HttpResponse:
    """Without a form it asks only whether they are sure."""
    return asking.drawn(request, question.page, form or forms.Form())


def refuse(form: forms.Form, refused: NotDone) -> None:
    form.add_error(refused.field if refused.field in form.fields else None, str(refused))


def form_for(request: HttpRequest, form: type[forms.Form], row: Model | None = None, /, **more: Any) -> Any:
    """The form as typed, or as the row stands."""
    return form(asking.typed(request), initial=_initial(form, row), **more)


def _initial(form: type[forms.Form], row: Model | None) -> dict[str, Any]:
    return {name: getattr(row, name) for name in form.base_fields if hasattr(row, name)} if row else {}


def page_of(request: HttpRequest, rows: QuerySet[Any]) -> Page[Any]:
    return Paginator(rows, SIZE).get_page(request.GET.get("page"))


def beside(request: HttpRequest, page: Page[Any]) -> dict[str, Any]:
    """GOV.UK pagination: the page before and the page after, with the same search."""

    def address(number: int) -> str:
        asked = request.GET.copy()
        asked["page"] = str(number)
        return f"?{asked.urlencode()}"

    pages: dict[str, Any] = {}
    if page.has_previous():
        pages["previous"] = {"href": address(page.previous_page_number()), "text": "Previous"}
    if page.has_next():
        pages["next"] = {"href": address(page.next_page_number()), "text": "Next"}
    return pages
