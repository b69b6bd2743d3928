"""A meeting with what is laid before it, on one page to print: for its panel, and while it lasts for neighbours."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from handrail.guidance.days import LONDON
from handrail.service.access.doors import person_of, signed_in
from handrail.service.child_deaths.form_editions import form_called
from handrail.service.fields import instant
from handrail.service.overview_panels.actions import sharing
from handrail.service.overview_panels.against import read_of
from handrail.service.overview_panels.doors import laid_before, meeting_there, panels_of, shared_with
from handrail.service.overview_panels.forms import ShareForm, WithdrawAtForm
from handrail.service.overview_panels.models import PanelDeath, Sitting
from handrail.service.overview_panels.offices import keeps, kept_meeting
from handrail.service.overview_panels.views.asking import Page, ask, typed
from handrail.service.partnerships.models import Body, Kind


@signed_in
@require_http_methods(["GET"])
def meeting(request: HttpRequest, sitting_id: uuid.UUID) -> HttpResponse:
    sitting, person = meeting_there(request, sitting_id), person_of(request)
    panels = panels_of(person)
    deaths = [(one, one.panel in panels, _retyped(one)) for one in laid_before(person, sitting)]
    words = {
        "sitting": sitting, "deaths": deaths, "own": sitting.panel in panels and keeps(person, sitting.panel),
        "joinings": sitting.joinings.select_related("panel"), "trail": _trail(request, sitting)[:-1],
    }  # fmt: skip
    return render(request, "overview_panels/meeting.html", words)


def _retyped(one: PanelDeath) -> list[tuple[str, str]]:
    return read_of(one, form_called(one.form_edition))


@signed_in
@require_http_methods(["GET", "POST"])
def share(request: HttpRequest, sitting_id: uuid.UUID) -> HttpResponse:
    sitting = kept_meeting(request, sitting_id)
    panels = {str(one.pk): one for one in Body.objects.filter(kind=Kind.OVERVIEW_PANEL).exclude(pk=sitting.panel_id)}
    ends = f"{sitting.until_at.astimezone(LONDON):%H:%M}" if sitting.until_at else ""
    form = ShareForm(typed(request), panels=list(panels.values()), initial={"until": ends})
    page = Page(
        "Share the meeting with a neighbour", _trail(request, sitting), "Share it", "It is shared, until it ends.",
        _page(sitting),
        says=(
            "Until the meeting ends, those of the other panel who have an account and a seat read what is laid before "
            "this meeting, each death by its own panel’s number. They read nothing else of your panel.",
            "They can lay deaths of their own panel before it, and your members then read those.",
        ),
    )  # fmt: skip

    def act() -> None:
        said = form.cleaned_data
        until_at = instant(sitting.on, said["until"])
        sharing.share(sitting, panels[said["panel"]], who=said["who"], until_at=until_at, by=person_of(request))

    return ask(request, page, form, act)


@signed_in
@require_http_methods(["GET", "POST"])
def withdraw_at(request: HttpRequest, sitting_id: uuid.UUID, panel_death_id: uuid.UUID) -> HttpResponse:
    """By whoever comes from a panel that joins: of themselves. For its own members a panel records it on the death."""
    sitting, person = meeting_there(request, sitting_id), person_of(request)
    seat = shared_with(person).get(sitting.pk)
    death = next((one for one in laid_before(person, sitting) if one.pk == panel_death_id), None)
    if seat is None or death is None or death.panel in panels_of(person):
        raise Http404
    form = WithdrawAtForm(typed(request))
    page = Page(
        f"Withdraw from death {death.number} of {death.panel}", _trail(request, sitting), "Withdraw",
        "It is recorded, and hidden from you.", _page(sitting),
        says=("Whoever knew the child, or the family, or gave care, takes no part in it.",),
        warns=("From then on nothing of this death is shown to you.",), of=death,
    )  # fmt: skip
    return ask(
        request, page, form,
        lambda: sharing.withdraw_at(sitting, death, seat, why=form.cleaned_data["why"], by=person),
    )  # fmt: skip


def _page(sitting: Sitting) -> str:
    return reverse("overview_panels:meeting", args=[sitting.pk])


def _trail(request: HttpRequest, sitting: Sitting) -> list[tuple[str, str]]:
    trail = [("Overview panels", reverse("overview_panels:home"))]
    if sitting.panel in panels_of(person_of(request)):
        trail.append((str(sitting.panel), reverse("overview_panels:desk", args=[sitting.panel_id])))
    return [*trail, (str(sitting), _page(sitting))]
