"""Reading more in an hour than the measure: what stopped it, and the page that asks why."""

from __future__ import annotations

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from handrail.service.access import factor
from handrail.service.access.actions.reading import give_a_reason
from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.forms import MoreReadingForm
from handrail.service.access.measure import MOST
from handrail.service.access.models import MoreReading
from handrail.service.access.views.asking import Question, ask, form_for

STOPPED: Final = {
    MoreReading.Of.FOLDERS: f"You have opened {MOST[MoreReading.Of.FOLDERS]} different folders in the last hour.",
    MoreReading.Of.LINES: f"This would take away more than {MOST[MoreReading.Of.LINES]} lines within an hour.",
}
GIVES: Final = {
    MoreReading.Of.FOLDERS: f"You can open {MOST[MoreReading.Of.FOLDERS]} more folders in the hour that follows.",
    MoreReading.Of.LINES: "You can take away lists of any length in the hour that follows.",
}


def stopped(request: HttpRequest, of: MoreReading.Of) -> HttpResponse:
    """In place of the page that would be too much: what to do."""
    words = {"stopped": STOPPED[of], "gives": GIVES[of], "go": reverse("access:more", args=[of.value])}
    return render(request, "access/stopped.html", words, status=403)


@signed_in
@require_http_methods(["GET", "POST"])
def more(request: HttpRequest, of: str) -> HttpResponse:
    """Why more is needed; asked only of somebody who has just given the second factor."""
    person, wanted = person_of(request), _of(of)
    if not factor.fresh(request):
        return factor.ask(request)
    question = Question(
        "Go on past the measure", person.name, (("Your account", reverse("access:account")),), reverse("cases:due"),
        button="Go on", hint=f"{GIVES[wanted]} What you write is kept with your name, and may be asked about.",
    )  # fmt: skip

    def act(said: dict[str, str]) -> str:
        give_a_reason(person, of=wanted, why=said["why"])
        return f"Your reason is kept. {GIVES[wanted]}"

    return ask(request, question, form_for(request, MoreReadingForm), act)


def _of(typed: str) -> MoreReading.Of:
    try:
        return MoreReading.Of(typed)
    except ValueError:
        raise Http404 from None
