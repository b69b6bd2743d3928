"""The shape that every page shares on which something is done about a death: ask, act, say, go."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from handrail.service.cases.actions import NotDone
from handrail.service.child_deaths.models import Death


def sent(request: HttpRequest) -> QueryDict | None:
    """What was posted, even where that is nothing; None where the page is only looked at."""
    return request.POST if request.method == "POST" else None


def page(death: Death, name: str = "death", **more: object) -> str:
    return reverse(f"child_deaths:{name}", kwargs={"case_id": death.case_id, "death_id": death.pk, **more})


def refuse(form: forms.Form, fault: NotDone) -> None:
    """The sentence stands beside the answer that it is about, where that is asked here."""
    form.add_error(fault.field if fault.field in form.fields else None, str(fault))


def ask(
    request: HttpRequest,
    death: Death,
    form: forms.Form,
    act: Callable[[], object],
    *,
    title: str,
    button: str,
    said: str,
    says: Sequence[str] = (),
    beside: Sequence[tuple[str, str]] = (),
    warns: str = "",
    then: str = "",
) -> HttpResponse:
    """`says` are sentences above the form, `beside` what is already recorded, `said` what is told once it is done."""
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except NotDone as fault:
            refuse(form, fault)
        else:
            messages.success(request, said)
            return redirect(then or page(death))
    words = {
        "death": death, "form": form, "title": title, "button_words": button, "says": says, "beside": beside,
        "judged": request.method == "POST", "warns": warns, "back": then or page(death),
    }  # fmt: skip
    return render(request, "child_deaths/ask.html", words)
