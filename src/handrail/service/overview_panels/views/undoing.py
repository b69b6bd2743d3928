"""The pages on which something done before a panel is taken back, each with its reason."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, signed_in
from handrail.service.overview_panels.actions import undoing
from handrail.service.overview_panels.doors import pack_there, to_give
from handrail.service.overview_panels.forms import MoveForm, ReopenForm, WhyForm
from handrail.service.overview_panels.models import PanelDeath, Sitting, Withdrawal
from handrail.service.overview_panels.offices import kept_meeting, led_death
from handrail.service.overview_panels.views.asking import Page, ask, typed
from handrail.service.overview_panels.views.leaving import page_of, trail_of
from handrail.service.partnerships.models import Body

Trail = list[tuple[str, str]]


@signed_in
@require_http_methods(["GET", "POST"])
def recall(request: HttpRequest, case_id: uuid.UUID, pack_id: uuid.UUID) -> HttpResponse:
    case = to_give(request, case_id)
    one, form = pack_there(case, pack_id), WhyForm(typed(request))
    page = Page(
        "Take it back from the panel", trail_of(one), "Take it back",
        "It is taken back. Within a minute nobody of the panel reads it.", page_of(one),
        says=("For a death laid before the wrong panel, or found to tell whose it is. Then retype it.",),
        warns=("What the panel wrote of it is read by nobody there any more.",),
    )  # fmt: skip
    return ask(request, page, form, lambda: undoing.recall(one, **form.cleaned_data, by=person_of(request)))


@signed_in
@require_http_methods(["GET", "POST"])
def reopen(request: HttpRequest, panel_death_id: uuid.UUID) -> HttpResponse:
    one, form = led_death(request, panel_death_id), ReopenForm(typed(request))
    page = Page(
        f"Open death {one.number} again", _of(one), "Open it again", "It is open again.", _page(one), of=one.panel,
        says=(
            "The form as it was completed is kept. In the folder it stands, with that you opened it again, until you "
            "complete it anew.",
        ),
    )  # fmt: skip
    return ask(request, page, form, lambda: undoing.reopen(one, **form.cleaned_data, by=person_of(request)))


@signed_in
@require_http_methods(["GET", "POST"])
def take_back_withdrawal(request: HttpRequest, panel_death_id: uuid.UUID, withdrawal_id: int) -> HttpResponse:
    one, form = led_death(request, panel_death_id), WhyForm(typed(request))
    of_it = Withdrawal.objects.filter(death=one.pk, member__panel=one.panel_id, pk=withdrawal_id)
    withdrawal = of_it.select_related("member").first()
    if withdrawal is None:
        raise Http404
    page = Page(
        f"{withdrawal.member} takes part again in death {one.number}", _of(one), "They take part again",
        "They read this death again.", _page(one), says=(f"They withdrew: {withdrawal.why}",), of=one,
    )  # fmt: skip
    return ask(
        request, page, form,
        lambda: undoing.take_back_withdrawal(one, withdrawal, **form.cleaned_data, by=person_of(request)),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def move_meeting(request: HttpRequest, sitting_id: uuid.UUID) -> HttpResponse:
    one, form = kept_meeting(request, sitting_id), MoveForm(typed(request))
    page = Page(
        "Move the meeting", _to_meeting(one), "Move it", "The meeting is moved.", _meeting(one), of=one.panel,
        says=("What lies before it goes with it.",),
    )  # fmt: skip
    return ask(request, page, form, lambda: undoing.move_meeting(one, **form.cleaned_data, by=person_of(request)))


@signed_in
@require_http_methods(["GET", "POST"])
def call_off(request: HttpRequest, sitting_id: uuid.UUID) -> HttpResponse:
    one, form = kept_meeting(request, sitting_id), WhyForm(typed(request))
    page = Page(
        "Call the meeting off", _to_meeting(one), "Call it off", "The meeting is called off.", _meeting(one),
        says=("What lies before it waits for another meeting.",), of=one.panel,
    )  # fmt: skip
    return ask(request, page, form, lambda: undoing.call_off(one, **form.cleaned_data, by=person_of(request)))


def _meeting(one: Sitting) -> str:
    return reverse("overview_panels:meeting", args=[one.pk])


def _page(one: PanelDeath) -> str:
    return reverse("overview_panels:death", args=[one.pk])


def _at(panel: Body) -> Trail:
    home = ("Overview panels", reverse("overview_panels:home"))
    return [home, (str(panel), reverse("overview_panels:desk", args=[panel.pk]))]


def _to_meeting(one: Sitting) -> Trail:
    return [*_at(one.panel), (str(one), _meeting(one))]


def _of(one: PanelDeath) -> Trail:
    return [*_at(one.panel), (str(one), _page(one))]
