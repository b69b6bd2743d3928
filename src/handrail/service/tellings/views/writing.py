"""What a teller has open: the pages on the death, checking, and sending."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.guidance import law_in
from handrail.service.access import form_codes as codes
from handrail.service.access.once import keeps_as_typed, shown_once
from handrail.service.access.practitioners import Teller
from handrail.service.cases.actions import NotDone
from handrail.service.cases.drafts import AlreadySubmitted
from handrail.service.cases.journey_pages import Course, check, walked
from handrail.service.child_deaths.views.notifying import NATIONAL
from handrail.service.tellings.actions.telling import save_typed, send
from handrail.service.tellings.doors import by_telling
from handrail.service.tellings.journey import journey_of
from handrail.service.tellings.models import OpenPage, Telling

DECLARATION = (
    "By sending it you say that you tell this in your work. It opens no folder by itself: somebody reads it, and may "
    "telephone your employer. You cannot open it again after it is sent."
)


@by_telling
@require_http_methods(["GET"])
def begun(request: HttpRequest, telling: Telling, teller: Teller) -> HttpResponse:
    """What is asked, its number, and where to go on."""
    journey = journey_of(telling)
    words = {
        "telling": telling,
        "teller": teller,
        "first": journey.asked(telling.answers)[0].slug,
        "page": OpenPage.objects.filter(partnership=telling.partnership).first(),
        "national": next(iter(law_in().contents(NATIONAL, timezone.localdate())), None),
    }
    return render(request, "tellings/begun.html", words)


@by_telling
@require_http_methods(["GET", "POST"])
@keeps_as_typed
def page(request: HttpRequest, telling: Telling, teller: Teller, slug: str) -> HttpResponse:
    """One page, kept as it is typed."""

    def keep(slug: str, typed: dict[str, list[str]], version: int) -> Telling:
        return save_typed(telling, slug, typed, version, by=teller)

    return walked(request, telling, slug, _course(telling), keep)


@by_telling
@require_http_methods(["GET", "POST"])
def check_answers(request: HttpRequest, telling: Telling, teller: Teller) -> HttpResponse:
    """Read it all once more, and send it. Nothing opens it any more then, so what was sent is shown once."""
    if request.method == "POST":
        try:
            sent = send(telling, by=teller)
        except (NotDone, AlreadySubmitted) as reason:
            messages.warning(request, str(reason) or "It was sent a moment ago. Nothing was sent twice.")
            return redirect("tellings:check")
        codes.leave(request)
        pages = journey_of(sent).filled(sent.answers)
        return shown_once(render(request, "tellings/sent.html", {"telling": sent, "teller": teller, "pages": pages}))
    return check(request, telling, _course(telling), declaration=DECLARATION, button="Send it")


def _course(telling: Telling) -> Course:
    return Course(
        journey=journey_of(telling),
        title="Tell us of a child’s death",
        page_at=lambda slug: reverse("tellings:page", kwargs={"slug": slug}),
        check_at=reverse("tellings:check"),
        leave_to=reverse("tellings:begun"),
    )
